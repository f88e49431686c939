/*
 * Whole-number search: is there a solution within these bounds, and which?
 *
 * Depth first: propagate, halve the narrowest open range (towards a hint first), go on.
 * Exact in both answers, and bounded: after `nodes` steps it gives up, which proves
 * nothing. Meant for small systems and for the last step behind a linear program; refuses
 * systems with unknowns that are not whole or have no upper bound.
 */
#ifndef OUTCHECK_ATTACK_SEARCH_H
#define OUTCHECK_ATTACK_SEARCH_H

#include "attack/solve/propagate.h"

enum search_answer {
    SEARCH_FOUND, /* `point` holds every row and bound */
    SEARCH_NONE,  /* proven: there is no solution */
    SEARCH_GAVE_UP,
};

struct search {
    struct propagation
        *propagation;   /* keeps_trail is set; bounds are put back afterwards */
    const double *hint; /* [unknown_count] values to try first, or NULL */
    uint64_t nodes;     /* steps left; counted down over all calls */
    double *point;      /* [unknown_count] */
};

/* Any solution with `unknown` between `low` and `high` (NO_UNKNOWN: any at all). */
enum search_answer search_point(struct search *search, uint32_t unknown, double low,
                                double high);

#endif
