/*
 * A sparse linear system: what the published figures say about the numbers behind them.
 *
 *   unknowns   low <= x <= high, whole or not; a published exact figure has low = high
 *   rows       low <= sum of coefficient * x <= high; an equation has low = high
 *
 * Coefficients are whole numbers: a statement with fractions (a percentage) is multiplied
 * out first, so that elimination and certificates can be exact. Memory is linear in the
 * terms. Knows nothing of tables: whoever builds a system remembers what its unknowns
 * stand for.
 */
#ifndef OUTCHECK_ATTACK_SYSTEM_H
#define OUTCHECK_ATTACK_SYSTEM_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NO_UNKNOWN UINT32_MAX
#define NO_ROW     UINT32_MAX

struct term {
    uint32_t unknown;
    int64_t coefficient;
};

struct system {
    struct arena *arena;

    uint32_t unknown_count;
    size_t unknown_capacity;
    double *low; /* [unknown_count] */
    double *high;
    bool *is_whole;

    uint32_t row_count;
    size_t row_capacity;
    uint32_t *row_start; /* [row_count + 1], into terms */
    double *row_low;
    double *row_high;
    bool *row_is_out; /* contradicts the others: left out of every deduction */

    uint32_t term_count;
    size_t term_capacity;
    struct term *terms;

    uint32_t
        *column_start; /* [unknown_count + 1], into column_rows; after system_index() */
    uint32_t *column_rows;

    uint32_t
        *last_row; /* [unknown_count] scratch: the row an unknown was last added to */
    uint32_t *last_term;
    size_t scratch_capacity;
};

struct system *system_create(struct arena *arena);

/* Answers its number. `high` may be INFINITY. */
uint32_t system_add_unknown(struct system *system, double low, double high,
                            bool is_whole);

/* Adds low <= sum <= high and answers its number. Terms of one unknown are added up,
 * those that cancel out are dropped; limits of a sum of whole numbers are made whole. */
uint32_t system_add_row(struct system *system, const struct term *terms, uint32_t count,
                        double low, double high);

/* Builds column_start and column_rows; no unknown or row may be added afterwards. */
void system_index(struct system *system);

static inline const struct term *row_begin(const struct system *system, uint32_t row)
{
    return system->terms + system->row_start[row];
}

static inline const struct term *row_end(const struct system *system, uint32_t row)
{
    return system->terms + system->row_start[row + 1];
}

static inline uint32_t row_length(const struct system *system, uint32_t row)
{
    return system->row_start[row + 1] - system->row_start[row];
}

/* Whether all its unknowns are whole, and so its sum. */
bool row_is_whole(const struct system *system, uint32_t row);

/* Whether `values` keeps all bounds and all rows: exactly where everything is whole,
 * within `tolerance` (relative to the sizes added up) for the rest. Whole unknowns must
 * be whole. */
bool system_holds(const struct system *system, const double *low, const double *high,
                  const double *values, double tolerance);

#endif
