/*
 * The cheapest change of one cell, in the whole problem.
 *
 *     minimise  sum of price * |y|    so that  M y = 0,  room below <= y <= room above,
 *                                              y of the cell = the wanted amount
 *
 * A dual simplex method that starts from nothing: the wanted amount is put on the cell,
 * its equations are then out of balance, and the cheapest cells are called in until all
 * balance again. Only what is visited costs anything, so a search stays near the cell in
 * a table of any size, yet it misses nothing: when it finds no change there is none.
 *
 * Then `multipliers` proves it (Farkas): the sum of the equations so weighted cannot
 * balance whatever the cells allowed to move do.
 *
 * Deterministic. What it answers is a candidate: proof.h checks it against the equations.
 */
#ifndef OUTCHECK_PROTECT_DUAL_SEARCH_H
#define OUTCHECK_PROTECT_DUAL_SEARCH_H

#include "protect/pattern.h"

enum dual_end {
    DUAL_FOUND,
    DUAL_IMPOSSIBLE,
    DUAL_TOO_DEAR,
    DUAL_UNDECIDED, /* too many steps, or rounding */
};

/* Where a cell stands in a search. */
enum dual_place { DUAL_AT_ZERO, DUAL_AT_HIGH, DUAL_AT_LOW, DUAL_BASIC };

struct dual_cell {
    double price; /* of moving, for each unit; negative: must not move */
    double pull;  /* what moving it saves elsewhere, as the equations are priced now */
    double alpha; /* its entry in the row of this step */
    double side;  /* of zero on which a basic cell is, +1 or -1 */
    enum dual_place place;
    bool is_visited;
    bool is_flipped;
};

/* A cell that can help the row of a step. */
struct dual_candidate {
    double ratio; /* how much dearer the row must get until the cell is worth it */
    double size;  /* of its entry */
    double help;  /* how much of the excess it can make good */
    uint32_t cell;
    bool is_second; /* from zero on, for a cell that comes from beyond it */
};

struct dual_eta {
    uint32_t row;
    double pivot;
    size_t start; /* of its entries, which end where the next one's start */
};

struct dual_search {
    const struct pattern_problem *problem;
    struct arena *arena;
    const double *prices; /* [cell_count] for each unit; negative: must not move */
    const double *shares; /* [cell_count] of cells that may be hidden; NULL: whole ones */
    const bool *only;     /* [cell_count] cells that may move; NULL: all */
    double noise;         /* they are raised by up to this share, by chance */
    uint64_t salt;        /* of the chances */
    double limit;         /* a change that costs more for each unit is not wanted */
    double cost;          /* so far, at least */
    struct dual_cell *cells; /* [cell_count], at rest all zero */
    uint32_t *visited_cells;
    uint32_t visited_count;
    uint32_t *row_cells; /* cells with an entry in the row of this step */
    uint32_t row_count;
    struct dual_candidate *candidates;
    uint32_t candidate_count;
    uint32_t *flipped; /* cells that go to their next bound in this step; some go twice */
    uint32_t flipped_count;

    /* What may move, equation by equation, as far as it was asked for since the last
     * dual_search_forget(): entries from equation_start on, so many of them. */
    struct entry *view;
    uint32_t *view_count; /* [equation_count]; UINT32_MAX: not looked at yet */
    uint32_t *viewed;
    uint32_t viewed_count;

    uint32_t *basic;  /* [equation_count] cell; UINT32_MAX: the equation's own slack */
    double *values;   /* [equation_count] of the basic ones */
    double *excess;   /* [equation_count] by how much they are out of bounds, signed */
    bool *is_touched; /* [equation_count] */
    uint32_t *touched;
    uint32_t touched_count;

    double *column; /* [equation_count] scratch, zero at rest */
    uint32_t *column_rows;
    uint32_t column_count;
    bool *is_in_column;
    double *multipliers; /* [equation_count] the row of the inverse; of the last step */
    uint32_t *multiplier_rows;
    uint32_t multiplier_count;
    bool *has_multiplier;

    struct dual_eta *etas;
    size_t eta_count;
    size_t eta_capacity;
    uint32_t *eta_rows;
    double *eta_values;
    size_t eta_size;
    size_t eta_row_capacity;
    size_t eta_value_capacity;

    size_t fresh_size; /* of the inverse when it was last made anew */
    size_t fresh_count;
    uint32_t *counts; /* [equation_count] scratch of that */
    uint32_t *queue;

    uint32_t target;
    double amount;
    uint32_t *change_cells; /* the change found */
    double *change_amounts;
    uint32_t change_count;
    uint64_t work;
};

/* `prices` are read in every search and should be above zero even where moving is free,
 * so that short changes win. */
struct dual_search *dual_search_create(struct arena *arena,
                                       const struct pattern_problem *problem,
                                       const double *prices);

/* To be called when cells may move that could not when the last search was made; where
 * fewer may, it makes searches faster. */
void dual_search_forget(struct dual_search *search);

enum dual_end dual_search_find(struct dual_search *search, uint32_t cell, double amount);

#endif
