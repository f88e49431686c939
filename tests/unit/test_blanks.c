/*
 * What the blanks of a table mean.
 */
#include "attack/names/blanks.h"
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

static bool mean_nobody(const char *text)
{
    struct table *table = sample_table(arena, "one.csv", text);
    struct range *ranges = arena_array(arena, table->cell_count, struct range);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        ranges[i] = (struct range){table->cells[i].value, table->cells[i].value};
    }
    return blanks_mean_nobody(table, ranges);
}

START_TEST(blanks_beside_a_complete_sum_mean_nobody)
{
    ck_assert(mean_nobody("Region,M,F,Total\nNorth,51,,51\nSouth,60,61,121\n"));
}
END_TEST

START_TEST(one_line_that_leaves_somebody_hides_them_all)
{
    ck_assert(!mean_nobody("Region,M,F,Total\nNorth,51,,51\nSouth,60,,67\n"));
}
END_TEST

START_TEST(blanks_that_no_sum_speaks_of_are_hidden)
{
    ck_assert(!mean_nobody("Region,M,F\nNorth,51,\nSouth,60,61\n"));
    ck_assert(!mean_nobody("Region,M,F,Total\nNorth,c,,51\nSouth,60,61,121\n"));
}
END_TEST

START_TEST(a_table_without_blanks_has_none_that_mean_nobody)
{
    ck_assert(!mean_nobody("Region,M,F,Total\nNorth,51,0,51\n"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("blanks");
    TCase *tests = tcase_create("blanks");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, blanks_beside_a_complete_sum_mean_nobody);
    tcase_add_test(tests, one_line_that_leaves_somebody_hides_them_all);
    tcase_add_test(tests, blanks_that_no_sum_speaks_of_are_hidden);
    tcase_add_test(tests, a_table_without_blanks_has_none_that_mean_nobody);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
