/*
 * A table's sheet while it is drawn: what its files (sheet_annotated.c,
 * sheet_table_top.c) share.
 */
#ifndef OUTCHECK_REPORT_SHEET_DRAWING_H
#define OUTCHECK_REPORT_SHEET_DRAWING_H

#include "report/workbook/sheet_columns.h"
#include "report/workbook/sheet_marks.h"

struct drawing {
    const struct workbook *workbook;
    const struct table_plan *plan;
    const struct table *table;
    struct xlsx_sheet *sheet;
    struct sheet_columns *columns;
    size_t next_placed;
    size_t comments_left;
    struct key_use use;
};

/* Title, population, place in the source, counts. */
const char *table_description(const struct drawing *drawing);

/* The links, how it was read, the findings about the whole table, what is not shown. */
void draw_table_top(struct drawing *drawing);

/* The two grey rows: source letters and what each column was read as. */
void draw_strip(struct drawing *drawing);

#endif
