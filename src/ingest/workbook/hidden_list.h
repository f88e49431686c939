/*
 * The list of hidden items under construction.
 */
#ifndef OUTCHECK_INGEST_HIDDEN_LIST_H
#define OUTCHECK_INGEST_HIDDEN_LIST_H

#include "model/hidden.h"

#include <stdbool.h>

enum { HIDDEN_ITEM_LIMIT = 100 * 1000, HIDDEN_TEXT_LIMIT = 10 * 1000 };

struct hidden_list {
    struct arena *arena;
    const struct output *output;
    struct hidden_item *items;
    size_t count;
    size_t capacity;
};

/* What several hidden things of one kind say. */
struct hidden_texts {
    const char **items;
    size_t count;
    size_t capacity;
};

/* Where a thing is: a sheet, or none, and a cell, or none. */
struct hidden_place {
    const char *sheet;
    uint32_t row;
    uint32_t column;
};

static inline struct hidden_place hidden_nowhere(const char *sheet)
{
    return (struct hidden_place){sheet, UINT32_MAX, UINT32_MAX};
}

/* The sentence is kept as it is; texts may be NULL. Past the limit nothing is added:
 * there is enough to look at. Answers the item, or NULL past the limit. */
struct hidden_item *hidden_add(struct hidden_list *list, enum hidden_kind kind,
                               struct hidden_place place, const char *sentence,
                               const struct hidden_texts *texts);

/* The same for what is said and no reason to look. */
void hidden_add_minor(struct hidden_list *list, enum hidden_kind kind,
                      struct hidden_place place, const char *sentence,
                      const struct hidden_texts *texts);

/* Blank texts are left out, and all past the limit. The text is kept as it is. */
void hidden_texts_add(struct arena *arena, struct hidden_texts *texts, const char *text);

/* Whether a header or footer says more than "Page 1 of 3". */
bool hidden_has_words(const char *text);

#endif
