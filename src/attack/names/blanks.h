/*
 * What a blank cell of a table means: nobody, or a number that was kept back.
 *
 * Programs leave out combinations that nobody is in, and people delete small numbers. The
 * table's own sums tell them apart: where a whole and all other parts are printed, what
 * is left is what the blanks hold together. Blanks mean nobody where that is nothing in
 * every such line, and there is one at least.
 */
#ifndef OUTCHECK_ATTACK_BLANKS_H
#define OUTCHECK_ATTACK_BLANKS_H

#include "model/finding.h"
#include "model/table.h"

/* `ranges` says what each printed cell stands for. */
bool blanks_mean_nobody(const struct table *table, const struct range *ranges);

#endif
