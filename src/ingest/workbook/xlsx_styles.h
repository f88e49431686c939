/*
 * The styles of an XLSX workbook, as far as they say something of what cells hold or
 * hide: number formats, indents, and text that cannot be seen.
 */
#ifndef OUTCHECK_INGEST_XLSX_STYLES_H
#define OUTCHECK_INGEST_XLSX_STYLES_H

#include "ingest/workbook/number_format.h"
#include "ingest/workbook/xlsx_relations.h"

enum { XLSX_STYLE_LIMIT = 100 * 1000 };

struct xlsx_style {
    const struct number_format *format;
    const char *code; /* of the format, as written */
    uint8_t indent;
    bool is_invisible; /* the text has the colour of what is behind it */
};

struct xlsx_styles {
    const struct xlsx_style *items; /* by the number that cells give */
    size_t count;
    const bool *differential_hides; /* those of conditional formats: whether they can make
                                       text invisible */
    size_t differential_count;
};

/* The style that a cell names; General where there is none of this number. */
const struct xlsx_style *xlsx_style_at(const struct xlsx_styles *styles, size_t index);

/* False with a refusal. `part` may be NULL: no styles. */
bool xlsx_styles_read(struct package *package, const char *part,
                      struct xlsx_styles *styles);

#endif
