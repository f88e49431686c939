/* Number formats of spreadsheets: what a cell holds, and how much of it is on screen. */
#include "base/text.h"
#include "ingest/workbook/number_format.h"
#include "support/run_suite.h"

#include <check.h>

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
    const char *code;
    double value;
    const char *held;
} held[] = {
    {"General", 1412, "1412"},
    {"General", 0.1 + 0.2, "0.3"},
    {"", 5, "5"},
    {"@", 5, "5"},
    {"0", 44, "44"},
    {"0", 12.345, "12.345"},
    {"0.00", 1412.5, "1412.50"},
    {"0.0%", 0.123, "12.3%"},
    {"0.00%", 0.5, "50.00%"},
    {"0%", 0.12345678, "12.345678%"},
    {"0%", 1, "100%"},
    {"#,##0", 1234567, "1234567"},
    {"#,##0.0", 1234.5, "1234.5"},
    {"#,##0,", 1412000, "1412000"},
    {"0.0,,", 1412345, "1412345"},
    {"\"£\"#,##0", 24050, "£24050"},
    {"[$£-809]#,##0.00", 24050.5, "£24050.50"},
    {"[$€-2] #,##0", 7, "€7"},
    {"£#,##0;[Red]-£#,##0", -7, "-£7"},
    {"_-\"£\"* #,##0.00_-;\\-\"£\"* #,##0.00_-;_-\"£\"* \"-\"?\?_-;_-@_-", 12, "£12.00"},
    {"0\" T\"", 12, "12"},
    {"0 \"people\"", 3, "3"},
    {"(0.000)", 0.012, "0.012"},
    {"0;(0)", -3, "-3"},
    {";;;", 7, "7"},
    {"\"c\"", 7, "7"},
    {"[<10]\"c\";0", 7, "7"},
    {"0.00E+00", 12000, "12000"},
    {"# ?/?", 0.5, "0.5"},
    {"yyyy-mm-dd", 45170, "2023-09-01"},
    {"dd/mm/yyyy", 61, "1900-03-01"},
    {"dd/mm/yyyy", 1, "1900-01-01"},
    {"mmm", 45170, "2023-09-01"},
    {"d mmm yyyy hh:mm", 45170.5, "2023-09-01 12:00:00"},
    {"hh:mm", 0.25, "06:00:00"},
    {"h:mm AM/PM", 0.75, "18:00:00"},
    {"[h]:mm", 1.5, "36:00:00"},
    {"yyyy", -5, "-5"},
    {"yyyy", 1e12, "1000000000000"},
    {"[$-F800]dddd, mmmm dd, yyyy", 45170, "2023-09-01"},
    {"General", 1e-7, "0.0000001"},
    {"General", 1e30, "1e+30"},
    {"General", 0, "0"},
    {"0.0", 0, "0.0"},
};

START_TEST(a_cell_holds_all_its_digits_in_the_kind_of_its_format)
{
    const struct number_format *format = number_format_read(arena, held[_i].code);
    const char *text = number_format_held(format, arena, held[_i].value, false);
    ck_assert_msg(text_equals(text, held[_i].held), "%s: %s, not %s", held[_i].code, text,
                  held[_i].held);
}
END_TEST

static const struct {
    const char *code;
    double value;
    enum format_shows shows;
    const char *shown;
} shows[] = {
    {"General", 0.12345678, SHOWS_ALL, ""},
    {"0%", 0.12345678, SHOWS_ROUNDED, "12%"},
    {"0%", 0.12, SHOWS_ALL, ""},
    {"0.0%", 0.1, SHOWS_ALL, ""},
    {"#,##0", 24050.4, SHOWS_ROUNDED, "24050"},
    {"0.0", 9.96, SHOWS_ROUNDED, "10.0"},
    {"#,##0,", 1412000, SHOWS_ALL, ""},
    {"#,##0,", 1412345, SHOWS_ROUNDED, "1412"},
    {"0", 0.2, SHOWS_ROUNDED, "0"},
    {";;;", 7, SHOWS_NOTHING, ""},
    {"0;0;", 0, SHOWS_NOTHING, ""},
    {"0;0;", 7, SHOWS_ALL, ""},
    {"0;;0", -7, SHOWS_NOTHING, ""},
    {"\"c\"", 7, SHOWS_LITERAL, "c"},
    {"[<10]\"c\";0", 7, SHOWS_LITERAL, "c"},
    {"[<10]\"c\";0", 10, SHOWS_ALL, ""},
    {"[>=10]0;\"[c]\"", 9, SHOWS_LITERAL, "[c]"},
    {"[=0]\"-\";[<5]\"<5\";0", 4, SHOWS_LITERAL, "<5"},
    {"[=0]\"-\";[<5]\"<5\";0", 5, SHOWS_ALL, ""},
    {"#,##0;-#,##0;\"-\"", 0, SHOWS_ALL, ""},
    {"General;@", 4, SHOWS_ALL, ""},
};

START_TEST(what_is_on_screen_is_told_from_what_is_held)
{
    const struct number_format *format = number_format_read(arena, shows[_i].code);
    const char *shown = NULL;
    const enum format_shows how =
        number_format_shows(format, arena, shows[_i].value, &shown);
    ck_assert_msg(how == shows[_i].shows, "%s: %d", shows[_i].code, (int)how);
    ck_assert_str_eq(shown, shows[_i].shown);
}
END_TEST

START_TEST(numbers_name_the_usual_formats)
{
    ck_assert_str_eq(number_format_built_in(0), "General");
    ck_assert_str_eq(number_format_built_in(9), "0%");
    ck_assert_str_eq(number_format_built_in(14), "yyyy-mm-dd");
    ck_assert_str_eq(number_format_built_in(31), "yyyy-mm-dd");
    ck_assert_str_eq(number_format_built_in(999), "General");
}
END_TEST

int main(void)
{
    TCase *cases = tcase_create("number_format");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_loop_test(cases, a_cell_holds_all_its_digits_in_the_kind_of_its_format, 0,
                        sizeof(held) / sizeof(held[0]));
    tcase_add_loop_test(cases, what_is_on_screen_is_told_from_what_is_held, 0,
                        sizeof(shows) / sizeof(shows[0]));
    tcase_add_test(cases, numbers_name_the_usual_formats);
    Suite *suite = suite_create("number_format");
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
