#include "protect/bounds.h"

#include "protect/examine.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TESTS_LIMIT = 300, CELLS_LIMIT = 20000 };

static const double widths[] = {10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000};

enum { WIDTH_COUNT = sizeof(widths) / sizeof(widths[0]) };

/* A hidden number that protects others, in every table that prints it. */
struct bounded {
    uint32_t unknown;
    double value;
    const uint32_t *cells; /* in suggestion->cells */
    uint32_t cell_count;
};

struct bounding {
    struct arena *arena;
    const struct plan_input *input;
    const struct suggestion *suggestion;
    struct submission *shown;
    struct table **tables; /* own copies */
    struct cell **cells;   /* of them */
    struct bounded *items;
    size_t count;
    int **spare; /* [table][measure] ranges that may still be shown */
    const struct attack_result *before;
    unsigned tests;
};

/* ---- copies ---- */

static void copy_tables(struct bounding *at)
{
    const struct submission *from = at->suggestion->shown;
    at->shown = arena_new(at->arena, struct submission);
    at->tables = arena_array(at->arena, from->table_count + 1, struct table *);
    at->cells = arena_array(at->arena, from->table_count + 1, struct cell *);
    *at->shown = *from;
    at->shown->tables = at->tables;
    for (size_t t = 0; t < from->table_count; t++) {
        const struct table *table = from->tables[t];
        at->tables[t] = arena_new(at->arena, struct table);
        at->cells[t] = arena_array(at->arena, (size_t)table->cell_count + 1, struct cell);
        *at->tables[t] = *table;
        if (table->cell_count) {
            memcpy(at->cells[t], table->cells, table->cell_count * sizeof(struct cell));
        }
        at->tables[t]->cells = at->cells[t];
    }
}

/* ---- which numbers ---- */

static const struct cell *submitted(const struct bounding *at,
                                    const struct suggested_cell *cell)
{
    return &at->input->scope.candidate->tables[cell->table]->cells[cell->cell];
}

static bool is_count(const struct bounding *at, const struct suggested_cell *cell)
{
    const struct cell *place = submitted(at, cell);
    const struct table *table = at->tables[cell->table];
    return place->state == CELL_NUMBER && !place->is_outside &&
           role_is_count(table->measures[place->measure].role);
}

static uint32_t unknown_of(const struct attack_result *attack, const struct table *table,
                           uint32_t cell)
{
    for (size_t i = 0; i < attack->cell_count; i++) {
        if (attack->cells[i].cell == cell && attack->cells[i].table == table) {
            return attack->cells[i].unknown;
        }
    }
    return UINT32_MAX;
}

static void add_number(struct bounding *at, uint32_t index)
{
    const struct suggested_cell *cell = &at->suggestion->cells[index];
    const uint32_t unknown = unknown_of(at->before, at->tables[cell->table], cell->cell);
    size_t i = 0;
    while (i < at->count && at->items[i].unknown != unknown) {
        i++;
    }
    struct bounded *item = &at->items[i];
    if (unknown == UINT32_MAX) {
        return;
    }
    if (i == at->count) {
        at->count++;
        *item = (struct bounded){.unknown = unknown, .value = submitted(at, cell)->value};
    }
    uint32_t *cells = arena_array(at->arena, (size_t)item->cell_count + 1, uint32_t);
    if (item->cell_count) {
        memcpy(cells, item->cells, item->cell_count * sizeof(*cells));
    }
    cells[item->cell_count++] = index;
    item->cells = cells;
}

static int compare_bounded(const void *one, const void *other)
{
    const struct bounded *first = one;
    const struct bounded *second = other;
    if (first->value != second->value) {
        return first->value > second->value ? -1 : 1;
    }
    return (first->unknown > second->unknown) - (first->unknown < second->unknown);
}

/* As many of a measure keep the marker as must be hidden themselves. */
static void count_spare(struct bounding *at)
{
    at->spare = arena_array(at->arena, at->shown->table_count + 1, int *);
    for (size_t t = 0; t < at->shown->table_count; t++) {
        at->spare[t] =
            arena_array(at->arena, (size_t)at->tables[t]->measure_count + 1, int);
    }
    for (size_t i = 0; i < at->suggestion->cell_count; i++) {
        const struct suggested_cell *cell = &at->suggestion->cells[i];
        at->spare[cell->table][submitted(at, cell)->measure] += cell->is_primary ? -1 : 1;
    }
}

static void choose_numbers(struct bounding *at)
{
    at->items = arena_array(at->arena, at->suggestion->cell_count + 1, struct bounded);
    for (uint32_t i = 0; i < at->suggestion->cell_count; i++) {
        const struct suggested_cell *cell = &at->suggestion->cells[i];
        if (!cell->is_primary && is_count(at, cell)) {
            add_number(at, i);
        }
    }
    if (at->count) {
        qsort(at->items, at->count, sizeof(*at->items), compare_bounded);
    }
}

static bool has_spare(const struct bounding *at, const struct bounded *item)
{
    for (uint32_t i = 0; i < item->cell_count; i++) {
        const struct suggested_cell *cell = &at->suggestion->cells[item->cells[i]];
        if (at->spare[cell->table][submitted(at, cell)->measure] <= 0) {
            return false;
        }
    }
    return true;
}

/* ---- showing ---- */

static void show_range(struct cell *cell, struct range range)
{
    cell->state = CELL_BAND;
    cell->value = NAN;
    cell->low = range.low;
    cell->high = range.high;
}

static void hide(const struct bounding *at, struct cell *cell)
{
    cell->state = CELL_HIDDEN;
    cell->value = NAN;
    cell->low = NAN;
    cell->high = NAN;
    cell->symbol = at->input->policy->marker;
}

static bool may_show_share(const struct bounding *at, size_t table, uint32_t index)
{
    for (size_t i = 0; i < at->suggestion->cell_count; i++) {
        const struct suggested_cell *cell = &at->suggestion->cells[i];
        if (cell->table == table && cell->cell == index) {
            return !cell->is_primary;
        }
    }
    return false;
}

/* Hidden percentages of this count show what its range says of them, or nothing. */
static void follow_shares(struct bounding *at, size_t table, uint32_t count)
{
    for (uint32_t i = 0; i < at->tables[table]->cell_count; i++) {
        struct cell *share = &at->cells[table][i];
        const bool is_share =
            at->tables[table]->measures[share->measure].role == ROLE_PERCENT &&
            share->numerator == count && share->denominator != NO_CELL &&
            !share->is_fraction && share->state != CELL_NUMBER;
        if (!is_share || !may_show_share(at, table, i)) {
            continue;
        }
        const struct cell *above = &at->cells[table][count];
        const struct cell *below = &at->cells[table][share->denominator];
        if (above->state == CELL_BAND && below->state == CELL_NUMBER &&
            below->value > 0) {
            show_range(share, (struct range){floor(100 * above->low / below->value),
                                             ceil(100 * above->high / below->value)});
        } else {
            hide(at, share);
        }
    }
}

static void show_item(struct bounding *at, const struct bounded *item,
                      const struct range *range)
{
    for (uint32_t i = 0; i < item->cell_count; i++) {
        const struct suggested_cell *cell = &at->suggestion->cells[item->cells[i]];
        struct cell *shown = &at->cells[cell->table][cell->cell];
        if (range) {
            show_range(shown, *range);
        } else {
            hide(at, shown);
        }
        follow_shares(at, cell->table, cell->cell);
    }
}

/* ---- judging ---- */

/* How far a number must still be believed: what was possible before, or to the minimum
 * and as much higher as the policy's width asks. */
static bool is_still_open(const struct bounding *at, const struct suggested_cell *cell,
                          const struct solved_range *before,
                          const struct solved_range *after)
{
    const double value = submitted(at, cell)->value;
    const double enough =
        fmax(at->input->limits.minimum, value + at->input->limits.width);
    const bool is_high = after->attained_high >= before->attained_high - 1e-9 ||
                         (is_count(at, cell) && value < at->input->limits.minimum &&
                          after->attained_high >= enough);
    return is_high &&
           (is_count(at, cell) || after->attained_low <= before->attained_low + 1e-9);
}

static const struct solved_range *range_in(const struct attack_result *attack,
                                           const struct table *table, uint32_t cell)
{
    for (size_t i = 0; i < attack->cell_count; i++) {
        if (attack->cells[i].cell == cell && attack->cells[i].table == table) {
            return &attack->cells[i].range;
        }
    }
    return NULL;
}

static bool keeps_primaries(const struct bounding *at, const struct attack_result *attack)
{
    for (size_t i = 0; i < at->suggestion->cell_count; i++) {
        const struct suggested_cell *cell = &at->suggestion->cells[i];
        const struct table *table = at->tables[cell->table];
        const struct solved_range *before = range_in(at->before, table, cell->cell);
        const struct solved_range *after = range_in(attack, table, cell->cell);
        if (cell->is_primary && before &&
            (!after || !is_still_open(at, cell, before, after))) {
            return false;
        }
    }
    return true;
}

static struct plan_input exact_input(const struct plan_input *input)
{
    struct plan_input exact = *input;
    exact.limits.exact_ranges = true;
    return exact;
}

static bool is_safe(struct bounding *at)
{
    struct arena *aside = arena_create(0);
    const struct plan_input input = exact_input(at->input);
    const struct examination examination = examine(aside, &input, at->shown);
    const bool result =
        !examination_objection(&examination) && keeps_primaries(at, examination.attack);
    at->tests++;
    arena_destroy(aside);
    return result;
}

/* ---- classes ---- */

static bool class_of(const struct bounding *at, const struct bounded *item, double width,
                     struct range *range)
{
    range->low = width * floor(item->value / width);
    range->high = range->low + width - 1;
    return range->low >= fmax(1, at->input->limits.minimum) && width <= item->value;
}

/* From the widest class that is of use to narrower ones, while nothing is found. */
static void bound_item(struct bounding *at, const struct bounded *item)
{
    const struct range *best = NULL;
    struct range ranges[WIDTH_COUNT];
    bool goes_on = true;
    for (size_t w = WIDTH_COUNT; goes_on && w-- > 0 && at->tests < TESTS_LIMIT;) {
        if (class_of(at, item, widths[w], &ranges[w])) {
            show_item(at, item, &ranges[w]);
            goes_on = is_safe(at);
            best = goes_on ? &ranges[w] : best;
        }
    }
    show_item(at, item, best);
    for (uint32_t i = 0; best && i < item->cell_count; i++) {
        const struct suggested_cell *cell = &at->suggestion->cells[item->cells[i]];
        at->spare[cell->table][submitted(at, cell)->measure]--;
    }
}

static size_t cells_of(const struct submission *submission)
{
    size_t cells = 0;
    for (size_t t = 0; t < submission->table_count; t++) {
        cells += submission->tables[t]->cell_count;
    }
    return cells;
}

const struct submission *bounds_show(struct arena *arena, const struct plan_input *input,
                                     const struct suggestion *suggestion)
{
    struct bounding at = {.arena = arena, .input = input, .suggestion = suggestion};
    /* A range would have to hold against those behind other hidden counts as well. */
    if (cells_of(suggestion->shown) > CELLS_LIMIT || input->limits.count_insiders > 0) {
        return suggestion->shown;
    }
    copy_tables(&at);
    const struct plan_input exact = exact_input(input);
    at.before = examine(arena, &exact, at.shown).attack;
    count_spare(&at);
    choose_numbers(&at);
    for (size_t i = 0; i < at.count; i++) {
        if (has_spare(&at, &at.items[i])) {
            bound_item(&at, &at.items[i]);
        }
    }
    return at.shown;
}
