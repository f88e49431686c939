/* Z101 and Z102: nobody, and everybody. */
#include "support/read_sample.h"
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
    (void)rulebook_add(arena, policy, "zero");
    (void)rulebook_add(arena, policy, "whole-group");
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
    size_t zeros;
    size_t wholes;
} cases[] = {
    {"Region,Work,Home\nNorth,0,20\nSouth,30,40\nWest,1,1\n", 1, 1},
    {"Region,Work,Home\nNorth,1,20\nSouth,30,40\nWest,1,1\n", 0, 0},
    {"Region,Work,Home\nNorth,0,20\nSouth,30,40\n", 1, 2}, /* all of Work are in South */
    /* One full cell among many empty ones is one finding. */
    {"Region,A,B,C,D,Total\nNorth,0,0,7,0,7\nSouth,5,5,5,5,20\nWest,5,5,5,5,20\n", 3, 1},
    /* All zero: nobody is anywhere, so nobody is told anything about. */
    {"Region,A,B,Total\nNorth,0,0,0\nSouth,5,5,10\nWest,5,5,10\n", 3, 0},
    /* The total is printed, the other parts are hidden: it holds all the same. */
    {"Region,A,B,Total\nNorth,7,c,7\nSouth,5,5,10\n", 0, 1},
    {"Region,A,B,Total\nNorth,7,c,c\nSouth,5,5,10\n", 0, 0},
    {"Region,A,B,Total\nNorth,6,c,7\nSouth,5,5,10\n", 0, 0},
    /* A group of one category is no group. */
    {"Region,A,Total\nNorth,7,7\nSouth,5,5\n", 0, 0},
    {"Region,A\nNorth,7\n", 0, 0},
    {"Region,n,mean\nNorth,0,0\nSouth,3,4\n", 1, 1},
};

START_TEST(zeros_and_full_groups_are_found_once)
{
    const struct findings *findings = judge(cases[_i].table);
    ck_assert_msg(findings_of(findings, "Z101") == cases[_i].zeros, "%s %zu",
                  cases[_i].table, findings_of(findings, "Z101"));
    ck_assert_msg(findings_of(findings, "Z102") == cases[_i].wholes, "%s %zu",
                  cases[_i].table, findings_of(findings, "Z102"));
}
END_TEST

START_TEST(a_zero_is_said_with_its_total)
{
    const struct findings *findings =
        judge("Region,Work,Benefits,Total\nSouth,1520,0,1520\nNorth,3,4,7\n");
    ck_assert_str_eq(finding_of(findings, "Z101")->message,
                     "0 of 1,520 in South x Benefits");
    ck_assert_int_eq(finding_of(findings, "Z101")->severity, SEVERITY_REVIEW);
    ck_assert_str_eq(finding_of(findings, "Z102")->message,
                     "all 1,520 people of the group are in South x Work (by columns)");
    findings = judge("Region,Work\nSouth,0\nNorth,3\n");
    ck_assert_str_eq(finding_of(findings, "Z101")->message, "0 people in South x Work");
}
END_TEST

START_TEST(structural_zeros_are_no_finding)
{
    struct table *table =
        sample_table(arena, "a.csv", "Region,Work,Home\nN,0,20\nS,30,40\n");
    struct cell *cells = arena_array(arena, table->cell_count, struct cell);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        cells[i] = table->cells[i];
    }
    cells[0].is_structural_zero = true;
    table->cells = cells;
    ck_assert_uint_eq(rulebook_judge(arena, policy, table)->count, 0);
}
END_TEST

START_TEST(zeros_that_rounding_made_are_information)
{
    struct table *table = sample_table(arena, "a.csv", "Region,Work\nN,0\nS,0\nW,30\n");
    struct measure *measures = arena_new(arena, struct measure);
    measures[0] = table->measures[0];
    measures[0].rounding = (struct rounding){ROUNDING_NEAREST, 5, 0, ORIGIN_SIDECAR};
    table->measures = measures;
    const struct findings *findings = rulebook_judge(arena, policy, table);
    ck_assert_uint_eq(findings_of(findings, "Z101"), 1);
    ck_assert_int_eq(finding_of(findings, "Z101")->severity, SEVERITY_INFO);
    ck_assert_str_eq(finding_of(findings, "Z101")->message,
                     "2 zeros in B2:B3: rounded, each stands for 0 to 2");
    /* A guess protects nobody. */
    measures[0].rounding.origin = ORIGIN_GUESS;
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "Z101"), 2);
}
END_TEST

static const struct {
    const char *table;
    size_t findings;
} shares[] = {
    {"Region,A,B\nNorth,90,10\nSouth,50,50\n", 1},
    {"Region,A,B\nNorth,8999,1001\nSouth,5000,5000\n", 0},
    {"Region,A,B\nNorth,9001,999\nSouth,5000,5000\n", 1},
};

START_TEST(the_share_of_the_policy_is_the_limit)
{
    rulebook_set(rulebook_rule(policy, 1), "share", 90);
    const struct findings *findings = judge(shares[_i].table);
    ck_assert_uint_eq(findings_of(findings, "Z102"), shares[_i].findings);
}
END_TEST

START_TEST(a_large_share_is_said_with_its_limit)
{
    rulebook_set(rulebook_rule(policy, 1), "share", 90);
    ck_assert_str_eq(
        finding_of(judge("Region,A,B\nNorth,95,5\nSouth,50,50\n"), "Z102")->message,
        "95 of 100 people are in North x A (by columns), 95.0%; limit is 90%");
}
END_TEST

static const struct {
    const char *table;
    size_t findings;
} percentages[] = {
    {"Region,% A\nNorth,100\nSouth,50\n", 1},
    {"Region,% A\nNorth,0\nSouth,50\n", 1},
    {"Region,% A\nNorth,99.9\nSouth,0.1\n", 0},
    {"Region,% A,Total\nNorth,0,0\nSouth,50,100\nWest,50,100\n", 0}, /* of nobody */
    {"Region,% A,Total\nNorth,0,400\nSouth,50,100\nWest,50,100\n", 1},
    {"Region,A,% A,Total\nNorth,400,100,402\nSouth,50,50,100\n", 0}, /* only nearly */
};

START_TEST(percentages_of_nothing_and_all_are_whole_groups)
{
    const struct findings *findings = judge(percentages[_i].table);
    ck_assert_msg(findings_of(findings, "Z102") == percentages[_i].findings, "%s %zu",
                  percentages[_i].table, findings_of(findings, "Z102"));
}
END_TEST

START_TEST(on_a_large_base_no_percent_need_not_be_nobody)
{
    rulebook_set(rulebook_add(arena, policy, "minimum-count"), "minimum", 10);
    ck_assert_uint_eq(findings_of(judge("R,% A,Total\nN,0,1999\nS,50,100\n"), "Z102"), 1);
    ck_assert_uint_eq(findings_of(judge("R,% A,Total\nN,0,2000\nS,50,100\n"), "Z102"), 0);
}
END_TEST

START_TEST(a_policy_that_permits_zeros_permits_no_percent)
{
    struct policy *lenient = rulebook_create(arena);
    (void)rulebook_add(arena, lenient, "whole-group");
    struct table *table = sample_table(arena, "a.csv", "Region,% A\nN,0\nS,100\nW,50\n");
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, lenient, table), "Z102"), 1);
}
END_TEST

START_TEST(the_hundred_percent_of_a_total_is_no_news)
{
    /* Percentages of England along Region: 40 + 60 = 100. */
    ck_assert_uint_eq(
        findings_of(judge("Region,% A\nNorth,40.1\nSouth,59.9\nEngland,100.0\n"), "Z102"),
        0);
    ck_assert_uint_eq(
        findings_of(judge("Region,% A\nNorth,40.1\nSouth,80.2\nEngland,100.0\n"), "Z102"),
        1);
}
END_TEST

/* A skewness of 0 is nothing but symmetry; of one unit a standard deviation is always 0.
 */
static const struct {
    const char *table;
    size_t findings;
} spreads[] = {
    {"Region,n,Mean hours,SD\nNorth,120,37.0,0.0\nSouth,80,31.2,4.1\n", 1},
    {"Region,n,Mean hours,SD\nNorth,120,37.0,0.1\nSouth,80,31.2,4.1\n", 0},
    {"Region,n,Mean hours,Variance\nNorth,120,37.0,0\nSouth,80,31.2,4\n", 1},
    {"Region,n,Mean hours,SD\nNorth,2,37.0,0\nSouth,80,31.2,4.1\n", 1},
    {"Region,n,Mean hours,SD\nNorth,1,37.0,0\nSouth,80,31.2,4.1\n", 0},
    {"Region,n,Mean hours,SD\nNorth,0,0,0\nSouth,80,31.2,4.1\nWest,9,3,1\n", 0},
    {"Region,n,Mean hours,SD\nNorth,120,37.0,c\nSouth,80,31.2,4.1\n", 0},
    {"Region,n,Mean hours,SD\nNorth,c,37.0,0\nSouth,80,31.2,4.1\n", 1},
    {"Region,n,Mean hours,Skewness\nNorth,120,37.0,0.0\nSouth,80,31.2,0.3\n", 0},
    {"Region,n,Mean hours,Kurtosis\nNorth,120,37.0,0.0\nSouth,80,31.2,0.3\n", 0},
};

static const struct findings *judge_as_read(const char *text)
{
    struct table *table = arena_new(arena, struct table);
    *table = *read_sample(arena, "a.csv", text, 0);
    return rulebook_judge(arena, policy, table);
}

START_TEST(no_spread_at_all_is_one_value_of_a_whole_group)
{
    const struct findings *findings = judge_as_read(spreads[_i].table);
    ck_assert_msg(findings_of(findings, "Z102") == spreads[_i].findings, "%s %zu",
                  spreads[_i].table, findings_of(findings, "Z102"));
}
END_TEST

START_TEST(no_spread_is_said_in_words)
{
    const struct findings *findings = judge_as_read(spreads[0].table);
    ck_assert_str_eq(finding_of(findings, "Z102")->message,
                     "standard deviation of 0.0 in North: all, or nearly all, have the "
                     "same value");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("zero");
    TCase *tests = tcase_create("zero");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, zeros_and_full_groups_are_found_once, 0,
                        sizeof(cases) / sizeof(cases[0]));
    tcase_add_test(tests, a_zero_is_said_with_its_total);
    tcase_add_test(tests, structural_zeros_are_no_finding);
    tcase_add_test(tests, zeros_that_rounding_made_are_information);
    tcase_add_loop_test(tests, the_share_of_the_policy_is_the_limit, 0,
                        sizeof(shares) / sizeof(shares[0]));
    tcase_add_test(tests, a_large_share_is_said_with_its_limit);
    tcase_add_loop_test(tests, percentages_of_nothing_and_all_are_whole_groups, 0,
                        sizeof(percentages) / sizeof(percentages[0]));
    tcase_add_test(tests, on_a_large_base_no_percent_need_not_be_nobody);
    tcase_add_test(tests, a_policy_that_permits_zeros_permits_no_percent);
    tcase_add_test(tests, the_hundred_percent_of_a_total_is_no_news);
    tcase_add_loop_test(tests, no_spread_at_all_is_one_value_of_a_whole_group, 0,
                        sizeof(spreads) / sizeof(spreads[0]));
    tcase_add_test(tests, no_spread_is_said_in_words);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
