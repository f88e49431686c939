/*
 * Cells of the input as they are shown: the number as it was printed, with the letters of
 * its findings in the format.
 */
#ifndef OUTCHECK_REPORT_SHEET_CELLS_H
#define OUTCHECK_REPORT_SHEET_CELLS_H

#include "model/finding.h"

#include <stdbool.h>

/* Whether the cell is written as a number. */
bool cell_is_number(const struct cell *cell);

/* The currency sign in a text, always the same pointer for the same sign; "" for none. */
const char *currency_of(const char *text);

/* Decimals, currency and percent sign as in `text`, which the cell was read from; then
 * the letters. */
const char *cell_number_format(struct arena *arena, const struct cell *cell,
                               const char *text, const char *letters);

/* What the finding is about, in words: labels, heading, title, "Whole file". */
const char *finding_where(struct arena *arena, const struct finding *finding);

#endif
