/*
 * Exchanges: changes of hidden values that no published figure shows.
 *
 * Within a block (some cells of the problem, everything else held fixed) the changes y
 * with M y = 0 are kept as a tableau: each dependent cell as a combination of the free
 * ones. exchange_find() looks for the cheapest change that moves one cell by a wanted
 * amount:
 *
 *     minimise  sum of price * |y|    so that  M y = 0,  room below <= y <= room above
 *
 * A primal simplex method for prices with a kink at zero; the tableau it ends with is
 * where the next search starts, so that a search of a neighbour takes few steps. A change
 * found in a block is a change of the whole problem: locality costs nothing in proof.
 *
 * Deterministic. What it answers is a candidate: proof.h checks it against the equations.
 */
#ifndef OUTCHECK_PROTECT_EXCHANGE_H
#define OUTCHECK_PROTECT_EXCHANGE_H

#include "protect/pattern.h"

struct exchange_column {
    uint32_t cell;
    double low; /* <= 0 <= high: by how much it may change */
    double high;
    double price;   /* for each unit of change; set before each search */
    double side;    /* +1 or -1: at which side of zero its price is taken */
    double value;   /* the change */
    uint32_t place; /* row when dependent, else column of the tableau */
    bool is_dependent;
};

struct exchange_break;

struct exchange {
    struct arena *arena;
    const struct pattern_problem *problem;
    struct exchange_column *columns;
    uint32_t column_count;
    uint32_t row_count;  /* dependent columns */
    uint32_t free_count; /* the others */
    double *tableau;     /* [row_count][free_count] */
    uint32_t *row_column;
    uint32_t *free_column;
    double *slopes;    /* [free_count] of the objective */
    uint32_t *scratch; /* [cell_count], shared: all UINT32_MAX */
    uint32_t *filled;  /* [free_count] scratch */
    struct exchange_break *breaks;
    bool is_worn;  /* rounding has shown: time to build a new one */
    uint64_t work; /* entries of the tableau visited, the measure of effort */
};

/* The cells must be distinct. `scratch` has an entry for each cell of the problem, all
 * UINT32_MAX, and is left so. Cells that cannot change at all are left out. */
struct exchange *exchange_create(struct arena *arena,
                                 const struct pattern_problem *problem,
                                 const uint32_t *cells, uint32_t count,
                                 uint32_t *scratch);

/* The column of a cell, or UINT32_MAX. */
uint32_t exchange_column_of(const struct exchange *exchange, uint32_t cell);

/* Whether a change was found that moves `column` by `amount` (of either sign); it stands
 * in the columns' values. Marks the exchange as worn where the equations do not hold. */
bool exchange_find(struct exchange *exchange, uint32_t column, double amount);

#endif
