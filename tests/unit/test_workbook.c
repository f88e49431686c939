/*
 * The annotated workbook: what it says, what it refuses to do, and that it is the same
 * twice.
 */
// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-*,readability-identifier-naming)
#define _POSIX_C_SOURCE 200809L /* setenv */

#include "base/file.h"
#include "base/text.h"
#include "report/report.h"
#include "report/workbook/report_xlsx_plan.h"
#include "support/run_suite.h"
#include "support/sample.h"
#include "support/sample_results.h"
#include "support/unzipped.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static struct problems *problems;
static const char *const path = "test_workbook.xlsx";
static const struct report_options plain = {0};

static void set_up(void)
{
    arena = arena_create(0);
    problems = problems_create(arena);
}

static void tear_down(void)
{
    file_remove(path);
    arena_destroy(arena);
}

static const char *part(const char *name)
{
    return unzipped(arena, path, name);
}

static void write_book(const struct results *results,
                       const struct report_options *options)
{
    const enum outcheck_status status = report_workbook(results, options, path, problems);
    ck_assert_msg(status == OUTCHECK_OK, "%s",
                  problems->count ? problem_render(arena, &problems->items[0]) : "");
}

static struct bytes read_book(void)
{
    struct bytes bytes = {0};
    ck_assert_int_eq(file_read(arena, path, 100000000, &bytes, problems), OUTCHECK_OK);
    return bytes;
}

/* The usual table (its first cell holds 7) with one finding. */
static struct sample_results *with_one_finding(void)
{
    struct sample_results *sample = sample_results(arena, "destinations.csv", NULL);
    (void)sample_finding(sample, 0, "T101", SEVERITY_FAIL,
                         "7 people in North East x Apprenticeship; minimum is 10");
    return sample;
}

enum { LARGE_ROWS = 4200, LARGE_COLUMNS = 50 };

static struct grid_row make_row(uint32_t row, bool is_small)
{
    const char **texts = arena_array(arena, LARGE_COLUMNS + 1, const char *);
    texts[0] = row ? text_format(arena, "Area %u", row) : "Area";
    for (uint32_t column = 1; column <= LARGE_COLUMNS; column++) {
        texts[column] = !row                      ? text_format(arena, "C%u", column)
                        : is_small && column == 1 ? "3"
                                                  : "500";
    }
    return (struct grid_row){.texts = texts, .count = LARGE_COLUMNS + 1, .line = row + 1};
}

/* A table of 210,000 cells, the number 3 first in every `every`-th row, with as many
 * findings. */
static struct sample_results *large_table(uint32_t every)
{
    struct sample_results *sample = sample_results(arena, "large.csv", NULL);
    struct table *table = sample->table;
    struct grid *grid = arena_new(arena, struct grid);
    struct grid_row *rows = arena_array(arena, LARGE_ROWS + 1, struct grid_row);
    struct cell *cells =
        arena_array(arena, (size_t)LARGE_ROWS * LARGE_COLUMNS, struct cell);
    rows[0] = make_row(0, false);
    for (uint32_t i = 0; i < LARGE_ROWS * LARGE_COLUMNS; i++) {
        const uint32_t row = i / LARGE_COLUMNS + 1;
        const uint32_t column = i % LARGE_COLUMNS + 1;
        const bool is_small = (row - 1) % every == 0;
        if (column == 1) {
            rows[row] = make_row(row, is_small);
        }
        cells[i] = table->cells[0];
        cells[i].row = row;
        cells[i].column = column;
        cells[i].value = is_small && column == 1 ? 3 : 500;
    }
    *grid = (struct grid){
        .output = table->output,
        .rows = rows,
        .row_count = LARGE_ROWS + 1,
        .column_count = LARGE_COLUMNS + 1,
    };
    table->grid = grid;
    table->last_row = LARGE_ROWS;
    table->last_column = LARGE_COLUMNS;
    table->dimension_count = 0;
    table->cells = cells;
    table->cell_count = LARGE_ROWS * LARGE_COLUMNS;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (cells[i].value < 10) {
            (void)sample_finding(sample, i, "T101", SEVERITY_FAIL, "3 people");
        }
    }
    return sample;
}

START_TEST(two_runs_give_the_same_bytes)
{
    struct sample_results *sample = _i ? large_table(1) : with_one_finding();
    const struct results *results = sample_finish(sample);
    write_book(results, &plain);
    const struct bytes first = read_book();
    write_book(results, &plain);
    const struct bytes second = read_book();
    ck_assert_uint_gt(first.length, 1000);
    ck_assert_uint_eq(first.length, second.length);
    ck_assert_int_eq(memcmp(first.data, second.data, first.length), 0);
}
END_TEST

START_TEST(the_date_comes_from_the_environment_or_the_check)
{
    struct sample_results *sample = with_one_finding();
    sample->results.checked_at = 1795269912;
    if (!can_unzip()) {
        return;
    }
    write_book(sample_finish(sample), &plain);
    ck_assert(strstr(part("docProps/core.xml"), "2026-11-21T14:05:12Z"));
    ck_assert(strstr(unzipped_whole(arena, path), "checked 21 Nov 2026 14:05 UTC"));
    // NOLINTNEXTLINE(concurrency-mt-unsafe)
    ck_assert_int_eq(setenv("SOURCE_DATE_EPOCH", "951782400", 1), 0);
    write_book(&sample->results, &plain);
    ck_assert(strstr(part("docProps/core.xml"), "2000-02-29T00:00:00Z"));
}
END_TEST

START_TEST(a_marked_number_stays_a_number)
{
    if (!can_unzip()) {
        return;
    }
    write_book(sample_finish(with_one_finding()), &plain);
    ck_assert(strstr(part("xl/worksheets/sheet3.xml"), "<v>7</v>"));
    ck_assert(strstr(part("xl/styles.xml"), "#,##0&quot; T&quot;"));
}
END_TEST

START_TEST(a_comment_says_number_rule_reason_and_remedy)
{
    static const char *const pieces[] = {
        "FAIL T101 minimum count",
        "7 people in North East x Apprenticeship; minimum is 10.",
        "Rule: base/minimum-count (Handbook, section 6.1; confirmed).",
        "Why: A small count can single out a person.",
        "Fix: Hide it and one more.",
    };
    if (!can_unzip()) {
        return;
    }
    write_book(sample_finish(with_one_finding()), &plain);
    const char *comments = part("xl/comments1.xml");
    ck_assert(strstr(comments, "<author>outcheck</author>"));
    for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
        ck_assert_msg(strstr(comments, pieces[i]) != NULL, "missing: %s", pieces[i]);
    }
}
END_TEST

START_TEST(findings_and_cells_link_to_each_other)
{
    if (!can_unzip()) {
        return;
    }
    write_book(sample_finish(with_one_finding()), &plain);
    /* Title, description, links, reading, a blank row, two strips, the heading: row 9. */
    ck_assert(strstr(part("xl/worksheets/sheet2.xml"), "'T01 annotated'!C9"));
    ck_assert(strstr(part("xl/worksheets/sheet3.xml"), "'Findings'!A5"));
    ck_assert(strstr(part("xl/worksheets/sheet2.xml"), "'Policy &amp; provenance'!A5"));
    ck_assert(strstr(part("xl/worksheets/sheet1.xml"), "'T01 annotated'!A1"));
}
END_TEST

START_TEST(no_text_of_the_input_becomes_a_formula_or_a_link)
{
    if (!can_unzip()) {
        return;
    }
    struct sample_results *sample =
        sample_results(arena, "=evil.csv",
                       "=HEAD,+1,@x\n=cmd|' /C calc'!A0,7,9\n"
                       "-2+3,8,9\nhttp://example.org/x,9,9\nmailto:a@b.org,9,9\n");
    struct finding *finding =
        sample_finding(sample, 0, "T101", SEVERITY_FAIL, "=HYPERLINK(\"http://e\")");
    finding->help = "=1+1";
    finding->why = "http://example.org";
    write_book(sample_finish(sample), &plain);
    ck_assert_uint_eq(times_in(part("xl/worksheets/sheet3.xml"), "<f>"), 0);
    ck_assert(strstr(part("xl/sharedStrings.xml"), "=cmd|' /C calc'!A0"));
    const char *whole = unzipped_whole(arena, path);
    ck_assert_uint_eq(times_in(whole, "TargetMode=\"External\""), 0);
    /* The sums of one table. */
    ck_assert_uint_eq(times_in(part("xl/worksheets/sheet2.xml"), "<f>"), 0);
    ck_assert_uint_eq(times_in(part("xl/worksheets/sheet1.xml"), "<f>SUM("), 6);
    ck_assert_uint_eq(times_in(part("xl/worksheets/sheet1.xml"), "<f>"), 6);
}
END_TEST

START_TEST(decisions_are_open_and_the_rest_is_locked)
{
    if (!can_unzip()) {
        return;
    }
    write_book(sample_finish(with_one_finding()), &plain);
    const char *findings = part("xl/worksheets/sheet2.xml");
    ck_assert(strstr(findings, "<sheetProtection"));
    ck_assert(!strstr(findings, "password"));
    ck_assert(strstr(findings, "Undecided,Change needed,Exception agreed,False alarm,"));
    ck_assert(strstr(findings, "<autoFilter ref=\"A4:N5\""));
    ck_assert(strstr(part("xl/styles.xml"), "<protection locked=\"0\"/>"));
}
END_TEST

START_TEST(numbers_that_are_none_are_written_as_text)
{
    if (!can_unzip()) {
        return;
    }
    struct sample_results *sample = with_one_finding();
    struct cell *cells = arena_array(arena, sample->table->cell_count, struct cell);
    memcpy(cells, sample->table->cells, sample->table->cell_count * sizeof(cells[0]));
    cells[0].value = NAN;
    cells[1].value = INFINITY;
    sample->table->cells = cells;
    write_book(sample_finish(sample), &plain);
    const char *sheet = part("xl/worksheets/sheet3.xml");
    ck_assert_uint_eq(times_in(sheet, "nan") + times_in(sheet, "inf"), 0);
}
END_TEST

START_TEST(hidden_parameters_stand_nowhere)
{
    if (!can_unzip()) {
        return;
    }
    struct sample_results *sample = with_one_finding();
    (void)sample_finding(sample, 1, "D101", SEVERITY_FAIL,
                         "the largest holds 97.5 %; the limit is 43.75 %");
    const struct results *results = sample_finish(sample);
    write_book(results, &plain);
    ck_assert_uint_gt(times_in(unzipped_whole(arena, path), "43.75"), 0);
    const struct report_options hiding = {.hide_parameters = true};
    write_book(results, &hiding);
    const char *whole = unzipped_whole(arena, path);
    ck_assert_uint_eq(times_in(whole, "43.75"), 0);
    ck_assert_uint_eq(times_in(whole, "97.5"), 0);
    ck_assert(strstr(whole, "D101"));
}
END_TEST

START_TEST(a_pass_is_not_called_a_clearance)
{
    if (!can_unzip()) {
        return;
    }
    struct sample_results *sample = sample_results(arena, "destinations.csv", NULL);
    write_book(sample_finish(sample), &plain);
    const char *whole = unzipped_whole(arena, path);
    ck_assert(strstr(whole, "PASS: no rule fired. This is not a clearance."));
    ck_assert(strstr(whole, "did not fire"));
}
END_TEST

START_TEST(a_place_that_cannot_be_written_is_a_problem_and_leaves_nothing)
{
    const struct results *results = sample_finish(with_one_finding());
    const char *nowhere = "no-such-folder/report.xlsx";
    ck_assert_int_eq(report_workbook(results, &plain, nowhere, problems),
                     OUTCHECK_ERROR_INPUT);
    ck_assert_uint_eq(problems->count, 1);
    ck_assert_str_eq(problems->items[0].place.file, nowhere);
    ck_assert_int_eq(file_kind_of(nowhere), FILE_MISSING);
}
END_TEST

static const struct book_plan *plan_of(const struct results *results)
{
    return book_plan_create(arena, results, tally_create(arena, results));
}

START_TEST(too_many_findings_are_listed_fairly_and_the_rest_is_said)
{
    struct sample_results *sample = sample_results(arena, "destinations.csv", NULL);
    for (uint32_t i = 0; i < PLAN_LISTED_LIMIT + 500; i++) {
        sample_finding(sample, 0, "T101", SEVERITY_FAIL, "7 people")->row = 100 + i;
    }
    (void)sample_finding(sample, 3, "Z101", SEVERITY_REVIEW, "a rare one");
    const struct results *results = sample_finish(sample);
    const struct book_plan *plan = plan_of(results);
    ck_assert_uint_eq(results->finding_count, PLAN_LISTED_LIMIT + 501);
    ck_assert_uint_eq(plan->listed, PLAN_LISTED_LIMIT);
    ck_assert_uint_eq(plan->code_count, 2);
    ck_assert_str_eq(plan->codes[1].code, "Z101");
    ck_assert_uint_eq(plan->codes[1].listed, 1);
    ck_assert_uint_eq(plan->finding_rows[results->finding_count - 1],
                      FINDINGS_TOP + PLAN_LISTED_LIMIT - 1);
    if (can_unzip()) {
        write_book(results, &plain);
        ck_assert(strstr(part("xl/worksheets/sheet2.xml"), "Not listed: 501 of T101"));
    }
}
END_TEST

START_TEST(a_large_table_shows_the_rows_with_findings_and_says_so)
{
    const struct results *results = sample_finish(large_table(100));
    const struct book_plan *plan = plan_of(results);
    ck_assert(plan->is_streamed == false);
    ck_assert(!plan->tables[0].shows_all);
    ck_assert_uint_eq(plan->tables[0].row_count, 42);
    ck_assert_uint_eq(table_plan_row(&plan->tables[0], 1), plan->tables[0].data_top);
    ck_assert_uint_eq(table_plan_row(&plan->tables[0], 101),
                      plan->tables[0].data_top + 1);
    ck_assert_uint_eq(table_plan_row(&plan->tables[0], 2), PLAN_NO_ROW);
    if (can_unzip()) {
        write_book(results, &plain);
        ck_assert(strstr(unzipped_whole(arena, path),
                         "A large table: 42 of its 4,200 rows stand here"));
    }
}
END_TEST

START_TEST(many_tables_have_an_index_and_sheets_only_where_something_was_found)
{
    enum { MANY = 60 };
    struct table *tables[MANY];
    for (size_t i = 0; i < MANY; i++) {
        tables[i] = sample_table(arena, text_format(arena, "table%02zu.csv", i),
                                 "Area,People\nNorth,7\nSouth,70\n");
    }
    struct sample_results *sample = with_one_finding();
    sample->table = tables[30];
    sample->results.submission = sample_submission(arena, tables, MANY);
    sample->findings.count = 0;
    (void)sample_finding(sample, 0, "T101", SEVERITY_FAIL, "7 people");
    const struct results *results = sample_finish(sample);
    const struct book_plan *plan = plan_of(results);
    ck_assert(plan->has_index);
    ck_assert_uint_eq(plan->sheet_count, 1);
    ck_assert(plan->tables[30].has_sheet);
    if (can_unzip()) {
        write_book(results, &plain);
        const char *names = part("xl/workbook.xml");
        ck_assert(strstr(names, "<sheet name=\"Tables\""));
        ck_assert(strstr(names, "<sheet name=\"T31 annotated\""));
        ck_assert_uint_eq(times_in(names, "<sheet "), 5);
        ck_assert(strstr(unzipped_whole(arena, path), "35 more (sheet Tables)"));
    }
}
END_TEST

START_TEST(findings_about_rows_columns_and_places_beside_the_table_are_shown)
{
    struct sample_results *sample = with_one_finding();
    struct finding *row = sample_finding(sample, 0, "L101", SEVERITY_REVIEW, "a row");
    row->row = 2;
    row->column = UINT32_MAX;
    row->cell = NO_CELL;
    struct finding *column =
        sample_finding(sample, 0, "L101", SEVERITY_REVIEW, "a column");
    column->row = UINT32_MAX;
    column->column = 0;
    column->cell = NO_CELL;
    struct finding *beside =
        sample_finding(sample, 0, "L101", SEVERITY_REVIEW, "a note below");
    beside->row = 400;
    beside->column = 0;
    beside->cell = NO_CELL;
    const struct book_plan *plan = plan_of(sample_finish(sample));
    ck_assert_uint_eq(plan->tables[0].placed_count, 3);
    ck_assert_uint_eq(plan->tables[0].general_count, 1);
    ck_assert_uint_eq(plan->tables[0].placed[0].row, 0); /* the column: at its heading */
    ck_assert_uint_eq(plan->tables[0].placed[2].column, UINT32_MAX);
    if (can_unzip()) {
        write_book(&sample->results, &plain);
        const char *whole = unzipped_whole(arena, path);
        ck_assert(strstr(whole, "A401: a note below"));
        ck_assert(strstr(whole, "L row 3: a row."));
        ck_assert(strstr(whole, "L column A: a column."));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("workbook");
    TCase *tcase = tcase_create("all");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, two_runs_give_the_same_bytes, 0, 2);
    tcase_add_test(tcase, the_date_comes_from_the_environment_or_the_check);
    tcase_add_test(tcase, a_marked_number_stays_a_number);
    tcase_add_test(tcase, a_comment_says_number_rule_reason_and_remedy);
    tcase_add_test(tcase, findings_and_cells_link_to_each_other);
    tcase_add_test(tcase, no_text_of_the_input_becomes_a_formula_or_a_link);
    tcase_add_test(tcase, decisions_are_open_and_the_rest_is_locked);
    tcase_add_test(tcase, numbers_that_are_none_are_written_as_text);
    tcase_add_test(tcase, hidden_parameters_stand_nowhere);
    tcase_add_test(tcase, a_pass_is_not_called_a_clearance);
    tcase_add_test(tcase, a_place_that_cannot_be_written_is_a_problem_and_leaves_nothing);
    tcase_add_test(tcase, too_many_findings_are_listed_fairly_and_the_rest_is_said);
    tcase_add_test(tcase, a_large_table_shows_the_rows_with_findings_and_says_so);
    tcase_add_test(tcase,
                   many_tables_have_an_index_and_sheets_only_where_something_was_found);
    tcase_add_test(tcase,
                   findings_about_rows_columns_and_places_beside_the_table_are_shown);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
