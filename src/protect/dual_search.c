#include "protect/dual_search.h"

#include "protect/dual_choice.h"
#include "protect/dual_inverse.h"

#include <math.h>
#include <string.h>

static const double tiny = 1e-9;
static const double nothing = 1e-11;
static const double least_pivot = 1e-7;

enum { MOST_STEPS = 6000, MANY_ETAS = 60 };

#define DUAL_SLACK UINT32_MAX

struct dual_search *dual_search_create(struct arena *arena,
                                       const struct pattern_problem *problem,
                                       const double *prices)
{
    const size_t cells = (size_t)problem->cell_count + 1;
    const size_t equations = (size_t)problem->equation_count + 1;
    struct dual_search *search = arena_new(arena, struct dual_search);
    *search = (struct dual_search){
        .problem = problem,
        .arena = arena,
        .prices = prices,
        .limit = INFINITY,
        .cells = arena_array(arena, cells, struct dual_cell),
        .visited_cells = arena_array(arena, cells, uint32_t),
        .row_cells = arena_array(arena, cells, uint32_t),
        .candidates = arena_array(arena, 2 * cells, struct dual_candidate),
        .flipped = arena_array(arena, 2 * cells, uint32_t),
        .basic = arena_array(arena, equations, uint32_t),
        .values = arena_array(arena, equations, double),
        .excess = arena_array(arena, equations, double),
        .view = arena_array(arena, (size_t)problem->entry_count + 1, struct entry),
        .view_count = arena_array(arena, equations, uint32_t),
        .viewed = arena_array(arena, equations, uint32_t),
        .is_touched = arena_array(arena, equations, bool),
        .touched = arena_array(arena, equations, uint32_t),
        .column = arena_array(arena, equations, double),
        .column_rows = arena_array(arena, equations, uint32_t),
        .is_in_column = arena_array(arena, equations, bool),
        .multipliers = arena_array(arena, equations, double),
        .multiplier_rows = arena_array(arena, equations, uint32_t),
        .has_multiplier = arena_array(arena, equations, bool),
        .counts = arena_array(arena, equations, uint32_t),
        .queue = arena_array(arena, 4 * equations, uint32_t),
        .change_cells = arena_array(arena, cells, uint32_t),
        .change_amounts = arena_array(arena, cells, double),
    };
    for (size_t i = 0; i < equations; i++) {
        search->basic[i] = DUAL_SLACK;
        search->view_count[i] = UINT32_MAX;
    }
    return search;
}

void dual_search_forget(struct dual_search *search)
{
    for (uint32_t i = 0; i < search->viewed_count; i++) {
        search->view_count[search->viewed[i]] = UINT32_MAX;
    }
    search->viewed_count = 0;
}

/* ---- the steps ---- */

/* The nearest that the basic value of the row may be to what it is. */
static double nearest_bound(const struct dual_search *search, uint32_t row)
{
    const uint32_t cell = search->basic[row];
    if (cell == DUAL_SLACK) {
        return 0;
    }
    const bool is_positive = search->cells[cell].side > 0;
    const double low = is_positive ? 0 : dual_low(search, cell);
    const double high = is_positive ? dual_high(search, cell) : 0;
    const double value = search->values[row];
    return value > high ? high : value < low ? low : value;
}

static void set_value(struct dual_search *search, uint32_t row, double value)
{
    search->values[row] = value;
    search->excess[row] = value - nearest_bound(search, row);
}

static uint32_t choose_row(const struct dual_search *search, double slack)
{
    uint32_t best = UINT32_MAX;
    double most = slack;
    for (uint32_t i = 0; i < search->touched_count; i++) {
        const double size = fabs(search->excess[search->touched[i]]);
        if (size > most) {
            most = size;
            best = search->touched[i];
        }
    }
    return best;
}

/* A share in [0, 1), always the same for the cell and the salt. */
static double chance(uint64_t salt, uint32_t cell)
{
    uint64_t mixed = salt ^ (cell * 0x9e3779b97f4a7c15U);
    mixed = (mixed ^ (mixed >> 31)) * 0x94d049bb133111ebU;
    return (double)(mixed >> 40) / 16777216.0;
}

/* Whether it may in some search of this kind; a price may forbid it for the while. */
static bool may_move(const struct dual_search *search, uint32_t cell)
{
    const enum pattern_status status = search->problem->cells[cell].status;
    return status != PATTERN_FORCED && !(search->only && !search->only[cell]) &&
           !(search->shares && search->shares[cell] == 0 && status == PATTERN_OPEN);
}

static void visit(struct dual_search *search, uint32_t cell)
{
    struct dual_cell *it = &search->cells[cell];
    it->is_visited = true;
    const double price = search->prices[cell];
    it->price = price < 0 || !may_move(search, cell)
                    ? -1
                    : price * (1 + search->noise * chance(search->salt, cell));
    search->visited_cells[search->visited_count++] = cell;
}

/* Adds an equation's entry to the row of this step. */
static void price_entry(struct dual_search *search, uint32_t cell, double amount)
{
    struct dual_cell *it = &search->cells[cell];
    if (!it->is_visited) {
        visit(search, cell);
    }
    if (it->place == DUAL_BASIC || it->price < 0) {
        return;
    }
    if (it->alpha == 0) {
        search->row_cells[search->row_count++] = cell;
    }
    it->alpha += amount;
    it->alpha = it->alpha == 0 ? 1e-300 : it->alpha; /* listed, but once */
}

/* The entries of the equation that may move. */
static const struct entry *look_at(struct dual_search *search, uint32_t equation)
{
    const struct pattern_problem *problem = search->problem;
    struct entry *view = search->view + problem->equation_start[equation];
    if (search->view_count[equation] != UINT32_MAX) {
        return view;
    }
    uint32_t count = 0;
    const struct entry *end = equation_end(problem, equation);
    for (const struct entry *entry = equation_begin(problem, equation); entry < end;
         entry++) {
        if (may_move(search, entry->cell)) {
            view[count++] = *entry;
        }
    }
    search->work += (uint64_t)(end - equation_begin(problem, equation));
    search->view_count[equation] = count;
    search->viewed[search->viewed_count++] = equation;
    return view;
}

static void price_row(struct dual_search *search)
{
    search->row_count = 0;
    for (uint32_t i = 0; i < search->multiplier_count; i++) {
        const uint32_t equation = search->multiplier_rows[i];
        const double multiplier = search->multipliers[equation];
        if (multiplier == 0) {
            continue;
        }
        const struct entry *entry = look_at(search, equation);
        const struct entry *end = entry + search->view_count[equation];
        search->work += search->view_count[equation];
        for (; entry < end; entry++) {
            price_entry(search, entry->cell, multiplier * entry->coefficient);
        }
    }
}

static double resting_value(const struct dual_search *search, uint32_t cell)
{
    const enum dual_place place = search->cells[cell].place;
    return place == DUAL_AT_HIGH  ? dual_high(search, cell)
           : place == DUAL_AT_LOW ? dual_low(search, cell)
                                  : 0;
}

static double derivative(const struct dual_search *search, uint32_t cell,
                         double direction)
{
    const struct dual_cell *it = &search->cells[cell];
    const double side = it->place == DUAL_AT_HIGH  ? 1
                        : it->place == DUAL_AT_LOW ? -1
                                                   : direction;
    return side * it->price + it->pull;
}

/* The equations get new prices, so that the entering cell costs what it saves. */
static void reprice(struct dual_search *search, uint32_t leaving, double step)
{
    for (uint32_t i = 0; i < search->row_count; i++) {
        struct dual_cell *it = &search->cells[search->row_cells[i]];
        it->pull -= step * it->alpha;
    }
    if (leaving != DUAL_SLACK) {
        search->cells[leaving].pull -= step;
    }
}

static void leave(struct dual_search *search, uint32_t cell, double bound)
{
    if (cell == DUAL_SLACK) {
        return;
    }
    search->cells[cell].place = bound > 0   ? DUAL_AT_HIGH
                                : bound < 0 ? DUAL_AT_LOW
                                            : DUAL_AT_ZERO;
}

static void flip(struct dual_search *search, double sign)
{
    dual_clear_column(search);
    for (uint32_t i = 0; i < search->flipped_count; i++) {
        const uint32_t cell = search->flipped[i];
        struct dual_cell *it = &search->cells[cell];
        const double before = resting_value(search, cell);
        if (it->place == DUAL_AT_ZERO) {
            it->place =
                dual_direction_of(search, cell, sign) > 0 ? DUAL_AT_HIGH : DUAL_AT_LOW;
        } else {
            it->place = DUAL_AT_ZERO;
        }
        dual_load_cell(search, cell, resting_value(search, cell) - before);
    }
    dual_solve_column(search);
    for (uint32_t i = 0; i < search->column_count; i++) {
        const uint32_t other = search->column_rows[i];
        if (search->column[other] != 0) {
            dual_touch(search, other);
            set_value(search, other, search->values[other] - search->column[other]);
        }
    }
}

static bool exchange(struct dual_search *search, uint32_t row, uint32_t entering,
                     double direction, double bound)
{
    const double alpha = search->cells[entering].alpha;
    dual_clear_column(search);
    dual_load_cell(search, entering, 1);
    dual_solve_column(search);
    const double pivot = search->column[row];
    if (fabs(pivot) < least_pivot || fabs(pivot - alpha) > 1e-6 * (1 + fabs(alpha))) {
        return false;
    }
    const double step = (search->values[row] - bound) / pivot;
    const double value = resting_value(search, entering) + step;
    for (uint32_t i = 0; i < search->column_count; i++) {
        const uint32_t other = search->column_rows[i];
        if (search->column[other] != 0) {
            dual_touch(search, other);
            const double left = search->values[other] - step * search->column[other];
            set_value(search, other, fabs(left) < nothing ? 0 : left);
        }
    }
    const uint32_t leaving = search->basic[row];
    reprice(search, leaving, derivative(search, entering, direction) / alpha);
    leave(search, leaving, bound);
    struct dual_cell *it = &search->cells[entering];
    it->side = it->place == DUAL_AT_HIGH ? 1 : it->place == DUAL_AT_LOW ? -1 : direction;
    it->place = DUAL_BASIC;
    it->pull = -it->side * it->price;
    search->basic[row] = entering;
    set_value(search, row, value);
    dual_keep_eta(search, row);
    return true;
}

static void forget_row(struct dual_search *search)
{
    for (uint32_t i = 0; i < search->row_count; i++) {
        search->cells[search->row_cells[i]].alpha = 0;
    }
    search->row_count = 0;
}

/* Whether the row's cell is beyond zero and could as well stay there. */
static struct dual_crossing crossing_of(const struct dual_search *search, uint32_t row)
{
    struct dual_crossing crossing = {.cell = UINT32_MAX};
    const uint32_t cell = search->basic[row];
    if (cell == DUAL_SLACK || search->values[row] * search->cells[cell].side >= 0) {
        return crossing;
    }
    crossing.room =
        search->values[row] > 0 ? dual_high(search, cell) : -dual_low(search, cell);
    crossing.cell = crossing.room > 0 ? cell : UINT32_MAX;
    return crossing;
}

/* The row's cell stays where it is, beyond zero; the equations are priced accordingly. */
static void cross(struct dual_search *search, uint32_t row, double sign)
{
    struct dual_cell *it = &search->cells[search->basic[row]];
    reprice(search, search->basic[row], -2 * sign * it->price);
    it->side = -it->side;
    it->pull = -it->side * it->price;
    set_value(search, row, search->values[row]);
}

static enum dual_end step(struct dual_search *search, double slack, bool *is_done)
{
    const uint32_t row = choose_row(search, slack);
    *is_done = row == UINT32_MAX;
    if (*is_done) {
        return DUAL_FOUND;
    }
    double bound = nearest_bound(search, row);
    const double sign = search->excess[row] < 0 ? 1 : -1;
    struct dual_crossing crossing = crossing_of(search, row);
    dual_clear_multipliers(search);
    dual_set_multiplier(search, row, 1);
    dual_solve_multipliers(search);
    price_row(search);
    const uint32_t cell =
        dual_choose_cell(search, sign, fabs(search->excess[row]), &crossing);
    *is_done = cell == UINT32_MAX;
    if (*is_done) {
        forget_row(search);
        return DUAL_IMPOSSIBLE;
    }
    *is_done = search->cost > search->limit * fabs(search->amount);
    if (*is_done) {
        forget_row(search);
        return DUAL_TOO_DEAR;
    }
    const double direction = dual_direction_of(search, cell, sign);
    if (search->flipped_count > 0) {
        flip(search, sign);
    }
    if (cell == search->basic[row]) {
        cross(search, row, sign);
        forget_row(search);
        return DUAL_UNDECIDED;
    }
    bound = crossing.is_taken ? -sign * crossing.room : bound;
    *is_done = !exchange(search, row, cell, direction, bound);
    forget_row(search);
    return DUAL_UNDECIDED;
}

/* The basic values and what the equations cost, from the inverse alone. */
static void recalculate(struct dual_search *search)
{
    const struct pattern_problem *problem = search->problem;
    dual_clear_column(search);
    dual_clear_multipliers(search);
    dual_load_cell(search, search->target, -search->amount);
    for (uint32_t i = 0; i < search->visited_count; i++) {
        const uint32_t cell = search->visited_cells[i];
        if (search->cells[cell].place != DUAL_BASIC) {
            dual_load_cell(search, cell, -resting_value(search, cell));
        }
    }
    dual_solve_column(search);
    for (uint32_t i = 0; i < search->touched_count; i++) {
        const uint32_t row = search->touched[i];
        const uint32_t cell = search->basic[row];
        set_value(search, row, search->column[row]);
        if (cell != DUAL_SLACK) {
            dual_set_multiplier(search, row,
                                search->cells[cell].side * search->cells[cell].price);
        }
    }
    dual_solve_multipliers(search);
    for (uint32_t i = 0; i < search->visited_count; i++) {
        const uint32_t cell = search->visited_cells[i];
        double pull = 0;
        for (uint32_t k = problem->cell_start[cell]; k < problem->cell_start[cell + 1];
             k++) {
            pull -= search->multipliers[problem->cell_equations[k]] *
                    problem->cell_coefficients[k];
        }
        search->cells[cell].pull = pull;
    }
}

/* ---- before and after ---- */

static void rest(struct dual_search *search)
{
    for (uint32_t i = 0; i < search->visited_count; i++) {
        struct dual_cell *it = &search->cells[search->visited_cells[i]];
        *it = (struct dual_cell){0};
    }
    for (uint32_t i = 0; i < search->touched_count; i++) {
        search->basic[search->touched[i]] = DUAL_SLACK;
        search->values[search->touched[i]] = 0;
        search->excess[search->touched[i]] = 0;
        search->is_touched[search->touched[i]] = false;
    }
    search->visited_count = 0;
    search->touched_count = 0;
    search->eta_count = 0;
    search->eta_size = 0;
    search->fresh_size = 0;
    search->fresh_count = 0;
    dual_clear_column(search);
}

static void add_to_change(struct dual_search *search, uint32_t cell, double amount)
{
    if (amount != 0) {
        search->change_cells[search->change_count] = cell;
        search->change_amounts[search->change_count++] = amount;
    }
}

static void take_change(struct dual_search *search)
{
    for (uint32_t i = 0; i < search->touched_count; i++) {
        const uint32_t row = search->touched[i];
        if (search->basic[row] != DUAL_SLACK) {
            add_to_change(search, search->basic[row], search->values[row]);
        }
    }
    for (uint32_t i = 0; i < search->visited_count; i++) {
        const uint32_t cell = search->visited_cells[i];
        if (search->cells[cell].place != DUAL_BASIC) {
            add_to_change(search, cell, resting_value(search, cell));
        }
    }
}

/* False where the basis cannot be inverted any more. */
static bool renew(struct dual_search *search)
{
    if (!dual_renew_inverse(search)) {
        return false;
    }
    recalculate(search);
    return true;
}

static enum dual_end search_on(struct dual_search *search)
{
    const double slack = tiny * (1 + fabs(search->amount)) / 100;
    for (uint32_t i = 0; i < MOST_STEPS; i++) {
        if (dual_inverse_is_stale(search) && !renew(search)) {
            return DUAL_UNDECIDED;
        }
        bool is_done = false;
        const enum dual_end end = step(search, slack, &is_done);
        if (!is_done) {
            continue;
        }
        /* What a long inverse says is looked at again with a new one. */
        const bool is_sure = search->eta_count <= search->fresh_count + MANY_ETAS;
        if (end == DUAL_TOO_DEAR || is_sure) {
            return end;
        }
        if (!renew(search)) {
            return DUAL_UNDECIDED;
        }
    }
    return DUAL_UNDECIDED;
}

enum dual_end dual_search_find(struct dual_search *search, uint32_t cell, double amount)
{
    const struct pattern_problem *problem = search->problem;
    dual_clear_multipliers(search);
    search->target = cell;
    search->amount = amount;
    search->cost = 0;
    search->change_count = 0;
    visit(search, cell);
    search->cells[cell].price = -1;
    for (uint32_t i = problem->cell_start[cell]; i < problem->cell_start[cell + 1]; i++) {
        dual_touch(search, problem->cell_equations[i]);
        set_value(search, problem->cell_equations[i],
                  -problem->cell_coefficients[i] * amount);
    }
    const enum dual_end end = search_on(search);
    add_to_change(search, cell, amount);
    if (end == DUAL_FOUND) {
        take_change(search);
    }
    rest(search);
    return end;
}
