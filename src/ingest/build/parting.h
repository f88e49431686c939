/*
 * One dimension while it is decided what its categories make up. Shared by
 * build_partitions.c (totals by name, breakdowns, places) and parting_sums.c (what only
 * arithmetic finds).
 */
#ifndef OUTCHECK_INGEST_PARTING_H
#define OUTCHECK_INGEST_PARTING_H

#include "ingest/build/build_context.h"
#include "ingest/build/sum_view.h"

enum { SAMPLE_GROUPS = 3 };

struct parting {
    struct build *at;
    uint32_t dimension;
    struct draft_dimension *draft;
    struct sum_view *view;
    uint8_t *is_claimed; /* [categories]: part of a subtotal */
    uint32_t *stack;     /* unclaimed categories met so far */
    uint32_t depth;
    struct sum_sample *samples[SAMPLE_GROUPS]; /* each [categories] */
    uint32_t sample_count;
    uint32_t sample; /* the one that is searched */
};

/* Keeps a copy of the partition, parts included. */
void parting_add(struct parting *parting, const struct partition *partition);

/* How surely a category means "all", 0 to 3. */
int parting_rank(const struct parting *parting, uint32_t category);

/* Finds runs that add up to a neighbour and claims their parts; `total` is left out. */
void parting_find_subtotals(struct parting *parting, uint32_t total);

/* The categories that no subtotal claims, without `total`, on the stack; answers how
 * many. */
uint32_t parting_unclaimed(struct parting *parting, uint32_t total);

/* parting_nested.c: categories that by their names lie within others; claims them. */
void parting_find_nested(struct parting *parting);

/* The category that is the sum of all others, whatever its name, or NO_CATEGORY. */
uint32_t parting_unnamed_total(struct parting *parting);

#endif
