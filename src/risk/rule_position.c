/*
 * Q101 endpoints, Q102 too few units in a segment beside a median or another quantile.
 *
 * A minimum, a maximum or a range is the value of one unit, whatever the base. A quantile
 * at share s of n units leaves n s below it; between two printed quantiles stand
 * n (s2 - s1), and as many as n (1 - s) above the last. The quantiles of one row that
 * rest on the same count are taken together. Where the policy asks for a number of units
 * by kind of quantile (20 for a median, 400 for a percentile) that is tested as well.
 * A quantile that does not say which one it is cannot be assessed.
 */
#include "base/text.h"
#include "risk/rule.h"

#include <math.h>

static void judge_endpoint(struct rule_run *run, uint32_t i)
{
    const struct cell *cell = &run->table->cells[i];
    if (cell->state != CELL_NUMBER) {
        return;
    }
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "value", cell->value);
    const char *printed = rule_printed(run, cell);
    rule_say(run, finding, "%s %s in %s is the value of one person or firm",
             role_noun((enum role)cell->role, false), printed, rule_place(run, i));
}

struct segments {
    double minimum;
    const uint32_t *quantiles; /* measures of the table that are quantiles */
    uint32_t quantile_count;
    struct cell_group *unknown; /* a measure: nothing says which quantile it is */
};

/* The quantile's kind, by how near it is to an end: its key and the least share. */
static const struct {
    const char *key;
    double share;
} kinds[] = {
    {"minimum-median", 0.5},     {"minimum-quartile", 0.25}, {"minimum-decile", 0.1},
    {"minimum-twentieth", 0.05}, {"minimum-hundredth", 0},
};

static void begin_segments(struct rule_run *run)
{
    const struct table *table = run->table;
    struct arena *arena = run->study->arena;
    struct segments *state = arena_new(arena, struct segments);
    uint32_t *quantiles = arena_array(arena, table->measure_count + 1, uint32_t);
    state->minimum = policy_number(run->rule, "minimum");
    state->unknown = cell_groups_create(run);
    for (uint32_t m = 0; m < table->measure_count; m++) {
        const enum role role = table->measures[m].role;
        if (role == ROLE_MEDIAN || role == ROLE_QUANTILE) {
            quantiles[state->quantile_count++] = m;
        }
    }
    state->quantiles = quantiles;
    run->state = state;
}

/* The nearest printed quantile on one side, of the same labels and on the same count. */
static double neighbour_share(struct rule_run *run, uint32_t i, bool is_below,
                              uint32_t *neighbour)
{
    const struct segments *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    const struct measure *own = &table->measures[cell->measure];
    double best = is_below ? 0 : 1;
    *neighbour = NO_CELL;
    for (uint32_t q = 0; q < state->quantile_count; q++) {
        const struct measure *other = &table->measures[state->quantiles[q]];
        const uint32_t found = study_other_measure(run->study, i, state->quantiles[q]);
        const bool is_nearer =
            is_below ? other->quantile < own->quantile && other->quantile > best
                     : other->quantile > own->quantile && other->quantile < best;
        if (is_nearer && other->is_money == own->is_money && found != NO_CELL &&
            table->cells[found].state == CELL_NUMBER &&
            table->cells[found].count == cell->count) {
            best = other->quantile;
            *neighbour = found;
        }
    }
    return best;
}

static void report_segment(struct rule_run *run, uint32_t i, double units,
                           const char *where)
{
    const struct segments *state = run->state;
    const struct cell *cell = &run->table->cells[i];
    const char *kept = text_format(run->desk->arena, "%s", where);
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "units", units);
    finding_add_evidence(finding, "minimum", state->minimum);
    rule_say(run, finding, "%s %s in %s; minimum is %s",
             rule_counted(run, &run->table->cells[cell->count], floor(units + 1e-9)),
             kept, rule_place(run, i), rule_value(run, state->minimum));
}

static bool is_few(double units, double minimum)
{
    return units > 0 && units < minimum - 1e-9;
}

/* Below each quantile, and above the last. */
static void judge_sides(struct rule_run *run, uint32_t i, double count)
{
    const struct segments *state = run->state;
    const struct table *table = run->table;
    const struct measure *own = &table->measures[table->cells[i].measure];
    uint32_t other = NO_CELL;
    const double below = count * (own->quantile - neighbour_share(run, i, true, &other));
    if (is_few(below, state->minimum)) {
        const char *where =
            other == NO_CELL
                ? text_format(run->desk->scratch, "below %s", own->name)
                : text_format(run->desk->scratch, "between %s and %s",
                              table->measures[table->cells[other].measure].name,
                              own->name);
        report_segment(run, i, below, where);
    }
    const double above = count * (neighbour_share(run, i, false, &other) - own->quantile);
    if (other == NO_CELL && is_few(above, state->minimum) &&
        !(is_few(below, state->minimum) && nearly_equal(above, below))) {
        report_segment(run, i, above,
                       text_format(run->desk->scratch, "above %s", own->name));
    }
}

/* Whether the share lies on the steps of so many percent. */
static bool is_on_step(double share, double step)
{
    const double steps = share * 100 / step;
    return fabs(steps - round(steps)) < 1e-6;
}

/* "every 5th percentile alone": the others are not for release, whatever is behind them.
 */
static bool judge_step(struct rule_run *run, uint32_t i)
{
    const struct cell *cell = &run->table->cells[i];
    const double share = run->table->measures[cell->measure].quantile;
    const double step = policy_number(run->rule, "step");
    if (step <= 0 || is_on_step(share, step)) {
        return false;
    }
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "percentile", share * 100);
    finding_add_evidence(finding, "step", step);
    rule_say(run, finding, "%s in %s is percentile %s; steps are of %s%%",
             run->table->measures[cell->measure].name, rule_place(run, i),
             rule_value(run, share * 100), rule_value(run, step));
    return true;
}

/* The number of units that the policy asks for behind this kind of quantile: of those
 * between the twentieths (but the first and the last percentile) where it says so. */
static double wanted_units(const struct rule_run *run, double share)
{
    const double end = fmin(share, 1 - share);
    const double between = policy_number(run->rule, "minimum-between");
    size_t k = 0;
    if (between > 0 && !is_on_step(share, 5) && fabs(end - 0.01) > 1e-9) {
        return between;
    }
    while (end < kinds[k].share - 1e-9) {
        k++;
    }
    return policy_number(run->rule, kinds[k].key);
}

static bool judge_kind(struct rule_run *run, uint32_t i, double count)
{
    const struct cell *cell = &run->table->cells[i];
    const double share = run->table->measures[cell->measure].quantile;
    const double wanted = wanted_units(run, share);
    if (count <= 0 || count >= wanted) {
        return false;
    }
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "units", count);
    finding_add_evidence(finding, "minimum", wanted);
    const char *printed = rule_printed(run, cell);
    rule_say(run, finding, "%s %s in %s rests on %s; minimum is %s",
             run->table->measures[cell->measure].name, printed, rule_place(run, i),
             rule_counted(run, &run->table->cells[cell->count], count),
             rule_value(run, wanted));
    return true;
}

static void judge_segment(struct rule_run *run, uint32_t i)
{
    const struct segments *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    const bool is_known = table->measures[cell->measure].quantile > 0;
    double count = 0;
    if (cell->state != CELL_NUMBER || (is_known && judge_step(run, i)) ||
        !cell_number(table, cell->count, &count)) {
        return; /* without counts: E101 */
    }
    if (!is_known) {
        cell_group_add(&state->unknown[cell->measure], table, i);
        return;
    }
    if (!judge_kind(run, i, fabs(count))) {
        judge_sides(run, i, fabs(count));
    }
}

static void end_segments(struct rule_run *run)
{
    const struct segments *state = run->state;
    for (uint32_t m = 0; m < run->table->measure_count; m++) {
        const struct cell_group *group = &state->unknown[m];
        if (!group->count) {
            continue;
        }
        struct finding *finding = rule_report_cell(run, group->first);
        rule_soften(finding, SEVERITY_CANNOT_ASSESS);
        finding_add_evidence(finding, "cells", group->count);
        rule_say(run, finding, "%s in %s: nothing says which quantiles they are",
                 text_counted(run->desk->scratch, group->count, "quantile", "quantiles"),
                 cell_group_range(run, group));
    }
}

const struct rule_evaluator position_rules[] = {
    {
        .kind = "endpoint",
        .roles = ROLE_BIT(ROLE_MAX) | ROLE_BIT(ROLE_MIN),
        .judge_cell = judge_endpoint,
    },
    {
        .kind = "quantile-segment",
        .roles = ROLE_BIT(ROLE_MEDIAN) | ROLE_BIT(ROLE_QUANTILE),
        .begin_table = begin_segments,
        .judge_cell = judge_segment,
        .end_table = end_segments,
    },
    {.kind = NULL},
};
