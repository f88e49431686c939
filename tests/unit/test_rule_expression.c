/* Rules that a policy writes itself. */
#include "policy/expression.h"
#include "support/rulebook.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <stdlib.h>

static struct arena *arena;
static struct policy *policy;

static struct policy_rule *rule;

static void set_up(void)
{
    arena = arena_create(0);
    policy = rulebook_create(arena);
    rule = rulebook_add(arena, policy, "expression");
}

static void tear_down(void)
{
    expression_release(rule->condition);
    rulebook_release(policy);
    arena_destroy(arena);
}

static const struct findings *judge(const char *text, const char *condition)
{
    const char *sentence = NULL;
    expression_release(rule->condition);
    rule->condition = expression_compile(arena, condition, &sentence);
    ck_assert_msg(rule->condition != NULL, "%s", sentence);
    return rulebook_judge(arena, policy, sample_table(arena, "a.csv", text));
}

static const char table_text[] = "Region,Work,Home,Total,mean\n"
                                 "North,20,60,80,4000\n"
                                 "South,50,c,90,\n"
                                 "England,70,100,170,5000\n";

static const struct {
    const char *condition;
    size_t found;
    size_t unknown; /* measures */
} cases[] = {
    {"value < 30 AND role = 'count'", 1, 1}, /* the hidden one is not known */
    {"value < 30 AND role = 'count' AND state = 'number'", 1, 0},
    {"value < 20 AND state = 'number'", 0, 0},
    {"role = 'mean' AND n < 100 AND state = 'number'", 1, 0},
    {"category('Region') = 'North'", 4, 0},
    {"category('Nation') = 'North'", 0, 2},
    {"state = 'number' AND role <> 'mean' AND share_of_row = 25", 1, 0},
    {"state = 'number' AND role <> 'mean' AND share_of_column > 85", 3, 0},
    {"label = 'North x Work'", 1, 0},
    {"table_id = 'T01' AND output = 'a.csv' AND value = 20", 1, 2},
};

START_TEST(conditions_are_asked_of_every_cell)
{
    const struct findings *findings = judge(table_text, cases[_i].condition);
    size_t found = 0;
    size_t unknown = 0;
    for (size_t i = 0; i < findings->count; i++) {
        found += findings->items[i].severity == SEVERITY_REVIEW;
        unknown += findings->items[i].severity == SEVERITY_CANNOT_ASSESS;
    }
    ck_assert_msg(found == cases[_i].found, "%s: %zu", cases[_i].condition, found);
    ck_assert_msg(unknown == cases[_i].unknown, "%s: %zu", cases[_i].condition, unknown);
}
END_TEST

START_TEST(the_policy_finds_the_words)
{
    rule->message = "{label} has {value}; limit is 30";
    rule->title = "small work";
    const struct findings *findings = judge(table_text, "value < 30 AND role = 'count'");
    ck_assert_uint_eq(findings->count, 2);
    ck_assert_str_eq(findings->items[0].message, "North x Work has 20; limit is 30");
    ck_assert_str_eq(findings->items[0].code, "U001");
    ck_assert_str_eq(findings->items[1].message,
                     "1 cell in C3: the table does not say what 'small work' asks for");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("expression");
    TCase *tests = tcase_create("expression");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, conditions_are_asked_of_every_cell, 0,
                        sizeof(cases) / sizeof(cases[0]));
    tcase_add_test(tests, the_policy_finds_the_words);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
