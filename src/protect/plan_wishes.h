/*
 * The user's say in a plan: cells to keep, to hide first, hidden already, and what others
 * cost.
 */
#ifndef OUTCHECK_PROTECT_PLAN_WISHES_H
#define OUTCHECK_PROTECT_PLAN_WISHES_H

#include "protect/plan.h"
#include "protect/suggest.h"

/* To be told before anything is demanded. A cell that a finding wants hidden is hidden
 * only where no wish keeps it: then that is the obstacle. */
void plan_wish(struct plan *plan, const struct wish *wishes, size_t count);

/* From here on what is primary is so only to protect others. */
void plan_mark_first(struct plan *plan);

/* All cells that are to be hidden now: those of hidden unknowns wherever they stand, and
 * those that the plan marked. */
struct cell_marks plan_marks(struct arena *arena, const struct plan *plan);

#endif
