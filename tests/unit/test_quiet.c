/* Which tables the attacker may leave alone: complete, exact, additive, and nothing
 * hidden. */
#include "attack/names/quiet.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <stdlib.h>

static const struct {
    const char *why;
    const char *text;
    bool is_quiet;
} cases[] = {
    {"complete and additive",
     "Region,A,B,Total\nN,11,12,23\nS,13,14,27\nEngland,24,26,50\n", true},
    {"no totals at all", "Region,A,B\nN,11,12\nS,13,14\n", true},
    {"a hidden cell", "Region,A,B,Total\nN,c,12,23\nS,13,14,27\nEngland,24,26,50\n",
     false},
    {"a band", "Region,A,B,Total\nN,<10,12,23\nS,13,14,27\nEngland,24,26,50\n", false},
    {"an empty cell", "Region,A,B,Total\nN,,12,23\nS,13,14,27\nEngland,24,26,50\n",
     false},
    {"a missing combination", "Region,A,B\nN,11,12\nS,13\n", false},
    {"a percentage beside the counts", "Region,A,Total,% A\nN,11,23,47.8\n", false},
    {"a mean beside the counts", "Region,n,mean\nN,11,23\nS,12,25\n", false},
    {"categories that are ranges", "Age,A,B\n16-24,11,12\n16-25,13,14\n", false},
};

START_TEST(only_complete_exact_tables_are_quiet)
{
    struct arena *arena = arena_create(0);
    struct table *table = sample_table(arena, "a.csv", cases[_i].text);
    ck_assert_msg(table_is_quiet(table) == cases[_i].is_quiet, "%s", cases[_i].why);
    arena_destroy(arena);
}
END_TEST

START_TEST(a_total_whose_parts_are_not_proven_is_not_quiet)
{
    struct arena *arena = arena_create(0);
    struct table *table = sample_table(arena, "a.csv", cases[0].text);
    struct partition partition = table->dimensions[0].partitions[0];
    partition.is_exhaustive = false;
    struct dimension dimensions[2] = {table->dimensions[0], table->dimensions[1]};
    dimensions[0].partitions = &partition;
    table->dimensions = dimensions;
    ck_assert(!table_is_quiet(table));
    dimensions[0].partition_count = 0;
    ck_assert(!table_is_quiet(table));
    arena_destroy(arena);
}
END_TEST

START_TEST(a_combination_printed_twice_is_not_quiet)
{
    struct arena *arena = arena_create(0);
    struct table *table = sample_table(arena, "a.csv", cases[1].text);
    const uint32_t categories[] = {0, 0, 0, 1, 1, 0, 1, 0};
    table->categories = categories;
    ck_assert(!table_is_quiet(table));
    arena_destroy(arena);
}
END_TEST

START_TEST(equations_are_the_lines_that_have_a_total)
{
    struct arena *arena = arena_create(0);
    const struct table *table = sample_table(arena, "a.csv", cases[0].text);
    ck_assert_uint_eq(table_equation_count(table), 6);
    arena_destroy(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("quiet");
    TCase *tcase = tcase_create("quiet");
    tcase_add_loop_test(tcase, only_complete_exact_tables_are_quiet, 0,
                        sizeof(cases) / sizeof(cases[0]));
    tcase_add_test(tcase, a_total_whose_parts_are_not_proven_is_not_quiet);
    tcase_add_test(tcase, a_combination_printed_twice_is_not_quiet);
    tcase_add_test(tcase, equations_are_the_lines_that_have_a_total);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
