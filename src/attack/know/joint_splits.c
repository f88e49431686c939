/*
 * Splits that only several tables show: the categories of a dimension without a total
 * make up what another table (or the title) prints without that dimension, or what the
 * categories of another table without a total add up to.
 *
 * Where a whole line is printed and adds up, they are its parts. Where every line has
 * hidden parts nothing proves that no category is left out; then they are taken for
 * disjoint: together at most the whole; so too where some lines add up and others are
 * less than their whole. One line that is more than its whole ends both.
 */
#include "attack/know/derived.h"

#include <assert.h>

enum { LARGE_SUM = 100, ENOUGH_SUMS = 2 };

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

/* "N = 180" in a title is about the table below it, whatever that shows of it. */
static bool is_said_outside(const struct knowledge *knowledge, uint32_t name)
{
    const struct print *print = &knowledge->prints[knowledge->names[name].first_print];
    return knowledge->scope->tables[print->table].table->cells[print->cell].is_outside;
}

struct verdict {
    size_t agree;
    size_t under; /* the parts are fewer than the whole */
    size_t over;
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
        const bool is_under = is_full && parent->sum.high < low &&
                              !is_said_outside(knowledge, parents->names[i]);
        verdict.over += is_over;
        verdict.under += is_under;
        verdict.agree += is_full && !is_over && parent->sum.high >= low && low > 0;
    }
    return verdict;
}

static bool meet(const struct range *one, const struct range *other)
{
    return one->low <= other->high && other->low <= one->high;
}

/* How a sum agrees with the other sums of its name in its universe: by sex here, by age
 * there. Two such sums, or one that is large, are no accident. */
static void compare_sums(const struct derived *derived, size_t index,
                         struct verdict *verdict)
{
    const struct derived_figure *own = derived_at(derived, index);
    size_t at = derived_find(derived, own->words, own->word_count);
    while (at != MAP_NONE) {
        const struct derived_figure *other = derived_at(derived, at);
        const bool is_other = other->table != own->table && other->is_complete &&
                              other->universe == own->universe;
        if (is_other && meet(&own->sum, &other->sum)) {
            verdict->agree += own->sum.low >= LARGE_SUM ? ENOUGH_SUMS : 1;
        } else if (is_other) {
            verdict->under++;
        }
        at = other->next;
    }
}

static struct verdict judge_sums(const struct knowledge *knowledge, uint32_t table,
                                 uint64_t dimensions)
{
    const struct derived *derived = knowledge->derived;
    struct verdict verdict = {0};
    for (size_t i = knowledge->table_sums[table].first;
         i < knowledge->table_sums[table].end; i++) {
        const struct derived_figure *own = derived_at(derived, i);
        if (own->dimensions == dimensions && own->is_complete) {
            compare_sums(derived, i, &verdict);
        }
    }
    return verdict;
}

/* The same for what the universe prints. */
static void judge_printed(struct knowledge *knowledge, const struct derived_figure *sum,
                          struct verdict *verdict)
{
    const uint32_t whole = knowledge_find(knowledge, sum->universe, sum->words[0],
                                          sum->words + 1, sum->word_count - 1);
    if (whole == NO_NAME || !knowledge_is_published(knowledge, whole)) {
        return;
    }
    const double low = knowledge->system->low[whole];
    const double high = knowledge->system->high[whole];
    verdict->over += sum->sum.low > high;
    verdict->under += sum->sum.high < low && sum->is_complete;
    verdict->agree += sum->is_complete && sum->sum.low <= high && sum->sum.high >= low;
}

enum joint_verdict joint_judge(struct knowledge *knowledge, uint32_t table,
                               uint64_t dimensions)
{
    const struct verdict sums = judge_sums(knowledge, table, dimensions);
    struct verdict printed = {0};
    for (size_t i = knowledge->table_sums[table].first;
         i < knowledge->table_sums[table].end; i++) {
        const struct derived_figure *own = derived_at(knowledge->derived, i);
        if (own->dimensions == dimensions) {
            judge_printed(knowledge, own, &printed);
        }
    }
    const bool is_summed = sums.agree >= ENOUGH_SUMS && !sums.under;
    if (printed.over) {
        return JOINT_REFUTED;
    }
    if (!printed.under && (printed.agree || is_summed)) {
        return JOINT_PROVEN;
    }
    return printed.under && !printed.agree ? JOINT_REFUTED : JOINT_AT_MOST;
}

static void ask_dimension(struct knowledge *knowledge, uint32_t table_index,
                          uint32_t dimension)
{
    const struct table_scope *entry = &knowledge->scope->tables[table_index];
    const uint32_t part_count = entry->table->dimensions[dimension].category_count;
    struct arena *scratch = arena_create(0);
    struct parents parents = {.arena = scratch, .map = map_create(scratch, 64)};
    collect(knowledge, table_index, dimension, &parents);
    const struct verdict printed = judge(knowledge, &parents, part_count);
    const struct verdict sums =
        judge_sums(knowledge, table_index, (uint64_t)1 << dimension);
    const bool is_summed = sums.agree >= ENOUGH_SUMS && !sums.under;
    const bool is_proven =
        !printed.over && !printed.under && (printed.agree > 0 || is_summed);
    const bool is_partial =
        !printed.over && parents.count && (!printed.under || printed.agree);
    if (is_proven || is_partial) {
        const struct split split = {
            .universe = knowledge->table_universe[table_index],
            .variable = entry->variables[dimension],
            .whole = NO_SET,
            .parts = entry->sets[dimension],
            .part_count = part_count,
            .is_exhaustive = is_proven,
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
