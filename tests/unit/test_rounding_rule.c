/* Rounding that a policy prescribes: what it prints, what it cannot have printed, and
 * which tables follow it. */
#include "ingest/build/build_table.h"
#include "model/rounding_rule.h"
#include "policy/policy.h"
#include "support/rulebook.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <stdlib.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static const struct rounding_band sizes[] = {{50, 25}, {250, 50}, {1000, 250}};
static const struct rounding_rule five = {.base = 5};
static const struct rounding_rule midpoint = {.method = ROUND_TO_MIDPOINT, .base = 6};
static const struct rounding_rule banded = {.base = 5, .bands = sizes, .band_count = 3};
static const struct rounding_rule small = {.base = 5, .small_below = 10};

static struct arena *arena;

static void set_up(void)
{
    arena = arena_create(0);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static const struct {
    const struct rounding_rule *rule;
    double value;
    double printed;
} rounded[] = {
    {&five, 2, 0},         {&five, 2.5, 5},     {&five, 7, 5},
    {&five, 8, 10},        {&five, -3, -5},     {&five, 0, 0},
    {&midpoint, 0, 0},     {&midpoint, 1, 3},   {&midpoint, 6, 3},
    {&midpoint, 7, 9},     {&midpoint, 12, 9},  {&midpoint, 13, 15},
    {&banded, 47, 45},     {&banded, 48, 50},   {&banded, 49, 50},
    {&banded, 50, 50},     {&banded, 62, 50},   {&banded, 63, 75},
    {&banded, 249, 250},   {&banded, 260, 250}, {&banded, 1100, 1000},
    {&banded, 1130, 1250}, {&small, 9, 0},      {&small, 10, 10},
};

START_TEST(a_number_is_printed_as_the_rule_says)
{
    ck_assert_double_eq(rounding_rule_apply(rounded[_i].rule, rounded[_i].value),
                        rounded[_i].printed);
    ck_assert(rounding_rule_fits(rounded[_i].rule, rounded[_i].printed));
}
END_TEST

static const struct {
    const struct rounding_rule *rule;
    double printed;
    bool fits;
} printed[] = {
    {&five, 4, false},    {&five, 6, false},      {&five, 5.0, true},
    {&midpoint, 3, true}, {&midpoint, 6, false},  {&midpoint, 9, true},
    {&midpoint, 0, true}, {&banded, 45, true},    {&banded, 55, false},
    {&banded, 75, true},  {&banded, 275, false},  {&banded, 300, true},
    {&banded, 250, true}, {&banded, 1050, false}, {&small, 5, false},
    {&small, 10, true},   {&five, -10, true},     {&five, -11, false},
};

START_TEST(a_number_that_the_rule_cannot_print_does_not_fit)
{
    ck_assert_msg(rounding_rule_fits(printed[_i].rule, printed[_i].printed) ==
                      printed[_i].fits,
                  "%g", printed[_i].printed);
}
END_TEST

static struct table *follow(const char *text, const struct rounding_rule *rule)
{
    struct table *table = sample_table(arena, "a.csv", text);
    build_prescribed_rounding(arena, table, rule);
    return table;
}

START_TEST(a_table_that_follows_bands_stands_for_wide_ranges)
{
    const struct table *table = follow("R,F,M\nA,45,75\nB,50,300\nC,15,1250\n", &banded);
    const struct rounding *rounding = &table->measures[0].rounding;
    ck_assert_int_eq(rounding->kind, ROUNDING_NEAREST);
    ck_assert_double_eq(rounding->base, 5);
    ck_assert_uint_eq(table->cells[0].rounded_to, 0);
    ck_assert_uint_eq(table->cells[1].rounded_to, 25);
    ck_assert_uint_eq(table->cells[5].rounded_to, 250);
}
END_TEST

START_TEST(one_number_off_its_band_proves_that_the_table_does_not_follow)
{
    const struct table *table = follow("R,F,M\nA,45,75\nB,50,300\nC,15,1255\n", &banded);
    ck_assert_uint_eq(table->cells[1].rounded_to, 0);
    ck_assert_int_eq(table->measures[0].rounding.kind, ROUNDING_NONE);
}
END_TEST

START_TEST(five_numbers_prove_nothing_and_six_do)
{
    const struct table *few = follow("R,F,M\nA,3,9\nB,15,21\nC,27,0\n", &midpoint);
    ck_assert_int_eq(few->measures[0].rounding.kind, ROUNDING_NONE);
    const struct table *enough = follow("R,F,M\nA,3,9\nB,15,21\nC,27,33\n", &midpoint);
    ck_assert_int_eq(enough->measures[0].rounding.kind, ROUNDING_MIDPOINT);
    ck_assert_double_eq(enough->measures[0].rounding.base, 6);
}
END_TEST

START_TEST(without_a_rule_nothing_is_taken_for_rounded)
{
    const struct table *table = follow("R,F,M\nA,3,9\nB,15,21\nC,27,33\n", NULL);
    ck_assert_int_eq(table->measures[0].rounding.kind, ROUNDING_NONE);
}
END_TEST

static size_t not_rounded(const char *text, const struct rounding_rule *rule)
{
    struct policy *policy = rulebook_create(arena);
    rulebook_add(arena, policy, "not-rounded")->rounding = *rule;
    return findings_of(rulebook_judge(arena, policy, sample_table(arena, "a.csv", text)),
                       "R101");
}

START_TEST(r101_finds_what_is_off_midpoint_or_band)
{
    ck_assert_uint_eq(not_rounded("R,F,M\nA,3,9\nB,15,21\n", &midpoint), 0);
    ck_assert_uint_eq(not_rounded("R,F,M\nA,3,9\nB,15,20\n", &midpoint), 1);
    ck_assert_uint_eq(not_rounded("R,F,M\nA,45,75\nB,50,300\n", &banded), 0);
    ck_assert_uint_eq(not_rounded("R,F,M\nA,45,80\nB,50,300\n", &banded), 1);
}
END_TEST

static size_t percent_findings(const char *text)
{
    static const struct rounding_band steps[] = {{0, 5}, {51, 1}, {1001, 0.1}};
    struct policy *policy = rulebook_create(arena);
    struct policy_rule *rule = rulebook_add(arena, policy, "not-rounded");
    rule->rounding.base = 1;
    rule->percent_bands = steps;
    rule->percent_band_count = COUNT_OF(steps);
    return findings_of(rulebook_judge(arena, policy, sample_table(arena, "a.csv", text)),
                       "R101");
}

START_TEST(the_step_of_a_percentage_depends_on_its_base)
{
    ck_assert_uint_eq(percent_findings("R,F,Total,% F\nA,20,50,40\n"), 0);
    ck_assert_uint_eq(percent_findings("R,F,Total,% F\nA,21,50,42\n"), 1);
    ck_assert_uint_eq(percent_findings("R,F,Total,% F\nA,21,51,41\n"), 0);
    ck_assert_uint_eq(percent_findings("R,F,Total,% F\nA,415,1000,41.5\n"), 1);
    ck_assert_uint_eq(percent_findings("R,F,Total,% F\nA,415,1001,41.5\n"), 0);
    ck_assert_uint_eq(percent_findings("R,F,Total,% F\nA,415,1001,41.46\n"), 1);
}
END_TEST

/* Bases of 10 and more, rounded to tens: 10 may be the 11 that is asked for, 0 is not. */
START_TEST(a_base_rounded_as_asked_is_judged_by_what_it_may_be)
{
    static const char text[] = "R,F,Total,% F\nA,0,10,0\nB,10,20,50\nC,20,40,50\n"
                               "D,30,60,50\nE,40,70,50\nG,50,80,60\n";
    static const struct rounding_rule tens = {.base = 10};
    struct policy *policy = rulebook_create(arena);
    struct table *table = sample_table(arena, "a.csv", text);
    rulebook_set(rulebook_add(arena, policy, "percent-base"), "minimum-base", 11);
    build_prescribed_rounding(arena, table, &tens);
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "P101"), 1);
    rulebook_add(arena, policy, "not-rounded")->rounding = tens;
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "P101"), 0);
    rulebook_set(rulebook_rule(policy, 0), "minimum-base", 14);
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "P101"), 0);
    rulebook_set(rulebook_rule(policy, 0), "minimum-base", 15);
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "P101"), 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rounding_rule");
    TCase *tests = tcase_create("rounding_rule");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, a_number_is_printed_as_the_rule_says, 0,
                        COUNT_OF(rounded));
    tcase_add_loop_test(tests, a_number_that_the_rule_cannot_print_does_not_fit, 0,
                        COUNT_OF(printed));
    tcase_add_test(tests, a_table_that_follows_bands_stands_for_wide_ranges);
    tcase_add_test(tests, one_number_off_its_band_proves_that_the_table_does_not_follow);
    tcase_add_test(tests, five_numbers_prove_nothing_and_six_do);
    tcase_add_test(tests, without_a_rule_nothing_is_taken_for_rounded);
    tcase_add_test(tests, r101_finds_what_is_off_midpoint_or_band);
    tcase_add_test(tests, a_base_rounded_as_asked_is_judged_by_what_it_may_be);
    tcase_add_test(tests, the_step_of_a_percentage_depends_on_its_base);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
