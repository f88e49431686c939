/*
 * The sheet Record: which report this is and which bytes it is about, in plain cells, so
 * that any program may save the workbook and `decide` still knows it.
 */
#include "base/text.h"
#include "report/workbook/sheet_words.h"
#include "report/workbook/sheets.h"

static const double widths[] = {18, 110};

static void put(const struct workbook *workbook, uint32_t *row, const char *key,
                const char *value)
{
    xlsx_write_text(workbook->record, *row, 0, key, workbook->styles[STYLE_TOTAL]);
    xlsx_write_text(workbook->record, *row, 1, value, workbook->styles[STYLE_MONO]);
    *row += 1;
}

static void put_run(const struct workbook *workbook, uint32_t *row,
                    const struct signing_run *run)
{
    put(workbook, row, "Policy", run->policy ? run->policy : "");
    if (run->register_where) {
        put(workbook, row, "Register", run->register_where);
    }
    for (size_t i = 0; i < run->path_count; i++) {
        put(workbook, row, "Scanned", run->paths[i]);
    }
    for (size_t i = 0; i < run->previous_count; i++) {
        put(workbook, row, "Compared with", run->previous[i]);
    }
}

static void put_file(const struct workbook *workbook, uint32_t *row,
                     const struct output *file)
{
    put(workbook, row, "Input",
        text_format(workbook->arena, "%s  %s", file->sha256 ? file->sha256 : "",
                    file->path));
}

void sheet_record_write(const struct workbook *workbook)
{
    const struct signing *signing = workbook->results->signing;
    const struct submission *submission = workbook->results->submission;
    const struct sheet_opening opening = {
        .title = WORDS_RECORD,
        .description = WORDS_RECORD_HELP,
        .widths = widths,
        .width_count = sizeof(widths) / sizeof(widths[0]),
    };
    uint32_t row = 3;
    open_sheet(workbook, workbook->record, &opening);
    put(workbook, &row, "Report", signing->report_id);
    put(workbook, &row, "Turn", text_format(workbook->arena, "%u", signing->turn));
    put(workbook, &row, "Kind", signing->reader ? "copy" : "joint");
    put(workbook, &row, "Checker", signing->reader ? signing->reader : "");
    put_run(workbook, &row, &signing->run);
    for (size_t i = 0; i < submission->output_count; i++) {
        put_file(workbook, &row, submission->outputs[i]);
    }
    for (size_t i = 0; i < submission->supporting_count; i++) {
        put_file(workbook, &row, submission->supporting[i]);
    }
}
