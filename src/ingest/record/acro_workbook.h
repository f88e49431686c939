/*
 * `results.xlsx`, as ACRO writes it with ext="xlsx": a sheet an output, with its command
 * and summary, the grid of outcomes, and the table, parted by blank rows.
 *
 * Says where the tables are; the rest of a sheet is the record. What ACRO decided is not
 * taken from there: its words are no numbers, and nothing keeps them from being changed.
 */
#ifndef OUTCHECK_INGEST_ACRO_WORKBOOK_H
#define OUTCHECK_INGEST_ACRO_WORKBOOK_H

#include "ingest/sidecar/sidecar.h"

/* Count 0 for any other sheet. */
struct sidecar_tables acro_workbook_tables(struct arena *arena, const struct grid *grid);

#endif
