/*
 * R101 values finer than the policy's base or step, R102 one output with several bases.
 *
 * R101 asks counts and sums to be what the policy's rounding prints (one base, bases by
 * size, or midpoints), money to be multiples of the money step, and percentages to print
 * no more decimals than allowed, or steps by the size of their base: one finding a
 * measure. Midpoint-6 and its kind are also taken for rounded where the sidecar declares
 * them and the number fits. R102 compares the counts of people (and apart from them those
 * of organisations) of all tables of an output, and speaks only where the numbers prove
 * it: some are no multiples of 5 while six or more others all are.
 */
#include "base/text.h"
#include "risk/rule.h"

#include <math.h>

bool measure_is_rounded_as_asked(const struct policy *policy,
                                 const struct measure *measure)
{
    const struct policy_rule *rule = policy_find_kind(policy, "not-rounded");
    const enum rounding_kind asked = rule && rule->rounding.method == ROUND_TO_MIDPOINT
                                         ? ROUNDING_MIDPOINT
                                         : ROUNDING_NEAREST;
    return rule && measure->rounding.kind == asked &&
           measure->rounding.base >= rule->rounding.base;
}

struct steps {
    const struct rounding_rule *counts;
    double money_step;
    double percent_decimals;
    struct cell_group *finer; /* a measure */
};

static void begin_steps(struct rule_run *run)
{
    struct steps *state = arena_new(run->study->arena, struct steps);
    state->counts = &run->rule->rounding;
    state->money_step = policy_number(run->rule, "money-step");
    state->percent_decimals = policy_number(run->rule, "percent-decimals");
    state->finer = cell_groups_create(run);
    run->state = state;
}

static bool is_multiple(double value, double base)
{
    return nearly_equal(value / base, round(value / base));
}

/* Judged where the count below the line is known: its size says how fine is too fine. */
static bool breaks_percent_bands(const struct policy_rule *rule,
                                 const struct table *table, const struct cell *cell)
{
    const struct rounding_rule steps = {
        .bands = rule->percent_bands,
        .band_count = rule->percent_band_count,
    };
    const uint32_t below = cell->denominator != NO_CELL ? cell->denominator : cell->count;
    double base = 0;
    if (!rule->percent_band_count || cell->is_change ||
        !cell_number(table, below, &base)) {
        return false;
    }
    const double step = rounding_rule_base(&steps, base);
    const double percent = cell->is_fraction ? 100 * cell->value : cell->value;
    return step > 0 && !is_multiple(percent, step);
}

static bool fits_midpoint(const struct rounding *rounding, double value)
{
    return rounding->kind == ROUNDING_MIDPOINT && rounding->base > 0 &&
           (value == 0 || is_multiple(value + rounding->base / 2, rounding->base));
}

static bool has_finer_percent(const struct steps *state, const struct cell *cell)
{
    const int decimals = cell->is_fraction ? cell->decimals - 2 : cell->decimals;
    return state->percent_decimals >= 0 && decimals > state->percent_decimals;
}

static bool is_finer(const struct rule_run *run, const struct cell *cell)
{
    const struct steps *state = run->state;
    const struct table *table = run->table;
    const struct measure *measure = &table->measures[cell->measure];
    if (cell->role == ROLE_PERCENT) {
        return has_finer_percent(state, cell) ||
               breaks_percent_bands(run->rule, table, cell);
    }
    if (measure->is_money) {
        return state->money_step > 0 && !is_multiple(cell->value, state->money_step);
    }
    const bool is_counted = role_is_count((enum role)cell->role) ||
                            cell->role == ROLE_WEIGHTED || cell->role == ROLE_SUM;
    return is_counted && !rounding_rule_fits(state->counts, cell->value) &&
           !fits_midpoint(&measure->rounding, cell->value);
}

static void judge_steps(struct rule_run *run, uint32_t i)
{
    const struct steps *state = run->state;
    const struct cell *cell = &run->table->cells[i];
    if (cell->state == CELL_NUMBER && is_finer(run, cell)) {
        cell_group_add(&state->finer[cell->measure], run->table, i);
    }
}

static void say_finer_percent(struct rule_run *run, struct finding *finding,
                              const char *cells, const char *range)
{
    const struct steps *state = run->state;
    const struct cell *first = &run->table->cells[finding->cell];
    const char *limit = "steps depend on the count below the line";
    if (has_finer_percent(state, first)) {
        finding_add_evidence(finding, "decimals", state->percent_decimals);
        limit = text_format(run->desk->scratch, "limit is %s",
                            text_counted(run->desk->scratch, state->percent_decimals,
                                         "decimal", "decimals"));
    }
    rule_say(run, finding, "%s in %s finer than allowed, such as %s; %s", cells, range,
             rule_printed(run, first), limit);
}

static void say_finer(struct rule_run *run, const struct cell_group *group)
{
    const struct steps *state = run->state;
    const struct table *table = run->table;
    const struct cell *first = &table->cells[group->first];
    const struct measure *measure = &table->measures[first->measure];
    struct finding *finding = rule_report_cell(run, group->first);
    finding_add_evidence(finding, "cells", group->count);
    finding_add_evidence(finding, "value", first->value);
    const char *cells =
        text_counted(run->desk->scratch, group->count, role_noun(measure->role, false),
                     role_noun(measure->role, true));
    const char *range = cell_group_range(run, group);
    if (measure->role == ROLE_PERCENT) {
        say_finer_percent(run, finding, cells, range);
        return;
    }
    const double base = measure->is_money
                            ? state->money_step
                            : rounding_rule_base(state->counts, first->value);
    finding_add_evidence(finding, "base", base);
    rule_say(run, finding, "%s in %s not rounded, such as %s; base is %s", cells, range,
             rule_value(run, first->value), rule_value(run, base));
}

static void end_steps(struct rule_run *run)
{
    const struct steps *state = run->state;
    for (uint32_t m = 0; m < run->table->measure_count; m++) {
        if (state->finer[m].count) {
            say_finer(run, &state->finer[m]);
        }
    }
}

/* R102: what is known of the bases of one output. */
struct seen {
    const struct table *table; /* whose numbers prove it; NULL: nothing seen */
    uint32_t cell;
    double base;
};

struct mixture {
    const struct output *output;
    struct seen exact[2]; /* people, organisations */
    struct seen rounded[2];
};

struct mixtures {
    struct mixture *items;
    size_t count;
    size_t capacity;
};

static struct mixture *mixture_of(struct rule_run *run, const struct output *output)
{
    struct mixtures *all = run->memory;
    if (!all) {
        all = run->memory = arena_new(run->desk->arena, struct mixtures);
    }
    /* Tables come in the order of their outputs. */
    if (all->count && all->items[all->count - 1].output == output) {
        return &all->items[all->count - 1];
    }
    struct mixture *added =
        arena_add(run->desk->arena, all->items, all->count, all->capacity);
    *added = (struct mixture){.output = output};
    return added;
}

enum { ENOUGH_TO_PROVE = 6 };

static void note_measure(struct rule_run *run, struct mixture *mixture, uint32_t m)
{
    const struct table *table = run->table;
    const struct digest *digest = &study_digests(run->study)[m];
    const struct cell like = {.measure = m, .role = (uint8_t)table->measures[m].role};
    const int side = cell_counts_organisations(table, &like);
    if (table->measures[m].rounding.kind == ROUNDING_MIDPOINT) {
        return;
    }
    if (digest->not_multiple_of_5) {
        if (!mixture->exact[side].table) {
            mixture->exact[side] = (struct seen){table, digest->first_exact, 1};
        }
    } else if (digest->not_zero >= ENOUGH_TO_PROVE && !mixture->rounded[side].table) {
        mixture->rounded[side] =
            (struct seen){table, digest->first, digest->not_multiple_of_10 ? 5 : 10};
    }
}

static void end_table_mixed(struct rule_run *run)
{
    struct mixture *mixture = mixture_of(run, run->table->output);
    for (uint32_t m = 0; m < run->table->measure_count; m++) {
        if (role_is_count(run->table->measures[m].role)) {
            note_measure(run, mixture, m);
        }
    }
}

static void report_mixture(struct rule_run *run, const struct seen *exact,
                           const struct seen *rounded)
{
    run->table = exact->table;
    struct finding *finding = rule_report_cell(run, exact->cell);
    finding_add_evidence(finding, "value", exact->table->cells[exact->cell].value);
    finding_add_evidence(finding, "base", rounded->base);
    rule_say(run, finding,
             "%s is no multiple of 5, while counts from %s %s on are rounded to %s",
             rule_value(run, exact->table->cells[exact->cell].value), rounded->table->id,
             table_cell_place(run->desk->scratch, rounded->table, rounded->cell),
             rule_value(run, rounded->base));
    run->table = NULL;
}

static void judge_mixture(struct rule_run *run, const struct mixture *mixture)
{
    for (int side = 0; side < 2; side++) {
        if (mixture->exact[side].table && mixture->rounded[side].table) {
            report_mixture(run, &mixture->exact[side], &mixture->rounded[side]);
        }
    }
}

static void end_submission_mixed(struct rule_run *run)
{
    const struct mixtures *all = run->memory;
    for (size_t i = 0; all && i < all->count; i++) {
        judge_mixture(run, &all->items[i]);
    }
}

const struct rule_evaluator rounding_rules[] = {
    {
        .kind = "not-rounded",
        .roles = COUNT_ROLES | AVERAGE_ROLES | ROLE_BIT(ROLE_WEIGHTED) |
                 ROLE_BIT(ROLE_PERCENT) | ROLE_BIT(ROLE_MAX) | ROLE_BIT(ROLE_MIN),
        .begin_table = begin_steps,
        .judge_cell = judge_steps,
        .end_table = end_steps,
    },
    {
        .kind = "mixed-rounding",
        .end_table = end_table_mixed,
        .end_submission = end_submission_mixed,
    },
    {.kind = NULL},
};
