/*
 * A CSV file that says something about cells: wishes, contributors. Read as tables are,
 * by the same reader: encodings, delimiters, quoting.
 */
#ifndef OUTCHECK_FLOW_CSV_GRID_H
#define OUTCHECK_FLOW_CSV_GRID_H

#include "base/problems.h"
#include "model/grid.h"

/* The only grid of the file. What cannot be read is a problem. */
OUTCHECK_MUST_CHECK enum outcheck_status csv_grid_read(struct arena *arena,
                                                       const char *path,
                                                       const struct grid **grid,
                                                       struct problems *problems);

/* The column with this heading (text_key()), or UINT32_MAX. */
uint32_t csv_grid_column(struct arena *arena, const struct grid *grid, const char *name);

#endif
