/* R101 and R102: rounded as the policy asks, and all to one base. */
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
    struct policy_rule *rule = rulebook_add(arena, policy, "not-rounded");
    rulebook_set(rule, "base", 5);
    rulebook_set(rule, "money-step", 100);
    rulebook_set(rule, "percent-decimals", 1);
    (void)rulebook_add(arena, policy, "mixed-rounding");
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
    size_t finer;
} cases[] = {
    {"R,A\nN,5\n", 0},
    {"R,A\nN,4\n", 1},
    {"R,A\nN,6\n", 1},
    {"R,A\nN,0\n", 0},
    {"R,A\nN,-5\n", 0},
    {"R,A\nN,1234565\n", 0},
    {"R,A\nN,2.5\n", 1},
    {"R,A\nN,c\n", 0},
    {"R,mean\nN,21300\n", 0},
    {"R,mean\nN,21350\n", 1},
    {"R,weighted\nN,21\n", 1},
    {"R,% A\nN,12.5\n", 0},
    {"R,% A\nN,12.55\n", 1},
    {"R,% A\nN,12\n", 0},
    {"R,A,B\nN,4,6\nS,7,10\n", 1}, /* one for the measure */
};

START_TEST(values_finer_than_base_or_step_are_found)
{
    ck_assert_msg(findings_of(judge(cases[_i].table), "R101") == cases[_i].finer, "%s",
                  cases[_i].table);
}
END_TEST

START_TEST(what_is_not_rounded_is_said)
{
    ck_assert_str_eq(finding_of(judge("R,A,B\nN,5,1412\nS,7,10\n"), "R101")->message,
                     "2 counts in B2:C3 not rounded, such as 1,412; base is 5");
    ck_assert_str_eq(
        finding_of(judge("R,% A\nN,12.55\n"), "R101")->message,
        "1 percentage in B2 finer than allowed, such as 12.55%; limit is 1 decimal");
}
END_TEST

START_TEST(money_and_percentages_are_tested_only_when_asked)
{
    struct policy *other = rulebook_create(arena);
    (void)rulebook_add(arena, other, "not-rounded");
    struct table *table = sample_table(arena, "a.csv", "R,mean,% A\nN,21351,1.2345\n");
    ck_assert_uint_eq(rulebook_judge(arena, other, table)->count, 0);
}
END_TEST

START_TEST(midpoints_are_rounded_where_they_are_declared)
{
    struct table *table = sample_table(arena, "a.csv", "R,A\nN,3\nS,9\nE,0\n");
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "R101"), 1);
    sample_own_measures(arena, table)[0].rounding =
        (struct rounding){ROUNDING_MIDPOINT, 6, 0, ORIGIN_SIDECAR};
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "R101"), 0);
    table = sample_table(arena, "a.csv", "R,A\nN,3\nS,8\n");
    sample_own_measures(arena, table)[0].rounding =
        (struct rounding){ROUNDING_MIDPOINT, 6, 0, ORIGIN_SIDECAR};
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "R101"), 1);
}
END_TEST

static const struct {
    const char *table;
    size_t mixed;
} mixtures[] = {
    {"R,A,B,n\nN,5,10,33\nS,15,20,40\nE,25,30,50\n", 1},
    {"R,A,B,n\nN,5,10,30\nS,15,20,40\nE,25,30,50\n", 0},
    {"R,A,n\nN,5,33\nS,15,40\nE,25,50\n", 0}, /* three multiples prove nothing */
    {"R,A,B,n\nN,5,11,33\nS,15,20,40\nE,25,30,50\n", 0}, /* exact both */
    {"R,A,B,organisations\nN,5,10,33\nS,15,20,41\nE,25,30,52\n", 0},
};

START_TEST(two_bases_in_one_output_are_found)
{
    ck_assert_msg(findings_of(judge(mixtures[_i].table), "R102") == mixtures[_i].mixed,
                  "%s", mixtures[_i].table);
}
END_TEST

START_TEST(the_exact_count_is_the_place_of_the_mixture)
{
    const struct finding *finding =
        finding_of(judge("R,A,B,n\nN,5,10,30\nS,15,20,41\nE,25,30,50\n"), "R102");
    ck_assert_str_eq(finding->message,
                     "41 is no multiple of 5, while counts from T01 B2 on "
                     "are rounded to 5");
    ck_assert_uint_eq(finding->row, 2);
    ck_assert_uint_eq(finding->column, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rounding");
    TCase *tests = tcase_create("rounding");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, values_finer_than_base_or_step_are_found, 0,
                        sizeof(cases) / sizeof(cases[0]));
    tcase_add_test(tests, what_is_not_rounded_is_said);
    tcase_add_test(tests, money_and_percentages_are_tested_only_when_asked);
    tcase_add_test(tests, midpoints_are_rounded_where_they_are_declared);
    tcase_add_loop_test(tests, two_bases_in_one_output_are_found, 0,
                        sizeof(mixtures) / sizeof(mixtures[0]));
    tcase_add_test(tests, the_exact_count_is_the_place_of_the_mixture);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
