/*
 * Small tables for unit tests, made from text without any of the readers.
 *
 *     const struct table *table = sample_table(arena, "destinations.csv",
 *         "Region,Apprenticeship,Education,Total,% Education\n"
 *         "North East,7,500,507,98.6\n"
 *         "England,7,c,507,98.6\n");
 *
 * The first row holds the headings, the first column the labels of the first dimension. A
 * heading that names a role (n, mean, median, sum, max, min, sd, top1, top2,
 * contributors, organisations, weighted, rate) is a measure of its own; "% X" is the
 * percentage of X in the row's Total; every other heading is a category of the second
 * dimension, "columns". "Total", "All" and "England" are totals, their partitions
 * exhaustive. `c` and `[c]` are hidden, `low` is low, `<10` a band, `z` not applicable,
 * "" empty. The measure's counts stand behind means and the like: the column `n` where
 * there is one, else Total.
 */
#ifndef OUTCHECK_TESTS_SAMPLE_H
#define OUTCHECK_TESTS_SAMPLE_H

#include "model/submission.h"

struct table *sample_table(struct arena *arena, const char *path, const char *text);

/* A submission of these tables, numbered T01, T02, ... */
const struct submission *sample_submission(struct arena *arena,
                                           struct table *const *tables, size_t count);

/* Copies of a table's cells or measures that can be changed; the table points at them. */
struct cell *sample_own_cells(struct arena *arena, struct table *table);
struct measure *sample_own_measures(struct arena *arena, struct table *table);

/* The symbols that sample tables know. */
const struct symbols *sample_symbols(void);

#endif
