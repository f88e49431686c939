/*
 * Z101 zeros, Z102 one cell that holds its whole group.
 *
 * A zero says that nobody of a group is there; a full cell says that everybody is. Both
 * tell something about each member, whatever the counts. Zeros that are declared
 * structural are neither; zeros that rounding can have made (0 for 0 to 2) prove nothing
 * and are one INFO for their measure. Where one cell is full the others of its line are
 * empty by necessity: Z102 names the full one alone.
 *
 * Percentages that print 0 or 100 are judged where no printed count already is: 100 as a
 * full group, 0 as an empty one and so only where the policy also flags zeros.
 *
 * A standard deviation of 0 says that all of a group have one value, which a mean or a
 * median beside it gives away.
 */
#include "base/text.h"
#include "risk/rule.h"

#include <math.h>

/* Is it known, not guessed, that the measure's numbers are rounded? */
static bool zero_can_be_rounded(const struct table *table, const struct cell *cell)
{
    const struct measure *measure = &table->measures[cell->measure];
    return measure->rounding.kind == ROUNDING_NEAREST &&
           measure->rounding.origin != ORIGIN_GUESS &&
           cell_stands_for(table, cell).high > 0;
}

static void begin_zero(struct rule_run *run)
{
    run->state = cell_groups_create(run);
}

/* The smallest total above the cell, or NO_CELL. */
static uint32_t smallest_total(struct rule_run *run, uint32_t i)
{
    const struct table *table = run->table;
    uint32_t best = NO_CELL;
    double smallest = INFINITY;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const uint32_t total = study_neighbour(run->study, i, d, NO_CATEGORY);
        double value = 0;
        if (total != i && cell_number(table, total, &value) && value > 0 &&
            value < smallest) {
            smallest = value;
            best = total;
        }
    }
    return best;
}

static void judge_zero(struct rule_run *run, uint32_t i)
{
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    if (cell->state != CELL_NUMBER || cell->value != 0 || cell->is_structural_zero) {
        return;
    }
    if (zero_can_be_rounded(table, cell)) {
        struct cell_group *rounded = run->state;
        cell_group_add(&rounded[cell->measure], table, i);
        return;
    }
    const uint32_t total = smallest_total(run, i);
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "count", 0);
    const char *place = rule_place(run, i);
    if (total == NO_CELL) {
        rule_say(run, finding, "%s in %s", rule_counted(run, cell, 0), place);
        return;
    }
    finding_add_evidence(finding, "total", table->cells[total].value);
    rule_say(run, finding, "0 of %s in %s", rule_value(run, table->cells[total].value),
             place);
}

static void end_zero(struct rule_run *run)
{
    const struct cell_group *rounded = run->state;
    for (uint32_t m = 0; m < run->table->measure_count; m++) {
        const struct cell_group *group = &rounded[m];
        if (!group->count) {
            continue;
        }
        struct finding *finding = rule_report_cell(run, group->first);
        const struct range range =
            cell_stands_for(run->table, &run->table->cells[group->first]);
        finding_add_evidence(finding, "cells", group->count);
        finding->has_range = true;
        finding->range = range;
        rule_soften(finding, SEVERITY_INFO);
        rule_say(run, finding, "%s in %s: rounded, each stands for %s",
                 text_counted(run->desk->scratch, group->count, "zero", "zeros"),
                 cell_group_range(run, group), rule_span(run, range));
    }
}

/* Z102 */
enum { USUAL_MINIMUM = 10 }; /* where the policy has no minimum count */

struct whole {
    double share;
    double minimum; /* of counts: fewer than this are hardly anybody */
    bool flags_zeros;
};

static void begin_whole(struct rule_run *run)
{
    struct whole *state = arena_new(run->study->arena, struct whole);
    state->share = policy_number(run->rule, "share");
    const struct policy_rule *count =
        policy_find_kind(run->desk->policy, "minimum-count");
    state->minimum = count ? policy_number(count, "minimum") : USUAL_MINIMUM;
    state->flags_zeros = policy_find_kind(run->desk->policy, "zero") != NULL;
    run->state = state;
}

/* Everybody else of the line is declared impossible. */
static bool others_are_structural(const struct table *table, const struct line *line,
                                  uint32_t full)
{
    for (uint32_t k = 0; k < line->cell_count; k++) {
        const struct cell *cell = &table->cells[line->cells[k]];
        const bool is_impossible =
            cell->is_structural_zero || cell->state == CELL_NOT_APPLICABLE;
        if (line->cells[k] != full && !is_impossible) {
            return false;
        }
    }
    return line->cell_count > 1;
}

/* The line's total: the printed whole, else the sum where no part is hidden. */
static double line_total(const struct table *table, const struct line *line)
{
    double total = 0;
    if (cell_number(table, line->whole, &total)) {
        return total;
    }
    const bool is_complete =
        line->cell_count > 1 && line->number_count == line->cell_count;
    return is_complete && line->whole == NO_CELL ? line->sum : 0;
}

static void judge_whole(struct rule_run *run, const struct line *line)
{
    const struct whole *state = run->state;
    const struct table *table = run->table;
    if (line->partition->part_count < 2 || line->largest == NO_CELL ||
        !role_is_count((enum role)table->cells[line->largest].role)) {
        return;
    }
    const double total = line_total(table, line);
    const double held = table->cells[line->largest].value;
    const double limit = total * state->share / 100;
    if (total <= 0 || held > total || (held < limit && !nearly_equal(held, limit)) ||
        others_are_structural(table, line, line->largest)) {
        return;
    }
    const uint32_t i = line->largest;
    const struct cell *cell = &table->cells[i];
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "count", held);
    finding_add_evidence(finding, "total", total);
    finding_add_evidence(finding, "share", 100 * held / total);
    const char *along = table->dimensions[line->dimension].name;
    if (held == total) {
        rule_say(run, finding, "all %s of the group are in %s (by %s)",
                 rule_counted(run, cell, total), rule_place(run, i), along);
        return;
    }
    rule_say(run, finding, "%s of %s are in %s (by %s), %s%%; limit is %s%%",
             rule_value(run, held), rule_counted(run, cell, total), rule_place(run, i),
             along, text_number(run->desk->scratch, 100 * held / total, 1),
             rule_value(run, state->share));
}

/* "Employed" beside "Learners": a part without others makes no line. */
static void judge_lone_part(struct rule_run *run, uint32_t i)
{
    const struct table *table = run->table;
    double held = 0;
    if (!cell_number(table, i, &held) || held <= 0) {
        return;
    }
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *dimension = &table->dimensions[d];
        const bool is_alone =
            dimension->category_count == 1 && dimension->total == NO_CATEGORY;
        const uint32_t whole =
            is_alone ? study_neighbour(run->study, i, d, NO_CATEGORY) : i;
        double total = 0;
        if (whole == i || !cell_number(table, whole, &total) || total != held) {
            continue;
        }
        struct finding *finding = rule_report_cell(run, i);
        finding_add_evidence(finding, "count", held);
        finding_add_evidence(finding, "total", total);
        finding_add_evidence(finding, "share", 100);
        rule_say(run, finding, "all %s of the group are in %s",
                 rule_counted(run, &table->cells[i], total), rule_place(run, i));
        return;
    }
}

static double percent_of(const struct cell *cell)
{
    return cell_percent_value(cell) * 100 / cell_percent_unit(cell);
}

/* A printed count already says it, or says that the percentage is only nearly 0 or 100;
 * or nobody is in the base at all. Counts of two measures make no line, so that a full
 * one of those is told here. */
static bool is_told_by_counts(const struct table *table, const struct cell *cell)
{
    double numerator = 0;
    double denominator = 0;
    const bool has_base = cell_number(table, cell->denominator, &denominator);
    if (has_base && denominator == 0) {
        return true;
    }
    if (!cell_number(table, cell->numerator, &numerator)) {
        return false;
    }
    if (percent_of(cell) == 0) {
        return true;
    }
    if (!has_base || cell->numerator == cell->denominator) {
        return has_base;
    }
    return numerator < denominator || table->cells[cell->numerator].measure ==
                                          table->cells[cell->denominator].measure;
}

/* On a large base the last decimal can hide many: 0% of 10,000 stands for up to 50. */
static bool is_only_nearly(const struct whole *state, const struct table *table,
                           const struct cell *cell)
{
    double base = 0;
    const int decimals = cell->is_fraction ? cell->decimals - 2 : cell->decimals;
    return cell_number(table, cell->denominator, &base) &&
           base * 0.5 * pow(10, -decimals) / 100 >= state->minimum;
}

static bool adds_up_along(struct rule_run *run, uint32_t i, uint32_t d)
{
    const struct table *table = run->table;
    const struct dimension *dimension = &table->dimensions[d];
    double sum = 0;
    uint32_t parts = 0;
    for (uint32_t c = 0; c < dimension->category_count; c++) {
        const uint32_t part =
            c == dimension->total ? NO_CELL : study_neighbour(run->study, i, d, c);
        double value = 0;
        if (part != i && cell_number(table, part, &value)) {
            sum += value;
            parts++;
        }
    }
    const double half = 0.5 * pow(10, -table->cells[i].decimals);
    return parts > 1 && fabs(sum - table->cells[i].value) <= half * (parts + 1);
}

/* Do the percentages along a dimension add up to the one at its total? Then 100 is no
 * news. */
static bool is_sum_of_parts(struct rule_run *run, uint32_t i)
{
    const struct table *table = run->table;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const uint32_t own = table_category(table, i, d);
        const bool is_at_total = own == NO_CATEGORY || own == table->dimensions[d].total;
        if (is_at_total && adds_up_along(run, i, d)) {
            return true;
        }
    }
    return false;
}

/* Of one unit, or of none, it is 0 anyway: how few they are is told by other rules. */
static void judge_no_spread(struct rule_run *run, uint32_t i)
{
    const struct cell *cell = &run->table->cells[i];
    double count = 0;
    const bool is_told = cell_number(run->table, cell->count, &count) && count <= 1;
    if (cell->state != CELL_NUMBER || cell->value != 0 || is_told) {
        return;
    }
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "value", 0);
    rule_say(run, finding, "%s of %s in %s: all, or nearly all, have the same value",
             role_noun((enum role)cell->role, false), rule_printed(run, cell),
             rule_place(run, i));
}

static void judge_whole_percent(struct rule_run *run, uint32_t i)
{
    const struct whole *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    const double percent = percent_of(cell);
    const bool is_full = percent >= state->share && percent <= 100 && !cell->is_change &&
                         !table->measures[cell->measure].accumulation.is_running;
    const bool is_empty = percent == 0 && !cell->is_change && state->flags_zeros &&
                          !cell->is_structural_zero;
    if ((!is_full && !is_empty) || is_told_by_counts(table, cell) ||
        is_only_nearly(state, table, cell) || (is_full && is_sum_of_parts(run, i))) {
        return;
    }
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "share", percent);
    rule_say(run, finding, "%s in %s: %s of the group", rule_printed(run, cell),
             rule_place(run, i),
             is_empty ? "nobody, or nearly nobody," : "all, or nearly all,");
}

static void judge_whole_cell(struct rule_run *run, uint32_t i)
{
    const struct cell *cell = &run->table->cells[i];
    if (cell->state != CELL_NUMBER) {
        return;
    }
    if (role_is_count((enum role)cell->role)) {
        judge_lone_part(run, i);
        return;
    }
    if (cell->role == ROLE_SD) {
        judge_no_spread(run, i);
        return;
    }
    judge_whole_percent(run, i);
}

const struct rule_evaluator zero_rules[] = {
    {
        .kind = "zero",
        .roles = COUNT_ROLES,
        .begin_table = begin_zero,
        .judge_cell = judge_zero,
        .end_table = end_zero,
    },
    {
        .kind = "whole-group",
        .roles = COUNT_ROLES | ROLE_BIT(ROLE_PERCENT) | ROLE_BIT(ROLE_SD),
        .begin_table = begin_whole,
        .judge_cell = judge_whole_cell,
        .judge_line = judge_whole,
    },
    {.kind = NULL},
};
