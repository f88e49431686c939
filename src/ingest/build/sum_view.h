/*
 * One dimension seen for addition: do these categories add up to that one, whatever the
 * other labels?
 *
 * Cells that differ in this dimension alone form a group. A test costs as many steps as
 * there are groups and cells of the categories in it; cells that cannot be added (means,
 * shares) are left out. Hidden cells make a group untestable, never true.
 */
#ifndef OUTCHECK_INGEST_SUM_VIEW_H
#define OUTCHECK_INGEST_SUM_VIEW_H

#include "ingest/build/build_context.h"

struct sum_view;

struct sum_test {
    uint32_t holds;   /* groups in which the sum agrees within rounding */
    uint32_t telling; /* of those: a total above zero from two parts above zero or more */
    uint32_t fails;
    uint32_t exceeds;    /* of those: the parts are more than the total */
    uint32_t untestable; /* groups with the total and hidden parts */
    size_t failing_cell; /* the total of the first group that fails */
};

struct sum_view *sum_view_create(struct build *at, uint32_t dimension);

struct sum_test sum_view_test(struct sum_view *view, uint32_t whole,
                              const uint32_t *parts, uint32_t part_count);

/* Gives up at the first group that fails: for candidates that are mostly wrong. */
bool sum_view_holds(struct sum_view *view, uint32_t whole, const uint32_t *parts,
                    uint32_t part_count, uint32_t telling_wanted);

/* The groups with the most numbers: up to `limit`; answers how many. */
uint32_t sum_view_samples(const struct sum_view *view, uint32_t *groups, uint32_t limit);

struct sum_sample {
    double value; /* NAN where there is none */
    double leeway;
};

/* What stands in a group, one entry a category. */
void sum_view_values(const struct sum_view *view, uint32_t group,
                     struct sum_sample *values);

#endif
