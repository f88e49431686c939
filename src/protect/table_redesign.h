/*
 * Copies of a table with another design: two categories merged, counts rounded.
 */
#ifndef OUTCHECK_PROTECT_TABLE_REDESIGN_H
#define OUTCHECK_PROTECT_TABLE_REDESIGN_H

#include "model/table.h"

/* What a new design costs. */
struct redesign_cost {
    size_t changed; /* cells that show another number, or are gone */
    size_t hidden;  /* cells that can no longer be told */
};

/* Category `second` becomes part of `first`. NULL where some cell has no partner. */
struct table *table_merged(struct arena *arena, const struct table *table,
                           uint32_t dimension, uint32_t first, uint32_t second,
                           struct redesign_cost *cost);

/* Every count to the nearest multiple. */
struct table *table_rounded(struct arena *arena, const struct table *table, double base,
                            struct redesign_cost *cost);

#endif
