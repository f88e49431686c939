/*
 * The document properties of an XLSX workbook: who wrote it, for whom, where.
 */
#ifndef OUTCHECK_INGEST_XLSX_PROPERTIES_H
#define OUTCHECK_INGEST_XLSX_PROPERTIES_H

#include "ingest/workbook/xlsx_package.h"

enum { XLSX_PROPERTY_LIMIT = 1000 };

struct xlsx_property {
    const char *name; /* "creator", "Company", or one of the author's own */
    const char *value;
    bool is_custom;
};

struct xlsx_properties {
    const struct xlsx_property *items; /* those that are not empty */
    size_t count;
};

/* Of the parts that the package's relations name. False with a refusal. */
bool xlsx_properties_read(struct xlsx_package *package,
                          struct xlsx_properties *properties);

/* Whether this program says that it wrote the workbook: see OWN_PROPERTY. */
bool xlsx_properties_are_own(const struct xlsx_properties *properties);

#endif
