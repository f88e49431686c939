/*
 * A plan and its grid -> a table: dimensions, measures, cells with all their labels, and
 * the cells that explain each other.
 *
 * Wide, long and EES layouts end as the same cells here. What makes up a total is decided
 * with the numbers (build_partitions.c): a label that says "all" is a total, and
 * arithmetic proves of what; where the numbers contradict it that is a doubt. Percentages
 * whose counts are in the table find them by arithmetic too (build_links.c). Nothing is
 * rounded, summed or repaired.
 *
 * The table keeps pointers into the plan and the grid: all three live in `arena`.
 */
#ifndef OUTCHECK_INGEST_BUILD_TABLE_H
#define OUTCHECK_INGEST_BUILD_TABLE_H

#include "ingest/plan.h"
#include "model/rounding_rule.h"

/* `id` and `statistic_class` may be changed by the caller afterwards; the rest is
 * finished. */
struct table *build_table(struct arena *arena, const struct plan *plan,
                          const struct symbols *symbols);

/* Takes counts for rounded as the rule says where every number fits and enough do; `rule`
 * may be NULL. Last of all, before the table is handed on. */
void build_prescribed_rounding(struct arena *arena, struct table *table,
                               const struct rounding_rule *rule);

#endif
