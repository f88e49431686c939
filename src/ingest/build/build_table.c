/*
 * The order in which a table is built, and how sure one can be of it in the end.
 */
#include "ingest/build/build_table.h"

#include "base/text.h"
#include "ingest/build/build_context.h"

#include <stdarg.h>
#include <string.h>

void build_doubt(struct build *at, uint32_t row, uint32_t column, double weight,
                 const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *sentence = text_format_list(at->arena, format, arguments);
    va_end(arguments);
    const struct doubt doubt = {.row = row, .column = column, .sentence = sentence};
    doubts_add(&at->doubts, at->arena, &doubt, format, weight);
}

static const struct cell_values *values_of(struct arena *arena, const struct plan *plan,
                                           const struct symbols *symbols)
{
    if (plan->values) {
        return plan->values;
    }
    const struct cell_values place = {
        .first_row = plan->first_row,
        .row_count = plan->last_row - plan->first_row + 1,
        .first_column = plan->first_column,
        .column_count = plan->last_column - plan->first_column + 1,
    };
    uint8_t *is_data = arena_array(arena, place.row_count, uint8_t);
    for (uint32_t row = 0; row < place.row_count; row++) {
        is_data[row] = !plan->skips_row[row];
    }
    return cell_values_read(arena, plan->grid, &place, is_data, symbols);
}

static void copy_plan(struct build *at)
{
    const struct plan *plan = at->plan;
    struct table *table = at->table;
    table->output = plan->grid->output;
    table->grid = plan->grid;
    table->id = "";
    table->first_row = plan->first_row;
    table->last_row = plan->last_row;
    table->first_column = plan->first_column;
    table->last_column = plan->last_column;
    table->first_data_row = plan->first_data_row;
    table->title = plan->title;
    table->population = plan->population;
    table->universe = plan->universe;
    table->within = plan->within;
    table->period = plan->period;
    table->is_described = plan->is_described;
    table->is_weighted = plan->is_weighted;
    table->records_reason = plan->records_reason;
    for (uint32_t i = 0; i < plan->doubt_count; i++) {
        doubts_add(&at->doubts, at->arena, &plan->doubts[i], plan->doubts[i].sentence, 0);
    }
}

static double least_count(const struct build *at)
{
    double least = INFINITY;
    for (size_t i = 0; i < at->cell_count; i++) {
        const struct cell *cell = &at->cells[i];
        const bool is_count = at->measures[cell->measure].role == ROLE_COUNT;
        if (is_count && cell->value > 0 && cell->value < least) {
            least = cell->value;
        }
    }
    return least;
}

/* Whole numbers that nothing names: sums that add up, and small numbers, speak for
 * counts; large ones alone could be money. */
static void judge_guessed_counts(struct build *at)
{
    enum { SMALL_ENOUGH = 200 };
    if (!at->plan->is_count_by_guess) {
        return;
    }
    const double least = least_count(at);
    if (at->has_proven_sum && least <= SMALL_ENOUGH) {
        at->doubts.confidence *= 0.98;
    } else if (at->has_proven_sum) {
        at->doubts.confidence *= 0.95;
    } else if (least <= SMALL_ENOUGH) {
        at->doubts.confidence *= 0.92;
    } else {
        build_doubt(at, UINT32_MAX, UINT32_MAX, 0.2,
                    "only their look says that the whole numbers are counts");
    }
}

static void finish_dimensions_again(struct build *at)
{
    struct dimension *dimensions =
        arena_array(at->arena, at->dimension_count + 1, struct dimension);
    for (size_t i = 0; i < at->dimension_count; i++) {
        struct draft_dimension *draft = &at->dimensions[i];
        draft->dimension.partitions = draft->partitions;
        draft->dimension.partition_count = (uint32_t)draft->partition_count;
        draft->dimension.categories = draft->categories;
        draft->dimension.category_count = (uint32_t)draft->count;
        dimensions[i] = draft->dimension;
    }
    at->table->dimensions = dimensions;
}

static void finish_table(struct build *at)
{
    struct table *table = at->table;
    table->measures = at->measures;
    table->measure_count = (uint32_t)at->measure_count;
    table->cells = at->cells;
    table->cell_count = (uint32_t)at->cell_count;
    table->categories = at->categories;
}

struct table *build_table(struct arena *arena, const struct plan *plan,
                          const struct symbols *symbols)
{
    struct build at = {
        .arena = arena,
        .scratch = arena_create(0),
        .plan = plan,
        .symbols = symbols,
        .grid = plan->grid,
        .table = arena_new(arena, struct table),
        .doubts = {.confidence = plan->confidence},
    };
    at.dimension_by_key = map_create(at.scratch, 16);
    at.measure_by_key = map_create(at.scratch, 16);
    at.values = values_of(arena, plan, symbols);
    copy_plan(&at);
    build_plan_dimensions(&at);
    build_plan_measures(&at);
    build_cells(&at);
    build_scales(&at);
    build_outside_cells(&at);
    build_rounding(&at);
    build_category_rounding(&at);
    build_banded_rounding(&at);
    build_finish_dimensions(&at);
    build_cumulative(&at);
    build_partitions(&at);
    finish_dimensions_again(&at);
    finish_table(&at);
    build_links(&at);
    build_shown_totals(&at);
    build_strip(&at);
    judge_guessed_counts(&at);
    if (at.cell_count == 0) {
        build_doubt(&at, UINT32_MAX, UINT32_MAX, 0.9, "the table has no numbers");
    }
    at.table->doubts = at.doubts.items;
    at.table->doubt_count = (uint32_t)at.doubts.count;
    at.table->confidence = at.doubts.confidence;
    finish_table(&at);
    arena_destroy(at.scratch);
    return at.table;
}
