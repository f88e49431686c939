/*
 * Which cells of a submission are to be hidden: one mark a cell, and copies of the tables
 * in which the marked cells show the marker and nothing else.
 */
#ifndef OUTCHECK_PROTECT_CELL_MARKS_H
#define OUTCHECK_PROTECT_CELL_MARKS_H

#include "model/submission.h"

struct cell_marks {
    const struct submission *submission;
    bool **hidden; /* [table_count][cell_count] */
};

struct cell_marks cell_marks_create(struct arena *arena,
                                    const struct submission *submission);

void cell_marks_clear(const struct cell_marks *marks);

/* Answers whether the cell was open before. */
bool cell_marks_add(const struct cell_marks *marks, uint32_t table, uint32_t cell);

/* The submission as it would be read after hiding; outputs, grids and remarks are shared.
 */
const struct submission *
cell_marks_apply(struct arena *arena, const struct cell_marks *marks, const char *marker);

#endif
