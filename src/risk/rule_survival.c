/*
 * S101: too few leave between two steps of a survival table.
 *
 * Who is at risk at one step and no longer at the next has left in between: the
 * difference of two printed numbers. Where the numbers at risk are not printed row by
 * row, the survivor function gives the same: with n at risk and S falling from S0 to S1,
 * n (1 - S1 / S0) leave by the event; with one N for the whole table, N |S0 - S1|. S is
 * printed rounded, so that is a range, and the rule speaks where every whole number in it
 * is small.
 */
#include "base/text.h"
#include "risk/rule.h"
#include "risk/whole_numbers.h"

#include <math.h>
#include <stdlib.h>

/* Steps are the cells of one measure down the rows, other labels alike. */
struct steps {
    double minimum;
    uint32_t *cells;
    uint32_t count;
};

static void begin_steps(struct rule_run *run)
{
    struct steps *state = arena_new(run->study->arena, struct steps);
    state->minimum = policy_number(run->rule, "minimum");
    state->cells = arena_array(run->study->arena, run->table->cell_count + 1, uint32_t);
    run->state = state;
}

static void collect_step(struct rule_run *run, uint32_t i)
{
    struct steps *state = run->state;
    if (!run->table->cells[i].is_outside) {
        state->cells[state->count++] = i;
    }
}

/* The dimension along which time passes: a named or running one, else the first. */
static uint32_t time_dimension(const struct table *table)
{
    for (uint32_t m = 0; m < table->measure_count; m++) {
        if (table->measures[m].accumulation.is_running) {
            return table->measures[m].accumulation.dimension;
        }
    }
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        if (table->dimensions[d].kind == DIMENSION_TIME) {
            return d;
        }
    }
    return 0;
}

static bool is_same_series(const struct table *table, uint32_t one, uint32_t other,
                           uint32_t time)
{
    bool is_same = table->cells[one].measure == table->cells[other].measure;
    for (uint32_t d = 0; is_same && d < table->dimension_count; d++) {
        is_same =
            d == time || table_category(table, one, d) == table_category(table, other, d);
    }
    return is_same;
}

static struct finding *report_step(struct rule_run *run, uint32_t before, uint32_t i,
                                   struct range leavers)
{
    const struct steps *state = run->state;
    struct finding *finding = rule_report_cell(run, i);
    finding->has_range = true;
    finding->range = leavers;
    finding_add_evidence(finding, "leavers", leavers.high);
    finding_add_evidence(finding, "minimum", state->minimum);
    rule_add_figures(run, finding, before, &i, 1);
    return finding;
}

static void judge_difference(struct rule_run *run, uint32_t before, uint32_t i)
{
    const struct steps *state = run->state;
    const struct table *table = run->table;
    double earlier = 0;
    double later = 0;
    if (!cell_number(table, before, &earlier) || !cell_number(table, i, &later)) {
        return;
    }
    const double leavers = fabs(earlier - later);
    if (leavers <= 0 || leavers >= state->minimum) {
        return;
    }
    struct finding *finding =
        report_step(run, before, i, (struct range){leavers, leavers});
    rule_say(run, finding, "%s between %s and %s; minimum is %s",
             text_format(run->desk->scratch, "%s leave",
                         rule_counted(run, &table->cells[i], leavers)),
             rule_value(run, fmax(earlier, later)), rule_value(run, fmin(earlier, later)),
             rule_value(run, state->minimum));
}

static double as_share(const struct cell *cell)
{
    return cell->value > 1 ? cell->value / 100 : cell->value;
}

/* How many leave between two values of S, as a range. */
static struct range leavers_of(const struct table *table, const struct cell *before,
                               const struct cell *cell, double count)
{
    const double scale = cell->value > 1 || before->value > 1 ? 0.01 : 1;
    const double half = 0.5 * pow(10, -cell->decimals) * scale;
    const double earlier = as_share(before);
    const double later = as_share(cell);
    if (table->cells[cell->count].role != ROLE_AT_RISK) {
        const double change = fabs(earlier - later);
        return (struct range){count * fmax(0, change - 2 * half),
                              count * (change + 2 * half)};
    }
    const double most = 1 - (later - half) / fmin(1, earlier + half);
    const double least = 1 - fmin(1, later + half) / fmax(half, earlier - half);
    return (struct range){count * fmax(0, least), count * fmin(1, most)};
}

static bool has_counts_by_row(const struct rule_run *run)
{
    return run->study->measures_of_role[ROLE_EVENTS] > 0;
}

static void judge_survivors(struct rule_run *run, uint32_t before, uint32_t i)
{
    const struct steps *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    double count = 0;
    if (cell->state != CELL_NUMBER || table->cells[before].state != CELL_NUMBER ||
        !cell_number(table, cell->count, &count) || has_counts_by_row(run) ||
        table->cells[before].value <= 0) {
        return;
    }
    const struct range real = leavers_of(table, &table->cells[before], cell, count);
    const struct range whole = {ceil(real.low - 1e-9), floor(real.high + 1e-9)};
    if (!range_is_small(whole, state->minimum)) {
        return;
    }
    struct finding *finding = report_step(run, before, i, whole);
    const char *span = rule_span(run, whole);
    rule_say(run, finding, "%s to %s of %s: %s leave; minimum is %s",
             rule_printed(run, &table->cells[before]), rule_printed(run, cell),
             rule_value(run, count), span, rule_value(run, state->minimum));
}

static void end_steps(struct rule_run *run)
{
    const struct steps *state = run->state;
    const struct table *table = run->table;
    if (table->dimension_count == 0) {
        return;
    }
    const uint32_t time = time_dimension(table);
    uint32_t *last = arena_array(run->study->arena, table->measure_count + 1, uint32_t);
    for (uint32_t m = 0; m < table->measure_count; m++) {
        last[m] = NO_CELL;
    }
    for (uint32_t s = 0; s < state->count; s++) {
        const uint32_t i = state->cells[s];
        const struct cell *cell = &table->cells[i];
        const uint32_t before = last[cell->measure];
        last[cell->measure] = i;
        if (before == NO_CELL || !is_same_series(table, before, i, time)) {
            continue;
        }
        if (cell->role == ROLE_SURVIVAL) {
            judge_survivors(run, before, i);
        } else {
            judge_difference(run, before, i);
        }
    }
}

const struct rule_evaluator survival_rules[] = {
    {
        .kind = "survival-step",
        .roles = ROLE_BIT(ROLE_AT_RISK) | ROLE_BIT(ROLE_SURVIVAL),
        .begin_table = begin_steps,
        .judge_cell = collect_step,
        .end_table = end_steps,
    },
    {.kind = NULL},
};
