/*
 * T101 minimum count, T102 weighted count alone, T103 minimum of organisations.
 *
 * 9 fails at a minimum of 10 and 10 does not; 0 is no small count (Z101); signs do not
 * matter; counts that are not whole (full-person equivalents) are compared as they are.
 * Organisations are judged by T103, and by T101 only where the policy has no T103 at all.
 *
 * Rounded counts: one printed below the minimum fails as any other. One printed at or
 * above it that stands for numbers below it (10 for 5 to 14) is uncertain: one REVIEW for
 * its measure, unless the policy itself asks for that rounding, which then is the
 * protection. A band is judged by what it gives away: a single small number fails, a
 * range inside 1 to minimum - 1 is for REVIEW, and what just says "below the minimum" is
 * no finding here.
 */
#include "base/text.h"
#include "risk/rule.h"

#include <math.h>

struct threshold {
    double minimum;
    bool judges_organisations; /* T103 */
    bool has_other_rule;       /* T101: organisations are T103's */
    bool *is_organisations;    /* a measure */
    bool *is_protected;        /* a measure: rounded as the policy asks */
    struct cell_group *uncertain;
};

static bool policy_has_kind(const struct policy *policy, const char *kind)
{
    for (size_t i = 0; i < policy->rule_count; i++) {
        if (text_equals(policy->rules[i].kind->name, kind)) {
            return true;
        }
    }
    return false;
}

static void begin_threshold(struct rule_run *run)
{
    const struct table *table = run->table;
    struct arena *arena = run->study->arena;
    struct threshold *state = arena_new(arena, struct threshold);
    state->minimum = policy_number(run->rule, "minimum");
    state->judges_organisations =
        text_equals(run->rule->kind->name, "minimum-organisations");
    state->has_other_rule = policy_has_kind(run->desk->policy, "minimum-organisations");
    state->is_organisations = arena_array(arena, table->measure_count, bool);
    state->is_protected = arena_array(arena, table->measure_count, bool);
    state->uncertain = cell_groups_create(run);
    for (uint32_t m = 0; m < table->measure_count; m++) {
        const struct measure *measure = &table->measures[m];
        const struct cell like = {.measure = m, .role = (uint8_t)measure->role};
        state->is_organisations[m] = cell_counts_organisations(table, &like);
        state->is_protected[m] = measure_is_rounded_as_asked(run->desk->policy, measure);
    }
    run->state = state;
}

static bool is_ours(const struct threshold *state, const struct cell *cell)
{
    const bool counts_organisations = state->is_organisations[cell->measure];
    return state->judges_organisations ? counts_organisations
                                       : !counts_organisations || !state->has_other_rule;
}

static const char *where_outside(const struct cell *cell)
{
    return cell->is_outside ? " (beside the table)" : "";
}

static struct finding *report_small(struct rule_run *run, uint32_t i, double count)
{
    const struct threshold *state = run->state;
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "count", count);
    finding_add_evidence(finding, "minimum", state->minimum);
    return finding;
}

static void say_small(struct rule_run *run, uint32_t i)
{
    const struct threshold *state = run->state;
    const struct cell *cell = &run->table->cells[i];
    struct finding *finding = report_small(run, i, fabs(cell->value));
    const struct range range = cell_stands_for(run->table, cell);
    const char *rounded = "";
    if (range.low != range.high) {
        finding->has_range = true;
        finding->range = range;
        rounded =
            text_format(run->desk->scratch, " (rounded: %s)", rule_span(run, range));
    }
    rule_say(run, finding, "%s%s in %s%s; minimum is %s",
             rule_counted(run, cell, cell->value), rounded, rule_place(run, i),
             where_outside(cell), rule_value(run, state->minimum));
}

static void judge_number(struct rule_run *run, uint32_t i)
{
    const struct threshold *state = run->state;
    const struct cell *cell = &run->table->cells[i];
    const double count = fabs(cell->value);
    if (count > 0 && count < state->minimum) {
        say_small(run, i);
    } else if (count > 0 && !state->is_protected[cell->measure]) {
        const struct range range = cell_stands_for(run->table, cell);
        if (range.low < state->minimum && range.low < cell->value) {
            cell_group_add(&state->uncertain[cell->measure], run->table, i);
        }
    }
}

static void judge_band(struct rule_run *run, uint32_t i)
{
    const struct threshold *state = run->state;
    const struct cell *cell = &run->table->cells[i];
    const double most = ceil(state->minimum) - 1;
    const bool is_small = cell->low >= 0 && cell->high >= 1 && cell->high <= most;
    if (!is_small || (cell->low <= 1 && cell->high == most)) {
        return;
    }
    struct finding *finding = report_small(run, i, cell->high);
    const struct range range = {cell->low, cell->high};
    finding->has_range = true;
    finding->range = range;
    if (range.low != range.high) {
        rule_soften(finding, SEVERITY_REVIEW);
    }
    rule_say(run, finding, "'%s' in %s says %s; minimum is %s", cell->symbol,
             rule_place(run, i), rule_span(run, range), rule_value(run, state->minimum));
}

/* `low` beside exact counts says: more than none, and few. */
static void judge_low(struct rule_run *run, uint32_t i)
{
    const struct threshold *state = run->state;
    const struct cell *cell = &run->table->cells[i];
    const struct rounding *rounding = &run->table->measures[cell->measure].rounding;
    if (rounding->kind == ROUNDING_NEAREST || rounding->kind == ROUNDING_MIDPOINT) {
        return;
    }
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "minimum", state->minimum);
    rule_soften(finding, SEVERITY_REVIEW);
    rule_say(run, finding,
             "'%s' in %s says few but not none, and nothing is rounded; minimum is %s",
             cell->symbol, rule_place(run, i), rule_value(run, state->minimum));
}

static void judge_threshold(struct rule_run *run, uint32_t i)
{
    const struct cell *cell = &run->table->cells[i];
    if (!is_ours(run->state, cell)) {
        return;
    }
    if (cell->state == CELL_NUMBER) {
        judge_number(run, i);
    } else if (cell->state == CELL_BAND && !cell->is_of_shown) {
        judge_band(run, i);
    } else if (cell->state == CELL_LOW) {
        judge_low(run, i);
    }
}

static void end_threshold(struct rule_run *run)
{
    const struct threshold *state = run->state;
    for (uint32_t m = 0; m < run->table->measure_count; m++) {
        const struct cell_group *group = &state->uncertain[m];
        if (!group->count) {
            continue;
        }
        const struct cell *first = &run->table->cells[group->first];
        const struct range range = cell_stands_for(run->table, first);
        struct finding *finding = report_small(run, group->first, first->value);
        finding_add_evidence(finding, "cells", group->count);
        finding->has_range = true;
        finding->range = range;
        rule_soften(finding, SEVERITY_REVIEW);
        rule_say(run, finding,
                 "%s in %s may be below the minimum before rounding: %s stands for %s; "
                 "minimum is %s",
                 text_counted(run->desk->scratch, group->count, "count", "counts"),
                 cell_group_range(run, group), rule_value(run, first->value),
                 rule_span(run, range), rule_value(run, state->minimum));
    }
}

/* T102: what stands between a weighted count and its judgement. */
struct weighted {
    bool counts_are_weighted; /* declared for the table, and no column says which */
    struct cell_group *alone;
};

static void begin_weighted(struct rule_run *run)
{
    struct weighted *state = arena_new(run->study->arena, struct weighted);
    state->counts_are_weighted =
        run->table->is_weighted && !run->study->measures_of_role[ROLE_WEIGHTED];
    state->alone = cell_groups_create(run);
    run->state = state;
}

static void judge_weighted(struct rule_run *run, uint32_t i)
{
    const struct weighted *state = run->state;
    const struct cell *cell = &run->table->cells[i];
    double count = 0;
    const bool is_weighted = cell->role == ROLE_WEIGHTED || state->counts_are_weighted;
    const bool is_alone =
        cell->count == i || !cell_number(run->table, cell->count, &count);
    if (is_weighted && is_alone && cell->state == CELL_NUMBER && cell->value != 0) {
        cell_group_add(&state->alone[cell->measure], run->table, i);
    }
}

static void end_weighted(struct rule_run *run)
{
    const struct weighted *state = run->state;
    for (uint32_t m = 0; m < run->table->measure_count; m++) {
        const struct cell_group *group = &state->alone[m];
        if (!group->count) {
            continue;
        }
        struct finding *finding = rule_report_cell(run, group->first);
        finding_add_evidence(finding, "cells", group->count);
        rule_say(run, finding, "%s without unweighted counts in %s",
                 text_counted(run->desk->scratch, group->count, "weighted count",
                              "weighted counts"),
                 cell_group_range(run, group));
    }
}

const struct rule_evaluator threshold_rules[] = {
    {
        .kind = "minimum-count",
        .roles = COUNT_ROLES,
        .begin_table = begin_threshold,
        .judge_cell = judge_threshold,
        .end_table = end_threshold,
    },
    {
        .kind = "minimum-organisations",
        .roles = COUNT_ROLES,
        .begin_table = begin_threshold,
        .judge_cell = judge_threshold,
        .end_table = end_threshold,
    },
    {
        .kind = "weighted-only",
        .roles = ROLE_BIT(ROLE_WEIGHTED) | ROLE_BIT(ROLE_COUNT) | ROLE_BIT(ROLE_TOTAL),
        .begin_table = begin_weighted,
        .judge_cell = judge_weighted,
        .end_table = end_weighted,
    },
    {.kind = NULL},
};
