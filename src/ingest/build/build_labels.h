/*
 * The row that cells are being made of.
 */
#ifndef OUTCHECK_INGEST_BUILD_LABELS_H
#define OUTCHECK_INGEST_BUILD_LABELS_H

#include "ingest/build/build_context.h"

struct row_state {
    uint32_t row;
    uint32_t *categories; /* [dimensions]: of the row */
    uint32_t *above;      /* [columns]: the last label met, for blanks below it */
    uint32_t *line_cell;  /* [columns]: this row's cell of each column, or NO_CELL */
    const struct plan_line *row_line; /* NULL unless the row has a role */
};

/* Fills in `categories` from the label columns of the row. */
void build_row_labels(struct build *at, struct row_state *state);

#endif
