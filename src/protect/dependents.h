/*
 * Statistics that go with hidden counts and sums: percentages, rates, means, the largest
 * contributions, weighted counts.
 *
 * A pattern is proven by changes: amounts by which the hidden numbers may be otherwise.
 * A percentage whose count is hidden may stay where every change leaves it as printed,
 * for then it tells an attacker nothing that the proof rests on; else it is hidden too. A
 * mean may stay where its sum is free to follow the count. What cannot be tested so is
 * hidden.
 */
#ifndef OUTCHECK_PROTECT_DEPENDENTS_H
#define OUTCHECK_PROTECT_DEPENDENTS_H

#include "protect/plan_problem.h"
#include "protect/suppress.h"

/* Marks in `plan->marks` what must go with unknowns whose `is_hidden` is set. True where
 * an unknown became primary, so that a new pattern is needed. */
bool dependents_mark(struct plan *plan, const struct plan_problem *problem,
                     const struct suppression *suppression);

#endif
