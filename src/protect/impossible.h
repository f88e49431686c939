/*
 * Demands that no pattern could meet: not even when everything that may be hidden were.
 *
 * The reason is a weighted sum of equations in which the cells that may move cannot make
 * good what the demand asks for (a Farkas certificate). It is found by the search and
 * checked here by nothing but additions. The figures in it that must stay published are
 * what stands in the way.
 */
#ifndef OUTCHECK_PROTECT_IMPOSSIBLE_H
#define OUTCHECK_PROTECT_IMPOSSIBLE_H

#include "protect/seek.h"
#include "protect/suppress.h"

/* For each demand without a change. */
void explain_impossible(struct seeker *seeker, struct suppression *suppression);

#endif
