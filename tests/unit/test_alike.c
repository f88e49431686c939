/*
 * Like tables: when two of them are compared, and what is told.
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

static const struct attack_result *attack(const char *one, const char *other,
                                          const char *measure)
{
    struct table *tables[] = {sample_table(arena, "one.csv", one),
                              sample_table(arena, "two.csv", other)};
    struct measure *mine = sample_own_measures(arena, tables[0]);
    struct measure *yours = sample_own_measures(arena, tables[1]);
    mine[0].name = mine[0].key = "male learners";
    yours[0].name = yours[0].key = measure;
    return attack_samples(arena, tables, 2);
}

static const char *const first = "Region,Total\nNorth,405\nSouth,600\nLondon,1100\n";

START_TEST(a_later_cut_is_told_place_by_place)
{
    const struct attack_result *result =
        attack(first, "Region,Total\nNorth,407\nSouth,601\nLondon,1100\n", "learners");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_SIMILAR), 2);
    const struct disclosure *north =
        attack_find(arena, result, DISCLOSURE_SIMILAR, "T01", "B2");
    ck_assert_ptr_nonnull(north);
    ck_assert_double_eq(north->range.low, 2);
    ck_assert_double_eq(north->figures[0].value, 407);
    ck_assert_int_eq(north->figures[1].multiplier, -1);
}
END_TEST

START_TEST(tables_of_which_few_figures_are_close_are_not_compared)
{
    const struct attack_result *result = attack(
        first, "Region,Total\nNorth,407\nSouth,900\nLondon,1900\n", "male learners");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_SIMILAR), 0);
}
END_TEST

START_TEST(a_count_within_another_by_its_name_is_compared_place_by_place)
{
    const struct attack_result *result =
        attack(first, "Region,Total\nNorth,407\nSouth,900\nLondon,1900\n", "learners");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_SIMILAR), 1);
}
END_TEST

START_TEST(measures_that_count_others_are_not_two_cuts)
{
    const char *other = "Region,Total\nNorth,407\nSouth,601\nLondon,1100\n";
    ck_assert_uint_eq(
        attack_count(attack(first, other, "female learners"), DISCLOSURE_SIMILAR), 0);
    ck_assert_uint_eq(
        attack_count(attack(first, other, "number of male learners"), DISCLOSURE_SIMILAR),
        2);
}
END_TEST

START_TEST(a_difference_of_the_minimum_or_more_is_not_told)
{
    const struct attack_result *result =
        attack(first, "Region,Total\nNorth,415\nSouth,609\nLondon,1100\n", "learners");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_SIMILAR), 1);
}
END_TEST

START_TEST(one_universe_that_prints_two_numbers_contradicts_itself)
{
    struct table *tables[] = {
        sample_table(arena, "one.csv", first),
        sample_table(arena, "two.csv", "Region,Total\nNorth,407\nSouth,600\n")};
    tables[0]->universe = tables[1]->universe = "learners";
    const struct attack_result *result = attack_samples(arena, tables, 2);
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_CONTRADICTION), 1);
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_SIMILAR), 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("alike");
    TCase *tests = tcase_create("alike");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_later_cut_is_told_place_by_place);
    tcase_add_test(tests, tables_of_which_few_figures_are_close_are_not_compared);
    tcase_add_test(tests, a_count_within_another_by_its_name_is_compared_place_by_place);
    tcase_add_test(tests, measures_that_count_others_are_not_two_cuts);
    tcase_add_test(tests, a_difference_of_the_minimum_or_more_is_not_told);
    tcase_add_test(tests, one_universe_that_prints_two_numbers_contradicts_itself);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
