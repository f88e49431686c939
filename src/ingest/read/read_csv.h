/*
 * Delimited text -> one grid.
 *
 *   - a row is a physical record, blank ones too; quoted cells may hold new lines
 *   - spaces and tabs around a cell are dropped; inside quotation marks they are kept
 *   - `="0123"`, as spreadsheets and Stata's esttab write it, is the text 0123
 *   - CRLF, LF and CR end lines, and stand as LF inside cells
 *
 * Quoting is strict: what no reader could be sure of is refused with its line, rather
 * than read as one giant cell in which numbers would pass unseen. Files wider, longer or
 * fuller than the limits are no tables for release and are refused.
 */
#ifndef OUTCHECK_INGEST_READ_CSV_H
#define OUTCHECK_INGEST_READ_CSV_H

#include "ingest/read/reader.h"

enum {
    CSV_COLUMN_LIMIT = 16384,
    CSV_ROW_LIMIT = 20 * 1000 * 1000,
    CSV_CELL_LIMIT = 100 * 1000 * 1000,
    CSV_CELL_LINE_LIMIT = 100, /* physical lines that one cell may span */
};

extern const struct reader csv_reader;

#endif
