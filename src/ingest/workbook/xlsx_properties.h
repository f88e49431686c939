/*
 * The document properties of an XLSX workbook, from the parts that hold them.
 */
#ifndef OUTCHECK_INGEST_XLSX_PROPERTIES_H
#define OUTCHECK_INGEST_XLSX_PROPERTIES_H

#include "ingest/workbook/document_properties.h"
#include "ingest/workbook/xlsx_relations.h"

/* False with a refusal. */
bool xlsx_properties_read(struct package *package,
                          struct document_properties *properties);

#endif
