/*
 * A suggestion: which cells to hide so that neither a rule nor the attacker finds
 * anything more in them, with the attack that says so.
 *
 * Data for reports and for writing; made by suggest.h.
 */
#ifndef OUTCHECK_PROTECT_SUGGESTION_H
#define OUTCHECK_PROTECT_SUGGESTION_H

#include "attack/attack.h"
#include "model/finding.h"
#include "model/submission.h"
#include "protect/redesign_way.h"

enum suggestion_end {
    SUGGESTION_NOT_NEEDED, /* nothing that hiding cells would answer */
    SUGGESTION_PROVEN,
    SUGGESTION_NOT_PROVEN,  /* `obstacle` says why; nothing is suggested */
    SUGGESTION_OUT_OF_TIME, /* the same, for want of time */
};

struct suggested_cell {
    uint32_t table; /* in the submission */
    uint32_t cell;
    bool is_primary;
    const char *const *reasons; /* codes */
    uint32_t reason_count;
    bool has_range; /* counts and sums: what an attacker is left with */
    struct range range;
};

/* Another way to the same end, put to the same attacker. */
struct alternative {
    uint32_t table;     /* that it is about; UINT32_MAX: all of them */
    const char *method; /* "Merge 16-17 with 18" */
    size_t changed;     /* cells that show something else, or are gone */
    size_t hidden;      /* of them hidden */
    double people;      /* in hidden counts */
    bool is_ordered;    /* merges neighbours of an ordered variable: age bands */
    bool is_asked;      /* rounds as the policy asks */
    bool is_proven;     /* nothing is found */
    struct redesign_way way;
    const char *risk; /* "None found", "B6: T101" */
    const char *note;
};

/* What the optimal mode knows of the cost of patterns. Costs are those of the numbers
 * that a pattern hides beside the ones that findings ask for. */
struct suggestion_bounds {
    double all;      /* none costs less that meets what the attacker's finds ask, too */
    double findings; /* none costs less that meets what the findings ask */
};

struct suggestion {
    enum suggestion_end end;
    const char *obstacle;               /* a sentence; NULL */
    const struct suggested_cell *cells; /* in the order of tables and cells */
    size_t cell_count;
    size_t primaries;
    size_t secondaries;
    double people; /* in the hidden counts, each counted once */
    double cost;   /* of the secondary numbers, each counted once */
    const struct suggestion_bounds *bounds; /* of the optimal mode; else NULL */
    unsigned rounds;
    const struct submission *shown;         /* the tables with these cells hidden */
    const struct attack_result *attack;     /* on them */
    const struct alternative *alternatives; /* the best first */
    size_t alternative_count;
    const char *untried; /* why others were not tried; NULL: they were, or nobody asked */
    const struct submission
        *better_shown; /* the tables by the way that costs less than to
                          hide cells (redesign_best()); NULL: none */
    size_t totals; /* that are worked out anew from what is shown: recomputed_totals.h */
    const struct suggestion *with_totals_kept; /* what it is instead of; NULL */
};

#endif
