#include "protect/plan_problem.h"

#include "protect/plan_values.h"

#include <math.h>

struct making {
    const struct plan *plan;
    struct pattern_problem *pattern;
    uint32_t *slack; /* [unknown] its slack cell, or NO_SLACK */
    struct entry *entries;
    uint32_t count;
    bool fits; /* every coefficient so far */
};

static enum pattern_status status_of(const struct plan_unknown *unknown)
{
    if (unknown->is_primary) {
        return PATTERN_PRIMARY;
    }
    if (unknown->keep != KEEP_NOT) {
        return PATTERN_FORCED;
    }
    return unknown->is_open ? PATTERN_OPEN : PATTERN_HIDDEN;
}

static struct pattern_cell cell_of(const struct plan *plan, uint32_t n)
{
    const struct system *system = plan->knowledge->system;
    const struct plan_unknown *it = &plan->unknowns[n];
    const struct range slack = plan_slack(plan, n);
    struct pattern_cell cell = {
        .value = it->value,
        .cost = it->cost,
        .low = it->hidden_low - slack.low,
        .high = it->hidden_high - slack.high,
        .above = it->is_primary ? it->above : 0,
        .below = it->is_primary ? it->below : 0,
        .status = status_of(it),
    };
    if (cell.status == PATTERN_HIDDEN) {
        cell.low = system->low[n];
        cell.high = system->high[n];
    } else if (cell.status == PATTERN_FORCED) {
        cell.low = it->value;
        cell.high = it->value;
    }
    cell.low = fmin(cell.low, cell.value);
    cell.high = fmax(cell.high, cell.value);
    return cell;
}

/* Beyond it rounding is no help to anybody: the last place of a sum of money. */
static bool is_worth_a_cell(const struct plan *plan, uint32_t n, struct range slack)
{
    return plan->knowledge->system->is_whole[n] && slack.low < slack.high;
}

static void add_unknowns(struct making *at)
{
    const struct plan *plan = at->plan;
    const uint32_t count = plan->knowledge->system->unknown_count;
    for (uint32_t n = 0; n < count; n++) {
        (void)pattern_problem_add_cell(at->pattern, cell_of(plan, n));
    }
}

static uint32_t add_slack(struct making *at, double value, double low, double high)
{
    return pattern_problem_add_cell(at->pattern, (struct pattern_cell){
                                                     .value = value,
                                                     .low = fmin(low, value),
                                                     .high = fmax(high, value),
                                                     .status = PATTERN_HIDDEN,
                                                     .is_virtual = true,
                                                 });
}

static void add_rounding(struct making *at)
{
    const struct plan *plan = at->plan;
    const uint32_t count = plan->knowledge->system->unknown_count;
    for (uint32_t n = 0; n < count; n++) {
        const struct range slack = plan_slack(plan, n);
        at->slack[n] = is_worth_a_cell(plan, n, slack)
                           ? add_slack(at, 0, slack.low, slack.high)
                           : NO_SLACK;
    }
}

static void add_entry(struct making *at, uint32_t cell, int64_t coefficient)
{
    at->fits = at->fits && coefficient <= INT32_MAX && coefficient >= -INT32_MAX;
    at->entries[at->count++] = (struct entry){cell, (int32_t)coefficient};
}

static void add_term(struct making *at, const struct term *term)
{
    add_entry(at, term->unknown, term->coefficient);
    if (at->slack[term->unknown] != NO_SLACK) {
        add_entry(at, at->slack[term->unknown], term->coefficient);
    }
}

/* Whether the row ties cells that can be hidden. */
static bool is_used(const struct plan *plan, uint32_t row)
{
    const struct knowledge *knowledge = plan->knowledge;
    const struct row_origin *origin = &knowledge->origins[row];
    if (origin->kind == ROW_PERCENT || origin->kind == ROW_MEAN) {
        return !plan_is_candidate(plan, origin->table);
    }
    for (const struct term *term = row_begin(knowledge->system, row);
         term < row_end(knowledge->system, row); term++) {
        if (knowledge->names[term->unknown].first_print != NO_PRINT) {
            return plan_row_holds(plan, row);
        }
    }
    return false;
}

static void add_row(struct making *at, uint32_t row)
{
    const struct system *system = at->plan->knowledge->system;
    const double low = system->row_low[row];
    const double high = system->row_high[row];
    at->count = 0;
    at->fits = true;
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        add_term(at, term);
    }
    if (!at->fits || !at->count) {
        return;
    }
    if (low != high) {
        const double sum = plan_row_sum(at->plan, row);
        add_entry(at, add_slack(at, sum, low, high), -1);
    }
    pattern_problem_add_equation(at->pattern, at->entries, at->count,
                                 low == high ? low : 0);
}

static void add_region(struct making *at, uint32_t cell, const struct plan_region *region)
{
    at->count = 0;
    at->fits = true;
    for (uint32_t i = 0; i < region->term_count; i++) {
        add_term(at, &region->terms[i]);
    }
    add_entry(at, cell, -region->divisor);
    if (at->fits) {
        pattern_problem_add_equation(at->pattern, at->entries, at->count, 0);
    }
}

static uint32_t longest(const struct plan *plan)
{
    uint32_t most = 0;
    for (uint32_t row = 0; row < plan->knowledge->system->row_count; row++) {
        const uint32_t length = row_length(plan->knowledge->system, row);
        most = length > most ? length : most;
    }
    for (size_t r = 0; r < plan->region_count; r++) {
        const uint32_t length = plan->regions[r].term_count;
        most = length > most ? length : most;
    }
    return most;
}

/* So many know the figure, as their own; NAN where there are more, or none. */
static const double *contributors_of(struct arena *arena, const struct plan *plan,
                                     const struct pattern_problem *pattern)
{
    const struct contributors *found = &plan->contributors;
    double *contributors = arena_array(arena, (size_t)pattern->cell_count + 1, double);
    for (uint32_t i = 0; i < pattern->cell_count; i++) {
        const bool knows =
            i < plan->knowledge->name_count &&
            contributors_know(found, plan->knowledge, &plan->input->limits, i);
        contributors[i] = knows ? found->units[i] : NAN;
    }
    return found->are_asked ? contributors : NULL;
}

struct plan_problem plan_problem_create(struct arena *arena, const struct plan *plan)
{
    const struct system *system = plan->knowledge->system;
    struct making at = {
        .plan = plan,
        .pattern = pattern_problem_create(arena),
        .slack = arena_array(arena, (size_t)system->unknown_count + 1, uint32_t),
        .entries = arena_array(arena, 2 * (size_t)longest(plan) + 2, struct entry),
    };
    add_unknowns(&at);
    struct plan_problem problem = {
        .pattern = at.pattern,
        .first_region = at.pattern->cell_count,
        .slack = at.slack,
    };
    for (size_t r = 0; r < plan->region_count; r++) {
        const struct plan_region *region = &plan->regions[r];
        (void)pattern_problem_add_cell(at.pattern, (struct pattern_cell){
                                                       .value = region->value,
                                                       .low = fmin(0, region->value),
                                                       .high = INFINITY,
                                                       .above = region->above,
                                                       .status = PATTERN_PRIMARY,
                                                       .is_virtual = true,
                                                   });
    }
    add_rounding(&at);
    for (uint32_t row = 0; row < system->row_count; row++) {
        if (is_used(plan, row)) {
            add_row(&at, row);
        }
    }
    for (size_t r = 0; r < plan->region_count; r++) {
        add_region(&at, problem.first_region + (uint32_t)r, &plan->regions[r]);
    }
    pattern_problem_index(at.pattern);
    problem.contributors = contributors_of(arena, plan, at.pattern);
    return problem;
}
