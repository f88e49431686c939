/*
 * What charts keep of their numbers and labels, compared with the cells that they were
 * taken from.
 *
 * A chart has a copy of what it shows, with the place each series came from. Where every
 * copy still stands in a cell that can be seen, the chart says nothing more than the
 * sheet; what was changed, hidden or deleted there afterwards lives on in the copy, and
 * is named.
 */
#ifndef OUTCHECK_INGEST_XLSX_CHARTS_H
#define OUTCHECK_INGEST_XLSX_CHARTS_H

#include "ingest/workbook/hidden_list.h"
#include "ingest/workbook/xlsx_workbook.h"

/* A part of the workbook, and the sheet that it hangs on; NULL. */
struct xlsx_part_place {
    const char *part;
    const char *sheet;
};

struct xlsx_parts {
    struct xlsx_part_place *items;
    size_t count;
    size_t capacity;
};

/* The sheets as they were read, and all that hides in them. */
struct xlsx_sheets {
    const struct xlsx_workbook *workbook;
    struct grid *const *grids;
    size_t grid_count;
};

/* Adds an item for each chart that keeps anything. False with a refusal. */
bool xlsx_charts_read(struct package *package, const struct xlsx_parts *charts,
                      const struct xlsx_sheets *sheets, struct hidden_list *list);

#endif
