/*
 * M101 degrees of freedom, M102 size of a model, C101 correlations; and the samples of
 * models that differ by a few.
 *
 * Residual degrees of freedom are judged where they are printed. Where they are not, a
 * model of k coefficients on n units has at most n - k, a standard deviation n - 1: what
 * is too few even then is too few.
 *
 * A model is saturated when its R-squared is 1 as printed, or nothing is left over. A
 * dummy stands for a group whose size nobody sees: it is asked for.
 */
#include "base/text.h"
#include "risk/rule.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

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

static uint32_t first_model_measure(const struct table *table)
{
    for (uint32_t m = 0; m < table->measure_count; m++) {
        if (table->measures[m].role == ROLE_MODEL ||
            table->measures[m].role == ROLE_RATIO) {
            return m;
        }
    }
    return UINT32_MAX;
}

/* The dimension along which the cells of the coefficients differ: the first one. */
static uint32_t term_dimension(const struct table *table)
{
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        if (text_equals(table->dimensions[d].key, "term") ||
            !table->dimensions[d].is_named) {
            return d;
        }
    }
    return table->dimension_count ? 0 : UINT32_MAX;
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
    state->first_model = first_model_measure(table);
    state->term = term_dimension(table);
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
    if (cell->role == ROLE_SD && cell_number(table, cell->count, &count) &&
        count - 1 < state->minimum) {
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

static void judge_saturated(struct rule_run *run, uint32_t i)
{
    const struct cell *cell = &run->table->cells[i];
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

/* "factor(region)London", "C(region)[T.London]", "2.region", "i.region": one group. */
static bool names_group(const char *term)
{
    const size_t digits = strspn(term, "0123456789");
    return strstr(term, "factor(") || strstr(term, "[T.") ||
           text_starts_with(term, "C(") || text_starts_with(term, "i.") ||
           (digits && term[digits] == '.' && isalpha((unsigned char)term[digits + 1]));
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

/* One finding for all groups of a model whose sizes are not there. */
static void ask_for_groups(struct rule_run *run)
{
    const struct models *state = run->state;
    const struct table *table = run->table;
    uint32_t groups = 0;
    uint32_t first = NO_CELL;
    for (uint32_t i = 0; state->term != UINT32_MAX && i < table->cell_count; i++) {
        const uint32_t category = table_category(table, i, state->term);
        if (table->cells[i].measure == state->first_model && category != NO_CATEGORY &&
            names_group(table->dimensions[state->term].categories[category].text) &&
            !term_has_count(table, state->term, category)) {
            first = groups++ ? first : i;
        }
    }
    if (!groups) {
        return;
    }
    struct finding *finding = rule_report_cell(run, first);
    rule_soften(finding, SEVERITY_CANNOT_ASSESS);
    finding_add_evidence(finding, "groups", groups);
    rule_say(
        run, finding, "%s without counts, such as %s",
        text_counted(run->desk->scratch, groups, "group in a model", "groups in models"),
        rule_place(run, first));
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

/* --- C101 -------------------------------------------------------------------------- */

static void begin_correlation(struct rule_run *run)
{
    (void)create_models(run);
}

/* A variable with itself: row and column of a matrix have one label. */
static bool is_diagonal(const struct table *table, uint32_t i)
{
    const char *labels[2] = {NULL, NULL};
    uint32_t count = 0;
    for (uint32_t d = 0; d < table->dimension_count && count < 2; d++) {
        const uint32_t category = table_category(table, i, d);
        if (category != NO_CATEGORY) {
            labels[count++] = table->dimensions[d].categories[category].key;
        }
    }
    return count == 2 && text_equals(labels[0], labels[1]);
}

static void judge_correlation(struct rule_run *run, uint32_t i)
{
    const struct models *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    double count = 0;
    if (cell->state != CELL_NUMBER || is_diagonal(table, i)) {
        return;
    }
    if (cell_number(table, cell->count, &count) && count > 0 && count < state->minimum) {
        struct finding *finding = rule_report_cell(run, i);
        finding_add_evidence(finding, "count", count);
        finding_add_evidence(finding, "minimum", state->minimum);
        const char *printed = rule_printed(run, cell);
        rule_say(run, finding, "correlation %s in %s rests on %s pairs; minimum is %s",
                 printed, rule_place(run, i), rule_value(run, count),
                 rule_value(run, state->minimum));
        return;
    }
    if (fabs(cell->value) != 1) {
        return;
    }
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "value", cell->value);
    const char *printed = rule_printed(run, cell);
    rule_say(run, finding, "correlation %s in %s: one variable gives the other", printed,
             rule_place(run, i));
}

/* --- samples that differ by a few ----------------------------------------------------
 */

struct sample {
    const struct table *table;
    uint32_t cell;
    double count;
};

struct samples {
    struct sample *items;
    size_t count;
    size_t capacity;
};

static int compare_samples(const void *one, const void *other)
{
    const struct sample *left = one;
    const struct sample *right = other;
    if (left->table->output != right->table->output) {
        return left->table->output < right->table->output ? -1 : 1;
    }
    if (left->count != right->count) {
        return left->count < right->count ? -1 : 1;
    }
    return left->cell < right->cell ? -1 : left->cell > right->cell;
}

/* The Ns of models side by side: they stand for a model as a whole, for no term. */
static void collect_samples(struct rule_run *run, const struct table *table,
                            struct samples *samples)
{
    bool has_models = false;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        has_models |= text_equals(table->dimensions[d].key, "model");
    }
    for (uint32_t i = 0; has_models && i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (cell->role == ROLE_N && cell->state == CELL_NUMBER &&
            first_model_measure(table) != UINT32_MAX) {
            *arena_add(run->desk->arena, samples->items, samples->count,
                       samples->capacity) = (struct sample){table, i, cell->value};
        }
    }
}

static void report_nested(struct rule_run *run, const struct sample *less,
                          const struct sample *more)
{
    const double minimum = policy_number(run->rule, "minimum");
    const double difference = more->count - less->count;
    struct figure *figures = arena_array(run->desk->arena, 2, struct figure);
    figures[0] =
        (struct figure){more->table->output, more->table, more->cell, more->count, 1};
    figures[1] =
        (struct figure){less->table->output, less->table, less->cell, less->count, -1};
    run->table = less->table;
    struct finding *finding = rule_report_cell(run, less->cell);
    rule_soften(finding, SEVERITY_REVIEW);
    finding->figures = figures;
    finding->figure_count = 2;
    finding_add_evidence(finding, "difference", difference);
    finding_add_evidence(finding, "minimum", minimum);
    rule_say(run, finding,
             "models on %s and %s: if one sample lies in the other, %s make the "
             "difference; minimum is %s",
             rule_value(run, more->count), rule_value(run, less->count),
             rule_counted(run, &less->table->cells[less->cell], difference),
             rule_value(run, minimum));
    run->table = NULL;
}

void disclose_nested_models(struct rule_run *run)
{
    const double minimum = policy_number(run->rule, "minimum");
    const struct submission *submission = run->desk->submission;
    struct samples samples = {0};
    for (size_t i = 0; i < submission->table_count; i++) {
        collect_samples(run, submission->tables[i], &samples);
    }
    if (samples.count < 2) {
        return;
    }
    qsort(samples.items, samples.count, sizeof(samples.items[0]), compare_samples);
    for (size_t i = 1; i < samples.count; i++) {
        const struct sample *less = &samples.items[i - 1];
        const struct sample *more = &samples.items[i];
        const double difference = more->count - less->count;
        if (less->table->output == more->table->output && difference > 0 &&
            difference < minimum) {
            report_nested(run, less, more);
        }
    }
}

const struct rule_evaluator model_rules[] = {
    {
        .kind = "degrees-of-freedom",
        .roles = ROLE_BIT(ROLE_DOF) | ROLE_BIT(ROLE_SD),
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
    {
        .kind = "correlation",
        .roles = ROLE_BIT(ROLE_CORRELATION),
        .begin_table = begin_correlation,
        .judge_cell = judge_correlation,
    },
    {.kind = NULL},
};
