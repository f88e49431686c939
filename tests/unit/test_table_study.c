/* What a printed number stands for, and which cells are neighbours and make up lines. */
#include "risk/table_study.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>

static struct arena *arena;

static void set_up(void)
{
    arena = arena_create(0);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static const struct {
    enum role role;
    struct rounding rounding;
    double value;
    double low;
    double high;
} printed[] = {
    {ROLE_COUNT, {ROUNDING_NONE, 0, 0, ORIGIN_SIDECAR}, 7, 7, 7},
    {ROLE_COUNT, {ROUNDING_UNKNOWN, 0, 0, ORIGIN_GUESS}, 7, 7, 7},
    {ROLE_COUNT, {ROUNDING_NEAREST, 5, 0, ORIGIN_SIDECAR}, 10, 8, 12},
    {ROLE_COUNT, {ROUNDING_NEAREST, 5, 0, ORIGIN_SIDECAR}, 0, 0, 2},
    {ROLE_COUNT, {ROUNDING_NEAREST, 10, 0, ORIGIN_SIDECAR}, 10, 5, 14},
    {ROLE_COUNT, {ROUNDING_NEAREST, 10, 0, ORIGIN_SIDECAR}, 0, 0, 4},
    {ROLE_COUNT, {ROUNDING_NEAREST, 5, 2.5, ORIGIN_SIDECAR}, 0, 0, 2},
    {ROLE_COUNT, {ROUNDING_NEAREST, 5, 8, ORIGIN_SIDECAR}, 0, 0, 7},
    {ROLE_COUNT, {ROUNDING_NEAREST, 5, 8, ORIGIN_SIDECAR}, 5, 8, 7},
    {ROLE_COUNT, {ROUNDING_NEAREST, 5, 9, ORIGIN_SIDECAR}, 10, 9, 12},
    {ROLE_SUM, {ROUNDING_NEAREST, 100, 0, ORIGIN_SIDECAR}, 1200, 1150, 1250},
    {ROLE_COUNT, {ROUNDING_MIDPOINT, 6, 0, ORIGIN_SIDECAR}, 0, 0, 0},
    {ROLE_COUNT, {ROUNDING_MIDPOINT, 6, 0, ORIGIN_SIDECAR}, 3, 1, 6},
    {ROLE_COUNT, {ROUNDING_MIDPOINT, 6, 0, ORIGIN_SIDECAR}, 9, 7, 12},
};

START_TEST(a_rounded_number_stands_for_a_range)
{
    const struct measure measure = {.role = printed[_i].role,
                                    .rounding = printed[_i].rounding};
    const struct table table = {.measures = &measure, .measure_count = 1};
    const struct cell cell = {
        .value = printed[_i].value,
        .state = CELL_NUMBER,
        .role = (uint8_t)printed[_i].role,
    };
    const struct range range = cell_stands_for(&table, &cell);
    ck_assert_double_eq(range.low, printed[_i].low);
    ck_assert_double_eq(range.high, printed[_i].high);
}
END_TEST

START_TEST(a_symbol_stands_for_anything_and_a_band_for_itself)
{
    const struct table *table = sample_table(arena, "a.csv", "R,A,B\nN,c,<10\n");
    ck_assert_double_eq(cell_stands_for(table, &table->cells[0]).low, 0);
    ck_assert(isinf(cell_stands_for(table, &table->cells[0]).high));
    ck_assert_double_eq(cell_stands_for(table, &table->cells[1]).low, 1);
    ck_assert_double_eq(cell_stands_for(table, &table->cells[1]).high, 9);
}
END_TEST

static void count_lines(void *context, const struct line *line)
{
    double *sums = context;
    sums[line->dimension] += line->sum;
    sums[2] += 1;
    sums[3] += line->whole == NO_CELL;
}

static const struct {
    const char *table;
    double lines;
    double without_whole;
    double down;
    double across;
} lines[] = {
    /* Down: A, B, Total; across: N, S, England. */
    {"R,A,B,Total\nN,1,2,3\nS,4,5,9\nEngland,5,7,12\n", 6, 0, 24, 24},
    {"R,A,B\nN,1,2\nS,4,5\n", 4, 4, 12, 12},
    {"R,A,B,Total\nN,1,2,3\nS,4,5,9\n", 5, 3, 24, 12},
    {"R,A,B\nN,1,\nS,c,5\n", 4, 4, 6, 6},
    /* Means add up to nothing. */
    {"R,mean,n\nN,1,2\nS,4,5\n", 1, 1, 7, 0},
};

START_TEST(every_line_is_met_once)
{
    double sums[4] = {0};
    struct table_study *study =
        table_study_create(arena, sample_table(arena, "a.csv", lines[_i].table));
    study_lines(study, sums, count_lines);
    ck_assert_double_eq(sums[0], lines[_i].down);
    ck_assert_double_eq(sums[1], lines[_i].across);
    ck_assert_double_eq(sums[2], lines[_i].lines);
    ck_assert_double_eq(sums[3], lines[_i].without_whole);
}
END_TEST

START_TEST(years_make_no_line)
{
    double sums[4] = {0};
    struct table *table = sample_table(arena, "a.csv", "R,2019,2020\nN,1,2\nS,4,5\n");
    struct dimension *dimensions = arena_array(arena, 2, struct dimension);
    dimensions[0] = table->dimensions[0];
    dimensions[1] = table->dimensions[1];
    dimensions[1].kind = DIMENSION_TIME;
    table->dimensions = dimensions;
    study_lines(table_study_create(arena, table), sums, count_lines);
    ck_assert_double_eq(sums[2], 2);
    ck_assert_double_eq(sums[1], 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("table study");
    TCase *tests = tcase_create("table study");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, a_rounded_number_stands_for_a_range, 0,
                        sizeof(printed) / sizeof(printed[0]));
    tcase_add_test(tests, a_symbol_stands_for_anything_and_a_band_for_itself);
    tcase_add_loop_test(tests, every_line_is_met_once, 0,
                        sizeof(lines) / sizeof(lines[0]));
    tcase_add_test(tests, years_make_no_line);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
