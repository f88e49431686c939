/*
 * The sheets of an OpenDocument spreadsheet -> grids.
 *
 * Cells and rows that are alike are written once with a number of repeats: repeats of
 * empty ones cost nothing, repeats of filled ones are bounded before they are made.
 */
#ifndef OUTCHECK_INGEST_ODS_SHEETS_H
#define OUTCHECK_INGEST_ODS_SHEETS_H

#include "ingest/workbook/hidden_list.h"
#include "ingest/workbook/ods_styles.h"
#include "ingest/workbook/sheet_builder.h"

enum { ODS_SHEET_LIMIT = 10 * 1000, ODS_REPEAT_LIMIT = 5 * 1000 * 1000 };

struct ods_document {
    struct package *package;
    const struct output *output;
    struct ods_styles *styles;
    struct hidden_list *hidden;
    struct grid **grids; /* filled in, in the order of the file */
    size_t grid_count;
    size_t grid_capacity;
    bool is_own; /* a property says that this program wrote it */
};

/* Reads one part (or a flat file with all of them): styles, sheets and properties,
 * whichever are in it. False with a refusal. */
bool ods_document_read(struct ods_document *document, const char *part);
bool ods_document_read_flat(struct ods_document *document, struct bytes bytes);

#endif
