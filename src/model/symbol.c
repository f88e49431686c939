#include "model/symbol.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

const char *cell_state_name(enum cell_state state)
{
    static const char *const names[] = {
        [CELL_NUMBER] = "number",
        [CELL_BAND] = "band",
        [CELL_HIDDEN] = "hidden",
        [CELL_LOW] = "low",
        [CELL_NOT_AVAILABLE] = "not-available",
        [CELL_NOT_APPLICABLE] = "not-applicable",
        [CELL_UNRELIABLE] = "unreliable",
        [CELL_EMPTY] = "empty",
        [CELL_UNREADABLE] = "unreadable",
    };
    return names[state];
}

enum { SYMBOL_LENGTH_LIMIT = 32 };

/* The text without white space around it and one pair of square brackets, in lower case.
 */
static bool bare_symbol(const char *text, char bare[SYMBOL_LENGTH_LIMIT])
{
    while (*text == ' ' || *text == '\t') {
        text++;
    }
    size_t length = strlen(text);
    while (length && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
        length--;
    }
    if (length > 2 && text[0] == '[' && text[length - 1] == ']') {
        text++;
        length -= 2;
    }
    if (length == 0 || length >= SYMBOL_LENGTH_LIMIT) {
        return false;
    }
    memcpy(bare, text, length);
    bare[length] = '\0';
    return true;
}

const char *symbol_in_file(struct arena *arena, const char *kind, const char *symbol)
{
    const bool is_book = text_equals(kind, "xlsx") || text_equals(kind, "ods");
    return is_book && symbol[0] != '[' ? text_format(arena, "[%s]", symbol) : symbol;
}

const struct symbol *symbol_find(const struct symbols *symbols, const char *text)
{
    char bare[SYMBOL_LENGTH_LIMIT];
    if (!symbols || !bare_symbol(text, bare)) {
        return NULL;
    }
    for (size_t i = 0; i < symbols->count; i++) {
        if (text_equals_ignoring_case(symbols->items[i].text, bare)) {
            return &symbols->items[i];
        }
    }
    return NULL;
}
