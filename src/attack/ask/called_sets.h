/*
 * Tables that are called after a category: the file "london", the sheet "Female", the
 * heading "London" over the only numbers.
 */
#ifndef OUTCHECK_ATTACK_CALLED_SETS_H
#define OUTCHECK_ATTACK_CALLED_SETS_H

#include "attack/names/scope.h"

/* All category sets by their words. */
struct called_index {
    struct map *map;      /* words -> first set */
    const uint32_t *next; /* [set_count] of the same words, or NO_SET */
};

struct called_index called_index_of(struct arena *arena, const struct scope *scope);

struct called_sets {
    const uint32_t *sets;
    size_t count;
};

/* The sets whose words stand together in the name of the table's file or sheet, in its
 * title or population, or are the name of one of its measures. */
struct called_sets called_sets_of(struct arena *arena, const struct called_index *index,
                                  const struct table *table);

#endif
