/*
 * What groups of cells say about each other: a whole and its parts, once for each
 * combination of the other variables; a wider universe and a narrower one.
 *
 * Groups are found from the parts: each printed cell looks up the name it would have one
 * level up. So the work grows with the cells, not with what could be combined.
 */
#include "attack/knowledge.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SET_LIMIT = 64 };

/* ---- overlapping ranges: atoms ---- */

static int compare_numbers(const void *one, const void *other)
{
    const double first = *(const double *)one;
    const double second = *(const double *)other;
    return (first > second) - (first < second);
}

/* The distinct ends of all ranges of a variable, rising. */
static uint32_t range_ends(struct arena *arena, const struct scope *scope,
                           const struct variable *variable, double **ends)
{
    double *all = arena_array(arena, 2 * variable->set_count, double);
    uint32_t count = 0;
    for (size_t i = 0; i < variable->set_count; i++) {
        const struct category_set *set = &scope->sets[variable->sets[i]];
        if (set->has_range) {
            all[count++] = set->range.low;
            all[count++] = set->range.high;
        }
    }
    if (count) {
        qsort(all, count, sizeof(*all), compare_numbers);
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (i == 0 || all[i] != all[kept - 1]) {
            all[kept++] = all[i];
        }
    }
    *ends = all;
    return kept;
}

static const char *range_text(struct arena *arena, const struct label_range *range)
{
    const bool is_whole =
        range->low == floor(range->low) && range->high == floor(range->high);
    const double last = range->high - (is_whole ? 1 : 0);
    if (isinf(range->low)) {
        return text_format(arena, "under %.10g", range->high);
    }
    if (isinf(range->high)) {
        return text_format(arena, "%.10g+", range->low);
    }
    return last == range->low ? text_format(arena, "%.10g", range->low)
                              : text_format(arena, "%.10g-%.10g", range->low, last);
}

/* Splits each range that others cut through into its atoms. */
static void split_ranges(struct knowledge *knowledge, uint32_t variable_id)
{
    struct scope *scope = knowledge->scope;
    struct arena *arena = knowledge->arena;
    double *ends = NULL;
    const uint32_t count =
        range_ends(arena, scope, &scope->variables[variable_id], &ends);
    const size_t printed = scope->variables[variable_id].set_count;
    for (size_t i = 0; i < printed; i++) {
        const uint32_t whole = scope->variables[variable_id].sets[i];
        const struct label_range range = scope->sets[whole].range;
        if (!scope->sets[whole].has_range) {
            continue;
        }
        uint32_t *parts = arena_array(arena, count, uint32_t);
        uint32_t part_count = 0;
        for (uint32_t e = 0; e + 1 < count; e++) {
            const struct label_range atom = {ends[e], ends[e + 1]};
            if (atom.low >= range.low && atom.high <= range.high &&
                !(atom.low == range.low && atom.high == range.high)) {
                parts[part_count++] =
                    scope_range_set(scope, variable_id, &atom, range_text(arena, &atom));
            }
        }
        if (part_count) {
            const struct split split = {
                .universe = UINT32_MAX,
                .variable = variable_id,
                .whole = whole,
                .parts = parts,
                .part_count = part_count,
                .is_exhaustive = true,
                .are_disjoint = true,
                .makes_parts = true,
            };
            knowledge_add_split(knowledge, &split);
        }
    }
}

/* All ranges together are at most the total: no two atoms overlap. */
static void bound_ranges(struct knowledge *knowledge, uint32_t variable_id)
{
    struct scope *scope = knowledge->scope;
    double *ends = NULL;
    const uint32_t count =
        range_ends(knowledge->arena, scope, &scope->variables[variable_id], &ends);
    uint32_t *parts = arena_array(knowledge->arena, (size_t)count + 1, uint32_t);
    uint32_t part_count = 0;
    for (uint32_t e = 0; e + 1 < count; e++) {
        const struct label_range atom = {ends[e], ends[e + 1]};
        const uint32_t set = scope_find_range(scope, variable_id, &atom);
        if (set != NO_SET) {
            parts[part_count++] = set;
        }
    }
    if (part_count) {
        const struct split split = {
            .universe = UINT32_MAX,
            .variable = variable_id,
            .whole = NO_SET,
            .parts = parts,
            .part_count = part_count,
            .are_disjoint = true,
        };
        knowledge_add_split(knowledge, &split);
    }
}

/* Whatever no split speaks of lies within the total all the same. */
static void bound_others(struct knowledge *knowledge)
{
    struct scope *scope = knowledge->scope;
    bool *is_part = arena_array(knowledge->arena, scope->set_count, bool);
    for (size_t s = 0; s < knowledge->split_count; s++) {
        for (uint32_t i = 0; i < knowledge->splits[s].part_count; i++) {
            if (knowledge->splits[s].parts[i] != NO_SET) {
                is_part[knowledge->splits[s].parts[i]] = true;
            }
        }
    }
    for (uint32_t set = 0; set < scope->set_count; set++) {
        const uint32_t variable = scope->sets[set].variable;
        if (!is_part[set] && !scope->variables[variable].is_time) {
            const struct split split = {
                .universe = UINT32_MAX,
                .variable = variable,
                .whole = NO_SET,
                .parts = &set,
                .part_count = 1,
            };
            knowledge_add_split(knowledge, &split);
        }
    }
}

/* ---- which splits a set takes part in ---- */

struct membership {
    const uint32_t *start; /* [set_count + 1] */
    const uint32_t *splits;
};

static struct membership parts_of_splits(struct knowledge *knowledge)
{
    const size_t sets = knowledge->scope->set_count;
    uint32_t *start = arena_array(knowledge->arena, sets + 2, uint32_t);
    size_t all = 0;
    for (size_t s = 0; s < knowledge->split_count; s++) {
        const struct split *split = &knowledge->splits[s];
        for (uint32_t i = 0; i < split->part_count; i++) {
            if (split->parts[i] != NO_SET) {
                start[split->parts[i] + 2]++;
                all++;
            }
        }
    }
    for (size_t i = 2; i < sets + 2; i++) {
        start[i] += start[i - 1];
    }
    uint32_t *splits = arena_array(knowledge->arena, all + 1, uint32_t);
    for (size_t s = 0; s < knowledge->split_count; s++) {
        const struct split *split = &knowledge->splits[s];
        for (uint32_t i = 0; i < split->part_count; i++) {
            if (split->parts[i] != NO_SET) {
                splits[start[split->parts[i] + 1]++] = (uint32_t)s;
            }
        }
    }
    return (struct membership){start, splits};
}

/* ---- atoms that nobody printed become unknowns ---- */

static void make_parts(struct knowledge *knowledge)
{
    const size_t printed = knowledge->name_count;
    for (size_t s = 0; s < knowledge->split_count; s++) {
        const struct split *split = &knowledge->splits[s];
        if (!split->makes_parts) {
            continue;
        }
        for (uint32_t n = 0; n < printed; n++) {
            const struct name name = knowledge->names[n];
            if (name.label ||
                name_set(knowledge, &name, split->variable) != split->whole) {
                continue;
            }
            for (uint32_t i = 0; i < split->part_count; i++) {
                uint32_t sets[SET_LIMIT];
                const uint32_t count = knowledge_region_with(
                    knowledge, &name, split->variable, split->parts[i], sets, SET_LIMIT);
                if (count == UINT32_MAX) {
                    continue;
                }
                const uint32_t part =
                    knowledge_name(knowledge, name.universe, name.measure, sets, count,
                                   knowledge->system->is_whole[n]);
                if (knowledge->names[part].first_print == NO_PRINT) {
                    knowledge->names[part].is_target = true;
                }
            }
        }
    }
}

/* ---- groups ---- */

struct group {
    uint32_t split;
    uint32_t member; /* any of its parts: tells universe, measure and the other sets */
};

struct grouping {
    struct knowledge *knowledge;
    struct map *groups;  /* by split and the parent's name */
    struct map *parents; /* how many groups a parent has that nobody printed */
    uint32_t *parent_groups;
    size_t parent_count;
    size_t parent_capacity;
    struct group *items;
    size_t count;
    size_t capacity;
};

static uint32_t parent_words(const struct knowledge *knowledge, const struct name *name,
                             const struct split *split, uint32_t *words)
{
    const uint32_t count = knowledge_region_with(knowledge, name, split->variable,
                                                 split->whole, words + 2, SET_LIMIT);
    words[0] = name->universe;
    words[1] = name->measure;
    return count == UINT32_MAX ? 0 : count + 2;
}

static void join_group(struct grouping *grouping, uint32_t member, uint32_t split_id)
{
    struct knowledge *knowledge = grouping->knowledge;
    const struct name *name = &knowledge->names[member];
    const struct split *split = &knowledge->splits[split_id];
    if (split->universe != UINT32_MAX && split->universe != name->universe) {
        return;
    }
    uint32_t words[SET_LIMIT + 3];
    words[0] = split_id;
    const uint32_t count = parent_words(knowledge, name, split, words + 1);
    const size_t bytes = ((size_t)count + 1) * sizeof(*words);
    if (!count || map_find(grouping->groups, words, bytes) != MAP_NONE) {
        return;
    }
    uint32_t *key = arena_array(knowledge->arena, (size_t)count + 1, uint32_t);
    memcpy(key, words, bytes);
    (void)map_add(grouping->groups, key, bytes, grouping->count);
    *arena_add(knowledge->arena, grouping->items, grouping->count, grouping->capacity) =
        (struct group){split_id, member};
    const size_t parent = map_add(grouping->parents, key + 1, bytes - sizeof(*words),
                                  grouping->parent_count);
    if (parent == grouping->parent_count) {
        *arena_add(knowledge->arena, grouping->parent_groups, grouping->parent_count,
                   grouping->parent_capacity) = 0;
    }
    grouping->parent_groups[parent]++;
}

/* The whole of a group. One that nobody printed is worth an unknown only where two groups
 * (two breakdowns) have it in common. */
static uint32_t whole_of(struct grouping *grouping, const struct group *group)
{
    struct knowledge *knowledge = grouping->knowledge;
    const struct name name = knowledge->names[group->member];
    uint32_t words[SET_LIMIT + 2];
    const uint32_t count =
        parent_words(knowledge, &name, &knowledge->splits[group->split], words);
    const uint32_t found =
        knowledge_find(knowledge, name.universe, name.measure, words + 2, count - 2);
    const size_t parent =
        map_find(grouping->parents, words, (size_t)count * sizeof(*words));
    if (found != NO_NAME || grouping->parent_groups[parent] < 2 ||
        name.first_print == NO_PRINT || !knowledge->splits[group->split].is_exhaustive) {
        return found;
    }
    const uint32_t whole =
        knowledge_name(knowledge, name.universe, name.measure, words + 2, count - 2,
                       knowledge->system->is_whole[group->member]);
    knowledge->names[whole].is_target = true;
    return whole;
}

struct found_parts {
    struct term *terms; /* the whole first, once it is known */
    uint32_t count;
    uint32_t missing;
    uint32_t last_missing; /* a set */
};

static struct found_parts find_parts(struct knowledge *knowledge,
                                     const struct group *group)
{
    const struct split *split = &knowledge->splits[group->split];
    struct found_parts found = {
        .terms =
            arena_array(knowledge->arena, (size_t)split->part_count + 2, struct term),
        .count = 1,
    };
    for (uint32_t i = 0; i < split->part_count; i++) {
        const uint32_t part =
            knowledge_sibling(knowledge, group->member, split->variable, split->parts[i]);
        if (part == NO_NAME) {
            found.missing++;
            found.last_missing = split->parts[i];
        } else {
            found.terms[found.count++] = (struct term){part, -1};
        }
    }
    return found;
}

/* What a whole has beyond the parts that are printed: a region of its own, asked about.
 */
static uint32_t add_rest(struct knowledge *knowledge, const struct group *group,
                         const struct found_parts *found)
{
    const struct split split = knowledge->splits[group->split];
    const bool is_whole = knowledge->system->is_whole[group->member];
    uint32_t rest = NO_UNKNOWN;
    if (found->missing == 1) {
        const struct name name = knowledge->names[group->member];
        uint32_t sets[SET_LIMIT];
        const uint32_t count = knowledge_region_with(
            knowledge, &name, split.variable, found->last_missing, sets, SET_LIMIT);
        rest =
            knowledge_name(knowledge, name.universe, name.measure, sets, count, is_whole);
    } else {
        rest = knowledge_label_unknown(
            knowledge,
            text_format(knowledge->arena, "other %s",
                        knowledge->scope->variables[split.variable].name),
            is_whole);
    }
    knowledge->names[rest].is_target = true;
    return rest;
}

static void add_group(struct grouping *grouping, const struct group *group)
{
    struct knowledge *knowledge = grouping->knowledge;
    const uint32_t whole = whole_of(grouping, group);
    if (whole == NO_NAME) {
        return;
    }
    const struct split split = knowledge->splits[group->split];
    struct found_parts found = find_parts(knowledge, group);
    found.terms[0] = (struct term){whole, 1};
    struct row_origin origin = {ROW_SUM, UINT32_MAX, NO_CELL, whole};
    if (split.is_exhaustive) {
        if (found.missing) {
            const uint32_t rest = add_rest(knowledge, group, &found);
            found.terms[found.count++] = (struct term){rest, -1};
        }
        knowledge_add_row(knowledge, found.terms, found.count, 0, 0, origin);
    } else if (split.are_disjoint) {
        origin.kind = ROW_PARTS;
        knowledge_add_row(knowledge, found.terms, found.count, 0, INFINITY, origin);
    } else {
        origin.kind = ROW_PART;
        for (uint32_t i = 1; i < found.count; i++) {
            const struct term pair[] = {found.terms[0], found.terms[i]};
            knowledge_add_row(knowledge, pair, 2, 0, INFINITY, origin);
        }
    }
}

static void add_groups(struct knowledge *knowledge)
{
    const struct membership parts = parts_of_splits(knowledge);
    struct grouping grouping = {
        .knowledge = knowledge,
        .groups = map_create(knowledge->arena, knowledge->name_count),
        .parents = map_create(knowledge->arena, knowledge->name_count),
    };
    for (uint32_t n = 0; n < knowledge->name_count; n++) {
        for (uint32_t i = 0; i < knowledge->names[n].set_count; i++) {
            const uint32_t set = knowledge->names[n].sets[i];
            for (uint32_t k = parts.start[set]; k < parts.start[set + 1]; k++) {
                join_group(&grouping, n, parts.splits[k]);
            }
        }
    }
    for (size_t g = 0; g < grouping.count; g++) {
        add_group(&grouping, &grouping.items[g]);
    }
}

/* ---- universes ---- */

static void add_universe_rows(struct knowledge *knowledge)
{
    const size_t count = knowledge->name_count;
    for (uint32_t n = 0; n < count; n++) {
        const struct name *name = &knowledge->names[n];
        if (name->label || knowledge->universes[name->universe].within == UINT32_MAX) {
            continue;
        }
        uint32_t wider = knowledge->universes[name->universe].within;
        for (int depth = 0; wider != UINT32_MAX && depth < 16; depth++) {
            const uint32_t whole = knowledge_find(knowledge, wider, name->measure,
                                                  name->sets, name->set_count);
            if (whole != NO_NAME) {
                const struct term pair[] = {{whole, 1}, {n, -1}};
                const struct row_origin origin = {ROW_UNIVERSE, UINT32_MAX, NO_CELL,
                                                  whole};
                knowledge_add_row(knowledge, pair, 2, 0, INFINITY, origin);
                break;
            }
            wider = knowledge->universes[wider].within;
        }
    }
}

void equations_add(struct knowledge *knowledge)
{
    for (uint32_t v = 0; v < knowledge->scope->variable_count; v++) {
        if (!knowledge->scope->variables[v].is_time) {
            split_ranges(knowledge, v);
            bound_ranges(knowledge, v);
        }
    }
    bound_others(knowledge);
    make_parts(knowledge);
    add_groups(knowledge);
    add_universe_rows(knowledge);
}
