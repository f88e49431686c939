/*
 * Certificates: bounds that follow from multipliers by arithmetic of our own.
 *
 * For any multipliers y, one a row, every solution has
 *
 *     x_t = y A x + (e_t - y A) x  >=  sum_r min(y_r low_r, y_r high_r)
 *                                    + sum_j min(d_j low_j, d_j high_j),   d = e_t - y A.
 *
 * So whoever proposed y need not be trusted: a wrong y gives a weak bound, never a wrong
 * one. Multipliers near fractions with a small denominator are taken as these fractions,
 * which makes the sum exact for whole numbers.
 */
#ifndef OUTCHECK_ATTACK_CERTIFICATE_H
#define OUTCHECK_ATTACK_CERTIFICATE_H

#include "attack/solve/system.h"

struct bounds {
    const double *low; /* [unknown_count] */
    const double *high;
};

/* A proven lower bound on sign * x_unknown, or -INFINITY. `low` and `high` are bounds on
 * the unknowns that are known to hold; `multipliers` is changed where it is near a
 * fraction; `scratch` has unknown_count entries. */
double certificate_bound(const struct system *system, const struct bounds *bounds,
                         uint32_t unknown, int sign, double *multipliers,
                         double *scratch);

/* The smallest denominator up to 64 that makes all numbers whole within 1e-6, numbers
 * then replaced by their whole numerators; 0 when there is none, and nothing is changed.
 */
int snap_to_fractions(double *numbers, uint32_t count);

#endif
