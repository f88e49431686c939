/*
 * Shares and means without a base: when whole numbers give it back, and when not.
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

/* Averages are those of money, or of whole numbers such as absences. */
static const struct attack_result *attack_averages(const char *text, bool is_money)
{
    struct table *table = sample_table(arena, "one.csv", text);
    struct measure *measures = sample_own_measures(arena, table);
    for (uint32_t m = 0; m < table->measure_count; m++) {
        measures[m].is_money = measures[m].is_money && is_money;
    }
    return attack_samples(arena, &table, 1);
}

static const struct attack_result *attack(const char *text)
{
    return attack_averages(text, false);
}

START_TEST(shares_to_two_places_give_the_only_base_that_fits)
{
    const struct attack_result *result = attack("Region,% A,% B\nNorth,12.28,87.72\n");
    const struct disclosure *found =
        attack_find(arena, result, DISCLOSURE_COMMON_BASE, "T01", "B2");
    ck_assert_ptr_nonnull(found);
    ck_assert_uint_eq(found->candidate_count, 1);
    ck_assert_double_eq(found->candidates[0], 57);
}
END_TEST

/* Of the bases up to a hundred 7, 14, 21, 28 ... give 14.3 and 85.7: too many. */
START_TEST(shares_that_fit_many_bases_say_nothing)
{
    const struct attack_result *result = attack("Region,% A,% B\nNorth,14.3,85.7\n");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_COMMON_BASE), 0);
}
END_TEST

START_TEST(shares_that_do_not_add_up_have_no_common_base)
{
    const struct attack_result *result = attack("Region,% A,% B\nNorth,12.28,57.72\n");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_COMMON_BASE), 0);
}
END_TEST

START_TEST(shares_beside_their_base_are_no_question)
{
    const struct attack_result *result =
        attack("Region,Total,% A,% B\nNorth,570,12.28,87.72\n");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_COMMON_BASE), 0);
}
END_TEST

START_TEST(a_mean_that_one_small_count_alone_can_have_gives_it)
{
    const struct disclosure *found =
        attack_find(arena, attack("Region,n,mean\nNorth,<5,1.33\n"),
                    DISCLOSURE_COMMON_BASE, "T01", "B2");
    ck_assert_ptr_nonnull(found);
    ck_assert_double_eq(found->candidates[0], 3);
}
END_TEST

START_TEST(amounts_of_money_need_not_be_whole)
{
    const struct attack_result *result =
        attack_averages("Region,n,mean\nNorth,<5,1.33\n", true);
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_COMMON_BASE), 0);
}
END_TEST

START_TEST(a_mean_that_several_counts_can_have_gives_none)
{
    const struct attack_result *result = attack("Region,n,mean\nNorth,<5,1.5\n");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_COMMON_BASE), 0);
}
END_TEST

/* Of two with a mean of 1.5 the median would be 1.5, too; of four it need not be. */
START_TEST(a_median_beside_the_mean_excludes_counts)
{
    const struct disclosure *found =
        attack_find(arena, attack("Region,n,mean,median\nNorth,<5,1.5,1\n"),
                    DISCLOSURE_COMMON_BASE, "T01", "B2");
    ck_assert_ptr_nonnull(found);
    ck_assert_double_eq(found->candidates[0], 4);
    ck_assert_uint_eq(found->figure_count, 2);
    ck_assert_uint_eq(attack_count(attack("Region,n,mean,median\nNorth,<5,1.5,1.5\n"),
                                   DISCLOSURE_COMMON_BASE),
                      0);
}
END_TEST

/* Half a unit between two: an even number of them. */
START_TEST(a_median_alone_can_give_the_count)
{
    const struct disclosure *found =
        attack_find(arena, attack("Region,n,median\nNorth,<4,1.5\n"),
                    DISCLOSURE_COMMON_BASE, "T01", "B2");
    ck_assert_ptr_nonnull(found);
    ck_assert_double_eq(found->candidates[0], 2);
    ck_assert_uint_eq(
        attack_count(attack("Region,n,median\nNorth,<4,1\n"), DISCLOSURE_COMMON_BASE), 0);
}
END_TEST

/* Three of which the middle one has 4 have 8 together at least: a mean of 2.67. */
START_TEST(a_median_that_is_too_large_for_the_mean_excludes_a_count)
{
    const struct attack_result *least = attack("Region,n,mean,median\nNorth,<5,2.67,4\n");
    ck_assert_uint_eq(attack_count(least, DISCLOSURE_COMMON_BASE), 1);
    const struct attack_result *less = attack("Region,n,mean,median\nNorth,<5,2.33,4\n");
    ck_assert_uint_eq(attack_count(less, DISCLOSURE_COMMON_BASE), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("shares");
    TCase *tests = tcase_create("shares");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, shares_to_two_places_give_the_only_base_that_fits);
    tcase_add_test(tests, shares_that_fit_many_bases_say_nothing);
    tcase_add_test(tests, shares_that_do_not_add_up_have_no_common_base);
    tcase_add_test(tests, shares_beside_their_base_are_no_question);
    tcase_add_test(tests, a_mean_that_one_small_count_alone_can_have_gives_it);
    tcase_add_test(tests, amounts_of_money_need_not_be_whole);
    tcase_add_test(tests, a_mean_that_several_counts_can_have_gives_none);
    tcase_add_test(tests, a_median_beside_the_mean_excludes_counts);
    tcase_add_test(tests, a_median_alone_can_give_the_count);
    tcase_add_test(tests, a_median_that_is_too_large_for_the_mean_excludes_a_count);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
