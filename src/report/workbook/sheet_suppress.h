/*
 * A table's suppression sheet while it is drawn: what its files (sheet_suppress.c,
 * sheet_suppress_audit.c) share.
 */
#ifndef OUTCHECK_REPORT_SHEET_SUPPRESS_H
#define OUTCHECK_REPORT_SHEET_SUPPRESS_H

#include "report/workbook/sheet_parts.h"
#include "report/workbook/suppress_after.h"

/* Width of the blocks below the tables. */
enum { SUPPRESS_BLOCK = 7 };

struct suppress_drawing {
    const struct workbook *workbook;
    const struct suggestion *suggestion;
    const struct table *table;
    uint32_t index; /* of the table in the submission */
    struct xlsx_sheet *sheet;
    size_t first; /* the table's cells in the suggestion */
    size_t end;
    const double *widths;
    uint32_t right; /* the column at which the right half starts */
    struct after_view after;
    const struct alternative *better; /* than hiding cells; NULL */
};

/* Below the tables: what an attacker is left with, and other ways; from `row` on. */
void draw_suppress_audit(const struct suppress_drawing *drawing, uint32_t row);

#endif
