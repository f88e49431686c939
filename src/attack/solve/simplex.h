/*
 * Linear programs by a simplex method of our own, for systems small enough to be held as
 * a table: one model, many objectives, the basis kept between them.
 *
 * Hidden cells of one table ask hundreds of short programs that differ in their objective
 * alone. With every entry at hand there is nothing to set up between two of them, the row
 * of an unknown says at once how far the present point is from its end, and nothing can
 * abort.
 *
 * Bounded primal method: first the sum of what is out of bounds is minimised, then the
 * objective. Prices are weighed by how long a step is (Devex); after some steps that lead
 * nowhere the first wrong one is taken instead (Bland). What this answers is a candidate,
 * like any other solver's (lp.h).
 */
#ifndef OUTCHECK_ATTACK_SIMPLEX_H
#define OUTCHECK_ATTACK_SIMPLEX_H

#include "attack/solve/lp.h"

struct simplex;

/* NULL when the system is too large to be held so or has numbers that it cannot take. The
 * system must outlive it. */
struct simplex *simplex_create(struct arena *arena, const struct system *system);

void simplex_set_cost(struct simplex *simplex, uint32_t unknown, double cost);
enum lp_end simplex_minimise(struct simplex *simplex);
void simplex_values(const struct simplex *simplex, double *values);
void simplex_duals(const struct simplex *simplex, double *duals);

/* How many prices are wrong if sign * unknown is to be minimised next: 0 when it is at
 * its least already. */
uint32_t simplex_distance(const struct simplex *simplex, uint32_t unknown, int sign);

#endif
