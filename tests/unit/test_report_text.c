/* The formats for people: text, concise, CSV. */
#include "base/text.h"
#include "report/printable.h"
#include "support/run_suite.h"
#include "support/sample_results.h"

#include <check.h>

#include <stdlib.h>
#include <string.h>

static const struct report_options plain = {.width = 80};

/* A table of `rows` rows with one small count each. */
static struct sample_results *many_findings(struct arena *arena, int rows)
{
    const char *text = "Region,Apprenticeship,Total\n";
    for (int i = 0; i < rows; i++) {
        text = text_format(arena, "%sDistrict %d,7,500\n", text, i);
    }
    struct sample_results *sample = sample_results(arena, "many.csv", text);
    for (int i = 0; i < rows; i++) {
        (void)sample_finding(sample, (uint32_t)i * 2, "T101", SEVERITY_FAIL,
                             text_format(arena, "7 people in District %d", i));
    }
    return sample;
}

static size_t occurrences(const char *text, const char *word)
{
    size_t count = 0;
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
        count++;
    }
    return count;
}

START_TEST(the_screen_is_as_the_manual_shows_it)
{
    struct arena *arena = arena_create(0);
    struct sample_results *sample = sample_results(arena, "destinations.csv", NULL);
    (void)sample_finding(sample, 0, "T101", SEVERITY_FAIL,
                         "7 people in North East x Apprenticeship; minimum is 10");
    (void)sample_finding(sample, 3, "P102", SEVERITY_REVIEW,
                         "98.6% of 507 gives back 7 people");
    sample->results.report_path = "outcheck-report/report.xlsx";
    ck_assert_str_eq(
        sample_render(arena, report_text, sample_finish(sample), &plain),
        "destinations.csv\n"
        "  B2   FAIL    T101  7 people in North East x Apprenticeship; minimum is 10\n"
        "      help: Hide it and one more; outcheck explain T101\n"
        "  E2   REVIEW  P102  98.6% of 507 gives back 7 people\n"
        "        Region      Education  Total  % Education\n"
        "        North East        500    507         98.6\n"
        "                                             ^^^^\n"
        "      help: Hide it and one more; outcheck explain P102\n"
        "\n"
        "Read:   1 output, 1 table, 12 cells\n"
        "Report: outcheck-report/report.xlsx\n"
        "Next:   fix the 1 FAIL finding, or add a reason in the report, then scan again\n"
        "FAIL: 1 fail, 1 review\n");
    arena_destroy(arena);
}
END_TEST

START_TEST(a_pass_says_that_it_is_no_clearance)
{
    struct arena *arena = arena_create(0);
    struct sample_results *sample = sample_results(arena, "a.csv", NULL);
    ck_assert_str_eq(sample_render(arena, report_text, sample_finish(sample), &plain),
                     "Read:   1 output, 1 table, 12 cells\n"
                     "Next:   hand the tables to an output checker, with the report\n"
                     "PASS: no rule fired; this is not a clearance\n");
    arena_destroy(arena);
}
END_TEST

/* One small count in each of `count` tables of one file. */
static const struct results *many_tables(struct arena *arena, uint32_t count)
{
    struct sample_results *sample = sample_results(arena, "many.csv", NULL);
    struct table *tables = arena_array(arena, count, struct table);
    for (uint32_t i = 0; i < count; i++) {
        tables[i] = *sample->table;
        struct finding *finding =
            sample_finding(sample, 0, "T101", SEVERITY_FAIL, "7 people in North East");
        finding->table = &tables[i];
    }
    return sample_finish(sample);
}

START_TEST(of_one_finding_in_many_tables_three_tables_are_shown)
{
    struct arena *arena = arena_create(0);
    const char *text = sample_render(arena, report_text, many_tables(arena, 10), &plain);
    ck_assert_uint_eq(occurrences(text, "7 people in"), 10);
    text = sample_render(arena, report_text, many_tables(arena, 11), &plain);
    ck_assert_uint_eq(occurrences(text, "7 people in"), 3);
    ck_assert_ptr_nonnull(strstr(text, "and 8 more like this\n"));
    arena_destroy(arena);
}
END_TEST

START_TEST(of_a_long_sheet_name_the_cell_stays)
{
    struct arena *arena = arena_create(0);
    struct sample_results *sample = sample_results(arena, "book.xlsx", NULL);
    struct finding *finding =
        sample_finding(sample, 0, "T101", SEVERITY_FAIL, "7 people in North East");
    finding->sheet = "Destinations of school leavers";
    const char *text = sample_render(arena, report_text, sample_finish(sample), &plain);
    ck_assert_ptr_nonnull(strstr(text, "  Destinations of sc\u2026!B2  FAIL"));
    arena_destroy(arena);
}
END_TEST

START_TEST(ten_alike_are_shown_and_of_eleven_three_and_a_number)
{
    static const struct report_options verbose = {.width = 80, .verbose = true};
    struct arena *arena = arena_create(0);
    const struct results *ten = sample_finish(many_findings(arena, 10));
    const char *text = sample_render(arena, report_text, ten, &plain);
    ck_assert_uint_eq(occurrences(text, "7 people in"), 10);
    ck_assert_ptr_null(strstr(text, "more like this"));
    const struct results *eleven = sample_finish(many_findings(arena, 11));
    text = sample_render(arena, report_text, eleven, &plain);
    ck_assert_uint_eq(occurrences(text, "7 people in"), 3);
    ck_assert_ptr_nonnull(strstr(text, "and 8 more like this\n"));
    text = sample_render(arena, report_text, eleven, &verbose);
    ck_assert_uint_eq(occurrences(text, "7 people in"), 11);
    arena_destroy(arena);
}
END_TEST

START_TEST(quiet_is_the_verdict_alone)
{
    static const struct report_options quiet = {.quiet = true};
    struct arena *arena = arena_create(0);
    ck_assert_str_eq(
        sample_render(arena, report_text, sample_finish(many_findings(arena, 2)), &quiet),
        "FAIL: 2 fail\n");
    arena_destroy(arena);
}
END_TEST

START_TEST(no_line_is_wider_than_the_terminal)
{
    static const unsigned widths[] = {80, 60, 120};
    struct arena *arena = arena_create(0);
    const char *label = "";
    for (size_t i = 0; i < 200; i++) {
        label = text_format(arena, "%s\xe5\xad\xa6", label); /* two columns wide */
    }
    struct sample_results *sample = sample_results(arena, "a.csv", NULL);
    (void)sample_finding(sample, 0, "T101", SEVERITY_CANNOT_ASSESS,
                         text_format(arena, "7 people in %s; minimum is 10", label));
    (void)sample_finding(
        sample, 1, "T101", SEVERITY_FAIL,
        "a sentence of many words that goes on and on, and on, and then on "
        "some more until it must be broken into several lines");
    const struct report_options options = {.width = widths[_i], .use_colour = false};
    const char *text = sample_render(arena, report_text, sample_finish(sample), &options);
    for (const char *line = text; *line;) {
        const size_t length = strcspn(line, "\n");
        ck_assert_uint_le(text_width(text_copy(arena, line, length)), widths[_i]);
        line += length + (line[length] == '\n');
    }
    arena_destroy(arena);
}
END_TEST

/* U+202E, as bytes: as text it would turn this file around. */
static const char right_to_left[] = {'\xe2', '\x80', '\xae', '\0'};

START_TEST(nothing_of_the_input_can_steer_the_terminal)
{
    static const renderer renderers[] = {report_text, report_concise};
    struct arena *arena = arena_create(0);
    struct sample_results *sample =
        sample_results(arena, "a\033[2J.csv", "Region,A\033]0;x\007,Total\nNorth,7,9\n");
    (void)sample_finding(
        sample, 0, "T101", SEVERITY_FAIL,
        text_format(arena, "7 in \033[31mred \xc2\x9b 1m %sdrawkcab\r\n", right_to_left));
    const char *text = sample_render(arena, renderers[_i], sample_finish(sample), &plain);
    ck_assert_ptr_null(strpbrk(text, "\033\007\r"));
    ck_assert_ptr_null(strstr(text, "\xc2\x9b"));
    ck_assert_ptr_null(strstr(text, right_to_left));
    ck_assert_ptr_nonnull(strstr(text, "drawkcab"));
    arena_destroy(arena);
}
END_TEST

START_TEST(colour_repeats_words_and_never_replaces_them)
{
    static const struct report_options colour = {.width = 80, .use_colour = true};
    struct arena *arena = arena_create(0);
    const struct results *results = sample_finish(many_findings(arena, 2));
    const char *text = sample_render(arena, report_text, results, &colour);
    const char *expected = sample_render(arena, report_text, results, &plain);
    char *bare = arena_array(arena, strlen(text) + 1, char);
    size_t end = 0;
    for (const char *at = text; *at;) {
        if (*at == '\033') {
            at += strcspn(at, "m") + 1;
        } else {
            bare[end++] = *at++;
        }
    }
    ck_assert_str_ne(text, expected);
    ck_assert_str_eq(bare, expected);
    arena_destroy(arena);
}
END_TEST

START_TEST(concise_is_one_line_a_finding)
{
    struct arena *arena = arena_create(0);
    struct sample_results *sample = sample_results(arena, "a.csv", NULL);
    (void)sample_finding(sample, 0, "T101", SEVERITY_FAIL, "7 people; minimum is 10");
    ck_assert_str_eq(sample_render(arena, report_concise, sample_finish(sample), &plain),
                     "a.csv:B2: FAIL T101 7 people; minimum is 10\n");
    arena_destroy(arena);
}
END_TEST

START_TEST(csv_quotes_fields_and_no_label_becomes_a_formula)
{
    struct arena *arena = arena_create(0);
    struct sample_results *sample =
        sample_results(arena, "=cmd.csv", "Region,A,Total\n=cmd|' /C calc'!A0,-7,9\n");
    (void)sample_finding(sample, 0, "T101", SEVERITY_FAIL, "+1 \"quoted\", then more");
    const char *text = sample_render(arena, report_csv, sample_finish(sample), &plain);
    const char *record = strstr(text, "\r\n") + 2;
    ck_assert_ptr_nonnull(strstr(record, ",'=cmd.csv,T01,,B2,2,2,"));
    ck_assert_ptr_nonnull(strstr(record, ",'=cmd|' /C calc'!A0 x A,-7,,,"));
    ck_assert_ptr_nonnull(strstr(record, ",\"'+1 \"\"quoted\"\", then more\","));
    ck_assert(text_ends_with(record, "\"Handbook, section 6.1\"\r\n"));
    arena_destroy(arena);
}
END_TEST

START_TEST(printable_text_keeps_words_and_loses_controls)
{
    static const struct {
        const char *text;
        const char *printable;
    } cases[] = {
        {"Ynys M\xc3\xb4n", "Ynys M\xc3\xb4n"},
        {"a\nb", "a b"},
        {right_to_left, ""},
        {"a\x7f\xc2\x80"
         "b",
         "a  b"},
        {"\xe2\x80\x99", "\xe2\x80\x99"},
    };
    struct arena *arena = arena_create(0);
    ck_assert_str_eq(text_printable(arena, cases[_i].text), cases[_i].printable);
    arena_destroy(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report_text");
    TCase *cases = tcase_create("text");
    tcase_add_test(cases, the_screen_is_as_the_manual_shows_it);
    tcase_add_test(cases, a_pass_says_that_it_is_no_clearance);
    tcase_add_test(cases, ten_alike_are_shown_and_of_eleven_three_and_a_number);
    tcase_add_test(cases, of_one_finding_in_many_tables_three_tables_are_shown);
    tcase_add_test(cases, of_a_long_sheet_name_the_cell_stays);
    tcase_add_test(cases, quiet_is_the_verdict_alone);
    tcase_add_loop_test(cases, no_line_is_wider_than_the_terminal, 0, 3);
    tcase_add_loop_test(cases, nothing_of_the_input_can_steer_the_terminal, 0, 2);
    tcase_add_test(cases, colour_repeats_words_and_never_replaces_them);
    tcase_add_test(cases, concise_is_one_line_a_finding);
    tcase_add_test(cases, csv_quotes_fields_and_no_label_becomes_a_formula);
    tcase_add_loop_test(cases, printable_text_keeps_words_and_loses_controls, 0, 5);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
