/*
 * The optimal mode: cut and branch (Fischetti and Salazar-Gonzalez).
 *
 * A master problem says which cells to hide; the attacker's own linear programs say which
 * demands that leaves open, and each gives a capacity cut: the cells on its weighted sum
 * of equations must together give way far enough. First with shares of cells, which gives
 * a bound, then with whole ones, which gives a pattern when no cut is left. Every pattern
 * met on the way is repaired and cleaned up by the fast mode, and counts only with its
 * proof.
 *
 * The solver runs in a child process: what it does cannot hurt the fast mode's pattern.
 * The bound is its word.
 */
#ifndef OUTCHECK_PROTECT_OPTIMAL_H
#define OUTCHECK_PROTECT_OPTIMAL_H

#include "protect/suppress.h"

struct optimum {
    const struct suppression *suppression; /* the cheapest proven pattern */
    double bound; /* no pattern costs less; 0 where nothing is known */
    bool is_optimal;
    unsigned rounds;
    unsigned cuts;
};

/* Stops about `seconds` after it began (0: 60) with what it has. */
struct optimum suppress_optimally(const struct pattern_problem *problem,
                                  const struct suppress_options *options,
                                  unsigned seconds);

#endif
