/*
 * X101 differencing, X102 recoverable, X103 narrow range, X106 hidden sum; X105 and P102
 * across tables: how bad what the attacker found is, and in which words it is told.
 *
 * Where, and how often, is decided in disclosure_account.c.
 */
#include "attack/names/cell_range.h"
#include "base/map.h"
#include "base/text.h"
#include "risk/disclosure_account.h"
#include "risk/disclosure_words.h"

#include <math.h>
#include <string.h>

/* ---- words ---- */

static const char *arithmetic(const struct rule_run *run, const struct telling *telling)
{
    const char *words =
        disclosure_arithmetic(run->desk->scratch, telling->disclosure, telling->table);
    return *words ? words : "all published figures together";
}

static const char *left(const struct rule_run *run, const struct disclosure *disclosure)
{
    return range_words(run->desk->scratch, disclosure->range.low, disclosure->range.high);
}

/* "7 people", "4 or 5 people" */
static const char *people_left(const struct rule_run *run, const struct telling *telling)
{
    const struct solved_range *range = &telling->disclosure->range;
    if (!telling->table || !isfinite(range->high)) {
        return left(run, telling->disclosure);
    }
    const struct cell *cell = &telling->table->cells[telling->cell];
    if (range->low == range->high) {
        return rule_counted(run, cell, range->low);
    }
    const char *joint = range->high == range->low + 1 ? "or" : "to";
    return text_format(run->desk->scratch, "%s %s %s", rule_value(run, range->low), joint,
                       rule_counted(run, cell, range->high));
}

/* " (and 2 more differences at this cell)" */
static const char *others_words(const struct rule_run *run, const struct telling *telling)
{
    return telling->others ? text_format(run->desk->scratch,
                                         " (and %u more at this cell)", telling->others)
                           : "";
}

/* "hidden count in North East x Male" */
static const char *hidden_words(const struct rule_run *run, const struct telling *telling)
{
    struct arena *scratch = run->desk->scratch;
    const struct disclosure *disclosure = telling->disclosure;
    const struct table *table = telling->table;
    if (!table || !cell_state_hides(table->cells[telling->cell].state)) {
        return text_format(
            scratch, "number hidden in an earlier release (%s)",
            figure_place(scratch, NULL, disclosure->table, disclosure->cell));
    }
    const struct cell *cell = &table->cells[telling->cell];
    return text_format(scratch, "hidden %s in %s",
                       role_noun((enum role)table->measures[cell->measure].role, false),
                       table_cell_label(scratch, table, telling->cell));
}

static bool is_count(const struct disclosure *disclosure)
{
    const struct table *table = disclosure->table;
    return !table || disclosure->cell == NO_CELL ||
           role_is_count(table->measures[table->cells[disclosure->cell].measure].role);
}

/* Rounded figures that others narrow down need not differ by what is left. */
static const char *narrowed_words(const struct disclosure *disclosure)
{
    double sum = 0;
    for (uint32_t i = 0; i < disclosure->figure_count; i++) {
        const struct attack_figure *figure = &disclosure->figures[i];
        sum += figure_is_added(figure) ? (double)figure->multiplier * figure->value : 0;
    }
    sum /= (double)disclosure->divisor;
    const bool is_within = sum >= disclosure->range.low && sum <= disclosure->range.high;
    return is_within ? "" : ", for other figures narrow down these";
}

static void add_minimum(struct finding *finding, double minimum)
{
    finding_add_evidence(finding, "minimum", minimum);
}

/* ---- X101 ---- */

static bool judge_difference(struct rule_run *run, const struct disclosure *disclosure,
                             enum severity *severity)
{
    const struct solved_range *range = &disclosure->range;
    const double minimum = policy_number(run->rule, "minimum");
    const bool is_exact = range->low == range->high && range->low > 0;
    const bool is_suspected = disclosure->kind == DISCLOSURE_SUSPECTED;
    if (disclosure->kind == DISCLOSURE_SIMILAR || is_suspected || !is_exact) {
        *severity = *severity < SEVERITY_REVIEW ? *severity : SEVERITY_REVIEW;
    }
    /* Parts that make up their whole leave nobody: no figures, nothing to tell. */
    const bool is_nothing = range->high == 0 && !disclosure->figure_count;
    return is_suspected || ((disclosure->kind == DISCLOSURE_DIFFERENCE ||
                             disclosure->kind == DISCLOSURE_SIMILAR) &&
                            range->high < minimum && !is_nothing);
}

/* "7 people aged 19", "7 people in North East" */
static const char *region_joint(const struct disclosure *disclosure)
{
    return strncmp(disclosure->region, "aged ", 5) == 0 ? "" : "in ";
}

/* What follows if tables make up another one, which is not proven. */
static void say_suspected(struct rule_run *run, struct finding *finding,
                          const struct telling *telling)
{
    const struct disclosure *disclosure = telling->disclosure;
    finding->help = "Say in a sidecar whom each table counts: universe, and within which "
                    "(none where it is part of no other).";
    if (!disclosure->figure_count) {
        finding->has_range = false;
        rule_say(run, finding,
                 "%s, it seems; what that gives of hidden cells is not reckoned with",
                 disclosure->assumption);
        return;
    }
    rule_say(run, finding, "if %s, %s leaves %s %s%s%s; minimum is %s",
             disclosure->assumption, arithmetic(run, telling), people_left(run, telling),
             region_joint(disclosure), disclosure->region, others_words(run, telling),
             rule_value(run, policy_number(run->rule, "minimum")));
}

static void say_difference(struct rule_run *run, struct finding *finding,
                           const struct telling *telling)
{
    const struct disclosure *disclosure = telling->disclosure;
    const double minimum = policy_number(run->rule, "minimum");
    add_minimum(finding, minimum);
    if (disclosure->kind == DISCLOSURE_SUSPECTED) {
        say_suspected(run, finding, telling);
        return;
    }
    if (disclosure->kind == DISCLOSURE_SIMILAR) {
        rule_say(run, finding, "%s: %s apart in two figures for %s%s; minimum is %s",
                 arithmetic(run, telling), people_left(run, telling), disclosure->region,
                 others_words(run, telling), rule_value(run, minimum));
        return;
    }
    rule_say(run, finding, "%s leaves %s %s%s%s%s; minimum is %s",
             arithmetic(run, telling), people_left(run, telling),
             region_joint(disclosure), disclosure->region, narrowed_words(disclosure),
             others_words(run, telling), rule_value(run, minimum));
}

/* ---- S101 beside it ---- */

struct spot_key {
    const struct table *table;
    uint64_t cell; /* wide, so that the key has no padding */
};

static bool is_same_difference(const struct finding *one, const struct finding *other)
{
    uint32_t shared = 0;
    for (uint32_t i = 0; i < 4 && one->figure_count == 2 && other->figure_count == 2;
         i++) {
        const struct figure *first = &one->figures[i / 2];
        const struct figure *second = &other->figures[i % 2];
        shared += first->table == second->table && first->cell == second->cell;
    }
    return shared == 2;
}

/* Who leaves between two steps of a survival table is a difference of the two: told once,
 * as the attacker tells it, for his rule is the stricter one. */
static void absorb_survival_steps(struct rule_run *run, size_t first)
{
    struct findings *findings = run->desk->findings;
    struct arena *scratch = arena_create(0);
    struct map *told = map_create(scratch, 64);
    for (size_t i = first; i < findings->count; i++) {
        struct spot_key *key = arena_new(scratch, struct spot_key);
        *key = (struct spot_key){findings->items[i].table, findings->items[i].cell};
        (void)map_add(told, key, sizeof(*key), i);
    }
    size_t kept = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *step = &findings->items[i];
        const struct spot_key key = {step->table, step->cell};
        const size_t at = text_equals(step->code, "S101")
                              ? map_find(told, &key, sizeof(key))
                              : MAP_NONE;
        struct finding *difference = at == MAP_NONE ? NULL : &findings->items[at];
        if (difference && step->severity <= difference->severity &&
            is_same_difference(step, difference)) {
            difference->message =
                text_format(findings->arena, "%s (between two steps: S101, too)",
                            difference->message);
            continue;
        }
        findings->items[kept++] = *step;
    }
    findings->count = kept;
    arena_destroy(scratch);
}

static void end_differencing(struct rule_run *run)
{
    static const struct disclosure_reading reading = {judge_difference, say_difference};
    const size_t first = run->desk->findings->count;
    disclosures_tell(run, &reading);
    if (run->desk->findings->count > first) {
        absorb_survival_steps(run, first);
    }
    disclose_nested_models(run);
}

/* ---- X102 ---- */

/* Neither found nor excluded. */
static bool is_open(const struct disclosure *disclosure)
{
    return disclosure->kind == DISCLOSURE_NOT_PROVEN ||
           disclosure->kind == DISCLOSURE_UNSEARCHED;
}

static bool judge_recoverable(struct rule_run *run, const struct disclosure *disclosure,
                              enum severity *severity)
{
    const double minimum = policy_number(run->rule, "minimum");
    const double value = disclosure->range.low;
    if (is_open(disclosure)) {
        *severity = SEVERITY_CANNOT_ASSESS;
        return !policy_find_kind(run->desk->policy, "narrow-range");
    }
    if (disclosure->kind == DISCLOSURE_TO_INSIDER) {
        return disclosure->insiders <= policy_number(run->rule, is_count(disclosure)
                                                                    ? "count-insiders"
                                                                    : "sum-insiders");
    }
    /* Of money it is not known here whether one unit dominates it; a zero may be shown
     * where no rule says otherwise. */
    const bool is_doubtful = !is_count(disclosure) ||
                             (value == 0 && !policy_find_kind(run->desk->policy, "zero"));
    if (is_doubtful) {
        *severity = *severity < SEVERITY_REVIEW ? *severity : SEVERITY_REVIEW;
    } else if (value >= minimum) {
        *severity = SEVERITY_INFO;
    }
    return disclosure->kind == DISCLOSURE_RECOVERABLE;
}

static void say_unsearched(struct rule_run *run, struct finding *finding,
                           const struct disclosure *disclosure)
{
    const bool is_table = *disclosure->region != '\0';
    const char *what =
        is_table ? text_format(run->desk->scratch, "categories of %s", disclosure->region)
                 : "tables";
    rule_say(run, finding,
             "not every sum of %s could be tried: that none gives back a number is not "
             "proven",
             what);
    finding->help =
        is_table ? "Say in a sidecar which categories add up to which (hierarchies)."
                 : "Say in a sidecar whom each table counts (universe, within). Or scan "
                   "the files in parts.";
}

static void say_not_proven(struct rule_run *run, struct finding *finding,
                           const struct telling *telling)
{
    const struct solved_range *range = &telling->disclosure->range;
    if (telling->disclosure->kind == DISCLOSURE_UNSEARCHED) {
        say_unsearched(run, finding, telling->disclosure);
        return;
    }
    if (range->proof == RANGE_CONTRADICTORY) {
        finding->has_range = false;
        rule_say(run, finding,
                 "%s could not be tested: the figures around it contradict each other",
                 hidden_words(run, telling));
        return;
    }
    rule_say(run, finding, "%s is not proven to be protected: only %s is known",
             hidden_words(run, telling), left(run, telling->disclosure));
}

/* Not everybody can work it out, but those behind another hidden cell. */
static void say_insider(struct rule_run *run, struct finding *finding,
                        const struct telling *telling)
{
    const struct disclosure *disclosure = telling->disclosure;
    const bool is_sum = !is_count(disclosure);
    const char *who = disclosure->insiders == 1
                          ? text_format(run->desk->scratch, "the only %s",
                                        is_sum ? "contributor" : "person")
                          : text_format(run->desk->scratch, "the %s %s",
                                        rule_value(run, disclosure->insiders),
                                        is_sum ? "contributors" : "people");
    finding->has_range = false;
    finding_add_evidence(finding, "insiders", disclosure->insiders);
    rule_say(run, finding,
             "%s can be worked out by %s in %s, which is hidden too, from what is known "
             "there and all published figures",
             hidden_words(run, telling), who, disclosure->insiders_of);
}

static void say_recoverable(struct rule_run *run, struct finding *finding,
                            const struct telling *telling)
{
    const double minimum = policy_number(run->rule, "minimum");
    if (telling->disclosure->kind == DISCLOSURE_TO_INSIDER) {
        say_insider(run, finding, telling);
        return;
    }
    if (is_open(telling->disclosure)) {
        say_not_proven(run, finding, telling);
        return;
    }
    finding_add_evidence(finding, "value", telling->disclosure->range.low);
    add_minimum(finding, minimum);
    rule_say(run, finding, "%s is %s: %s; minimum is %s", hidden_words(run, telling),
             left(run, telling->disclosure), arithmetic(run, telling),
             rule_value(run, minimum));
}

static void end_recoverable(struct rule_run *run)
{
    static const struct disclosure_reading reading = {judge_recoverable, say_recoverable};
    disclosures_tell(run, &reading);
}

/* ---- X103 ---- */

static bool judge_narrow(struct rule_run *run, const struct disclosure *disclosure,
                         enum severity *severity)
{
    if (is_open(disclosure)) {
        *severity = SEVERITY_CANNOT_ASSESS;
        return true;
    }
    return disclosure->kind == DISCLOSURE_NARROW &&
           disclosure->range.high - disclosure->range.low <
               policy_number(run->rule, "width");
}

static void say_narrow(struct rule_run *run, struct finding *finding,
                       const struct telling *telling)
{
    if (is_open(telling->disclosure)) {
        say_not_proven(run, finding, telling);
        return;
    }
    const struct solved_range *range = &telling->disclosure->range;
    const double width = policy_number(run->rule, "width");
    finding_add_evidence(finding, "width", range->high - range->low);
    finding_add_evidence(finding, "required", width);
    rule_say(run, finding, "%s is %s: %s; the range must be %s wide",
             hidden_words(run, telling), left(run, telling->disclosure),
             arithmetic(run, telling), rule_value(run, width));
}

static void end_narrow(struct rule_run *run)
{
    static const struct disclosure_reading reading = {judge_narrow, say_narrow};
    disclosures_tell(run, &reading);
}

/* ---- X106 ---- */

static bool judge_hidden_sum(struct rule_run *run, const struct disclosure *disclosure,
                             enum severity *severity)
{
    (void)severity;
    return disclosure->kind == DISCLOSURE_HIDDEN_SUM &&
           disclosure->range.high < policy_number(run->rule, "minimum");
}

static void say_hidden_sum(struct rule_run *run, struct finding *finding,
                           const struct telling *telling)
{
    const double minimum = policy_number(run->rule, "minimum");
    add_minimum(finding, minimum);
    rule_say(run, finding, "%s hold %s together: %s%s%s; minimum is %s",
             telling->disclosure->region, people_left(run, telling),
             arithmetic(run, telling), narrowed_words(telling->disclosure),
             others_words(run, telling), rule_value(run, minimum));
}

static void end_hidden_sum(struct rule_run *run)
{
    static const struct disclosure_reading reading = {judge_hidden_sum, say_hidden_sum};
    disclosures_tell(run, &reading);
}

/* ---- X105 across tables ---- */

/* Lines of one table have been judged by the rule's own walk, which knows better which of
 * them are meant to add up. */
static bool judge_contradiction(struct rule_run *run, const struct disclosure *disclosure,
                                enum severity *severity)
{
    (void)run;
    (void)severity;
    if (disclosure->kind != DISCLOSURE_CONTRADICTION) {
        return false;
    }
    for (uint32_t i = 1; i < disclosure->figure_count; i++) {
        if (disclosure->figures[i].table != disclosure->figures[0].table) {
            return true;
        }
    }
    return false;
}

static void say_contradiction(struct rule_run *run, struct finding *finding,
                              const struct telling *telling)
{
    const struct disclosure *disclosure = telling->disclosure;
    const double apart = disclosure->range.low > 0    ? disclosure->range.low
                         : disclosure->range.high < 0 ? -disclosure->range.high
                                                      : 0;
    finding_add_evidence(finding, "difference", apart);
    const char *place = telling->table ? table_cell_label(run->desk->scratch,
                                                          telling->table, telling->cell)
                                       : disclosure->region;
    rule_say(run, finding, "%s should be 0 for %s, and is not by %s or more%s",
             arithmetic(run, telling), place, rule_value(run, apart),
             others_words(run, telling));
}

void disclose_contradictions(struct rule_run *run)
{
    static const struct disclosure_reading reading = {judge_contradiction,
                                                      say_contradiction};
    disclosures_tell(run, &reading);
}

/* ---- P102 across tables ---- */

/* The smallest count from 1 up that one of the shares stands for with this base. */
static double smallest_share(const struct disclosure *disclosure, double base)
{
    double smallest = INFINITY;
    for (uint32_t i = 0; i < disclosure->figure_count; i++) {
        const struct attack_figure *figure = &disclosure->figures[i];
        const struct cell *cell = &figure->table->cells[figure->cell];
        const double count =
            round(cell_percent_value(cell) * base / cell_percent_unit(cell));
        if (count > 0 && count < smallest) {
            smallest = count;
        }
    }
    return smallest;
}

static bool judge_given_back(struct rule_run *run, const struct disclosure *disclosure,
                             enum severity *severity)
{
    const double minimum = policy_number(run->rule, "minimum");
    const bool is_base = disclosure->kind == DISCLOSURE_COMMON_BASE;
    if (is_base && !disclosure->is_hidden_cell) {
        /* A larger base may fit, too. */
        *severity = *severity < SEVERITY_REVIEW ? *severity : SEVERITY_REVIEW;
        return smallest_share(disclosure, disclosure->candidates[0]) < minimum ||
               disclosure->candidates[0] < minimum;
    }
    if (disclosure->range.high >= minimum) {
        /* A rounding undone: known exactly, but not small. */
        *severity = *severity < SEVERITY_REVIEW ? *severity : SEVERITY_REVIEW;
    }
    return is_base || disclosure->kind == DISCLOSURE_GIVES_BACK;
}

static const char *candidate_words(const struct rule_run *run,
                                   const struct disclosure *disclosure)
{
    const char *words = "";
    for (uint32_t i = 0; i < disclosure->candidate_count; i++) {
        const bool is_last = i + 1 == disclosure->candidate_count;
        words = text_format(run->desk->scratch, "%s%s%s", words,
                            i == 0    ? ""
                            : is_last ? " or "
                                      : ", ",
                            rule_value(run, disclosure->candidates[i]));
    }
    return words;
}

static void say_given_back(struct rule_run *run, struct finding *finding,
                           const struct telling *telling)
{
    const struct disclosure *disclosure = telling->disclosure;
    const double minimum = policy_number(run->rule, "minimum");
    add_minimum(finding, minimum);
    if (disclosure->kind == DISCLOSURE_COMMON_BASE && !disclosure->is_hidden_cell) {
        rule_say(
            run, finding, "%s fit a base of %s: it may be as few as %s; minimum is %s",
            arithmetic(run, telling), candidate_words(run, disclosure),
            rule_value(run, fmin(disclosure->candidates[0],
                                 smallest_share(disclosure, disclosure->candidates[0]))),
            rule_value(run, minimum));
        return;
    }
    rule_say(run, finding, "%s is %s: %s%s; minimum is %s", disclosure->region,
             left(run, disclosure), arithmetic(run, telling), others_words(run, telling),
             rule_value(run, minimum));
}

void disclose_given_back(struct rule_run *run)
{
    static const struct disclosure_reading reading = {judge_given_back, say_given_back};
    disclosures_tell(run, &reading);
}

const struct rule_evaluator disclosure_rules[] = {
    {.kind = "differencing", .end_submission = end_differencing},
    {.kind = "recoverable", .end_submission = end_recoverable},
    {.kind = "narrow-range", .end_submission = end_narrow},
    {.kind = "hidden-sum", .end_submission = end_hidden_sum},
    {.kind = NULL},
};
