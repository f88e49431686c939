/*
 * One component: its outer and inner ranges, by search where it is small, by linear
 * programs with certificates where it is not. Works on arrays that its caller owns, so
 * that a child process can leave what it found behind, even when it is ended half-way.
 *
 * Every step keeps both promises: all solutions lie within the outer ranges, and each end
 * of an inner range belongs to a solution that was tested against every row.
 */
#ifndef OUTCHECK_ATTACK_SOLVE_COMPONENT_H
#define OUTCHECK_ATTACK_SOLVE_COMPONENT_H

#include "attack/solve/system.h"

enum component_end {
    COMPONENT_OPEN, /* asked for nothing yet, or out of budget */
    COMPONENT_SETTLED,
    COMPONENT_CONTRADICTORY,
};

struct component_work {
    const struct system *system; /* the component alone, indexed */
    const uint32_t *targets;     /* its numbering */
    const double *enough;        /* [target_count], or NULL */
    uint32_t target_count;
    bool is_capped; /* unbounded unknowns were given a far bound in `system`: that it has
                     * no solution then proves nothing */
    double *outer_low; /* [unknown_count]; true bounds, without caps */
    double *outer_high;
    double *inner_low; /* NAN where no solution is known */
    double *inner_high;
};

/* By search alone; OPEN when the budget runs out (what was found is kept). */
enum component_end component_search(struct arena *arena,
                                    const struct component_work *work);

/* By linear programs. May abort the process. */
enum component_end component_program(struct arena *arena,
                                     const struct component_work *work);

/* Whether the question about this target is answered. */
bool component_is_answered(const struct component_work *work, uint32_t target);

#endif
