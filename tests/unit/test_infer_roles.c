/* Headings taken apart, percentages and bases found, records recognised, sidecars
 * respected. */
#include "ingest/infer/infer_context.h"
#include "ingest/infer/infer_roles.h"
#include "support/read_sample.h"
#include "support/run_suite.h"
#include "support/sample.h"
#include "support/text_grid.h"

#include <check.h>

#include <stdlib.h>

struct parts {
    const char *text;
    enum role role;
    const char *rest;
    const char *year;
    double count; /* 0: none */
};

static const struct parts headings[] = {
    {"Female", ROLE_UNKNOWN, "Female", "", 0},
    {"mean", ROLE_MEAN, "", "", 0},
    {"Number of learners", ROLE_COUNT, "learners", "", 0},
    {"% sustained", ROLE_PERCENT, "sustained", "", 0},
    {"sustained (%)", ROLE_PERCENT, "sustained", "", 0},
    {"Female: %", ROLE_PERCENT, "Female", "", 0},
    {"earnings_median", ROLE_MEDIAN, "earnings", "", 0},
    {"earnings_LQ", ROLE_QUANTILE, "earnings", "", 0},
    {"Mean earnings 2019/20", ROLE_MEAN, "earnings", "2019/20", 0},
    {"Completions 13/14", ROLE_UNKNOWN, "Completions", "13/14", 0},
    {"20th Percentile 13/14", ROLE_QUANTILE, "", "13/14", 0},
    {"Female (N = 728)", ROLE_UNKNOWN, "Female", "", 728},
    {"Base: 1,204", ROLE_UNKNOWN, "", "", 1204},
    {"std", ROLE_SD, "", "", 0},
    {"25%", ROLE_QUANTILE, "", "", 0},
    {"50%", ROLE_MEDIAN, "", "", 0},
    {"top1", ROLE_TOP1, "", "", 0},
    {"No qualifications", ROLE_UNKNOWN, "No qualifications", "", 0},
    {"No.", ROLE_COUNT, "", "", 0},
    {"2021", ROLE_UNKNOWN, "", "2021", 0},
    {"1234", ROLE_UNKNOWN, "1234", "", 0},
    {"Minimum wage sector", ROLE_MIN, "wage sector", "", 0},
};

START_TEST(a_heading_is_taken_apart)
{
    const struct parts *expected = &headings[_i];
    struct arena *arena = arena_create(0);
    const struct heading heading = heading_parts(arena, expected->text);
    ck_assert_msg(heading.role == expected->role, "%s is %s", expected->text,
                  role_name(heading.role));
    ck_assert_str_eq(heading.rest, expected->rest);
    ck_assert_str_eq(heading.year, expected->year);
    ck_assert_double_eq(heading.has_count ? heading.count : 0, expected->count);
    arena_destroy(arena);
}
END_TEST

struct label {
    const char *key;
    int rank;
};

static const struct label totals[] = {
    {"total", 3},
    {"all", 3},
    {"grand total", 3},
    {"sum", 3},
    {"all learners", 2},
    {"both sexes", 2},
    {"england", 1},
    {"allerdale", 0},
    {"london", 0},
    {"all other", 0},
    {"all (excl. benefit learners)", 0},
    {"yorkshire total", 2},
};

START_TEST(totals_are_known_by_name)
{
    ck_assert_msg(name_total_rank(totals[_i].key) == totals[_i].rank, "%s is %d",
                  totals[_i].key, name_total_rank(totals[_i].key));
}
END_TEST

static const struct label years[] = {
    {"2022", 1},    {"2019/20", 1},    {"2019-20", 1}, {"201920", 1},       {"13/14", 1},
    {"2024 Q1", 1}, {"March 2021", 1}, {"13/15", 0},   {"1234", 0},         {"20220", 0},
    {"2019/25", 0}, {"16-18", 0},      {"201475", 0},  {"2019 onwards", 0}, {"", 0},
};

START_TEST(years_are_known_by_their_form)
{
    ck_assert_msg(name_is_year(years[_i].key) == (years[_i].rank == 1), "%s",
                  years[_i].key);
}
END_TEST

struct reading {
    const char *name;
    const char *text;
    const char *roles;
    const char *place;
    const char *cell;
};

static const struct reading readings[] = {
    {"a share of what is left",
     "Region,In work,Not in work,Known,% in work\nA,50,10,60,83.3\nB,30,9,39,76.9\n"
     "C,70,31,101,69.3\nD,12,5,17,70.6\n",
     "dimension count count total percent", "E3",
     "percent 'B x In work' n=D3 above=B3 below=D3"},
    {"the rest, by arithmetic",
     "Region,Lost,Cohort,% kept\nA,10,60,83.3\nB,9,39,76.9\n"
     "C,31,101,69.3\nD,5,17,70.6\n",
     "dimension count count percent", "D2", "percent 'A' n=C2 below=C2"},
    {"fractions of a count",
     "Region,Kept,Cohort,rate\nA,50,60,0.833\nB,30,39,0.769\n"
     "C,70,101,0.693\nD,12,17,0.706\n",
     "dimension count count percent", "D2", "percent 'A x Kept' n=C2 above=B2 below=C2"},
    {"percent of distributions beside their base",
     "Provider,Completions,Low,Middle,High\nA,140,20,36,44\nB,820,38,12,50\nC,760,42,55,"
     "3\n"
     "D,300,10,80,10\nE,500,25,25,50\n",
     "dimension count percent percent percent", "C2", "percent 'A x Low' n=B2 below=B2"},
    {"each median has the count that shares its words",
     "subject,grads,grads_uk,earnings_include,earnings_median\nMaths,120,110,80,27000\n"
     "Law,100,90,60,23000\nArt,80,70,50,24500\n",
     "dimension count count count median", "E2", "median 'Maths' n=D2"},
    {"years and measures in one heading",
     "Type,Learners 13/14,% sustained 13/14,Learners 14/15,% sustained 14/15\n"
     "A,100,71.0,120,70.8\nB,90,61.1,80,66.3\n",
     "dimension count percent count percent", "E2", "percent 'A x 14/15' n=D2"},
    {"ages and school years in headings are categories",
     "Region,Age 16,Age 17,Year 11\nA,100,71,5\nB,90,61,44\n",
     "dimension count count count", "D2", "count 'A x Year 11'"},
    {"learners with an identifier are counted",
     "region,learners_uln_matched\nA,100\nB,90\n", "dimension count", "B3", "count 'B'"},
    {"running numbers before the rows are nothing", "\"\",region,n\n1,A,100\n2,B,90\n",
     "ignore dimension count", "C3", "count 'B'"},
    {"time that has passed is no amount",
     "Years after KS4,Average Earnings,Sex\n1,4323,F\n2,6654,F\n1,4111,M\n2,5222,M\n",
     "dimension mean dimension", "B3", "mean '2 x F'"},
    {"numbers that do not run on are no time",
     "Sex,Years after KS4,Average Earnings\nF,4,4323\nM,9,6654\nX,5,4111\n",
     "dimension count mean", "B2", "count 'F'"},
    {"ages are labels", "age,learners\n16,100\n17,90\n18,80\n19,44\n", "dimension count",
     "B2", "count '16'"},
};

START_TEST(columns_are_read_as_people_read_them)
{
    const struct reading *reading = &readings[_i];
    struct arena *arena = arena_create(0);
    const struct table *table = read_sample(arena, "x.csv", reading->text, 0);
    ck_assert_str_eq(sample_roles(arena, table), reading->roles);
    ck_assert_str_eq(sample_cell(arena, table, reading->place), reading->cell);
    arena_destroy(arena);
}
END_TEST

struct records {
    const char *name;
    const char *text;
    bool is_records;
};

static const struct records record_files[] = {
    {"pseudonyms",
     "person_id,sex,x\na8f5f167f44f4964e6c998de,F,2\nb8f5f167f44f4964e6c998de,M,3\n"
     "c8f5f167f44f4964e6c998de,F,4\nd8f5f167f44f4964e6c998de,M,"
     "5\ne8f5f167f44f4964e6c998de,F,6\n",
     true},
    {"learner numbers",
     "ULN,age,passed\n1000000001,17,1\n1000000002,18,0\n1000000003,17,1\n"
     "1000000004,19,1\n1000000005,17,0\n",
     true},
    {"dates of birth",
     "date_of_birth,sex,x\n1990-01-02,F,1\n1991-01-02,M,2\n1992-03-02,F,3\n", true},
    {"a row a provider",
     "ukprn,provider,learners\n10000001,A,40\n10000002,B,30\n10000003,C,20\n"
     "10000004,D,25\n10000005,E,27\n",
     false},
    {"a row an area",
     "area_code,area,n\nE01,A,40\nE02,B,30\nE03,C,20\nE04,D,25\nE05,E,27\n", false},
    {"a long aggregate", "region,sex,n\nA,F,4\nA,M,8\nB,F,15\nB,M,3\nC,F,5\nC,M,10\n",
     false},
};

START_TEST(single_units_are_told_from_groups)
{
    const struct records *file = &record_files[_i];
    struct arena *arena = arena_create(0);
    const struct table *table = read_sample(arena, "x.csv", file->text, 0);
    ck_assert_msg((table->records_reason != NULL) == file->is_records, "%s: %s",
                  file->name,
                  table->records_reason ? table->records_reason : "no records");
    arena_destroy(arena);
}
END_TEST

START_TEST(what_a_sidecar_says_is_not_inferred)
{
    struct arena *arena = arena_create(0);
    const struct grid *grid =
        text_grid(arena, "x.csv", "region,value,base\nA,3.5,10\nB,4.5,20\n");
    const struct table_blocks blocks = find_tables(arena, grid, sample_symbols());
    struct plan_line lines[] = {plan_line_at(1), plan_line_at(2)};
    lines[0].role = ROLE_MEAN;
    lines[0].origin = ORIGIN_SIDECAR;
    lines[0].count_line = 1;
    lines[1].role = ROLE_COUNT;
    lines[1].origin = ORIGIN_SIDECAR;
    const struct plan known = {.columns = lines,
                               .column_count = 2,
                               .measure_column = PLAN_NONE,
                               .population = "all"};
    const struct plan *plan =
        infer_plan(arena, grid, &blocks.items[0], &known, sample_symbols());
    ck_assert_uint_eq(plan->column_count, 3);
    ck_assert_int_eq(plan->columns[1].role, ROLE_MEAN);
    ck_assert_int_eq(plan->columns[1].origin, ORIGIN_SIDECAR);
    ck_assert_uint_eq(plan->columns[1].count_line, 2);
    ck_assert_str_eq(plan->population, "all");
    ck_assert_double_ge(plan->confidence, 0.99);
    arena_destroy(arena);
}
END_TEST

static void add_loop(TCase *cases, const TTest *test, size_t count)
{
    tcase_add_loop_test(cases, test, 0, (int)count);
}

#define LENGTH(list) (sizeof(list) / sizeof((list)[0]))

int main(void)
{
    Suite *suite = suite_create("infer_roles");
    TCase *cases = tcase_create("infer_roles");
    add_loop(cases, a_heading_is_taken_apart, LENGTH(headings));
    add_loop(cases, totals_are_known_by_name, LENGTH(totals));
    add_loop(cases, years_are_known_by_their_form, LENGTH(years));
    add_loop(cases, columns_are_read_as_people_read_them, LENGTH(readings));
    add_loop(cases, single_units_are_told_from_groups, LENGTH(record_files));
    tcase_add_test(cases, what_a_sidecar_says_is_not_inferred);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
