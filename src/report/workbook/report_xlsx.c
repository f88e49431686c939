/*
 * The annotated workbook: the plan, then the sheets in their order, then the file.
 *
 * The same results give the same bytes: the only dates in it are SOURCE_DATE_EPOCH or the
 * moment of the check, and where there is neither, a fixed day that is not shown.
 */
#include "base/file.h"
#include "base/text.h"
#include "report/workbook/report_xlsx_plan.h"
#include "report/workbook/sheet_words.h"
#include "report/workbook/sheets.h"

#include <errno.h>
#include <stdlib.h>

enum { FIXED_DAY = 946684800 }; /* 1 January 2000 */

/* Seconds since 1970, or 0 where nothing says. */
static int64_t find_moment(const struct results *results)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    if (text && *text) {
        char *end = NULL;
        errno = 0;
        const long long seconds = strtoll(text, &end, 10);
        if (errno == 0 && *end == '\0' && seconds > 0 && seconds < 253402300800LL) {
            return seconds;
        }
    }
    return results->checked_at;
}

static bool suggests_in(const struct suggestion *suggestion, size_t table)
{
    const bool is_shown = suggestion && suggestion->end == SUGGESTION_PROVEN;
    for (size_t i = 0; is_shown && i < suggestion->cell_count; i++) {
        if (suggestion->cells[i].table == table) {
            return true;
        }
    }
    return false;
}

/* The sheet of a table and, behind it, that of what could be hidden in it. */
static void add_table_sheets(struct workbook *workbook, size_t index)
{
    const char *id = workbook->results->submission->tables[index]->id;
    if (!workbook->plan->tables[index].has_sheet) {
        return;
    }
    workbook->tables[index] =
        xlsx_sheet_add(workbook->book, text_format(workbook->arena, "%s annotated", id),
                       COLOUR_TAB_TABLE);
    if (suggests_in(workbook->results->suggestion, index)) {
        workbook->suppress[index] = xlsx_sheet_add(
            workbook->book, text_format(workbook->arena, "%s suppress", id),
            COLOUR_PLAIN_BAR);
    }
}

static void add_sheets(struct workbook *workbook)
{
    const struct submission *submission = workbook->results->submission;
    const struct book_plan *plan = workbook->plan;
    const struct signing *signing = workbook->results->signing;
    if (signing && signing->turn > 1) {
        workbook->changes = xlsx_sheet_add(workbook->book, WORDS_CHANGES, COLOUR_FAIL);
    }
    workbook->summary = xlsx_sheet_add(workbook->book, "Summary", COLOUR_NAVY);
    workbook->findings = xlsx_sheet_add(workbook->book, WORDS_FINDINGS, COLOUR_FAIL);
    if (signing) {
        workbook->signoff =
            xlsx_sheet_add(workbook->book, WORDS_SIGN_OFF, COLOUR_TAB_GREEN);
    }
    if (plan->has_index) {
        workbook->index = xlsx_sheet_add(workbook->book, WORDS_INDEX, COLOUR_TAB_BLUE);
    }
    workbook->tables =
        arena_array(workbook->arena, submission->table_count + 1, struct xlsx_sheet *);
    workbook->suppress =
        arena_array(workbook->arena, submission->table_count + 1, struct xlsx_sheet *);
    for (size_t i = 0; i < submission->table_count; i++) {
        add_table_sheets(workbook, i);
    }
    if (workbook->attack) {
        workbook->differencing =
            xlsx_sheet_add(workbook->book, WORDS_DIFFERENCING, COLOUR_TAB_BLUE);
    }
    workbook->policy =
        xlsx_sheet_add(workbook->book, WORDS_POLICY_SHEET, COLOUR_TAB_GREY);
    if (signing) {
        workbook->record = xlsx_sheet_add(workbook->book, WORDS_RECORD, COLOUR_TAB_GREY);
    }
}

static void write_sheets(const struct workbook *workbook)
{
    sheet_summary_write(workbook);
    sheet_findings_write(workbook);
    if (workbook->index) {
        sheet_index_write(workbook);
    }
    for (size_t i = 0; i < workbook->results->submission->table_count; i++) {
        if (workbook->tables[i]) {
            sheet_annotated_write(workbook, i);
        }
        if (workbook->suppress[i]) {
            sheet_suppress_write(workbook, i);
        }
    }
    if (workbook->differencing) {
        sheet_differencing_write(workbook);
    }
    sheet_policy_write(workbook);
    if (workbook->changes) {
        sheet_changes_write(workbook);
    }
    if (workbook->signoff) {
        sheet_signoff_write(workbook);
        sheet_record_write(workbook);
    }
}

static const char *footer_text(const struct workbook *workbook)
{
    const struct results *results = workbook->results;
    return text_format(workbook->arena, "outcheck %s, policy %s%s%s",
                       results->version ? results->version : "", results->policy->id,
                       *workbook->moment ? ", " : "", workbook->moment);
}

/* Unreleased values belong in this file, so redaction does not reach it. */
static struct report_options options_of_workbook(const struct report_options *options)
{
    struct report_options own = *options;
    own.redact = false;
    return own;
}

enum outcheck_status report_workbook(const struct results *results,
                                     const struct report_options *options,
                                     const char *path, struct problems *problems)
{
    struct arena *arena = arena_create(0);
    const struct report_options own_options = options_of_workbook(options);
    const struct tally *tally = tally_create(arena, results);
    const int64_t moment = find_moment(results);
    struct workbook workbook = {
        .arena = arena,
        .plan = book_plan_create(arena, results, tally),
        .results = results,
        .attack = attack_view_create(arena, results),
        .viewer = {.results = results, .options = &own_options, .tally = tally},
        .file_name = path_name(path),
        .moment = moment ? moment_text(arena, moment) : "",
    };
    const struct xlsx_book_options book_options = {
        .is_streamed = workbook.plan->is_streamed,
        .created = moment ? moment : FIXED_DAY,
        .title = WORDS_TITLE,
        .author = "outcheck",
    };
    workbook.book = xlsx_book_create(arena, path, &book_options);
    workbook.footer = footer_text(&workbook);
    workbook_make_styles(&workbook);
    add_sheets(&workbook);
    write_sheets(&workbook);
    const enum outcheck_status status = xlsx_book_save(workbook.book, problems);
    arena_destroy(arena);
    return status;
}
