#include "protect/table_redesign.h"

#include "attack/names/scope.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

static enum role role_of(const struct table *table, const struct cell *cell)
{
    return table->measures[cell->measure].role;
}

static void hide(struct cell *cell, struct redesign_cost *cost)
{
    cost->hidden += cell->state == CELL_NUMBER;
    cell->state = CELL_HIDDEN;
    cell->value = NAN;
    cell->symbol = "c";
}

static double to_places(double value, int decimals)
{
    const double factor = pow(10, decimals);
    return floor(value * factor + 0.5) / factor;
}

static bool is_number(const struct cell *cells, uint32_t cell)
{
    return cell != NO_CELL && cells[cell].state == CELL_NUMBER;
}

static struct cell *own_cells(struct arena *arena, struct table *copy)
{
    struct cell *cells = arena_array(arena, (size_t)copy->cell_count + 1, struct cell);
    memcpy(cells, copy->cells, copy->cell_count * sizeof(*cells));
    copy->cells = cells;
    return cells;
}

static void set_value(struct cell *cell, double value, struct redesign_cost *cost)
{
    cost->changed += cell->value != value;
    cell->value = value;
    cell->low = value;
    cell->high = value;
}

/* A percentage from the counts that it rests on, as they are now. */
static void renew_share(const struct cell *cells, struct cell *share,
                        struct redesign_cost *cost)
{
    if (!is_number(cells, share->numerator) || !is_number(cells, share->denominator) ||
        cells[share->denominator].value <= 0) {
        hide(share, cost);
        return;
    }
    const double unit = share->is_fraction ? 1 : 100;
    set_value(
        share,
        to_places(unit * cells[share->numerator].value / cells[share->denominator].value -
                      (share->is_change ? unit : 0),
                  share->decimals),
        cost);
}

/* ---- rounding ---- */

struct table *table_rounded(struct arena *arena, const struct table *table, double base,
                            struct redesign_cost *cost)
{
    struct table *copy = arena_new(arena, struct table);
    struct measure *measures =
        arena_array(arena, (size_t)table->measure_count + 1, struct measure);
    *copy = *table;
    memcpy(measures, table->measures, table->measure_count * sizeof(*measures));
    copy->measures = measures;
    struct cell *cells = own_cells(arena, copy);
    for (uint32_t m = 0; m < table->measure_count; m++) {
        if (role_is_count(measures[m].role) && measures[m].rounding.base < base) {
            measures[m].rounding = (struct rounding){
                .kind = ROUNDING_NEAREST, .base = base, .origin = ORIGIN_SIDECAR};
        }
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (cells[i].state == CELL_NUMBER && role_is_count(role_of(table, &cells[i]))) {
            set_value(&cells[i], base * floor(cells[i].value / base + 0.5), cost);
        }
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (cells[i].state == CELL_NUMBER && role_of(table, &cells[i]) == ROLE_PERCENT) {
            renew_share(cells, &cells[i], cost);
        }
    }
    return copy;
}

/* ---- merging ---- */

struct merging {
    struct arena *arena;
    const struct table *table;
    uint32_t dimension;
    uint32_t first;
    uint32_t second;
    uint32_t *partner; /* [cell] of the second category: its cell in the first */
    struct cell *cells;
    struct redesign_cost *cost;
};

static bool is_second(const struct merging *at, uint32_t cell)
{
    return table_category(at->table, cell, at->dimension) == at->second;
}

static bool find_partners(struct merging *at)
{
    const struct cell_index *index = cell_index_create(at->arena, at->table);
    for (uint32_t i = 0; i < at->table->cell_count; i++) {
        at->partner[i] = NO_CELL;
        if (!is_second(at, i)) {
            continue;
        }
        at->partner[i] = cell_index_sibling(index, i, at->table->cells[i].measure,
                                            at->dimension, at->first);
        if (at->partner[i] == NO_CELL) {
            return false;
        }
    }
    return true;
}

/* The mean of both, by what each rests on. */
static void merge_average(struct merging *at, struct cell *into, const struct cell *from)
{
    const struct cell *before = at->table->cells;
    const bool is_share = role_of(at->table, from) == ROLE_PERCENT;
    const uint32_t one = is_share ? into->denominator : into->count;
    const uint32_t other = is_share ? from->denominator : from->count;
    if (!is_number(before, one) || !is_number(before, other)) {
        hide(into, at->cost);
        return;
    }
    const double below = before[one].value;
    const double more = before[other].value;
    if (one == other) {
        set_value(into, into->value + from->value, at->cost);
    } else if (below + more > 0) {
        set_value(into,
                  to_places((into->value * below + from->value * more) / (below + more),
                            into->decimals),
                  at->cost);
    }
}

static void merge_cell(struct merging *at, uint32_t i)
{
    const struct cell *from = &at->table->cells[i];
    struct cell *into = &at->cells[at->partner[i]];
    const enum role role = role_of(at->table, from);
    const bool are_numbers = from->state == CELL_NUMBER && into->state == CELL_NUMBER;
    at->cost->changed++;
    if (are_numbers && role_adds_up(role)) {
        set_value(into, into->value + from->value, at->cost);
    } else if (are_numbers && (role == ROLE_MEAN || role == ROLE_PERCENT)) {
        merge_average(at, into, from);
    } else {
        hide(into, at->cost);
    }
}

/* Cells of the second category go; what pointed at them points at their partners. */
static void drop_second(struct merging *at, struct table *copy)
{
    const struct table *table = at->table;
    const uint32_t dimensions = table->dimension_count;
    uint32_t *place = arena_array(at->arena, (size_t)table->cell_count + 1, uint32_t);
    uint32_t *categories =
        arena_array(at->arena, (size_t)table->cell_count * dimensions + 1, uint32_t);
    uint32_t count = 0;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        place[i] = is_second(at, i) ? NO_CELL : count++;
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (place[i] == NO_CELL) {
            place[i] = place[at->partner[i]];
            continue;
        }
        at->cells[place[i]] = at->cells[i];
        memcpy(categories + (size_t)place[i] * dimensions,
               table->categories + (size_t)i * dimensions,
               dimensions * sizeof(*categories));
    }
    for (uint32_t i = 0; i < count; i++) {
        struct cell *cell = &at->cells[i];
        cell->count = cell->count == NO_CELL ? NO_CELL : place[cell->count];
        cell->numerator = cell->numerator == NO_CELL ? NO_CELL : place[cell->numerator];
        cell->denominator =
            cell->denominator == NO_CELL ? NO_CELL : place[cell->denominator];
    }
    copy->cell_count = count;
    copy->categories = categories;
    copy->cell_records = NULL;
}

static struct partition without(struct arena *arena, const struct partition *from,
                                uint32_t category)
{
    uint32_t *parts = arena_array(arena, (size_t)from->part_count + 1, uint32_t);
    struct partition result = *from;
    result.parts = parts;
    result.part_count = 0;
    for (uint32_t i = 0; i < from->part_count; i++) {
        if (from->parts[i] != category) {
            parts[result.part_count++] = from->parts[i];
        }
    }
    return result;
}

static const struct partition *without_second(const struct merging *at,
                                              const struct dimension *dimension)
{
    struct partition *partitions =
        arena_array(at->arena, (size_t)dimension->partition_count + 1, struct partition);
    for (uint32_t p = 0; p < dimension->partition_count; p++) {
        partitions[p] = without(at->arena, &dimension->partitions[p], at->second);
    }
    return partitions;
}

static void rename_first(struct merging *at, struct table *copy)
{
    const struct table *table = at->table;
    struct dimension *dimensions =
        arena_array(at->arena, (size_t)table->dimension_count + 1, struct dimension);
    memcpy(dimensions, table->dimensions, table->dimension_count * sizeof(*dimensions));
    struct dimension *dimension = &dimensions[at->dimension];
    struct category *categories =
        arena_array(at->arena, (size_t)dimension->category_count + 1, struct category);
    memcpy(categories, dimension->categories,
           dimension->category_count * sizeof(*categories));
    const char *text = text_format(at->arena, "%s and %s", categories[at->first].text,
                                   categories[at->second].text);
    categories[at->first] =
        (struct category){.text = text, .key = text_key(at->arena, text)};
    dimension->categories = categories;
    dimension->partitions = without_second(at, dimension);
    copy->dimensions = dimensions;
}

struct table *table_merged(struct arena *arena, const struct table *table,
                           uint32_t dimension, uint32_t first, uint32_t second,
                           struct redesign_cost *cost)
{
    struct table *copy = arena_new(arena, struct table);
    *copy = *table;
    struct merging at = {
        .arena = arena,
        .table = table,
        .dimension = dimension,
        .first = first,
        .second = second,
        .partner = arena_array(arena, (size_t)table->cell_count + 1, uint32_t),
        .cells = own_cells(arena, copy),
        .cost = cost,
    };
    if (!find_partners(&at)) {
        return NULL;
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (at.partner[i] != NO_CELL) {
            merge_cell(&at, i);
        }
    }
    rename_first(&at, copy);
    drop_second(&at, copy);
    return copy;
}
