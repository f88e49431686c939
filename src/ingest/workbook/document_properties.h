/*
 * The properties of a document: who wrote it, for whom, where.
 */
#ifndef OUTCHECK_INGEST_DOCUMENT_PROPERTIES_H
#define OUTCHECK_INGEST_DOCUMENT_PROPERTIES_H

#include "ingest/workbook/hidden_list.h"

enum { DOCUMENT_PROPERTY_LIMIT = 1000 };

struct document_property {
    const char *name; /* "creator", "Company", or one of the author's own */
    const char *value;
    bool is_custom;
};

struct document_properties {
    struct document_property *items; /* those that are not empty */
    size_t count;
    size_t capacity;
};

/* Blank values are left out, and all past the limit. */
void document_properties_add(struct arena *arena, struct document_properties *properties,
                             const struct document_property *property);

/* Whether this program says that it wrote the workbook: see OWN_FILE_PROPERTY. */
bool document_properties_are_own(const struct document_properties *properties);

/* Names of people, paths and properties of the author's own are hidden content; titles
 * and the like are said; what programs write for themselves is not. */
void document_properties_tell(const struct document_properties *properties,
                              struct hidden_list *list);

#endif
