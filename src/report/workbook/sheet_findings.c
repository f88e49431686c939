/*
 * The sheet Findings: one row a finding, worst first, with cream columns for people's
 * reasons and decisions.
 */
#include "base/text.h"
#include "report/wording.h"
#include "report/workbook/sheet_cells.h"
#include "report/workbook/sheet_decisions.h"
#include "report/workbook/sheet_words.h"
#include "report/workbook/sheets.h"
#include "report/workbook/xlsx_width.h"

#include <string.h>

enum column {
    COLUMN_ID,
    COLUMN_SEVERITY,
    COLUMN_RULE,
    COLUMN_OUTPUT,
    COLUMN_TABLE,
    COLUMN_CELL,
    COLUMN_WHERE,
    COLUMN_VALUE,
    COLUMN_EVIDENCE,
    COLUMN_WHY,
    COLUMN_FIX,
    COLUMN_REASON,
    COLUMN_DECISIONS, /* from here on: sheet_decisions.h */
};

static const char *const names[COLUMN_DECISIONS] = {
    "ID",       "^Severity",      "Rule",          "Output",
    "Table",    "Cell",           "Where",         ">Value",
    "Evidence", "Why it matters", "Suggested fix", "*Researcher: exception reason",
};

static const double widths[COLUMN_DECISIONS] = {10.5, 16.5, 8,  25, 7.5, 10.5,
                                                25,   12,   33, 31, 34,  25};

static const struct xlsx_format *style(const struct workbook *workbook, enum style style)
{
    return workbook->styles[style];
}

/* The number as printed in the file, or what stood there instead of one. */
static void write_value(const struct workbook *workbook, const struct finding *finding,
                        uint32_t row)
{
    struct xlsx_look look = table_look();
    look.align = XLSX_RIGHT;
    if (!finding->table || finding->cell == NO_CELL) {
        xlsx_write_text(workbook->findings, row, COLUMN_VALUE, "-",
                        xlsx_book_format(workbook->book, &look));
        return;
    }
    const struct cell *cell = &finding->table->cells[finding->cell];
    if (!cell_is_number(cell)) {
        xlsx_write_text(workbook->findings, row, COLUMN_VALUE,
                        cell->symbol ? cell->symbol : "-",
                        xlsx_book_format(workbook->book, &look));
        return;
    }
    const char *text = grid_text(finding->table->grid, cell->row, cell->column);
    look.number_format = cell_number_format(workbook->arena, cell, text, "");
    xlsx_write_number(workbook->findings, row, COLUMN_VALUE, cell->value,
                      xlsx_book_format(workbook->book, &look));
}

static void write_place(const struct workbook *workbook, const struct finding *finding,
                        uint32_t index, uint32_t row)
{
    const char *place = finding->output ? finding_place(workbook->arena, finding) : "-";
    struct xlsx_link link;
    if (link_to_finding(workbook, finding, index, &link)) {
        link.text = place;
        write_sheet_link(workbook, workbook->findings, link, row, COLUMN_CELL,
                         STYLE_LINK);
    } else {
        xlsx_write_text(workbook->findings, row, COLUMN_CELL, place,
                        style(workbook, STYLE_TEXT));
    }
}

static void write_rule(const struct workbook *workbook, const struct finding *finding,
                       uint32_t index, uint32_t row)
{
    const struct xlsx_link link = {
        .sheet = xlsx_sheet_title(workbook->policy),
        .row = POLICY_TOP + workbook->plan->finding_rules[index],
        .text = finding->code,
        .tip = WORDS_GO_TO_RULE,
    };
    write_sheet_link(workbook, workbook->findings, link, row, COLUMN_RULE, STYLE_LINK);
}

/* What the researcher asks, and the checkers' columns. */
static void write_decisions(const struct workbook *workbook,
                            const struct finding *finding, uint32_t row)
{
    xlsx_write_text(workbook->findings, row, COLUMN_REASON,
                    finding->exception ? wording_exception(workbook->arena, finding) : "",
                    style(workbook, STYLE_YOURS));
    write_finding_decisions(workbook, finding, row, COLUMN_DECISIONS);
}

static void write_texts(const struct workbook *workbook, const struct finding *finding,
                        uint32_t row)
{
    const struct finding_view view =
        finding_view(workbook->arena, &workbook->viewer, finding);
    const struct {
        enum column column;
        const char *text;
    } texts[] = {
        {COLUMN_OUTPUT, output_text(finding->output)},
        {COLUMN_TABLE, finding->table ? finding->table->id : "-"},
        {COLUMN_WHERE, finding_where(workbook->arena, finding)},
        {COLUMN_EVIDENCE, view.message},
        {COLUMN_WHY, view.why},
        {COLUMN_FIX, view.help},
    };
    struct row_fit fit = {.lines = 2};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        fit_text(&fit, texts[i].text, widths[texts[i].column], false);
        xlsx_write_text(workbook->findings, row, texts[i].column, texts[i].text,
                        style(workbook, STYLE_TEXT));
    }
    fit_text(&fit, finding_place(workbook->arena, finding), widths[COLUMN_CELL], false);
    if (finding->exception) {
        fit_text(&fit, wording_exception(workbook->arena, finding), widths[COLUMN_REASON],
                 false);
    }
    finish_row(workbook->findings, row, &fit);
}

static void write_finding(const struct workbook *workbook, uint32_t index, uint32_t row)
{
    const struct finding *finding = &workbook->results->findings[index];
    xlsx_write_text(workbook->findings, row, COLUMN_ID, finding->id,
                    style(workbook, STYLE_TEXT_BOLD));
    write_severity(workbook, workbook->findings, row, COLUMN_SEVERITY, finding->severity);
    write_rule(workbook, finding, index, row);
    write_place(workbook, finding, index, row);
    write_texts(workbook, finding, row);
    write_value(workbook, finding, row);
    write_decisions(workbook, finding, row);
}

static void add_lists(const struct workbook *workbook, uint32_t last)
{
    const struct xlsx_area reason = {FINDINGS_TOP, COLUMN_REASON, last, COLUMN_REASON};
    const struct xlsx_area list = {FINDINGS_TOP - 1, 0, last,
                                   COLUMN_DECISIONS + decision_column_count(workbook) -
                                       1};
    xlsx_add_hint(workbook->findings, reason, WORDS_REASON_TITLE, WORDS_REASON_HELP);
    add_decision_lists(workbook, COLUMN_DECISIONS, FINDINGS_TOP, last);
    xlsx_add_filter(workbook->findings, list);
}

/* "11 findings: 4 FAIL, ..."; where they are not all listed, how many of which rule are
 * not. */
static const char *count_line(const struct workbook *workbook)
{
    struct arena *arena = workbook->arena;
    const struct book_plan *plan = workbook->plan;
    const size_t all = workbook->results->finding_count;
    if (!all) {
        return WORDS_FINDINGS_NONE;
    }
    if (plan->listed == all) {
        return text_format(arena, "%s: %s",
                           text_counted(arena, (double)all, "finding", "findings"),
                           counts_text(arena, &plan->tally->all));
    }
    const char *missing = "";
    for (size_t i = 0; i < plan->code_count; i++) {
        const struct listed_code *code = &plan->codes[i];
        if (code->listed < code->count) {
            missing = text_format(
                arena, "%s%s%s of %s", missing, *missing ? ", " : "",
                text_number(arena, (double)(code->count - code->listed), 0), code->code);
        }
    }
    return text_format(arena, WORDS_LEFT_OUT, text_number(arena, (double)all, 0),
                       text_number(arena, (double)plan->listed, 0), missing);
}

void sheet_findings_write(const struct workbook *workbook)
{
    struct xlsx_sheet *sheet = workbook->findings;
    const uint32_t column_count = COLUMN_DECISIONS + decision_column_count(workbook);
    const char *all_names[COLUMN_DECISIONS + DECISION_COLUMN_LIMIT];
    double all_widths[COLUMN_DECISIONS + DECISION_COLUMN_LIMIT];
    memcpy(all_names, names, sizeof(names));
    memcpy(all_widths, widths, sizeof(widths));
    fill_decision_headings(workbook, all_names + COLUMN_DECISIONS,
                           all_widths + COLUMN_DECISIONS);
    const struct sheet_opening opening = {
        .title = WORDS_FINDINGS,
        .description = WORDS_FINDINGS_HELP,
        .widths = all_widths,
        .width_count = column_count,
        .page = {.is_a3 = true,
                 .repeat_first = FINDINGS_TOP - 1,
                 .repeat_last = FINDINGS_TOP - 1},
    };
    open_sheet(workbook, sheet, &opening);
    xlsx_write_text(sheet, 2, 0, count_line(workbook), style(workbook, STYLE_PLAIN_BOLD));
    write_headings(workbook, sheet, FINDINGS_TOP - 1, all_names, all_widths,
                   column_count);
    xlsx_freeze(sheet, FINDINGS_TOP, COLUMN_OUTPUT);
    if (workbook->plan->listed) {
        add_lists(workbook, (uint32_t)(FINDINGS_TOP + workbook->plan->listed - 1));
    }
    for (uint32_t i = 0; i < workbook->results->finding_count; i++) {
        if (workbook->plan->finding_rows[i] != PLAN_NO_ROW) {
            write_finding(workbook, i, workbook->plan->finding_rows[i]);
        }
    }
}
