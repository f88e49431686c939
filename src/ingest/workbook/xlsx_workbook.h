/*
 * The list of sheets of an XLSX workbook, and where its parts are.
 */
#ifndef OUTCHECK_INGEST_XLSX_WORKBOOK_H
#define OUTCHECK_INGEST_XLSX_WORKBOOK_H

#include "ingest/workbook/xlsx_package.h"

enum { XLSX_SHEET_LIMIT = 10 * 1000 };

enum sheet_state { SHEET_VISIBLE, SHEET_HIDDEN, SHEET_VERY_HIDDEN };

struct xlsx_sheet_entry {
    const char *name;
    enum sheet_state state;
    const char *part;  /* "xl/worksheets/sheet1.xml" */
    bool is_worksheet; /* and not a chart, a dialogue or a sheet of macros */
};

struct xlsx_workbook {
    const char *part; /* "xl/workbook.xml" */
    struct xlsx_relations relations;
    const struct xlsx_sheet_entry *sheets; /* in the order of their tabs */
    size_t sheet_count;
    bool is_1904;
    const char *strings_part; /* NULL where there is none */
    const char *styles_part;
};

/* False with a refusal. */
bool xlsx_workbook_read(struct xlsx_package *package, struct xlsx_workbook *workbook);

#endif
