/*
 * Other ways than hiding: to merge two neighbouring categories, to round every count.
 *
 * Each is made in a copy of all tables and put to the same attacker and rules. Two
 * categories are merged wherever they stand, in every table that has them: a table that
 * keeps them apart, or an earlier release, would give them back, and then the way is not
 * shown. Percentages and means are worked out anew from what they rest on; what cannot be
 * is hidden.
 */
#ifndef OUTCHECK_PROTECT_REDESIGN_H
#define OUTCHECK_PROTECT_REDESIGN_H

#include "protect/plan.h"
#include "protect/suggestion.h"

/* Adds to a proven suggestion what else could be done, the best first. Bounded: a few
 * ways, of submissions of some thousand cells. */
void redesign(struct arena *arena, const struct plan_input *input,
              struct suggestion *suggestion);

#endif
