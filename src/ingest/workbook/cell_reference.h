/*
 * Places as spreadsheets write them: "B6", "$B$6", "A1:C3".
 */
#ifndef OUTCHECK_INGEST_CELL_REFERENCE_H
#define OUTCHECK_INGEST_CELL_REFERENCE_H

#include "model/grid.h"

#include <stdbool.h>

/* False where it is no place within a sheet of 16,384 columns and 1,048,576 rows. */
bool cell_reference_read(const char *text, uint32_t *row, uint32_t *column);

/* "A1:C3", or "B6" for one place. */
bool cell_range_read(const char *text, struct grid_span *span);

#endif
