/*
 * What the attacker left of each hidden cell, as reports show it: ranges, reasons and
 * totals for the tables of the submission. Cells of earlier releases are the attacker's
 * knowledge, not this submission's to show.
 */
#ifndef OUTCHECK_REPORT_ATTACK_VIEW_H
#define OUTCHECK_REPORT_ATTACK_VIEW_H

#include "report/report.h"

struct attack_view;

struct attack_totals {
    size_t hidden;
    size_t exact;
    size_t narrow;
    size_t protected; /* as wide as asked, or known by their symbol alone */
    size_t not_proven;
};

/* NULL where nobody attacked. */
const struct attack_view *attack_view_create(struct arena *arena,
                                             const struct results *results);

struct attack_totals attack_view_totals(const struct attack_view *view);

/* The hidden cells of the submission, by table and place. */
size_t attack_view_count(const struct attack_view *view);
const struct attack_cell *attack_view_at(const struct attack_view *view, size_t index);

/* What is left of a cell, or NULL where it is no hidden one. */
const struct attack_cell *attack_view_find(const struct attack_view *view,
                                           const struct table *table, uint32_t cell);

/* "follows exactly: 20 (E6) less 13 (C6)", "protected", "as its symbol says" */
const char *attack_view_why(struct arena *arena, const struct attack_view *view,
                            const struct attack_cell *cell);

/* "7", "3 to 22", "at least 3 to 22", "0 or more": of a comment or a line of text. */
const char *attack_range_words(struct arena *arena, const struct attack_cell *cell);

#endif
