/*
 * Linear programs over a system: one model, many objectives, the basis kept between them.
 *
 * Behind it stand a simplex method of our own for what fits into a table (simplex.h), and
 * Clp for the rest and for what the other cannot decide. Neither is trusted. What they
 * answer is a candidate: a point to be tested against the rows (system_holds) and
 * multipliers to be turned into a bound by our own arithmetic (certificate.h). Clp may
 * abort: call this in a child process only (base/process.h).
 */
#ifndef OUTCHECK_ATTACK_LP_H
#define OUTCHECK_ATTACK_LP_H

#include "attack/solve/system.h"

enum lp_end {
    LP_OPTIMAL, /* the solver says that it has proven so */
    LP_INFEASIBLE,
    LP_UNDECIDED, /* anything else: limits, trouble, numbers it cannot take */
};

struct lp;

/* NULL when the system has numbers that a solver must not be given (NaN, beyond 1e15) or
 * when the solver cannot take its size. The system must outlive the program. */
struct lp *lp_create(struct arena *arena, const struct system *system);
void lp_destroy(struct lp *lp); /* accepts NULL */

/* The objective is to be minimised and starts as nothing but zeros. */
void lp_set_cost(struct lp *lp, uint32_t unknown, double cost);

enum lp_end lp_minimise(struct lp *lp);

/* How far the last answer is from the least sign * unknown, roughly: 0 when it is there
 * or nobody can say. */
uint32_t lp_distance(const struct lp *lp, uint32_t unknown, int sign);

/* Of the last call; as they come, in the units of the system. */
void lp_values(const struct lp *lp, double *values); /* [unknown_count] */
void lp_duals(const struct lp *lp, double *duals);   /* [row_count] */

#endif
