#include "attack/derived.h"

#include <assert.h>

enum { SMALLEST = 10, REGION_LIMIT = 64 };

/* A figure under its name without a universe: measure, then sets. */
struct derived_figure {
    const uint32_t *words;
    uint32_t word_count;
    uint32_t universe;
    struct range sum;
    uint32_t parts;
    size_t next; /* of the same name, or MAP_NONE */
};

struct derived {
    struct arena *arena;
    struct derived_figure *figures;
    size_t count;
    size_t capacity;
    struct map *map; /* words -> the last figure of that name */
};

struct derived *derived_create(struct arena *arena)
{
    struct derived *derived = arena_new(arena, struct derived);
    derived->arena = arena;
    derived->map = map_create(arena, 64);
    return derived;
}

static bool overlap(const struct category_set *one, const struct category_set *other)
{
    return one->has_range && other->has_range && one->range.low < other->range.high &&
           other->range.low < one->range.high;
}

bool dimension_may_add_up(const struct scope *scope, const struct table_scope *entry,
                          uint32_t dimension)
{
    const struct dimension *own = &entry->table->dimensions[dimension];
    if (own->kind == DIMENSION_TIME || own->kind == DIMENSION_PANEL ||
        own->total != NO_CATEGORY || own->partition_count || own->category_count < 2) {
        return false;
    }
    const uint32_t *sets = entry->sets[dimension];
    const uint32_t count = own->category_count;
    bool has_ranges = false;
    for (uint32_t i = 0; i < count; i++) {
        if (sets[i] == NO_SET) {
            return false;
        }
        has_ranges = has_ranges || scope->sets[sets[i]].has_range;
    }
    for (uint64_t i = 0; has_ranges && i < (uint64_t)count * count; i++) {
        const uint32_t one = sets[i / count];
        const uint32_t other = sets[i % count];
        if (one != other && overlap(&scope->sets[one], &scope->sets[other])) {
            return false;
        }
    }
    return true;
}

/* ---- the sums of one table ---- */

struct sums {
    struct arena *arena;
    struct derived_figure *items;
    size_t count;
    size_t capacity;
    struct map *map;
};

/* Measure and region of a cell without one variable, in `words`; answers how many. */
static uint32_t words_without(const struct scope *scope, const struct table_scope *entry,
                              uint32_t cell, uint32_t variable, uint32_t *words)
{
    uint32_t sets[REGION_LIMIT];
    const uint32_t count = cell_region(entry, cell, sets);
    uint32_t kept = 0;
    words[kept++] = entry->measures[entry->table->cells[cell].measure];
    for (uint32_t i = 0; i < count; i++) {
        if (scope->sets[sets[i]].variable != variable) {
            words[kept++] = sets[i];
        }
    }
    return kept;
}

static void add_to_sum(struct sums *sums, const uint32_t *words, uint32_t word_count,
                       const struct range *range)
{
    size_t index = map_find(sums->map, words, word_count * sizeof(*words));
    if (index == MAP_NONE) {
        uint32_t *own = arena_array(sums->arena, word_count, uint32_t);
        for (uint32_t i = 0; i < word_count; i++) {
            own[i] = words[i];
        }
        index = map_add(sums->map, own, word_count * sizeof(*own), sums->count);
        *arena_add(sums->arena, sums->items, sums->count, sums->capacity) =
            (struct derived_figure){.words = own, .word_count = word_count};
    }
    assert(sums->items);
    sums->items[index].sum.low += range->low;
    sums->items[index].sum.high += range->high;
    sums->items[index].parts++;
}

static bool runs_along(const struct table *table, uint32_t cell, uint32_t dimension)
{
    const struct accumulation *own =
        &table->measures[table->cells[cell].measure].accumulation;
    return own->is_running && own->dimension == dimension;
}

static bool is_figure(const struct table *table, uint32_t cell)
{
    return table->cells[cell].state == CELL_NUMBER && !table->cells[cell].is_outside &&
           role_is_count(table->measures[table->cells[cell].measure].role);
}

/* The sums over one dimension; those with all of its categories come first in nothing but
 * their `parts`. */
static void add_sums(struct arena *arena, const struct knowledge *knowledge,
                     uint32_t table_index, uint32_t dimension, const struct range *ranges,
                     struct sums *sums)
{
    const struct scope *scope = knowledge->scope;
    const struct table_scope *entry = &scope->tables[table_index];
    const struct table *table = entry->table;
    uint32_t words[REGION_LIMIT + 1];
    *sums = (struct sums){.arena = arena, .map = map_create(arena, 64)};
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (is_figure(table, i) && !runs_along(table, i, dimension) &&
            table_category(table, i, dimension) != NO_CATEGORY) {
            const uint32_t count =
                words_without(scope, entry, i, entry->variables[dimension], words);
            add_to_sum(sums, words, count, &ranges[i]);
        }
    }
}

/* Calls `take` for each complete sum of the table. */
struct taker {
    void *context;
    void (*take)(void *context, const struct derived_figure *figure);
};

static void take_complete(const struct sums *sums, uint32_t parts,
                          const struct taker *taker)
{
    for (size_t i = 0; i < sums->count; i++) {
        if (sums->items[i].parts == parts && sums->items[i].sum.low >= SMALLEST) {
            taker->take(taker->context, &sums->items[i]);
        }
    }
}

static void visit_sums(const struct knowledge *knowledge, uint32_t table_index,
                       const struct range *ranges, const struct taker *taker)
{
    const struct table_scope *entry = &knowledge->scope->tables[table_index];
    const struct table *table = entry->table;
    const uint32_t count =
        table->dimension_count > REGION_LIMIT ? 0 : table->dimension_count;
    for (uint32_t d = 0; d < count; d++) {
        if (dimension_may_add_up(knowledge->scope, entry, d)) {
            struct arena *scratch = arena_create(0);
            struct sums sums;
            add_sums(scratch, knowledge, table_index, d, ranges, &sums);
            take_complete(&sums, table->dimensions[d].category_count, taker);
            arena_destroy(scratch);
        }
    }
}

/* ---- comparing ---- */

struct comparing {
    const struct derived *derived;
    const struct knowledge *knowledge;
    const struct derived_listener *listener;
};

static bool meet(const struct range *one, const struct range *other)
{
    return one->low <= other->high && other->low <= one->high;
}

static void compare_with_derived(const struct comparing *comparing,
                                 const struct derived_figure *figure)
{
    const struct derived *derived = comparing->derived;
    size_t at =
        map_find(derived->map, figure->words, figure->word_count * sizeof(uint32_t));
    for (; at != MAP_NONE; at = derived->figures[at].next) {
        if (meet(&derived->figures[at].sum, &figure->sum)) {
            comparing->listener->agree(comparing->listener->context,
                                       derived->figures[at].universe, figure->sum.low);
        }
    }
}

static void compare_sum(void *context, const struct derived_figure *figure)
{
    const struct comparing *comparing = context;
    const struct knowledge *knowledge = comparing->knowledge;
    compare_with_derived(comparing, figure);
    const size_t first = map_find(knowledge->region_map, figure->words,
                                  figure->word_count * sizeof(uint32_t));
    for (uint32_t n = first == MAP_NONE ? NO_NAME : (uint32_t)first; n != NO_NAME;
         n = knowledge->names[n].next_same) {
        const struct range printed = {knowledge->system->low[n],
                                      knowledge->system->high[n]};
        if (knowledge_is_published(knowledge, n) && meet(&printed, &figure->sum)) {
            comparing->listener->agree(comparing->listener->context,
                                       knowledge->names[n].universe, figure->sum.low);
        }
    }
}

void derived_compare(const struct derived *derived, const struct knowledge *knowledge,
                     uint32_t table_index, const struct range *ranges,
                     const struct derived_listener *listener)
{
    struct comparing comparing = {derived, knowledge, listener};
    const struct taker taker = {&comparing, compare_sum};
    visit_sums(knowledge, table_index, ranges, &taker);
    const struct table_scope *entry = &knowledge->scope->tables[table_index];
    uint32_t words[REGION_LIMIT + 1];
    for (uint32_t i = 0; i < entry->table->cell_count; i++) {
        if (!is_figure(entry->table, i) || ranges[i].low < SMALLEST ||
            entry->table->dimension_count > REGION_LIMIT) {
            continue;
        }
        const struct derived_figure printed = {
            .words = words,
            .word_count = words_without(knowledge->scope, entry, i, UINT32_MAX, words),
            .sum = ranges[i],
        };
        compare_with_derived(&comparing, &printed);
    }
}

/* ---- adding ---- */

struct adding {
    struct derived *derived;
    uint32_t universe;
};

static void add_figure(void *context, const struct derived_figure *figure)
{
    const struct adding *adding = context;
    struct derived *derived = adding->derived;
    uint32_t *words = arena_array(derived->arena, figure->word_count, uint32_t);
    for (uint32_t i = 0; i < figure->word_count; i++) {
        words[i] = figure->words[i];
    }
    const size_t id = derived->count;
    const size_t first =
        map_add(derived->map, words, figure->word_count * sizeof(*words), id);
    *arena_add(derived->arena, derived->figures, derived->count, derived->capacity) =
        (struct derived_figure){
            .words = words,
            .word_count = figure->word_count,
            .universe = adding->universe,
            .sum = figure->sum,
            .next = MAP_NONE,
        };
    if (first != id) {
        derived->figures[id].next = derived->figures[first].next;
        derived->figures[first].next = id;
    }
}

void derived_add(struct derived *derived, const struct knowledge *knowledge,
                 uint32_t table_index, uint32_t universe, const struct range *ranges)
{
    struct adding adding = {derived, universe};
    const struct taker taker = {&adding, add_figure};
    visit_sums(knowledge, table_index, ranges, &taker);
}
