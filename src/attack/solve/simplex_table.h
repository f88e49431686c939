/*
 * The table of a simplex method: what each basic variable is, written in the others.
 *
 *     basic + sum over the columns of entry * other = 0
 *
 * Variables are the unknowns of a system and, behind them, the sums of its rows. Those
 * that are fixed (the sums of equations) never enter; their columns are what multipliers
 * are read from and nothing else. So they are kept as they were when the table was last
 * made anew, and a step changes the open columns alone.
 */
#ifndef OUTCHECK_ATTACK_SIMPLEX_TABLE_H
#define OUTCHECK_ATTACK_SIMPLEX_TABLE_H

#include "attack/solve/system.h"

#define OUTSIDE 0x80000000u /* of a place: the column of a variable that is not basic */

struct simplex_table {
    const struct system *system;
    uint32_t rows;
    uint32_t columns;
    double *entries; /* [rows], `stride` apart; the first `open` of each are up to date */
    size_t stride;
    uint32_t open;
    uint32_t *basic;   /* [rows] variable */
    uint32_t *outside; /* [columns] variable */
    uint32_t *place;   /* [variables] row, or OUTSIDE | column */

    double *low; /* [variables] */
    double *high;
    double *value;
    double tolerance; /* of values against bounds */
    double *scale;    /* [rows] a power of two that each row was divided by */
    double *prices;   /* [columns] of the objective; exchanged with the rows */

    double *column; /* [rows] the loaded column, where it is not zero: */
    uint32_t *touched;
    uint32_t touched_count;

    double *whole;          /* [rows][columns] where the table is made anew */
    double *narrow;         /* [rows][open] where it is worked on */
    uint32_t *frozen_basic; /* [rows] what was basic then */
    uint32_t frozen_open;   /* how many columns were open then */
    bool *is_basic;         /* [variables] scratch */
    uint32_t steps;         /* since then */
};

/* All unknowns outside, at their lower bounds. NULL when the system is too large for a
 * table or has numbers that it cannot take. */
struct simplex_table *simplex_table_create(struct arena *arena,
                                           const struct system *system);

static inline double *simplex_table_row(const struct simplex_table *table, uint32_t row)
{
    return table->entries + row * table->stride;
}

static inline uint32_t variable_count(const struct simplex_table *table)
{
    return table->rows + table->columns;
}

void simplex_table_load(struct simplex_table *table, uint32_t column);

/* The variable of the loaded column becomes basic instead of the row's. */
void simplex_table_exchange(struct simplex_table *table, uint32_t row, uint32_t column);

/* Sets a variable to the nearer of its bounds. */
void simplex_table_to_bound(struct simplex_table *table, uint32_t variable);

/* The values of the basic variables from those of the others. */
void simplex_table_refresh(struct simplex_table *table);

/* Makes the table of the same basis from the system again: what rounding did is gone.
 * Fixed variables are taken out of the basis, which must keep their bounds. */
void simplex_table_renew(struct simplex_table *table);

/* Whether a fixed variable has left the basis since then: no multipliers before the table
 * is made anew. */
static inline bool simplex_table_has_closed(const struct simplex_table *table)
{
    return table->open != table->frozen_open;
}

/* Multipliers of the rows for costs [unknowns] and the prices that go with them. */
void simplex_table_multipliers(const struct simplex_table *table, const double *costs,
                               double *multipliers);

#endif
