/*
 * What is still to be found in tables that are to be released: the attack and the rules
 * of `audit`, and the rules of `scan` that hiding cells can answer.
 */
#ifndef OUTCHECK_PROTECT_EXAMINE_H
#define OUTCHECK_PROTECT_EXAMINE_H

#include "protect/plan.h"

struct examination {
    const struct attack_result *attack;
    const struct finding *findings; /* of both policies */
    size_t finding_count;
};

struct examination examine(struct arena *arena, const struct plan_input *input,
                           const struct submission *shown);

/* The first finding that stands against release, or NULL. What could not be read, and
 * contradictions in tables of which nothing is hidden, are left to whoever writes. */
const struct finding *examination_objection(const struct examination *examination);

/* Whether a finding is about how well a file was read. */
bool finding_is_about_reading(const struct finding *finding);

/* That tables may make up another one, without a figure that follows from it: what was
 * proven of them before cells were hidden has been reckoned with. */
bool finding_is_suspicion(const struct finding *finding);

/* That not every sum could be tried, which says nothing where all were tried before cells
 * were hidden. */
bool finding_is_unsearched(const struct finding *finding);

#endif
