/*
 * Other ways than hiding: to merge two neighbouring categories, to leave parts to their
 * whole, to round.
 *
 * Each is made in a copy of all tables and put to the same attacker and rules. Two
 * categories are merged wherever they stand, in every table that has them: a table that
 * keeps them apart, or an earlier release, would give them back, and then the way is not
 * shown. Percentages and means are worked out anew from what they rest on; what cannot be
 * is hidden. Where a way is not enough by itself, the cells that have to be hidden after
 * it are looked for, and it counts with them.
 */
#ifndef OUTCHECK_PROTECT_REDESIGN_H
#define OUTCHECK_PROTECT_REDESIGN_H

#include "protect/plan.h"
#include "protect/suggest.h"

/* Kinds of ways that are tried. */
enum redesign_kinds {
    REDESIGN_MERGE = 1,
    REDESIGN_ROUND = 2,
    REDESIGN_ALL = 3,
};

struct redesign_options {
    unsigned kinds;
    unsigned completed; /* ways, the most promising first, after which cells are hidden
                           where they are not enough by themselves */
    const struct suggest_options *hiding; /* how; its wishes and limits */
};

/* Adds to a suggestion what else could be done, the best first. Bounded: a few ways, of
 * submissions of some thousand cells; false where there are more. */
bool redesign(struct arena *arena, const struct plan_input *input,
              const struct redesign_options *options, struct suggestion *suggestion);

/* The way that costs less than to hide cells: the rounding that the policy asks for
 * anyway, or a merger of neighbours of an ordered variable that hides fewer people and
 * changes not many more cells. NULL: to hide is best, as far as is known. */
const struct alternative *redesign_best(const struct suggestion *suggestion);

/* A way once more, with its tables; what has to be hidden after it is in the suggestion,
 * which is about these tables. */
const struct suggestion *redesign_again(struct arena *arena,
                                        const struct plan_input *input,
                                        const struct redesign_way *way,
                                        const struct suggest_options *hiding,
                                        struct redesign_cost *cost);

/* How the policy has numbers rounded; `base` counts where it says nothing. */
struct table_rounding redesign_rounding(const struct policy *policy, double base);

/* Whether the policy asks for rounded counts. */
bool redesign_asks_rounding(const struct policy *policy);

#endif
