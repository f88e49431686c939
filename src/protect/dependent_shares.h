/*
 * Percentages whose numerator the table does not name: "% sustained" is some of the
 * counts of its row over their total, and a reader may know which.
 */
#ifndef OUTCHECK_PROTECT_DEPENDENT_SHARES_H
#define OUTCHECK_PROTECT_DEPENDENT_SHARES_H

#include "protect/plan.h"

/* Whether some of the row's counts give this percentage, some of the hidden ones among
 * them and others not: then it parts what the total leaves together. Where there are too
 * many counts to try, they may. */
bool share_splits_hidden(const struct plan *plan, uint32_t table, uint32_t cell);

#endif
