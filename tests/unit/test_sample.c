/* The hand-made tables that other tests stand on are what they say. */
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <stdlib.h>

static const char text[] = "Region,Apprenticeship,Education,Total,% Education,mean\n"
                           "North East,7,500,507,98.6,21000\n"
                           "North West,c,low,<10,,z\n"
                           "England,7,500,507,98.6,21000\n";

START_TEST(headings_become_categories_and_measures)
{
    struct arena *arena = arena_create(0);
    const struct table *table = sample_table(arena, "a.csv", text);
    ck_assert_uint_eq(table->cell_count, 15);
    ck_assert_uint_eq(table->measure_count, 3);
    ck_assert_uint_eq(table->dimensions[1].category_count, 3);
    ck_assert_uint_eq(table->dimensions[1].total, 2);
    ck_assert_uint_eq(table->dimensions[0].partitions[0].part_count, 2);
    ck_assert_str_eq(table_cell_label(arena, table, 0), "North East x Apprenticeship");
    ck_assert_str_eq(table_cell_place(arena, table, 0), "B2");
    arena_destroy(arena);
}
END_TEST

START_TEST(percentages_and_means_know_their_counts)
{
    struct arena *arena = arena_create(0);
    const struct table *table = sample_table(arena, "a.csv", text);
    ck_assert_uint_eq(table->cells[3].numerator, 1);
    ck_assert_uint_eq(table->cells[3].denominator, 2);
    ck_assert_uint_eq(table->cells[4].count, 2);
    ck_assert_int_eq(table->cells[5].state, CELL_HIDDEN);
    ck_assert_int_eq(table->cells[6].state, CELL_LOW);
    ck_assert_double_eq(table->cells[7].high, 9);
    arena_destroy(arena);
}
END_TEST

START_TEST(cells_are_found_by_name)
{
    struct arena *arena = arena_create(0);
    const struct table *table = sample_table(arena, "a.csv", text);
    const struct cell_index *index = cell_index_create(arena, table);
    ck_assert_uint_eq(cell_index_find(index, 0, (uint32_t[]){0, 1}), 1);
    ck_assert_uint_eq(cell_index_find(index, 0, (uint32_t[]){0, NO_CATEGORY}), 2);
    ck_assert_uint_eq(cell_index_sibling(index, 0, 0, 0, 2), 10);
    ck_assert_uint_eq(cell_index_find(index, 2, (uint32_t[]){0, 1}), NO_CELL);
    arena_destroy(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sample");
    TCase *cases = tcase_create("sample");
    tcase_add_test(cases, headings_become_categories_and_measures);
    tcase_add_test(cases, percentages_and_means_know_their_counts);
    tcase_add_test(cases, cells_are_found_by_name);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
