/*
 * Neighbours of cells in constant time.
 *
 * Most tables hold nearly every combination of their categories, so a cell's name can be
 * one number (measure and categories as digits) and the way back a plain array. Where
 * that array would be mostly empty, the table's hash index is used instead; answers are
 * the same.
 */
#ifndef OUTCHECK_RISK_CELL_LATTICE_H
#define OUTCHECK_RISK_CELL_LATTICE_H

#include "model/table.h"

struct cell_lattice;

const struct cell_lattice *cell_lattice_create(struct arena *arena,
                                               const struct table *table);

/* The first cell named like `cell` with this measure and, in `dimension`, this category
 * (NO_CATEGORY: its total); a `dimension` beyond the last changes nothing. Or NO_CELL. */
uint32_t cell_lattice_find(const struct cell_lattice *lattice, uint32_t cell,
                           uint32_t measure, uint32_t dimension, uint32_t category);

/* All cells by line: those of one line are of one measure and differ in one dimension
 * alone. */
struct line_cells {
    const uint32_t
        *cells; /* [cell_count] line by line, in the table's order inside each */
    const uint32_t *starts; /* [line_count + 1] into `cells` */
    uint32_t line_count;
};

/* O(cells); lines in the order of their first cells. */
const struct line_cells *cell_lattice_lines(const struct cell_lattice *lattice,
                                            struct arena *arena, uint32_t dimension);

#endif
