/*
 * The sheet Sign-off: one row an output. For one checker the cells to decide in; in the
 * joint report what all decided, and what follows.
 */
#include "base/file.h"
#include "base/text.h"
#include "report/workbook/sheet_decisions.h"
#include "report/workbook/sheet_words.h"
#include "report/workbook/sheets.h"
#include "report/workbook/xlsx_width.h"

enum {
    NAME_ROW = 2,
    HEADING_ROW = 4,
    COLUMN_OUTPUT = 0,
    COLUMN_RESULT,
    COLUMN_SINCE,
    COLUMN_FIRST, /* of a checker */
    OWN_COLUMNS = 3,
    JOINT_COLUMNS = 3, /* a checker: decision, reason, private comment */
    COLUMN_LIMIT = COLUMN_FIRST + SIGNING_CHECKER_LIMIT * JOINT_COLUMNS + 1,
};

static const double output_width = 34;
static const double result_width = 17.5;
static const double since_width = 24;
static const double decision_width = 17;
static const double reason_width = 30;

/* The columns of this workbook's sheet. */
struct columns {
    const char *names[COLUMN_LIMIT];
    double widths[COLUMN_LIMIT];
    uint32_t count;
};

static void add_column(struct columns *columns, const char *name, double width)
{
    columns->names[columns->count] = name;
    columns->widths[columns->count++] = width;
}

static void add_joint_columns(const struct workbook *workbook, struct columns *columns)
{
    const struct signing *signing = workbook->results->signing;
    for (size_t i = 0; i < signing->checker_count; i++) {
        const char *name = signing->checkers[i].name;
        add_column(columns, name, decision_width);
        add_column(columns, text_format(workbook->arena, "Reason of %s", name),
                   reason_width);
        if (!signing->hides_comments) {
            add_column(columns, text_format(workbook->arena, "Private, %s", name),
                       reason_width);
        }
    }
    add_column(columns, "Outcome", since_width);
}

static void make_columns(const struct workbook *workbook, struct columns *columns)
{
    add_column(columns, "Output", output_width);
    add_column(columns, "^Tool result", result_width);
    add_column(columns, "So far", since_width);
    if (is_joint_report(workbook)) {
        add_joint_columns(workbook, columns);
        return;
    }
    add_column(columns, "*Decision", decision_width);
    add_column(columns, "*Reason", reason_width);
    add_column(columns, "*Private comment", reason_width);
}

/* "A. Okafor: Request changes (seven is too few)", where one decides after the other. */
static const char *earlier_opinions(const struct workbook *workbook,
                                    const struct signed_output *output)
{
    const struct signing *signing = workbook->results->signing;
    const char *text = "";
    for (size_t i = 0; i < signing->checker_count; i++) {
        const struct opinion *opinion = &output->opinions[i];
        if (opinion->decision != DECISION_UNDECIDED) {
            const bool has_reason = !text_is_blank(opinion->reason);
            text = text_format(workbook->arena, "%s%s%s: %s%s%s%s", text,
                               *text ? "; " : "", signing->checkers[i].name,
                               decision_words[opinion->decision], has_reason ? " (" : "",
                               has_reason ? opinion->reason : "", has_reason ? ")" : "");
        }
    }
    return text;
}

/* "CLEARED in turn 1, unchanged since"; "changed"; "-" in a first turn. */
static const char *so_far(const struct workbook *workbook,
                          const struct signed_output *output)
{
    static const char *const words[] = {"new in this turn", "changed", "unchanged"};
    const struct signing *signing = workbook->results->signing;
    if (!signing->is_blind && !is_joint_report(workbook) &&
        *earlier_opinions(workbook, output)) {
        return earlier_opinions(workbook, output);
    }
    if (output->decided_turn && output->decided_turn < signing->turn) {
        return text_format(workbook->arena, WORDS_KEPT, outcome_word(output->outcome),
                           output->decided_turn);
    }
    return signing->turn > 1 ? words[output->change] : "-";
}

/* One row of the sheet while it is written. */
struct signoff_row {
    const struct workbook *workbook;
    const struct columns *columns;
    struct row_fit fit;
    uint32_t row;
};

static void put(struct signoff_row *at, uint32_t column, const char *text,
                enum style style)
{
    fit_text(&at->fit, text, at->columns->widths[column], style == STYLE_TEXT_BOLD);
    xlsx_write_text(at->workbook->signoff, at->row, column, text,
                    at->workbook->styles[style]);
}

static void write_outcome(const struct workbook *workbook, uint32_t row, uint32_t column,
                          enum outcome outcome)
{
    struct xlsx_look look = table_look();
    look.is_bold = true;
    look.colour = COLOUR_INK;
    look.wraps = true;
    if (outcome == OUTCOME_CLEARED) {
        look.fill = COLOUR_PASS;
        look.colour = COLOUR_PASS_INK;
    } else if (outcome == OUTCOME_CONFLICT || outcome == OUTCOME_REJECT) {
        look.fill = COLOUR_FAIL;
        look.colour = COLOUR_WHITE;
    } else if (outcome == OUTCOME_OPEN) {
        look.fill = COLOUR_OPEN;
    }
    xlsx_write_text(workbook->signoff, row, column, outcome_word(outcome),
                    xlsx_book_format(workbook->book, &look));
}

static void write_joint(struct signoff_row *at, const struct signed_output *output)
{
    const struct signing *signing = at->workbook->results->signing;
    uint32_t column = COLUMN_FIRST;
    for (size_t i = 0; i < signing->checker_count; i++) {
        const struct opinion *opinion = &output->opinions[i];
        put(at, column++, decision_words[opinion->decision], STYLE_TEXT);
        put(at, column++, opinion->reason, STYLE_TEXT);
        if (!signing->hides_comments) {
            put(at, column++, opinion->comment, STYLE_TEXT);
        }
    }
    write_outcome(at->workbook, at->row, column, output->outcome);
}

static void write_output(const struct workbook *workbook, const struct columns *columns,
                         const struct signed_output *output, uint32_t row)
{
    /* Room for what a checker will write. */
    const size_t lines = is_joint_report(workbook) ? 1 : 2;
    struct signoff_row at = {workbook, columns, {.lines = lines}, row};
    put(&at, COLUMN_OUTPUT, output->path, STYLE_TEXT_BOLD);
    write_verdict(workbook, workbook->signoff, row, COLUMN_RESULT, output->result);
    put(&at, COLUMN_SINCE, so_far(workbook, output), STYLE_TEXT);
    if (is_joint_report(workbook)) {
        write_joint(&at, output);
    } else {
        put(&at, COLUMN_FIRST, decision_words[0], STYLE_YOURS);
        put(&at, COLUMN_FIRST + 1, "", STYLE_YOURS);
        put(&at, COLUMN_FIRST + 2, "", STYLE_YOURS);
    }
    finish_row(workbook->signoff, row, &at.fit);
}

static void add_lists(const struct workbook *workbook, uint32_t last)
{
    struct xlsx_sheet *sheet = workbook->signoff;
    const struct xlsx_area decision = {HEADING_ROW + 1, COLUMN_FIRST, last, COLUMN_FIRST};
    const struct xlsx_area reason = {HEADING_ROW + 1, COLUMN_FIRST + 1, last,
                                     COLUMN_FIRST + 1};
    const struct xlsx_area comment = {HEADING_ROW + 1, COLUMN_FIRST + 2, last,
                                      COLUMN_FIRST + 2};
    xlsx_add_choices(sheet, decision, decision_words, WORDS_SIGN_TITLE, WORDS_SIGN_HELP);
    xlsx_add_hint(sheet, reason, WORDS_WHY_TITLE, WORDS_PUBLIC_HELP);
    xlsx_add_hint(sheet, comment, WORDS_PRIVATE_TITLE, WORDS_PRIVATE_HELP);
}

static void write_name(const struct workbook *workbook)
{
    const struct signing *signing = workbook->results->signing;
    struct xlsx_sheet *sheet = workbook->signoff;
    const struct xlsx_area area = {NAME_ROW, 1, NAME_ROW, 1};
    xlsx_write_text(sheet, NAME_ROW, 0, "Checker", workbook->styles[STYLE_TOTAL]);
    xlsx_write_text(sheet, NAME_ROW, 1, signing->reader,
                    workbook->styles[*signing->reader ? STYLE_TEXT_BOLD : STYLE_YOURS]);
    if (!*signing->reader) {
        xlsx_add_hint(sheet, area, WORDS_NAME_TITLE, WORDS_NAME_HELP);
    }
}

/* ---- how far it is ---- */

struct fact {
    const char *name;
    const char *text;
};

static const char *counted(const struct workbook *workbook, enum outcome outcome)
{
    const struct signing *signing = workbook->results->signing;
    size_t count = 0;
    for (size_t i = 0; i < signing->output_count; i++) {
        count += signing->outputs[i].outcome == outcome;
    }
    return text_format(workbook->arena, "%zu", count);
}

static void write_facts(const struct workbook *workbook, uint32_t row, const char *title,
                        const struct fact *facts, size_t count)
{
    struct xlsx_sheet *sheet = workbook->signoff;
    xlsx_set_height(sheet, row, 25);
    xlsx_write_text(sheet, row, 0, title, workbook->styles[STYLE_SECTION]);
    for (size_t i = 0; i < count; i++) {
        if (facts[i].text) {
            struct row_fit fit = {.lines = 1};
            row++;
            fit_text(&fit, facts[i].text, result_width, false);
            xlsx_write_text(sheet, row, 0, facts[i].name, workbook->styles[STYLE_TOTAL]);
            xlsx_write_text(sheet, row, 1, facts[i].text, workbook->styles[STYLE_TEXT]);
            finish_row(sheet, row, &fit);
        }
    }
}

static uint32_t write_progress(const struct workbook *workbook, uint32_t row)
{
    const struct fact facts[] = {
        {"Cleared", counted(workbook, OUTCOME_CLEARED)},
        {"Changes asked", counted(workbook, OUTCOME_CHANGES)},
        {"Rejected", counted(workbook, OUTCOME_REJECT)},
        {"Conflict", counted(workbook, OUTCOME_CONFLICT)},
        {"Open", counted(workbook, OUTCOME_OPEN)},
    };
    const size_t count = sizeof(facts) / sizeof(facts[0]);
    write_facts(workbook, row, "Progress", facts, count);
    return row + (uint32_t)count + 2;
}

static void write_turnaround(const struct workbook *workbook, uint32_t row)
{
    const struct signing *signing = workbook->results->signing;
    const struct fact facts[] = {
        {"Turn", text_format(workbook->arena, "%u", signing->turn)},
        {"State", signing_state(signing)},
        {"Submitted", signing->first_submitted
                          ? moment_text(workbook->arena, signing->first_submitted)
                          : NULL},
        {"This turn", signing->submitted && signing->turn > 1
                          ? moment_text(workbook->arena, signing->submitted)
                          : NULL},
        {"Returned",
         signing->returned ? moment_text(workbook->arena, signing->returned) : NULL},
        {"Target", signing->target},
        {"Working days used", signing->days_used},
    };
    write_facts(workbook, row, "Turnaround", facts, sizeof(facts) / sizeof(facts[0]));
}

static const char *title_of(const struct workbook *workbook)
{
    static const char *const numbers[] = {"no checker", "one checker", "two checkers",
                                          "three checkers"};
    const struct signing *signing = workbook->results->signing;
    if (!is_joint_report(workbook)) {
        return text_format(workbook->arena, WORDS_SIGN_OFF_TITLE,
                           *signing->reader ? signing->reader : "one checker");
    }
    return text_format(
        workbook->arena, WORDS_SIGN_OFF_TITLE,
        signing->checker_count < 4
            ? numbers[signing->checker_count]
            : text_format(workbook->arena, "%zu checkers", signing->checker_count));
}

void sheet_signoff_write(const struct workbook *workbook)
{
    const struct signing *signing = workbook->results->signing;
    struct columns *columns = arena_new(workbook->arena, struct columns);
    make_columns(workbook, columns);
    const struct sheet_opening opening = {
        .title = title_of(workbook),
        .description =
            !is_joint_report(workbook)
                ? text_format(workbook->arena, WORDS_SIGN_OFF_OWN, workbook->file_name)
            : signing->is_blind ? WORDS_SIGN_OFF_BLIND
                                : WORDS_SIGN_OFF_TURNS,
        .widths = columns->widths,
        .width_count = columns->count,
        .page = {.repeat_first = HEADING_ROW, .repeat_last = HEADING_ROW},
    };
    uint32_t row = HEADING_ROW + 1;
    open_sheet(workbook, workbook->signoff, &opening);
    if (signing->reader) {
        write_name(workbook);
    }
    write_headings(workbook, workbook->signoff, HEADING_ROW, columns->names,
                   columns->widths, columns->count);
    xlsx_freeze(workbook->signoff, HEADING_ROW + 1, 1);
    for (size_t i = 0; i < signing->output_count; i++) {
        write_output(workbook, columns, &signing->outputs[i], row++);
    }
    if (signing->reader && signing->output_count) {
        add_lists(workbook, row - 1);
    }
    row++;
    if (is_joint_report(workbook)) {
        row = write_progress(workbook, row);
    }
    write_turnaround(workbook, row);
}
