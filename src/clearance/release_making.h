/*
 * What the two halves of making a release table share: its cells, and the words around
 * it.
 */
#ifndef OUTCHECK_CLEARANCE_RELEASE_MAKING_H
#define OUTCHECK_CLEARANCE_RELEASE_MAKING_H

#include "clearance/release_table.h"

/* One table on its way. */
struct making {
    struct arena *arena;
    const struct submission *submission;
    const struct table *source;
    struct release_table *made;
    struct map *cells; /* by row and column */
};

/* release_words.c: what it is called; source and notes, which stand beside it. */
void release_take_title(struct making *making);
void release_take_words(struct making *making);

#endif
