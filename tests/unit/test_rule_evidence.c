/* E101 to E104: what is missing never passes. */
#include "support/rulebook.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <stdlib.h>

static struct arena *arena;
static struct policy *policy;

static void set_up(void)
{
    arena = arena_create(0);
    policy = rulebook_create(arena);
    (void)rulebook_add(arena, policy, "counts-missing");
    (void)rulebook_add(arena, policy, "dominance-evidence-missing");
    (void)rulebook_add(arena, policy, "roles-unsure");
    (void)rulebook_add(arena, policy, "description-missing");
}

static void tear_down(void)
{
    rulebook_release(policy);
    arena_destroy(arena);
}

static const struct findings *judge(const char *text)
{
    return rulebook_judge(arena, policy, sample_table(arena, "a.csv", text));
}

static const struct {
    const char *table;
    size_t counts;
    size_t contributors;
} cases[] = {
    {"R,mean\nN,2000\nS,3000\n", 1, 1},
    {"R,mean,n\nN,2000,30\nS,3000,40\n", 0, 1},
    {"R,mean,n\nN,2000,c\nS,3000,40\n", 1, 1},   /* hidden is as good as missing */
    {"R,mean,n\nN,2000,<10\nS,3000,40\n", 0, 1}, /* a band from 1 up is known */
    {"R,mean,n\nN,c,\nS,c,\n", 0, 0},
    {"R,median,n\nN,2000,30\n", 0, 0},
    {"R,median\nN,2000\n", 1, 0},
    {"R,% A\nN,50\n", 1, 0},
    {"R,% A,Total\nN,50,40\n", 0, 0},
    {"R,% A,Total\nN,50,c\n", 1, 0},
    {"R,rate\nN,50\n", 1, 0},
    {"R,max,n\nN,50,40\n", 0, 0},
    {"R,max\nN,50\n", 1, 0},
    {"R,sum,n,top1,top2\nN,5000,40,50,40\n", 0, 0},
    {"R,sum,n,top1,top2\nN,5000,40,c,40\n", 0, 1},
    {"R,sum,n,top1,top2\nN,5000,40,50,c\n", 0, 0}, /* no rule asks for the second */
    {"R,A\nN,40\n", 0, 0},
};

START_TEST(statistics_without_their_evidence_cannot_be_assessed)
{
    const struct findings *findings = judge(cases[_i].table);
    ck_assert_msg(findings_of(findings, "E101") == cases[_i].counts, "%s",
                  cases[_i].table);
    ck_assert_msg(findings_of(findings, "E102") == cases[_i].contributors, "%s",
                  cases[_i].table);
    if (cases[_i].counts) {
        ck_assert_int_eq(finding_of(findings, "E101")->severity, SEVERITY_CANNOT_ASSESS);
    }
}
END_TEST

START_TEST(one_finding_stands_for_a_column)
{
    const struct findings *findings =
        judge("R,mean\nA,1\nB,2\nC,3\nD,4\nE,5\nF,6\nG,7\nH,8\nI,9\n");
    ck_assert_uint_eq(findings_of(findings, "E101"), 1);
    const struct finding *finding = finding_of(findings, "E101");
    ck_assert_str_eq(finding->message, "9 means without counts in B2:B10");
    ck_assert_double_eq(evidence_of(finding, "cells"), 9);
    ck_assert_uint_eq(finding->row, 1);
    ck_assert_str_eq(finding_of(findings, "E102")->message,
                     "9 means of money without their largest contributors in B2:B10");
    ck_assert_str_eq(finding_of(judge("R,mean,n\nA,1,c\n"), "E101")->message,
                     "1 mean whose counts are hidden in B2");
}
END_TEST

START_TEST(the_second_largest_is_needed_where_a_rule_asks_for_it)
{
    const char *text = "R,sum,n,top1\nN,5000,40,50\n";
    ck_assert_uint_eq(findings_of(judge(text), "E102"), 0);
    (void)rulebook_add(arena, policy, "dominance-p");
    ck_assert_uint_eq(findings_of(judge(text), "E102"), 1);
    ck_assert_uint_eq(findings_of(judge("R,sum,n,top1,top2\nN,5000,40,50,40\n"), "E102"),
                      0);
}
END_TEST

START_TEST(sums_that_are_not_money_need_no_contributors)
{
    struct table *table = sample_table(arena, "a.csv", "R,sum,n\nN,5000,40\n");
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "E102"), 1);
    sample_own_measures(arena, table)[1].is_money = false;
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "E102"), 0);
}
END_TEST

static const struct {
    double confidence;
    size_t findings;
    enum severity severity;
} confidences[] = {
    {1, 0, SEVERITY_INFO},
    {0.9, 0, SEVERITY_INFO},
    {0.89, 1, SEVERITY_REVIEW},
    {0.6, 1, SEVERITY_REVIEW},
    {0.59, 1, SEVERITY_CANNOT_ASSESS},
    {0, 1, SEVERITY_CANNOT_ASSESS},
};

START_TEST(doubt_about_the_reading_is_a_finding)
{
    struct table *table = sample_table(arena, "a.csv", "R,A\nN,40\n");
    table->confidence = confidences[_i].confidence;
    const struct findings *findings = rulebook_judge(arena, policy, table);
    ck_assert_uint_eq(findings_of(findings, "E103"), confidences[_i].findings);
    if (confidences[_i].findings) {
        ck_assert_int_eq(finding_of(findings, "E103")->severity,
                         confidences[_i].severity);
    }
}
END_TEST

START_TEST(doubts_are_listed_and_cell_rules_still_run)
{
    static const struct doubt doubts[] = {
        {0, 2, "the heading of column C is empty"},
        {UINT32_MAX, UINT32_MAX, "one"},
        {UINT32_MAX, UINT32_MAX, "two"},
        {UINT32_MAX, UINT32_MAX, "three"},
    };
    struct table *table = sample_table(arena, "a.csv", "R,A\nN,4\n");
    table->confidence = 0.3;
    table->doubts = doubts;
    table->doubt_count = 4;
    (void)rulebook_add(arena, policy, "minimum-count");
    const struct findings *findings = rulebook_judge(arena, policy, table);
    ck_assert_str_eq(finding_of(findings, "E103")->message,
                     "A1:B2 was read with confidence 0.30: the heading of column C is "
                     "empty, one, two, and 1 more; limit is 0.60");
    ck_assert_uint_eq(finding_of(findings, "E103")->column, 2);
    ck_assert_uint_eq(findings_of(findings, "T101"), 1);
}
END_TEST

START_TEST(what_no_rule_has_looked_at_is_said)
{
    struct table *table = sample_table(arena, "a.csv", "R,A\nN,40\nS,50\n");
    struct cell *cells = sample_own_cells(arena, table);
    cells[0].state = CELL_UNREADABLE;
    cells[0].symbol = "forty";
    const struct findings *findings = rulebook_judge(arena, policy, table);
    ck_assert_str_eq(finding_of(findings, "E103")->message,
                     "1 text in B2 neither a number nor a known symbol: 'forty'");
    cells[0].state = CELL_NUMBER;
    cells[1].role = ROLE_UNKNOWN;
    sample_own_measures(arena, table)[0].role = ROLE_UNKNOWN;
    ck_assert_str_eq(finding_of(rulebook_judge(arena, policy, table), "E103")->message,
                     "1 number whose role is not known in B3");
    ck_assert_str_eq(finding_of(judge("R,max,n\nN,50,40\n"), "E103")->message,
                     "1 maximum that no rule of this version judges in B2");
}
END_TEST

START_TEST(a_policy_cannot_leave_out_that_nothing_was_understood)
{
    struct policy *empty = rulebook_create(arena);
    struct table *table = sample_table(arena, "a.csv", "R,A\nN,40\n");
    table->confidence = 0.1;
    const struct findings *findings = rulebook_judge(arena, empty, table);
    ck_assert_uint_eq(findings->count, 1);
    ck_assert_str_eq(findings->items[0].rule, "outcheck/roles-unsure");
}
END_TEST

static const struct {
    const char *population;
    const char *period;
    bool is_described;
    const char *message;
} descriptions[] = {
    {"", "", false, "population and period are not described"},
    {"learners", "", false, "period is not described"},
    {"", "2022", false, "population is not described"},
    {"learners", "2022", false, NULL},
    {"", "", true, NULL},
};

START_TEST(population_and_period_are_asked_for)
{
    struct table *table = sample_table(arena, "a.csv", "R,A\nN,40\n");
    table->population = descriptions[_i].population;
    table->period = descriptions[_i].period;
    table->is_described = descriptions[_i].is_described;
    const struct finding *finding =
        finding_of(rulebook_judge(arena, policy, table), "E104");
    if (!descriptions[_i].message) {
        ck_assert_ptr_null(finding);
        return;
    }
    ck_assert_str_eq(finding->message, descriptions[_i].message);
    ck_assert_int_eq(finding->severity, SEVERITY_INFO);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("evidence");
    TCase *tests = tcase_create("evidence");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, statistics_without_their_evidence_cannot_be_assessed, 0,
                        sizeof(cases) / sizeof(cases[0]));
    tcase_add_test(tests, one_finding_stands_for_a_column);
    tcase_add_test(tests, the_second_largest_is_needed_where_a_rule_asks_for_it);
    tcase_add_test(tests, sums_that_are_not_money_need_no_contributors);
    tcase_add_loop_test(tests, doubt_about_the_reading_is_a_finding, 0,
                        sizeof(confidences) / sizeof(confidences[0]));
    tcase_add_test(tests, doubts_are_listed_and_cell_rules_still_run);
    tcase_add_test(tests, what_no_rule_has_looked_at_is_said);
    tcase_add_test(tests, a_policy_cannot_leave_out_that_nothing_was_understood);
    tcase_add_loop_test(tests, population_and_period_are_asked_for, 0,
                        sizeof(descriptions) / sizeof(descriptions[0]));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
