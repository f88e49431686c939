/*
 * A finding as it may be shown: with its numbers, or without them.
 *
 * `redact` leaves values, counts, ranges and identifiers out of every format;
 * `hide_parameters` leaves the dominance numbers out. What is left out is replaced by the
 * rule's title and the place, so that the finding can still be found in the file.
 */
#ifndef OUTCHECK_REPORT_FINDING_VIEW_H
#define OUTCHECK_REPORT_FINDING_VIEW_H

#include "report/tally.h"

#include <stdbool.h>

struct finding_view {
    const char *message;
    const char *why;
    const char *help;
    bool shows_value; /* value, range, the other figures */
    bool shows_evidence;
    bool shows_labels;
};

/* What a format is written from; the tally is made once a report. */
struct viewer {
    const struct results *results;
    const struct report_options *options;
    const struct tally *tally;
};

struct finding_view finding_view(struct arena *arena, const struct viewer *viewer,
                                 const struct finding *finding);

/* The rule that made the finding, or NULL. */
const struct policy_rule *finding_rule(const struct results *results,
                                       const struct finding *finding);

/* "B6", "Sheet1!B6", "row 6", "column C", the table's range, or "file". */
/* Whether its place is a line of running text. */
bool finding_is_in_lines(const struct finding *finding);
const char *finding_place(struct arena *arena, const struct finding *finding);

/* "B6", or NULL where the finding is about no single place. */
const char *finding_cell_name(struct arena *arena, const struct finding *finding);

/* The number in the file, or NAN. */
double finding_value(const struct finding *finding);

/* A text of the input (a title, a heading, a label) as it may be shown: with `redact`,
 * without the digits that may be a count ("N = 1 728"). */
const char *table_text_shown(struct arena *arena, const struct viewer *viewer,
                             const struct table *table, const char *text);

#endif
