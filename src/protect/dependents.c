#include "protect/dependents.h"

#include "base/text.h"
#include "protect/dependent_shares.h"

#include <assert.h>
#include <math.h>

static const double tolerance = 1e-9;

/* A statistic of the candidate that stands for a ratio of unknowns. */
struct ratio {
    uint32_t table;
    uint32_t cell;
    uint32_t above;
    uint32_t below;
    uint32_t next; /* ratio of the same unknown (above), or NO_RATIO */
    uint32_t next_below;
};

#define NO_RATIO UINT32_MAX

struct testing {
    struct plan *plan;
    const struct plan_problem *problem;
    struct arena *aside;
    struct ratio *ratios;
    size_t count;
    size_t capacity;
    uint32_t *first;       /* [unknown] */
    uint32_t *first_below; /* [unknown] */
    double *moved;         /* [pattern cell] zero between changes */
};

static bool is_hidden(const struct plan *plan, uint32_t unknown)
{
    return unknown != NO_UNKNOWN && plan->unknowns[unknown].is_hidden;
}

static void hide(struct plan *plan, uint32_t table, uint32_t cell, const char *code)
{
    const char **reason = &plan->reasons[table][cell];
    *reason = *reason ? *reason : code;
    (void)cell_marks_add(&plan->marks, table, cell);
}

static void add_ratio(struct testing *at, const struct ratio *ratio)
{
    const uint32_t id = (uint32_t)at->count;
    struct ratio *own = arena_add(at->aside, at->ratios, at->count, at->capacity);
    *own = *ratio;
    own->next = at->first[ratio->above];
    own->next_below = at->first_below[ratio->below];
    at->first[ratio->above] = id;
    at->first_below[ratio->below] = id;
}

/* ---- percentages and rates ---- */

/* A share that runs on gives back the category that it takes in, where that is hidden. */
static bool runs_over_hidden(const struct plan *plan, uint32_t table, uint32_t i,
                             const struct cell_index *index)
{
    const struct table *source = plan_table_at(plan, table);
    const struct cell *cell = &source->cells[i];
    const struct accumulation *own = &source->measures[cell->measure].accumulation;
    if (!own->is_running || cell->denominator == NO_CELL) {
        return false;
    }
    const uint32_t counts = source->cells[cell->denominator].measure;
    for (uint32_t c = 0; c < source->dimensions[own->dimension].category_count; c++) {
        const uint32_t part = cell_index_sibling(index, i, counts, own->dimension, c);
        if (is_hidden(plan, plan_unknown_of(plan, table, part))) {
            return true;
        }
    }
    return false;
}

static void read_share(struct testing *at, uint32_t table, uint32_t i,
                       const struct cell_index *index)
{
    struct plan *plan = at->plan;
    const struct cell *cell = &plan_table_at(plan, table)->cells[i];
    const uint32_t above = plan_unknown_of(plan, table, cell->numerator);
    const uint32_t below = plan_unknown_of(plan, table, cell->denominator);
    const uint32_t count = plan_unknown_of(plan, table, cell->count);
    if (runs_over_hidden(plan, table, i, index)) {
        hide(plan, table, i, "P102");
        return;
    }
    if (!is_hidden(plan, above) && !is_hidden(plan, below) && !is_hidden(plan, count)) {
        if (above == NO_UNKNOWN && share_splits_hidden(plan, table, i)) {
            hide(plan, table, i, "P102");
        }
        return;
    }
    if (cell->role != ROLE_PERCENT || above == NO_UNKNOWN || below == NO_UNKNOWN) {
        hide(plan, table, i, "P102");
        return;
    }
    const struct ratio ratio = {
        .table = table, .cell = i, .above = above, .below = below};
    add_ratio(at, &ratio);
}

static double moved_value(const struct testing *at, uint32_t unknown)
{
    const uint32_t slack = at->problem->slack[unknown];
    return at->plan->unknowns[unknown].value + at->moved[unknown] +
           (slack == NO_SLACK ? 0 : at->moved[slack]);
}

static bool stays_as_printed(const struct testing *at, const struct ratio *ratio)
{
    const struct cell *cell = &plan_table_at(at->plan, ratio->table)->cells[ratio->cell];
    const double above = moved_value(at, ratio->above);
    const double below = moved_value(at, ratio->below);
    const double unit = cell_percent_unit(cell);
    const double half = 0.5 * pow(10, -cell->decimals);
    return below > 0 && (cell->is_change || above <= below + tolerance) &&
           fabs(unit * above / below - cell_percent_value(cell)) <= half + tolerance;
}

static void test_list(const struct testing *at, uint32_t unknown)
{
    for (uint32_t r = at->first[unknown]; r != NO_RATIO; r = at->ratios[r].next) {
        assert(at->ratios);
        if (!stays_as_printed(at, &at->ratios[r])) {
            hide(at->plan, at->ratios[r].table, at->ratios[r].cell, "P102");
        }
    }
    for (uint32_t r = at->first_below[unknown]; r != NO_RATIO;
         r = at->ratios[r].next_below) {
        assert(at->ratios);
        if (!stays_as_printed(at, &at->ratios[r])) {
            hide(at->plan, at->ratios[r].table, at->ratios[r].cell, "P102");
        }
    }
}

static void test_change(const struct testing *at, const struct suppress_demand *demand)
{
    const uint32_t unknowns = at->plan->knowledge->system->unknown_count;
    for (uint32_t i = 0; i < demand->change.count; i++) {
        at->moved[demand->change.cells[i]] = demand->change.amounts[i] * demand->times;
    }
    for (uint32_t i = 0; i < demand->change.count; i++) {
        if (demand->change.cells[i] < unknowns) {
            test_list(at, demand->change.cells[i]);
        }
    }
    for (uint32_t i = 0; i < demand->change.count; i++) {
        at->moved[demand->change.cells[i]] = 0;
    }
}

/* ---- means, and what stands beside a sum ---- */

/* Whether the sum behind means is bound by a total of its own kind. */
static bool is_bound(const struct plan *plan, uint32_t unknown)
{
    const struct system *system = plan->knowledge->system;
    for (uint32_t i = system->column_start[unknown];
         i < system->column_start[unknown + 1]; i++) {
        if (plan->knowledge->origins[system->column_rows[i]].kind != ROW_MEAN) {
            return true;
        }
    }
    return false;
}

/* Means of hidden counts: sums behind them add up, so that the means of a whole and of
 * its parts bind the counts. */
static void read_means(struct testing *at)
{
    struct plan *plan = at->plan;
    const struct knowledge *knowledge = plan->knowledge;
    for (uint32_t row = 0; row < knowledge->system->row_count; row++) {
        const struct row_origin *origin = &knowledge->origins[row];
        if (origin->kind != ROW_MEAN || !plan_is_candidate(plan, origin->table)) {
            continue;
        }
        const struct cell *cell =
            &plan_table_at(plan, origin->table)->cells[origin->cell];
        if (is_hidden(plan, plan_unknown_of(plan, origin->table, cell->count)) &&
            is_bound(plan, origin->whole)) {
            hide(plan, origin->table, origin->cell, "P102");
        }
    }
}

static bool stands_beside_sum(enum role role)
{
    return role == ROLE_MEAN || role == ROLE_TOP1 || role == ROLE_TOP2;
}

/* The mean, and the largest contributions, of a sum that is hidden. */
static void hide_beside_sum(struct testing *at, const struct cell_index *index,
                            uint32_t table, uint32_t sum)
{
    const struct table *source = plan_table_at(at->plan, table);
    const bool is_money = source->measures[source->cells[sum].measure].is_money;
    const uint32_t *categories =
        source->categories + (size_t)sum * source->dimension_count;
    for (uint32_t m = 0; m < source->measure_count; m++) {
        const struct measure *measure = &source->measures[m];
        if (!stands_beside_sum(measure->role) ||
            (measure->role == ROLE_MEAN && measure->is_money != is_money)) {
            continue;
        }
        const uint32_t cell = cell_index_find(index, m, categories);
        if (cell != NO_CELL && source->cells[cell].state == CELL_NUMBER) {
            hide(at->plan, table, cell, "D101");
        }
    }
}

/* A weighted count is nearly the count. */
static bool hide_weighted(struct testing *at, uint32_t table, uint32_t i)
{
    struct plan *plan = at->plan;
    const struct cell *cell = &plan_table_at(plan, table)->cells[i];
    const uint32_t count = plan_unknown_of(plan, table, cell->count);
    const uint32_t own = plan_unknown_of(plan, table, i);
    return count != own && is_hidden(plan, count) && own != NO_UNKNOWN &&
           !plan->unknowns[own].is_primary && plan_hide_cell(plan, table, i, "T102");
}

/* Medians and the like of few. */
static void read_position(struct testing *at, uint32_t table, uint32_t i)
{
    struct plan *plan = at->plan;
    const struct cell *cell = &plan_table_at(plan, table)->cells[i];
    const uint32_t count = plan_unknown_of(plan, table, cell->count);
    if (is_hidden(plan, count) && count != plan_unknown_of(plan, table, i) &&
        plan->unknowns[count].value < plan->input->limits.minimum) {
        hide(plan, table, i, "P101");
    }
}

static bool read_cell(struct testing *at, uint32_t table, uint32_t i,
                      const struct cell_index *index)
{
    const struct plan *plan = at->plan;
    const struct table *source = plan_table_at(plan, table);
    const enum role role = source->measures[source->cells[i].measure].role;
    if (role == ROLE_WEIGHTED) {
        return hide_weighted(at, table, i);
    }
    if (role == ROLE_PERCENT || role == ROLE_RATE) {
        read_share(at, table, i, index);
    } else if (role == ROLE_SUM && is_hidden(plan, plan_unknown_of(plan, table, i))) {
        hide_beside_sum(at, index, table, i);
    } else if (plan_unknown_of(plan, table, i) == NO_UNKNOWN) {
        read_position(at, table, i);
    }
    return false;
}

static bool read_table(struct testing *at, uint32_t table)
{
    const struct table *source = plan_table_at(at->plan, table);
    const struct cell_index *index = cell_index_create(at->aside, source);
    bool is_new = false;
    for (uint32_t i = 0; i < source->cell_count; i++) {
        if (source->cells[i].state == CELL_NUMBER) {
            is_new = read_cell(at, table, i, index) || is_new;
        }
    }
    return is_new;
}

bool dependents_mark(struct plan *plan, const struct plan_problem *problem,
                     const struct suppression *suppression)
{
    struct arena *aside = arena_create(0);
    const size_t unknowns = plan->knowledge->name_count;
    struct testing at = {
        .plan = plan,
        .problem = problem,
        .aside = aside,
        .first = arena_array(aside, unknowns + 1, uint32_t),
        .first_below = arena_array(aside, unknowns + 1, uint32_t),
        .moved = arena_array(aside, (size_t)problem->pattern->cell_count + 1, double),
    };
    for (size_t n = 0; n < unknowns; n++) {
        at.first[n] = NO_RATIO;
        at.first_below[n] = NO_RATIO;
    }
    bool is_new = false;
    for (uint32_t t = 0; t < plan->input->scope.candidate->table_count; t++) {
        is_new = read_table(&at, t) || is_new;
    }
    read_means(&at);
    for (uint32_t d = 0; d < suppression->demand_count; d++) {
        test_change(&at, &suppression->demands[d]);
    }
    arena_destroy(aside);
    return is_new;
}
