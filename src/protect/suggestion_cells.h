/*
 * A finished plan as a suggestion: its cells with kind, reasons and ranges.
 */
#ifndef OUTCHECK_PROTECT_SUGGESTION_CELLS_H
#define OUTCHECK_PROTECT_SUGGESTION_CELLS_H

#include "protect/suggest.h"

/* Attacks `result->shown` once more, for ranges; fills in cells and counts. */
void suggestion_fill(struct arena *arena, const struct plan *plan,
                     struct suggestion *result, const struct suggest_options *options);

#endif
