/*
 * How each table was read, for people and for programs: what `describe` prints.
 *
 * Says as clearly what was not understood as what was: doubts, text in no table, and the
 * three questions that only a researcher can answer, each asked once. Judges nothing.
 */
#ifndef OUTCHECK_REPORT_DESCRIBE_H
#define OUTCHECK_REPORT_DESCRIBE_H

#include "report/report.h"

void report_describe(const struct results *results, const struct report_options *options,
                     const struct sink *sink);

/* {"schema": 1, "tables": [...], "not_read": [...], "questions": [...]} */
void report_describe_json(const struct results *results,
                          const struct report_options *options, const struct sink *sink);

/* Something that only a researcher can say, and the tables that need it. */
struct describe_question {
    const char *key; /* "unit", "population", "counts" */
    const char *sentence;
    const char *answer; /* where to write it */
    const struct table *const *tables;
    size_t table_count;
};

/* The questions that are open, in their order; at most three. */
size_t describe_questions(struct arena *arena, const struct submission *submission,
                          struct describe_question questions[3]);

/* "proven by arithmetic", "guessed": how something is known. */
const char *describe_origin(enum origin origin);

/* The text as it may be shown: without digits when values are to be left out and the
 * table has counts in its headings or titles. */
const char *describe_shown(struct arena *arena, const struct table *table,
                           const struct report_options *options, const char *text);

/* For each grid column from the table's first on: the one other column that holds the
 * counts behind it, or UINT32_MAX where there is none or more than one. */
const uint32_t *describe_count_columns(struct arena *arena, const struct table *table);

/* "to the nearest 5", "" when nothing is known. */
const char *describe_rounding(struct arena *arena, const struct rounding *rounding);

/* ", a printed 1 is 1,000"; " per 1,000"; "" */
const char *describe_scale(struct arena *arena, const struct measure *measure);

const char *describe_kind(enum dimension_kind kind); /* "geography", "" for plain */

#endif
