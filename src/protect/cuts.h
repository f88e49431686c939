/*
 * Capacity cuts: what a pattern must hide so that a demand can be met.
 *
 * For a demand that a pattern (whole, or in shares) leaves open, the attacker's linear
 * program gives weights of the equations whose weighted sum cannot balance. Whoever hides
 * must therefore let the cells on that sum give way further: sum of weight * x >= 1. No
 * weight is above 1, for one cell alone may be enough.
 */
#ifndef OUTCHECK_PROTECT_CUTS_H
#define OUTCHECK_PROTECT_CUTS_H

#include "protect/cover.h"
#include "protect/dual_search.h"

struct cut {
    uint32_t *cells; /* that may be hidden */
    double *weights;
    uint32_t count;
};

/* The share of a cell that is hidden for certain: all its room counts. */
#define WHOLE_SHARE (1 + 1e-9)

struct cutter;
struct cutter *cutter_create(const struct cover *cover);

/* DUAL_IMPOSSIBLE: the shares (0 to 1 for each cell that may be hidden) do not keep this
 * cut of the demand, which the next call overwrites. DUAL_FOUND: they meet the demand, by
 * the change that the search holds. */
enum dual_end cutter_find(struct cutter *cutter, const double *shares, uint32_t demand,
                          struct cut *cut);
const struct dual_search *cutter_search(const struct cutter *cutter);

/* Prices of the next searches by chance, so that other cuts are found. */
void cutter_shake(struct cutter *cutter, uint64_t salt);

#endif
