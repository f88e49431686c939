/*
 * One worksheet of an XLSX workbook -> a grid.
 *
 * Cells say what was calculated when the workbook was last saved; nothing is calculated
 * here. A formula without a saved result stands as its own text ("=A1+B1"): it is no
 * number, and what a reader's program will make of it cannot be known.
 */
#ifndef OUTCHECK_INGEST_XLSX_SHEET_H
#define OUTCHECK_INGEST_XLSX_SHEET_H

#include "ingest/workbook/hidden_list.h"
#include "ingest/workbook/sheet_builder.h"
#include "ingest/workbook/xlsx_strings.h"
#include "ingest/workbook/xlsx_styles.h"

struct xlsx_sheet_source {
    struct package *package;
    const struct xlsx_strings *strings;
    const struct xlsx_styles *styles;
    const struct output *output;
    struct workbook_use *use;
    struct hidden_list *hidden; /* what cannot be seen is added */
    bool is_1904;
    const char *name;
    const char *part;
};

/* NULL with a refusal. */
struct grid *xlsx_sheet_read(const struct xlsx_sheet_source *source);

#endif
