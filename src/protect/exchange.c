#include "protect/exchange.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double tiny = 1e-9;
static const double nothing = 1e-11; /* what rounding leaves of a difference of equals */
static const double residue = 5e-10; /* of an equation, relative */
static const double least_pivot = 1e-7;
static const double target_price = 1e12;

/* Where, on the way of the entering column, the objective bends or a bound is met. */
struct exchange_break {
    double step;
    double bend; /* INFINITY at a bound */
    double end;  /* what the column is there */
    double speed;
    uint32_t row; /* OWN_BREAK for the entering column itself */
};

#define OWN_BREAK UINT32_MAX

enum { MOST_STEPS_A_ROW = 3, LEAST_STEPS = 200 };

/* ---- building ---- */

struct elimination {
    struct exchange *exchange;
    double *rows; /* [row_count][column_count] */
    uint32_t *pivot;
    double *line; /* [column_count] */
};

/* Entries that should be whole are made so: sums and differences then stay exact. */
static double tidy(double number)
{
    const double whole = round(number);
    return fabs(number - whole) < tiny ? whole : number;
}

static void add_multiple(double *to, const double *from, double factor, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        to[i] += factor * from[i];
    }
}

static uint32_t choose_pivot(const struct elimination *work)
{
    const struct exchange *exchange = work->exchange;
    uint32_t best = UINT32_MAX;
    double most = 0;
    for (uint32_t i = 0; i < exchange->column_count; i++) {
        const double size = fabs(work->line[i]);
        if (size < tiny) {
            continue;
        }
        /* Unit entries first, dear cells among them: they are the least wanted. */
        const double merit =
            (fabs(size - 1) < tiny ? 2 : 1) +
            exchange->columns[i].price / (1 + exchange->columns[i].price);
        if (merit > most) {
            most = merit;
            best = i;
        }
    }
    return best;
}

static void eliminate(struct elimination *work)
{
    struct exchange *exchange = work->exchange;
    const uint32_t count = exchange->column_count;
    for (uint32_t row = 0; row < exchange->row_count; row++) {
        const double factor = work->line[work->pivot[row]];
        if (factor != 0) {
            add_multiple(work->line, work->rows + (size_t)row * count, -factor, count);
        }
    }
    const uint32_t pivot = choose_pivot(work);
    if (pivot == UINT32_MAX) {
        return; /* says nothing new */
    }
    double *added = work->rows + (size_t)exchange->row_count * count;
    for (uint32_t i = 0; i < count; i++) {
        added[i] = tidy(work->line[i] / work->line[pivot]);
    }
    for (uint32_t row = 0; row < exchange->row_count; row++) {
        double *other = work->rows + (size_t)row * count;
        const double factor = other[pivot];
        if (factor != 0) {
            add_multiple(other, added, -factor, count);
        }
    }
    work->pivot[exchange->row_count++] = pivot;
}

static void keep_tableau(struct exchange *exchange, const struct elimination *work)
{
    struct arena *arena = exchange->arena;
    const uint32_t count = exchange->column_count;
    exchange->free_count = count - exchange->row_count;
    exchange->row_column = arena_array(arena, (size_t)exchange->row_count + 1, uint32_t);
    exchange->free_column =
        arena_array(arena, (size_t)exchange->free_count + 1, uint32_t);
    exchange->slopes = arena_array(arena, (size_t)exchange->free_count + 1, double);
    exchange->filled = arena_array(arena, (size_t)exchange->free_count + 1, uint32_t);
    exchange->breaks =
        arena_array(arena, 2 * (size_t)exchange->row_count + 2, struct exchange_break);
    for (uint32_t row = 0; row < exchange->row_count; row++) {
        exchange->row_column[row] = work->pivot[row];
        exchange->columns[work->pivot[row]].place = row;
        exchange->columns[work->pivot[row]].is_dependent = true;
    }
    uint32_t place = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!exchange->columns[i].is_dependent) {
            exchange->columns[i].place = place;
            exchange->free_column[place++] = i;
        }
    }
    exchange->tableau = arena_array(
        arena, (size_t)exchange->row_count * exchange->free_count + 1, double);
    for (uint32_t row = 0; row < exchange->row_count; row++) {
        for (uint32_t i = 0; i < exchange->free_count; i++) {
            exchange->tableau[(size_t)row * exchange->free_count + i] =
                tidy(-work->rows[(size_t)row * count + exchange->free_column[i]]);
        }
    }
}

static void add_column(struct exchange *exchange, uint32_t cell, uint32_t *scratch)
{
    const struct pattern_cell *source = &exchange->problem->cells[cell];
    struct exchange_column column = {
        .cell = cell,
        .low = -cell_room_below(source),
        .high = cell_room_above(source),
        .price = source->cost,
        .side = 1,
    };
    if (column.low < 0 || column.high > 0) {
        scratch[cell] = exchange->column_count;
        exchange->columns[exchange->column_count++] = column;
    }
}

/* Each equation of a column once: at the first of its columns. */
static bool is_first_of(const struct pattern_problem *problem, uint32_t equation,
                        uint32_t column, const uint32_t *scratch)
{
    for (const struct entry *entry = equation_begin(problem, equation);
         entry < equation_end(problem, equation); entry++) {
        if (scratch[entry->cell] < column) {
            return false;
        }
    }
    return true;
}

static void eliminate_equation(struct elimination *work, uint32_t equation,
                               const uint32_t *scratch)
{
    const struct pattern_problem *problem = work->exchange->problem;
    memset(work->line, 0, work->exchange->column_count * sizeof(double));
    for (const struct entry *entry = equation_begin(problem, equation);
         entry < equation_end(problem, equation); entry++) {
        if (scratch[entry->cell] != UINT32_MAX) {
            work->line[scratch[entry->cell]] += entry->coefficient;
        }
    }
    eliminate(work);
}

static void eliminate_equations(struct elimination *work, uint32_t column,
                                const uint32_t *scratch)
{
    const struct pattern_problem *problem = work->exchange->problem;
    const uint32_t cell = work->exchange->columns[column].cell;
    for (uint32_t i = problem->cell_start[cell]; i < problem->cell_start[cell + 1]; i++) {
        if (is_first_of(problem, problem->cell_equations[i], column, scratch)) {
            eliminate_equation(work, problem->cell_equations[i], scratch);
        }
    }
}

struct exchange *exchange_create(struct arena *arena,
                                 const struct pattern_problem *problem,
                                 const uint32_t *cells, uint32_t count, uint32_t *scratch)
{
    struct exchange *exchange = arena_new(arena, struct exchange);
    exchange->arena = arena;
    exchange->problem = problem;
    exchange->scratch = scratch;
    exchange->columns = arena_array(arena, (size_t)count + 1, struct exchange_column);
    for (uint32_t i = 0; i < count; i++) {
        add_column(exchange, cells[i], scratch);
    }
    struct arena *aside = arena_create(0);
    const size_t columns = exchange->column_count;
    struct elimination work = {
        .exchange = exchange,
        .rows = arena_array(aside, columns * columns + 1, double),
        .pivot = arena_array(aside, columns + 1, uint32_t),
        .line = arena_array(aside, columns + 1, double),
    };
    for (uint32_t i = 0; i < exchange->column_count; i++) {
        eliminate_equations(&work, i, scratch);
    }
    keep_tableau(exchange, &work);
    exchange->work += (uint64_t)exchange->row_count * exchange->column_count;
    arena_destroy(aside);
    for (uint32_t i = 0; i < count; i++) {
        scratch[cells[i]] = UINT32_MAX;
    }
    return exchange;
}

uint32_t exchange_column_of(const struct exchange *exchange, uint32_t cell)
{
    for (uint32_t i = 0; i < exchange->column_count; i++) {
        if (exchange->columns[i].cell == cell) {
            return i;
        }
    }
    return UINT32_MAX;
}

/* ---- searching ---- */

struct search {
    struct exchange *exchange;
    uint32_t target;
    double amount;
};

static double *tableau_row(const struct exchange *exchange, uint32_t row)
{
    return exchange->tableau + (size_t)row * exchange->free_count;
}

/* What one more unit of the column costs where it stands. */
static double slope_of(const struct search *search, uint32_t column)
{
    if (column == search->target) {
        return search->amount > 0 ? -target_price : target_price;
    }
    const struct exchange_column *it = &search->exchange->columns[column];
    return it->price * it->side;
}

static void start(struct search *search)
{
    struct exchange *exchange = search->exchange;
    for (uint32_t i = 0; i < exchange->column_count; i++) {
        exchange->columns[i].value = 0;
    }
    memset(exchange->slopes, 0, exchange->free_count * sizeof(double));
    for (uint32_t row = 0; row < exchange->row_count; row++) {
        const double slope = slope_of(search, exchange->row_column[row]);
        if (slope != 0) {
            add_multiple(exchange->slopes, tableau_row(exchange, row), slope,
                         exchange->free_count);
            exchange->work += exchange->free_count;
        }
    }
}

static double upper_bound(const struct search *search, uint32_t column)
{
    const double high = search->exchange->columns[column].high;
    return column == search->target && search->amount > 0 ? fmin(high, search->amount)
                                                          : high;
}

static double lower_bound(const struct search *search, uint32_t column)
{
    const double low = search->exchange->columns[column].low;
    return column == search->target && search->amount < 0 ? fmax(low, search->amount)
                                                          : low;
}

/* The slope of the objective when a free column moves in the direction; INFINITY where
 * it cannot. */
static double entering_slope(const struct search *search, uint32_t free, double direction)
{
    const struct exchange *exchange = search->exchange;
    const uint32_t column = exchange->free_column[free];
    const struct exchange_column *it = &exchange->columns[column];
    if (direction > 0 ? it->value >= upper_bound(search, column)
                      : it->value <= lower_bound(search, column)) {
        return INFINITY;
    }
    if (column == search->target) {
        return direction * (exchange->slopes[free] + slope_of(search, column));
    }
    const double own = it->value * direction < 0 ? -it->price : it->price;
    return direction * exchange->slopes[free] + own;
}

static double choose_entering(const struct search *search, uint32_t *free,
                              double *direction)
{
    double best = 0;
    const struct exchange *exchange = search->exchange;
    for (uint32_t i = 0; i < exchange->free_count; i++) {
        const uint32_t column = exchange->free_column[i];
        const struct exchange_column *it = &exchange->columns[column];
        if (it->value == 0 && fabs(exchange->slopes[i]) <= it->price &&
            column != search->target) {
            continue; /* most of them */
        }
        const double up = entering_slope(search, i, 1);
        const double down = entering_slope(search, i, -1);
        if (up < best) {
            best = up;
            *free = i;
            *direction = 1;
        }
        if (down < best) {
            best = down;
            *free = i;
            *direction = -1;
        }
    }
    return best;
}

static int compare_breaks(const void *left, const void *right)
{
    const struct exchange_break *one = left;
    const struct exchange_break *other = right;
    if (one->step != other->step) {
        return one->step < other->step ? -1 : 1;
    }
    if (one->speed != other->speed) {
        return one->speed > other->speed ? -1 : 1;
    }
    return (one->row > other->row) - (one->row < other->row);
}

static uint32_t add_breaks(const struct search *search, uint32_t column, double speed,
                           uint32_t row, uint32_t count)
{
    struct exchange *exchange = search->exchange;
    const struct exchange_column *it = &exchange->columns[column];
    const double size = fabs(speed);
    const double side =
        row == OWN_BREAK ? (it->value < 0 ? -1 : it->value > 0) : it->side;
    if (column != search->target && it->price > 0 && side * speed < 0) {
        exchange->breaks[count++] = (struct exchange_break){
            fabs(it->value) / size, row == OWN_BREAK ? INFINITY : 2 * it->price * size, 0,
            size, row};
    }
    const double bound =
        speed > 0 ? upper_bound(search, column) : lower_bound(search, column);
    if (isfinite(bound)) {
        exchange->breaks[count++] = (struct exchange_break){
            fmax(0, (bound - it->value) / speed), INFINITY, bound, size, row};
    }
    return count;
}

/* Crosses bends while the objective still falls; answers the break to stop at. */
static const struct exchange_break *walk(struct search *search, uint32_t count,
                                         double slope)
{
    struct exchange *exchange = search->exchange;
    qsort(exchange->breaks, count, sizeof(struct exchange_break), compare_breaks);
    for (uint32_t i = 0; i < count; i++) {
        const struct exchange_break *at = &exchange->breaks[i];
        slope += at->bend;
        if (slope >= -tiny) {
            return at;
        }
        struct exchange_column *crossed =
            &exchange->columns[exchange->row_column[at->row]];
        crossed->side = -crossed->side;
        add_multiple(exchange->slopes, tableau_row(exchange, at->row),
                     2 * crossed->price * crossed->side, exchange->free_count);
        exchange->work += exchange->free_count;
    }
    return NULL;
}

/* Most entries of a row are zero: the others are listed once and visited for each row. */
static uint32_t list_filled(struct exchange *exchange, const double *row)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < exchange->free_count; i++) {
        if (row[i] != 0) {
            exchange->filled[count++] = i;
        }
    }
    return count;
}

/* The dependent column of `row` and the free column `free` change places. */
static void pivot(struct search *search, uint32_t row, uint32_t free)
{
    struct exchange *exchange = search->exchange;
    const uint32_t count = exchange->free_count;
    const uint32_t leaving = exchange->row_column[row];
    const uint32_t entering = exchange->free_column[free];
    double *own = tableau_row(exchange, row);
    add_multiple(exchange->slopes, own, -slope_of(search, leaving), count);
    const double slope = exchange->slopes[free] + slope_of(search, entering);
    const double inverse = 1 / own[free];
    for (uint32_t i = 0; i < count; i++) {
        own[i] = own[i] == 0 ? 0 : tidy(-own[i] * inverse);
    }
    own[free] = tidy(inverse);
    exchange->slopes[free] = 0;
    add_multiple(exchange->slopes, own, slope, count);
    const uint32_t filled = list_filled(exchange, own);
    for (uint32_t i = 0; i < exchange->row_count; i++) {
        double *other = tableau_row(exchange, i);
        const double factor = other[free];
        if (i == row || factor == 0) {
            continue;
        }
        other[free] = 0;
        for (uint32_t k = 0; k < filled; k++) {
            const uint32_t place = exchange->filled[k];
            const double sum = other[place] + factor * own[place];
            other[place] = fabs(sum) < nothing ? 0 : sum;
        }
        exchange->work += filled;
    }
    exchange->work += exchange->row_count;
    exchange->row_column[row] = entering;
    exchange->free_column[free] = leaving;
    exchange->columns[entering].place = row;
    exchange->columns[entering].is_dependent = true;
    exchange->columns[leaving].place = free;
    exchange->columns[leaving].is_dependent = false;
}

static bool step(struct search *search, uint32_t free, double direction, double slope)
{
    struct exchange *exchange = search->exchange;
    const uint32_t entering = exchange->free_column[free];
    struct exchange_column *own = &exchange->columns[entering];
    uint32_t count = add_breaks(search, entering, direction, OWN_BREAK, 0);
    for (uint32_t row = 0; row < exchange->row_count; row++) {
        const double speed = direction * tableau_row(exchange, row)[free];
        if (fabs(speed) > least_pivot) {
            count = add_breaks(search, exchange->row_column[row], speed, row, count);
        }
    }
    const struct exchange_break *stop = walk(search, count, slope);
    if (!stop) {
        return false;
    }
    for (uint32_t row = 0; row < exchange->row_count && stop->step > 0; row++) {
        struct exchange_column *it = &exchange->columns[exchange->row_column[row]];
        it->value =
            tidy(it->value + stop->step * direction * tableau_row(exchange, row)[free]);
    }
    own->value = tidy(own->value + stop->step * direction);
    if (stop->row == OWN_BREAK) {
        own->value = stop->end;
        return true;
    }
    own->side = own->value < 0 || (own->value == 0 && direction < 0) ? -1 : 1;
    exchange->columns[exchange->row_column[stop->row]].value = stop->end;
    pivot(search, stop->row, free);
    return true;
}

static bool is_reached(const struct search *search)
{
    const double value = search->exchange->columns[search->target].value;
    return fabs(search->amount) - fabs(value) <= tiny * (1 + fabs(search->amount));
}

static bool is_free_of_charge(const struct exchange *exchange, uint32_t target)
{
    for (uint32_t i = 0; i < exchange->column_count; i++) {
        const struct exchange_column *it = &exchange->columns[i];
        if (i != target && it->value != 0 && it->price > 0) {
            return false;
        }
    }
    return true;
}

/* Whether the equation holds with the values as they are. */
static bool equation_holds(const struct exchange *exchange, uint32_t equation,
                           const uint32_t *column_at)
{
    const struct pattern_problem *problem = exchange->problem;
    double sum = 0;
    double size = 1;
    for (const struct entry *entry = equation_begin(problem, equation);
         entry < equation_end(problem, equation); entry++) {
        if (column_at[entry->cell] != UINT32_MAX) {
            const double part =
                entry->coefficient * exchange->columns[column_at[entry->cell]].value;
            sum += part;
            size += fabs(part);
        }
    }
    return fabs(sum) <= residue * size;
}

static bool equations_hold(const struct exchange *exchange, uint32_t *scratch)
{
    const struct pattern_problem *problem = exchange->problem;
    bool hold = true;
    for (uint32_t i = 0; i < exchange->column_count; i++) {
        if (exchange->columns[i].value != 0) {
            scratch[exchange->columns[i].cell] = i;
        }
    }
    for (uint32_t i = 0; i < exchange->column_count && hold; i++) {
        const uint32_t cell = exchange->columns[i].cell;
        for (uint32_t k = problem->cell_start[cell];
             k < problem->cell_start[cell + 1] && exchange->columns[i].value != 0; k++) {
            hold = hold && equation_holds(exchange, problem->cell_equations[k], scratch);
        }
    }
    for (uint32_t i = 0; i < exchange->column_count; i++) {
        scratch[exchange->columns[i].cell] = UINT32_MAX;
    }
    return hold;
}

bool exchange_find(struct exchange *exchange, uint32_t column, double amount)
{
    struct search search = {exchange, column, amount};
    start(&search);
    const uint32_t most = LEAST_STEPS + MOST_STEPS_A_ROW * exchange->row_count;
    for (uint32_t i = 0; i < most; i++) {
        uint32_t free = 0;
        double direction = 0;
        const double slope = choose_entering(&search, &free, &direction);
        exchange->work += exchange->free_count;
        if (slope >= -1e-7 || !step(&search, free, direction, slope)) {
            break;
        }
        if (is_reached(&search) && is_free_of_charge(exchange, column)) {
            break;
        }
    }
    if (!is_reached(&search)) {
        return false;
    }
    exchange->is_worn = exchange->is_worn || !equations_hold(exchange, exchange->scratch);
    return !exchange->is_worn;
}
