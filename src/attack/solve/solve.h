/*
 * Ranges: between which two numbers must an unknown lie, and which numbers can it take?
 *
 *   low .. high                     outer range, proven: every solution lies within it
 *   attained_low .. attained_high   inner range: solutions were found at both of its ends
 *
 * An attacker can deduce the outer range at least, and nothing narrower than the inner
 * one. Where the two agree the range is exact. A hidden cell is protected to a width only
 * when the *inner* range is as wide; it is disclosed to a width when the *outer* range is
 * as narrow; in between nothing is proven, and not proven is not safe.
 *
 * The work: propagation over the whole system; components; small ones by search in this
 * process, the rest by linear programs in child processes, each solution widening the
 * inner range of every unknown of its component. The outcome does not depend on the
 * number of workers.
 */
#ifndef OUTCHECK_ATTACK_SOLVE_H
#define OUTCHECK_ATTACK_SOLVE_H

#include "attack/solve/system.h"

enum range_proof {
    RANGE_NOT_PROVEN,    /* out of budget or the solver failed: only low and high hold */
    RANGE_BOUNDED,       /* both ranges hold, and differ */
    RANGE_WIDE_ENOUGH,   /* the inner range is as wide as was asked for */
    RANGE_EXACT,         /* both ranges are the same */
    RANGE_CONTRADICTORY, /* the statements about it cannot all be true */
};

struct solved_range {
    double low;
    double high;
    double attained_low; /* NAN when no solution was found */
    double attained_high;
    enum range_proof proof;
};

struct solve_options {
    const uint32_t *targets; /* unknowns asked about */
    uint32_t target_count;
    const double *enough; /* [target_count] widths that suffice; NULL: exact ranges */
    bool programs_only;   /* small components by linear programs, too: for tests */
    unsigned workers;     /* 0: 2 */
    unsigned seconds;     /* in all, as a last resort; 0: 600 */
    unsigned component_seconds; /* a component, as a last resort; 0: 60 */
};

struct solve_counts {
    uint32_t components;
    uint32_t largest_component;
    uint32_t components_in_children;
    uint32_t components_failed;
};

struct solved {
    struct solved_range *ranges; /* [target_count] */
    uint32_t *contradictions;    /* rows left out because they contradict the others */
    size_t contradiction_count;
    size_t contradiction_capacity;
    const double *low; /* [unknown_count] bounds of everything after propagation */
    const double *high;
    struct solve_counts counts;
};

/* The system must be indexed. Rows that contradict the others are marked out. */
const struct solved *solve_ranges(struct arena *arena, struct system *system,
                                  const struct solve_options *options);

#endif
