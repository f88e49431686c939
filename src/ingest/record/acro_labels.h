/*
 * The CSV of an ACRO table: which rows are headings, and the labels of each cell.
 *
 * pandas writes k label columns and, for c levels of column labels, c heading rows; where
 * c is more than one a further row holds the names of the label columns alone. k and c
 * come from the session's record; a file that does not have that shape is not read by
 * labels at all.
 */
#ifndef OUTCHECK_INGEST_ACRO_LABELS_H
#define OUTCHECK_INGEST_ACRO_LABELS_H

#include "model/grid.h"

struct acro_labels {
    const struct grid *grid;
    uint32_t label_columns; /* k */
    uint32_t column_levels; /* c */
    uint32_t first_data_row;
};

/* False where the file does not have the shape. */
bool acro_labels_of(const struct grid *grid, uint32_t label_columns,
                    uint32_t column_levels, struct acro_labels *labels);

/* The labels of a cell in one text, without the first `skipped` levels of the columns. */
const char *acro_cell_key(struct arena *arena, const struct acro_labels *labels,
                          uint32_t row, uint32_t column, uint32_t skipped);

/* A label as the record writes it, "('London', 'F')" or "London": how many parts, and all
 * in one text of the same form as half of a cell's key. */
const char *acro_label_key(struct arena *arena, const char *label, uint32_t *parts);

/* Row key and column key in one: the form of acro_cell_key(). */
const char *acro_joined_key(struct arena *arena, const char *row, const char *column);

#endif
