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

static const struct attack_result *attack(const char *text)
{
    struct table *table = sample_table(arena, "one.csv", text);
    return attack_samples(arena, &table, 1);
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

START_TEST(a_mean_that_several_counts_can_have_gives_none)
{
    const struct attack_result *result = attack("Region,n,mean\nNorth,<5,1.5\n");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_COMMON_BASE), 0);
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
    tcase_add_test(tests, a_mean_that_several_counts_can_have_gives_none);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
