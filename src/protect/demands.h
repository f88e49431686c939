/*
 * From findings on single cells to what must be hidden: small counts, dominated sums,
 * statistics on too few, percentages that give a count back.
 *
 * Protection levels are those of docs/attacker.md: of a count the policy's width, and
 * never less than takes it to the minimum; of a dominated sum what its rule asks for.
 */
#ifndef OUTCHECK_PROTECT_DEMANDS_H
#define OUTCHECK_PROTECT_DEMANDS_H

#include "protect/plan.h"

/* Whether hiding cells can answer findings like this one, and the policy asks for it. */
bool demand_answers(const struct finding *finding);

/* Whether it says of rounded counts that they may have been too small: an exact number
 * was large enough, and what stands for it no longer shows so. The finding names the
 * first of them. */
bool demand_is_of_rounded(const struct finding *finding);

/* Whether anything new was asked for. Findings may be those of a copy. */
bool demands_add(struct plan *plan, const struct finding *findings, size_t count);

#endif
