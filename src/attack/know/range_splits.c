/*
 * Splits that hold by arithmetic: overlapping ranges fall into atoms (16-24 beside 16-25:
 * 16-24 and 25), all ranges together are at most the total, and every set lies within it.
 *
 * Atoms that nobody printed become unknowns, and are asked about.
 */
#include "attack/know/knowledge.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>

enum { SET_LIMIT = 64 };

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

struct atoms {
    const double *ends; /* of all ranges of the variable, rising */
    uint32_t end_count;
};

static bool lies_within(const struct label_range *atom, const struct label_range *range)
{
    return atom->low >= range->low && atom->high <= range->high &&
           (atom->low != range->low || atom->high != range->high);
}

/* A range as its atoms; nothing where it is one itself. */
static void split_range(struct knowledge *knowledge, uint32_t whole,
                        const struct atoms *atoms)
{
    struct scope *scope = knowledge->scope;
    const struct label_range range = scope->sets[whole].range;
    const uint32_t variable = scope->sets[whole].variable;
    uint32_t *parts = arena_array(knowledge->arena, atoms->end_count, uint32_t);
    uint32_t count = 0;
    for (uint32_t e = 0; e + 1 < atoms->end_count; e++) {
        const struct label_range atom = {atoms->ends[e], atoms->ends[e + 1]};
        if (lies_within(&atom, &range)) {
            parts[count++] = scope_range_set(scope, variable, &atom,
                                             range_text(knowledge->arena, &atom));
        }
    }
    if (count) {
        const struct split split = {
            .universe = UINT32_MAX,
            .variable = variable,
            .whole = whole,
            .parts = parts,
            .part_count = count,
            .is_exhaustive = true,
            .are_disjoint = true,
            .makes_parts = true,
        };
        knowledge_add_split(knowledge, &split);
    }
}

/* All ranges together are at most the total: no two atoms overlap. */
static void bound_ranges(struct knowledge *knowledge, uint32_t variable,
                         const struct atoms *atoms)
{
    uint32_t *parts =
        arena_array(knowledge->arena, (size_t)atoms->end_count + 1, uint32_t);
    uint32_t count = 0;
    for (uint32_t e = 0; e + 1 < atoms->end_count; e++) {
        const struct label_range atom = {atoms->ends[e], atoms->ends[e + 1]};
        const uint32_t set = scope_find_range(knowledge->scope, variable, &atom);
        if (set != NO_SET) {
            parts[count++] = set;
        }
    }
    if (count) {
        const struct split split = {
            .universe = UINT32_MAX,
            .variable = variable,
            .whole = NO_SET,
            .parts = parts,
            .part_count = count,
            .are_disjoint = true,
        };
        knowledge_add_split(knowledge, &split);
    }
}

static void split_variable(struct knowledge *knowledge, uint32_t variable)
{
    struct scope *scope = knowledge->scope;
    double *ends = NULL;
    const uint32_t count =
        range_ends(knowledge->arena, scope, &scope->variables[variable], &ends);
    const struct atoms atoms = {ends, count};
    const size_t printed = scope->variables[variable].set_count;
    for (size_t i = 0; i < printed; i++) {
        const uint32_t set = scope->variables[variable].sets[i];
        if (scope->sets[set].has_range) {
            split_range(knowledge, set, &atoms);
        }
    }
    bound_ranges(knowledge, variable, &atoms);
}

static bool *sets_in_splits(const struct knowledge *knowledge)
{
    bool *is_part = arena_array(knowledge->arena, knowledge->scope->set_count, bool);
    for (size_t s = 0; s < knowledge->split_count; s++) {
        const struct split *split = &knowledge->splits[s];
        for (uint32_t i = 0; i < split->part_count; i++) {
            const uint32_t set = split->parts[i];
            is_part[set == NO_SET ? 0 : set] |= set != NO_SET;
        }
    }
    return is_part;
}

/* Whatever no split speaks of lies within the total all the same. */
static void bound_others(struct knowledge *knowledge)
{
    struct scope *scope = knowledge->scope;
    if (!scope->set_count) {
        return;
    }
    const bool *is_part = sets_in_splits(knowledge);
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

void range_splits_add(struct knowledge *knowledge)
{
    for (uint32_t v = 0; v < knowledge->scope->variable_count; v++) {
        if (!knowledge->scope->variables[v].is_time) {
            split_variable(knowledge, v);
        }
    }
    bound_others(knowledge);
}

/* ---- atoms that nobody printed become unknowns ---- */

static void make_parts_of(struct knowledge *knowledge, uint32_t n,
                          const struct split *split)
{
    const struct name name = knowledge->names[n];
    if (name.label || name_set(knowledge, &name, split->variable) != split->whole) {
        return;
    }
    for (uint32_t i = 0; i < split->part_count; i++) {
        uint32_t sets[SET_LIMIT];
        const uint32_t count = knowledge_region_with(knowledge, &name, split->variable,
                                                     split->parts[i], sets, SET_LIMIT);
        if (count == UINT32_MAX) {
            continue;
        }
        const uint32_t part = knowledge_name(knowledge, name.universe, name.measure, sets,
                                             count, knowledge->system->is_whole[n]);
        knowledge->names[part].is_target = knowledge->names[part].is_target ||
                                           knowledge->names[part].first_print == NO_PRINT;
    }
}

void range_splits_make_parts(struct knowledge *knowledge)
{
    const size_t printed = knowledge->name_count;
    for (size_t s = 0; s < knowledge->split_count; s++) {
        const struct split split = knowledge->splits[s];
        for (uint32_t n = 0; split.makes_parts && n < printed; n++) {
            make_parts_of(knowledge, n, &split);
        }
    }
}
