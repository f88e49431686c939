/*
 * A table to be protected: cells with values, and the equations between them.
 *
 *   cell       a value, what may be done with it, what hiding it costs, how far an
 *              attacker must be kept from it, and what he knows of it beforehand
 *   equation   sum of coefficient * value = right-hand side
 *
 * One list of cells and equations stands for hierarchies and linked tables alike. Knows
 * nothing of files or of the search; whoever reads a table remembers what its cells are.
 * Protection levels are distances: an attacker must believe value - below and
 * value + above possible.
 */
#ifndef OUTCHECK_PROTECT_PATTERN_H
#define OUTCHECK_PROTECT_PATTERN_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pattern_status {
    PATTERN_OPEN,   /* published; may be hidden to protect others */
    PATTERN_FORCED, /* must stay published */
    PATTERN_HIDDEN, /* hidden already, whatever the outcome; needs no protection itself */
    PATTERN_PRIMARY, /* to be hidden and protected to its levels */
};

struct pattern_cell {
    double value;
    double cost;  /* of hiding it; at least 0 */
    double low;   /* what the attacker knows: low <= value <= high */
    double high;  /* may be INFINITY */
    double below; /* protection levels of a primary cell; 0: none on that side */
    double above;
    enum pattern_status status;
    bool is_virtual; /* no figure of a table: a sum of some, or a slack; not counted */
};

/* A further demand on a cell: that someone who knows the `known` cells (his own) must
 * believe value - below and value + above possible. */
struct pattern_demand {
    uint32_t cell;
    double below;
    double above;
    const uint32_t *known;
    uint32_t known_count;
};

struct entry {
    uint32_t cell;
    int32_t coefficient;
};

struct pattern_problem {
    struct arena *arena;
    struct pattern_cell *cells;
    uint32_t cell_count;
    size_t cell_capacity;

    struct entry *entries;
    uint32_t entry_count;
    size_t entry_capacity;
    uint32_t *equation_start; /* [equation_count + 1], into entries */
    double *right_side;       /* [equation_count] */
    uint32_t equation_count;
    size_t equation_capacity;
    size_t side_capacity;

    struct pattern_demand *demands; /* beside those of the primary cells */
    uint32_t demand_count;
    size_t demand_capacity;

    uint32_t *cell_start; /* [cell_count + 1], into cell_equations; after ..._index() */
    uint32_t *cell_equations;
    int32_t *cell_coefficients; /* beside cell_equations */
};

struct pattern_problem *pattern_problem_create(struct arena *arena);

/* Answers the cell's number. */
uint32_t pattern_problem_add_cell(struct pattern_problem *problem,
                                  struct pattern_cell cell);

/* Cells must exist, stand once each, and coefficients must not be 0. */
void pattern_problem_add_equation(struct pattern_problem *problem,
                                  const struct entry *entries, uint32_t count,
                                  double right_side);

/* A virtual cell that is the sum of coefficient * cell, to be protected to these levels:
 * what a group of hidden cells holds together. Answers its number. */
uint32_t pattern_problem_add_sum(struct pattern_problem *problem,
                                 const struct entry *entries, uint32_t count,
                                 double below, double above);

/* The cell must be hidden or primary and none of the known ones; these are copied. */
void pattern_problem_add_demand(struct pattern_problem *problem,
                                struct pattern_demand demand);

/* Builds cell_start and cell_equations; nothing may be added afterwards. */
void pattern_problem_index(struct pattern_problem *problem);

/* The equation that the values do not keep, or UINT32_MAX; within `tolerance`, relative
 * to the sizes added up. */
uint32_t pattern_problem_contradiction(const struct pattern_problem *problem,
                                       double tolerance);

static inline const struct entry *equation_begin(const struct pattern_problem *problem,
                                                 uint32_t equation)
{
    return problem->entries + problem->equation_start[equation];
}

static inline const struct entry *equation_end(const struct pattern_problem *problem,
                                               uint32_t equation)
{
    return problem->entries + problem->equation_start[equation + 1];
}

/* How far the value can go down and up within what the attacker knows. */
static inline double cell_room_below(const struct pattern_cell *cell)
{
    return cell->value > cell->low ? cell->value - cell->low : 0;
}

static inline double cell_room_above(const struct pattern_cell *cell)
{
    return cell->high > cell->value ? cell->high - cell->value : 0;
}

#endif
