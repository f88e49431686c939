/*
 * The proof of a pattern: each demand's change is checked against the equations and the
 * bounds of the problem itself, by nothing but additions.
 */
#ifndef OUTCHECK_PROTECT_PROOF_H
#define OUTCHECK_PROTECT_PROOF_H

#include "protect/suppress.h"

/* Sets is_proven of every demand and counts those that are not. */
void prove(const struct pattern_problem *problem, struct suppression *suppression);

#endif
