/* G101 thin tables and G102 to G106, the structure of EES files, at both sides. */
#include "support/read_sample.h"
#include "support/rulebook.h"
#include "support/run_suite.h"

#include <check.h>

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

#define HEAD       "time_period,time_identifier,geographic_level,country_code,country_name"
#define UNIT(time) time ",Academic year,National,E92000001,England"
#define FILE_OF(head, first, second, third)                                              \
    HEAD "," head "\n" UNIT("202122") "," first "\n" UNIT(                               \
        "202122") "," second "\n" UNIT("202122") "," third "\n"
#define GOOD FILE_OF("sex,learners", "Total,600", "Female,310", "Male,290")

#define FIFTY "a2345678901234567890123456789012345678901234567890"

static const struct {
    const char *kind;
    const char *path;
    const char *text;
    const char *code;
    size_t findings;
} cases[] = {
    {"ees-columns", "a.csv", GOOD, "G102", 0},
    {"ees-columns", "a.csv", "time_period,sex,learners\n202122,Total,60\n202122,F,30\n",
     "G102", 4},
    {"ees-columns", "a.csv", FILE_OF("sex,sex,n", "Total,a,6", "F,b,3", "M,c,3"), "G102",
     1},
    {"ees-names", "a.csv", GOOD, "G103", 0},
    {"ees-names", "my file.csv", GOOD, "G103", 1},
    {"ees-names", "a.csv", FILE_OF("the sex,n", "Total,600", "F,310", "M,290"), "G103",
     1},
    {"ees-names", "a.csv", FILE_OF("Sex,n", "Total,600", "F,310", "M,290"), "G103", 1},
    {"ees-names", "a.csv", FILE_OF("sex," FIFTY, "Total,600", "F,310", "M,290"), "G103",
     0},
    {"ees-names", "a.csv", FILE_OF("sex," FIFTY "1", "Total,600", "F,310", "M,290"),
     "G103", 1},
    {"ees-filters", "a.csv", GOOD, "G104", 0},
    {"ees-filters", "a.csv", FILE_OF("sex,n", "Total,600", ",310", "M,290"), "G104", 1},
    {"ees-filters", "a.csv", FILE_OF("sex,n", "Total,600", " F,310", "M,290"), "G104", 1},
    {"ees-filters", "a.csv", FILE_OF("sex,n", "All,600", "F,310", "M,290"), "G104", 1},
    {"ees-filters", "a.csv", FILE_OF("sex,n", "Total,1", "Total,2", "Total,3"), "G104",
     1},
    {"ees-cells", "a.csv", GOOD, "G105", 0},
    {"ees-cells", "a.csv", FILE_OF("sex,n", "Total,600", "F,c", "M,low"), "G105", 0},
    {"ees-cells", "a.csv", FILE_OF("sex,n", "Total,600", "F,", "M,290"), "G105", 1},
    {"ees-cells", "a.csv", FILE_OF("sex,n", "Total,600", "F,:", "M,~"), "G105", 1},
    {"ees-cells", "a.csv", FILE_OF("sex,n", "Total,600", "F,..", "M,NULL"), "G105", 2},
    {"ees-rows", "a.csv", GOOD, "G106", 0},
    {"ees-rows", "a.csv", FILE_OF("sex,n", "Total,600", "F,310", "F,290"), "G106", 1},
    {"ees-rows", "a.csv",
     HEAD ",sex,n\n" UNIT("202122") ",F,30\n" UNIT("202120") ",M,40\n", "G106", 1},
    {"ees-rows", "a.csv", HEAD ",sex,n\n" UNIT("199900") ",F,30\n" UNIT("2021") ",M,40\n",
     "G106", 0},
    {"ees-rows", "a.csv",
     HEAD ",sex,n\n" UNIT("202122") ",F,30\n"
                                    "202122,Tax year,National,E92000001,England,M,40\n",
     "G106", 1},
};

static size_t judge(const char *kind, const char *path, const char *text,
                    const char *code, double filled, double average)
{
    struct policy *policy = rulebook_create(arena);
    struct policy_rule *rule = rulebook_add(arena, policy, kind);
    if (filled > 0 || average > 0) {
        rulebook_set(rule, "minimum-filled", filled);
        rulebook_set(rule, "minimum-average", average);
    }
    struct table *table = arena_new(arena, struct table);
    *table = *read_sample(arena, path, text, 0);
    return findings_of(rulebook_judge(arena, policy, table), code);
}

START_TEST(the_structure_of_a_file_is_judged)
{
    const size_t found =
        judge(cases[_i].kind, cases[_i].path, cases[_i].text, cases[_i].code, 0, 0);
    ck_assert_msg(found == cases[_i].findings, "%zu %s in:\n%s", found, cases[_i].code,
                  cases[_i].text);
}
END_TEST

/* Five cells: two are filled (40 %), five units are one a cell. */
START_TEST(a_thin_table_is_judged_as_a_whole)
{
    static const char table[] = "Region,n\nA,0\nB,0\nC,2\nD,3\nE,0\n";
    ck_assert_uint_eq(judge("table-density", "a.csv", table, "G101", 40, 0), 0);
    ck_assert_uint_eq(judge("table-density", "a.csv", table, "G101", 41, 0), 1);
    ck_assert_uint_eq(judge("table-density", "a.csv", table, "G101", 0, 1), 0);
    ck_assert_uint_eq(judge("table-density", "a.csv", table, "G101", 0, 1.01), 1);
    ck_assert_uint_eq(judge("table-density", "a.csv", table, "G101", 0, 0), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rule_structure");
    TCase *tests = tcase_create("rule_structure");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, the_structure_of_a_file_is_judged, 0,
                        sizeof(cases) / sizeof(cases[0]));
    tcase_add_test(tests, a_thin_table_is_judged_as_a_whole);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
