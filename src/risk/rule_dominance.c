/*
 * D101 largest contributor, D102 (n,k), D103 p %: from the largest contributions that the
 * table gives beside its sums.
 *
 * With x1 >= x2 >= ... the contributions and T their total, a cell is dominated when
 *   D101   x1 > share T        D102   x1 + ... + xn > k T        D103   T - x1 - x2 < p
 * x1 so that a share of exactly the limit is allowed, as in the protection levels of
 * docs/attacker.md. Negative contributions count with their absolute values. Where only a
 * mean is printed, T is the mean times its count. Without a largest contribution nothing
 * can be said (E102), but for two cases: of c contributors the largest has at least 1/c
 * of the total; and a record of the analysis (struct cell_record) may know the shares.
 */
#include "base/text.h"
#include "risk/rule.h"

#include <math.h>
#include <string.h>

struct dominance {
    double limit;   /* percent: share, k or p */
    double n;       /* D102 */
    uint32_t *top1; /* a measure: the measure of its largest contributions; UINT32_MAX */
    uint32_t *top2;
    uint32_t *contributors;
};

/* A mean beside a sum is not judged twice. */
static bool has_sum(const struct table *table, uint32_t measure)
{
    for (uint32_t m = 0; m < table->measure_count; m++) {
        if (table->measures[m].role == ROLE_SUM &&
            table_companion(table, m, ROLE_TOP1) ==
                table_companion(table, measure, ROLE_TOP1)) {
            return true;
        }
    }
    return false;
}

static void begin_dominance(struct rule_run *run, double limit, double n)
{
    const struct table *table = run->table;
    struct arena *arena = run->study->arena;
    struct dominance *state = arena_new(arena, struct dominance);
    state->limit = limit;
    state->n = n;
    state->top1 = arena_array(arena, table->measure_count, uint32_t);
    state->top2 = arena_array(arena, table->measure_count, uint32_t);
    state->contributors = arena_array(arena, table->measure_count, uint32_t);
    for (uint32_t m = 0; m < table->measure_count; m++) {
        const bool is_judged =
            table->measures[m].role == ROLE_SUM ||
            (table->measures[m].role == ROLE_MEAN && !has_sum(table, m));
        state->top1[m] = is_judged ? table_companion(table, m, ROLE_TOP1) : UINT32_MAX;
        state->top2[m] = is_judged ? table_companion(table, m, ROLE_TOP2) : UINT32_MAX;
        state->contributors[m] =
            is_judged ? table_companion(table, m, ROLE_CONTRIBUTORS) : UINT32_MAX;
    }
    run->state = state;
}

static void begin_share(struct rule_run *run)
{
    begin_dominance(run, policy_number(run->rule, "share"), 1);
}

static void begin_nk(struct rule_run *run)
{
    begin_dominance(run, policy_number(run->rule, "k"), policy_number(run->rule, "n"));
}

/* Prior-posterior ambiguity: whoever knows each contribution to within q % beforehand may
 * not know one to within p % afterwards. It is the p % rule at p / q; without q nobody
 * knows anything beforehand. */
static double limit_of_p(const struct policy_rule *rule)
{
    const double q = policy_number(rule, "q");
    return policy_number(rule, "p") * (q > 0 ? 100 / q : 1);
}

static void begin_p(struct rule_run *run)
{
    begin_dominance(run, limit_of_p(run->rule), 2);
}

static bool beside(struct rule_run *run, uint32_t i, uint32_t measure, double *value)
{
    if (measure == UINT32_MAX) {
        return false;
    }
    const bool is_number =
        cell_number(run->table, study_other_measure(run->study, i, measure), value);
    *value = fabs(*value);
    return is_number;
}

static bool find_total(struct rule_run *run, uint32_t i, double *total)
{
    const struct cell *cell = &run->table->cells[i];
    double count = 0;
    if (cell->state != CELL_NUMBER) {
        return false;
    }
    *total = fabs(cell->value);
    if (cell->role != ROLE_MEAN) {
        return true;
    }
    const bool has_count = cell_number(run->table, cell->count, &count);
    *total *= count;
    return has_count;
}

/* A column of "top 2" can hold the second alone or both together. */
static bool holds_both(const struct measure *top2, double largest, double printed)
{
    return printed > largest || strstr(top2->key, "sum") ||
           strstr(top2->key, "two largest") || strstr(top2->key, "largest two") ||
           strstr(top2->key, "top two");
}

static bool find_second(struct rule_run *run, uint32_t i, double largest, double *second)
{
    const struct dominance *state = run->state;
    const uint32_t measure = state->top2[run->table->cells[i].measure];
    if (!beside(run, i, measure, second)) {
        return false;
    }
    if (holds_both(&run->table->measures[measure], largest, *second)) {
        *second = fmax(*second - largest, 0);
    }
    return true;
}

static bool is_above(double held, double limit)
{
    return held > limit && !nearly_equal(held, limit);
}

static struct finding *report_dominance(struct rule_run *run, uint32_t i, double largest,
                                        double total)
{
    const struct dominance *state = run->state;
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "largest", largest);
    finding_add_evidence(finding, "total", total);
    finding_add_evidence(finding, "limit", state->limit);
    const uint32_t top1 = state->top1[run->table->cells[i].measure];
    if (top1 != UINT32_MAX) {
        const uint32_t cell = study_other_measure(run->study, i, top1);
        rule_add_figures(run, finding, NO_CELL, &cell, cell != NO_CELL);
    }
    return finding;
}

static const char *percent_text(const struct rule_run *run, double part, double total)
{
    return text_number(run->desk->scratch, total > 0 ? 100 * part / total : 100, 1);
}

/* No largest contribution is given, but how many there are. */
static void judge_by_contributors(struct rule_run *run, uint32_t i, double total)
{
    const struct dominance *state = run->state;
    double contributors = 0;
    if (!beside(run, i, state->contributors[run->table->cells[i].measure],
                &contributors) ||
        contributors < 1 || !is_above(100 / contributors, state->limit)) {
        return;
    }
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "contributors", contributors);
    finding_add_evidence(finding, "total", total);
    finding_add_evidence(finding, "limit", state->limit);
    rule_say(
        run, finding, "%s has %s, so the largest holds at least %s%%; limit is %s%%",
        rule_place(run, i),
        text_counted(run->desk->scratch, contributors, "contributor", "contributors"),
        text_number(run->desk->scratch, 100 / contributors, 1),
        rule_value(run, state->limit));
}

/* What a record proves of the share that `n` hold, or of the rest: NAN where it is
 * silent. */
static struct range recorded_share(const struct cell_record *record, double n)
{
    return n >= 2 ? (struct range){record->two_least, record->two_most}
                  : (struct range){record->largest_least, record->largest_most};
}

bool dominance_is_recorded(const struct rule_run *run, uint32_t i)
{
    const struct cell_record *record = table_cell_record(run->table, i);
    const struct policy *policy = run->desk->policy;
    const struct policy_rule *share = policy_find_kind(policy, "largest-share");
    const struct policy_rule *nk = policy_find_kind(policy, "dominance-nk");
    const struct policy_rule *p = policy_find_kind(policy, "dominance-p");
    if (!record || (!share && !nk && !p)) {
        return false;
    }
    struct range held = recorded_share(record, 1);
    if (share && !(held.high <= policy_number(share, "share") ||
                   held.low > policy_number(share, "share"))) {
        return false;
    }
    held = recorded_share(record, nk ? policy_number(nk, "n") : 2);
    if (nk &&
        !(held.high <= policy_number(nk, "k") || held.low > policy_number(nk, "k"))) {
        return false;
    }
    return !p || record->rest_least >= limit_of_p(p) || record->rest_most < limit_of_p(p);
}

/* "the two largest hold over 90.0%" */
static void report_recorded(struct rule_run *run, uint32_t i, const char *held,
                            double share, const char *of)
{
    const struct dominance *state = run->state;
    struct finding *finding = rule_report_cell(run, i);
    finding_add_evidence(finding, "share", share);
    finding_add_evidence(finding, "limit", state->limit);
    rule_say(run, finding, "%s %s%%%s in %s by its record; limit is %s%%", held,
             text_number(run->desk->scratch, share, 1), of, rule_place(run, i),
             rule_value(run, state->limit));
}

/* A record knows that the `n` largest hold more than the limit. */
static bool judge_recorded(struct rule_run *run, uint32_t i, double n)
{
    const struct dominance *state = run->state;
    const struct cell_record *record = table_cell_record(run->table, i);
    if (!record || run->table->cells[i].state != CELL_NUMBER) {
        return false;
    }
    const struct range held = recorded_share(record, n);
    if (held.low > state->limit && !nearly_equal(held.low, state->limit)) {
        const bool is_exact = held.low == held.high;
        const char *who = n >= 2 ? "the two largest hold" : "the largest holds";
        report_recorded(run, i,
                        is_exact ? who : text_format(run->desk->arena, "%s over", who),
                        held.low, "");
        return true;
    }
    return false;
}

static void judge_largest(struct rule_run *run, uint32_t i)
{
    const struct dominance *state = run->state;
    double total = 0;
    double largest = 0;
    if (judge_recorded(run, i, 1) || !find_total(run, i, &total)) {
        return;
    }
    if (!beside(run, i, state->top1[run->table->cells[i].measure], &largest)) {
        judge_by_contributors(run, i, total);
        return;
    }
    if (!is_above(100 * largest, state->limit * total)) {
        return;
    }
    struct finding *finding = report_dominance(run, i, largest, total);
    rule_say(run, finding, "largest contributor holds %s%% of %s in %s; limit is %s%%",
             percent_text(run, largest, total), rule_value(run, total),
             rule_place(run, i), rule_value(run, state->limit));
}

static void judge_nk(struct rule_run *run, uint32_t i)
{
    const struct dominance *state = run->state;
    double total = 0;
    double largest = 0;
    double second = 0;
    if (judge_recorded(run, i, state->n) || !find_total(run, i, &total) ||
        !beside(run, i, state->top1[run->table->cells[i].measure], &largest)) {
        return;
    }
    /* Without the second, the largest alone can already be too much. */
    if (state->n >= 2) {
        (void)find_second(run, i, largest, &second);
    }
    const double held = largest + second;
    if (!is_above(100 * held, state->limit * total)) {
        return;
    }
    struct finding *finding = report_dominance(run, i, largest, total);
    finding_add_evidence(finding, "second", second);
    rule_say(run, finding, "%s largest hold %s%% of %s in %s; limit is %s%%",
             state->n >= 2 ? "the two" : "the", percent_text(run, held, total),
             rule_value(run, total), rule_place(run, i), rule_value(run, state->limit));
}

/* A record knows that the others add up to less than the limit. */
static bool judge_recorded_rest(struct rule_run *run, uint32_t i)
{
    const struct dominance *state = run->state;
    const struct cell_record *record = table_cell_record(run->table, i);
    if (!record || run->table->cells[i].state != CELL_NUMBER ||
        !(record->rest_most < state->limit)) {
        return false;
    }
    const bool is_exact = record->rest_least == record->rest_most;
    report_recorded(run, i, is_exact ? "the others make up" : "the others make up under",
                    record->rest_most, " of the largest");
    return true;
}

static void judge_p(struct rule_run *run, uint32_t i)
{
    const struct dominance *state = run->state;
    double total = 0;
    double largest = 0;
    double second = 0;
    if (judge_recorded_rest(run, i) || !find_total(run, i, &total) ||
        !beside(run, i, state->top1[run->table->cells[i].measure], &largest) ||
        largest <= 0) {
        return;
    }
    /* A second that is not given can only make the rest smaller: what fails without it
     * fails with it. */
    (void)find_second(run, i, largest, &second);
    const double rest = total - largest - second;
    if (!is_above(state->limit * largest, 100 * rest)) {
        return;
    }
    struct finding *finding = report_dominance(run, i, largest, total);
    finding_add_evidence(finding, "second", second);
    finding_add_evidence(finding, "rest", rest);
    rule_say(run, finding,
             "the others in %s add up to %s, %s%% of the largest; limit is %s%%",
             rule_place(run, i), rule_value(run, rest), percent_text(run, rest, largest),
             rule_value(run, state->limit));
}

const struct rule_evaluator dominance_rules[] = {
    {
        .kind = "largest-share",
        .roles = ROLE_BIT(ROLE_SUM) | ROLE_BIT(ROLE_MEAN),
        .begin_table = begin_share,
        .judge_cell = judge_largest,
    },
    {
        .kind = "dominance-nk",
        .roles = ROLE_BIT(ROLE_SUM) | ROLE_BIT(ROLE_MEAN),
        .begin_table = begin_nk,
        .judge_cell = judge_nk,
    },
    {
        .kind = "dominance-p",
        .roles = ROLE_BIT(ROLE_SUM) | ROLE_BIT(ROLE_MEAN),
        .begin_table = begin_p,
        .judge_cell = judge_p,
    },
    {.kind = NULL},
};
