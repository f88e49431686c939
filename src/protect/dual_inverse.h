/*
 * The inverse of a dual search's basis, as a product of elementary columns, and the two
 * sparse vectors that it is applied to. Parts of dual_search.h that nobody else needs.
 */
#ifndef OUTCHECK_PROTECT_DUAL_INVERSE_H
#define OUTCHECK_PROTECT_DUAL_INVERSE_H

#include "protect/dual_search.h"

#define DUAL_SLACK UINT32_MAX

/* Marks the equation as one whose basic value may be other than zero. */
void dual_touch(struct dual_search *search, uint32_t row);

/* The vector `column`: adds amount times the cell's column of the equations; multiplies
 * by the inverse. */
void dual_clear_column(struct dual_search *search);
void dual_load_cell(struct dual_search *search, uint32_t cell, double amount);
void dual_solve_column(struct dual_search *search);

/* The vector `multipliers`: multiplied by the inverse from the left. */
void dual_clear_multipliers(struct dual_search *search);
void dual_set_multiplier(struct dual_search *search, uint32_t row, double value);
void dual_solve_multipliers(struct dual_search *search);

/* The cell whose column is in `column` becomes basic in the row. */
void dual_keep_eta(struct dual_search *search, uint32_t row);

/* Whether the inverse has grown so long that a new one is due, and making it: false where
 * the basis cannot be inverted any more. */
bool dual_inverse_is_stale(const struct dual_search *search);
bool dual_renew_inverse(struct dual_search *search);

#endif
