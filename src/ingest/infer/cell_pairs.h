/*
 * Two numbers in one cell, as tables for papers have them: `44 (61.4%)`, `61.4% (44)`.
 *
 * What they are must be seen from the cell itself: a whole number and a percentage, or a
 * symbol in place of one of the two. Two numbers that no sign tells apart (`23,860
 * [10,696]`) are left as they are, and cannot be read. A column of such cells becomes two
 * for inference, a count and a percentage of the same heading; the cells of the table
 * that comes of it stand where they stood.
 */
#ifndef OUTCHECK_INGEST_CELL_PAIRS_H
#define OUTCHECK_INGEST_CELL_PAIRS_H

#include "ingest/infer/find_tables.h"
#include "ingest/plan.h"

struct cell_pairs {
    const struct grid *grid;  /* as it stands */
    struct grid *parted;      /* with percentages in columns behind the block */
    struct table_block block; /* in the parted grid */
    uint32_t last_column;     /* of the block as it stands */
    const uint32_t *sources;  /* the column that each column behind it was taken from */
    uint32_t source_count;
};

/* False where no column of the block has such cells. */
bool cell_pairs_part(struct arena *arena, const struct grid *grid,
                     const struct table_block *block, const struct symbols *symbols,
                     struct cell_pairs *pairs);

/* Adds the percentages to what a sidecar says of the columns. */
void cell_pairs_say(struct arena *arena, const struct cell_pairs *pairs,
                    struct plan *known);

/* Puts what was made of the parted grid into its places in the grid as it stands. */
void cell_pairs_join(struct arena *arena, const struct cell_pairs *pairs,
                     struct table *table);

#endif
