/*
 * The styles of an OpenDocument spreadsheet, as far as they hide something: colours,
 * sizes of lines, whether a sheet is shown, and how far text is set in.
 */
#ifndef OUTCHECK_INGEST_ODS_STYLES_H
#define OUTCHECK_INGEST_ODS_STYLES_H

#include "base/map.h"
#include "ingest/workbook/package.h"

#include <stdint.h>

enum { ODS_STYLE_LIMIT = 100 * 1000, ODS_STYLE_DEPTH = 16 };

/* As one style says it; "" and -1 where it says nothing and its parent decides. */
struct ods_style {
    const char *parent;
    const char *ink;
    const char *paper;
    int indent;    /* steps */
    int is_hidden; /* a sheet that is not displayed, a row or column without a size */
};

struct ods_styles {
    struct package *package;
    struct map *names; /* "table-cell/ce1" */
    struct ods_style *items;
    size_t count;
    size_t capacity;
    struct ods_style *at; /* being read */
};

struct ods_styles *ods_styles_create(struct package *package);

/* Elements of styles wherever they stand; others are ignored. */
void ods_styles_open(struct ods_styles *styles, const char *name,
                     const char *const *attributes);

/* With what parents say; all zeros where there is no such style. */
struct ods_style ods_style_find(const struct ods_styles *styles, const char *family,
                                const char *name);

/* Text in the colour of what is behind it. */
bool ods_style_is_invisible(const struct ods_style *style);

#endif
