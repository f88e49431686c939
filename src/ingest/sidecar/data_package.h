/*
 * Data Package: `datapackage.json` in the folder of a file, or one above it that holds
 * it.
 *
 * Says names, types and titles of columns, the primary key and what marks missing values.
 * Texts, dates and the key are labels; what a number counts stays open. Written for
 * publishing: where it does not fit the file it is a doubt of the table.
 */
#ifndef OUTCHECK_INGEST_DATA_PACKAGE_H
#define OUTCHECK_INGEST_DATA_PACKAGE_H

#include "ingest/sidecar/sidecar.h"

#define DATA_PACKAGE_NAME "datapackage.json"

/* Count 0 where no package describes the file. */
struct sidecar_tables data_package_for_grid(struct arena *arena, const struct grid *grid);

#endif
