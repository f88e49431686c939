#include "attack/know/strata.h"

#include <stdlib.h>
#include <string.h>

/* ---- index ---- */

static void count_name(const struct name *name, uint32_t *universes, uint32_t *sets)
{
    if (name->label) {
        return;
    }
    universes[name->universe + 1]++;
    for (uint32_t i = 0; i < name->set_count; i++) {
        sets[name->sets[i] + 1]++;
    }
}

static uint32_t *running_sums(uint32_t *start, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        start[i + 1] += start[i];
    }
    return start;
}

static struct strata_index index_names(struct arena *arena,
                                       const struct knowledge *knowledge)
{
    const size_t universes = knowledge->universe_count;
    const size_t sets = knowledge->scope->set_count;
    uint32_t *universe_start = arena_array(arena, universes + 2, uint32_t);
    uint32_t *set_start = arena_array(arena, sets + 2, uint32_t);
    for (size_t n = 0; n < knowledge->name_count; n++) {
        count_name(&knowledge->names[n], universe_start + 1, set_start + 1);
    }
    running_sums(universe_start, universes + 1);
    running_sums(set_start, sets + 1);
    uint32_t *by_universe =
        arena_array(arena, (size_t)universe_start[universes + 1] + 1, uint32_t);
    uint32_t *by_set = arena_array(arena, (size_t)set_start[sets + 1] + 1, uint32_t);
    for (uint32_t n = 0; n < knowledge->name_count; n++) {
        const struct name *name = &knowledge->names[n];
        if (name->label) {
            continue;
        }
        by_universe[universe_start[name->universe + 1]++] = n;
        for (uint32_t i = 0; i < name->set_count; i++) {
            by_set[set_start[name->sets[i] + 1]++] = n;
        }
    }
    return (struct strata_index){universe_start, by_universe, set_start, by_set};
}

const uint32_t *strata_names(const struct strata *strata, const struct stratum *stratum,
                             uint32_t *count)
{
    const bool is_all = stratum->set == NO_SET;
    const uint32_t at = is_all ? stratum->universe : stratum->set;
    const uint32_t *start =
        is_all ? strata->index.universe_start : strata->index.set_start;
    *count = start[at + 1] - start[at];
    return (is_all ? strata->index.universe_names : strata->index.set_names) + start[at];
}

/* ---- names ---- */

bool strata_has(const struct knowledge *knowledge, const struct stratum *stratum,
                uint32_t n)
{
    const struct name *name = &knowledge->names[n];
    if (name->universe != stratum->universe || name->first_print == NO_PRINT ||
        name->set_count >= STRATA_SETS) {
        return false;
    }
    const struct print *print = &knowledge->prints[name->first_print];
    const struct table *table = knowledge->scope->tables[print->table].table;
    return role_adds_up(table->measures[table->cells[print->cell].measure].role);
}

uint32_t strata_rest(const struct name *name, const struct stratum *stratum,
                     uint32_t *rest)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < name->set_count; i++) {
        if (name->sets[i] != stratum->set) {
            rest[count++] = name->sets[i];
        }
    }
    return count;
}

uint32_t strata_full_sets(const struct stratum *stratum, const uint32_t *rest,
                          uint32_t count, uint32_t *sets)
{
    uint32_t made = 0;
    bool is_placed = stratum->set == NO_SET;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_placed && rest[i] > stratum->set) {
            sets[made++] = stratum->set;
            is_placed = true;
        }
        sets[made++] = rest[i];
    }
    if (!is_placed) {
        sets[made++] = stratum->set;
    }
    return made;
}

uint32_t strata_name(struct knowledge *knowledge, const struct stratum *stratum,
                     uint32_t measure, const uint32_t *rest, uint32_t count)
{
    uint32_t sets[STRATA_SETS + 1];
    const uint32_t made = strata_full_sets(stratum, rest, count, sets);
    return knowledge_find(knowledge, stratum->universe, measure, sets, made);
}

struct strata_line strata_line_of(const struct knowledge *knowledge,
                                  const struct stratum *stratum, uint32_t n)
{
    struct strata_line line = {.measure = knowledge->names[n].measure};
    line.count = strata_rest(&knowledge->names[n], stratum, line.rest);
    return line;
}

/* ---- the figures of one name ---- */

static int compare_members(const void *one, const void *other)
{
    const struct strata_member *first = one;
    const struct strata_member *second = other;
    if (first->low != second->low) {
        return first->low < second->low ? -1 : 1;
    }
    return (first->universe > second->universe) - (first->universe < second->universe);
}

static struct strata_chain read_chain(struct strata *strata, uint32_t first)
{
    const struct knowledge *knowledge = strata->knowledge;
    struct strata_member *members =
        arena_array(strata->scratch, (size_t)knowledge->names[first].same_count + 1,
                    struct strata_member);
    uint32_t count = 0;
    for (uint32_t n = first; n != NO_NAME; n = knowledge->names[n].next_same) {
        if (knowledge_is_published(knowledge, n)) {
            members[count++] = (struct strata_member){knowledge->names[n].universe,
                                                      knowledge->system->low[n],
                                                      knowledge->system->high[n]};
        }
    }
    qsort(members, count, sizeof(*members), compare_members);
    return (struct strata_chain){members, count};
}

struct strata_chain strata_chain(struct strata *strata, const uint32_t *words,
                                 uint32_t count)
{
    const struct knowledge *knowledge = strata->knowledge;
    const size_t first = map_find(knowledge->region_map, words, count * sizeof(*words));
    if (first == MAP_NONE) {
        return (struct strata_chain){NULL, 0};
    }
    if (!strata->chains) {
        strata->chains =
            arena_array(strata->scratch, knowledge->name_count, struct strata_chain);
    }
    if (!strata->chains[first].members) {
        strata->chains[first] = read_chain(strata, (uint32_t)first);
    }
    return strata->chains[first];
}

uint32_t strata_first_reaching(const struct strata_chain *chain, double low)
{
    uint32_t from = 0;
    uint32_t to = chain->count;
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;
        if (chain->members[middle].high < low) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

static bool is_part(const struct stratum_sum *sum, uint32_t universe)
{
    bool is_in = false;
    for (uint32_t k = 0; k < sum->part_count; k++) {
        is_in = is_in || sum->parts[k].universe == universe;
    }
    return is_in;
}

/* Two parts of a whole are others, proven or not. */
static bool are_kin_by(const struct stratum_sum *sum, uint32_t one, uint32_t other)
{
    const bool is_sure = sum->is_proven || !sum->is_exhaustive;
    return (is_part(sum, one) || (is_sure && sum->whole.universe == one)) &&
           (is_part(sum, other) || (is_sure && sum->whole.universe == other));
}

bool strata_are_kin(const struct knowledge *knowledge, uint32_t one, uint32_t other)
{
    for (size_t i = 0; i < knowledge->strata_count; i++) {
        if (are_kin_by(&knowledge->strata[i], one, other)) {
            return true;
        }
    }
    return false;
}

struct strata strata_open(struct knowledge *knowledge, struct arena *scratch)
{
    enum { LOOKS_AT_A_NAME = 64, LOOKS_ANYWAY = 1000000 };
    return (struct strata){
        .knowledge = knowledge,
        .scratch = scratch,
        .index = index_names(scratch, knowledge),
        .tried = map_create(scratch, 64),
        .work = knowledge->search_steps
                    ? knowledge->search_steps
                    : LOOKS_ANYWAY + LOOKS_AT_A_NAME * knowledge->name_count,
    };
}

void strata_find(struct knowledge *knowledge)
{
    struct arena *scratch = arena_create(0);
    struct strata strata = strata_open(knowledge, scratch);
    for (size_t i = 0; i < knowledge->strata_count; i++) {
        (void)strata_is_new(&strata, &knowledge->strata[i]);
    }
    if (knowledge->universe_count > 1) {
        strata_find_named(&strata);
        strata_find_wholes(&strata);
        strata_eliminate(&strata);
        strata_find_slices(&strata);
    }
    strata_find_runs(&strata);
    if (!strata.work) {
        knowledge_note_unsearched(knowledge, UINT32_MAX, 0);
    }
    arena_destroy(scratch);
}
