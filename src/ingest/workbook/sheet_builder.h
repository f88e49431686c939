/*
 * The cells of one sheet, in whatever order they come -> a grid.
 *
 * A sheet may say that its one cell stands in XFD1048576: what is built is bounded by the
 * cells that are there. Two cells in one place are refused, for programs show one or the
 * other; so are sheets that are spread over more places than any table needs.
 *
 * A merged cell's text is repeated over its span where that makes the span readable:
 * headings over several columns, labels beside several rows. Numbers are never repeated,
 * nor the lone title or note that runs across a row.
 */
#ifndef OUTCHECK_INGEST_SHEET_BUILDER_H
#define OUTCHECK_INGEST_SHEET_BUILDER_H

#include "ingest/read/refusal.h"
#include "model/grid.h"

enum {
    SHEET_ROW_LIMIT = 1048576,
    SHEET_COLUMN_LIMIT = 16384,
    SHEET_PLACE_LIMIT = 50 * 1000 * 1000, /* up to the last filled cell of each row */
    SHEET_SPAN_LIMIT = 100 * 1000,
    SHEET_SPAN_PLACE_LIMIT = 10 * 1000 * 1000, /* in the rows of repeated texts */
    WORKBOOK_CELL_LIMIT = 20 * 1000 * 1000,    /* over all sheets */
    WORKBOOK_TEXT_LIMIT = 1000 * 1000 * 1000,  /* bytes of text over all cells */
};

struct sheet_cell {
    uint32_t row;
    uint16_t column;
    bool is_number; /* of whatever format: not repeated over a merged cell */
    uint8_t indent;
    uint8_t hides;    /* enum sheet_hides, ored */
    const char *text; /* in the arena that is kept; never NULL */
};

/* What all sheets of a workbook have used up together. */
struct workbook_use {
    size_t cells;
    size_t text_bytes;
};

struct sheet_builder {
    struct arena *arena;   /* for the grid */
    struct arena *scratch; /* for the list of cells */
    const char *name;      /* of the sheet */
    struct workbook_use *use;
    struct sheet_cell *cells;
    size_t count;
    size_t capacity;
    struct grid_span *spans;
    size_t span_count;
    size_t span_capacity;
};

/* False with a refusal at a limit. Empty texts are not kept. */
bool sheet_builder_add(struct sheet_builder *builder, const struct sheet_cell *cell,
                       struct refusal *refusal);

bool sheet_builder_add_span(struct sheet_builder *builder, const struct grid_span *span,
                            struct refusal *refusal);

/* The grid of what was added, or NULL with a refusal. */
struct grid *sheet_builder_finish(struct sheet_builder *builder,
                                  const struct output *output, struct refusal *refusal);

#endif
