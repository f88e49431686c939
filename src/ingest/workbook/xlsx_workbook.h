/*
 * The list of sheets of an XLSX workbook, and where its parts are.
 */
#ifndef OUTCHECK_INGEST_XLSX_WORKBOOK_H
#define OUTCHECK_INGEST_XLSX_WORKBOOK_H

#include "ingest/workbook/xlsx_relations.h"

enum { XLSX_SHEET_LIMIT = 10 * 1000, XLSX_NAME_LIMIT = 10 * 1000 };

enum sheet_state { SHEET_VISIBLE, SHEET_HIDDEN, SHEET_VERY_HIDDEN };

struct xlsx_sheet_entry {
    const char *name;
    enum sheet_state state;
    const char *part;  /* "xl/worksheets/sheet1.xml" */
    bool is_worksheet; /* and not a chart, a dialogue or a sheet of macros */
};

/* A defined name that is not one of the format's own (print areas and the like). */
struct xlsx_name {
    const char *name;
    const char *formula;
    bool holds_values; /* and does not only point at cells */
};

struct xlsx_workbook {
    const char *part; /* "xl/workbook.xml" */
    struct xlsx_relations relations;
    const struct xlsx_sheet_entry *sheets; /* in the order of their tabs */
    size_t sheet_count;
    const struct xlsx_name *names;
    size_t name_count;
    const char *saved_at; /* the folder, where the workbook says it; NULL */
    bool is_1904;
    const char *strings_part; /* NULL where there is none */
    const char *styles_part;
};

/* False with a refusal. */
bool xlsx_workbook_read(struct package *package, struct xlsx_workbook *workbook);

#endif
