/*
 * Splits that only several tables show: the categories of a dimension without a total
 * make up what another table (or the title) prints without that dimension.
 *
 * Where a whole line is printed and adds up, they are its parts. Where every line has
 * hidden parts nothing proves that no category is left out; then they are taken for
 * disjoint: together at most the whole. One line that disagrees ends both.
 */
#include "attack/derived.h"

#include <assert.h>

/* What is printed of one parent. */
struct parent {
    struct range sum;
    uint32_t parts;
};

struct parents {
    struct arena *arena;
    struct map *map; /* the parent's name -> index */
    struct parent *items;
    uint32_t *names;
    size_t count;
    size_t capacity;
    size_t name_capacity;
};

static void add_part(struct parents *parents, uint32_t name, const struct range *range)
{
    size_t index = map_find(parents->map, &name, sizeof(name));
    if (index == MAP_NONE) {
        uint32_t *key = arena_new(parents->arena, uint32_t);
        *key = name;
        index = map_add(parents->map, key, sizeof(*key), parents->count);
        parents->names =
            arena_grow(parents->arena, parents->names, &parents->name_capacity,
                       parents->count + 1, sizeof(*parents->names));
        parents->names[parents->count] = name;
        *arena_add(parents->arena, parents->items, parents->count, parents->capacity) =
            (struct parent){.parts = 0};
    }
    assert(parents->items);
    if (range) {
        parents->items[index].sum.low += range->low;
        parents->items[index].sum.high += range->high;
        parents->items[index].parts++;
    }
}

static void collect(struct knowledge *knowledge, uint32_t table_index, uint32_t dimension,
                    struct parents *parents)
{
    const struct table_scope *entry = &knowledge->scope->tables[table_index];
    const struct table *table = entry->table;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const uint32_t unknown = knowledge->cell_unknown[table_index][i];
        const struct accumulation *own =
            &table->measures[table->cells[i].measure].accumulation;
        if (unknown == NO_UNKNOWN || table->cells[i].is_outside ||
            (own->is_running && own->dimension == dimension) ||
            table_category(table, i, dimension) == NO_CATEGORY ||
            !role_is_count(table->measures[table->cells[i].measure].role)) {
            continue;
        }
        const uint32_t whole =
            knowledge_sibling(knowledge, unknown, entry->variables[dimension], NO_SET);
        if (whole == NO_NAME || !knowledge_is_published(knowledge, whole)) {
            continue;
        }
        const struct range range = {knowledge->system->low[unknown],
                                    knowledge->system->high[unknown]};
        add_part(parents, whole,
                 knowledge_is_published(knowledge, unknown) ? &range : NULL);
    }
}

struct verdict {
    size_t agree;
    size_t disagree;
};

static struct verdict judge(const struct knowledge *knowledge,
                            const struct parents *parents, uint32_t part_count)
{
    struct verdict verdict = {0};
    for (size_t i = 0; i < parents->count; i++) {
        const struct parent *parent = &parents->items[i];
        const double low = knowledge->system->low[parents->names[i]];
        const double high = knowledge->system->high[parents->names[i]];
        const bool is_full = parent->parts == part_count;
        const bool is_over = parent->sum.low > high;
        const bool is_under = is_full && parent->sum.high < low;
        verdict.disagree += is_over || is_under;
        verdict.agree += is_full && !is_over && !is_under && low > 0;
    }
    return verdict;
}

static void ask_dimension(struct knowledge *knowledge, uint32_t table_index,
                          uint32_t dimension)
{
    const struct table_scope *entry = &knowledge->scope->tables[table_index];
    const uint32_t part_count = entry->table->dimensions[dimension].category_count;
    struct arena *scratch = arena_create(0);
    struct parents parents = {.arena = scratch, .map = map_create(scratch, 64)};
    collect(knowledge, table_index, dimension, &parents);
    const struct verdict verdict = judge(knowledge, &parents, part_count);
    if (parents.count && !verdict.disagree) {
        const struct split split = {
            .universe = knowledge->table_universe[table_index],
            .variable = entry->variables[dimension],
            .whole = NO_SET,
            .parts = entry->sets[dimension],
            .part_count = part_count,
            .is_exhaustive = verdict.agree > 0,
            .are_disjoint = true,
        };
        knowledge_add_split(knowledge, &split);
    }
    arena_destroy(scratch);
}

static void ask_table(struct knowledge *knowledge, uint32_t table_index)
{
    const struct table_scope *entry = &knowledge->scope->tables[table_index];
    for (uint32_t d = 0; d < entry->table->dimension_count; d++) {
        if (dimension_may_add_up(knowledge->scope, entry, d)) {
            ask_dimension(knowledge, table_index, d);
        }
    }
}

void joint_splits_add(struct knowledge *knowledge)
{
    for (uint32_t t = 0; t < knowledge->scope->table_count; t++) {
        ask_table(knowledge, t);
    }
}
