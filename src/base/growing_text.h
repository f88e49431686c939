/*
 * A text that grows at its end, for what is long and written piece by piece: lists of
 * which one hash is taken.
 */
#ifndef OUTCHECK_BASE_GROWING_TEXT_H
#define OUTCHECK_BASE_GROWING_TEXT_H

#include "base/arena.h"

#include <stddef.h>

/* Begin with {.arena = arena}. */
struct growing_text {
    struct arena *arena;
    char *text; /* NULL where nothing was ever added */
    size_t length;
    size_t capacity;
};

void grow_by(struct growing_text *growing, const char *text);

/* The SHA-256 of all of it, in `arena`. */
const char *growing_text_hash(struct arena *arena, const struct growing_text *growing);

#endif
