/*
 * What the symbols in cells mean: `c`, `[c]`, `x`, `low`, `..`, `<10`.
 *
 * The meaning is the policy's or the sidecar's to say, never the reader's; flow hands the
 * policy's list to the readers. Symbols are compared after text_key() and without square
 * brackets, so `c`, `C` and `[c]` are one entry. Ranges (`<10`, `5-9`, `10+`) are read as
 * such and need no entry.
 */
#ifndef OUTCHECK_MODEL_SYMBOL_H
#define OUTCHECK_MODEL_SYMBOL_H

#include "base/arena.h"

#include <stddef.h>

enum cell_state {
    CELL_NUMBER,
    CELL_BAND,           /* a range stands for it: <10, 5-9, 10+ */
    CELL_HIDDEN,         /* suppressed: c */
    CELL_LOW,            /* not zero but rounds to zero: low, k */
    CELL_NOT_AVAILABLE,  /* x, NA */
    CELL_NOT_APPLICABLE, /* z: cannot exist */
    CELL_UNRELIABLE,     /* u */
    CELL_EMPTY,          /* nothing stands there */
    CELL_UNREADABLE,     /* text that is neither a number nor a known symbol */
};

struct symbol {
    const char *text; /* bare, in lower case: "c" */
    enum cell_state state;
    const char *meaning; /* "confidential" */
};

struct symbols {
    const struct symbol *items;
    size_t count;
};

const char *cell_state_name(enum cell_state state); /* "hidden" */

/* The symbol as cells of files of this kind show it: "[c]" in workbooks. */
const char *symbol_in_file(struct arena *arena, const char *kind, const char *symbol);

/* NULL when no symbol of the list is meant. `text` may carry brackets and any case. */
const struct symbol *symbol_find(const struct symbols *symbols, const char *text);

#endif
