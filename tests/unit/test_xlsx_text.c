/*
 * Text, names, number formats and widths before the workbook's library sees them.
 */
#include "base/text.h"
#include "report/workbook/sheet_parts.h"
#include "report/workbook/xlsx_text.h"
#include "report/workbook/xlsx_width.h"
#include "support/run_suite.h"

#include <check.h>

#include <stdlib.h>
#include <string.h>

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
    const char *given;
    size_t limit;
    const char *expected;
} texts[] = {
    {"North East", 100, "North East"},
    {"", 100, ""},
    {"=cmd|' /C calc'!A0", 100, "=cmd|' /C calc'!A0"},
    {"bell\x07 and escape\x1B", 100, "bell\xE2\x90\x87 and escape\xE2\x90\x9B"},
    {"two\r\nlines\rthree", 100, "two\nlines\nthree"},
    {"delete\x7F", 100, "delete\xE2\x90\xA1"},
    {"_x0041_", 100, "_x005F_x0041_"},
    {"_x00zz_ and _x", 100, "_x00zz_ and _x"},
    {"broken \xC3( byte", 100, "broken \xEF\xBF\xBD( byte"},
    {"overlong \xC0\x80", 100, "overlong \xEF\xBF\xBD\xEF\xBF\xBD"},
    {"surrogate \xED\xA0\x80", 100, "surrogate \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"not a character \xEF\xBF\xBE", 100, "not a character \xEF\xBF\xBD"},
    {"Cyfrifiad \xC5\xB4 \xF0\x9F\x98\x80", 100, "Cyfrifiad \xC5\xB4 \xF0\x9F\x98\x80"},
    {"abcdef", 4, "abcd"},
    {"abc\xF0\x9F\x98\x80", 4, "abc"}, /* an emoji takes two units */
    {"ab\xF0\x9F\x98\x80", 4, "ab\xF0\x9F\x98\x80"},
};

START_TEST(text_becomes_what_a_cell_may_hold)
{
    ck_assert_str_eq(xlsx_text(arena, texts[_i].given, texts[_i].limit),
                     texts[_i].expected);
}
END_TEST

START_TEST(a_text_that_is_too_long_says_that_it_was_cut)
{
    char *text = arena_array(arena, 40001, char);
    memset(text, 'a', 40000);
    const char *cut = xlsx_text(arena, text, XLSX_TEXT_LIMIT);
    ck_assert_uint_eq(strlen(cut), XLSX_TEXT_LIMIT);
    ck_assert(text_ends_with(cut, "(cut here: too long for a cell)"));
    text[XLSX_TEXT_LIMIT] = '\0';
    ck_assert_str_eq(xlsx_text(arena, text, XLSX_TEXT_LIMIT), text);
}
END_TEST

START_TEST(sheet_names_are_valid_and_unique)
{
    static const struct {
        const char *wanted;
        const char *expected;
    } names[] = {
        {"T01 annotated", "T01 annotated"},
        {"t01 ANNOTATED", "t01 ANNOTATED (2)"},
        {"T01 annotated", "T01 annotated (3)"},
        {"a[b]:c*d?e/f\\g'", "a b c d e f g"},
        {"", "Sheet"},
        {"history", "Sheet (2)"},
        {"'", "Sheet (3)"},
        {"1234567890123456789012345678901234", "1234567890123456789012345678901"},
        {"12345678901234567890123456789012", "123456789012345678901234567 (2)"},
    };
    struct map *taken = map_create(arena, 4);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        ck_assert_str_eq(xlsx_sheet_name(arena, taken, names[i].wanted),
                         names[i].expected);
    }
}
END_TEST

START_TEST(codes_of_page_headers_are_doubled)
{
    ck_assert_str_eq(xlsx_header_text(arena, "Policy & provenance"),
                     "Policy && provenance");
}
END_TEST

static const struct {
    int decimals;
    const char *before;
    const char *after;
    const char *expected;
} formats[] = {
    {0, "", "", "#,##0;-#,##0;#,##0;@"},
    {0, "", " T", "#,##0\" T\";-#,##0\" T\";#,##0\" T\";@\" T\""},
    {1, "", "%", "#,##0.0\"%\";-#,##0.0\"%\";#,##0.0\"%\";@\"%\""},
    {0, "\xC2\xA3", "", "\"\xC2\xA3\"#,##0;-\"\xC2\xA3\"#,##0;\"\xC2\xA3\"#,##0;@"},
    {-1, "", "\"", "#,##0\"'\";-#,##0\"'\";#,##0\"'\";@\"'\""},
};

START_TEST(letters_and_signs_stand_in_the_number_format)
{
    ck_assert_str_eq(xlsx_number_format(arena, formats[_i].decimals, formats[_i].before,
                                        formats[_i].after),
                     formats[_i].expected);
}
END_TEST

START_TEST(the_longest_number_format_fits_into_the_librarys_field)
{
    ck_assert_uint_lt(strlen(xlsx_number_format(arena, 99, "\xE2\x82\xAC", "% TZPD+")),
                      128);
}
END_TEST

START_TEST(references_quote_the_name_of_the_sheet)
{
    ck_assert_str_eq(xlsx_reference(arena, "it's", 9, 27), "'it''s'!AB10");
}
END_TEST

START_TEST(ten_digits_are_as_wide_as_the_font_says)
{
    const struct type_face face = {.points = 11};
    /* 0.556 of the size each, and 4 % more for rounding. */
    ck_assert_double_eq_tol(xlsx_text_pixels("0123456789", face),
                            10 * 0.556 * 11 * 96 / 72 * 1.04, 0.01);
    const struct type_face bold = {.points = 11, .is_bold = true};
    ck_assert_double_gt(xlsx_text_pixels("minimum", bold),
                        xlsx_text_pixels("minimum", face));
    ck_assert_double_eq(xlsx_text_pixels("ab\nabc", face), xlsx_text_pixels("abc", face));
}
END_TEST

static const struct {
    const char *text;
    double pixels;
    size_t lines;
} wraps[] = {
    {"", 100, 1},
    {"short", 100, 1},
    {"one\ntwo\nthree", 100, 3},
    {"four words of text", 60, 3},
    {"well-known", 45, 2},
    {"01234567890123456789", 90, 2}, /* no space to break at */
    {"anything", 0, 1},
};

START_TEST(wrapped_lines_are_counted)
{
    const struct type_face face = {.points = 11};
    ck_assert_uint_eq(xlsx_text_lines(wraps[_i].text, face, wraps[_i].pixels),
                      wraps[_i].lines);
}
END_TEST

START_TEST(a_row_is_never_higher_than_a_row_can_be)
{
    ck_assert_double_eq(xlsx_row_height(1), 20);
    ck_assert_double_gt(xlsx_row_height(2), xlsx_row_height(1));
    ck_assert_double_le(xlsx_row_height(5000), 409);
}
END_TEST

static const struct {
    int64_t seconds;
    const char *text;
} moments[] = {
    {1795269912, "21 Nov 2026 14:05 UTC"}, {0, "1 Jan 1970 00:00 UTC"},
    {951782399, "28 Feb 2000 23:59 UTC"},  {951782400, "29 Feb 2000 00:00 UTC"},
    {4107542400, "1 Mar 2100 00:00 UTC"},  {-1, "31 Dec 1969 23:59 UTC"},
};

START_TEST(moments_are_written_as_people_write_them)
{
    ck_assert_str_eq(moment_text(arena, moments[_i].seconds), moments[_i].text);
}
END_TEST

#define COUNT_OF(items) ((int)(sizeof(items) / sizeof((items)[0])))

int main(void)
{
    Suite *suite = suite_create("xlsx text");
    TCase *tcase = tcase_create("all");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, text_becomes_what_a_cell_may_hold, 0, COUNT_OF(texts));
    tcase_add_test(tcase, a_text_that_is_too_long_says_that_it_was_cut);
    tcase_add_test(tcase, sheet_names_are_valid_and_unique);
    tcase_add_test(tcase, codes_of_page_headers_are_doubled);
    tcase_add_loop_test(tcase, letters_and_signs_stand_in_the_number_format, 0,
                        COUNT_OF(formats));
    tcase_add_test(tcase, the_longest_number_format_fits_into_the_librarys_field);
    tcase_add_test(tcase, references_quote_the_name_of_the_sheet);
    tcase_add_test(tcase, ten_digits_are_as_wide_as_the_font_says);
    tcase_add_loop_test(tcase, wrapped_lines_are_counted, 0, COUNT_OF(wraps));
    tcase_add_test(tcase, a_row_is_never_higher_than_a_row_can_be);
    tcase_add_loop_test(tcase, moments_are_written_as_people_write_them, 0,
                        COUNT_OF(moments));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
