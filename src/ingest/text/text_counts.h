/*
 * Numbers of people in running text: "Number of obs = 1,234", "N = 7", "7 learners".
 */
#ifndef OUTCHECK_INGEST_TEXT_COUNTS_H
#define OUTCHECK_INGEST_TEXT_COUNTS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct text_count {
    size_t start; /* of the number in the text, in bytes */
    size_t length;
    const char *words; /* what is counted, as written: "Number of obs" */
};

enum { TEXT_COUNTS_A_LINE = 8 };

/* The counts of a line, from the left; at most TEXT_COUNTS_A_LINE. */
size_t text_counts_in(struct arena *arena, const char *text, struct text_count *counts);

/* Whether digits stand in the text that are neither a counted number nor a year, a date,
 * a time, a place in a list or the number of a table. */
bool text_has_other_numbers(struct arena *arena, const char *text,
                            const struct text_count *counts, size_t count);

#endif
