/*
 * Random submissions of linked tables, for property tests of suggestions: region x sex
 * and region x age of one population, some with percentages; with the policy that judges
 * them.
 */
#ifndef OUTCHECK_TESTS_LINKED_WORLD_H
#define OUTCHECK_TESTS_LINKED_WORLD_H

#include "protect/cell_marks.h"
#include "protect/suggest.h"
#include "support/draw.h"

enum { REGIONS = 4, SEXES = 2, AGES = 3, MINIMUM = 5, WIDTH = 4 };

struct world {
    struct arena *arena;
    struct random random;
    int people[REGIONS][SEXES][AGES];
    struct table *tables[3];
    size_t table_count;
    const struct submission *submission;
    struct policy *policy;
    struct plan_input input;
};

/* The policy is to be released with rulebook_release(). */
struct world *world_make(struct arena *arena, uint64_t seed);

/* A submission of the world's tables, all of the same people, and its policy. */
void world_take_tables(struct world *world);

struct cell_marks world_marks(const struct world *world,
                              const struct suggestion *suggestion);

/* Whether neither a rule nor the attacker finds anything in the tables so hidden. */
bool world_is_clear(const struct world *world, const struct cell_marks *marks);

/* Shows each secondary again, wherever its number stands: something must be found then,
 * or a small count be known too closely. The first where it is not so, or NULL. */
const char *world_needless_cell(const struct world *world,
                                const struct suggestion *suggestion, size_t *secondaries);

#endif
