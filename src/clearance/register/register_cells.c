/*
 * One table out of the register. A register is a file that may come from anywhere: every
 * number is held against the shape of its table before it is used.
 */
#include "base/text.h"
#include "clearance/register/register_inside.h"
#include "clearance/register/register_shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    TABLE_CELL_LIMIT = 100000000,
    DECIMALS_LIMIT = 20,
};

static const double number_limit = 1e15;

/* "3,-,0": one category a dimension. */
static bool read_categories(const char *text, const struct table *table,
                            uint32_t *categories)
{
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        if (d > 0 && *text++ != ',') {
            return false;
        }
        if (*text == '-') {
            categories[d] = NO_CATEGORY;
            text++;
            continue;
        }
        char *end = NULL;
        const unsigned long number = strtoul(text, &end, 10);
        if (end == text || *text < '0' || *text > '9' ||
            number >= table->dimensions[d].category_count) {
            return false;
        }
        categories[d] = (uint32_t)number;
        text = end;
    }
    return *text == '\0';
}

/* -1 is no cell. */
static bool read_place(int64_t number, int64_t cells, uint32_t *place)
{
    *place = number == -1 ? NO_CELL : (uint32_t)number;
    return number >= -1 && number < cells;
}

static bool is_within(int64_t number, int64_t most)
{
    return number >= 0 && number <= most;
}

/* What a cell shows, with its limits where it is a band. */
static bool read_number(const struct sql_statement *row, struct cell *cell)
{
    cell->value = sql_number(row, 4);
    cell->low = cell->value;
    cell->high = cell->value;
    if (cell->state == CELL_NUMBER) {
        return fabs(cell->value) <= number_limit; /* false for NAN */
    }
    if (cell->state == CELL_BAND) {
        cell->low = sql_number(row, 5);
        cell->high = sql_number(row, 6);
        cell->high = isnan(cell->high) ? INFINITY : cell->high;
        return cell->low <= cell->high && cell->low >= -number_limit;
    }
    return true;
}

static bool read_cell(struct arena *arena, const struct sql_statement *row,
                      const struct table *table, int64_t cells, struct cell *cell)
{
    const int64_t measure = sql_integer(row, 1);
    const int64_t state = sql_integer(row, 3);
    const int64_t decimals = sql_integer(row, 14);
    const int64_t flags = sql_integer(row, 15);
    const int64_t rounded_to = sql_integer(row, 16);
    const int64_t line = sql_integer(row, 8);
    const int64_t field = sql_integer(row, 9);
    const char *role = sql_text(row, 13);
    if (!is_within(measure, (int64_t)table->measure_count - 1) ||
        !is_within(state, CELL_UNREADABLE) || !is_within(decimals, DECIMALS_LIMIT) ||
        !is_within(flags, REGISTER_ALL_FLAGS) || !is_within(rounded_to, UINT16_MAX) ||
        !is_within(line, UINT32_MAX) || !is_within(field, UINT32_MAX) || !role ||
        !read_place(sql_integer(row, 10), cells, &cell->count) ||
        !read_place(sql_integer(row, 11), cells, &cell->numerator) ||
        !read_place(sql_integer(row, 12), cells, &cell->denominator)) {
        return false;
    }
    cell->measure = (uint32_t)measure;
    cell->state = (uint8_t)state;
    cell->decimals = (int8_t)decimals;
    cell->is_outside = (flags & REGISTER_OUTSIDE) != 0;
    cell->is_fraction = (flags & REGISTER_FRACTION) != 0;
    cell->is_change = (flags & REGISTER_CHANGE) != 0;
    cell->is_structural_zero = (flags & REGISTER_STRUCTURAL_ZERO) != 0;
    cell->is_of_shown = (flags & REGISTER_OF_SHOWN) != 0;
    cell->rounded_to = (uint16_t)rounded_to;
    cell->row = (uint32_t)line;
    cell->column = (uint32_t)field;
    cell->role = (uint8_t)role_find(role);
    const char *symbol = sql_text(row, 7);
    cell->symbol = symbol ? text_copy(arena, symbol, strlen(symbol)) : NULL;
    return read_number(row, cell);
}

/* Where the rows of one table go. */
struct cells_read {
    struct cell *cells;
    uint32_t *categories;
    int64_t expected;
    int64_t count;
};

static bool take_row(struct arena *arena, const struct sql_statement *row,
                     const struct table *table, struct cells_read *read)
{
    if (read->count >= read->expected || sql_integer(row, 0) != read->count) {
        return false;
    }
    const char *categories = sql_text(row, 2);
    const size_t at = (size_t)read->count * table->dimension_count;
    const bool is_good =
        read_cell(arena, row, table, read->expected, &read->cells[read->count]) &&
        read_categories(categories ? categories : "", table, read->categories + at);
    read->count++;
    return is_good;
}

static enum outcheck_status read_cells(struct register_book *book, struct arena *arena,
                                       const struct register_table *row,
                                       struct table *table, struct problems *problems)
{
    struct cells_read read = {
        .cells = arena_array(arena, (size_t)row->cells, struct cell),
        .categories =
            arena_array(arena, (size_t)row->cells * table->dimension_count, uint32_t),
        .expected = row->cells,
    };
    struct sql_statement *statement = NULL;
    bool has_row = false;
    bool is_good = true;
    enum outcheck_status status = sql_rows_of(
        book->store,
        "SELECT place, measure, categories, state, number, low, high, symbol, line,"
        " field, count_cell, numerator_cell, denominator_cell, role, decimals, flags,"
        " rounded_to FROM outcheck_cell WHERE table_id = ? ORDER BY place",
        row->id, &statement, &has_row, problems);
    while (status == OUTCHECK_OK && has_row && is_good) {
        is_good = take_row(arena, statement, table, &read);
        status = sql_step(statement, &has_row, problems);
    }
    sql_finish(statement);
    if (status == OUTCHECK_OK && (!is_good || read.count != read.expected)) {
        return register_damaged(book, problems,
                                "cells of the register are missing or do not fit");
    }
    table->cells = read.cells;
    table->cell_count = (uint32_t)read.count;
    table->categories = read.categories;
    return status;
}

enum outcheck_status register_read_table(struct register_book *book, struct arena *arena,
                                         const struct register_table *row,
                                         const struct output *output,
                                         struct table **table, struct problems *problems)
{
    struct table *own = arena_new(arena, struct table);
    *table = NULL;
    if (!is_within(row->cells, TABLE_CELL_LIMIT) ||
        !register_shape_read(arena, row->shape, own)) {
        return register_damaged(book, problems,
                                "the description of a table in the register is damaged");
    }
    own->output = output;
    if (own->grid) {
        struct grid *grid = arena_new(arena, struct grid);
        *grid = *own->grid;
        grid->output = output;
        own->grid = grid;
    }
    const enum outcheck_status status = read_cells(book, arena, row, own, problems);
    *table = status == OUTCHECK_OK ? own : NULL;
    return status;
}
