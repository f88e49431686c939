/*
 * A plan as a pattern_problem: unknowns become cells, rows become equations.
 *
 * What is no equation between exact numbers gets a slack cell that is hidden already and
 * bounded: an inequality (a whole is at least its parts), the rounding of a printed
 * figure. A region that nobody printed becomes a primary cell with an equation of its
 * own. Rows that the figures themselves do not keep are left out, as the attacker does.
 *
 * Percentages and means of the candidate are not in it: they give way to the pattern
 * (dependents.h). Those of earlier releases cannot, and are.
 */
#ifndef OUTCHECK_PROTECT_PLAN_PROBLEM_H
#define OUTCHECK_PROTECT_PLAN_PROBLEM_H

#include "protect/plan.h"

#define NO_SLACK UINT32_MAX

/* Indexed. Cell i is unknown i below knowledge->name_count; region r stands at
 * `first_region` + r; the rest is slack. */
struct plan_problem {
    struct pattern_problem *pattern;
    uint32_t first_region;
    const double *contributors; /* [cell_count] as in insiders.h */
    const uint32_t *slack;      /* [name_count] the cell of its rounding, or NO_SLACK */
};

struct plan_problem plan_problem_create(struct arena *arena, const struct plan *plan);

#endif
