/*
 * Doubts as they gather, and what they leave of the confidence.
 *
 * A sentence is kept once, and a kind of doubt (its format) weighs once, however many
 * columns it is said of: twelve columns with the same trouble are one trouble. A heavier
 * case of a kind replaces a lighter one.
 */
#ifndef OUTCHECK_INGEST_DOUBTS_H
#define OUTCHECK_INGEST_DOUBTS_H

#include "model/table.h"

enum { DOUBT_KIND_LIMIT = 32, DOUBT_LIMIT = 60 };

struct doubts {
    struct doubt *items;
    size_t count;
    size_t capacity;
    double confidence; /* starts at 1 */
    const char *kinds[DOUBT_KIND_LIMIT];
    double weights[DOUBT_KIND_LIMIT];
    size_t kind_count;
};

/* `weight` 0 leaves the confidence alone, 1 nothing of it. */
void doubts_add(struct doubts *doubts, struct arena *arena, const struct doubt *doubt,
                const char *kind, double weight);

#endif
