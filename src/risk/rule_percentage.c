/*
 * P101 too small a base, numerator or remainder; P102 a percentage or mean that gives
 * back a small or hidden count.
 *
 * P101 compares printed counts, P102 works out what is not printed: 99.7% of 1,431 leaves
 * 4 or 5 people. It fires when every number that fits is from 1 up to below the minimum,
 * and for a hidden count also when only one number fits. It looks at one table's own
 * cells; shares of an unknown common base, and what several tables say together, are the
 * attacker's. Where P101 has already said that the base itself is too small, P102 does
 * not repeat it.
 *
 * A rate is a percentage of another scale, where its name says per how many. With one
 * count beside it, nobody says whether the count is above or below the line: what follows
 * if it is below asks for a look, and is no more than that.
 */
#include "base/text.h"
#include "risk/rule.h"
#include "risk/whole_numbers.h"

#include <math.h>

struct bases {
    double minimum_base;
    double minimum_average;
    double minimum_numerator;
    double minimum_remainder;
};

static void begin_bases(struct rule_run *run)
{
    struct bases *state = arena_new(run->study->arena, struct bases);
    state->minimum_base = policy_number(run->rule, "minimum-base");
    state->minimum_average = policy_number(run->rule, "minimum-average");
    if (state->minimum_average <= 0) {
        state->minimum_average = state->minimum_base;
    }
    state->minimum_numerator = policy_number(run->rule, "minimum-numerator");
    state->minimum_remainder = policy_number(run->rule, "minimum-remainder");
    run->state = state;
}

static bool is_share(const struct cell *cell)
{
    return cell->role == ROLE_PERCENT || cell->role == ROLE_RATE;
}

/* The cell that a statistic rests on: below the line of a percentage, else its count. */
static uint32_t base_cell(const struct table *table, const struct cell *cell)
{
    double base = 0;
    return is_share(cell) && cell_number(table, cell->denominator, &base)
               ? cell->denominator
               : cell->count;
}

static bool is_below(double count, double minimum)
{
    return count > 0 && count < minimum;
}

static struct finding *report_base(struct rule_run *run, uint32_t i, const char *name,
                                   double count, double minimum)
{
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, name, count);
    finding_add_evidence(finding, "minimum", minimum);
    return finding;
}

static void report_small_base(struct rule_run *run, uint32_t i, uint32_t base,
                              double count)
{
    const struct bases *state = run->state;
    const struct cell *cell = &run->table->cells[i];
    const double minimum = is_share(cell) ? state->minimum_base : state->minimum_average;
    struct finding *finding = report_base(run, i, "base", count, minimum);
    rule_add_figures(run, finding, base, NULL, 0);
    const char *printed = rule_printed(run, cell);
    rule_say(run, finding, "%s %s in %s rests on %s; minimum base is %s",
             role_noun((enum role)cell->role, false), printed, rule_place(run, i),
             rule_counted(run, &run->table->cells[base], count),
             rule_value(run, minimum));
}

static bool judge_side(struct rule_run *run, uint32_t i, const char *side, double count,
                       double minimum)
{
    if (!is_below(count, minimum)) {
        return false;
    }
    const struct cell *cell = &run->table->cells[i];
    struct finding *finding = report_base(run, i, side, count, minimum);
    const char *printed = rule_printed(run, cell);
    rule_say(run, finding, "%s %s in %s has %s as its %s; minimum is %s",
             role_noun((enum role)cell->role, false), printed, rule_place(run, i),
             rule_value(run, count), side, rule_value(run, minimum));
    return true;
}

/* No count is printed, but a record of the analysis tells how few there are at most. */
static void judge_recorded_base(struct rule_run *run, uint32_t i)
{
    const struct bases *state = run->state;
    const struct cell *cell = &run->table->cells[i];
    const struct cell_record *record = table_cell_record(run->table, i);
    const double minimum = is_share(cell) ? state->minimum_base : state->minimum_average;
    if (!record) {
        return;
    }
    if (record->most < minimum && record->most > 0) {
        struct finding *finding = report_base(run, i, "base", record->most, minimum);
        const char *printed = rule_printed(run, cell);
        rule_say(run, finding,
                 "%s %s in %s rests on %s%s by its record; minimum base is %s",
                 role_noun((enum role)cell->role, false), printed, rule_place(run, i),
                 record->least == record->most ? "" : "at most ",
                 rule_value(run, record->most), rule_value(run, minimum));
        return;
    }
    if (!is_share(cell) ||
        judge_side(run, i, "numerator", record->numerator, state->minimum_numerator)) {
        return;
    }
    (void)judge_side(run, i, "remainder", record->denominator - record->numerator,
                     state->minimum_remainder);
}

/* A base of 10, rounded to tens as the policy asks, may be the 11 that it asks for. */
static bool may_be_enough(const struct rule_run *run, uint32_t base, double minimum)
{
    const struct cell *cell = &run->table->cells[base];
    const struct measure *measure = &run->table->measures[cell->measure];
    return measure_is_rounded_as_asked(run->desk->policy, measure) &&
           cell_stands_for(run->table, cell).high >= minimum;
}

static void judge_base(struct rule_run *run, uint32_t i)
{
    const struct bases *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    if (cell->state != CELL_NUMBER) {
        return;
    }
    const uint32_t base = base_cell(table, cell);
    const double minimum = is_share(cell) ? state->minimum_base : state->minimum_average;
    double count = 0;
    const bool has_base = cell_number(table, base, &count);
    if (has_base && is_below(fabs(count), minimum) &&
        !may_be_enough(run, base, minimum)) {
        report_small_base(run, i, base, fabs(count));
        return;
    }
    if (!has_base) {
        judge_recorded_base(run, i);
    }
    double numerator = 0;
    if (!is_share(cell) || !cell_number(table, cell->numerator, &numerator) ||
        judge_side(run, i, "numerator", numerator, state->minimum_numerator) ||
        !has_base) {
        return;
    }
    (void)judge_side(run, i, "remainder", count - numerator, state->minimum_remainder);
}

/* P102 */
struct given_back {
    double minimum;
    double base_minimum; /* of P101, where it is on: below it P101 speaks */
    uint32_t
        *sum_of_mean; /* a measure: the sum that its mean was made from, or UINT32_MAX */
};

/* The measure of sums that belongs to a measure of means: the only one of its kind. */
static uint32_t find_sum(const struct table *table, uint32_t mean)
{
    uint32_t found = UINT32_MAX;
    for (uint32_t m = 0; m < table->measure_count; m++) {
        const struct measure *measure = &table->measures[m];
        if (measure->role != ROLE_SUM ||
            measure->is_money != table->measures[mean].is_money) {
            continue;
        }
        if (found != UINT32_MAX) {
            return UINT32_MAX;
        }
        found = m;
    }
    return found;
}

static void begin_given_back(struct rule_run *run)
{
    const struct table *table = run->table;
    struct given_back *state = arena_new(run->study->arena, struct given_back);
    const struct policy_rule *base = policy_find_kind(run->desk->policy, "percent-base");
    state->minimum = policy_number(run->rule, "minimum");
    state->base_minimum = base ? policy_number(base, "minimum-base") : 0;
    state->sum_of_mean = arena_array(run->study->arena, table->measure_count, uint32_t);
    for (uint32_t m = 0; m < table->measure_count; m++) {
        state->sum_of_mean[m] =
            table->measures[m].role == ROLE_MEAN ? find_sum(table, m) : UINT32_MAX;
    }
    run->state = state;
}

static bool is_whole_number(double value)
{
    return nearly_equal(value, round(value));
}

static bool is_hidden(const struct table *table, uint32_t cell)
{
    return cell != NO_CELL && (table->cells[cell].state == CELL_HIDDEN ||
                               table->cells[cell].state == CELL_LOW);
}

/* Few enough to be a finding; of a hidden count also: none or few, or known exactly. */
static bool gives_back(struct range range, double minimum, bool was_hidden)
{
    if (range_is_small(range, minimum)) {
        return true;
    }
    const bool is_known =
        range.low <= range.high && (range.high < minimum || range.low == range.high);
    return was_hidden && is_known;
}

static struct finding *report_given_back(struct rule_run *run, uint32_t i,
                                         struct range range)
{
    const struct given_back *state = run->state;
    struct finding *finding = rule_report_cell(run, i);
    finding->has_range = true;
    finding->range = range;
    finding_add_evidence(finding, "low", range.low);
    finding_add_evidence(finding, "high", range.high);
    finding_add_evidence(finding, "minimum", state->minimum);
    return finding;
}

/* "99.7%", "2.2 per 1,000" */
static const char *printed_share(const struct rule_run *run, const struct cell *cell)
{
    const char *printed = rule_printed(run, cell);
    return cell->role == ROLE_RATE
               ? text_format(run->desk->scratch, "%s per %s", printed,
                             rule_value(run, run->table->measures[cell->measure].scale))
               : printed;
}

/* "99.7% of 1,431 gives back 4 or 5 people" */
static void say_share(struct rule_run *run, uint32_t i, struct range range,
                      const char *which)
{
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    const struct cell *base = &table->cells[base_cell(table, cell)];
    struct finding *finding = report_given_back(run, i, range);
    rule_add_figures(run, finding, base_cell(table, cell), NULL, 0);
    const char *printed = printed_share(run, cell);
    const char *units = rule_counted(run, base, range.high);
    if (cell->role == ROLE_RATE && cell->numerator == NO_CELL) {
        rule_soften(finding, SEVERITY_REVIEW);
    }
    if (range.low == range.high) {
        rule_say(run, finding, "%s of %s gives back %s%s", printed,
                 rule_value(run, base->value), units, which);
        return;
    }
    const bool are_neighbours = range.high == range.low + 1;
    rule_say(run, finding, "%s of %s gives back %s %s %s%s", printed,
             rule_value(run, base->value), rule_value(run, range.low),
             are_neighbours ? "or" : "to", units, which);
}

/* In percent, whatever it is per; a rate that does not say so is beyond 100. */
static struct percentage share_of(const struct table *table, const struct cell *cell)
{
    const double per = table->measures[cell->measure].scale;
    if (cell->role != ROLE_RATE) {
        return percentage_of(cell);
    }
    return per > 0 ? percentage_of_rate(cell, per) : (struct percentage){INFINITY, 0};
}

static void judge_known_base(struct rule_run *run, uint32_t i, double count)
{
    const struct given_back *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    const struct cell *base = &table->cells[base_cell(table, cell)];
    double numerator = 0;
    const bool has_numerator = cell_number(table, cell->numerator, &numerator);
    const bool is_whole =
        is_whole_number(count) && (!has_numerator || is_whole_number(numerator));
    const struct range bases = cell_stands_for(table, base);
    const struct percentage percentage = share_of(table, cell);
    const bool was_hidden = is_hidden(table, cell->numerator);
    const struct range above = numerators_of(percentage, bases, is_whole);
    if (gives_back(above, state->minimum, was_hidden)) {
        say_share(run, i, above, was_hidden ? ", which is hidden" : "");
        return;
    }
    const struct range rest = numerators_of(percentage_rest(percentage), bases, is_whole);
    if (gives_back(rest, state->minimum, false)) {
        say_share(run, i, rest, " who are not counted in it");
    }
}

/* The base is hidden, the numerator printed: 7 is 43.8% of 16. */
static void judge_hidden_base(struct rule_run *run, uint32_t i)
{
    const struct given_back *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    double numerator = 0;
    if (!cell_number(table, cell->numerator, &numerator) || numerator <= 0) {
        return;
    }
    const struct cell *above = &table->cells[cell->numerator];
    const struct range range = bases_of(
        share_of(table, cell), cell_stands_for(table, above), is_whole_number(numerator));
    if (!gives_back(range, state->minimum, true)) {
        return;
    }
    struct finding *finding = report_given_back(run, i, range);
    rule_add_figures(run, finding, cell->numerator, NULL, 0);
    const char *printed = printed_share(run, cell);
    rule_say(run, finding, "%s is %s of a hidden base: it is %s",
             rule_value(run, numerator), printed, rule_span(run, range));
}

/* Growth by 71.4% to 12: there were 7. */
static void judge_change(struct rule_run *run, uint32_t i)
{
    const struct given_back *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    double after = 0;
    double before = 0;
    if (!cell_number(table, cell->numerator, &after) || after <= 0 ||
        cell_number(table, cell->denominator, &before)) {
        return;
    }
    const struct cell *above = &table->cells[cell->numerator];
    const bool was_hidden = is_hidden(table, cell->denominator);
    const struct range range = bases_of(
        percentage_of(cell), cell_stands_for(table, above), is_whole_number(after));
    if (!gives_back(range, state->minimum, was_hidden)) {
        return;
    }
    struct finding *finding = report_given_back(run, i, range);
    rule_add_figures(run, finding, cell->numerator, NULL, 0);
    const char *printed = rule_printed(run, cell);
    rule_say(run, finding, "%s after a change of %s gives back %s before it%s",
             rule_counted(run, above, after), printed, rule_span(run, range),
             was_hidden ? ", which is hidden" : "");
}

static void judge_percentage(struct rule_run *run, uint32_t i)
{
    const struct given_back *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    double base = 0;
    if (cell->is_change) {
        judge_change(run, i);
        return;
    }
    if (cell->value < 0 || share_of(table, cell).value > 100) {
        return;
    }
    if (cell_number(table, base_cell(table, cell), &base)) {
        if (base > 0 && !is_below(base, state->base_minimum)) {
            judge_known_base(run, i, base);
        }
    } else if (is_hidden(table, cell->denominator)) {
        judge_hidden_base(run, i);
    }
}

/* A total divided by its mean is the count that is not printed. */
static void judge_mean(struct rule_run *run, uint32_t i)
{
    const struct given_back *state = run->state;
    const struct table *table = run->table;
    const struct cell *cell = &table->cells[i];
    const uint32_t sums = state->sum_of_mean[cell->measure];
    double count = 0;
    double total = 0;
    if (sums == UINT32_MAX || cell->value == 0 ||
        cell_number(table, cell->count, &count)) {
        return;
    }
    const uint32_t sum = study_other_measure(run->study, i, sums);
    if (!cell_number(table, sum, &total) || total == 0) {
        return;
    }
    const bool was_hidden = is_hidden(table, cell->count);
    const double half = study_half_step(run->study, cell);
    const struct range range = counts_of(total, cell->value, half, true);
    if (!gives_back(range, state->minimum, was_hidden)) {
        return;
    }
    struct finding *finding = report_given_back(run, i, range);
    rule_add_figures(run, finding, sum, NULL, 0);
    const char *printed = rule_printed(run, cell);
    rule_say(run, finding, "total %s over mean %s in %s gives back a count of %s%s",
             rule_value(run, total), printed, rule_place(run, i), rule_span(run, range),
             was_hidden ? ", which is hidden" : "");
}

static void judge_given_back(struct rule_run *run, uint32_t i)
{
    const struct cell *cell = &run->table->cells[i];
    if (cell->state != CELL_NUMBER) {
        return;
    }
    if (cell->role == ROLE_MEAN) {
        judge_mean(run, i);
    } else {
        judge_percentage(run, i);
    }
}

const struct rule_evaluator percentage_rules[] = {
    {
        .kind = "percent-base",
        .roles = AVERAGE_ROLES | ROLE_BIT(ROLE_PERCENT) | ROLE_BIT(ROLE_RATE) |
                 ROLE_BIT(ROLE_RATIO),
        .begin_table = begin_bases,
        .judge_cell = judge_base,
    },
    {
        .kind = "gives-back-count",
        .roles = ROLE_BIT(ROLE_PERCENT) | ROLE_BIT(ROLE_RATE) | ROLE_BIT(ROLE_MEAN),
        .begin_table = begin_given_back,
        .judge_cell = judge_given_back,
        .end_submission = disclose_given_back,
    },
    {.kind = NULL},
};
