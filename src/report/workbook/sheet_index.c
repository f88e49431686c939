/*
 * The sheet Tables: every table and every file without one, for submissions with so many
 * that not each has a sheet or a line in the Summary.
 */
#include "base/text.h"
#include "report/workbook/sheet_words.h"
#include "report/workbook/sheets.h"
#include "report/workbook/xlsx_width.h"

enum {
    COLUMN_TABLE,
    COLUMN_OUTPUT,
    COLUMN_PLACE,
    COLUMN_TITLE,
    COLUMN_CONFIDENCE,
    COLUMN_CELLS,
    COLUMN_FAIL,
    COLUMN_RESULT = COLUMN_FAIL + SEVERITY_COUNT,
    COLUMN_COUNT,
    INDEX_TOP = 4,
};

static const char *const names[COLUMN_COUNT] = {
    "Table",   "Output", "Range",   "Title",          ">Read with confidence",
    ">Cells",  ">FAIL",  ">REVIEW", ">Cannot assess", ">INFO",
    "^Result",
};
static const double widths[COLUMN_COUNT] = {9, 33, 17, 46, 13, 10, 9, 10, 10, 9, 17};

static const struct xlsx_format *style(const struct workbook *workbook, enum style style)
{
    return workbook->styles[style];
}

static void write_counts(const struct workbook *workbook, uint32_t row,
                         const struct severity_counts *counts)
{
    for (int severity = SEVERITY_FAIL; severity >= SEVERITY_INFO; severity--) {
        const enum severity order[] = {SEVERITY_FAIL, SEVERITY_REVIEW,
                                       SEVERITY_CANNOT_ASSESS, SEVERITY_INFO};
        const uint32_t at = (uint32_t)(SEVERITY_FAIL - severity);
        xlsx_write_number(workbook->index, row, COLUMN_FAIL + at,
                          (double)counts->of[order[at]],
                          style(workbook, STYLE_NUMBER_DASH));
    }
}

static void write_texts(const struct workbook *workbook, uint32_t row,
                        const char *const *texts)
{
    struct row_fit fit = {0};
    for (uint32_t column = COLUMN_OUTPUT; column <= COLUMN_TITLE; column++) {
        fit_text(&fit, texts[column], widths[column], false);
        xlsx_write_text(workbook->index, row, column, texts[column],
                        style(workbook, STYLE_TEXT));
    }
    finish_row(workbook->index, row, &fit);
}

static void write_table(const struct workbook *workbook, uint32_t row, size_t index)
{
    const struct table_plan *plan = &workbook->plan->tables[index];
    const struct table *table = plan->table;
    struct arena *arena = workbook->arena;
    if (workbook->tables[index]) {
        const struct xlsx_link link = {
            .sheet = xlsx_sheet_title(workbook->tables[index]),
            .text = table->id,
        };
        write_sheet_link(workbook, workbook->index, link, row, COLUMN_TABLE, STYLE_LINK);
    } else {
        xlsx_write_text(workbook->index, row, COLUMN_TABLE, table->id,
                        style(workbook, STYLE_TEXT));
    }
    const char *range = table_range(arena, table);
    const char *texts[] = {
        [COLUMN_TABLE] = table->id,
        [COLUMN_OUTPUT] = output_text(table->output),
        [COLUMN_PLACE] = table->grid->sheet
                             ? text_format(arena, "%s!%s", table->grid->sheet, range)
                             : range,
        [COLUMN_TITLE] = table->title ? table->title : "",
    };
    write_texts(workbook, row, texts);
    xlsx_write_text(workbook->index, row, COLUMN_CONFIDENCE,
                    text_format(arena, "%.2f", table->confidence),
                    style(workbook, STYLE_TEXT_CENTRE));
    xlsx_write_number(workbook->index, row, COLUMN_CELLS, table->cell_count,
                      style(workbook, STYLE_NUMBER));
    write_counts(workbook, row, plan->counts);
    write_verdict(workbook, workbook->index, row, COLUMN_RESULT, plan->counts->verdict);
}

static void write_file(const struct workbook *workbook, uint32_t row, size_t index)
{
    const struct severity_counts *counts = &workbook->plan->tally->outputs[index];
    xlsx_write_text(workbook->index, row, COLUMN_TABLE, "-", style(workbook, STYLE_TEXT));
    const char *texts[] = {
        [COLUMN_TABLE] = "-",
        [COLUMN_OUTPUT] = workbook->results->submission->outputs[index]->path,
        [COLUMN_PLACE] = "-",
        [COLUMN_TITLE] = "-",
    };
    write_texts(workbook, row, texts);
    xlsx_write_text(workbook->index, row, COLUMN_CONFIDENCE, "-",
                    style(workbook, STYLE_TEXT_CENTRE));
    xlsx_write_number(workbook->index, row, COLUMN_CELLS, 0,
                      style(workbook, STYLE_NUMBER_DASH));
    write_counts(workbook, row, counts);
    if (counts->verdict == SEVERITY_INFO) {
        xlsx_write_text(workbook->index, row, COLUMN_RESULT, WORDS_NO_TABLE,
                        style(workbook, STYLE_TEXT_CENTRE));
    } else {
        write_verdict(workbook, workbook->index, row, COLUMN_RESULT, counts->verdict);
    }
}

static const char *description(const struct workbook *workbook)
{
    const struct book_plan *plan = workbook->plan;
    struct arena *arena = workbook->arena;
    const bool are_few = workbook->results->submission->table_count <= PLAN_FEW_TABLES;
    const char *which = are_few ? WORDS_INDEX_ALL : WORDS_INDEX_SOME;
    if (plan->sheets_left_out) {
        which = text_format(arena, WORDS_INDEX_LEFT,
                            text_number(arena, (double)plan->sheet_count, 0),
                            text_number(arena, (double)plan->sheets_left_out, 0));
    }
    return text_format(arena, WORDS_INDEX_HELP, which);
}

void sheet_index_write(const struct workbook *workbook)
{
    const struct submission *submission = workbook->results->submission;
    const struct sheet_opening opening = {
        .title = WORDS_INDEX,
        .description = description(workbook),
        .widths = widths,
        .width_count = COLUMN_COUNT,
        .page = {.repeat_first = INDEX_TOP - 1, .repeat_last = INDEX_TOP - 1},
    };
    open_sheet(workbook, workbook->index, &opening);
    write_headings(workbook, workbook->index, INDEX_TOP - 1, names, widths, COLUMN_COUNT);
    bool *has_table = arena_array(workbook->arena, submission->output_count + 1, bool);
    uint32_t row = INDEX_TOP;
    for (size_t i = 0; i < submission->table_count; i++) {
        const size_t output =
            tally_output_index(workbook->plan->tally, submission->tables[i]->output);
        if (output < submission->output_count) {
            has_table[output] = true;
        }
        write_table(workbook, row++, i);
    }
    for (size_t i = 0; i < submission->output_count; i++) {
        if (!has_table[i]) {
            write_file(workbook, row++, i);
        }
    }
    if (row > INDEX_TOP) {
        const struct xlsx_area list = {INDEX_TOP - 1, 0, row - 1, COLUMN_COUNT - 1};
        xlsx_add_filter(workbook->index, list);
    }
    xlsx_freeze(workbook->index, INDEX_TOP, COLUMN_OUTPUT);
}
