/*
 * From what the attacker still finds to further demands on the plan.
 *
 *   a hidden cell that is known or nearly     it must be believed higher
 *   a region that nobody printed is small     the sum of its figures must be believed
 *                                             higher; the search finds which to hide
 *   a line's hidden cells are together small  one more cell of the line goes
 *   a percentage gives a count back           it goes, or a figure that helps it
 *   shares give back their base               all of them go
 */
#ifndef OUTCHECK_PROTECT_REPAIR_H
#define OUTCHECK_PROTECT_REPAIR_H

#include "protect/plan.h"

/* Whether anything new was asked for. */
bool repair(struct plan *plan, const struct attack_result *attack);

#endif
