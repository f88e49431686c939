/*
 * Numbers for what nobody printed: hidden cells, the rest of a total, what stands behind
 * a percentage. Any that fit the equations would do, for a change is a proof from
 * wherever it starts.
 */
#ifndef OUTCHECK_PROTECT_PLAN_VALUES_H
#define OUTCHECK_PROTECT_PLAN_VALUES_H

#include "protect/plan.h"

/* Sets `value` of every unknown. Where equations leave a choice, one that fits each of
 * them as well as can be seen from it alone. */
void plan_find_values(struct plan *plan);

/* What the row adds up to with these values. */
double plan_row_sum(const struct plan *plan, uint32_t row);

/* How far a printed value may lie from the true one, on either side: rounding. */
struct range plan_slack(const struct plan *plan, uint32_t unknown);

/* Whether the row can hold; one that cannot is no knowledge but a mistake. */
bool plan_row_holds(const struct plan *plan, uint32_t row);

#endif
