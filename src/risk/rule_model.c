/*
 * M101 degrees of freedom, M102 size of a model.
 *
 * Residual degrees of freedom are judged where they are printed. Where they are not, a
 * model of k coefficients on n units has at most n - k, a standard deviation n - 1: what
 * is too few even then is too few.
 *
 * A model is saturated when its R-squared is 1 as printed, or nothing is left over. A
 * dummy stands for a group: its size is looked for in this table and in the others of the
 * submission (model_groups.h), and asked for where it is not there.
 */
#include "base/text.h"
#include "risk/model_groups.h"
#include "risk/rule.h"

#include <math.h>
#include <string.h>

enum { MOST_ABSORBED = 1000 * 1000 * 1000 };

/* How many coefficients rest on each count; by cell. */
struct models {
    double minimum;
    double minimum_group;
    double parameter_share;
    uint32_t *coefficients;
    bool *has_degrees;    /* a count whose model prints its degrees of freedom */
    uint32_t first_model; /* the measure that holds coefficients; UINT32_MAX */
    uint32_t term;        /* the dimension of the terms; UINT32_MAX */
};

static bool is_model_figure(enum role role)
{
    return role == ROLE_MODEL || role == ROLE_TEST || role == ROLE_RATIO;
}

/* fixest: "Fixed effects in school: 18" are as many coefficients that nobody prints, one
 * of which may stand for the constant. */
static uint32_t absorbed(const struct table *table, const struct cell *cell)
{
    const bool is_absorbed =
        cell->role == ROLE_TEST && cell->state == CELL_NUMBER && cell->value >= 1 &&
        text_starts_with(table->measures[cell->measure].key, "fixed effects in ");
    return is_absorbed ? (uint32_t)fmin(cell->value - 1, MOST_ABSORBED) : 0;
}

static void count_coefficients(const struct table *table, struct models *state)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (cell->count == NO_CELL || cell->count == i) {
            continue;
        }
        state->has_degrees[cell->count] |= cell->role == ROLE_DOF;
        state->coefficients[cell->count] +=
            cell->measure == state->first_model && cell->state == CELL_NUMBER ? 1 : 0;
        state->coefficients[cell->count] += absorbed(table, cell);
    }
}

static struct models *create_models(struct rule_run *run)
{
    const struct table *table = run->table;
    struct arena *arena = run->study->arena;
    struct models *state = arena_new(arena, struct models);
    state->minimum = policy_number(run->rule, "minimum");
    state->coefficients = arena_array(arena, table->cell_count + 1, uint32_t);
    state->has_degrees = arena_array(arena, table->cell_count + 1, bool);
    state->first_model = model_first_measure(table);
    state->term = model_term_dimension(table);
    count_coefficients(table, state);
    run->state = state;
    return state;
}

static void begin_degrees(struct rule_run *run)
{
    (void)create_models(run);
}

static void report_degrees(struct rule_run *run, uint32_t i, double degrees,
                           bool is_printed)
{
    const struct models *state = run->state;
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "degrees", degrees);
    finding_add_evidence(finding, "minimum", state->minimum);
    rule_say(run, finding, "%s%s degrees of freedom in %s; minimum is %s",
             is_printed ? "" : "at most ", rule_value(run, degrees), rule_place(run, i),
             rule_value(run, state->minimum));
}

static void judge_degrees(struct rule_run *run, uint32_t i)
{
    const struct models *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    double count = 0;
    if (cell->state != CELL_NUMBER) {
        return;
    }
    if (cell->role == ROLE_DOF) {
        if (cell->value < state->minimum) {
            report_degrees(run, i, cell->value, true);
        }
        return;
    }
    if (cell_number(table, cell->count, &count) && count - 1 < state->minimum) {
        report_degrees(run, i, count - 1, false);
    }
}

/* Where a model does not print its degrees of freedom: n less its coefficients. */
static void end_degrees(struct rule_run *run)
{
    const struct models *state = run->state;
    const struct table *table = run->table;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        double count = 0;
        if (!state->coefficients[i] || state->has_degrees[i] ||
            !cell_number(table, i, &count)) {
            continue;
        }
        const double most = count - state->coefficients[i];
        if (most < state->minimum) {
            report_degrees(run, i, most, false);
        }
    }
}

/* --- M102 -------------------------------------------------------------------------- */

static void begin_size(struct rule_run *run)
{
    struct models *state = create_models(run);
    state->minimum_group = policy_number(run->rule, "minimum-group");
    state->parameter_share = policy_number(run->rule, "parameter-share");
}

static bool is_r_squared(const struct measure *measure)
{
    const char *key = measure->key;
    const bool is_square = strstr(key, "r2") || strstr(key, "r-sq") ||
                           strstr(key, "r squ") || strstr(key, "r.squ") ||
                           strstr(key, "r sq") || strstr(key, "r²");
    return measure->role == ROLE_TEST && is_square;
}

/* Stata: "Obs per group: min = 1". */
static void judge_smallest_group(struct rule_run *run, uint32_t i)
{
    const struct models *state = run->state;
    const struct cell *cell = &run->table->cells[i];
    if (cell->state != CELL_NUMBER || cell->value >= state->minimum_group) {
        return;
    }
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "count", cell->value);
    finding_add_evidence(finding, "minimum", state->minimum_group);
    rule_say(run, finding, "the smallest group of the model has %s; minimum is %s",
             text_counted(run->desk->scratch, cell->value, "observation", "observations"),
             rule_value(run, state->minimum_group));
}

static void judge_saturated(struct rule_run *run, uint32_t i)
{
    const struct cell *cell = &run->table->cells[i];
    if (text_equals(run->table->measures[cell->measure].key, "obs per group: min")) {
        judge_smallest_group(run, i);
        return;
    }
    const bool is_full = is_r_squared(&run->table->measures[cell->measure]) &&
                         cell->value >= 1 && cell->value < 1.5;
    const bool is_exhausted = cell->role == ROLE_DOF && cell->value == 0;
    if (cell->state != CELL_NUMBER || (!is_full && !is_exhausted)) {
        return;
    }
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "value", cell->value);
    rule_say(run, finding,
             is_full ? "R-squared is %s in %s: the model gives its data back"
                     : "%s degrees of freedom in %s: the model gives its data back",
             rule_value(run, cell->value), rule_place(run, i));
}

static void report_size(struct rule_run *run, uint32_t i, double count, double minimum,
                        bool is_group)
{
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "count", count);
    finding_add_evidence(finding, "minimum", minimum);
    rule_say(run, finding, "%s %s in %s%s; minimum is %s",
             is_group ? "a group of" : "a model on",
             rule_counted(run, &run->table->cells[i], count), rule_place(run, i),
             is_group ? " has a coefficient of its own" : "", rule_value(run, minimum));
}

static bool has_term(const struct table *table, uint32_t i, uint32_t term)
{
    return term != UINT32_MAX && table_category(table, i, term) != NO_CATEGORY;
}

/* A count behind figures of a model: its sample, or the group of one term. */
static void judge_sample(struct rule_run *run, uint32_t i)
{
    const struct models *state = run->state;
    const struct table *table = run->table;
    double count = 0;
    if (!cell_number(table, i, &count) || count <= 0) {
        return;
    }
    const double coefficients = state->coefficients[i];
    if (count < state->minimum) {
        report_size(run, i, count, state->minimum, false);
    } else if (has_term(table, i, state->term) && count < state->minimum_group) {
        report_size(run, i, count, state->minimum_group, true);
    } else if (coefficients >= count) {
        struct finding *finding = rule_report_cell(run, i);
        finding_add_evidence(finding, "coefficients", coefficients);
        rule_say(run, finding,
                 "%s coefficients on %s in %s: the model gives its data back",
                 rule_value(run, coefficients),
                 rule_counted(run, &table->cells[i], count), rule_place(run, i));
    } else if (state->parameter_share > 0 &&
               coefficients > state->parameter_share * count) {
        struct finding *finding = rule_report_cell(run, i);
        finding_add_evidence(finding, "coefficients", coefficients);
        finding_add_evidence(finding, "limit", state->parameter_share);
        rule_say(run, finding, "%s coefficients on %s in %s; limit is %s of them",
                 rule_value(run, coefficients),
                 rule_counted(run, &table->cells[i], count), rule_place(run, i),
                 rule_value(run, state->parameter_share));
    }
}

/* Is there a count for this term, of whatever model? */
static bool term_has_count(const struct table *table, uint32_t term, uint32_t category)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (role_is_count((enum role)table->cells[i].role) &&
            table_category(table, i, term) == category) {
            return true;
        }
    }
    return false;
}

/* Groups of a model, each with a coefficient of its own. */
struct asked {
    uint32_t without;   /* how many have no count anywhere */
    uint32_t elsewhere; /* ... or counts of other people alone */
    uint32_t terms;     /* all but the constant */
    uint32_t groups;
    uint32_t first; /* the first cell without */
};

static void report_group(struct rule_run *run, uint32_t i,
                         const struct model_group_size *size)
{
    const struct models *state = run->state;
    struct figure *figures = arena_array(run->desk->arena, 1, struct figure);
    figures[0] =
        (struct figure){size->table->output, size->table, size->cell, size->count, 1};
    struct finding *finding = rule_report_cell(run, i);
    finding->figures = figures;
    finding->figure_count = 1;
    finding_add_evidence(finding, "count", size->count);
    finding_add_evidence(finding, "minimum", state->minimum_group);
    rule_say(run, finding, "%s has a coefficient of its own and %s in %s; minimum is %s",
             rule_place(run, i),
             rule_counted(run, &size->table->cells[size->cell], size->count),
             size->table->id, rule_value(run, state->minimum_group));
}

/* A coefficient of a group: its size stands in this table or in another one. */
static void judge_group(struct rule_run *run, struct asked *asked, uint32_t i)
{
    const struct models *state = run->state;
    const struct table *table = run->table;
    const uint32_t category = table_category(table, i, state->term);
    struct model_group group;
    double sample = 0;
    if (category == NO_CATEGORY ||
        model_term_is_constant(&table->dimensions[state->term].categories[category])) {
        return;
    }
    asked->terms++;
    if (!model_group_of(run->desk, table, state->term, category, &group)) {
        return;
    }
    asked->groups++;
    if (term_has_count(table, state->term, category)) {
        return;
    }
    (void)cell_number(table, table->cells[i].count, &sample);
    const struct model_group_size size =
        model_group_size(run->desk, table, &group, sample);
    if (size.table && size.count < state->minimum_group) {
        report_group(run, i, &size);
    } else if (!size.table || !size.is_same_sample) {
        asked->elsewhere += size.table ? 1 : 0;
        asked->first = asked->without++ ? asked->first : i;
    }
}

/* One finding for all groups of a model whose sizes are not there. */
static void ask_for_groups(struct rule_run *run)
{
    const struct models *state = run->state;
    struct asked asked = {.first = NO_CELL};
    for (uint32_t i = 0; state->term != UINT32_MAX && i < run->table->cell_count; i++) {
        if (run->table->cells[i].measure == state->first_model) {
            judge_group(run, &asked, i);
        }
    }
    if (!asked.without) {
        return;
    }
    struct finding *finding = rule_report_cell(run, asked.first);
    rule_soften(finding, SEVERITY_CANNOT_ASSESS);
    finding_add_evidence(finding, "groups", asked.without);
    rule_say(run, finding, "%s without counts%s, such as %s%s",
             text_counted(run->desk->scratch, asked.without, "group in a model",
                          "groups in models"),
             asked.elsewhere ? " of its own sample" : "", rule_place(run, asked.first),
             asked.groups == asked.terms ? ": all coefficients are of groups, and give "
                                           "their means back"
                                         : "");
}

static void end_size(struct rule_run *run)
{
    const struct table *table = run->table;
    const struct models *state = run->state;
    bool *is_behind = arena_array(run->study->arena, table->cell_count + 1, bool);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (is_model_figure((enum role)cell->role) && cell->count != NO_CELL) {
            is_behind[cell->count] = true;
        }
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (is_behind[i]) {
            judge_sample(run, i);
        }
    }
    if (state->first_model != UINT32_MAX && state->minimum_group > 0) {
        ask_for_groups(run);
    }
}

const struct rule_evaluator model_rules[] = {
    {
        .kind = "degrees-of-freedom",
        .roles = ROLE_BIT(ROLE_DOF) | ROLE_BIT(ROLE_SD) | ROLE_BIT(ROLE_SHAPE),
        .begin_table = begin_degrees,
        .judge_cell = judge_degrees,
        .end_table = end_degrees,
    },
    {
        .kind = "model-size",
        .roles = ROLE_BIT(ROLE_TEST) | ROLE_BIT(ROLE_DOF),
        .begin_table = begin_size,
        .judge_cell = judge_saturated,
        .end_table = end_size,
    },
    {.kind = NULL},
};
