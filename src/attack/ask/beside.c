/*
 * Counts beside each other: two columns of one table that count people under two names,
 * "Starts" and "Achievements".
 *
 * Where one is nowhere larger than the other, its people are likely some of the other's,
 * and what one has more than the other in a row is a group that nobody printed. Names do
 * not prove that, and so it is a suspicion; names can disprove it ("male learners" beside
 * "female learners"). Each pair of columns is read until both have been larger once.
 */
#include "attack/ask/questions.h"
#include "base/map.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

enum { ROWS_TO_BELIEVE = 2 };

/* The counts of one table: a column for each measure, a row for each region. */
struct beside {
    struct questions *questions;
    uint32_t table; /* in scope->tables */
    uint32_t *measures;
    uint32_t measure_count;
    uint32_t region_count;
    uint32_t *cells; /* [measure_count][region_count], NO_CELL where nothing stands */
};

static bool counts_people(const struct measure *measure)
{
    return (measure->role == ROLE_COUNT || measure->role == ROLE_N) &&
           !measure->is_aside && !measure->accumulation.is_running;
}

static void find_measures(struct beside *beside, const struct table *table)
{
    struct arena *arena = beside->questions->arena;
    beside->measures = arena_array(arena, table->measure_count, uint32_t);
    for (uint32_t m = 0; m < table->measure_count; m++) {
        if (counts_people(&table->measures[m])) {
            beside->measures[beside->measure_count++] = m;
        }
    }
}

/* The region of each cell, by its categories. */
static uint32_t *find_regions(struct beside *beside, const struct table *table)
{
    struct arena *arena = beside->questions->arena;
    struct map *map = map_create(arena, table->cell_count);
    uint32_t *regions = arena_array(arena, table->cell_count, uint32_t);
    const size_t size = table->dimension_count * sizeof(uint32_t);
    uint32_t *words = arena_array(
        arena, (size_t)table->cell_count * table->dimension_count + 1, uint32_t);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        for (uint32_t d = 0; d < table->dimension_count; d++) {
            words[d] = table_category(table, i, d);
        }
        size_t region = map_find(map, words, size);
        if (region == MAP_NONE) {
            region = map_add(map, words, size, beside->region_count++);
            words += table->dimension_count;
        }
        regions[i] = (uint32_t)region;
    }
    return regions;
}

static void place_cells(struct beside *beside, const struct table *table)
{
    struct arena *arena = beside->questions->arena;
    const uint32_t *regions = find_regions(beside, table);
    uint32_t *column_of = arena_array(arena, table->measure_count, uint32_t);
    for (uint32_t m = 0; m < table->measure_count; m++) {
        column_of[m] = UINT32_MAX;
    }
    for (uint32_t k = 0; k < beside->measure_count; k++) {
        column_of[beside->measures[k]] = k;
    }
    const size_t size = (size_t)beside->measure_count * beside->region_count;
    beside->cells = arena_array(arena, size + 1, uint32_t);
    for (size_t i = 0; i < size; i++) {
        beside->cells[i] = NO_CELL;
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const uint32_t column = column_of[table->cells[i].measure];
        if (column != UINT32_MAX && table->cells[i].state == CELL_NUMBER) {
            beside->cells[(size_t)column * beside->region_count + regions[i]] = i;
        }
    }
}

static const uint32_t *column(const struct beside *beside, uint32_t k)
{
    return beside->cells + (size_t)k * beside->region_count;
}

/* Whether one column is nowhere larger than the other, and at least half of it in all. */
static bool one_holds_other(const struct beside *beside, uint32_t one, uint32_t other)
{
    const struct knowledge *knowledge = beside->questions->knowledge;
    const struct table *table = knowledge->scope->tables[beside->table].table;
    uint32_t common = 0;
    bool rises = false;
    bool falls = false;
    double sums[2] = {0, 0};
    for (uint32_t r = 0; r < beside->region_count && !(rises && falls); r++) {
        const uint32_t first = column(beside, one)[r];
        const uint32_t second = column(beside, other)[r];
        if (first == NO_CELL || second == NO_CELL) {
            continue;
        }
        common++;
        sums[0] += table->cells[first].value;
        sums[1] += table->cells[second].value;
        rises |= table->cells[first].value < table->cells[second].value;
        falls |= table->cells[first].value > table->cells[second].value;
    }
    return common >= ROWS_TO_BELIEVE && rises != falls &&
           2 * fmin(sums[0], sums[1]) >= fmax(sums[0], sums[1]);
}

/* The pair of cells, the smaller first: the finding stands there. One that is small
 * itself is told, and hidden, for that. */
static void ask_cells(const struct beside *beside, uint32_t smaller, uint32_t larger)
{
    const struct knowledge *knowledge = beside->questions->knowledge;
    const struct print *first = knowledge_print_at(knowledge, beside->table, smaller);
    const struct print *second = knowledge_print_at(knowledge, beside->table, larger);
    if (first && second && first->low >= beside->questions->limits->minimum) {
        alike_ask_pair(beside->questions, first, second,
                       knowledge->cell_unknown[beside->table][smaller]);
    }
}

static void ask_columns(const struct beside *beside, uint32_t one, uint32_t other)
{
    const struct table *table =
        beside->questions->knowledge->scope->tables[beside->table].table;
    const struct measure *first = &table->measures[beside->measures[one]];
    const struct measure *second = &table->measures[beside->measures[other]];
    if (!text_equals(first->unit ? first->unit : "", second->unit ? second->unit : "") ||
        !one_holds_other(beside, one, other) ||
        alike_are_others(first->key, second->key)) {
        return;
    }
    for (uint32_t r = 0; r < beside->region_count; r++) {
        const uint32_t here = column(beside, one)[r];
        const uint32_t there = column(beside, other)[r];
        if (here != NO_CELL && there != NO_CELL) {
            const bool is_less = table->cells[here].value < table->cells[there].value;
            ask_cells(beside, is_less ? here : there, is_less ? there : here);
        }
    }
}

static void ask_table(struct questions *questions, uint32_t index)
{
    const struct table *table = questions->knowledge->scope->tables[index].table;
    struct beside beside = {.questions = questions, .table = index};
    find_measures(&beside, table);
    if (beside.measure_count < 2) {
        return;
    }
    place_cells(&beside, table);
    for (uint32_t one = 0; one < beside.measure_count; one++) {
        for (uint32_t other = one + 1; other < beside.measure_count; other++) {
            ask_columns(&beside, one, other);
        }
    }
}

void beside_ask(struct questions *questions)
{
    const struct scope *scope = questions->knowledge->scope;
    for (uint32_t i = 0; i < scope->table_count; i++) {
        if (!scope->tables[i].is_earlier) {
            ask_table(questions, i);
        }
    }
}
