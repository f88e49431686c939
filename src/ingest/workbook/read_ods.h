/*
 * OpenDocument spreadsheets (.ods, and .fods in one XML file) -> one grid a sheet.
 *
 * Read like Excel workbooks (read_xlsx.h): values as saved, with all their digits; hidden
 * sheets, rows and columns like the others; no formula evaluated, no link followed.
 */
#ifndef OUTCHECK_INGEST_READ_ODS_H
#define OUTCHECK_INGEST_READ_ODS_H

#include "ingest/read/reader.h"

extern const struct reader ods_reader;

#endif
