/*
 * Rules that a policy writes itself: a condition over one cell's fields.
 *
 * The condition is asked of every cell that the rule applies to. True is a finding with
 * the policy's own words. "Unknown" is never taken for no: cells about which the
 * condition asks what the table does not say are one CANNOT ASSESS for their measure.
 */
#include "base/text.h"
#include "policy/expression.h"
#include "risk/rule.h"

#include <math.h>

struct asked {
    struct cell_group *unknown; /* a measure */
    uint32_t
        *column_dimension; /* a grid column: the dimension that it holds a category of */
    uint32_t column_limit;
};

/* Whom expression_cell's call-back asks. */
struct asked_cell {
    const struct table *table;
    uint32_t cell;
};

static void begin_asking(struct rule_run *run)
{
    const struct table *table = run->table;
    struct asked *state = arena_new(run->study->arena, struct asked);
    state->unknown = cell_groups_create(run);
    state->column_limit = table->last_column + 1;
    state->column_dimension =
        arena_array(run->study->arena, state->column_limit, uint32_t);
    for (uint32_t c = 0; c < state->column_limit; c++) {
        state->column_dimension[c] = UINT32_MAX;
    }
    for (uint32_t c = 0; c < table->column_count; c++) {
        const struct line_role *column = &table->columns[c];
        if (column->index < state->column_limit) {
            state->column_dimension[column->index] = column->column_dimension;
        }
    }
    run->state = state;
}

static const char *category_of(const void *context, const char *dimension)
{
    const struct asked_cell *asked = context;
    const struct table *table = asked->table;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *found = &table->dimensions[d];
        if (!text_equals_ignoring_case(found->name, dimension)) {
            continue;
        }
        uint32_t category = table_category(table, asked->cell, d);
        category = category == NO_CATEGORY ? found->total : category;
        return category == NO_CATEGORY ? NULL : found->categories[category].text;
    }
    return NULL;
}

static double number_or_nan(const struct table *table, uint32_t cell)
{
    double value = NAN;
    return cell_number(table, cell, &value) ? value : NAN;
}

/* Percent of the total along a dimension: the printed one, else the sum of all parts. */
static double share_along(struct rule_run *run, uint32_t i, uint32_t d)
{
    const struct table *table = run->table;
    if (d >= table->dimension_count || table->cells[i].state != CELL_NUMBER ||
        !role_is_count((enum role)table->cells[i].role)) {
        return NAN;
    }
    const struct dimension *dimension = &table->dimensions[d];
    double total = number_or_nan(table, study_neighbour(run->study, i, d, NO_CATEGORY));
    if (isnan(total)) {
        total = 0;
        for (uint32_t c = 0; c < dimension->category_count; c++) {
            const uint32_t part = study_neighbour(run->study, i, d, c);
            total +=
                c == dimension->total || part == NO_CELL ? 0 : number_or_nan(table, part);
        }
    }
    return total > 0 ? 100 * table->cells[i].value / total : NAN;
}

/* The innermost dimension that stands in the rows. */
static uint32_t row_dimension(const struct table *table, uint32_t column_dimension)
{
    for (uint32_t d = table->dimension_count; d-- > 0;) {
        if (d != column_dimension) {
            return d;
        }
    }
    return UINT32_MAX;
}

static struct expression_cell fields_of(struct rule_run *run,
                                        const struct asked_cell *asked)
{
    const struct asked *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[asked->cell];
    const uint32_t across = cell->column < state->column_limit
                                ? state->column_dimension[cell->column]
                                : UINT32_MAX;
    const double n = number_or_nan(table, cell->count);
    return (struct expression_cell){
        .value = cell->state == CELL_NUMBER ? cell->value : NAN,
        .n = n,
        .count = n,
        .numerator = number_or_nan(table, cell->numerator),
        .denominator = number_or_nan(table, cell->denominator),
        .share_of_row = share_along(run, asked->cell, across),
        .share_of_column = share_along(run, asked->cell, row_dimension(table, across)),
        .role = role_name((enum role)cell->role),
        .state = cell_state_name((enum cell_state)cell->state),
        .table_id = table->id,
        .table_title = table->title,
        .output = table->output ? table->output->path : NULL,
        .label = table_cell_label(run->desk->scratch, table, asked->cell),
        .category = category_of,
        .context = asked,
    };
}

static void judge_condition(struct rule_run *run, uint32_t i)
{
    const struct asked *state = run->state;
    const struct asked_cell asked = {run->table, i};
    if (!run->rule->condition) {
        return;
    }
    rule_empty_scratch(run);
    struct expression_cell fields = fields_of(run, &asked);
    const enum expression_result result =
        expression_evaluate(run->rule->condition, &fields);
    if (result == EXPRESSION_FALSE) {
        return;
    }
    if (result != EXPRESSION_TRUE) {
        cell_group_add(&state->unknown[run->table->cells[i].measure], run->table, i);
        return;
    }
    struct finding *finding = rule_report_cell(run, i);
    fields.label = table_cell_label(run->desk->scratch, run->table, i);
    if (!isnan(fields.value)) {
        finding_add_evidence(finding, "value", fields.value);
    }
    finding->message =
        run->rule->message[0]
            ? expression_message(run->desk->arena, run->rule->message, &fields)
            : text_format(run->desk->arena, "%s: %s", fields.label, run->rule->title);
}

static void end_asking(struct rule_run *run)
{
    const struct asked *state = run->state;
    for (uint32_t m = 0; m < run->table->measure_count; m++) {
        const struct cell_group *group = &state->unknown[m];
        if (!group->count) {
            continue;
        }
        struct finding *finding = rule_report_cell(run, group->first);
        rule_soften(finding, SEVERITY_CANNOT_ASSESS);
        finding_add_evidence(finding, "cells", group->count);
        rule_say(run, finding, "%s in %s: the table does not say what '%s' asks for",
                 text_counted(run->desk->scratch, group->count, "cell", "cells"),
                 cell_group_range(run, group), run->rule->title);
    }
}

const struct rule_evaluator expression_rules[] = {
    {
        .kind = "expression",
        .roles = ROLE_BIT(ROLE_COUNT_OF_ROLES) - 1,
        .begin_table = begin_asking,
        .judge_cell = judge_condition,
        .end_table = end_asking,
    },
    {.kind = NULL},
};
