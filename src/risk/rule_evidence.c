/*
 * E101 counts missing, E102 dominance evidence missing, E103 roles unsure, E104
 * description missing: what cannot be judged never passes.
 *
 * One finding a measure, not a cell. E101 asks for a printed count (or a band from 1 up)
 * behind every percentage, rate and statistic; a hidden count is as good as none. E103
 * also speaks of what no rule has looked at: text that is no number and no known symbol,
 * numbers of unknown role, and statistics (minimum, maximum, model figures) for which the
 * policy has no rule.
 */
#include "base/text.h"
#include "risk/rule.h"

#include <string.h>

enum { DOUBTS_SHOWN = 3 };

struct missing {
    double minimum_base; /* of P101: what a record must prove or disprove */
    double minimum_average;
    struct cell_group *absent; /* a measure: no count is supplied */
    struct cell_group *hidden; /* a measure: the count is not printed as a number */
};

/* A record of the analysis says enough to judge the base: it is big enough, or it is not.
 */
static bool is_recorded(const struct rule_run *run, uint32_t i)
{
    const struct missing *state = run->state;
    const struct cell_record *record = table_cell_record(run->table, i);
    const enum role role = (enum role)run->table->cells[i].role;
    const bool is_share = role == ROLE_PERCENT || role == ROLE_RATE;
    const double minimum = is_share ? state->minimum_base : state->minimum_average;
    return record &&
           (record->least >= minimum || (record->most >= 1 && record->most < minimum));
}

static void begin_counts(struct rule_run *run)
{
    struct missing *state = arena_new(run->study->arena, struct missing);
    state->absent = cell_groups_create(run);
    state->hidden = cell_groups_create(run);
    const struct policy_rule *base = policy_find_kind(run->desk->policy, "percent-base");
    state->minimum_base = base ? policy_number(base, "minimum-base") : 0;
    state->minimum_average = base ? policy_number(base, "minimum-average") : 0;
    if (state->minimum_average <= 0) {
        state->minimum_average = state->minimum_base;
    }
    run->state = state;
}

static bool is_known(const struct cell *count)
{
    return count->state == CELL_NUMBER ||
           (count->state == CELL_BAND && (count->low >= 1 || count->is_of_shown));
}

static void judge_counts(struct rule_run *run, uint32_t i)
{
    const struct missing *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    if (cell->state != CELL_NUMBER || is_recorded(run, i)) {
        return;
    }
    const uint32_t below = cell->denominator != NO_CELL ? cell->denominator : cell->count;
    const uint32_t other = cell->denominator != NO_CELL ? cell->count : NO_CELL;
    if (below == NO_CELL || below == i) {
        cell_group_add(&state->absent[cell->measure], table, i);
    } else if (!is_known(&table->cells[below]) &&
               (other == NO_CELL || other == i || !is_known(&table->cells[other]))) {
        cell_group_add(&state->hidden[cell->measure], table, i);
    }
}

static void report_missing(struct rule_run *run, const struct cell_group *group,
                           const char *what)
{
    if (!group->count) {
        return;
    }
    struct finding *finding = rule_report_cell(run, group->first);
    const struct measure *measure =
        &run->table->measures[run->table->cells[group->first].measure];
    finding_add_evidence(finding, "cells", group->count);
    rule_say(run, finding, "%s %s %s in %s", rule_value(run, group->count),
             role_noun(measure->role, group->count != 1), what,
             cell_group_range(run, group));
}

static void end_counts(struct rule_run *run)
{
    const struct missing *state = run->state;
    for (uint32_t m = 0; m < run->table->measure_count; m++) {
        report_missing(run, &state->absent[m], "without counts");
        report_missing(run, &state->hidden[m], "whose counts are hidden");
    }
}

/* E102 */
struct unproven {
    struct cell_group *cells;
    bool needs_second;
};

static bool needs_second(const struct policy *policy)
{
    const struct policy_rule *nk = policy_find_kind(policy, "dominance-nk");
    return policy_find_kind(policy, "dominance-p") || (nk && policy_number(nk, "n") >= 2);
}

static void begin_unproven(struct rule_run *run)
{
    struct unproven *state = arena_new(run->study->arena, struct unproven);
    state->cells = cell_groups_create(run);
    state->needs_second = needs_second(run->desk->policy);
    run->state = state;
}

/* Is one of the table's measures of this role printed for the same cell? */
static bool has_beside(struct rule_run *run, uint32_t i, enum role role)
{
    const struct table *table = run->table;
    double value = 0;
    if (!run->study->measures_of_role[role]) {
        return false;
    }
    for (uint32_t m = 0; m < table->measure_count; m++) {
        if (table->measures[m].role == role &&
            cell_number(table, study_other_measure(run->study, i, m), &value)) {
            return true;
        }
    }
    return false;
}

static void judge_unproven(struct rule_run *run, uint32_t i)
{
    const struct unproven *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    if (cell->state != CELL_NUMBER || !table->measures[cell->measure].is_money ||
        dominance_is_recorded(run, i)) {
        return;
    }
    if (!has_beside(run, i, ROLE_TOP1) ||
        (state->needs_second && !has_beside(run, i, ROLE_TOP2))) {
        cell_group_add(&state->cells[cell->measure], table, i);
    }
}

static void end_unproven(struct rule_run *run)
{
    const struct unproven *state = run->state;
    for (uint32_t m = 0; m < run->table->measure_count; m++) {
        report_missing(run, &state->cells[m],
                       run->study->measures_of_role[ROLE_TOP1]
                           ? "of money without both largest contributors"
                           : "of money without their largest contributors");
    }
}

/* E103 */
struct unsure {
    struct cell_group *unreadable;
    struct cell_group *unjudged;
    bool is_unjudged[ROLE_COUNT_OF_ROLES];
};

static bool policy_speaks_of(const struct policy *policy, const char *kind)
{
    for (size_t i = 0; i < policy->rule_count; i++) {
        if (text_equals(policy->rules[i].kind->name, kind)) {
            return true;
        }
    }
    return false;
}

static void begin_unsure(struct rule_run *run)
{
    static const struct {
        enum role role;
        const char *kind;
    } judges[] = {
        {ROLE_MAX, "endpoint"},
        {ROLE_MIN, "endpoint"},
        {ROLE_MODEL, "degrees-of-freedom"},
        {ROLE_TEST, "degrees-of-freedom"},
        {ROLE_CORRELATION, "correlation"},
        {ROLE_SURVIVAL, "survival-step"},
        {ROLE_GINI, "concentration"},
        {ROLE_CONCENTRATION, "concentration"},
    };
    struct unsure *state = arena_new(run->study->arena, struct unsure);
    state->unreadable = cell_groups_create(run);
    state->unjudged = cell_groups_create(run);
    state->is_unjudged[ROLE_UNKNOWN] = true;
    for (size_t i = 0; i < sizeof(judges) / sizeof(judges[0]); i++) {
        state->is_unjudged[judges[i].role] =
            !policy_speaks_of(run->desk->policy, judges[i].kind);
    }
    run->state = state;
}

static void judge_unsure(struct rule_run *run, uint32_t i)
{
    const struct unsure *state = run->state;
    const struct cell *cell = &run->table->cells[i];
    if (cell->state == CELL_UNREADABLE) {
        cell_group_add(&state->unreadable[cell->measure], run->table, i);
    } else if (state->is_unjudged[cell->role] && cell->state == CELL_NUMBER) {
        cell_group_add(&state->unjudged[cell->measure], run->table, i);
    }
}

static const char *list_doubts(struct rule_run *run)
{
    const struct table *table = run->table;
    struct arena *scratch = run->desk->scratch;
    const char *list = "";
    for (uint32_t i = 0; i < table->doubt_count && i < DOUBTS_SHOWN; i++) {
        list = text_format(scratch, "%s%s%s", list, i ? ", " : ": ",
                           table->doubts[i].sentence);
    }
    if (table->doubt_count > DOUBTS_SHOWN) {
        list = text_format(scratch, "%s, and %u more", list,
                           table->doubt_count - DOUBTS_SHOWN);
    }
    return list;
}

static void report_confidence(struct rule_run *run)
{
    const struct table *table = run->table;
    const struct policy *policy = run->desk->policy;
    const bool is_assessed = table->confidence >= policy->assess_confidence;
    if (is_assessed && table->confidence >= policy->review_confidence) {
        return;
    }
    struct finding *finding = rule_report_table(run);
    finding->severity = is_assessed ? SEVERITY_REVIEW : SEVERITY_CANNOT_ASSESS;
    if (table->doubt_count && table->doubts[0].row != UINT32_MAX) {
        finding->row = table->doubts[0].row;
        finding->column = table->doubts[0].column;
    }
    const char *place = table_range(run->desk->scratch, table);
    finding_add_evidence(finding, "confidence", table->confidence);
    finding_add_evidence(finding, "limit",
                         is_assessed ? policy->review_confidence
                                     : policy->assess_confidence);
    rule_say(run, finding, "%s %s read with confidence %s%s; limit is %s", place,
             text_starts_with(place, "lines") ? "were" : "was",
             text_number(run->desk->scratch, table->confidence, 2), list_doubts(run),
             text_number(
                 run->desk->scratch,
                 is_assessed ? policy->review_confidence : policy->assess_confidence, 2));
}

static bool looks_like_a_number(const char *text)
{
    return strpbrk(text, "0123456789") && strspn(text, "0123456789,. %") == strlen(text);
}

/* A sidecar may leave a column out, but not in silence. */
static void report_left_out(struct rule_run *run, const struct line_role *column)
{
    const struct table *table = run->table;
    if (column->role != ROLE_IGNORE || column->origin != ORIGIN_SIDECAR) {
        return;
    }
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        if (looks_like_a_number(grid_text(table->grid, row, column->index))) {
            struct finding *finding = rule_report_table(run);
            finding->severity = SEVERITY_REVIEW;
            finding->row = row;
            finding->column = column->index;
            rule_say(run, finding,
                     "column %s holds numbers, is left out by its sidecar, and "
                     "was not judged",
                     grid_column_letters(run->desk->scratch, column->index));
            return;
        }
    }
}

static void end_unsure(struct rule_run *run)
{
    const struct unsure *state = run->state;
    report_confidence(run);
    for (uint32_t c = 0; c < run->table->column_count; c++) {
        report_left_out(run, &run->table->columns[c]);
    }
    for (uint32_t m = 0; m < run->table->measure_count; m++) {
        const bool has_role = run->table->measures[m].role != ROLE_UNKNOWN;
        report_missing(run, &state->unjudged[m],
                       has_role ? "that no rule of this version judges"
                                : "whose role is not known");
        const struct cell_group *unreadable = &state->unreadable[m];
        if (unreadable->count) {
            struct finding *finding = rule_report_cell(run, unreadable->first);
            finding_add_evidence(finding, "cells", unreadable->count);
            rule_say(run, finding, "%s in %s neither a number nor a known symbol: '%s'",
                     text_counted(run->desk->scratch, unreadable->count, "text", "texts"),
                     cell_group_range(run, unreadable),
                     run->table->cells[unreadable->first].symbol);
        }
    }
}

/* What the readers said they did not understand. */
static void end_submission_unsure(struct rule_run *run)
{
    const struct submission *submission = run->desk->submission;
    for (size_t i = 0; i < submission->remark_count; i++) {
        const struct remark *remark = &submission->remarks[i];
        const bool is_silent =
            remark->kind == REMARK_NO_TABLE || remark->kind == REMARK_NOT_UNDERSTOOD;
        if (!is_silent && remark->kind != REMARK_UNUSED_TEXT &&
            remark->kind != REMARK_SIDECAR_UNUSED) {
            continue;
        }
        struct finding *finding = rule_report_output(run, remark->output, remark->sheet);
        finding->row = remark->row;
        finding->column = remark->column;
        rule_soften(finding, is_silent ? SEVERITY_FAIL : SEVERITY_INFO);
        rule_say(run, finding, "%s", remark->sentence);
        if (!text_is_blank(remark->hint)) {
            finding->help = remark->hint;
        }
    }
}

/* E104 */
static void end_description(struct rule_run *run)
{
    const struct table *table = run->table;
    const struct request *request = run->desk->submission->request;
    const bool has_population = !text_is_blank(table->population) ||
                                (request && !text_is_blank(request->population));
    const bool has_period =
        !text_is_blank(table->period) || (request && !text_is_blank(request->period));
    if (table->is_described || (has_population && has_period)) {
        return;
    }
    struct finding *finding = rule_report_table(run);
    rule_say(run, finding, "%s not described",
             has_population ? "period is"
             : has_period   ? "population is"
                            : "population and period are");
}

#define EVERY_ROLE (ROLE_BIT(ROLE_COUNT_OF_ROLES) - 1)

const struct rule_evaluator evidence_rules[] = {
    {
        .kind = "counts-missing",
        .roles = AVERAGE_ROLES | ROLE_BIT(ROLE_PERCENT) | ROLE_BIT(ROLE_RATE) |
                 ROLE_BIT(ROLE_MAX) | ROLE_BIT(ROLE_MIN) | ROLE_BIT(ROLE_RATIO) |
                 MODEL_ROLES,
        .begin_table = begin_counts,
        .judge_cell = judge_counts,
        .end_table = end_counts,
    },
    {
        .kind = "dominance-evidence-missing",
        .roles = ROLE_BIT(ROLE_SUM) | ROLE_BIT(ROLE_MEAN),
        .begin_table = begin_unproven,
        .judge_cell = judge_unproven,
        .end_table = end_unproven,
    },
    {
        .kind = "roles-unsure",
        .roles = EVERY_ROLE,
        .begin_table = begin_unsure,
        .judge_cell = judge_unsure,
        .end_table = end_unsure,
        .end_submission = end_submission_unsure,
    },
    {
        .kind = "description-missing",
        .end_table = end_description,
        .end_submission = judge_request,
    },
    {.kind = NULL},
};
