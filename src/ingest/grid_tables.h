/*
 * One grid -> its tables: finding them, joining what a sidecar says with what is there,
 * and having each inferred and built.
 *
 * A sidecar that names a place is believed; whatever else stands in the grid is looked
 * for as usual, so that a sidecar can describe a part and hide nothing.
 */
#ifndef OUTCHECK_INGEST_GRID_TABLES_H
#define OUTCHECK_INGEST_GRID_TABLES_H

#include "ingest/sidecar/sidecar.h"
#include "model/rounding_rule.h"
#include "model/submission.h"

/* Tables and remarks of all grids so far. */
struct made_tables {
    struct table **items;
    size_t count;
    size_t capacity;
    struct remark *remarks;
    size_t remark_count;
    size_t remark_capacity;
    const struct rounding_rule *rounding; /* that the policy prescribes; NULL */
};

/* Adds the grid's tables in the order of their places, and what it has to remark. */
void grid_tables_make(struct arena *arena, const struct grid *grid,
                      const struct sidecar_tables *said, const struct symbols *symbols,
                      struct made_tables *made);

#endif
