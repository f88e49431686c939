/* T101, T102, T103 at both sides of their limits. */
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
    rulebook_set(rulebook_add(arena, policy, "minimum-count"), "minimum", 10);
    rulebook_set(rulebook_add(arena, policy, "minimum-organisations"), "minimum", 3);
    (void)rulebook_add(arena, policy, "weighted-only");
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static const struct {
    const char *table;
    size_t small;
    size_t organisations;
} cases[] = {
    {"Region,Work\nNorth,9\n", 1, 0},
    {"Region,Work\nNorth,10\n", 0, 0},
    {"Region,Work\nNorth,1\n", 1, 0},
    {"Region,Work\nNorth,0\n", 0, 0},
    {"Region,Work\nNorth,-9\n", 1, 0},
    {"Region,Work\nNorth,-10\n", 0, 0},
    {"Region,Work\nNorth,9.99\n", 1, 0},
    {"Region,Work\nNorth,0.5\n", 1, 0},
    {"Region,Work,Total\nNorth,40,9\n", 1, 0},
    {"Region,n,mean\nNorth,9,4000\n", 1, 0},
    {"Region,contributors,sum\nNorth,9,4000\n", 1, 0},
    {"Region,Work\nNorth,c\nEast,x\nWest,\n", 0, 0},
    {"Region,Work\nNorth,44\nSouth,low\n", 1, 0},
    {"Region,organisations\nNorth,2\n", 0, 1},
    {"Region,organisations\nNorth,3\n", 0, 0},
    {"Region,organisations\nNorth,0\n", 0, 0},
    {"Region,Work\nNorth,<10\n", 0, 0}, /* says no more than that it is hidden */
    {"Region,Work\nNorth,<9\n", 1, 0},
    {"Region,Work\nNorth,<11\n", 0, 0},
    {"Region,Work\nNorth,<2\n", 1, 0},
    {"Region,mean\nNorth,9\n", 0, 0}, /* no count */
};

START_TEST(counts_below_the_minimum_and_nothing_else_are_found)
{
    const struct findings *findings =
        rulebook_judge(arena, policy, sample_table(arena, "a.csv", cases[_i].table));
    ck_assert_msg(findings_of(findings, "T101") == cases[_i].small, "%s",
                  cases[_i].table);
    ck_assert_msg(findings_of(findings, "T103") == cases[_i].organisations, "%s",
                  cases[_i].table);
}
END_TEST

START_TEST(a_small_count_is_said_with_place_and_limit)
{
    struct table *table = sample_table(arena, "a.csv",
                                       "Region,Apprenticeship,Total\nNorth East,7,500\n"
                                       "South,1,300\n");
    const struct findings *findings = rulebook_judge(arena, policy, table);
    ck_assert_uint_eq(findings->count, 2);
    const struct finding *finding = &findings->items[0];
    ck_assert_str_eq(finding->message,
                     "7 people in North East x Apprenticeship; minimum is 10");
    ck_assert_str_eq(findings->items[1].message,
                     "1 person in South x Apprenticeship; minimum is 10");
    ck_assert_str_eq(finding->rule, "test/minimum-count");
    ck_assert_str_eq(finding->why, "because");
    ck_assert_int_eq(finding->severity, SEVERITY_FAIL);
    ck_assert_uint_eq(finding->row, 1);
    ck_assert_uint_eq(finding->column, 1);
    ck_assert_double_eq(evidence_of(finding, "count"), 7);
    ck_assert_double_eq(evidence_of(finding, "minimum"), 10);
}
END_TEST

START_TEST(an_exact_band_fails_and_a_wider_one_is_for_review)
{
    const struct findings *findings = rulebook_judge(
        arena, policy, sample_table(arena, "a.csv", "Region,Work\nNorth,<2\nSouth,<5\n"));
    ck_assert_uint_eq(findings->count, 2);
    ck_assert_int_eq(findings->items[0].severity, SEVERITY_FAIL);
    ck_assert_str_eq(findings->items[0].message,
                     "'<2' in North x Work says 1; minimum is 10");
    ck_assert_int_eq(findings->items[1].severity, SEVERITY_REVIEW);
    ck_assert_str_eq(findings->items[1].message,
                     "'<5' in South x Work says 1 to 4; minimum is 10");
}
END_TEST

static const struct {
    double low;
    double high;
    size_t findings;
} bands[] = {
    {5, 9, 1}, {5, 10, 0}, {1, 9, 0}, {0, 9, 0},   {1, 8, 1}, {2, 9, 1},
    {0, 8, 1}, {0, 1, 1},  {0, 0, 0}, {10, 19, 0}, {9, 9, 1}, {-9, 9, 0},
};

START_TEST(bands_are_judged_by_what_they_give_away)
{
    struct table *table = sample_table(arena, "a.csv", "Region,Work\nNorth,<10\n");
    struct cell *cell = arena_new(arena, struct cell);
    *cell = table->cells[0];
    cell->low = bands[_i].low;
    cell->high = bands[_i].high;
    table->cells = cell;
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "T101"),
                      bands[_i].findings);
}
END_TEST

static struct table *rounded_table(const char *text, double base)
{
    struct table *table = sample_table(arena, "a.csv", text);
    struct measure *measures = arena_array(arena, table->measure_count, struct measure);
    for (uint32_t m = 0; m < table->measure_count; m++) {
        measures[m] = table->measures[m];
        measures[m].rounding =
            (struct rounding){ROUNDING_NEAREST, base, 0, ORIGIN_SIDECAR};
    }
    table->measures = measures;
    return table;
}

START_TEST(a_rounded_count_below_the_minimum_fails_and_says_its_range)
{
    const struct findings *findings =
        rulebook_judge(arena, policy, rounded_table("Region,Work\nNorth,5\n", 5));
    ck_assert_uint_eq(findings->count, 1);
    ck_assert_int_eq(findings->items[0].severity, SEVERITY_FAIL);
    ck_assert_str_eq(findings->items[0].message,
                     "5 people (rounded: 3 to 7) in North x Work; minimum is 10");
    ck_assert(findings->items[0].has_range);
}
END_TEST

static const struct {
    const char *table;
    double base;
    size_t findings;
} rounded[] = {
    {"Region,Work\nNorth,10\nSouth,10\n", 10, 1}, /* 5 to 14: one finding for both */
    {"Region,Work\nNorth,10\n", 5, 1},            /* 8 to 12 */
    {"Region,Work\nNorth,15\n", 5, 0},            /* 13 to 17 */
    {"Region,Work\nNorth,20\n", 10, 0},
    {"Region,Work\nNorth,20\n", 21, 0}, /* 10 to 30 */
    {"Region,Work\nNorth,20\n", 22, 1}, /* 9 to 30 */
    {"Region,Work\nNorth,0\n", 10, 0},
};

START_TEST(a_count_that_rounding_may_have_raised_is_for_review)
{
    const struct findings *findings =
        rulebook_judge(arena, policy, rounded_table(rounded[_i].table, rounded[_i].base));
    ck_assert_uint_eq(findings->count, rounded[_i].findings);
    if (findings->count) {
        ck_assert_int_eq(findings->items[0].severity, SEVERITY_REVIEW);
    }
}
END_TEST

START_TEST(rounding_that_the_policy_asks_for_is_protection_enough)
{
    struct policy_rule *rule = rulebook_add(arena, policy, "not-rounded");
    rulebook_set(rule, "base", 5);
    ck_assert_uint_eq(
        rulebook_judge(arena, policy, rounded_table("Region,Work\nNorth,10\n", 5))->count,
        0);
    rulebook_set(rule, "base", 10);
    ck_assert_uint_eq(
        findings_of(
            rulebook_judge(arena, policy, rounded_table("Region,Work\nNorth,10\n", 5)),
            "T101"),
        1);
    rulebook_set(rule, "base", 5);
    ck_assert_uint_eq(
        rulebook_judge(arena, policy, rounded_table("Region,Work\nNorth,5\n", 5))->count,
        1);
}
END_TEST

START_TEST(counts_beside_the_table_are_judged)
{
    struct table *table = sample_table(arena, "a.csv", "Region,Work\nNorth,9\n");
    struct cell *cells = arena_array(arena, table->cell_count, struct cell);
    cells[0] = table->cells[0];
    cells[0].is_outside = true;
    table->cells = cells;
    const struct findings *findings = rulebook_judge(arena, policy, table);
    ck_assert_uint_eq(findings->count, 1);
    ck_assert_str_eq(findings->items[0].message,
                     "9 people in North x Work (beside the table); minimum is 10");
}
END_TEST

START_TEST(tables_of_schools_are_for_the_rule_on_organisations)
{
    struct table *table = sample_table(arena, "a.csv", "Region,Work\nNorth,2\nSouth,3\n");
    struct measure *measures = arena_new(arena, struct measure);
    measures[0] = table->measures[0];
    measures[0].unit = "schools";
    table->measures = measures;
    const struct findings *findings = rulebook_judge(arena, policy, table);
    ck_assert_uint_eq(findings_of(findings, "T101"), 0);
    ck_assert_uint_eq(findings_of(findings, "T103"), 1);
    ck_assert_str_eq(findings->items[0].message,
                     "2 schools in North x Work; minimum is 3");

    /* Without such a rule the one on counts speaks; a rule that is off is a decision. */
    struct policy *other = rulebook_create(arena);
    rulebook_set(rulebook_add(arena, other, "minimum-count"), "minimum", 10);
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, other, table), "T101"), 2);
    rulebook_add(arena, other, "minimum-organisations")->is_on = false;
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, other, table), "T101"), 0);
}
END_TEST

static const struct {
    const char *table;
    size_t findings;
} weighted[] = {
    {"Region,weighted\nNorth,1200.5\nSouth,800\n", 1},
    {"Region,weighted,n\nNorth,1200.5,40\n", 0},
    {"Region,weighted,n\nNorth,1200.5,c\n", 1},
    {"Region,weighted\nNorth,c\n", 0},
};

START_TEST(weighted_counts_need_unweighted_ones)
{
    const struct findings *findings =
        rulebook_judge(arena, policy, sample_table(arena, "a.csv", weighted[_i].table));
    ck_assert_uint_eq(findings_of(findings, "T102"), weighted[_i].findings);
}
END_TEST

START_TEST(weighted_counts_are_one_finding_for_their_column)
{
    const struct findings *findings = rulebook_judge(
        arena, policy,
        sample_table(arena, "a.csv", "Region,weighted\nN,1200.5\nS,800\n"));
    ck_assert_str_eq(finding_of(findings, "T102")->message,
                     "2 weighted counts without unweighted counts in B2:B3");
}
END_TEST

START_TEST(a_table_declared_weighted_has_no_unweighted_counts)
{
    struct table *table = sample_table(arena, "a.csv", "Region,Work\nNorth,400\n");
    table->is_weighted = true;
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "T102"), 1);
}
END_TEST

START_TEST(a_rule_for_other_statistics_leaves_counts_alone)
{
    struct policy *other = rulebook_create(arena);
    rulebook_add(arena, other, "minimum-count")->applies_to =
        1U << CLASS_LINEAR_AGGREGATIONS;
    struct table *table = sample_table(arena, "a.csv", "Region,Work\nNorth,9\n");
    ck_assert_uint_eq(rulebook_judge(arena, other, table)->count, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("threshold");
    TCase *tests = tcase_create("threshold");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, counts_below_the_minimum_and_nothing_else_are_found, 0,
                        sizeof(cases) / sizeof(cases[0]));
    tcase_add_test(tests, a_small_count_is_said_with_place_and_limit);
    tcase_add_test(tests, an_exact_band_fails_and_a_wider_one_is_for_review);
    tcase_add_loop_test(tests, bands_are_judged_by_what_they_give_away, 0,
                        sizeof(bands) / sizeof(bands[0]));
    tcase_add_test(tests, a_rounded_count_below_the_minimum_fails_and_says_its_range);
    tcase_add_loop_test(tests, a_count_that_rounding_may_have_raised_is_for_review, 0,
                        sizeof(rounded) / sizeof(rounded[0]));
    tcase_add_test(tests, rounding_that_the_policy_asks_for_is_protection_enough);
    tcase_add_test(tests, counts_beside_the_table_are_judged);
    tcase_add_test(tests, tables_of_schools_are_for_the_rule_on_organisations);
    tcase_add_loop_test(tests, weighted_counts_need_unweighted_ones, 0,
                        sizeof(weighted) / sizeof(weighted[0]));
    tcase_add_test(tests, weighted_counts_are_one_finding_for_their_column);
    tcase_add_test(tests, a_table_declared_weighted_has_no_unweighted_counts);
    tcase_add_test(tests, a_rule_for_other_statistics_leaves_counts_alone);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
