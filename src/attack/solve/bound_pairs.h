/*
 * Bound pairs: which unknowns give each other, whatever the others are?
 *
 * Over the equations of a system, with some unknowns known, x gives y when y is a known
 * number plus a multiple of x in every solution. That is so when all directions in which
 * the solutions extend move the two in one proportion. Told by three random directions,
 * in arithmetic modulo a prime: pairs that are bound are always found, and one that is
 * not is taken for one with a probability below 2^-60.
 */
#ifndef OUTCHECK_ATTACK_BOUND_PAIRS_H
#define OUTCHECK_ATTACK_BOUND_PAIRS_H

#include "attack/solve/system.h"

/* The same number for unknowns that give each other; 0 for those that are known. Only
 * equations count, and of their unknowns only those that are `free`. False where that
 * would be too much work. */
bool bound_pairs_mark(const struct system *system, const bool *is_free, uint64_t *marks);

#endif
