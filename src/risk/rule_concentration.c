/*
 * N101: a Gini coefficient, a Herfindahl index or a concentration ratio on too few units,
 * or one that proves that one unit dominates.
 *
 * With x1 the largest share of n units:
 *   a Herfindahl index H is a mean of the shares weighted by themselves: x1 >= H;
 *   a concentration ratio of the k largest is at most k x1: x1 >= CRk / k;
 *   a Gini coefficient above the largest that is possible while no share exceeds c (as
 *   many units as fit hold c each, one holds the rest, the others nothing) proves x1 > c.
 */
#include "base/text.h"
#include "risk/rule.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct concentration {
    double minimum;
    double minimum_organisations;
    double share; /* percent; 0: not tested */
};

static void begin_concentration(struct rule_run *run)
{
    struct concentration *state = arena_new(run->study->arena, struct concentration);
    state->minimum = policy_number(run->rule, "minimum");
    state->minimum_organisations = policy_number(run->rule, "minimum-organisations");
    if (state->minimum_organisations <= 0) {
        state->minimum_organisations = state->minimum;
    }
    state->share = policy_number(run->rule, "share");
    run->state = state;
}

/* Indices are printed as parts of 1, of 100 or of 10,000. */
static double as_part_of_one(double value, enum role role)
{
    if (fabs(value) <= 1) {
        return value;
    }
    return role == ROLE_CONCENTRATION && value > 100 ? value / 10000 : value / 100;
}

/* The k of "CR4", or 0. */
static double ratio_rank(const char *key)
{
    const char *at = strstr(key, "cr");
    return at ? strtod(at + 2, NULL) : 0;
}

static double gini_limit(double units, double share)
{
    const double full = floor(1 / share + 1e-9);
    const double rest = 1 - full * share;
    /* Ranks from the poorest: the full ones are n, n - 1, ...; the rest stands below. */
    const double weighted =
        share * (full * units - full * (full - 1) / 2) + rest * (units - full);
    return 2 * weighted / units - (units + 1) / units;
}

/* Is it proven that one unit holds more than the share? */
static bool proves_dominance(const struct table *table, const struct cell *cell,
                             double units, double share)
{
    const double value = as_part_of_one(cell->value, (enum role)cell->role);
    const double half = 0.5 * pow(10, -cell->decimals) * (value == cell->value ? 1 : 0);
    if (cell->role == ROLE_GINI) {
        /* Among fewer than 1 / share even equal parts are more than the share. */
        const bool is_certain = units * share < 1 - 1e-9;
        return units > 0 &&
               (is_certain || value - half > gini_limit(units, share) + 1e-9);
    }
    const double rank = ratio_rank(table->measures[cell->measure].key);
    return (rank > 0 ? value / rank : value) > share;
}

static void report_units(struct rule_run *run, uint32_t i, double units, double minimum)
{
    const struct cell *cell = &run->table->cells[i];
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "units", units);
    finding_add_evidence(finding, "minimum", minimum);
    const char *printed = rule_printed(run, cell);
    rule_say(run, finding, "%s %s in %s rests on %s; minimum is %s",
             role_noun((enum role)cell->role, false), printed, rule_place(run, i),
             rule_counted(run, &run->table->cells[cell->count], units),
             rule_value(run, minimum));
}

static void judge_concentration(struct rule_run *run, uint32_t i)
{
    const struct concentration *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    double units = 0;
    if (cell->state != CELL_NUMBER) {
        return;
    }
    const bool has_units = cell_number(table, cell->count, &units);
    const bool is_organisations =
        has_units && cell_counts_organisations(table, &table->cells[cell->count]);
    const double minimum =
        is_organisations ? state->minimum_organisations : state->minimum;
    if (has_units && units > 0 && units < minimum) {
        report_units(run, i, units, minimum);
        return;
    }
    const double share = state->share / 100;
    const bool is_testable = has_units || cell->role == ROLE_CONCENTRATION;
    if (share <= 0 || !is_testable || !proves_dominance(table, cell, units, share)) {
        return;
    }
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "value", cell->value);
    finding_add_evidence(finding, "share", state->share);
    const char *printed = rule_printed(run, cell);
    rule_say(run, finding, "%s %s in %s proves that one holds more; limit is %s%%",
             role_noun((enum role)cell->role, false), printed, rule_place(run, i),
             rule_value(run, state->share));
}

const struct rule_evaluator concentration_rules[] = {
    {
        .kind = "concentration",
        .roles = ROLE_BIT(ROLE_GINI) | ROLE_BIT(ROLE_CONCENTRATION),
        .begin_table = begin_concentration,
        .judge_cell = judge_concentration,
    },
    {.kind = NULL},
};
