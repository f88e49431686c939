/*
 * Audit, repair, audit: from a submission to a suggestion that is proven.
 *
 * Each round puts what is asked so far to the search, hides the pattern in a copy of the
 * tables, and lets the attacker at the copy and all earlier releases, exactly as `audit`
 * does. What he finds becomes a further demand. It ends when he finds nothing, or when
 * nothing more can be asked; then nothing is suggested, and the obstacle is named.
 */
#ifndef OUTCHECK_PROTECT_SUGGEST_H
#define OUTCHECK_PROTECT_SUGGEST_H

#include "protect/plan.h"
#include "protect/suggestion.h"
#include "protect/suppress.h"

enum wish_kind {
    WISH_KEEP,       /* must be published */
    WISH_HIDE_FIRST, /* rather this than another */
    WISH_HIDDEN,     /* is hidden, whatever else */
    WISH_UNSAFE,     /* and to be protected as what a rule finds */
    WISH_COST,
};

struct wish {
    uint32_t table; /* in the candidate */
    uint32_t cell;
    enum wish_kind kind;
    double cost;
};

struct suggest_options {
    const struct wish *wishes;
    size_t wish_count;
    const struct finding *findings; /* of a scan of the candidate; NULL: not known */
    size_t finding_count;
    struct suppress_options search;
    double seconds;  /* in all, between rounds; 0: no limit */
    unsigned rounds; /* 0: as usual */
    /* Then looks so long for the cheapest pattern of all (optimal.h); 0: not at all. */
    unsigned optimal_seconds;
};

/* The optimal mode goes through the same rounds with the cheapest pattern for what is
 * asked so far. Demands only grow, so that its bounds stay true; where its time is up
 * before the attacker finds nothing, the fast mode's suggestion stands beside them. */
const struct suggestion *suggest(struct arena *arena, const struct plan_input *input,
                                 const struct suggest_options *options);

#endif
