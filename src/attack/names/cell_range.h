/*
 * What one printed cell says about the number behind it: a rounded count is an interval,
 * a hidden one anything from zero, a band what it says.
 *
 * Whole numbers for counts; sums of money and weighted counts lie within half of their
 * last printed place.
 */
#ifndef OUTCHECK_ATTACK_CELL_RANGE_H
#define OUTCHECK_ATTACK_CELL_RANGE_H

#include "model/finding.h"
#include "model/table.h"

/* The rule by which a measure was rounded: as stated, else found in its figures (all of
 * at least ten figures that are not zero are multiples of 5, 10, 100 or 1,000). */
struct rounding cell_rounding(const struct table *table, uint32_t measure);

/* The numbers that would be shown as this cell. */
struct range cell_range(const struct table *table, uint32_t cell,
                        const struct rounding *rounding);

/* Whether somebody meant to keep the number back: c, x, low, <10. */
bool cell_state_hides(uint8_t state);

/* Those that `rounding` shows as `value`. */
struct range rounded_range(double value, const struct rounding *rounding);

#endif
