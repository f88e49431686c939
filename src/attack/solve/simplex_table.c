#include "attack/solve/simplex_table.h"

#include <math.h>
#include <string.h>

enum { MOST_ENTRIES = 400000 };

static const double largest_number = 1e15;
static const double nothing = 1e-11; /* what rounding leaves of a difference of equals */
static const double least_pivot = 1e-7;

static bool has_usable_numbers(const struct system *system)
{
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        if (!(fabs(system->low[i]) <= largest_number) ||
            !(fabs(system->high[i]) <= largest_number)) {
            return false;
        }
    }
    for (uint32_t i = 0; i < system->row_count; i++) {
        if (isnan(system->row_low[i]) || isnan(system->row_high[i])) {
            return false;
        }
    }
    for (uint32_t i = 0; i < system->term_count; i++) {
        if (fabs((double)system->terms[i].coefficient) > largest_number) {
            return false;
        }
    }
    return true;
}

static double scale_of_row(const struct system *system, uint32_t row)
{
    double most = 1;
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        most = fmax(most, fabs((double)term->coefficient));
    }
    return exp2(floor(log2(most)));
}

static void set_bounds(struct simplex_table *table)
{
    const struct system *system = table->system;
    memcpy(table->low, system->low, table->columns * sizeof(double));
    memcpy(table->value, system->low, table->columns * sizeof(double));
    memcpy(table->high, system->high, table->columns * sizeof(double));
    double most = 1;
    for (uint32_t i = 0; i < table->columns; i++) {
        most = fmax(most, fmax(fabs(system->low[i]), fabs(system->high[i])));
    }
    table->tolerance = fmax(1e-9, 1e-12 * most);
    for (uint32_t row = 0; row < table->rows; row++) {
        const bool is_out = system->row_is_out[row];
        const double scale = scale_of_row(system, row);
        const uint32_t variable = table->columns + row;
        table->scale[row] = scale;
        table->low[variable] = is_out ? -INFINITY : system->row_low[row] / scale;
        table->high[variable] = is_out ? INFINITY : system->row_high[row] / scale;
    }
}

static bool is_fixed(const struct simplex_table *table, uint32_t variable)
{
    return table->low[variable] == table->high[variable];
}

/* The rows as they are: all unknowns outside, the fixed ones behind. */
static void fill(struct simplex_table *table)
{
    const struct system *system = table->system;
    memset(table->whole, 0, (size_t)table->rows * table->columns * sizeof(double));
    table->entries = table->whole;
    table->stride = table->columns;
    table->open = 0;
    uint32_t last = table->columns;
    for (uint32_t i = 0; i < table->columns; i++) {
        const uint32_t column = is_fixed(table, i) ? --last : table->open++;
        table->outside[column] = i;
        table->place[i] = OUTSIDE | column;
    }
    for (uint32_t row = 0; row < table->rows; row++) {
        table->basic[row] = table->columns + row;
        table->place[table->columns + row] = row;
        for (const struct term *term = row_begin(system, row);
             term < row_end(system, row); term++) {
            simplex_table_row(table, row)[table->place[term->unknown] & ~OUTSIDE] =
                -(double)term->coefficient / table->scale[row];
        }
    }
}

struct simplex_table *simplex_table_create(struct arena *arena,
                                           const struct system *system)
{
    const size_t rows = system->row_count;
    const size_t columns = system->unknown_count;
    if (columns == 0 || rows * columns > MOST_ENTRIES || !has_usable_numbers(system)) {
        return NULL;
    }
    struct simplex_table *table = arena_new(arena, struct simplex_table);
    *table = (struct simplex_table){
        .system = system,
        .rows = (uint32_t)rows,
        .columns = (uint32_t)columns,
        .basic = arena_array(arena, rows + 1, uint32_t),
        .outside = arena_array(arena, columns, uint32_t),
        .place = arena_array(arena, rows + columns, uint32_t),
        .low = arena_array(arena, rows + columns, double),
        .high = arena_array(arena, rows + columns, double),
        .value = arena_array(arena, rows + columns, double),
        .scale = arena_array(arena, rows + 1, double),
        .prices = arena_array(arena, columns, double),
        .column = arena_array(arena, rows + 1, double),
        .touched = arena_array(arena, rows + 1, uint32_t),
        .whole = arena_array(arena, rows * columns + 1, double),
        .narrow = arena_array(arena, rows * columns + 1, double),
        .frozen_basic = arena_array(arena, rows + 1, uint32_t),
        .is_basic = arena_array(arena, rows + columns, bool),
    };
    set_bounds(table);
    fill(table);
    return table;
}

void simplex_table_load(struct simplex_table *table, uint32_t column)
{
    table->touched_count = 0;
    const double *entry = table->entries + column;
    for (uint32_t row = 0; row < table->rows; row++, entry += table->stride) {
        if (*entry != 0) {
            table->column[row] = *entry;
            table->touched[table->touched_count++] = row;
        }
    }
}

void simplex_table_to_bound(struct simplex_table *table, uint32_t variable)
{
    const double value = table->value[variable];
    const double low = table->low[variable];
    const double high = table->high[variable];
    table->value[variable] = fabs(value - low) <= fabs(value - high) ? low : high;
}

static void swap_columns(struct simplex_table *table, uint32_t one, uint32_t other)
{
    if (one == other) {
        return;
    }
    for (uint32_t row = 0; row < table->rows; row++) {
        double *entries = simplex_table_row(table, row);
        const double entry = entries[one];
        entries[one] = entries[other];
        entries[other] = entry;
    }
    const double price = table->prices[one];
    table->prices[one] = table->prices[other];
    table->prices[other] = price;
    const uint32_t variable = table->outside[one];
    table->outside[one] = table->outside[other];
    table->outside[other] = variable;
    table->place[table->outside[one]] = OUTSIDE | one;
    table->place[table->outside[other]] = OUTSIDE | other;
}

static void subtract(double *restrict entries, double factor,
                     const double *restrict pivot_row, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const double entry = entries[i] - factor * pivot_row[i];
        entries[i] = fabs(entry) < nothing ? 0 : entry;
    }
}

/* The first `width` columns of all rows and the prices follow. */
static void exchange(struct simplex_table *table, uint32_t row, uint32_t column,
                     uint32_t width)
{
    double *pivot_row = simplex_table_row(table, row);
    const double inverse = 1 / pivot_row[column];
    for (uint32_t i = 0; i < width; i++) {
        pivot_row[i] *= inverse;
    }
    pivot_row[column] = 0;
    for (uint32_t k = 0; k < table->touched_count; k++) {
        const uint32_t other = table->touched[k];
        if (other != row) {
            double *entries = simplex_table_row(table, other);
            subtract(entries, table->column[other], pivot_row, width);
            entries[column] = -table->column[other] * inverse;
        }
    }
    const double price = table->prices[column];
    if (price != 0) {
        subtract(table->prices, price, pivot_row, width);
        table->prices[column] = -price * inverse;
    }
    pivot_row[column] = inverse;
    const uint32_t entering = table->outside[column];
    const uint32_t leaving = table->basic[row];
    table->basic[row] = entering;
    table->place[entering] = row;
    table->outside[column] = leaving;
    table->place[leaving] = OUTSIDE | column;
    table->steps++;
    if (is_fixed(table, leaving)) {
        swap_columns(table, column, --table->open);
    }
}

void simplex_table_exchange(struct simplex_table *table, uint32_t row, uint32_t column)
{
    exchange(table, row, column, table->open);
}

void simplex_table_refresh(struct simplex_table *table)
{
    for (uint32_t row = 0; row < table->rows; row++) {
        const double *entries = table->whole + (size_t)row * table->columns;
        double sum = 0;
        for (uint32_t i = 0; i < table->columns; i++) {
            sum -= entries[i] * table->value[table->outside[i]];
        }
        table->value[table->basic[row]] = sum;
    }
}

/* The row to be given up to an unknown whose column is loaded: of those that are to go,
 * the one with the largest entry. */
static uint32_t row_to_give_up(const struct simplex_table *table)
{
    uint32_t best = NO_ROW;
    double most = least_pivot;
    for (uint32_t k = 0; k < table->touched_count; k++) {
        const uint32_t row = table->touched[k];
        if (!table->is_basic[table->basic[row]] && fabs(table->column[row]) > most) {
            best = row;
            most = fabs(table->column[row]);
        }
    }
    return best;
}

static void bring_back(struct simplex_table *table)
{
    for (uint32_t i = 0; i < table->columns; i++) {
        if (!table->is_basic[i]) {
            continue;
        }
        const uint32_t column = table->place[i] & ~OUTSIDE;
        simplex_table_load(table, column);
        const uint32_t row = row_to_give_up(table);
        if (row != NO_ROW) {
            exchange(table, row, column, table->columns);
        }
    }
}

/* A fixed variable that is basic, and in its place, gives way to another, if its row has
 * any: else the row follows from the others. */
static void take_out_fixed(struct simplex_table *table)
{
    for (uint32_t row = 0; row < table->rows; row++) {
        const uint32_t variable = table->basic[row];
        const double excess = fabs(table->value[variable] - table->low[variable]);
        if (!is_fixed(table, variable) || excess > table->tolerance || !table->open) {
            continue;
        }
        double *entries = simplex_table_row(table, row);
        uint32_t best = 0;
        for (uint32_t i = 1; i < table->open; i++) {
            best = fabs(entries[i]) > fabs(entries[best]) ? i : best;
        }
        if (fabs(entries[best]) > least_pivot) {
            simplex_table_load(table, best);
            exchange(table, row, best, table->columns);
        } else {
            memset(entries, 0, table->open * sizeof(double));
        }
    }
}

/* Whatever is outside stands at one of its bounds. */
static void settle_outside(struct simplex_table *table)
{
    for (uint32_t i = 0; i < table->columns; i++) {
        const uint32_t variable = table->outside[i];
        simplex_table_to_bound(table, variable);
    }
}

static void freeze(struct simplex_table *table)
{
    for (uint32_t row = 0; row < table->rows; row++) {
        memcpy(table->narrow + (size_t)row * table->open,
               table->whole + (size_t)row * table->columns, table->open * sizeof(double));
    }
    table->entries = table->narrow;
    table->stride = table->open;
    memcpy(table->frozen_basic, table->basic, table->rows * sizeof(uint32_t));
    table->frozen_open = table->open;
    table->steps = 0;
}

void simplex_table_renew(struct simplex_table *table)
{
    for (uint32_t i = 0; i < variable_count(table); i++) {
        table->is_basic[i] = !(table->place[i] & OUTSIDE);
    }
    fill(table);
    memset(table->prices, 0, table->columns * sizeof(double));
    bring_back(table);
    simplex_table_refresh(table);
    take_out_fixed(table);
    settle_outside(table);
    simplex_table_refresh(table);
    freeze(table);
}

static double price_of(const struct simplex_table *table, uint32_t variable)
{
    const uint32_t place = table->place[variable];
    return place & OUTSIDE ? table->prices[place & ~OUTSIDE] : 0;
}

/* The columns that are closed, as they were when the table was made: their share of the
 * multipliers is what the prices of today have taken from the basis of then. */
static void add_closed(const struct simplex_table *table, uint32_t row, double weight,
                       double *multipliers)
{
    const double *entries = table->whole + (size_t)row * table->columns;
    for (uint32_t i = table->open; i < table->columns; i++) {
        if (table->outside[i] >= table->columns) {
            multipliers[table->outside[i] - table->columns] -= weight * entries[i];
        }
    }
}

void simplex_table_multipliers(const struct simplex_table *table, const double *costs,
                               double *multipliers)
{
    const uint32_t unknowns = table->columns;
    for (uint32_t row = 0; row < table->rows; row++) {
        const uint32_t place = table->place[unknowns + row];
        const bool is_open = place & OUTSIDE && (place & ~OUTSIDE) < table->open;
        multipliers[row] = is_open ? table->prices[place & ~OUTSIDE] : 0;
    }
    for (uint32_t row = 0; row < table->rows; row++) {
        const uint32_t variable = table->frozen_basic[row];
        const double cost = variable < unknowns ? costs[variable] : 0;
        const double weight = cost - price_of(table, variable);
        if (weight != 0) {
            add_closed(table, row, weight, multipliers);
        }
    }
    for (uint32_t row = 0; row < table->rows; row++) {
        multipliers[row] /= table->scale[row];
    }
}
