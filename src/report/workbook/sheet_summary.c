/*
 * The sheet Summary: the verdict, the figures, the outputs, what to do next, and what
 * could not be assessed. Whoever reads only this page must know what to do.
 */
#include "base/text.h"
#include "protect/redesign.h"
#include "report/wording.h"
#include "report/workbook/sheet_gaps.h"
#include "report/workbook/sheet_outputs.h"
#include "report/workbook/sheet_request.h"
#include "report/workbook/sheet_words.h"
#include "report/workbook/sheets.h"
#include "report/workbook/xlsx_width.h"

enum {
    SUMMARY_WIDTH = 10, /* columns */
    BANNER_ROW = 3,
    FIGURES_ROW = 6,
    STEP_LIMIT = 7,
    SHORT_OUTPUTS = 12, /* so many still print on one page */
    COMMAND_WIDTH = 90, /* characters that fit left of the other list */
    NAME_WIDTH = 48,
    RIGHT_COLUMN = 9,
};

static const double widths[SUMMARY_WIDTH] = {36, 8.5, 10, 9, 10, 10, 9, 17.5, 3, 67};

static const struct xlsx_format *style(const struct workbook *workbook, enum style style)
{
    return workbook->styles[style];
}

static const char *counted(const struct workbook *workbook, size_t count, const char *one,
                           const char *many)
{
    return text_counted(workbook->arena, (double)count, one, many);
}

static size_t outputs_with(const struct workbook *workbook, enum severity severity)
{
    const struct book_plan *plan = workbook->plan;
    size_t count = 0;
    for (size_t i = 0; i < workbook->results->submission->output_count; i++) {
        count += plan->tally->outputs[i].of[severity] > 0;
    }
    return count;
}

struct banner {
    const char *title;
    const char *next;
};

/* "4 FAIL findings in 1 of 5 outputs" */
static const char *where_they_are(const struct workbook *workbook, enum severity severity)
{
    return text_format(workbook->arena, "%zu of %s", outputs_with(workbook, severity),
                       counted(workbook, workbook->results->submission->output_count,
                               "output", "outputs"));
}

static struct banner banner_for(const struct workbook *workbook)
{
    struct arena *arena = workbook->arena;
    const struct severity_counts *all = &workbook->plan->tally->all;
    const struct submission *submission = workbook->results->submission;
    const size_t count = all->of[all->verdict];
    switch (all->verdict) {
    case SEVERITY_FAIL:
        return (struct banner){
            WORDS_BANNER_FAIL,
            text_format(arena, WORDS_FAIL_NEXT,
                        counted(workbook, count, "FAIL finding", "FAIL findings"),
                        where_they_are(workbook, SEVERITY_FAIL)),
        };
    case SEVERITY_REVIEW:
        return (struct banner){
            text_format(arena, WORDS_BANNER_REVIEW,
                        counted(workbook, count, "point", "points")),
            text_format(arena, WORDS_REVIEW_NEXT,
                        counted(workbook, count, "REVIEW finding", "REVIEW findings"),
                        where_they_are(workbook, SEVERITY_REVIEW)),
        };
    case SEVERITY_CANNOT_ASSESS:
        return (struct banner){
            text_format(
                arena, WORDS_BANNER_CANNOT,
                counted(workbook, count ? count : 1, "point needs", "points need")),
            text_format(arena, WORDS_CANNOT_NEXT,
                        counted(workbook, count ? count : 1, "point", "points")),
        };
    case SEVERITY_INFO:
    default:
        return (struct banner){
            WORDS_BANNER_PASS,
            text_format(arena, WORDS_PASS_NEXT,
                        counted(workbook, workbook->plan->tally->cells, "cell", "cells"),
                        counted(workbook, submission->table_count, "table", "tables")),
        };
    }
}

/* Filled cells, not merged: text runs over the empty ones. */
static void draw_banner(const struct workbook *workbook)
{
    const enum severity verdict = workbook->plan->tally->all.verdict;
    struct xlsx_look look = {.border = XLSX_NO_FILL, .indent = 1};
    set_severity_look(&look, verdict);
    if (verdict == SEVERITY_INFO) {
        look.fill = COLOUR_PASS;
        look.colour = COLOUR_PASS_INK;
    }
    const struct banner banner = banner_for(workbook);
    for (uint32_t line = 0; line < 2; line++) {
        look.points = line == 0 ? 16 : 11;
        look.is_bold = line == 0;
        const struct xlsx_format *format = xlsx_book_format(workbook->book, &look);
        xlsx_set_height(workbook->summary, BANNER_ROW + line, line == 0 ? 30 : 24);
        xlsx_write_text(workbook->summary, BANNER_ROW + line, 0,
                        line == 0 ? banner.title : banner.next, format);
        for (uint32_t column = 1; column < SUMMARY_WIDTH; column++) {
            xlsx_write_blank(workbook->summary, BANNER_ROW + line, column, format);
        }
    }
}

static void draw_figures(const struct workbook *workbook)
{
    const struct tally *tally = workbook->plan->tally;
    const struct submission *submission = workbook->results->submission;
    const struct {
        uint32_t column;
        size_t number;
        const char *name;
    } figures[] = {
        {0, submission->output_count, "Outputs"},
        {1, submission->table_count, "Tables read"},
        {3, tally->cells, "Cells checked"},
        {5, tally->all.of[SEVERITY_FAIL], "Must fix (FAIL)"},
        {7, tally->all.of[SEVERITY_REVIEW], "To explain (REVIEW)"},
        {9, tally->all.of[SEVERITY_CANNOT_ASSESS], "Cannot assess"},
    };
    xlsx_set_height(workbook->summary, FIGURES_ROW, 28);
    for (uint32_t column = 0; column < SUMMARY_WIDTH; column++) {
        xlsx_write_blank(workbook->summary, FIGURES_ROW, column,
                         style(workbook, STYLE_FIGURE));
    }
    for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++) {
        xlsx_write_number(workbook->summary, FIGURES_ROW, figures[i].column,
                          (double)figures[i].number, style(workbook, STYLE_FIGURE));
    }
    for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++) {
        xlsx_write_text(workbook->summary, FIGURES_ROW + 1, figures[i].column,
                        figures[i].name, style(workbook, STYLE_FIGURE_NAME));
    }
}

/* A numbered step; without a sheet it is plain text. */
struct step {
    const char *text;
    struct xlsx_link link;
};

struct steps {
    struct step items[STEP_LIMIT];
    size_t count;
};

static void add_step(struct steps *steps, const char *text, struct xlsx_link link)
{
    if (steps->count < STEP_LIMIT) {
        steps->items[steps->count++] = (struct step){text, link};
    }
}

/* The first listed finding of this severity, or SIZE_MAX. */
static size_t first_finding(const struct workbook *workbook, enum severity severity)
{
    for (size_t i = 0; i < workbook->results->finding_count; i++) {
        if (workbook->results->findings[i].severity == severity) {
            return i;
        }
    }
    return SIZE_MAX;
}

static void add_severity_step(const struct workbook *workbook, struct steps *steps,
                              enum severity severity)
{
    struct arena *arena = workbook->arena;
    const size_t count = workbook->plan->tally->all.of[severity];
    const size_t first = first_finding(workbook, severity);
    struct xlsx_link link;
    if (first == SIZE_MAX || !link_to_listing(workbook, (uint32_t)first, &link)) {
        return;
    }
    if (severity == SEVERITY_CANNOT_ASSESS) {
        add_step(steps,
                 text_format(arena, WORDS_STEP_CANNOT,
                             counted(workbook, count, "CANNOT ASSESS finding",
                                     "CANNOT ASSESS findings")),
                 link);
        return;
    }
    if (severity == SEVERITY_REVIEW) {
        add_step(
            steps,
            text_format(arena, WORDS_STEP_REVIEW,
                        counted(workbook, count, "REVIEW finding", "REVIEW findings")),
            link);
        return;
    }
    add_step(steps,
             text_format(arena, WORDS_STEP_FAIL,
                         counted(workbook, count, "FAIL finding", "FAIL findings")),
             link);
    const struct finding *finding = &workbook->results->findings[first];
    if (link_to_finding(workbook, finding, (uint32_t)first, &link)) {
        add_step(
            steps,
            text_format(arena, WORDS_STEP_TABLE,
                        text_shortened(arena, output_text(finding->output), NAME_WIDTH),
                        link.sheet),
            link);
    }
    const struct xlsx_link reason = {
        .sheet = xlsx_sheet_title(workbook->findings),
        .row = FINDINGS_TOP,
        .column = 11,
    };
    add_step(steps, WORDS_STEP_REASON, reason);
}

/* What could be hidden, on the first sheet that shows it. */
static void add_suggestion_step(const struct workbook *workbook, struct steps *steps)
{
    const struct suggestion *suggestion = workbook->results->suggestion;
    for (size_t i = 0; i < workbook->results->submission->table_count; i++) {
        if (!workbook->suppress[i]) {
            continue;
        }
        const struct xlsx_link link = {.sheet = xlsx_sheet_title(workbook->suppress[i])};
        const char *hiding = text_format(
            workbook->arena, WORDS_STEP_SUPPRESS,
            counted(workbook, suggestion->cell_count, "cell", "cells"), link.sheet);
        const char *better =
            text_format(workbook->arena, WORDS_STEP_BETTER,
                        wording_suggestion(workbook->arena, workbook->results));
        add_step(steps, redesign_best(suggestion) ? better : hiding, link);
        return;
    }
}

static void collect_steps(const struct workbook *workbook, struct steps *steps)
{
    struct arena *arena = workbook->arena;
    add_severity_step(workbook, steps, SEVERITY_FAIL);
    add_suggestion_step(workbook, steps);
    add_severity_step(workbook, steps, SEVERITY_REVIEW);
    add_severity_step(workbook, steps, SEVERITY_CANNOT_ASSESS);
    if (workbook->plan->tally->all.verdict == SEVERITY_INFO) {
        const struct xlsx_link policy = {.sheet = xlsx_sheet_title(workbook->policy)};
        add_step(steps, text_format(arena, WORDS_STEP_POLICY, policy.sheet), policy);
        add_step(steps, WORDS_STEP_CHECKER, (struct xlsx_link){0});
        return;
    }
    if (text_is_blank(workbook->results->command)) {
        return;
    }
    if (text_width(workbook->results->command) <= COMMAND_WIDTH) {
        add_step(steps, text_format(arena, WORDS_STEP_AGAIN, workbook->results->command),
                 (struct xlsx_link){0});
        return;
    }
    const struct xlsx_link policy = {.sheet = xlsx_sheet_title(workbook->policy)};
    add_step(steps, text_format(arena, WORDS_STEP_SAME, policy.sheet), policy);
}

static void draw_step(const struct workbook *workbook, uint32_t row,
                      const struct steps *steps, size_t index)
{
    if (index >= steps->count) {
        return;
    }
    struct xlsx_link link = steps->items[index].link;
    link.text =
        text_format(workbook->arena, "%zu.  %s", index + 1, steps->items[index].text);
    if (link.sheet) {
        write_sheet_link(workbook, workbook->summary, link, row, 0, STYLE_PLAIN_LINK);
    } else {
        xlsx_write_text(workbook->summary, row, 0, link.text,
                        style(workbook, STYLE_UNWRAPPED));
    }
}

/* Steps on the left, gaps on the right, row by row. */
static void draw_lists(const struct workbook *workbook, uint32_t row)
{
    struct xlsx_sheet *sheet = workbook->summary;
    struct steps steps = {.count = 0};
    collect_steps(workbook, &steps);
    const struct gap_lines lines = collect_gaps(workbook);
    xlsx_set_height(sheet, row, 25);
    xlsx_write_text(sheet, row, 0, WORDS_NEXT, style(workbook, STYLE_SECTION));
    xlsx_write_text(sheet, row, RIGHT_COLUMN, WORDS_UNASSESSED,
                    style(workbook, STYLE_SECTION));
    const size_t count = steps.count > lines.count ? steps.count : lines.count;
    for (size_t i = 0; i < count; i++) {
        row++;
        struct row_fit fit = {0};
        draw_step(workbook, row, &steps, i);
        if (i < lines.count) {
            fit_text(&fit, lines.items[i], widths[RIGHT_COLUMN], false);
            xlsx_write_text(sheet, row, RIGHT_COLUMN, lines.items[i],
                            style(workbook, STYLE_PLAIN));
        }
        finish_row(sheet, row, &fit);
    }
    row += 2;
    xlsx_write_text(sheet, row, 0, WORDS_CLEARANCE, style(workbook, STYLE_SMALL));
    if (workbook->results->submission->request) {
        draw_request(workbook, row + 2);
    }
}

static const char *subtitle(const struct workbook *workbook)
{
    const struct policy *policy = workbook->results->policy;
    const bool has_version = !text_is_blank(policy->version);
    const char *name =
        text_format(workbook->arena, WORDS_POLICY, policy->id, has_version ? " " : "",
                    has_version ? policy->version : "");
    return *workbook->moment ? text_format(workbook->arena, WORDS_CHECKED "  |  %s",
                                           workbook->moment, name)
                             : name;
}

void sheet_summary_write(const struct workbook *workbook)
{
    const struct sheet_opening opening = {
        .title = WORDS_TITLE,
        .description = subtitle(workbook),
        .widths = widths,
        .width_count = SUMMARY_WIDTH,
        .page = {.is_one_page =
                     workbook->results->submission->output_count <= SHORT_OUTPUTS},
    };
    open_sheet(workbook, workbook->summary, &opening);
    draw_banner(workbook);
    draw_figures(workbook);
    const uint32_t end = draw_outputs(workbook, FIGURES_ROW + 3);
    draw_lists(workbook, end + 1);
}
