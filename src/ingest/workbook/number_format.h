/*
 * The number formats of spreadsheets: `0.0%`, `#,##0.00`, `"£"#,##0;[Red]-"£"#,##0`,
 * `yyyy-mm-dd`, `;;;`.
 *
 * Two things are asked of a format. What does the cell hold, in the kind of number that
 * its format shows: all digits of the value, a percentage as `12.3%`, money with its
 * sign, a date as 2023-09-01 -- that is what is released, and what a grid says. And what
 * of it stands on screen: a value that shows as `12%` and is 0.12345678 is in the file
 * for whoever looks.
 *
 * Thousands are not separated and literals in quotation marks are left out, so that a
 * number stays a number. Formats that are not understood show numbers as they are.
 */
#ifndef OUTCHECK_INGEST_NUMBER_FORMAT_H
#define OUTCHECK_INGEST_NUMBER_FORMAT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum format_kind {
    FORMAT_GENERAL,
    FORMAT_NUMBER,
    FORMAT_DATE,    /* or a time of day, or both */
    FORMAT_ELAPSED, /* hours and minutes: [h]:mm */
    FORMAT_TEXT,    /* a literal alone, or @: no digit of the value is shown */
    FORMAT_NOTHING, /* an empty section: nothing is shown */
};

enum format_condition {
    WHEN_DEFAULT,
    WHEN_LESS,
    WHEN_UP_TO,
    WHEN_MORE,
    WHEN_FROM,
    WHEN_EQUAL,
    WHEN_OTHER_THAN
};

/* What the format says of numbers of one sign, or under one condition. */
struct format_section {
    enum format_kind kind;
    enum format_condition condition;
    double limit;
    uint8_t decimals;
    uint8_t percents;  /* each multiplies by 100 */
    uint8_t thousands; /* each trailing comma divides by 1000 */
    bool has_exponent; /* or a fraction: digits shown are not counted */
    bool has_date;
    bool has_time;
    const char *currency; /* "£", "" */
    const char *literal;  /* FORMAT_TEXT: what is shown instead, "c" */
};

enum { FORMAT_SECTION_LIMIT = 4 };

struct number_format {
    struct format_section sections[FORMAT_SECTION_LIMIT];
    unsigned section_count; /* of numbers: three at most; the fourth is for texts */
    bool hides_text;        /* a fourth section that is empty: `;;;` */
};

/* How much of a value stands on screen. */
enum format_shows {
    SHOWS_ALL,
    SHOWS_ROUNDED, /* fewer digits than there are */
    SHOWS_LITERAL, /* a text in its place */
    SHOWS_NOTHING,
};

const struct number_format *number_format_read(struct arena *arena, const char *code);

/* The codes that workbooks name by number alone; "General" where there is none. */
const char *number_format_built_in(unsigned id);

/* What the cell holds. `value` must be finite; `is_1904` counts days from 1904. */
const char *number_format_held(const struct number_format *format, struct arena *arena,
                               double value, bool is_1904);

/* What stands on screen, as far as it matters: digits as rounded, or the literal. */
enum format_shows number_format_shows(const struct number_format *format,
                                      struct arena *arena, double value,
                                      const char **shown);

#endif
