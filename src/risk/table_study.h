/*
 * What several rules want to know about one table, worked out once and only when asked.
 *
 *   digests  per measure: how many numbers, multiples of which base
 *   lattice  a cell's neighbours: the same name with another category in one dimension
 *   lines    every group of cells that make up a whole, with the whole where it is
 * printed
 *
 * Its memory lives as long as the table is judged.
 */
#ifndef OUTCHECK_RISK_TABLE_STUDY_H
#define OUTCHECK_RISK_TABLE_STUDY_H

#include "model/finding.h"
#include "model/table.h"

#include <stdbool.h>
#include <stdint.h>

struct cell_lattice;
struct line_cells;

/* The numbers of one measure. */
struct digest {
    uint32_t numbers;
    uint32_t not_zero;
    uint32_t not_multiple_of_5;
    uint32_t not_multiple_of_10;
    uint32_t first;       /* the first cell that holds a number; NO_CELL */
    uint32_t first_exact; /* the first that is no multiple of 5; NO_CELL */
};

struct table_study {
    struct arena *arena;
    const struct table *table;
    const struct digest *digests;       /* [measure_count]; see study_digests() */
    const struct cell_lattice *lattice; /* made when first asked */
    uint32_t measures_of_role[ROLE_COUNT_OF_ROLES];
};

struct table_study *table_study_create(struct arena *arena, const struct table *table);

const struct digest *study_digests(struct table_study *study);

/* The cell named like `cell` but for one dimension's category, or NO_CELL. */
uint32_t study_neighbour(struct table_study *study, uint32_t cell, uint32_t dimension,
                         uint32_t category);

/* The cell named like `cell` but of another measure, or NO_CELL. */
uint32_t study_other_measure(struct table_study *study, uint32_t cell, uint32_t measure);

/* All cells by line along a dimension: see cell_lattice_lines(). */
const struct line_cells *study_line_cells(struct table_study *study, uint32_t dimension);

/* The first cell with the same name as `cell`: itself, unless the name occurs before. */
uint32_t study_namesake(struct table_study *study, uint32_t cell);

/* The cells of one measure that make up a whole along one dimension. */
struct line {
    uint32_t group; /* serial number of the partition in the table, from 0 */
    uint32_t dimension;
    const struct partition *partition;
    bool is_declared; /* of the table's own partitions; else all categories but the total
                       */
    uint32_t whole;   /* the whole's cell, or NO_CELL */
    const uint32_t *cells; /* the parts that the table has */
    uint32_t cell_count;
    uint32_t number_count; /* of them hold a number */
    double sum;            /* of the numbers */
    uint32_t largest;      /* the cell of the largest number, or NO_CELL */
};

/* Calls `visit` for each line of additive measures (counts and sums): once a line. */
void study_lines(struct table_study *study, void *context,
                 void (*visit)(void *context, const struct line *line));

/*
 * What a printed number can stand for, by the rounding of its measure: whole numbers for
 * counts. The number itself where its measure is exact or nothing is known; a band's own
 * limits; 0 to INFINITY where nothing is printed.
 */
struct range cell_stands_for(const struct table *table, const struct cell *cell);

/* Half of the width that the printed number stands for: rounding, or its last decimal. */
double study_half_step(struct table_study *study, const struct cell *cell);

#endif
