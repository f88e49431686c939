/*
 * Which universe is one category of another: `male.csv`, where `all.csv` prints men and
 * women in columns; `london.csv` beside a table of regions.
 *
 * For each category of each universe a few of its largest figures are looked up without
 * it. Where another universe prints the same number under that name, the two are weighed
 * line by line.
 */
#include "attack/know/strata.h"

#include <math.h>

enum { LANDMARKS = 2, SMALLEST = 20 };

/* A category in a universe, and its largest published figures. */
struct slice {
    struct stratum own;
    uint32_t names[LANDMARKS];
    uint32_t count;
};

struct slices {
    struct strata *strata;
    struct map *map;
    struct slice *items;
    size_t count;
    size_t capacity;
};

static struct slice *slice_of(struct slices *slices, const struct stratum *stratum)
{
    struct arena *arena = slices->strata->scratch;
    const size_t found = map_find(slices->map, stratum, sizeof(*stratum));
    if (found != MAP_NONE) {
        return &slices->items[found];
    }
    struct stratum *key = arena_new(arena, struct stratum);
    *key = *stratum;
    (void)map_add(slices->map, key, sizeof(*key), slices->count);
    struct slice *slice =
        arena_add(arena, slices->items, slices->count, slices->capacity);
    *slice = (struct slice){.own = *stratum};
    return slice;
}

static void note_name(struct slices *slices, uint32_t n)
{
    const struct knowledge *knowledge = slices->strata->knowledge;
    const struct name *name = &knowledge->names[n];
    const double *low = knowledge->system->low;
    for (uint32_t i = 0; i < name->set_count; i++) {
        const struct stratum stratum = {name->universe, name->sets[i]};
        struct slice *slice = slice_of(slices, &stratum);
        const bool is_full = slice->count == LANDMARKS;
        if (is_full && low[n] <= low[slice->names[LANDMARKS - 1]]) {
            continue;
        }
        uint32_t at = is_full ? LANDMARKS - 1 : slice->count++;
        for (; at > 0 && low[slice->names[at - 1]] < low[n]; at--) {
            slice->names[at] = slice->names[at - 1];
        }
        slice->names[at] = n;
    }
}

static void try_slice(struct slices *slices, const struct slice *slice, uint32_t universe)
{
    struct strata *strata = slices->strata;
    struct stratum_sum sum = {
        .whole = {universe, NO_SET},
        .parts = &slice->own,
        .part_count = 1,
        .makes_names = true,
    };
    const double hypotheses =
        (double)slices->count * (double)strata->knowledge->universe_count;
    strata_try(strata, &sum, log2(1 + hypotheses),
               strata_is_called(strata, universe, slice->own.set));
}

/* The same number under the same name without the category, elsewhere. */
static void look_up(struct slices *slices, const struct slice *slice, uint32_t landmark)
{
    struct strata *strata = slices->strata;
    const struct knowledge *knowledge = strata->knowledge;
    const struct system *system = knowledge->system;
    uint32_t words[STRATA_SETS + 1];
    words[0] = knowledge->names[landmark].measure;
    const uint32_t count =
        1 + strata_rest(&knowledge->names[landmark], &slice->own, words + 1);
    const struct strata_chain chain = strata_chain(strata, words, count);
    for (uint32_t i = strata_first_reaching(&chain, system->low[landmark]);
         i < chain.count && chain.members[i].low <= system->high[landmark]; i++) {
        strata->work -= strata->work ? 1 : 0;
        if (chain.members[i].universe != slice->own.universe) {
            try_slice(slices, slice, chain.members[i].universe);
        }
    }
}

void strata_find_slices(struct strata *strata)
{
    const struct knowledge *knowledge = strata->knowledge;
    struct slices slices = {.strata = strata, .map = map_create(strata->scratch, 64)};
    for (uint32_t n = 0; n < knowledge->name_count; n++) {
        const struct name *name = &knowledge->names[n];
        const struct stratum all = {name->universe, NO_SET};
        if (!name->label && knowledge_is_published(knowledge, n) &&
            knowledge->system->low[n] >= SMALLEST && strata_has(knowledge, &all, n)) {
            note_name(&slices, n);
        }
    }
    for (size_t i = 0; i < slices.count; i++) {
        for (uint32_t k = 0; k < slices.items[i].count; k++) {
            look_up(&slices, &slices.items[i], slices.items[i].names[k]);
        }
    }
}
