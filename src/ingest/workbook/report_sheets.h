/*
 * A report of this program -> the tables that it is about, for one that is given as an
 * earlier release.
 *
 * Each sheet "T01 annotated" shows a table as submitted: the row "source" has the letters
 * of its columns, the first column the numbers of its rows, and marks are in number
 * formats alone. So every figure goes back to its own place, and the title above it.
 *
 * What such a sheet does not show (rows without findings of a large table) is a remark.
 * Whether a cell was held back in the end the sheet does not say: all figures count as
 * published.
 */
#ifndef OUTCHECK_INGEST_REPORT_SHEETS_H
#define OUTCHECK_INGEST_REPORT_SHEETS_H

#include "ingest/read/reader.h"

/* Replaces the grids of the workbook by those of its tables; adds remarks. */
void report_sheets_take_back(struct reading *reading);

#endif
