/*
 * Ranges in place of the marker: what a hidden number that protects others may be said to
 * lie in.
 *
 * Bounds are fixed classes of numbers (10 to 19, 20 to 39, 50 to 99, ...), so that a
 * range tells no more than that its class holds the number. A range is shown only where
 * the attacker, who reads it as a statement, still finds nothing in all tables together
 * and every number that must be hidden keeps its protection level. Numbers that must be
 * hidden themselves never show one, and as many others as there are of those keep the
 * marker in each measure of a table, so that the marker does not tell which numbers are
 * small. Percentages of such counts show the range that follows, or stay hidden.
 */
#ifndef OUTCHECK_PROTECT_BOUNDS_H
#define OUTCHECK_PROTECT_BOUNDS_H

#include "protect/plan.h"
#include "protect/suggestion.h"

/* The tables with the suggested cells hidden or bounded. `suggestion` is proven. */
const struct submission *bounds_show(struct arena *arena, const struct plan_input *input,
                                     const struct suggestion *suggestion);

#endif
