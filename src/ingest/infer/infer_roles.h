/*
 * Inference: what each row and column of a block is, with how surely that is known.
 *
 * Names first, arithmetic as proof, layout and look last; what a sidecar says is taken as
 * it stands and only what it leaves open is inferred. Nothing is guessed in silence: each
 * guess is a doubt of the plan and lowers its confidence (below 0.90 a person should
 * confirm the reading, below 0.60 it must not be relied on).
 *
 *     struct table_blocks blocks = find_tables(arena, grid, symbols);
 *     const struct plan *plan = infer_plan(arena, grid, &blocks.items[0], NULL, symbols);
 *     struct table *table = build_table(arena, plan, symbols);
 */
#ifndef OUTCHECK_INGEST_INFER_ROLES_H
#define OUTCHECK_INGEST_INFER_ROLES_H

#include "ingest/infer/find_tables.h"
#include "ingest/plan.h"

/*
 * `known` is a partial plan, or NULL: lines with ROLE_UNKNOWN say nothing of their role;
 * empty texts, PLAN_NONE and zero counts say nothing at all. Its lines are found by their
 * `index`; references between them are positions in its own lists. In the plan that comes
 * back every column of the block has a line, in order, whatever its role.
 */
const struct plan *infer_plan(struct arena *arena, const struct grid *grid,
                              const struct table_block *block, const struct plan *known,
                              const struct symbols *symbols);

#endif
