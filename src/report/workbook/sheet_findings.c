/*
 * The sheet Findings: one row a finding, worst first, with cream columns for people's
 * reasons and decisions.
 */
#include "base/text.h"
#include "report/wording.h"
#include "report/workbook/sheet_cells.h"
#include "report/workbook/sheet_words.h"
#include "report/workbook/sheets.h"
#include "report/workbook/xlsx_width.h"

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
    COLUMN_DECISION_1,
    COLUMN_REASON_1,
    COLUMN_DECISION_2,
    COLUMN_REASON_2,
    COLUMN_OUTCOME,
    COLUMN_COUNT,
};

static const char *const names[COLUMN_COUNT] = {
    "ID",
    "^Severity",
    "Rule",
    "Output",
    "Table",
    "Cell",
    "Where",
    ">Value",
    "Evidence",
    "Why it matters",
    "Suggested fix",
    "*Researcher: exception reason",
    "*Checker 1 decision",
    "*Checker 1 reason",
    "*Checker 2 decision",
    "*Checker 2 reason",
    "Outcome",
};

static const double widths[COLUMN_COUNT] = {10.5, 16.5, 8,  25, 7.5, 10.5, 25, 12, 33,
                                            31,   34,   25, 17, 22,  17,   22, 17};

static const char *const decisions[] = {"Undecided", "Change needed", "Exception agreed",
                                        "Not applicable", NULL};

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

/* The cream columns, and what follows from them. */
static void write_decisions(const struct workbook *workbook,
                            const struct finding *finding, uint32_t row)
{
    const bool is_open = finding->severity != SEVERITY_INFO;
    const char *start = is_open ? "Undecided" : "Not applicable";
    struct xlsx_sheet *sheet = workbook->findings;
    for (uint32_t column = COLUMN_REASON; column <= COLUMN_REASON_2; column++) {
        const bool is_decision =
            column == COLUMN_DECISION_1 || column == COLUMN_DECISION_2;
        if (is_decision) {
            xlsx_write_text(sheet, row, column, start, style(workbook, STYLE_YOURS));
        } else if (column == COLUMN_REASON && finding->exception) {
            xlsx_write_text(sheet, row, column,
                            wording_exception(workbook->arena, finding),
                            style(workbook, STYLE_YOURS));
        } else {
            xlsx_write_blank(sheet, row, column, style(workbook, STYLE_YOURS));
        }
    }
    const unsigned long line = (unsigned long)row + 1;
    const char *formula = text_format(
        workbook->arena,
        "=IF(OR(M%lu=\"\",M%lu=\"Undecided\",O%lu=\"\",O%lu=\"Undecided\"),\"Open\","
        "IF(M%lu=O%lu,M%lu,\"Conflict\"))",
        line, line, line, line, line, line, line);
    xlsx_write_text_formula(sheet, row, COLUMN_OUTCOME, formula, is_open ? "Open" : start,
                            style(workbook, STYLE_OUTCOME));
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
    struct xlsx_sheet *sheet = workbook->findings;
    static const struct {
        enum column column;
        bool is_decision;
        const char *title;
        const char *help;
    } fields[] = {
        {COLUMN_REASON, false, WORDS_REASON_TITLE, WORDS_REASON_HELP},
        {COLUMN_DECISION_1, true, WORDS_DECISION_TITLE, WORDS_DECISION_HELP},
        {COLUMN_REASON_1, false, WORDS_WHY_TITLE, WORDS_WHY_HELP},
        {COLUMN_DECISION_2, true, WORDS_DECISION_TITLE, WORDS_DECISION_HELP},
        {COLUMN_REASON_2, false, WORDS_WHY_TITLE, WORDS_WHY_HELP},
    };
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        const struct xlsx_area area = {FINDINGS_TOP, fields[i].column, last,
                                       fields[i].column};
        if (fields[i].is_decision) {
            xlsx_add_choices(sheet, area, decisions, fields[i].title, fields[i].help);
        } else {
            xlsx_add_hint(sheet, area, fields[i].title, fields[i].help);
        }
    }
    const struct xlsx_area outcome = {FINDINGS_TOP, COLUMN_OUTCOME, last, COLUMN_OUTCOME};
    const struct xlsx_look open = {.colour = COLOUR_INK, .fill = COLOUR_OPEN};
    const struct xlsx_look conflict = {.colour = COLOUR_WHITE, .fill = COLOUR_FAIL};
    xlsx_add_rule(sheet, outcome, "Open", &open);
    xlsx_add_rule(sheet, outcome, "Conflict", &conflict);
    const struct xlsx_area list = {FINDINGS_TOP - 1, 0, last, COLUMN_COUNT - 1};
    xlsx_add_filter(sheet, list);
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
    const struct sheet_opening opening = {
        .title = WORDS_FINDINGS,
        .description = WORDS_FINDINGS_HELP,
        .widths = widths,
        .width_count = COLUMN_COUNT,
        .page = {.is_a3 = true,
                 .repeat_first = FINDINGS_TOP - 1,
                 .repeat_last = FINDINGS_TOP - 1},
    };
    open_sheet(workbook, sheet, &opening);
    xlsx_write_text(sheet, 2, 0, count_line(workbook), style(workbook, STYLE_PLAIN_BOLD));
    write_headings(workbook, sheet, FINDINGS_TOP - 1, names, widths, COLUMN_COUNT);
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
