/*
 * Ranges that stand for a number: `<10`, `10+`, `5-9`, `5 to 9`, `fewer than 5`.
 *
 * The inside of number.h. Only what the text gives away is said; `2019-20` and `01-02`
 * are no ranges: their second number is lower, or their digits are those of a code.
 */
#ifndef OUTCHECK_INGEST_NUMBER_BAND_H
#define OUTCHECK_INGEST_NUMBER_BAND_H

#include "ingest/number/number.h"

/* False where the piece of text, which has no spaces around it, is no range. */
bool number_band_read(const char *text, const char *end, enum number_style style,
                      struct number *number);

#endif
