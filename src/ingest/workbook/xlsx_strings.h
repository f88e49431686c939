/*
 * The shared texts of an XLSX workbook, which cells name by number.
 */
#ifndef OUTCHECK_INGEST_XLSX_STRINGS_H
#define OUTCHECK_INGEST_XLSX_STRINGS_H

#include "ingest/workbook/xlsx_relations.h"

enum { XLSX_STRING_LIMIT = 20 * 1000 * 1000 };

struct xlsx_strings {
    const char *const *items;
    bool *is_used; /* by a cell: those that are not are left behind in the file */
    size_t count;
};

/* False with a refusal. `part` may be NULL: none. Pieces of rich text are joined;
 * pronunciation guides are left out. */
bool xlsx_strings_read(struct package *package, const char *part,
                       struct xlsx_strings *strings);

#endif
