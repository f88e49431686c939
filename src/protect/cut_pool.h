/*
 * A pool of capacity cuts, and a cheap set of cells that keeps them all.
 *
 * Each cut says that some cells must together give way far enough: sum of weight * x >=
 * 1, no weight above 1. Whoever wants the cheapest pattern wants the cheapest set that
 * keeps every cut there is; the pool holds those found so far. The search is local: cells
 * leave and enter one at a time, and a cut that stays open weighs more and more (row
 * weighting after Gao, Weise and Li, 2015).
 *
 * A set that keeps the pool need not be a pattern: whoever asks must look for further
 * cuts.
 */
#ifndef OUTCHECK_PROTECT_CUT_POOL_H
#define OUTCHECK_PROTECT_CUT_POOL_H

#include "protect/cuts.h"

struct cut_pool;

/* Costs are those of the cover, its fixed price included; `seed` is of the chances. */
struct cut_pool *cut_pool_create(const struct cover *cover, uint64_t seed);

/* Copies the cut, which must not be empty. */
void cut_pool_add(struct cut_pool *pool, const struct cut *cut);

/* The cuts so far, and a copy of one of them into arrays of [cell_count]. */
size_t cut_pool_count(const struct cut_pool *pool);
void cut_pool_copy(const struct cut_pool *pool, size_t row, struct cut *cut);

/* Begins from the cells that this pattern hides and need not. */
void cut_pool_set(struct cut_pool *pool, const struct cover *cover);

/* Begins from this set. */
void cut_pool_begin_from(struct cut_pool *pool, const bool *is_in);

/* The cheapest set met in so many steps that keeps all cuts and costs less than `limit`;
 * goes on from where the last search ended. False when there was none. */
bool cut_pool_search(struct cut_pool *pool, double limit, uint32_t steps);

/* The set of the last successful search. */
bool cut_pool_has(const struct cut_pool *pool, uint32_t cell);
double cut_pool_cost(const struct cut_pool *pool);

/* Marks those of the cover's cells without which some cut would not be kept. */
void cut_pool_mark_needed(const struct cut_pool *pool, const struct cover *cover,
                          bool *is_needed);

/* Entries visited since the pool was made. */
uint64_t cut_pool_work(const struct cut_pool *pool);

#endif
