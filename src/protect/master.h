/*
 * The master problem of the optimal mode: which cells to hide at least cost so that a
 * growing list of cuts holds.
 *
 *     minimise  sum of cost * x    so that  every cut: sum of weight * x >= right side,
 *                                          0 <= x <= 1, and whole when asked for
 *
 * The only file that knows Clp and Cbc here. They may abort: call it in a child process
 * only (base/process.h). What they answer is not trusted to be safe: a pattern counts
 * only with its proof.
 */
#ifndef OUTCHECK_PROTECT_MASTER_H
#define OUTCHECK_PROTECT_MASTER_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct master;

/* NULL when the solvers are not installed. */
struct master *master_create(struct arena *arena, const double *costs, uint32_t count);
void master_destroy(struct master *master); /* accepts NULL */

void master_add_cut(struct master *master, const uint32_t *columns, const double *weights,
                    uint32_t count, double right_side);

/* x may be fractional. False unless the solver says that this is optimal. */
bool master_relax(struct master *master, double *x, double *value);

/* x is whole. `bound`: no pattern that keeps the cuts costs less, as far as the solver
 * knows. False when it has no x; then the bound may hold all the same. */
bool master_decide(struct master *master, double cutoff, double seconds, double *x,
                   double *bound);

#endif
