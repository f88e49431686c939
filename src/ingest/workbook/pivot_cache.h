/*
 * The cache of a pivot table as a grid: a heading a variable, a row a record.
 *
 * A pivot table carries the records that it was made from, whatever it shows of them.
 * Nothing is said here about what they are; that is asked of the grid as of any other.
 */
#ifndef OUTCHECK_INGEST_PIVOT_CACHE_H
#define OUTCHECK_INGEST_PIVOT_CACHE_H

#include "ingest/workbook/xlsx_relations.h"
#include "model/grid.h"

enum {
    PIVOT_COLUMN_LIMIT = 1000,
    PIVOT_ROW_LIMIT = 20 * 1000, /* enough to see what the records are */
    PIVOT_CELL_LIMIT = 500 * 1000,
    PIVOT_ITEM_LIMIT = 1000 * 1000,
};

/* `definition` is the part that describes the cache. `*grid` is NULL where it keeps no
 * records. False with a refusal. */
bool pivot_cache_read(struct package *package, const struct output *output,
                      const char *definition, struct grid **grid);

#endif
