/*
 * Why nothing could be proven, in a sentence: which figure stands in the way.
 */
#ifndef OUTCHECK_PROTECT_OBSTACLE_H
#define OUTCHECK_PROTECT_OBSTACLE_H

#include "protect/plan_problem.h"
#include "protect/suppress.h"

/* The search met no pattern: tried again as if everything could be hidden, it shows which
 * of the figures that must stay it would have needed. */
const char *obstacle_of_pattern(struct arena *arena, const struct plan *plan,
                                const struct plan_problem *problem,
                                const struct suppression *found);

/* The attacker still finds something, and nothing more can be asked for. */
const char *obstacle_of_finding(struct arena *arena, const struct plan *plan,
                                const struct finding *finding);

#endif
