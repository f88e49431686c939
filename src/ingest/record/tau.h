/*
 * tau-ARGUS: tables (.tab, .csv) described by a metadata file (.rda), hierarchies (.hrc),
 * and cells with equations (.jj).
 *
 * A .rda has a block a column, in their order: name, then <RECODEABLE>, <NUMERIC>,
 * <FREQUENCY>, <MAXSCORE>, <STATUS> (with <SAFE>, <UNSAFE>, <PROTECT>), <TOTCODE>,
 * <HIERCODELIST>. The table itself has no headings. A .jj has a line a cell (id, value,
 * cost, status, bounds, protection levels), then equations; statuses are taken as given:
 * u and m are hidden, whatever value stands beside them.
 */
#ifndef OUTCHECK_INGEST_TAU_H
#define OUTCHECK_INGEST_TAU_H

#include "ingest/read/reader.h"
#include "ingest/sidecar/sidecar.h"

/* What the .rda beside the file says of its only table; count 0 where there is none. */
struct sidecar_tables tau_tables_for_grid(struct arena *arena, const struct grid *grid);

/* Whether the file describes a table of tau-ARGUS among these names: no output. */
bool tau_is_description(const char *const *names, size_t count, const char *name);

extern const struct reader jj_reader;

/* What the cells and equations of a .jj are, and which cells are hidden. */
struct sidecar_tables jj_tables_for_grid(struct arena *arena, const struct grid *grid);
void jj_hide_cells(struct arena *arena, struct table *table);

#endif
