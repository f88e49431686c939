/*
 * The text of a cell -> what it says: number, range, symbol, nothing, or unreadable.
 *
 * Numbers as people write them: `1,412` `1 412` `£24,050` `12.3%` `(0.012)` `-5` with any
 * minus, `400.0`, `1.2e+04`, `0.123***`, `12 [note 1]`, `12 (p)`. Ranges: `<10` `≥10`
 * `10+` `5-9` `5 to 9` `fewer than 5` `10 or more`. Symbols by the list handed in.
 *
 * Deliberately not numbers: codes (`E12000001`), dates and years in pairs (`2019/20`,
 * `2019-20`), exponents without a sign (`12E4`), `NaN`, `Inf`, hexadecimal, groups that
 * are not of three digits (`1,41`), two numbers in one cell. A year is a number and
 * `10-19` a range: whether they are labels depends on where they stand, which is for the
 * caller to know.
 *
 * No locale is ever asked. Values are the nearest double to the digits as written.
 *
 *     const struct number_reader reader = number_reader_for(symbols, style);
 *     struct number number;
 *     number_read(&reader, grid_text(grid, row, column), &number);
 */
#ifndef OUTCHECK_INGEST_NUMBER_H
#define OUTCHECK_INGEST_NUMBER_H

#include "ingest/number/number_style.h"
#include "model/symbol.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct number {
    enum cell_state state;
    double value;    /* CELL_NUMBER: as printed, 12.3 for 12.3%; else NAN */
    double low;      /* CELL_BAND: what the text gives away; else value */
    double high;     /* INFINITY where unbounded */
    int8_t decimals; /* printed after the point; 0 for 1.2e+04 */
    bool is_percent;
    bool is_money;
    bool is_bracketed;     /* (0.012): negative, or a standard error; value is 0.012 */
    bool has_leading_zero; /* 007: rather a code than a number */
    bool has_marker;       /* [note 1], [r] or (p) stood behind it */
    bool is_low_open;      /* CELL_BAND: `>100` does not hold 100; low is 100 */
    bool is_high_open;     /* CELL_BAND: `<10` does not hold 10; high is 10 */
    uint8_t stars;         /* of significance: 3 for 0.123*** */
    const char *currency;  /* "GBP", "EUR", "USD"; "" */

    /* The symbol that stands there; beside a number or a range the one in its marker: `12
     * [c]` shows what it claims to hide. NULL when there is none. */
    const struct symbol *symbol;
};

struct number_reader {
    const struct symbols *symbols;
    enum number_style style;
    bool starts_symbol[256]; /* first bytes of symbols, which are looked up before numbers
                              */
};

struct number_reader number_reader_for(const struct symbols *symbols,
                                       enum number_style style);

/* NULL reads as empty. */
void number_read(const struct number_reader *reader, const char *text,
                 struct number *number);

/* Narrows the open ends of a range to whole numbers: `<10` of people is 0 to 9. For
 * counts alone; a percentage under 10 is not at most 9. */
void number_close_range(struct number *number);

#endif
