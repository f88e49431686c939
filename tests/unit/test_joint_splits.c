/*
 * Parts without a total, beside tables that print what they make up, or whose parts make
 * up the same.
 */
#include "support/attack_sample.h"
#include "support/run_suite.h"

#include <check.h>

static struct arena *arena;

static void setup(void)
{
    arena = arena_create(0);
}

static void teardown(void)
{
    arena_destroy(arena);
}

static const struct attack_result *attack(const char *one, const char *other)
{
    struct table *tables[] = {sample_table(arena, "one.csv", one),
                              sample_table(arena, "two.csv", other)};
    return attack_samples(arena, tables, 2);
}

static double exact_value(const struct attack_result *result, const char *table,
                          const char *place)
{
    const struct disclosure *found =
        attack_find(arena, result, DISCLOSURE_RECOVERABLE, table, place);
    ck_assert_msg(found != NULL, "%s %s is not recoverable", table, place);
    ck_assert_double_eq(found->range.low, found->range.high);
    return found->range.low;
}

static const char *const by_sex =
    "Region,M,F\nNorth,c,407\nSouth,600,604\nLondon,1100,1210\n";

START_TEST(lines_that_add_up_to_a_printed_total_prove_the_others)
{
    const struct attack_result *result =
        attack(by_sex, "Region,Total\nNorth,414\nSouth,1204\nLondon,2310\n");
    ck_assert_double_eq(exact_value(result, "T01", "B2"), 7);
}
END_TEST

START_TEST(a_line_that_is_less_than_its_total_proves_no_more_than_at_most)
{
    const struct attack_result *result =
        attack(by_sex, "Region,Total\nNorth,414\nSouth,1204\nLondon,2318\n");
    ck_assert_ptr_null(attack_find(arena, result, DISCLOSURE_RECOVERABLE, "T01", "B2"));
    const struct disclosure *rest =
        attack_find(arena, result, DISCLOSURE_DIFFERENCE, "T01", "C4");
    ck_assert_ptr_nonnull(rest);
    ck_assert_double_eq(rest->range.low, 8);
}
END_TEST

START_TEST(the_sums_of_another_breakdown_prove_it_too)
{
    const struct attack_result *result =
        attack(by_sex, "Region,16,17,18\nNorth,202,107,105\nSouth,200,604,400\n"
                       "London,1000,310,1000\n");
    ck_assert_double_eq(exact_value(result, "T01", "B2"), 7);
}
END_TEST

START_TEST(sums_that_disagree_prove_nothing_and_are_told)
{
    const struct attack_result *result =
        attack("Region,M,F\nNorth,405,407\nSouth,600,604\nLondon,1100,1210\n",
               "Region,16,17,18\nNorth,205,307,307\nSouth,200,604,400\n"
               "London,1000,310,1000\n");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_SIMILAR), 1);
    const struct disclosure *told =
        attack_find(arena, result, DISCLOSURE_SIMILAR, "T01", "C2");
    ck_assert_ptr_nonnull(told);
    ck_assert_double_eq(told->range.low, 7);
    ck_assert_uint_eq(told->figure_count, 5);
}
END_TEST

START_TEST(sums_far_apart_are_not_put_beside_each_other)
{
    const struct attack_result *result =
        attack("Region,M,F\nNorth,405,407\nSouth,600,604\n",
               "Region,16,17,18\nNorth,105,307,307\nSouth,100,204,400\n");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_SIMILAR), 0);
}
END_TEST

START_TEST(merged_labels_are_the_sum_of_what_they_join)
{
    const struct attack_result *result =
        attack("Area,Total\nCamden,405\nHackney,c\nIslington,300\n",
               "Area,Total\nCamden & Hackney,412\nIslington,300\n");
    ck_assert_double_eq(exact_value(result, "T01", "B3"), 7);
}
END_TEST

START_TEST(a_label_that_joins_nothing_printed_is_a_label)
{
    const struct attack_result *result =
        attack("Area,Total\nCamden,405\nHackney,c\nIslington,300\n",
               "Area,Total\nTyne and Wear,412\nIslington,300\n");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_RECOVERABLE), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("joint splits");
    TCase *tests = tcase_create("joint splits");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, lines_that_add_up_to_a_printed_total_prove_the_others);
    tcase_add_test(tests, a_line_that_is_less_than_its_total_proves_no_more_than_at_most);
    tcase_add_test(tests, the_sums_of_another_breakdown_prove_it_too);
    tcase_add_test(tests, sums_that_disagree_prove_nothing_and_are_told);
    tcase_add_test(tests, sums_far_apart_are_not_put_beside_each_other);
    tcase_add_test(tests, merged_labels_are_the_sum_of_what_they_join);
    tcase_add_test(tests, a_label_that_joins_nothing_printed_is_a_label);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
