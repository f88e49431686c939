/*
 * The pass that cuts rows into blocks; find_tables.c makes tables of them.
 */
#ifndef OUTCHECK_INGEST_BLOCK_FINDER_H
#define OUTCHECK_INGEST_BLOCK_FINDER_H

#include "ingest/infer/find_tables.h"

struct finder {
    struct arena *arena;
    const struct grid *grid;
    const struct symbols *symbols;
    uint32_t first_column;
    uint32_t last_column;
    uint8_t *kinds; /* [grid rows] */

    struct table_block *blocks;
    size_t block_count;
    size_t block_capacity;

    bool is_open;          /* a block has begun */
    bool has_data;         /* and its first data row was met */
    struct table_block at; /* the open block */
    uint32_t heading_rows;

    struct text_line *waiting; /* lines since the last table row */
    size_t waiting_count;
    size_t waiting_capacity;
    size_t waiting_gap; /* those from here on came after the last blank row */
    bool saw_gap;
};

/* A finder over all columns of the grid; `first_column` and `last_column` may be
 * narrowed. */
struct finder finder_of(struct arena *arena, const struct grid *grid,
                        const struct symbols *symbols);

/* Finds the blocks between two rows. Lines that belong to none are left in `waiting`. */
void finder_run(struct finder *finder, uint32_t first_row, uint32_t last_row);

/* Adds to a growing list of lines. */
void finder_add_line(struct arena *arena, const struct text_line **lines, uint32_t *count,
                     struct text_line line);

const char *finder_line_text(const struct finder *finder, struct text_line line);

#endif
