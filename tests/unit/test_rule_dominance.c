/* D101, D102, D103 at both sides of their limits. */
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
    rulebook_set(rulebook_add(arena, policy, "largest-share"), "share", 43.75);
    struct policy_rule *nk = rulebook_add(arena, policy, "dominance-nk");
    rulebook_set(nk, "n", 2);
    rulebook_set(nk, "k", 87.5);
    rulebook_set(rulebook_add(arena, policy, "dominance-p"), "p", 12.5);
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
    size_t share;
    size_t nk;
    size_t p;
} cases[] = {
    {"R,sum,top1,top2\nN,10000,4375,2000\n", 0, 0, 0}, /* exactly 43.75 % */
    {"R,sum,top1,top2\nN,10000,4376,2000\n", 1, 0, 0},
    {"R,sum,top1,top2\nN,10000,4374,2000\n", 0, 0, 0},
    {"R,sum,top1,top2\nN,10000,4375,4375\n", 0, 0, 0}, /* exactly 87.5 % */
    {"R,sum,top1,top2\nN,9999,4375,4375\n", 1, 1, 0},
    {"R,sum,top1,top2\nN,900,400,450\n", 1, 0, 0}, /* top2 holds both */
    {"R,sum,top1,top2\nN,9000,8000,0\n", 1, 1, 0}, /* rest 1000 = 12.5 % of 8000 */
    {"R,sum,top1,top2\nN,8999,8000,0\n", 1, 1, 1},
    {"R,sum,top1,top2\nN,9001,8000,0\n", 1, 1, 0},
    {"R,sum,top1,top2\nN,9500,8000,500\n", 1, 1, 0},
    {"R,sum,top1,top2\nN,9500,8000,501\n", 1, 1, 1},
    {"R,sum,top1,top2\nN,-10000,-4376,-2000\n", 1, 0, 0},
    {"R,sum,top1,top2\nN,-10000,-4375,2000\n", 0, 0, 0},
    {"R,sum,top1\nN,10000,4376\n", 1, 0, 0},
    {"R,sum,top1\nN,10000,8751\n", 1, 1, 0},
    {"R,sum,top1,top2\nN,c,4376,2000\n", 0, 0, 0},
    {"R,sum,top1,top2\nN,10000,c,2000\n", 0, 0, 0},
    {"R,sum,top1,top2\nN,0,0,0\n", 0, 0, 0},
    {"R,sum,contributors\nN,10000,2\n", 1, 0, 0}, /* one of them has half */
    {"R,sum,contributors\nN,10000,3\n", 0, 0, 0},
    {"R,sum,contributors\nN,10000,1\n", 1, 0, 0}, /* one has all of it */
    {"R,sum,contributors\nN,10000,0\n", 0, 0, 0},
    {"R,mean,n,top1,top2\nN,1000,10,4376,2000\n", 1, 0, 0},
    {"R,mean,n,top1,top2\nN,1000,10,4375,2000\n", 0, 0, 0},
    {"R,mean,n,sum,top1,top2\nN,1000,10,10000,4376,2000\n", 1, 0, 0}, /* not twice */
};

START_TEST(the_largest_may_hold_the_limit_and_no_more)
{
    const struct findings *findings = judge(cases[_i].table);
    ck_assert_msg(findings_of(findings, "D101") == cases[_i].share, "%s",
                  cases[_i].table);
    ck_assert_msg(findings_of(findings, "D102") == cases[_i].nk, "%s", cases[_i].table);
    ck_assert_msg(findings_of(findings, "D103") == cases[_i].p, "%s", cases[_i].table);
}
END_TEST

START_TEST(dominance_is_said_with_its_limit_last)
{
    const struct findings *findings = judge("R,sum,top1,top2\nNorth,8960,8000,0\n");
    ck_assert_str_eq(
        finding_of(findings, "D101")->message,
        "largest contributor holds 89.3% of 8,960 in North; limit is 43.75%");
    ck_assert_str_eq(finding_of(findings, "D102")->message,
                     "the two largest hold 89.3% of 8,960 in North; limit is 87.5%");
    ck_assert_str_eq(
        finding_of(findings, "D103")->message,
        "the others in North add up to 960, 12.0% of the largest; limit is 12.5%");
    const struct finding *finding = finding_of(findings, "D101");
    ck_assert_double_eq(evidence_of(finding, "largest"), 8000);
    ck_assert_double_eq(evidence_of(finding, "total"), 8960);
    ck_assert_uint_eq(finding->figure_count, 1);
    ck_assert_double_eq(finding->figures[0].value, 8000);
}
END_TEST

START_TEST(the_single_largest_can_be_judged_by_n_and_k)
{
    rulebook_set(rulebook_rule(policy, 1), "n", 1);
    ck_assert_uint_eq(findings_of(judge("R,sum,top1,top2\nN,1000,875,100\n"), "D102"), 0);
    ck_assert_uint_eq(findings_of(judge("R,sum,top1,top2\nN,1000,876,100\n"), "D102"), 1);
}
END_TEST

/* p 12.5 and q 25: the rest must be half of the largest. */
START_TEST(what_is_known_beforehand_makes_the_p_rule_stricter)
{
    static const char at[] = "R,sum,top1,top2\nN,12000,8000,0\n";
    static const char below[] = "R,sum,top1,top2\nN,11999,8000,0\n";
    struct policy *prior = rulebook_create(arena);
    struct policy_rule *rule = rulebook_add(arena, prior, "dominance-p");
    rulebook_set(rule, "p", 12.5);
    rulebook_set(rule, "q", 25);
    ck_assert_uint_eq(
        findings_of(rulebook_judge(arena, prior, sample_table(arena, "a.csv", at)),
                    "D103"),
        0);
    ck_assert_uint_eq(
        findings_of(rulebook_judge(arena, prior, sample_table(arena, "a.csv", below)),
                    "D103"),
        1);
    ck_assert_uint_eq(findings_of(judge(below), "D103"), 0);
    rulebook_release(prior);
}
END_TEST

/* What the record of a session says of a sum, in percent: least and most. */
static const struct {
    double largest[2];
    double two[2];
    double rest[2];
    size_t share;
    size_t nk;
    size_t p;
    bool is_answered; /* each of the three rules, whatever the answer */
} records[] = {
    {{43.75, 43.75}, {87.5, 87.5}, {12.5, 12.5}, 0, 0, 0, true},
    {{43.76, 43.76}, {87.5, 87.5}, {12.5, 12.5}, 1, 0, 0, true},
    {{43.75, 43.75}, {87.51, 87.51}, {12.5, 12.5}, 0, 1, 0, true},
    {{43.75, 43.75}, {87.5, 87.5}, {12.49, 12.49}, 0, 0, 1, true},
    {{10, 43.75}, {20, 87.5}, {12.5, 90}, 0, 0, 0, true},
    {{10, 43.76}, {20, 87.5}, {12.5, 90}, 0, 0, 0, false},
    {{10, 43.75}, {20, 87.51}, {12.5, 90}, 0, 0, 0, false},
    {{10, 43.75}, {20, 87.5}, {12.49, 90}, 0, 0, 0, false},
    {{43.75, 50}, {20, 87.5}, {12.5, 90}, 0, 0, 0, false},
    {{43.76, 50}, {20, 87.5}, {12.5, 90}, 1, 0, 0, true},
    {{10, 43.75}, {87.5, 90}, {12.5, 90}, 0, 0, 0, false},
    {{10, 43.75}, {87.51, 90}, {12.5, 90}, 0, 1, 0, true},
    {{10, 43.75}, {20, 87.5}, {5, 12.5}, 0, 0, 0, false},
    {{10, 43.75}, {20, 87.5}, {5, 12.49}, 0, 0, 1, true},
};

START_TEST(a_record_is_held_to_the_same_limits)
{
    (void)rulebook_add(arena, policy, "dominance-evidence-missing");
    struct table *table = sample_table(arena, "a.csv", "R,sum\nN,10000\n");
    struct cell_record *record =
        arena_array(arena, table->cell_count, struct cell_record);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        record[i] = cell_record_empty();
        record[i].largest_least = records[_i].largest[0];
        record[i].largest_most = records[_i].largest[1];
        record[i].two_least = records[_i].two[0];
        record[i].two_most = records[_i].two[1];
        record[i].rest_least = records[_i].rest[0];
        record[i].rest_most = records[_i].rest[1];
    }
    table->cell_records = record;
    const struct findings *findings = rulebook_judge(arena, policy, table);
    ck_assert_uint_eq(findings_of(findings, "D101"), records[_i].share);
    ck_assert_uint_eq(findings_of(findings, "D102"), records[_i].nk);
    ck_assert_uint_eq(findings_of(findings, "D103"), records[_i].p);
    ck_assert_uint_eq(findings_of(findings, "E102"), records[_i].is_answered ? 0 : 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("dominance");
    TCase *tests = tcase_create("dominance");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, the_largest_may_hold_the_limit_and_no_more, 0,
                        sizeof(cases) / sizeof(cases[0]));
    tcase_add_test(tests, dominance_is_said_with_its_limit_last);
    tcase_add_test(tests, the_single_largest_can_be_judged_by_n_and_k);
    tcase_add_test(tests, what_is_known_beforehand_makes_the_p_rule_stricter);
    tcase_add_loop_test(tests, a_record_is_held_to_the_same_limits, 0,
                        sizeof(records) / sizeof(records[0]));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
