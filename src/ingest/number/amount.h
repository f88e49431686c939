/*
 * An amount: sign, currency, digits with groups and decimals, exponent, percent sign.
 *
 * The inside of number.h; it reads from the start of a piece of text and says how far it
 * got. What may stand around an amount (brackets, stars, words) is its callers' to know.
 */
#ifndef OUTCHECK_INGEST_AMOUNT_H
#define OUTCHECK_INGEST_AMOUNT_H

#include "ingest/number/number_style.h"

#include <stdbool.h>
#include <stdint.h>

struct amount {
    double value;
    int8_t decimals;
    bool has_sign;
    bool has_leading_zero;
    bool is_percent;
    const char *currency; /* "GBP"; NULL when it is no money */
};

/* Just behind the amount at `text`, or NULL where none starts there. */
const char *amount_read(const char *text, const char *end, enum number_style style,
                        struct amount *amount);

/* Space of any width at `text`: its bytes, or 0. */
int amount_space(const char *text, const char *end);

const char *amount_skip_spaces(const char *text, const char *end);
const char *amount_drop_spaces(const char *text,
                               const char *end); /* those before `end` */

/* A hyphen, a minus or a dash at `text`: its bytes, or 0. */
int amount_dash(const char *text, const char *end);

#endif
