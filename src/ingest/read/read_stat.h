/*
 * Stata, SPSS and SAS data sets -> one grid, through ReadStat.
 *
 * The first row has the variables' labels as headings, with the name where the label does
 * not hold it; value labels stand for their values; what is missing is ".". Numbers are
 * written with as many digits as give them back, dates as dates.
 *
 * Result files are small. What has more cells than the limit is not read further, and is
 * said to hold single units.
 */
#ifndef OUTCHECK_INGEST_READ_STAT_H
#define OUTCHECK_INGEST_READ_STAT_H

#include "ingest/read/reader.h"

enum { STAT_COLUMN_LIMIT = 16384, STAT_CELL_LIMIT = 5 * 1000 * 1000 };

extern const struct reader stat_reader;

#endif
