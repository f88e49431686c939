/*
 * Tables that give nothing away beyond what they print, seen without building a system.
 *
 * A quiet table prints every combination of its categories exactly, once, of one measure,
 * and each total has one exhaustive set of parts. Then every region that is a difference
 * of two printed figures nested in one variable is a sum of printed figures of the same
 * table: it can be small only where those are small themselves, which is for the rules on
 * single cells to say. So a quiet table that stands alone needs no attack, however large
 * it is.
 */
#ifndef OUTCHECK_ATTACK_QUIET_H
#define OUTCHECK_ATTACK_QUIET_H

#include "model/table.h"

/* O(cells); false whenever in doubt. */
bool table_is_quiet(const struct table *table);

/* How many sums its totals stand for. */
size_t table_equation_count(const struct table *table);

#endif
