#include "protect/redesign_way.h"

#include "base/text.h"
#include "protect/controlled_rounding.h"

struct making {
    struct arena *arena;
    const struct redesign_way *way;
    struct table **tables;
    size_t table_count;
    struct redesign_cost *cost;
};

static uint32_t category_of(const struct dimension *dimension, const char *key)
{
    for (uint32_t c = 0; c < dimension->category_count; c++) {
        if (text_equals(dimension->categories[c].key, key)) {
            return c;
        }
    }
    return NO_CATEGORY;
}

/* Merges the pair in a table that has both; false where it has one of them alone. */
static bool merge_in(const struct making *at, const struct redesign_way *way,
                     struct table **table)
{
    if (way->before && !merge_in(at, way->before, table)) {
        return false;
    }
    for (uint32_t d = 0; d < (*table)->dimension_count; d++) {
        const struct dimension *dimension = &(*table)->dimensions[d];
        const uint32_t first = category_of(dimension, way->first);
        const uint32_t second = category_of(dimension, way->second);
        if (first == NO_CATEGORY && second == NO_CATEGORY) {
            continue;
        }
        if (first == NO_CATEGORY || second == NO_CATEGORY ||
            !text_equals(dimension->key, way->dimension)) {
            return false;
        }
        *table = table_merged(at->arena, *table, d, first, second, at->cost);
        return *table != NULL;
    }
    return true;
}

/* Marks what the way drops of a dimension; answers whether it drops any. */
static bool mark_dropped(const struct redesign_way *way,
                         const struct dimension *dimension, bool *drops)
{
    bool has_any = false;
    for (size_t i = 0; i < way->dropped_count; i++) {
        const uint32_t category = category_of(dimension, way->dropped[i]);
        if (category != NO_CATEGORY) {
            drops[category] = true;
            has_any = true;
        }
    }
    return has_any;
}

/* Leaves out what the way drops, wherever it stands; false where nothing is left. */
static bool coarsen_in(const struct making *at, struct table **table)
{
    for (uint32_t d = 0; d < (*table)->dimension_count; d++) {
        const struct dimension *dimension = &(*table)->dimensions[d];
        bool *drops = arena_array(at->arena, (size_t)dimension->category_count + 1, bool);
        if (text_equals(dimension->key, at->way->dimension) &&
            mark_dropped(at->way, dimension, drops)) {
            *table = table_without(at->arena, *table, d, drops, at->cost);
            return (*table)->cell_count > 0;
        }
    }
    return true;
}

static bool remake_table(const struct making *at, struct table **table)
{
    switch (at->way->kind) {
    case WAY_MERGE:
        return merge_in(at, at->way, table);
    case WAY_COARSEN:
        return coarsen_in(at, table);
    case WAY_ROUND:
        *table = table_rounded(at->arena, *table, &at->way->rounding, NULL, at->cost);
        return true;
    case WAY_CONTROL:
    case WAY_HIDE:
    case WAY_BOUND:
        break;
    }
    return true;
}

const struct submission *redesign_make(struct arena *arena,
                                       const struct scope_input *scope,
                                       const struct redesign_way *way,
                                       struct redesign_cost *cost)
{
    const struct submission *from = scope->candidate;
    struct submission *made = arena_new(arena, struct submission);
    struct making at = {
        .arena = arena,
        .way = way,
        .tables = arena_array(arena, from->table_count + 1, struct table *),
        .cost = cost,
    };
    *made = *from;
    made->tables = at.tables;
    if (way->kind == WAY_CONTROL) {
        return controlled_rounding_make(arena, scope, &way->rounding, at.tables, cost)
                   ? made
                   : NULL;
    }
    for (size_t t = 0; t < from->table_count; t++) {
        at.tables[t] = from->tables[t];
        if (!remake_table(&at, &at.tables[t])) {
            return NULL;
        }
    }
    return made;
}
