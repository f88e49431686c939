/*
 * Hiding cells and working their totals out anew from what is shown, as some policies ask
 * (`recompute-totals: yes`).
 *
 * Such a total says nothing of the hidden cells, so that fewer others have to be hidden
 * to protect them. Its label says what it is (TOTAL_OF_SHOWN): the true total, wherever
 * else it is printed, is known to the attacker as before, and then more is hidden or this
 * is no way. Percentages with such a total are worked out anew, too; other statistics of
 * it are hidden.
 *
 * Totals stay as they are in lines of which nothing is hidden; in tables whose totals
 * cannot be called otherwise (formats with labels of their own, labels within other
 * text), have several breakdowns, or are to be kept by a wish; and in all where no cell
 * less would have to be hidden.
 */
#ifndef OUTCHECK_PROTECT_RECOMPUTED_TOTALS_H
#define OUTCHECK_PROTECT_RECOMPUTED_TOTALS_H

#include "protect/plan.h"
#include "protect/suggest.h"

/* As suggest(), with totals as the input says. */
const struct suggestion *suggest_with_totals(struct arena *arena,
                                             const struct plan_input *input,
                                             const struct suggest_options *options);

#endif
