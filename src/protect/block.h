/*
 * Blocks: the parts of a problem in which protection is looked for.
 *
 * A block grows from a cell along equations: first those of the cell, then every equation
 * that runs beside one already there, as lines of a table run beside each other. In a
 * table with hierarchies this finds the sub-table of one parent and its children in each
 * dimension, from nothing but the equations. Each ring adds what borders on the block.
 */
#ifndef OUTCHECK_PROTECT_BLOCK_H
#define OUTCHECK_PROTECT_BLOCK_H

#include "protect/pattern.h"

struct block {
    uint32_t *cells;
    uint32_t cell_count;
    uint32_t *equations; /* those that lie wholly within */
    uint32_t equation_count;
};

/* What growing needs; one for many blocks. */
struct block_grower;
struct block_grower *block_grower_create(const struct pattern_problem *problem);

/* Stops where the block has `most` cells or nothing is left to add. */
struct block block_grow(struct block_grower *grower, struct arena *arena, uint32_t seed,
                        unsigned rings, uint32_t most);

#endif
