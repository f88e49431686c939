/*
 * EES companions: what a .meta.csv says of its data, and that a wrong one only raises
 * doubts.
 */
#include "base/text.h"
#include "ingest/read/read_csv.h"
#include "ingest/sidecar/csvw.h"
#include "support/run_suite.h"

#include <check.h>

#include <stdlib.h>
#include <string.h>

static const char data[] =
    "time_period,geographic_level,topic,breakdown,apps,amount,median_amount,pct,subject\n"
    "202122,National,Total,Total,27000,63300,2300,12.5,History\n"
    "202122,National,Age,19-23,9000,21000,2200,z,History\n";

static const char meta[] =
    "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,"
    "filter_grouping_column\n"
    "breakdown,Filter,Breakdown,,,,,topic\n"
    "apps,Indicator,Applications,,,0,,\n"
    "amount,Indicator,Loan amount,,\xc2\xa3,0,,\n"
    "median_amount,Indicator,Median loan,,\xc2\xa3,0,,\n"
    "pct,Indicator,Share awarded,,%,1,,\n";

static struct arena *arena;

static void set_up(void)
{
    arena = arena_create(0);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static const struct grid *grid_of(const char *path, const char *text)
{
    struct output *output = arena_new(arena, struct output);
    *output = (struct output){.path = path, .location = path, .kind = "csv"};
    struct reading reading = {
        .arena = arena,
        .scratch = arena,
        .output = output,
        .bytes = {.data = text, .length = strlen(text)},
    };
    struct refusal refusal = {0};
    ck_assert(csv_reader.read(&reading, &refusal));
    return reading.grids[0];
}

static struct sidecar_table apply(const char *meta_text)
{
    const struct grid *grid = grid_of("loans.csv", data);
    struct sidecar_table said = sidecar_table_empty(grid, "loans.meta.csv", ORIGIN_META);
    ees_meta_apply(arena, grid_of("loans.meta.csv", meta_text), grid, &said);
    return said;
}

static const struct plan_line *line_at(const struct sidecar_table *said, uint32_t column)
{
    for (uint32_t i = 0; i < said->plan.column_count; i++) {
        if (said->plan.columns[i].index == column) {
            return &said->plan.columns[i];
        }
    }
    return NULL;
}

START_TEST(filters_and_indicators_become_roles)
{
    const struct sidecar_table said = apply(meta);
    ck_assert_uint_eq(said.plan.doubt_count, 0);
    ck_assert_uint_eq(said.plan.column_count, 5);
    const struct plan_line *filter = line_at(&said, 3);
    ck_assert_int_eq(filter->role, ROLE_DIMENSION);
    ck_assert_int_eq(filter->origin, ORIGIN_META);
    ck_assert_str_eq(filter->total, "Total");
    ck_assert_uint_eq(filter->group_column, 2);
    ck_assert_int_eq(line_at(&said, 7)->role, ROLE_PERCENT);
    ck_assert_ptr_null(line_at(&said, 0));
}
END_TEST

START_TEST(pounds_are_sums_unless_the_name_says_otherwise)
{
    const struct sidecar_table said = apply(meta);
    ck_assert_int_eq(line_at(&said, 5)->role, ROLE_SUM);
    ck_assert(line_at(&said, 5)->is_money);
    ck_assert_int_eq(line_at(&said, 6)->role, ROLE_MEDIAN);
    ck_assert(line_at(&said, 6)->is_money);
}
END_TEST

START_TEST(an_indicator_without_a_unit_is_left_to_its_name_and_numbers)
{
    const struct sidecar_table said = apply(meta);
    ck_assert_int_eq(line_at(&said, 4)->role, ROLE_UNKNOWN);
    ck_assert(!line_at(&said, 4)->is_money);
}
END_TEST

#define HEAD "col_name,col_type,label,indicator_unit,filter_grouping_column\n"

static const struct {
    const char *meta;
    const char *doubt;
    uint32_t column;
} disagreements[] = {
    {HEAD "starts,Indicator,Starts,,\n", "names the column 'starts'", UINT32_MAX},
    {HEAD "breakdown,Filter,Breakdown,,group\n", "which the data do not have", 3},
    {HEAD "apps,Measure,Applications,,\n", "neither Filter nor Indicator", 4},
    {HEAD "subject,Indicator,Subject,,\n", "holds no number", 8},
    {"name,type\napps,Indicator\n", "no columns col_name and col_type", UINT32_MAX},
};

START_TEST(a_meta_that_disagrees_is_a_doubt)
{
    const struct sidecar_table said = apply(disagreements[_i].meta);
    ck_assert_uint_eq(said.plan.doubt_count, 1);
    ck_assert_msg(strstr(said.plan.doubts[0].sentence, disagreements[_i].doubt),
                  "doubt is: %s", said.plan.doubts[0].sentence);
    ck_assert_uint_eq(said.plan.doubts[0].column, disagreements[_i].column);
}
END_TEST

START_TEST(a_csvw_is_not_overruled)
{
    const struct grid *grid = grid_of("loans.csv", data);
    struct sidecar_table said =
        sidecar_table_empty(grid, "loans.csv-metadata.json", ORIGIN_SIDECAR);
    struct plan_line lines[] = {plan_line_at(5), plan_line_at(7)};
    lines[0].role = ROLE_MAX;
    lines[0].origin = ORIGIN_SIDECAR;
    said.plan.columns = lines;
    said.plan.column_count = 2;
    ees_meta_apply(arena, grid_of("loans.meta.csv", meta), grid, &said);
    ck_assert_uint_eq(said.plan.column_count, 5);
    ck_assert_int_eq(said.plan.columns[0].role, ROLE_MAX);
    ck_assert_int_eq(said.plan.columns[1].role, ROLE_PERCENT);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ees_meta");
    TCase *tests = tcase_create("ees_meta");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, filters_and_indicators_become_roles);
    tcase_add_test(tests, pounds_are_sums_unless_the_name_says_otherwise);
    tcase_add_test(tests, an_indicator_without_a_unit_is_left_to_its_name_and_numbers);
    tcase_add_loop_test(tests, a_meta_that_disagrees_is_a_doubt, 0,
                        (int)(sizeof(disagreements) / sizeof(disagreements[0])));
    tcase_add_test(tests, a_csvw_is_not_overruled);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
