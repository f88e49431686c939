/*
 * Finds the tables of a grid: where each begins and ends, and what each of its rows is.
 *
 * A block is heading rows followed by data rows. Text around it is its title (above) or
 * its notes (below); several blocks may stand below each other ("Panel A: 2022") or,
 * split by an empty column, side by side. Nothing is decided here about columns, totals
 * or roles, and no text is dropped in silence: what belongs to no table is a remark.
 */
#ifndef OUTCHECK_INGEST_FIND_TABLES_H
#define OUTCHECK_INGEST_FIND_TABLES_H

#include "model/submission.h"

enum row_kind {
    ROW_BLANK,
    ROW_HEADING,
    ROW_LEVEL_NAMES, /* names of the row labels below several heading rows: "region,,," */
    ROW_SECTION,     /* a heading for the rows below it: "Panel A: 2022,,," */
    ROW_DATA,
    ROW_NOTE, /* text between data rows */
};

struct text_line {
    uint32_t row;
    uint32_t column;
};

/* Regression tables have layouts of their own: model_blocks.h. */
enum model_layout {
    LAYOUT_NO_MODEL,
    LAYOUT_COLUMNS, /* a model a column, N and measures of fit in rows below */
    LAYOUT_PAIRS,   /* "label, value" pairs, coefficients below them */
};

struct table_block {
    uint32_t first_row; /* headings included */
    uint32_t last_row;
    uint32_t first_column;
    uint32_t last_column;
    uint32_t first_data_row;
    bool has_headings;
    const uint8_t *kinds;           /* [last_row - first_row + 1], enum row_kind */
    const struct text_line *titles; /* above, from the top */
    uint32_t title_count;
    const struct text_line *notes; /* below, and between rows */
    uint32_t note_count;
    enum model_layout model;
    const char *panel; /* the title line that tells it from its neighbours; "" */
};

struct table_blocks {
    struct table_block *items; /* from the top, then from the left */
    uint32_t count;
    const struct remark *remarks; /* REMARK_UNUSED_TEXT, REMARK_NO_TABLE */
    uint32_t remark_count;
};

struct table_blocks find_tables(struct arena *arena, const struct grid *grid,
                                const struct symbols *symbols);

/* A block whose place is known, from a sidecar. `first_data_row` 0: found as usual. */
struct table_block table_block_at(struct arena *arena, const struct grid *grid,
                                  const struct symbols *symbols,
                                  const struct table_block *place);

#endif
