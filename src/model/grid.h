/*
 * A grid: one sheet or text file exactly as it stands, before anybody asks what it means.
 * Of a sheet it says what the cells hold, with all digits, whatever of it is on screen.
 *
 * Rows and columns count from 0 here and from 1 wherever people see them. For a CSV a row
 * is a physical record (blank ones count too). Rows may be ragged; what is beyond a row's
 * end is empty. Text is valid UTF-8 without NUL.
 */
#ifndef OUTCHECK_MODEL_GRID_H
#define OUTCHECK_MODEL_GRID_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A file as it was handed in. */
struct output {
    const char *path;     /* as shown to people, with forward slashes */
    const char *location; /* where it can be opened */
    const char *kind;     /* "csv" */
    const char *read_as;  /* "CSV, UTF-8, comma"; "" when it was not read */
    const char *sha256;
    uint64_t bytes;
    const char *release; /* the earlier release it belongs to; NULL for a candidate */
    bool has_lines;      /* running text: a row of what is no sheet of it is a line */
};

struct grid_row {
    const char *const *texts; /* [count], never NULL */
    uint32_t count;
    uint32_t line; /* the physical line it starts on, from 1 */
};

/* A merged cell of a sheet. */
struct grid_span {
    uint32_t first_row;
    uint32_t last_row;
    uint32_t first_column;
    uint32_t last_column;
    bool is_repeated; /* its text was put into all places that it covers */
};

/* A cell whose text is set in from the left: lower in a hierarchy than those that are
 * not. */
struct grid_indent {
    uint32_t row;
    uint32_t column;
    uint32_t steps;
};

/* Where a table stands in running text. */
struct grid_block {
    uint32_t first_row; /* headings included */
    uint32_t last_row;
    uint32_t first_data_row;
    uint32_t first_column;
    uint32_t last_column; /* 0: the widest of its rows */
    bool holds_counts;    /* rows are "what is counted, how many", each for itself */
    bool holds_model;  /* rows are pairs (label, value) and coefficients of one model */
    bool holds_models; /* a column for each of several models */
};

struct grid {
    const struct output *output;
    const char *sheet; /* NULL for a text file */
    const struct grid_row *rows;
    uint32_t row_count;
    uint32_t column_count;         /* of the widest row */
    const struct grid_span *spans; /* of merged cells, in the order of the file */
    uint32_t span_count;
    const struct grid_indent *indents; /* sorted by row, then column */
    uint32_t indent_count;
    bool is_text; /* running text: a row a line, and the tables are `blocks` */
    const struct grid_block *blocks;
    uint32_t block_count;
};

/* "" outside the grid. */
const char *grid_text(const struct grid *grid, uint32_t row, uint32_t column);

/* "B6" for row 5, column 1; the spreadsheet's name of a place. */
const char *grid_place(struct arena *arena, uint32_t row, uint32_t column);

/* The same for people: "line 14" in running text. `sheet` may be NULL. */
const char *place_in_output(struct arena *arena, const struct output *output,
                            const char *sheet, uint32_t row, uint32_t column);

/* "B6:D9", or "lines 6 to 9" */
const char *area_in_output(struct arena *arena, const struct output *output,
                           const char *sheet, const struct grid_span *area);

/* "AA" for column 26. */
const char *grid_column_letters(struct arena *arena, uint32_t column);

#endif
