/* X105: parts and whole disagree by more than rounding allows. */
#include "support/rulebook.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <stdio.h>
#include <stdlib.h>

static struct arena *arena;
static struct policy *policy;

static void set_up(void)
{
    arena = arena_create(0);
    policy = rulebook_create(arena);
    (void)rulebook_add(arena, policy, "not-additive");
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
    size_t faults;
} cases[] = {
    {"R,A,B,Total\nN,7,8,15\nS,5,6,11\n", 0},
    {"R,A,B,Total\nN,7,8,16\nS,5,6,11\n", 1},
    {"R,A,B,Total\nN,7,8,14\nS,5,6,11\n", 1},
    {"R,A,B,Total\nN,7,c,15\nS,5,6,11\n", 0},
    {"R,A,B,Total\nN,16,c,15\nS,5,6,11\n", 1}, /* already too many */
    {"R,A,B,Total\nN,15,c,15\nS,5,6,11\n", 0},
    {"R,A,B,Total\nN,7,8,c\nS,5,6,11\n", 0},
    {"R,A,B,Total\nN,7,z,7\nS,5,6,11\n", 0},
    {"R,A,B,Total\nN,7,z,8\nS,5,6,11\n", 1}, /* what cannot exist is nothing */
    {"R,A,B\nN,7,8\nS,5,6\nEngland,12,14\n", 0},
    {"R,A,B\nN,7,8\nS,5,6\nEngland,12,15\n", 1},
    {"R,sum,n\nN,1.2,30\nS,1.3,30\nEngland,2.6,60\n", 0}, /* last decimals: 0.15 */
    {"R,sum,n\nN,1.2,30\nS,1.3,30\nEngland,2.7,60\n", 1},
    {"R,A,B,Total\nN,7.5,8,15.5\nS,5,6,11\n", 0},
};

START_TEST(lines_that_do_not_add_up_are_found)
{
    ck_assert_msg(findings_of(judge(cases[_i].table), "X105") == cases[_i].faults, "%s",
                  cases[_i].table);
}
END_TEST

START_TEST(the_arithmetic_is_said_and_kept)
{
    const struct finding *finding =
        finding_of(judge("R,A,B,Total\nMids,700,728,1431\nS,5,6,11\n"), "X105");
    ck_assert_str_eq(finding->message, "parts of 1,431 in Mids add up to 1,428, 3 less");
    ck_assert_uint_eq(finding->figure_count, 3);
    ck_assert_double_eq(finding->figures[0].value, 1431);
    ck_assert_int_eq(finding->figures[0].sign, 1);
    ck_assert_double_eq(finding->figures[2].value, 728);
    ck_assert_int_eq(finding->figures[2].sign, -1);
    ck_assert_double_eq(evidence_of(finding, "difference"), 3);
    ck_assert_str_eq(
        finding_of(judge("R,A,B,Total\nMids,16,c,15\nS,5,6,11\n"), "X105")->message,
        "printed parts of 15 in Mids add up to 16, 1 more");
}
END_TEST

/* Three numbers rounded to 5 may disagree by 7.5. */
static const struct {
    double base;
    double total;
    size_t faults;
} rounded[] = {
    {5, 100, 0}, {5, 105, 0}, {5, 95, 0},   {5, 107.5, 0},
    {5, 110, 1}, {5, 90, 1},  {10, 110, 0},
};

START_TEST(rounding_is_allowed_for)
{
    struct table *table = sample_table(arena, "a.csv", "R,A,B,Total\nN,45,55,100\n");
    sample_own_cells(arena, table)[2].value = rounded[_i].total;
    sample_own_measures(arena, table)[0].rounding =
        (struct rounding){ROUNDING_NEAREST, rounded[_i].base, 0, ORIGIN_SIDECAR};
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "X105"),
                      rounded[_i].faults);
}
END_TEST

START_TEST(rounding_is_found_in_the_data_where_nothing_declares_it)
{
    const char *text = "R,A,B,Total\nN,45,55,105\nS,25,35,60\nE,10,20,25\n";
    ck_assert_uint_eq(findings_of(judge(text), "X105"), 0);
    const char *exact = "R,A,B,Total\nN,45,55,105\nS,25,35,60\nE,11,20,31\n";
    ck_assert_uint_eq(findings_of(judge(exact), "X105"), 1);
}
END_TEST

START_TEST(rounded_lines_among_exact_ones_are_forgiven_when_there_are_enough)
{
    ck_assert_uint_eq(findings_of(judge("R,A,B,C,Total\nN,45,55,10,115\nS,25,35,10,65\n"
                                        "E,11,20,1,32\n"),
                                  "X105"),
                      0);
    /* Seven numbers are too few. */
    ck_assert_uint_eq(findings_of(judge("R,A,B,C,Total\nN,45,55,10,115\nS,25,35,0,65\n"
                                        "E,11,20,1,32\n"),
                                  "X105"),
                      2);
    /* More than rounding explains, and what is no multiple of 5. */
    ck_assert_uint_eq(findings_of(judge("R,A,B,C,Total\nN,45,55,10,115\nS,25,35,10,65\n"
                                        "E,11,20,1,33\nW,45,55,10,125\n"),
                                  "X105"),
                      2);
}
END_TEST

/* `rounded` exact lines with a rounded total, and `other` faults that no rounding
 * explains. */
static size_t faults_of_totals(int rounded_totals, int others)
{
    char text[2000] = "R,A,B,Total\n";
    size_t length = 12;
    for (int i = 0; i < rounded_totals + others; i++) {
        length += (size_t)snprintf(text + length, sizeof(text) - length, "R%d,11,12,%d\n",
                                   i, i < rounded_totals ? 25 : 26);
    }
    return findings_of(judge(text), "X105");
}

START_TEST(rounded_totals_over_exact_parts_are_forgiven_when_there_are_enough)
{
    ck_assert_uint_eq(faults_of_totals(8, 0), 0);
    ck_assert_uint_eq(faults_of_totals(7, 0), 7);
    ck_assert_uint_eq(faults_of_totals(8, 8), 8);
    ck_assert_uint_eq(faults_of_totals(8, 9), 17);
}
END_TEST

START_TEST(a_count_beside_the_table_must_agree_with_it)
{
    struct table *table = sample_table(arena, "a.csv", "R,A,B\nN,7,8\nEngland,7,8\n");
    struct cell *cells = sample_own_cells(arena, table);
    /* The last cell stands for the same group as the first one. */
    cells[3].is_outside = true;
    uint32_t *categories = arena_array(arena, 8, uint32_t);
    for (int i = 0; i < 6; i++) {
        categories[i] = table->categories[i];
    }
    categories[6] = table->categories[0];
    categories[7] = table->categories[1];
    table->categories = categories;
    cells[3].value = 7;
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "X105"), 0);
    cells[3].value = 8;
    const struct findings *findings = rulebook_judge(arena, policy, table);
    ck_assert_uint_eq(findings_of(findings, "X105"), 1);
    ck_assert_str_eq(finding_of(findings, "X105")->message,
                     "8 stands beside the table, 7 in B2 for the same group: 1 apart");
}
END_TEST

/* `good` lines that add up and `bad` ones that do not, nothing declared. */
static const struct findings *judge_near(int good, int bad, bool is_declared)
{
    char text[4000] = "R,A,B,Total\n";
    size_t length = 12;
    for (int i = 0; i < good + bad; i++) {
        length += (size_t)snprintf(text + length, sizeof(text) - length, "R%d,11,12,%d\n",
                                   i, i < good ? 23 : 24);
    }
    struct table *table = sample_table(arena, "a.csv", text);
    struct dimension *dimensions = arena_array(arena, 2, struct dimension);
    dimensions[0] = table->dimensions[0];
    dimensions[1] = table->dimensions[1];
    if (!is_declared) {
        dimensions[1].partition_count = 0;
    }
    table->dimensions = dimensions;
    return rulebook_judge(arena, policy, table);
}

static const struct {
    int good;
    int bad;
    bool is_declared;
    size_t faults;
} near[] = {
    {4, 1, false, 1},   {3, 1, false, 0},  {2, 0, false, 0},  {8, 2, false, 2},
    {7, 2, false, 0},   {0, 1, true, 1},   {0, 20, true, 20}, {0, 21, true, 1},
    {22, 21, true, 21}, {20, 21, true, 1},
};

START_TEST(lines_that_nearly_all_add_up_are_held_to_it)
{
    const struct findings *findings =
        judge_near(near[_i].good, near[_i].bad, near[_i].is_declared);
    ck_assert_uint_eq(findings_of(findings, "X105"), near[_i].faults);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("additivity");
    TCase *tests = tcase_create("additivity");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, lines_that_do_not_add_up_are_found, 0,
                        sizeof(cases) / sizeof(cases[0]));
    tcase_add_test(tests, the_arithmetic_is_said_and_kept);
    tcase_add_loop_test(tests, rounding_is_allowed_for, 0,
                        sizeof(rounded) / sizeof(rounded[0]));
    tcase_add_test(tests, rounding_is_found_in_the_data_where_nothing_declares_it);
    tcase_add_test(tests,
                   rounded_lines_among_exact_ones_are_forgiven_when_there_are_enough);
    tcase_add_test(tests,
                   rounded_totals_over_exact_parts_are_forgiven_when_there_are_enough);
    tcase_add_test(tests, a_count_beside_the_table_must_agree_with_it);
    tcase_add_loop_test(tests, lines_that_nearly_all_add_up_are_held_to_it, 0,
                        sizeof(near) / sizeof(near[0]));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
