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

/* The cells named like `cell` but for these categories of the dimension, those that the
 * table has, in the order of the categories. Answers how many. */
uint32_t cell_lattice_parts(const struct cell_lattice *lattice, uint32_t cell,
                            uint32_t dimension, const struct partition *partition,
                            uint32_t *cells);

#endif
