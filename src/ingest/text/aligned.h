/*
 * Aligned tables in running text: what Stata, SPSS, SAS, R and pandas print.
 *
 * A paragraph (lines without a blank one between) is a table when its lines end in the
 * same number of numbers, standing below each other. Each of its lines becomes a row of
 * cells: label, numbers. Anything that does not fit is left as prose and counted: nothing
 * is guessed into a column.
 */
#ifndef OUTCHECK_INGEST_ALIGNED_H
#define OUTCHECK_INGEST_ALIGNED_H

#include "ingest/text/screen_line.h"
#include "model/grid.h"

struct text_page {
    struct arena *arena;
    struct screen_line *lines;
    uint32_t count;
    struct grid_row
        *rows;        /* [count]: one cell, the line itself, unless it is a table's */
    uint8_t *is_read; /* [count]: what is on the line was understood, or is no result */
    struct grid_block *blocks;
    size_t block_count;
    size_t block_capacity;
};

/* Finds the tables of the page: fills in rows, blocks and is_read. */
void aligned_find(struct text_page *page);

#endif
