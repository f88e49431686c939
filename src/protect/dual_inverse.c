#include "protect/dual_inverse.h"

#include <math.h>

static const double nothing = 1e-11; /* what rounding leaves of a difference of equals */
static const double least_pivot = 1e-7;

#define PENDING (UINT32_MAX - 1)

enum { STALE = 1000 };

/* ---- sparse vectors over the equations ---- */

void dual_touch(struct dual_search *search, uint32_t row)
{
    if (!search->is_touched[row]) {
        search->is_touched[row] = true;
        search->touched[search->touched_count++] = row;
    }
}

static void add_to_column(struct dual_search *search, uint32_t row, double amount)
{
    if (!search->is_in_column[row]) {
        search->is_in_column[row] = true;
        search->column_rows[search->column_count++] = row;
    }
    const double sum = search->column[row] + amount;
    search->column[row] = fabs(sum) < nothing ? 0 : sum;
}

void dual_clear_column(struct dual_search *search)
{
    for (uint32_t i = 0; i < search->column_count; i++) {
        search->column[search->column_rows[i]] = 0;
        search->is_in_column[search->column_rows[i]] = false;
    }
    search->column_count = 0;
}

void dual_set_multiplier(struct dual_search *search, uint32_t row, double value)
{
    if (!search->has_multiplier[row]) {
        search->has_multiplier[row] = true;
        search->multiplier_rows[search->multiplier_count++] = row;
    }
    search->multipliers[row] = fabs(value) < nothing ? 0 : value;
}

void dual_clear_multipliers(struct dual_search *search)
{
    for (uint32_t i = 0; i < search->multiplier_count; i++) {
        search->multipliers[search->multiplier_rows[i]] = 0;
        search->has_multiplier[search->multiplier_rows[i]] = false;
    }
    search->multiplier_count = 0;
}

static size_t eta_end(const struct dual_search *search, size_t eta)
{
    return eta + 1 < search->eta_count ? search->etas[eta + 1].start : search->eta_size;
}

void dual_load_cell(struct dual_search *search, uint32_t cell, double amount)
{
    const struct pattern_problem *problem = search->problem;
    for (uint32_t i = problem->cell_start[cell]; i < problem->cell_start[cell + 1]; i++) {
        add_to_column(search, problem->cell_equations[i],
                      amount * problem->cell_coefficients[i]);
    }
}

/* column := inverse * column */
void dual_solve_column(struct dual_search *search)
{
    for (size_t eta = 0; eta < search->eta_count; eta++) {
        const uint32_t row = search->etas[eta].row;
        const double scaled = search->column[row] / search->etas[eta].pivot;
        if (scaled == 0) {
            continue;
        }
        for (size_t i = search->etas[eta].start; i < eta_end(search, eta); i++) {
            add_to_column(search, search->eta_rows[i], -scaled * search->eta_values[i]);
        }
        search->column[row] = scaled;
    }
    search->work += search->eta_count + search->column_count;
}

/* multipliers := multipliers * inverse */
void dual_solve_multipliers(struct dual_search *search)
{
    for (size_t eta = search->eta_count; eta-- > 0;) {
        const uint32_t pivot_row = search->etas[eta].row;
        double sum = search->multipliers[pivot_row];
        for (size_t i = search->etas[eta].start; i < eta_end(search, eta); i++) {
            sum -= search->multipliers[search->eta_rows[i]] * search->eta_values[i];
        }
        if (sum != 0 || search->multipliers[pivot_row] != 0) {
            dual_set_multiplier(search, pivot_row, sum / search->etas[eta].pivot);
        }
    }
    search->work += search->eta_size;
}

void dual_keep_eta(struct dual_search *search, uint32_t row)
{
    struct arena *arena = search->arena;
    *arena_add(arena, search->etas, search->eta_count, search->eta_capacity) =
        (struct dual_eta){row, search->column[row], search->eta_size};
    for (uint32_t i = 0; i < search->column_count; i++) {
        const uint32_t other = search->column_rows[i];
        if (other == row || search->column[other] == 0) {
            continue;
        }
        size_t count = search->eta_size;
        *arena_add(arena, search->eta_rows, count, search->eta_row_capacity) = other;
        *arena_add(arena, search->eta_values, search->eta_size,
                   search->eta_value_capacity) = search->column[other];
    }
}

/* ---- the inverse made anew ---- */

/* `row_cells` has the basic cells, whose values stand in their alpha for the while. */
static uint32_t take_out_basics(struct dual_search *search)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < search->touched_count; i++) {
        const uint32_t row = search->touched[i];
        const uint32_t cell = search->basic[row];
        if (cell != DUAL_SLACK) {
            search->cells[cell].alpha = search->values[row];
            search->cells[cell].is_flipped = true; /* not placed yet */
            search->row_cells[count++] = cell;
            search->basic[row] = PENDING;
            search->counts[row] = 0;
        }
    }
    search->eta_count = 0;
    search->eta_size = 0;
    return count;
}

static void place(struct dual_search *search, uint32_t cell, uint32_t row)
{
    dual_keep_eta(search, row);
    search->basic[row] = cell;
    search->values[row] = search->cells[cell].alpha;
    search->cells[cell].alpha = 0;
    search->cells[cell].is_flipped = false;
}

static uint32_t unplaced_of(const struct dual_search *search, uint32_t row)
{
    const struct entry *end = equation_end(search->problem, row);
    for (const struct entry *entry = equation_begin(search->problem, row); entry < end;
         entry++) {
        if (search->cells[entry->cell].is_flipped) {
            return entry->cell;
        }
    }
    return UINT32_MAX;
}

/* Counts the cells not placed yet in each row; answers how many rows have one. */
static uint32_t queue_single_rows(struct dual_search *search, uint32_t count)
{
    const struct pattern_problem *problem = search->problem;
    uint32_t queued = 0;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t cell = search->row_cells[i];
        for (uint32_t k = problem->cell_start[cell]; k < problem->cell_start[cell + 1];
             k++) {
            search->counts[problem->cell_equations[k]]++;
        }
    }
    for (uint32_t i = 0; i < search->touched_count; i++) {
        const uint32_t row = search->touched[i];
        if (search->basic[row] == PENDING && search->counts[row] == 1) {
            search->queue[queued++] = row;
        }
    }
    return queued;
}

/* One cell less to place in each of its rows; answers how many are queued then. */
static uint32_t count_down(struct dual_search *search, uint32_t cell, uint32_t queued)
{
    const struct pattern_problem *problem = search->problem;
    for (uint32_t i = problem->cell_start[cell]; i < problem->cell_start[cell + 1]; i++) {
        const uint32_t row = problem->cell_equations[i];
        if (--search->counts[row] == 1 && search->basic[row] == PENDING) {
            search->queue[queued++] = row;
        }
    }
    return queued;
}

/* Rows in which one cell is left: it is placed there, and its entry is its column. */
static void place_single_ones(struct dual_search *search, uint32_t count)
{
    uint32_t queued = queue_single_rows(search, count);
    for (uint32_t next = 0; next < queued; next++) {
        const uint32_t row = search->queue[next];
        const uint32_t cell = unplaced_of(search, row);
        if (search->basic[row] != PENDING || cell == UINT32_MAX) {
            continue;
        }
        dual_clear_column(search);
        dual_load_cell(search, cell, 1);
        place(search, cell, row);
        queued = count_down(search, cell, queued);
    }
}

static bool place_by_size(struct dual_search *search, uint32_t cell)
{
    dual_clear_column(search);
    dual_load_cell(search, cell, 1);
    dual_solve_column(search);
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < search->column_count; i++) {
        const uint32_t row = search->column_rows[i];
        if (search->basic[row] == PENDING &&
            (best == UINT32_MAX ||
             fabs(search->column[row]) > fabs(search->column[best]))) {
            best = row;
        }
    }
    if (best == UINT32_MAX || fabs(search->column[best]) < least_pivot) {
        return false;
    }
    place(search, cell, best);
    return true;
}

/* False where the basis cannot be inverted any more. */
bool dual_renew_inverse(struct dual_search *search)
{
    const uint32_t count = take_out_basics(search);
    for (uint32_t i = 0; i < count; i++) {
        const struct pattern_problem *problem = search->problem;
        const uint32_t cell = search->row_cells[i];
        for (uint32_t k = problem->cell_start[cell]; k < problem->cell_start[cell + 1];
             k++) {
            search->counts[problem->cell_equations[k]] = 0;
        }
    }
    place_single_ones(search, count);
    bool is_whole = true;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t cell = search->row_cells[i];
        if (search->cells[cell].is_flipped) {
            is_whole = is_whole && place_by_size(search, cell);
        }
    }
    search->fresh_size = search->eta_size;
    search->fresh_count = search->eta_count;
    for (uint32_t i = 0; i < count; i++) {
        search->cells[search->row_cells[i]].alpha = 0;
        search->cells[search->row_cells[i]].is_flipped = false;
    }
    return is_whole;
}

bool dual_inverse_is_stale(const struct dual_search *search)
{
    return search->eta_size > 3 * search->fresh_size + STALE;
}
