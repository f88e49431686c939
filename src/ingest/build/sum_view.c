/*
 * Groups are numbered by mixed radix over the other dimensions where that is dense, else
 * by a map. Cells are sorted by category (counting sort). Building is linear in cells x
 * dimensions.
 */
#include "ingest/build/sum_view.h"

#include <string.h>

struct sum_view {
    const struct build *build;
    uint32_t dimension;
    uint32_t category_count;
    uint32_t group_count;
    uint32_t *group_of;   /* [cells], UINT32_MAX: cannot be added */
    uint32_t *starts;     /* [category_count + 1] into `sorted` */
    uint32_t *sorted;     /* cells by category */
    double *half_unit;    /* [measures]: of the rounding base, or of the last decimal */
    double *sums;         /* [group_count] */
    double *leeways;      /* [group_count] */
    double *totals;       /* [group_count] */
    uint32_t *parts_seen; /* [group_count] */
    uint32_t *parts_above_zero;
    uint8_t *is_broken; /* [group_count]: a part is not a number */
    uint32_t *total_cell;
};

static bool can_be_added(const struct build *at, size_t index, uint32_t dimension)
{
    const struct cell *cell = &at->cells[index];
    if (cell->is_outside || build_runs_on(at, index, dimension)) {
        return false;
    }
    const enum role role = at->measures[cell->measure].role;
    return role == ROLE_COUNT || role == ROLE_TOTAL || role == ROLE_WEIGHTED ||
           role == ROLE_SUM || role == ROLE_N;
}

/* Room for every combination of measure and other categories, or 0 when that is too much.
 */
static uint64_t dense_groups(const struct build *at, uint32_t dimension)
{
    uint64_t groups = at->measure_count;
    for (size_t d = 0; d < at->dimension_count; d++) {
        if (d != dimension) {
            groups *= at->dimensions[d].count + 1;
        }
        if (groups > at->cell_count * 4 + 1024) {
            return 0;
        }
    }
    return groups;
}

static uint32_t dense_group(const struct build *at, uint32_t dimension, size_t cell)
{
    uint64_t group = at->cells[cell].measure;
    const uint32_t *categories = at->categories + cell * at->dimension_count;
    for (size_t d = 0; d < at->dimension_count; d++) {
        if (d != dimension) {
            const uint64_t radix = at->dimensions[d].count + 1;
            group = group * radix +
                    (categories[d] == NO_CATEGORY ? radix - 1 : categories[d]);
        }
    }
    return (uint32_t)group;
}

/* Number the groups that occur one after the other. */
static void number_sparsely(struct build *at, struct sum_view *view)
{
    const size_t words = at->dimension_count + 1;
    struct map *map = map_create(at->scratch, at->cell_count);
    uint32_t *keys = arena_array(at->scratch, at->cell_count * words, uint32_t);
    for (size_t i = 0; i < at->cell_count; i++) {
        if (!can_be_added(at, i, view->dimension)) {
            view->group_of[i] = UINT32_MAX;
            continue;
        }
        uint32_t *key = keys + i * words;
        memcpy(key, at->categories + i * at->dimension_count,
               at->dimension_count * sizeof(*key));
        key[view->dimension] = NO_CATEGORY;
        key[at->dimension_count] = at->cells[i].measure;
        const size_t group = map_add(map, key, words * sizeof(*key), view->group_count);
        view->group_count += group == view->group_count ? 1 : 0;
        view->group_of[i] = (uint32_t)group;
    }
}

static void number_groups(struct build *at, struct sum_view *view)
{
    const uint64_t dense = dense_groups(at, view->dimension);
    if (dense == 0) {
        number_sparsely(at, view);
        return;
    }
    view->group_count = (uint32_t)dense;
    for (size_t i = 0; i < at->cell_count; i++) {
        view->group_of[i] = can_be_added(at, i, view->dimension)
                                ? dense_group(at, view->dimension, i)
                                : UINT32_MAX;
    }
}

static uint32_t slot_of(const struct build *at, const struct sum_view *view, size_t cell)
{
    const uint32_t category = build_cell_category(at, cell, view->dimension);
    return category == NO_CATEGORY ? view->category_count : category;
}

static void sort_by_category(struct build *at, struct sum_view *view)
{
    const size_t slots = (size_t)view->category_count + 2;
    view->starts = arena_array(at->scratch, slots, uint32_t);
    view->sorted = arena_array(at->scratch, at->cell_count + 1, uint32_t);
    for (size_t i = 0; i < at->cell_count; i++) {
        if (view->group_of[i] != UINT32_MAX) {
            view->starts[slot_of(at, view, i) + 1]++;
        }
    }
    for (size_t i = 1; i < slots; i++) {
        view->starts[i] += view->starts[i - 1];
    }
    uint32_t *next = arena_array(at->scratch, slots, uint32_t);
    memcpy(next, view->starts, slots * sizeof(*next));
    for (size_t i = 0; i < at->cell_count; i++) {
        if (view->group_of[i] != UINT32_MAX) {
            view->sorted[next[slot_of(at, view, i)]++] = (uint32_t)i;
        }
    }
}

static void find_leeways(struct build *at, struct sum_view *view)
{
    int *decimals = arena_array(at->scratch, at->measure_count + 1, int);
    view->half_unit = arena_array(at->scratch, at->measure_count + 1, double);
    for (size_t i = 0; i < at->cell_count; i++) {
        const struct cell *cell = &at->cells[i];
        if (view->group_of[i] != UINT32_MAX) {
            int *own = &decimals[cell->measure];
            *own = cell->decimals > *own ? cell->decimals : *own;
        }
    }
    for (size_t i = 0; i < at->measure_count; i++) {
        const struct rounding *rounding = &at->measures[i].rounding;
        const bool is_rounded =
            rounding->kind == ROUNDING_NEAREST || rounding->kind == ROUNDING_MIDPOINT;
        if (is_rounded && rounding->base > 1) {
            view->half_unit[i] = rounding->base / 2;
        } else if (decimals[i]) {
            view->half_unit[i] = 0.5 * pow(10, -decimals[i]);
        }
    }
}

struct sum_view *sum_view_create(struct build *at, uint32_t dimension)
{
    struct sum_view *view = arena_new(at->scratch, struct sum_view);
    view->build = at;
    view->dimension = dimension;
    view->category_count = (uint32_t)at->dimensions[dimension].count;
    view->group_of = arena_array(at->scratch, at->cell_count + 1, uint32_t);
    number_groups(at, view);
    sort_by_category(at, view);
    find_leeways(at, view);
    const size_t groups = (size_t)view->group_count + 1;
    view->sums = arena_array(at->scratch, groups, double);
    view->leeways = arena_array(at->scratch, groups, double);
    view->totals = arena_array(at->scratch, groups, double);
    view->parts_seen = arena_array(at->scratch, groups, uint32_t);
    view->parts_above_zero = arena_array(at->scratch, groups, uint32_t);
    view->is_broken = arena_array(at->scratch, groups, uint8_t);
    view->total_cell = arena_array(at->scratch, groups, uint32_t);
    return view;
}

/* How far one number may be off: half its rounding base, or half its last decimal. The
 * leeway of a sum is that of its parts and of its total together. */
static double leeway_of(const struct sum_view *view, uint32_t index)
{
    const struct cell *cell = &view->build->cells[index];
    return fmax(view->half_unit[cell->measure], cell->rounded_to / 2.0);
}

static void clear_groups(struct sum_view *view)
{
    for (uint32_t i = 0; i < view->group_count; i++) {
        view->sums[i] = 0;
        view->leeways[i] = 1e-6;
        view->totals[i] = NAN;
        view->parts_seen[i] = 0;
        view->parts_above_zero[i] = 0;
        view->is_broken[i] = 0;
    }
}

static void add_part(struct sum_view *view, uint32_t cell)
{
    const uint32_t group = view->group_of[cell];
    const double value = view->build->cells[cell].value;
    view->parts_seen[group]++;
    if (isnan(value)) {
        view->is_broken[group] = 1;
        return;
    }
    view->sums[group] += value;
    view->leeways[group] += leeway_of(view, cell);
    view->parts_above_zero[group] += value > 0 ? 1 : 0;
}

static void add_parts(struct sum_view *view, const uint32_t *parts, uint32_t part_count)
{
    for (uint32_t p = 0; p < part_count; p++) {
        const uint32_t end = view->starts[parts[p] + 1];
        for (uint32_t i = view->starts[parts[p]]; i < end; i++) {
            add_part(view, view->sorted[i]);
        }
    }
}

/* A whole of NO_CATEGORY is the slot beyond the last category. */
static uint32_t slot_of_whole(const struct sum_view *view, uint32_t whole)
{
    return whole == NO_CATEGORY ? view->category_count : whole;
}

static void add_totals(struct sum_view *view, uint32_t whole)
{
    const uint32_t slot = slot_of_whole(view, whole);
    for (uint32_t i = view->starts[slot]; i < view->starts[slot + 1]; i++) {
        const uint32_t cell = view->sorted[i];
        view->totals[view->group_of[cell]] = view->build->cells[cell].value;
        view->total_cell[view->group_of[cell]] = cell;
        view->leeways[view->group_of[cell]] += leeway_of(view, cell);
    }
}

static void judge_group(const struct sum_view *view, uint32_t group,
                        struct sum_test *test)
{
    const double total = view->totals[group];
    const double leeway = view->leeways[group] + fabs(total) * 1e-9;
    const double excess = view->sums[group] - total;
    const bool is_over = excess > leeway;
    if (view->is_broken[group] && !is_over) {
        test->untestable++;
    } else if (fabs(excess) <= leeway) {
        const bool tells = view->parts_above_zero[group] >= 2 && leeway < 0.05 * total;
        test->holds++;
        test->telling += tells ? 1 : 0;
    } else {
        test->failing_cell = test->fails++ ? test->failing_cell : view->total_cell[group];
        test->exceeds += is_over ? 1 : 0;
    }
}

struct sum_test sum_view_test(struct sum_view *view, uint32_t whole,
                              const uint32_t *parts, uint32_t part_count)
{
    struct sum_test test = {.failing_cell = SIZE_MAX};
    clear_groups(view);
    add_parts(view, parts, part_count);
    add_totals(view, whole);
    for (uint32_t group = 0; group < view->group_count; group++) {
        if (!isnan(view->totals[group]) && view->parts_seen[group]) {
            judge_group(view, group, &test);
        }
    }
    return test;
}

bool sum_view_holds(struct sum_view *view, uint32_t whole, const uint32_t *parts,
                    uint32_t part_count, uint32_t telling_wanted)
{
    const struct sum_test test = sum_view_test(view, whole, parts, part_count);
    return test.fails == 0 && test.telling >= telling_wanted;
}

uint32_t sum_view_samples(const struct sum_view *view, uint32_t *groups, uint32_t limit)
{
    uint32_t *counts =
        arena_array(view->build->scratch, (size_t)view->group_count + 1, uint32_t);
    for (size_t i = 0; i < view->build->cell_count; i++) {
        const uint32_t group = view->group_of[i];
        if (group != UINT32_MAX && view->build->cells[i].value > 0) {
            counts[group]++;
        }
    }
    uint32_t found = 0;
    while (found < limit) {
        uint32_t best = 0;
        for (uint32_t group = 0; group < view->group_count; group++) {
            best = counts[group] > counts[best] ? group : best;
        }
        if (view->group_count == 0 || counts[best] < 3) {
            break;
        }
        counts[best] = 0;
        groups[found++] = best;
    }
    return found;
}

static struct sum_sample value_in_group(const struct sum_view *view, uint32_t group,
                                        uint32_t category)
{
    for (uint32_t i = view->starts[category]; i < view->starts[category + 1]; i++) {
        const uint32_t cell = view->sorted[i];
        if (view->group_of[cell] == group) {
            return (struct sum_sample){.value = view->build->cells[cell].value,
                                       .leeway = leeway_of(view, cell)};
        }
    }
    return (struct sum_sample){.value = NAN};
}

void sum_view_values(const struct sum_view *view, uint32_t group,
                     struct sum_sample *values)
{
    for (uint32_t category = 0; category < view->category_count; category++) {
        values[category] = value_in_group(view, group, category);
    }
}
