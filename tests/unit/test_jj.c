/*
 * The JJ layout: what is read, what is refused and where, and what is written back.
 */
#include "protect/read_jj.h"
#include "protect/write_hst.h"

#include <check.h>

#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static struct problems *problems;
static struct jj_table table;

static void set_up(void)
{
    arena = arena_create(0);
    problems = problems_create(arena);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static enum outcheck_status read_text(const char *text)
{
    return jj_read(arena, "table.jj", (struct bytes){text, strlen(text)}, &table,
                   problems);
}

START_TEST(cells_and_equations_are_read_as_they_stand)
{
    const char *text = "0\n3\n10 7 3 u 0 50 2 3 0\n11 5.5 1 s 1 40 0 0 0\n"
                       "12 12.5 9 z 0 50 0 0 0\n1\n0 3 : 12 (-1) 10 (1) 11 (1)\n";
    ck_assert_int_eq(read_text(text), OUTCHECK_OK);
    const struct pattern_problem *problem = table.problem;
    ck_assert_uint_eq(problem->cell_count, 3);
    ck_assert_int_eq(table.ids[2], 12);
    ck_assert_int_eq(problem->cells[0].status, PATTERN_PRIMARY);
    ck_assert_int_eq(problem->cells[1].status, PATTERN_OPEN);
    ck_assert_int_eq(problem->cells[2].status, PATTERN_FORCED);
    ck_assert_double_eq(problem->cells[0].below, 2);
    ck_assert_double_eq(problem->cells[0].above, 3);
    ck_assert_double_eq(problem->cells[1].low, 1);
    ck_assert_uint_eq(problem->equation_count, 1);
    ck_assert_uint_eq(equation_begin(problem, 0)->cell, 2);
    ck_assert_int_eq(equation_begin(problem, 0)->coefficient, -1);
}
END_TEST

START_TEST(a_sliding_level_widens_the_upper_one)
{
    ck_assert_int_eq(read_text("0\n1\n0 7 3 u 0 50 2 3 9\n0\n"), OUTCHECK_OK);
    ck_assert_double_eq(table.problem->cells[0].above, 7);
}
END_TEST

static const struct {
    const char *text;
    size_t line;
    const char *words;
} refusals[] = {
    {"", 1, "ends before"},
    {"0\n0\n0\n", 2, "no cells"},
    {"0\n2\n0 1 1 s 0 9 0 0 0\n", 4, "ends before"},
    {"0\n1\n0 1 1 q 0 9 0 0 0\n0\n", 3, "unknown status"},
    {"0\n1\n0 nan 1 s 0 9 0 0 0\n0\n", 3, "no number"},
    {"0\n1\n0 1 -1 s 0 9 0 0 0\n0\n", 3, "cost is negative"},
    {"0\n1\n0 1 1 u 0 9 -1 0 0\n0\n", 3, "level is negative"},
    {"0\n1\n0 10 1 s 0 9 0 0 0\n0\n", 3, "outside its bounds"},
    {"0\n2\n0 1 1 s 0 9 0 0 0\n0 1 1 s 0 9 0 0 0\n0\n", 4, "stands twice"},
    {"0\n1\n0 0 1 s 0 9 0 0 0\n1\n0 1 : 5 (1)\n", 5, "not listed"},
    {"0\n1\n0 0 1 s 0 9 0 0 0\n1\n0 1 : 0 (0)\n", 5, "coefficient is 0"},
    {"0\n1\n0 0 1 s 0 9 0 0 0\n1\n0 1 : 0 1\n", 5, "not written as"},
    {"0\n2\n0 1 1 s 0 9 0 0 0\n1 1 1 s 0 9 0 0 0\n1\n0 2 : 0 (1) 0 (1)\n", 6,
     "names a cell twice"},
    {"0\n1\n0 1 1 s 0 9 0 0 0\n1\n0 1 : 0 (1)\n", 0, "does not hold"},
    {"0\n1\n0 0 1 s 0 9 0 0 0\n0\nmore", 5, "something follows"},
};

START_TEST(what_is_wrong_is_refused_with_its_line)
{
    ck_assert_int_eq(read_text(refusals[_i].text), OUTCHECK_ERROR_INPUT);
    ck_assert_uint_eq(problems->count, 1);
    ck_assert_ptr_nonnull(strstr(problems->items[0].message, refusals[_i].words));
    ck_assert_uint_eq(problems->items[0].place.line, refusals[_i].line);
}
END_TEST

START_TEST(hidden_cells_alone_are_written_with_their_ids)
{
    ck_assert_int_eq(read_text("0\n3\n10 7 3 u 0 50 2 3 0\n11 5 1 s 0 40 0 0 0\n"
                               "12 12 9 s 0 50 0 0 0\n0\n"),
                     OUTCHECK_OK);
    bool is_hidden[] = {true, false, true};
    const struct suppression found = {.is_hidden = is_hidden};
    ck_assert_str_eq(hst_text(arena, &table, &found).data, "10,U\n12,M\n");
    const struct bytes csv = suppressed_csv_text(arena, &table, &found);
    ck_assert_str_eq(csv.data, "id,kind\n10,primary\n12,secondary\n");
    ck_assert_uint_eq(csv.length, strlen(csv.data));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("jj");
    TCase *tests = tcase_create("jj");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, cells_and_equations_are_read_as_they_stand);
    tcase_add_test(tests, a_sliding_level_widens_the_upper_one);
    tcase_add_loop_test(tests, what_is_wrong_is_refused_with_its_line, 0,
                        (int)(sizeof(refusals) / sizeof(refusals[0])));
    tcase_add_test(tests, hidden_cells_alone_are_written_with_their_ids);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
