#include "attack/solve/simplex.h"

#include "attack/solve/simplex_table.h"

#include <math.h>
#include <string.h>

enum {
    PATIENCE = 40, /* steps that lead nowhere before the first wrong price is taken */
    FRESH = 500,   /* steps after which the table is made anew */
};

static const double nothing = 1e-11; /* what rounding leaves of a difference of equals */
static const double least_pivot = 1e-7;
static const double wrong_price = 1e-9;
static const double heaviest = 1e7;

struct simplex {
    struct simplex_table *table;
    double *costs;   /* [unknowns] to be minimised next */
    double *priced;  /* [unknowns] those that the prices are for */
    double *weights; /* [columns] squared lengths, about */
    int *side;       /* [rows] -1: the basic variable is below its bounds, 1: above */
    bool is_feasible;
    uint64_t steps_left;
};

struct simplex *simplex_create(struct arena *arena, const struct system *system)
{
    struct simplex_table *table = simplex_table_create(arena, system);
    if (!table) {
        return NULL;
    }
    struct simplex *simplex = arena_new(arena, struct simplex);
    *simplex = (struct simplex){
        .table = table,
        .costs = arena_array(arena, table->columns, double),
        .priced = arena_array(arena, table->columns, double),
        .weights = arena_array(arena, table->columns, double),
        .side = arena_array(arena, (size_t)table->rows + 1, int),
    };
    return simplex;
}

/* ---- prices ---- */

static int side_of(const struct simplex *simplex, uint32_t variable)
{
    const struct simplex_table *table = simplex->table;
    const double value = table->value[variable];
    if (value < table->low[variable] - table->tolerance) {
        return -1;
    }
    return value > table->high[variable] + table->tolerance ? 1 : 0;
}

static void add_to_prices(struct simplex_table *table, double factor, uint32_t row)
{
    const double *entries = simplex_table_row(table, row);
    for (uint32_t i = 0; i < table->open; i++) {
        table->prices[i] += factor * entries[i];
    }
}

static void clear_prices(struct simplex_table *table)
{
    memset(table->prices, 0, table->columns * sizeof(double));
}

static void price_objective(const struct simplex *simplex)
{
    struct simplex_table *table = simplex->table;
    clear_prices(table);
    memcpy(simplex->priced, simplex->costs, table->columns * sizeof(double));
    for (uint32_t i = 0; i < table->columns; i++) {
        const double cost = simplex->priced[i];
        const uint32_t place = table->place[i];
        if (cost != 0 && place & OUTSIDE) {
            table->prices[place & ~OUTSIDE] += cost;
        } else if (cost != 0) {
            add_to_prices(table, -cost, place);
        }
    }
    for (uint32_t i = 0; i < table->open; i++) {
        table->prices[i] = fabs(table->prices[i]) < nothing ? 0 : table->prices[i];
    }
}

/* What is out of bounds has a price of one for each unit. Answers how many are. */
static uint32_t price_excess(const struct simplex *simplex)
{
    struct simplex_table *table = simplex->table;
    uint32_t count = 0;
    clear_prices(table);
    for (uint32_t row = 0; row < table->rows; row++) {
        simplex->side[row] = side_of(simplex, table->basic[row]);
        if (simplex->side[row]) {
            add_to_prices(table, -simplex->side[row], row);
            count++;
        }
    }
    return count;
}

static bool is_at_low(const struct simplex_table *table, uint32_t variable)
{
    return table->value[variable] <= table->low[variable];
}

static bool is_wrong(const struct simplex_table *table, uint32_t column, double price)
{
    return is_at_low(table, table->outside[column]) ? price < -wrong_price
                                                    : price > wrong_price;
}

static uint32_t first_wrong(const struct simplex_table *table)
{
    uint32_t best = NO_UNKNOWN;
    for (uint32_t i = 0; i < table->open; i++) {
        if (is_wrong(table, i, table->prices[i]) &&
            (best == NO_UNKNOWN || table->outside[i] < table->outside[best])) {
            best = i;
        }
    }
    return best;
}

static uint32_t steepest(const struct simplex *simplex)
{
    const struct simplex_table *table = simplex->table;
    uint32_t best = NO_UNKNOWN;
    double most = 0;
    for (uint32_t i = 0; i < table->open; i++) {
        const double price = table->prices[i];
        const double gain = price * price / simplex->weights[i];
        if (gain > most && is_wrong(table, i, price)) {
            best = i;
            most = gain;
        }
    }
    return best;
}

static void forget_weights(const struct simplex *simplex)
{
    for (uint32_t i = 0; i < simplex->table->columns; i++) {
        simplex->weights[i] = 1;
    }
}

/* The row is that of the pivot, before the exchange. */
static void update_weights(const struct simplex *simplex, uint32_t row, uint32_t column)
{
    const struct simplex_table *table = simplex->table;
    const double *entries = simplex_table_row(table, row);
    const double unit = simplex->weights[column] / (entries[column] * entries[column]);
    if (!(unit < heaviest)) {
        forget_weights(simplex);
        return;
    }
    for (uint32_t i = 0; i < table->open; i++) {
        const double weight = entries[i] * entries[i] * unit;
        simplex->weights[i] = weight > simplex->weights[i] ? weight : simplex->weights[i];
    }
    simplex->weights[column] = unit > 1 ? unit : 1;
}

/* ---- how far ---- */

struct stride {
    uint32_t row; /* that blocks; NO_ROW: the variable goes to its other bound */
    double length;
};

/* How far the basic variable of a row lets the change go that moves it by `speed`. */
static double room(const struct simplex *simplex, uint32_t row, double speed)
{
    const struct simplex_table *table = simplex->table;
    const uint32_t variable = table->basic[row];
    const double value = table->value[variable];
    const int side = simplex->side[row];
    if (speed < 0) {
        const double bound = side > 0 ? table->high[variable] : table->low[variable];
        return side < 0 ? INFINITY : (value - bound) / -speed;
    }
    const double bound = side < 0 ? table->low[variable] : table->high[variable];
    return side > 0 ? INFINITY : (bound - value) / speed;
}

/* The shortest way to a bound, bounds a little widened (Harris) unless `strict`. */
static double shortest(const struct simplex *simplex, double direction, bool strict)
{
    const struct simplex_table *table = simplex->table;
    double limit = INFINITY;
    for (uint32_t k = 0; k < table->touched_count; k++) {
        const uint32_t row = table->touched[k];
        const double speed = -table->column[row] * direction;
        if (fabs(speed) > least_pivot) {
            const double slack = strict ? 0 : table->tolerance / fabs(speed);
            const double length = room(simplex, row, speed);
            limit = fmin(limit, fmax(0, length) + slack);
        }
    }
    return limit;
}

/* The loaded column moves by `direction`. Of rows that block at about the same length,
 * the one with the largest entry; or the first variable. */
static struct stride choose_row(const struct simplex *simplex, uint32_t entering,
                                double direction, bool first)
{
    const struct simplex_table *table = simplex->table;
    const double limit = shortest(simplex, direction, first);
    struct stride stride = {NO_ROW, table->high[entering] - table->low[entering]};
    if (stride.length <= limit) {
        return stride;
    }
    double best = 0;
    for (uint32_t k = 0; k < table->touched_count; k++) {
        const uint32_t row = table->touched[k];
        const double size = fabs(table->column[row]);
        if (size <= least_pivot) {
            continue;
        }
        const double length = room(simplex, row, -table->column[row] * direction);
        const bool is_better =
            first ? stride.row == NO_ROW || table->basic[row] < table->basic[stride.row]
                  : size > best;
        if (length <= limit && is_better) {
            best = size;
            stride = (struct stride){row, fmax(0, length)};
        }
    }
    return stride;
}

/* ---- one step ---- */

static void move(const struct simplex *simplex, uint32_t entering, double amount)
{
    struct simplex_table *table = simplex->table;
    table->value[entering] += amount;
    for (uint32_t k = 0; k < table->touched_count; k++) {
        const uint32_t row = table->touched[k];
        table->value[table->basic[row]] -= table->column[row] * amount;
    }
}

/* Basic variables that came back into bounds (or, by rounding, left them) change the
 * prices of the first phase. */
static void update_sides(const struct simplex *simplex)
{
    struct simplex_table *table = simplex->table;
    for (uint32_t k = 0; k < table->touched_count; k++) {
        const uint32_t row = table->touched[k];
        const int side = side_of(simplex, table->basic[row]);
        if (side != simplex->side[row]) {
            add_to_prices(table, simplex->side[row] - side, row);
            simplex->side[row] = side;
        }
    }
}

/* False when nothing blocks the step. */
static bool step(const struct simplex *simplex, uint32_t column, bool first,
                 double *length)
{
    struct simplex_table *table = simplex->table;
    const uint32_t entering = table->outside[column];
    const double direction = is_at_low(table, entering) ? 1 : -1;
    simplex_table_load(table, column);
    const struct stride stride = choose_row(simplex, entering, direction, first);
    *length = stride.length;
    if (isinf(stride.length)) {
        return false;
    }
    move(simplex, entering, direction * stride.length);
    if (stride.row == NO_ROW) {
        simplex_table_to_bound(table, entering);
    } else {
        simplex_table_to_bound(table, table->basic[stride.row]);
    }
    if (!simplex->is_feasible) {
        update_sides(simplex);
    }
    if (stride.row != NO_ROW) {
        update_weights(simplex, stride.row, column);
        simplex_table_exchange(table, stride.row, column);
    }
    return true;
}

/* Steps until no price is wrong. */
static enum lp_end run(struct simplex *simplex)
{
    uint32_t idle = 0;
    for (; simplex->steps_left; simplex->steps_left--) {
        const bool first = idle > PATIENCE;
        const uint32_t column = first ? first_wrong(simplex->table) : steepest(simplex);
        if (column == NO_UNKNOWN) {
            return LP_OPTIMAL;
        }
        double length = 0;
        if (!step(simplex, column, first, &length)) {
            return LP_UNDECIDED;
        }
        idle = length > 1000 * simplex->table->tolerance ? 0 : idle + 1;
    }
    return LP_UNDECIDED;
}

/* First phase: into all bounds. */
static enum lp_end find_feasible(struct simplex *simplex)
{
    enum { ROUNDS = 20 };
    simplex->is_feasible = false;
    simplex_table_refresh(simplex->table);
    for (int round = 0; round < ROUNDS && price_excess(simplex); round++) {
        const uint32_t before = simplex->table->steps;
        forget_weights(simplex);
        const enum lp_end end = run(simplex);
        if (end != LP_OPTIMAL) {
            return end;
        }
        if (round > 0 && simplex->table->steps == before) {
            return LP_INFEASIBLE;
        }
        simplex_table_renew(simplex->table);
    }
    simplex->is_feasible = price_excess(simplex) == 0;
    return simplex->is_feasible ? LP_OPTIMAL : LP_UNDECIDED;
}

static enum lp_end minimise(struct simplex *simplex)
{
    if (!simplex->is_feasible) {
        const enum lp_end end = find_feasible(simplex);
        if (end != LP_OPTIMAL) {
            return end;
        }
        forget_weights(simplex);
    }
    price_objective(simplex);
    return run(simplex);
}

enum lp_end simplex_minimise(struct simplex *simplex)
{
    enum { ROUNDS = 3 };
    struct simplex_table *table = simplex->table;
    simplex->steps_left = 20000 + 50 * (uint64_t)table->rows;
    for (int round = 0; round < ROUNDS; round++) {
        if (table->steps > FRESH || simplex_table_has_closed(table)) {
            simplex_table_renew(table);
            simplex->is_feasible = false;
        }
        const enum lp_end end = minimise(simplex);
        if (end != LP_OPTIMAL || !simplex_table_has_closed(table)) {
            return end;
        }
    }
    return LP_UNDECIDED;
}

/* ---- answers ---- */

void simplex_set_cost(struct simplex *simplex, uint32_t unknown, double cost)
{
    simplex->costs[unknown] = cost;
}

void simplex_values(const struct simplex *simplex, double *values)
{
    memcpy(values, simplex->table->value, simplex->table->columns * sizeof(double));
}

void simplex_duals(const struct simplex *simplex, double *duals)
{
    simplex_table_multipliers(simplex->table, simplex->priced, duals);
}

uint32_t simplex_distance(const struct simplex *simplex, uint32_t unknown, int sign)
{
    const struct simplex_table *table = simplex->table;
    const uint32_t place = table->place[unknown];
    if (place & OUTSIDE) {
        const uint32_t column = place & ~OUTSIDE;
        return column < table->open && is_wrong(table, column, sign) ? 1 : 0;
    }
    const double *entries = simplex_table_row(table, place);
    uint32_t count = 0;
    for (uint32_t i = 0; i < table->open; i++) {
        count += is_wrong(table, i, -sign * entries[i]);
    }
    return count;
}
