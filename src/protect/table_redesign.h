/*
 * Copies of a table with another design: two categories merged, categories left out,
 * numbers rounded. A cell that is left keeps its place in the file.
 */
#ifndef OUTCHECK_PROTECT_TABLE_REDESIGN_H
#define OUTCHECK_PROTECT_TABLE_REDESIGN_H

#include "model/rounding_rule.h"
#include "model/table.h"

/* What a new design costs. */
struct redesign_cost {
    size_t changed; /* cells that show another number, or are gone */
    size_t gone;    /* of them gone: in a merged line, or left out */
    size_t hidden;  /* cells that can no longer be told */
};

/* How numbers are rounded. */
struct table_rounding {
    struct rounding_rule counts;
    double money_step;                         /* 0: money stays */
    int percent_decimals;                      /* at most; -1: as many as there are */
    const struct rounding_band *percent_bands; /* steps by the count below the line */
    size_t percent_band_count;
};

/* Category `second` becomes part of `first`. NULL where some cell has no partner. */
struct table *table_merged(struct arena *arena, const struct table *table,
                           uint32_t dimension, uint32_t first, uint32_t second,
                           struct redesign_cost *cost);

/* What the merged category is called. */
const char *merged_label(struct arena *arena, const struct category *first,
                         const struct category *second);

/* Without the categories that `drops` marks. */
struct table *table_without(struct arena *arena, const struct table *table,
                            uint32_t dimension, const bool *drops,
                            struct redesign_cost *cost);

/* Every number as the rule prints it, or as `given` has it ([cell]; NAN: by the rule;
 * NULL: all by the rule). Percentages are worked out anew. */
struct table *table_rounded(struct arena *arena, const struct table *table,
                            const struct table_rounding *how, const double *given,
                            struct redesign_cost *cost);

#endif
