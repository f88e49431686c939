/*
 * What groups of cells say about each other: a whole and its parts, once for each
 * combination of the other variables; a wider universe and a narrower one.
 *
 * Groups are found from the parts: each printed cell looks up the name it would have one
 * level up. So the work grows with the cells, not with what could be combined.
 */
#include "attack/know/knowledge.h"
#include "attack/know/nesting.h"
#include "attack/know/strata.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SET_LIMIT = 64 };

/* ---- which splits a set takes part in ---- */

struct membership {
    const uint32_t *start; /* [set_count + 1] */
    const uint32_t *splits;
};

static void count_parts(const struct split *split, uint32_t *start)
{
    for (uint32_t i = 0; i < split->part_count; i++) {
        if (split->parts[i] != NO_SET) {
            start[split->parts[i] + 2]++;
        }
    }
}

static void place_parts(const struct split *split, uint32_t id, uint32_t *start,
                        uint32_t *splits)
{
    for (uint32_t i = 0; i < split->part_count; i++) {
        if (split->parts[i] != NO_SET) {
            splits[start[split->parts[i] + 1]++] = id;
        }
    }
}

static int compare_universes(const void *one, const void *other)
{
    const struct split *const *first = one;
    const struct split *const *second = other;
    if ((*first)->universe != (*second)->universe) {
        return (*first)->universe < (*second)->universe ? -1 : 1;
    }
    return (*first > *second) - (*first < *second);
}

/* In the order of universes, so that those of one are found among many. */
static const struct split **ordered_splits(struct knowledge *knowledge)
{
    const struct split **ordered =
        arena_array(knowledge->arena, knowledge->split_count + 1, const struct split *);
    for (size_t s = 0; s < knowledge->split_count; s++) {
        ordered[s] = &knowledge->splits[s];
    }
    qsort(ordered, knowledge->split_count, sizeof(const struct split *),
          compare_universes);
    return ordered;
}

static struct membership parts_of_splits(struct knowledge *knowledge)
{
    const struct split **ordered = ordered_splits(knowledge);
    const size_t sets = knowledge->scope->set_count;
    uint32_t *start = arena_array(knowledge->arena, sets + 2, uint32_t);
    for (size_t s = 0; s < knowledge->split_count; s++) {
        count_parts(&knowledge->splits[s], start);
    }
    for (size_t i = 2; i < sets + 2; i++) {
        start[i] += start[i - 1];
    }
    uint32_t *splits =
        arena_array(knowledge->arena, (size_t)start[sets + 1] + 1, uint32_t);
    for (size_t s = 0; s < knowledge->split_count; s++) {
        place_parts(ordered[s], (uint32_t)(ordered[s] - knowledge->splits), start,
                    splits);
    }
    return (struct membership){start, splits};
}

/* ---- groups ---- */

struct group {
    uint32_t split;
    uint32_t member; /* any of its parts: tells universe, measure and the other sets */
};

struct grouping {
    struct knowledge *knowledge;
    const struct nesting *nesting;
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

static struct found_parts find_parts(const struct grouping *grouping,
                                     const struct group *group)
{
    struct knowledge *knowledge = grouping->knowledge;
    const struct split *split = &knowledge->splits[group->split];
    struct found_parts found = {
        .terms =
            arena_array(knowledge->arena, (size_t)split->part_count + 2, struct term),
        .count = 1,
    };
    const uint32_t home =
        nesting_home(grouping->nesting, split, &knowledge->names[group->member]);
    for (uint32_t i = 0; i < split->part_count; i++) {
        const uint32_t part =
            knowledge_sibling(knowledge, group->member, split->variable, split->parts[i]);
        if (part == NO_NAME &&
            nesting_is_elsewhere(grouping->nesting, split->parts[i], home)) {
            continue;
        }
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
    struct found_parts found = find_parts(grouping, group);
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

/* The first split of this universe or a later one that the set is a part of. */
static uint32_t first_split(const struct knowledge *knowledge,
                            const struct membership *parts, uint32_t set,
                            uint32_t universe)
{
    uint32_t low = parts->start[set];
    uint32_t high = parts->start[set + 1];
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (knowledge->splits[parts->splits[middle]].universe < universe) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Those of its universe, and those that are true in all. */
static void join_groups(struct grouping *grouping, uint32_t member, uint32_t set,
                        const struct membership *parts)
{
    const struct knowledge *knowledge = grouping->knowledge;
    const uint32_t universe = knowledge->names[member].universe;
    const uint32_t end = parts->start[set + 1];
    uint32_t k = first_split(knowledge, parts, set, universe);
    for (; k < end && knowledge->splits[parts->splits[k]].universe == universe; k++) {
        join_group(grouping, member, parts->splits[k]);
    }
    for (k = first_split(knowledge, parts, set, UINT32_MAX); k < end; k++) {
        join_group(grouping, member, parts->splits[k]);
    }
}

static void add_groups(struct knowledge *knowledge)
{
    const struct membership parts = parts_of_splits(knowledge);
    struct grouping grouping = {
        .knowledge = knowledge,
        .nesting = nesting_create(knowledge),
        .groups = map_create(knowledge->arena, 64), /* far fewer than names */
        .parents = map_create(knowledge->arena, 64),
    };
    for (uint32_t n = 0; n < knowledge->name_count; n++) {
        for (uint32_t i = 0; i < knowledge->names[n].set_count; i++) {
            join_groups(&grouping, n, knowledge->names[n].sets[i], &parts);
        }
    }
    for (size_t g = 0; g < grouping.count; g++) {
        add_group(&grouping, &grouping.items[g]);
    }
}

/* ---- universes ---- */

/* The same region in the nearest wider universe that has it. */
static uint32_t wider_name(struct knowledge *knowledge, const struct name *name)
{
    uint32_t wider = knowledge->universes[name->universe].within;
    for (int depth = 0; wider != UINT32_MAX && depth < 16; depth++) {
        const uint32_t found =
            knowledge_find(knowledge, wider, name->measure, name->sets, name->set_count);
        if (found != NO_NAME) {
            return found;
        }
        wider = knowledge->universes[wider].within;
    }
    return NO_NAME;
}

static void add_universe_rows(struct knowledge *knowledge)
{
    const size_t count = knowledge->name_count;
    for (uint32_t n = 0; n < count; n++) {
        const struct name *name = &knowledge->names[n];
        const uint32_t whole = name->label ? NO_NAME : wider_name(knowledge, name);
        if (whole != NO_NAME) {
            const struct term pair[] = {{whole, 1}, {n, -1}};
            const struct row_origin origin = {ROW_UNIVERSE, UINT32_MAX, NO_CELL, whole};
            knowledge_add_row(knowledge, pair, 2, 0, INFINITY, origin);
        }
    }
}

void equations_add(struct knowledge *knowledge)
{
    strata_add_rows(knowledge);
    range_splits_add(knowledge);
    union_splits_add(knowledge);
    joint_splits_add(knowledge);
    joint_rows_add(knowledge);
    range_splits_make_parts(knowledge);
    add_groups(knowledge);
    add_universe_rows(knowledge);
}
