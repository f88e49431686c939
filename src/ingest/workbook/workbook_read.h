/*
 * A workbook, read for what its cells say and no more: one grid a sheet, no tables, no
 * roles, no judgement. For those who read back what this program wrote and people filled
 * in.
 */
#ifndef OUTCHECK_INGEST_WORKBOOK_READ_H
#define OUTCHECK_INGEST_WORKBOOK_READ_H

#include "base/problems.h"
#include "model/grid.h"

#include <stdbool.h>

struct workbook_content {
    const struct output *output; /* its path, kind, size and SHA-256 */
    struct grid *const *grids;   /* in the order of the sheets; `sheet` has their names */
    size_t grid_count;
    bool is_own; /* written by this program: a report, whatever it is called now */
};

/* What cannot be read is a problem (OUTCHECK_ERROR_INPUT). */
OUTCHECK_MUST_CHECK enum outcheck_status workbook_read(struct arena *arena,
                                                       const char *path,
                                                       struct workbook_content *workbook,
                                                       struct problems *problems);

/* The sheet of this name, or NULL. */
const struct grid *workbook_sheet(const struct workbook_content *workbook,
                                  const char *name);

#endif
