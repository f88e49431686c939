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

#include "attack/know/knowledge.h"

/* Whether the categories of a dimension can be taken for the parts of a whole: no time,
 * no panel, no total and no partitions that say otherwise, no overlapping ranges. */
bool dimension_may_add_up(const struct scope *scope, const struct table_scope *entry,
                          uint32_t dimension);

/* A sum over some dimensions of one table, under its name without a universe. */
struct derived_figure {
    const uint32_t *words; /* measure, then sets */
    uint32_t word_count;
    uint32_t universe;
    uint32_t table;
    uint64_t dimensions; /* a bit for each that is summed over */
    struct range sum;
    uint32_t parts;   /* printed numbers in it; nothing in it is hidden */
    bool is_complete; /* every combination of categories is printed */
    size_t next;      /* of the same name, or MAP_NONE */
};

struct derived;

struct derived *derived_create(struct arena *arena);

/* The universes whose figures, printed or derived, equal a figure of this table, printed
 * or derived, at least one of them derived; called once for each such figure. */
struct derived_listener {
    void *context;
    void (*agree)(void *context, uint32_t universe, double value);
};

void derived_compare(struct derived *derived, const struct knowledge *knowledge,
                     uint32_t table, const struct range *ranges,
                     const struct derived_listener *listener);

/* Once the table's universe is known. */
void derived_add(struct derived *derived, const struct knowledge *knowledge,
                 uint32_t table, uint32_t universe, const struct range *ranges);

/* All of them, in the order of tables. */
size_t derived_count(const struct derived *derived);
const struct derived_figure *derived_at(const struct derived *derived, size_t index);

/* The first figure of a name, or MAP_NONE; others follow by `next`. */
size_t derived_find(const struct derived *derived, const uint32_t *words,
                    uint32_t word_count);

/* Measure and region of a cell without the dimensions of the mask, in `words` (room for
 * REGION_WORDS); answers how many. */
enum { REGION_WORDS = 65 };

uint32_t derived_words(const struct scope *scope, const struct table_scope *entry,
                       uint32_t cell, uint64_t dimensions, uint32_t *words);

/* The sets of dimensions that are summed over together; answers how many. */
enum { MASK_LIMIT = 64 };

uint32_t derived_masks(const struct scope *scope, const struct table_scope *entry,
                       uint64_t *masks);

/* Whether one of the mask's dimensions is of this variable. */
bool derived_sums_over(const struct table_scope *entry, uint64_t dimensions,
                       uint32_t variable);

/* How many combinations of categories the mask's dimensions have. */
uint64_t derived_combinations(const struct table *table, uint64_t dimensions);

/* Whether the cell is a number that can be added up over these dimensions. */
bool derived_is_part(const struct table *table, uint32_t cell, uint64_t dimensions);

#endif
