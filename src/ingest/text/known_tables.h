/*
 * Tables that Stata and R always print in the same way, and that columns of numbers alone
 * would not explain:
 *
 *     survival      sts list; summary(survfit())
 *     distribution  summarize, detail: percentiles beside the smallest and largest values
 *     correlations  correlate: a triangle, with "(obs=90)" above it
 *
 * A line that does not fit ends the table, and stays as it is.
 */
#ifndef OUTCHECK_INGEST_KNOWN_TABLES_H
#define OUTCHECK_INGEST_KNOWN_TABLES_H

#include "ingest/text/aligned.h"

/* Finds them on the page: fills in rows, blocks and is_read, and takes their lines from
 * all that look for tables and counts later. */
void known_tables_find(struct text_page *page);

#endif
