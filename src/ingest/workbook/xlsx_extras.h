/*
 * What an XLSX workbook carries beside its sheets' cells, found in two ways.
 *
 * From part to part along the relations: comments, caches, charts, pictures, links, each
 * with the sheet that it hangs on and how much it holds. Then over all files of the
 * archive: what nobody has named, or what is of no known kind, is said as well, so that
 * nothing hides by having a name of its own.
 */
#ifndef OUTCHECK_INGEST_XLSX_EXTRAS_H
#define OUTCHECK_INGEST_XLSX_EXTRAS_H

#include "ingest/workbook/hidden_list.h"
#include "ingest/workbook/xlsx_charts.h"
#include "ingest/workbook/xlsx_properties.h"
#include "ingest/workbook/xlsx_workbook.h"

/* What is found on the way and read afterwards, when the cells are known. */
struct xlsx_later {
    struct xlsx_parts charts;
    struct xlsx_parts caches; /* of pivot tables: their definitions */
};

/* False with a refusal. */
bool xlsx_extras_read(struct package *package, const struct xlsx_workbook *workbook,
                      const struct document_properties *properties,
                      struct hidden_list *list, struct xlsx_later *later);

#endif
