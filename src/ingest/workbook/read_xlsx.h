/*
 * Excel workbooks (.xlsx, .xlsm) -> one grid a sheet.
 *
 * Read from the zip archive and its XML, with the values that were calculated when the
 * workbook was saved; no formula is evaluated, no macro is looked into, no link is
 * followed. Hidden sheets, rows and columns are read like the others: they are released
 * with the file. What cannot be read for sure is refused as a whole, with its place.
 */
#ifndef OUTCHECK_INGEST_READ_XLSX_H
#define OUTCHECK_INGEST_READ_XLSX_H

#include "ingest/read/reader.h"

extern const struct reader xlsx_reader;

#endif
