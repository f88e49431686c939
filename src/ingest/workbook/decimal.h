/*
 * A double as decimal digits, for cells of workbooks.
 *
 * Spreadsheets calculate with doubles and hold 15 significant digits to be meant: 0.1 +
 * 0.2 is 0.3. Whole numbers that a double holds exactly keep all their digits. Work on
 * digits, not on doubles, keeps percentages exact: 0.123 is 12.3 %, whatever 0.123 * 100
 * would be.
 */
#ifndef OUTCHECK_INGEST_DECIMAL_H
#define OUTCHECK_INGEST_DECIMAL_H

#include "base/arena.h"

#include <stdbool.h>

enum { DECIMAL_DIGITS = 17 };

/* Value = +-0.d1d2d3... x 10^exponent; no digit is 0 behind the last one counted. */
struct decimal {
    bool is_negative;
    int digit_count; /* 0 for zero */
    int exponent;
    char digits[DECIMAL_DIGITS + 1];
};

/* `value` must be finite. */
struct decimal decimal_of(double value);

/* Times 10^places. */
struct decimal decimal_shifted(struct decimal number, int places);

/* To so many places behind the point, halves away from zero. */
struct decimal decimal_rounded(struct decimal number, int places);

/* How many places behind the point it needs. */
int decimal_places(const struct decimal *number);

/* "-1412.50" with at least so many places; numbers too long or too small to be written
 * out as "1.5e-30". */
const char *decimal_text(struct arena *arena, const struct decimal *number,
                         int least_places);

#endif
