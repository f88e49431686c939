#include "protect/table_redesign.h"

#include "attack/names/label_range.h"
#include "attack/names/scope.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

/* Labels from here on are years, and stay as they are written. */
enum { YEARS_FROM = 1000 };

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
    if (copy->cell_count) {
        memcpy(cells, copy->cells, copy->cell_count * sizeof(*cells));
    }
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
    const double unit = cell_percent_unit(share);
    set_value(
        share,
        to_places(unit * cells[share->numerator].value / cells[share->denominator].value -
                      (share->is_change ? unit : 0),
                  share->decimals),
        cost);
}

/* ---- rounding ---- */

/* As readers see it: few numbers, or all alike, do not show that they are rounded. */
enum { NUMBERS_WANTED = 6, DIFFERENT_WANTED = 3 };

static bool shows_rounding(const struct table *table, const struct cell *cells,
                           uint32_t measure)
{
    double seen[DIFFERENT_WANTED];
    uint32_t numbers = 0;
    uint32_t different = 0;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const bool counts = cells[i].measure == measure && !cells[i].is_outside &&
                            cells[i].state == CELL_NUMBER && cells[i].value != 0;
        bool is_new = counts && different < DIFFERENT_WANTED;
        for (uint32_t k = 0; is_new && k < different; k++) {
            is_new = seen[k] != cells[i].value;
        }
        if (is_new) {
            seen[different++] = cells[i].value;
        }
        numbers += counts;
    }
    return numbers >= NUMBERS_WANTED && different >= DIFFERENT_WANTED;
}

static void declare_rounding(struct table *copy, struct measure *measures,
                             const struct rounding_rule *rule)
{
    for (uint32_t m = 0; m < copy->measure_count; m++) {
        struct rounding *rounding = &measures[m].rounding;
        const bool is_coarser =
            rounding->kind == ROUNDING_NEAREST && rounding->base >= rule->base;
        if (!role_is_count(measures[m].role) || is_coarser) {
            continue;
        }
        *rounding = (struct rounding){.kind = ROUNDING_NONE, .origin = ORIGIN_GUESS};
        if (shows_rounding(copy, copy->cells, m)) {
            *rounding = (struct rounding){
                .kind = rule->method == ROUND_TO_MIDPOINT ? ROUNDING_MIDPOINT
                                                          : ROUNDING_NEAREST,
                .base = rule->base,
                .small_below = rule->small_below,
                .origin = ORIGIN_ARITHMETIC,
            };
        }
    }
}

static double to_step(double value, double step)
{
    return step * floor(value / step + 0.5);
}

static void round_number(const struct table *table, const struct table_rounding *how,
                         const double *given, uint32_t i, struct cell *cell,
                         struct redesign_cost *cost)
{
    const struct measure *measure = &table->measures[cell->measure];
    const bool is_counted = role_is_count(measure->role) ||
                            measure->role == ROLE_WEIGHTED || measure->role == ROLE_SUM;
    if (measure->is_money && how->money_step > 0) {
        set_value(cell, to_step(cell->value, how->money_step), cost);
        if (how->money_step >= 1) {
            cell->decimals = 0;
        }
    } else if (!measure->is_money && is_counted) {
        const double base = rounding_rule_base(&how->counts, cell->value);
        const double value = given && isfinite(given[i])
                                 ? given[i]
                                 : rounding_rule_apply(&how->counts, cell->value);
        if (base > how->counts.base) {
            cell->rounded_to = (uint16_t)fmin(base, UINT16_MAX);
        }
        set_value(cell, value, cost);
        cell->decimals = 0;
    }
}

/* No finer than the policy lets it be. */
static void coarsen_share(const struct table_rounding *how, const struct cell *cells,
                          struct cell *share, struct redesign_cost *cost)
{
    const struct rounding_rule steps = {.bands = how->percent_bands,
                                        .band_count = how->percent_band_count};
    const int most = how->percent_decimals + (share->is_fraction ? 2 : 0);
    if (how->percent_decimals >= 0 && share->decimals > most) {
        while (share->decimals > most) {
            share->decimals--;
        }
        set_value(share, to_places(share->value, most), cost);
    }
    if (how->percent_band_count && is_number(cells, share->denominator)) {
        const double unit = share->is_fraction ? 0.01 : 1;
        const double step =
            unit * rounding_rule_base(&steps, cells[share->denominator].value);
        if (step > 0) {
            set_value(share, to_step(share->value, step), cost);
        }
    }
}

static void round_shares(const struct table *table, const struct table_rounding *how,
                         struct cell *cells, struct redesign_cost *cost)
{
    bool has_counts = false;
    for (uint32_t m = 0; m < table->measure_count; m++) {
        has_counts = has_counts || role_is_count(table->measures[m].role);
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (cells[i].state != CELL_NUMBER || role_of(table, &cells[i]) != ROLE_PERCENT) {
            continue;
        }
        if (has_counts) {
            renew_share(cells, &cells[i], cost);
        }
        if (cells[i].state == CELL_NUMBER) {
            coarsen_share(how, cells, &cells[i], cost);
        }
    }
}

struct table *table_rounded(struct arena *arena, const struct table *table,
                            const struct table_rounding *how, const double *given,
                            struct redesign_cost *cost)
{
    struct table *copy = arena_new(arena, struct table);
    struct measure *measures =
        arena_array(arena, (size_t)table->measure_count + 1, struct measure);
    *copy = *table;
    if (table->measure_count) {
        memcpy(measures, table->measures, table->measure_count * sizeof(*measures));
    }
    copy->measures = measures;
    struct cell *cells = own_cells(arena, copy);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (cells[i].state == CELL_NUMBER) {
            round_number(table, how, given, i, &cells[i], cost);
        }
    }
    round_shares(table, how, cells, cost);
    declare_rounding(copy, measures, &how->counts);
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

/* ---- cells that go ---- */

static uint32_t moved(const uint32_t *place, uint32_t cell)
{
    return cell == NO_CELL ? NO_CELL : place[cell];
}

/* Moves the cells that have a place, and says where to. */
static uint32_t move_cells(const struct table *before, struct cell *cells,
                           uint32_t *categories, uint32_t *place)
{
    const uint32_t dimensions = before->dimension_count;
    uint32_t count = 0;
    for (uint32_t i = 0; i < before->cell_count; i++) {
        if (place[i] == NO_CELL) {
            continue;
        }
        cells[count] = cells[i];
        for (uint32_t d = 0; d < dimensions; d++) {
            categories[(size_t)count * dimensions + d] = table_category(before, i, d);
        }
        place[i] = count++;
    }
    return count;
}

/* Cells without a place go; what pointed at one points at where its number went. */
static void close_gaps(struct arena *arena, struct table *copy, struct cell *cells,
                       uint32_t *place, const uint32_t *partner)
{
    const struct table before = *copy;
    uint32_t *categories = arena_array(
        arena, (size_t)before.cell_count * before.dimension_count + 1, uint32_t);
    const uint32_t count = move_cells(&before, cells, categories, place);
    for (uint32_t i = 0; partner && i < before.cell_count; i++) {
        if (place[i] == NO_CELL && partner[i] != NO_CELL) {
            place[i] = place[partner[i]];
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        cells[i].count = moved(place, cells[i].count);
        cells[i].numerator = moved(place, cells[i].numerator);
        cells[i].denominator = moved(place, cells[i].denominator);
    }
    copy->cell_count = count;
    copy->categories = categories;
    copy->cell_records = NULL;
}

/* ---- categories that go ---- */

struct dropping {
    struct arena *arena;
    const bool *drops; /* [category] */
};

/* Parts that are left; what is no longer all of its whole is not said to be. */
static bool partition_is_left(const struct dropping *at, const struct partition *from,
                              struct partition *left)
{
    uint32_t *parts = arena_array(at->arena, (size_t)from->part_count + 1, uint32_t);
    *left = *from;
    left->parts = parts;
    left->part_count = 0;
    for (uint32_t i = 0; i < from->part_count; i++) {
        if (!at->drops[from->parts[i]]) {
            parts[left->part_count++] = from->parts[i];
        }
    }
    left->is_exhaustive = from->is_exhaustive && left->part_count == from->part_count;
    return left->part_count && !at->drops[from->whole];
}

static void drop_partitions(const struct dropping *at, struct dimension *dimension)
{
    struct partition *partitions =
        arena_array(at->arena, (size_t)dimension->partition_count + 1, struct partition);
    uint32_t count = 0;
    for (uint32_t p = 0; p < dimension->partition_count; p++) {
        if (partition_is_left(at, &dimension->partitions[p], &partitions[count])) {
            count++;
        }
    }
    dimension->partitions = partitions;
    dimension->partition_count = count;
}

static struct dimension *own_dimensions(struct arena *arena, struct table *copy)
{
    struct dimension *dimensions =
        arena_array(arena, (size_t)copy->dimension_count + 1, struct dimension);
    if (copy->dimension_count) {
        memcpy(dimensions, copy->dimensions, copy->dimension_count * sizeof(*dimensions));
    }
    copy->dimensions = dimensions;
    return dimensions;
}

struct table *table_without(struct arena *arena, const struct table *table,
                            uint32_t dimension, const bool *drops,
                            struct redesign_cost *cost)
{
    struct table *copy = arena_new(arena, struct table);
    *copy = *table;
    const struct dropping at = {arena, drops};
    uint32_t *place = arena_array(arena, (size_t)table->cell_count + 1, uint32_t);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const uint32_t category = table_category(table, i, dimension);
        const bool goes = category != NO_CATEGORY && drops[category];
        place[i] = goes ? NO_CELL : 0;
        cost->changed += goes;
        cost->gone += goes;
    }
    drop_partitions(&at, &own_dimensions(arena, copy)[dimension]);
    close_gaps(arena, copy, own_cells(arena, copy), place, NULL);
    return copy;
}

/* ---- the merged table ---- */

static void drop_second(struct merging *at, struct table *copy)
{
    uint32_t *place = arena_array(at->arena, (size_t)at->table->cell_count + 1, uint32_t);
    for (uint32_t i = 0; i < at->table->cell_count; i++) {
        place[i] = is_second(at, i) ? NO_CELL : 0;
        at->cost->gone += is_second(at, i);
    }
    close_gaps(at->arena, copy, at->cells, place, at->partner);
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

/* "16-18" for 16-17 and 18, "19+" for 19-24 and 25+; else both, joined by "and". */
const char *merged_label(struct arena *arena, const struct category *first,
                         const struct category *second)
{
    struct label_range one;
    struct label_range other;
    const bool are_ranges = label_range_read(first->key, &one) &&
                            label_range_read(second->key, &other) &&
                            (one.high == other.low || other.high == one.low);
    if (!are_ranges || !first->text[0] || !second->text[0]) {
        return text_format(arena, "%s and %s", first->text, second->text);
    }
    const double low = fmin(one.low, other.low);
    const double high = fmax(one.high, other.high);
    const bool are_plain = low >= 0 && low < YEARS_FROM && first->key[0] >= '0' &&
                           first->key[0] <= '9' && second->key[0] >= '0' &&
                           second->key[0] <= '9';
    if (!are_plain) {
        return text_format(arena, "%s and %s", first->text, second->text);
    }
    const bool says_to = strstr(first->key, " to ") || strstr(second->key, " to ");
    return isfinite(high)
               ? text_format(arena, "%.0f%s%.0f", low, says_to ? " to " : "-", high - 1)
               : text_format(arena, "%.0f+", low);
}

static void rename_first(struct merging *at, struct table *copy)
{
    struct dimension *dimension = &own_dimensions(at->arena, copy)[at->dimension];
    struct category *categories =
        arena_array(at->arena, (size_t)dimension->category_count + 1, struct category);
    memcpy(categories, dimension->categories,
           dimension->category_count * sizeof(*categories));
    const char *text =
        merged_label(at->arena, &categories[at->first], &categories[at->second]);
    categories[at->first] =
        (struct category){.text = text, .key = text_key(at->arena, text)};
    dimension->categories = categories;
    dimension->partitions = without_second(at, dimension);
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
