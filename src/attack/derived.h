/*
 * Totals that nobody printed but everybody can add up: the sum over all categories of a
 * dimension that has no total of its own.
 *
 * They say which tables count the same people (region by sex here, region by age there:
 * both add up to the same regions), and whether the categories of a dimension make up
 * what another table prints without it.
 */
#ifndef OUTCHECK_ATTACK_DERIVED_H
#define OUTCHECK_ATTACK_DERIVED_H

#include "attack/knowledge.h"

/* Whether the categories of a dimension can be taken for the parts of a whole: no time,
 * no panel, no total and no partitions that say otherwise, no overlapping ranges. */
bool dimension_may_add_up(const struct scope *scope, const struct table_scope *entry,
                          uint32_t dimension);

struct derived;

struct derived *derived_create(struct arena *arena);

/* The universes whose figures, printed or derived, equal a figure of this table, printed
 * or derived, at least one of them derived; called once for each such figure. */
struct derived_listener {
    void *context;
    void (*agree)(void *context, uint32_t universe, double value);
};

void derived_compare(const struct derived *derived, const struct knowledge *knowledge,
                     uint32_t table, const struct range *ranges,
                     const struct derived_listener *listener);

/* Once the table's universe is known. */
void derived_add(struct derived *derived, const struct knowledge *knowledge,
                 uint32_t table, uint32_t universe, const struct range *ranges);

#endif
