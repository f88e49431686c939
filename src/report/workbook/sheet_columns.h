/*
 * The columns of a table's sheet: how wide they are, what they were read as, and the
 * cells of the table met row by row.
 */
#ifndef OUTCHECK_REPORT_SHEET_COLUMNS_H
#define OUTCHECK_REPORT_SHEET_COLUMNS_H

#include "report/workbook/sheet_parts.h"

#define SOURCE_WIDTH 8.0
#define NOTES_WIDTH  60.0

/* The format last used in a column: neighbours mostly look alike. */
struct column_format {
    const struct xlsx_format *format;
    int decimals;
    bool is_percent;
    const char *currency;
    bool is_bold;
};

struct sheet_column {
    double width;
    bool is_label; /* holds no cell of the table */
    const struct line_role *line;
    struct column_format last;
};

struct sheet_columns {
    struct arena *arena;
    const struct table *table;
    struct sheet_column *items;
    uint32_t count;
    const uint32_t *order; /* cells by row and column; NULL where they stand so */
    uint32_t next;         /* in that order */
    bool is_total_row;
};

/* One place of the table, heading or not. */
struct shown_cell {
    const char *text;
    const struct cell *cell; /* NULL for labels and other text */
    uint32_t column;         /* in the sheet's list */
    bool is_right;
    bool is_bold;
};

struct sheet_columns *columns_create(struct arena *arena, const struct table_plan *plan);

/* Rows are visited from the top down, their columns from the left. */
void columns_go_to_row(struct sheet_columns *columns, uint32_t row);
struct shown_cell shown_cell_at(struct sheet_columns *columns, uint32_t row,
                                uint32_t column);

/* The heading in this row of the grid; the column's name where the table has no headings.
 */
struct shown_cell heading_at(const struct sheet_columns *columns, uint32_t row,
                             uint32_t column);

/* "count", "total (row)", "percent of F" */
const char *columns_role(const struct sheet_columns *columns, uint32_t column);

bool shown_cell_is_number(const struct shown_cell *shown);

/* The number format with these letters, for numbers and for text. */
const char *shown_cell_format(struct arena *arena, const struct shown_cell *shown,
                              const char *letters);

/* A cell without a mark. */
void write_shown_cell(const struct workbook *workbook, struct xlsx_sheet *sheet,
                      struct sheet_columns *columns, const struct shown_cell *shown,
                      uint32_t sheet_row);

#endif
