#include "attack/know/derived.h"

#include <assert.h>
#include <math.h>

enum {
    SMALLEST = 10,
    REGION_LIMIT = REGION_WORDS - 1,
    SUMMED_LIMIT = 5,                 /* dimensions that are summed over together */
    CELLS_TO_SUM_TOGETHER = 1u << 18, /* beyond it each dimension is summed alone */
};

struct derived {
    struct arena *arena;
    struct derived_figure *figures;
    size_t count;
    size_t capacity;
    struct map *map;     /* words -> the first figure of that name */
    uint32_t read_table; /* whose sums are the figures from `read_first` on */
    size_t read_first;
};

struct derived *derived_create(struct arena *arena)
{
    struct derived *derived = arena_new(arena, struct derived);
    derived->arena = arena;
    derived->map = map_create(arena, 64);
    derived->read_table = UINT32_MAX;
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

/* ---- which sums a table has ---- */

uint32_t derived_masks(const struct scope *scope, const struct table_scope *entry,
                       uint64_t *masks)
{
    const struct table *table = entry->table;
    uint64_t bits[SUMMED_LIMIT];
    uint32_t count = 0;
    for (uint32_t d = 0; d < table->dimension_count && d < REGION_LIMIT; d++) {
        if (count < SUMMED_LIMIT && dimension_may_add_up(scope, entry, d)) {
            bits[count++] = (uint64_t)1 << d;
        }
    }
    const bool is_alone = table->cell_count > CELLS_TO_SUM_TOGETHER;
    uint32_t made = 0;
    for (uint32_t choice = 1; choice < 1u << count; choice++) {
        const bool is_single = (choice & (choice - 1)) == 0;
        if (!is_single && is_alone) {
            continue;
        }
        masks[made] = 0;
        for (uint32_t i = 0; i < count; i++) {
            masks[made] |= choice >> i & 1 ? bits[i] : 0;
        }
        made++;
    }
    return made;
}

static bool is_summed(uint64_t dimensions, uint32_t d)
{
    return d < REGION_LIMIT && dimensions >> d & 1;
}

uint64_t derived_combinations(const struct table *table, uint64_t dimensions)
{
    uint64_t combinations = 1;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        combinations *=
            is_summed(dimensions, d) ? table->dimensions[d].category_count : 1;
        combinations = combinations > UINT32_MAX ? UINT32_MAX : combinations;
    }
    return combinations;
}

bool derived_sums_over(const struct table_scope *entry, uint64_t dimensions,
                       uint32_t variable)
{
    for (uint32_t d = 0; d < entry->table->dimension_count; d++) {
        if (is_summed(dimensions, d) && entry->variables[d] == variable) {
            return true;
        }
    }
    return false;
}

uint32_t derived_words(const struct scope *scope, const struct table_scope *entry,
                       uint32_t cell, uint64_t dimensions, uint32_t *words)
{
    uint32_t sets[REGION_WORDS];
    const uint32_t count = cell_region(entry, cell, sets);
    uint32_t kept = 0;
    words[kept++] = entry->measures[entry->table->cells[cell].measure];
    for (uint32_t i = 0; i < count; i++) {
        if (!derived_sums_over(entry, dimensions, scope->sets[sets[i]].variable)) {
            words[kept++] = sets[i];
        }
    }
    return kept;
}

static bool is_count(const struct table *table, uint32_t cell)
{
    return !table->cells[cell].is_outside &&
           role_is_count(table->measures[table->cells[cell].measure].role);
}

bool derived_is_part(const struct table *table, uint32_t cell, uint64_t dimensions)
{
    const struct accumulation *own =
        &table->measures[table->cells[cell].measure].accumulation;
    if (!is_count(table, cell) ||
        (own->is_running && is_summed(dimensions, own->dimension))) {
        return false;
    }
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        if (is_summed(dimensions, d) && table_category(table, cell, d) == NO_CATEGORY) {
            return false;
        }
    }
    return true;
}

/* ---- the sums of one table ---- */

struct sums {
    struct arena *arena; /* of the map alone */
    struct arena *keep;
    struct derived_figure *items;
    size_t count;
    size_t capacity;
    struct map *map;
};

static void add_to_sum(struct sums *sums, const uint32_t *words, uint32_t word_count,
                       const struct range *range)
{
    size_t index = map_find(sums->map, words, word_count * sizeof(*words));
    if (index == MAP_NONE) {
        uint32_t *own = arena_array(sums->keep, word_count, uint32_t);
        for (uint32_t i = 0; i < word_count; i++) {
            own[i] = words[i];
        }
        index = map_add(sums->map, own, word_count * sizeof(*own), sums->count);
        *arena_add(sums->arena, sums->items, sums->count, sums->capacity) =
            (struct derived_figure){
                .words = own, .word_count = word_count, .next = MAP_NONE};
    }
    assert(sums->items);
    if (!range) {
        sums->items[index].sum.low = NAN; /* something in it is hidden */
        return;
    }
    sums->items[index].sum.low += range->low;
    sums->items[index].sum.high += range->high;
    sums->items[index].parts++;
}

static void read_sums(struct derived *derived, const struct knowledge *knowledge,
                      uint32_t table_index, const struct range *ranges, uint64_t mask)
{
    const struct scope *scope = knowledge->scope;
    const struct table_scope *entry = &scope->tables[table_index];
    const struct table *table = entry->table;
    struct arena *scratch = arena_create(0);
    struct sums sums = {
        .arena = scratch, .keep = derived->arena, .map = map_create(scratch, 64)};
    uint32_t words[REGION_WORDS];
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (derived_is_part(table, i, mask)) {
            const bool is_number = table->cells[i].state == CELL_NUMBER;
            add_to_sum(&sums, words, derived_words(scope, entry, i, mask, words),
                       is_number ? &ranges[i] : NULL);
        }
    }
    const uint64_t all = derived_combinations(table, mask);
    for (size_t i = 0; i < sums.count; i++) {
        struct derived_figure *sum = &sums.items[i];
        if (isnan(sum->sum.low) || sum->parts < 2 || sum->sum.low < SMALLEST) {
            continue;
        }
        sum->table = table_index;
        sum->dimensions = mask;
        sum->is_complete = sum->parts == all;
        *arena_add(derived->arena, derived->figures, derived->count, derived->capacity) =
            *sum;
    }
    arena_destroy(scratch);
}

/* Once a table: its sums are the last figures until it has a universe. */
static void read_table(struct derived *derived, const struct knowledge *knowledge,
                       uint32_t table, const struct range *ranges)
{
    const struct table_scope *entry = &knowledge->scope->tables[table];
    if (derived->read_table == table) {
        return;
    }
    derived->read_table = table;
    derived->read_first = derived->count;
    uint64_t masks[MASK_LIMIT];
    const uint32_t count = entry->table->dimension_count > REGION_LIMIT
                               ? 0
                               : derived_masks(knowledge->scope, entry, masks);
    for (uint32_t i = 0; i < count; i++) {
        read_sums(derived, knowledge, table, ranges, masks[i]);
    }
}

/* ---- comparing ---- */

static bool meet(const struct range *one, const struct range *other)
{
    return one->low <= other->high && other->low <= one->high;
}

static void compare_with_derived(const struct derived *derived,
                                 const struct derived_listener *listener,
                                 const struct derived_figure *figure)
{
    size_t at = derived_find(derived, figure->words, figure->word_count);
    for (; at != MAP_NONE; at = derived->figures[at].next) {
        if (derived->figures[at].is_complete &&
            meet(&derived->figures[at].sum, &figure->sum)) {
            listener->agree(listener->context, derived->figures[at].universe,
                            figure->sum.low);
        }
    }
}

static void compare_sum(const struct derived *derived, const struct knowledge *knowledge,
                        const struct derived_listener *listener,
                        const struct derived_figure *figure)
{
    compare_with_derived(derived, listener, figure);
    const size_t first = map_find(knowledge->region_map, figure->words,
                                  figure->word_count * sizeof(uint32_t));
    for (uint32_t n = first == MAP_NONE ? NO_NAME : (uint32_t)first; n != NO_NAME;
         n = knowledge->names[n].next_same) {
        const struct range printed = {knowledge->system->low[n],
                                      knowledge->system->high[n]};
        if (knowledge_is_published(knowledge, n) && meet(&printed, &figure->sum)) {
            listener->agree(listener->context, knowledge->names[n].universe,
                            figure->sum.low);
        }
    }
}

void derived_compare(struct derived *derived, const struct knowledge *knowledge,
                     uint32_t table_index, const struct range *ranges,
                     const struct derived_listener *listener)
{
    read_table(derived, knowledge, table_index, ranges);
    for (size_t i = derived->read_first; i < derived->count; i++) {
        if (derived->figures[i].is_complete) {
            compare_sum(derived, knowledge, listener, &derived->figures[i]);
        }
    }
    const struct table_scope *entry = &knowledge->scope->tables[table_index];
    uint32_t words[REGION_WORDS];
    for (uint32_t i = 0; i < entry->table->cell_count; i++) {
        if (!is_count(entry->table, i) || entry->table->cells[i].state != CELL_NUMBER ||
            ranges[i].low < SMALLEST || entry->table->dimension_count > REGION_LIMIT) {
            continue;
        }
        const struct derived_figure printed = {
            .words = words,
            .word_count = derived_words(knowledge->scope, entry, i, 0, words),
            .sum = ranges[i],
        };
        compare_with_derived(derived, listener, &printed);
    }
}

/* ---- adding ---- */

void derived_add(struct derived *derived, const struct knowledge *knowledge,
                 uint32_t table_index, uint32_t universe, const struct range *ranges)
{
    read_table(derived, knowledge, table_index, ranges);
    for (size_t id = derived->read_first; id < derived->count; id++) {
        struct derived_figure *figure = &derived->figures[id];
        figure->universe = universe;
        const size_t first = map_add(derived->map, figure->words,
                                     figure->word_count * sizeof(uint32_t), id);
        if (first != id) {
            figure->next = derived->figures[first].next;
            derived->figures[first].next = id;
        }
    }
}

size_t derived_count(const struct derived *derived)
{
    return derived->count;
}

const struct derived_figure *derived_at(const struct derived *derived, size_t index)
{
    return &derived->figures[index];
}

size_t derived_find(const struct derived *derived, const uint32_t *words,
                    uint32_t word_count)
{
    return map_find(derived->map, words, word_count * sizeof(*words));
}
