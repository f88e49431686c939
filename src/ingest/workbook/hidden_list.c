#include "ingest/workbook/hidden_list.h"

#include "base/text.h"

#include <string.h>

struct hidden_item *hidden_add(struct hidden_list *list, enum hidden_kind kind,
                               struct hidden_place place, const char *sentence,
                               const struct hidden_texts *texts)
{
    if (list->count == HIDDEN_ITEM_LIMIT) {
        return NULL;
    }
    struct hidden_item *item =
        arena_add(list->arena, list->items, list->count, list->capacity);
    *item = (struct hidden_item){
        .kind = kind,
        .output = list->output,
        .sheet = place.sheet,
        .row = place.row,
        .column = place.column,
        .sentence = sentence,
        .texts = texts ? texts->items : NULL,
        .text_count = texts ? (uint32_t)texts->count : 0,
    };
    return item;
}

void hidden_add_minor(struct hidden_list *list, enum hidden_kind kind,
                      struct hidden_place place, const char *sentence,
                      const struct hidden_texts *texts)
{
    struct hidden_item *item = hidden_add(list, kind, place, sentence, texts);
    if (item) {
        item->is_minor = true;
    }
}

void hidden_texts_add(struct arena *arena, struct hidden_texts *texts, const char *text)
{
    if (!text_is_blank(text) && texts->count < HIDDEN_TEXT_LIMIT) {
        *arena_add(arena, texts->items, texts->count, texts->capacity) = text;
    }
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           ((unsigned char)byte & 0x80U);
}

bool hidden_has_words(const char *text)
{
    for (const char *at = text; *at;) {
        size_t length = 0;
        while (is_letter(at[length])) {
            length++;
        }
        const bool is_page = (length == 4 && (strncmp(at, "Page", 4) == 0 ||
                                              strncmp(at, "page", 4) == 0)) ||
                             (length == 2 && strncmp(at, "of", 2) == 0);
        if (length && !is_page) {
            return true;
        }
        at += length ? length : 1;
    }
    return false;
}
