/*
 * Cells: one for each number column of each data row, with its categories. Linear in the
 * cells; labels are looked up once a row.
 */
#include "base/text.h"
#include "ingest/build/build_context.h"
#include "ingest/build/build_labels.h"
#include "ingest/infer/name_words.h"
#include "ingest/number/number.h"

#include <string.h>

static const char *default_measure(enum role role)
{
    return role == ROLE_TOTAL || role == ROLE_COUNT ? "count" : role_name(role);
}

static double quantile_of(struct build *at, const char *name, enum role role)
{
    if (role == ROLE_MEDIAN) {
        return 0.5;
    }
    const struct name_words words = name_words_of(at->scratch, name);
    return role == ROLE_QUANTILE ? name_quantile(&words) : 0;
}

uint32_t build_measure(struct build *at, const char *name, enum role role,
                       const struct plan_line *line)
{
    const enum role own = role == ROLE_TOTAL ? ROLE_COUNT : role;
    const char *shown = name[0] ? name : default_measure(own);
    const char *key =
        text_format(at->arena, "%s|%s", text_key(at->arena, shown), role_name(own));
    const size_t found = map_add_text(at->measure_by_key, key, at->measure_count);
    if (found < at->measure_count) {
        return (uint32_t)found;
    }
    *arena_add(at->arena, at->measures, at->measure_count, at->measure_capacity) =
        (struct measure){
            .name = shown,
            .key = text_key(at->arena, shown),
            .role = own,
            .unit = line->unit,
            .is_money = line->is_money,
            .quantile = quantile_of(at, shown, own),
            .scale = build_scale(at, shown, own, line),
            .rounding = line->rounding,
        };
    return (uint32_t)found;
}

static bool holds_numbers(const struct plan *plan, const struct plan_line *line)
{
    return line->role == ROLE_UNKNOWN
               ? plan->measure_column != PLAN_NONE
               : line->role < ROLE_ID && line->role != ROLE_DIMENSION;
}

void build_plan_measures(struct build *at)
{
    const struct plan *plan = at->plan;
    at->line_measure = arena_array(at->scratch, (size_t)plan->column_count + 1, uint32_t);
    for (uint32_t i = 0; i < plan->column_count; i++) {
        const struct plan_line *line = &plan->columns[i];
        at->line_measure[i] = UINT32_MAX;
        if (!holds_numbers(plan, line)) {
            continue;
        }
        at->line_measure[i] = plan->measure_column == PLAN_NONE
                                  ? build_measure(at, line->measure, line->role, line)
                                  : 0; /* decided row by row */
    }
}

static void add_shared_categories(struct build *at, struct row_state *state)
{
    const struct plan *plan = at->plan;
    for (uint32_t i = 0; i < plan->of_count; i++) {
        const uint32_t dimension =
            build_dimension(at, plan->of[i].dimension, true, ORIGIN_LAYOUT);
        state->categories[dimension] =
            build_category(at, dimension, plan->of[i].category);
    }
    for (uint32_t i = 0; i < plan->section_count; i++) {
        const struct plan_section *section = &plan->sections[i];
        if (state->row < section->first_row || state->row > section->last_row) {
            continue;
        }
        const uint32_t dimension =
            build_dimension(at, section->of.dimension, true, ORIGIN_LAYOUT);
        state->categories[dimension] =
            build_category(at, dimension, section->of.category);
    }
}

static void read_band(const struct build *at, struct cell *cell, const char *text)
{
    const struct number_reader reader = number_reader_for(at->symbols, at->values->style);
    struct number number;
    number_read(&reader, text, &number);
    if (role_is_count((enum role)cell->role)) {
        number_close_range(&number);
    }
    cell->low = number.low;
    cell->high = number.high;
}

static struct cell make_cell(const struct build *at, uint32_t row, uint32_t line,
                             enum role role, bool is_fraction)
{
    const uint32_t column = at->plan->columns[line].index;
    const struct cell_value *value = cell_value_at(at->values, row, column);
    struct cell cell = {
        .value = value->number,
        .low = value->number,
        .high = value->number,
        .row = row,
        .column = column,
        .measure = at->line_measure[line],
        .count = NO_CELL,
        .numerator = NO_CELL,
        .denominator = NO_CELL,
        .state = value->state,
        .role = (uint8_t)role,
        .decimals = value->decimals,
        .is_fraction = is_fraction && !(value->flags & VALUE_PERCENT_SIGN),
    };
    if (value->state != CELL_NUMBER) {
        cell.symbol = grid_text(at->grid, row, column);
    }
    if (value->state == CELL_BAND) {
        read_band(at, &cell, cell.symbol);
    }
    return cell;
}

/* Rows with roles: "earnings" in the column and "mean" in the row are "earnings: mean".
 */
static uint32_t measure_of_row(struct build *at, const struct plan_line *row_line,
                               const struct plan_line *line)
{
    static const char *const empty_names[] = {
        "value", "values", "amount", "n", "number", "figure", "result", "0", "count"};
    const char *key = text_key(at->scratch, line->name);
    const char *name = row_line->measure;
    const bool is_category = line->of_count && !line->measure[0];
    bool is_empty =
        key[0] == '\0' || is_category || at->plan->measure_column == PLAN_NONE;
    for (size_t i = 0; i < sizeof(empty_names) / sizeof(empty_names[0]); i++) {
        is_empty = is_empty || text_equals(key, empty_names[i]);
    }
    if (!is_empty) {
        name = text_format(at->arena, "%s: %s", line->name, row_line->measure);
    }
    struct plan_line unit = *row_line;
    unit.is_money =
        !role_is_count(row_line->role) && (row_line->is_money || line->is_money);
    return build_measure(at, name, row_line->role, &unit);
}

static void add_cell(struct build *at, struct row_state *state, uint32_t line)
{
    const struct plan_line *plan_line = &at->plan->columns[line];
    const size_t index = at->cell_count++;
    struct cell *cell = &at->cells[index];
    const enum role role = state->row_line ? state->row_line->role : plan_line->role;
    *cell = make_cell(at, state->row, line, role == ROLE_TOTAL ? ROLE_COUNT : role,
                      plan_line->is_fraction);
    cell->is_change = plan_line->is_change;
    if (state->row_line) {
        cell->measure = measure_of_row(at, state->row_line, plan_line);
        cell->count = role_is_count(role) ? (uint32_t)index : NO_CELL;
    }
    uint32_t *categories = at->categories + index * at->dimension_count;
    memcpy(categories, state->categories, at->dimension_count * sizeof(*categories));
    for (uint32_t i = 0; i < plan_line->of_count; i++) {
        const struct pair_of_line *pair = &at->line_of[line][i];
        categories[pair->dimension] = pair->category;
    }
    state->line_cell[line] = (uint32_t)index;
}

static uint32_t cell_of_line(const struct row_state *state, uint32_t line)
{
    return line == PLAN_NONE ? NO_CELL : state->line_cell[line];
}

/* Cells of the row that explain each other, as the plan has their columns. */
static void link_row(struct build *at, const struct row_state *state)
{
    for (uint32_t i = 0; i < at->plan->column_count; i++) {
        const struct plan_line *line = &at->plan->columns[i];
        if (state->line_cell[i] == NO_CELL || state->row_line) {
            continue;
        }
        struct cell *cell = &at->cells[state->line_cell[i]];
        cell->numerator = cell_of_line(state, line->numerator_line);
        cell->denominator = cell_of_line(state, line->denominator_line);
        cell->count = cell_of_line(state, line->count_line);
        if (cell->count == NO_CELL) {
            cell->count = cell->denominator;
        }
        if (role_is_count(line->role)) {
            cell->count = state->line_cell[i];
        }
    }
}

static void add_row(struct build *at, struct row_state *state)
{
    const struct plan *plan = at->plan;
    if (plan->row_count) {
        const struct plan_line *row_line = &plan->rows[state->row - plan->first_row];
        state->row_line = row_line->role == ROLE_UNKNOWN ? NULL : row_line;
        if (!state->row_line && plan->measure_column != PLAN_NONE) {
            return;
        }
        if (row_line->role == ROLE_NOTE || row_line->role == ROLE_IGNORE) {
            return;
        }
    }
    build_row_labels(at, state);
    add_shared_categories(at, state);
    for (uint32_t i = 0; i < plan->column_count; i++) {
        state->line_cell[i] = NO_CELL;
        if (at->line_measure[i] != UINT32_MAX) {
            add_cell(at, state, i);
        }
    }
    link_row(at, state);
}

static size_t most_cells(const struct build *at)
{
    size_t columns = 0;
    for (uint32_t i = 0; i < at->plan->column_count; i++) {
        columns += at->line_measure[i] != UINT32_MAX ? 1 : 0;
    }
    size_t rows = 0;
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        rows += at->plan->skips_row[row] ? 0 : 1;
    }
    return columns * rows + at->plan->outside_count + at->plan->spot_count + 1;
}

void build_cells(struct build *at)
{
    const struct plan *plan = at->plan;
    const size_t limit = most_cells(at);
    at->cells = arena_array(at->arena, limit, struct cell);
    at->categories = arena_array(at->arena, limit * (at->dimension_count + 1), uint32_t);
    if (plan->spot_count) {
        build_spots(at);
        return;
    }
    struct row_state state = {
        .categories = arena_array(at->scratch, at->dimension_count + 1, uint32_t),
        .above = arena_array(at->scratch, (size_t)plan->column_count + 1, uint32_t),
        .line_cell = arena_array(at->scratch, (size_t)plan->column_count + 1, uint32_t),
    };
    for (uint32_t i = 0; i < plan->column_count; i++) {
        state.above[i] = NO_CATEGORY;
    }
    for (uint32_t row = plan->first_data_row; row <= plan->last_row; row++) {
        if (!plan->skips_row[row - plan->first_row]) {
            state.row = row;
            add_row(at, &state);
        }
    }
}

/* Counts outside the cells count what the table counts, where it counts one thing. */
static uint32_t outside_measure(struct build *at)
{
    uint32_t found = UINT32_MAX;
    uint32_t counts = 0;
    for (uint32_t i = 0; i < at->measure_count; i++) {
        const enum role role = at->measures[i].role;
        if ((role == ROLE_COUNT || role == ROLE_N) && !at->measures[i].is_aside &&
            at->measures[i].scale <= 1) {
            found = i;
            counts++;
        }
    }
    const struct plan_line line = plan_line_at(0);
    return counts == 1 ? found : build_measure(at, "N", ROLE_N, &line);
}

static uint32_t measure_of_outside(struct build *at, const struct plan_outside *outside)
{
    if (!outside->measure || !outside->measure[0]) {
        return outside_measure(at);
    }
    struct plan_line line = plan_line_at(0);
    line.unit = "people";
    const uint32_t measure = build_measure(at, outside->measure, ROLE_COUNT, &line);
    at->measures[measure].is_aside = true;
    return measure;
}

void build_outside_cells(struct build *at)
{
    for (uint32_t i = 0; i < at->plan->outside_count; i++) {
        const struct plan_outside *outside = &at->plan->outside[i];
        const uint32_t measure = measure_of_outside(at, outside);
        const size_t index = at->cell_count++;
        at->cells[index] = (struct cell){
            .value = outside->value,
            .low = outside->value,
            .high = outside->value,
            .row = outside->row,
            .column = outside->column,
            .measure = measure,
            .count = (uint32_t)index,
            .numerator = NO_CELL,
            .denominator = NO_CELL,
            .state = CELL_NUMBER,
            .role = (uint8_t)at->measures[measure].role,
            .is_outside = true,
        };
        uint32_t *categories = at->categories + index * at->dimension_count;
        for (size_t d = 0; d < at->dimension_count; d++) {
            categories[d] = NO_CATEGORY;
        }
        for (uint32_t j = 0; j < outside->of_count; j++) {
            const uint32_t dimension =
                build_dimension(at, outside->of[j].dimension, false, ORIGIN_LAYOUT);
            categories[dimension] =
                build_category(at, dimension, outside->of[j].category);
        }
    }
}
