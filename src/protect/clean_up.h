/*
 * Taking cells back: a secondary without which nothing is found and every level still
 * holds need not be hidden.
 *
 * What repairs asked for in one round may be needless in the end. Each try is an attack
 * of its own, so this is for patterns of a few hundred cells.
 */
#ifndef OUTCHECK_PROTECT_CLEAN_UP_H
#define OUTCHECK_PROTECT_CLEAN_UP_H

#include "protect/plan.h"

/* Whether the pattern of the plan leaves the attacker and the rules nothing to find, and
 * what the findings asked for its distance. */
bool plan_holds(const struct plan *plan);

/* Opens what can be opened, the dearest first. The plan's pattern must be proven. */
void clean_up(struct plan *plan);

#endif
