#include "clearance/merge.h"

#include "base/text.h"

static enum outcome outcome_of(enum decision decision)
{
    static const enum outcome outcomes[] = {
        [DECISION_UNDECIDED] = OUTCOME_OPEN,
        [DECISION_APPROVE] = OUTCOME_CLEARED,
        [DECISION_CHANGES] = OUTCOME_CHANGES,
        [DECISION_REJECT] = OUTCOME_REJECT,
    };
    return outcomes[decision];
}

/* Where nobody has decided, nothing is said. */
static enum outcome merge_output(const struct signing *signing,
                                 const struct signed_output *output, size_t *decided)
{
    enum outcome outcome = OUTCOME_OPEN;
    bool is_split = false;
    *decided = 0;
    for (size_t i = 0; i < signing->checker_count; i++) {
        const enum outcome one = outcome_of(output->opinions[i].decision);
        if (one == OUTCOME_OPEN) {
            continue;
        }
        is_split |= *decided > 0 && one != outcome;
        outcome = one;
        *decided += 1;
    }
    if (*decided < signing->checker_count || *decided < signing->needed) {
        return OUTCOME_OPEN;
    }
    return is_split ? OUTCOME_CONFLICT : outcome;
}

void merge_decisions(struct signing *signing)
{
    for (size_t i = 0; i < signing->output_count; i++) {
        struct signed_output *output = &signing->outputs[i];
        const bool is_kept =
            output->decided_turn > 0 && output->decided_turn < signing->turn;
        size_t decided = 0;
        const enum outcome outcome = merge_output(signing, output, &decided);
        if (is_kept && decided == 0) {
            continue;
        }
        output->outcome = outcome;
        output->decided_turn = outcome == OUTCOME_OPEN ? 0 : signing->turn;
    }
}

static bool is_settled(enum outcome outcome)
{
    return outcome == OUTCOME_CLEARED || outcome == OUTCOME_CHANGES ||
           outcome == OUTCOME_REJECT;
}

void merge_turn(const struct signing *before, struct signing *now)
{
    for (size_t i = 0; i < now->output_count; i++) {
        struct signed_output *output = &now->outputs[i];
        const struct signed_output *old = signing_find_output(before, output->path);
        output->change = OUTPUT_NEW;
        if (!old) {
            continue;
        }
        const bool is_same = text_equals(old->sha256, output->sha256) &&
                             text_equals(old->findings_sha256, output->findings_sha256);
        output->change = is_same ? OUTPUT_UNCHANGED : OUTPUT_CHANGED;
        if (is_same && is_settled(old->outcome)) {
            output->outcome = old->outcome;
            output->decided_turn = old->decided_turn;
        }
    }
}
