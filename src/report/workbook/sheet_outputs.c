#include "report/workbook/sheet_outputs.h"

#include "base/file.h"
#include "base/text.h"
#include "model/grid.h"
#include "report/workbook/sheet_words.h"
#include "report/workbook/xlsx_width.h"

#include <stdlib.h>
#include <string.h>

enum {
    COLUMN_OUTPUT,
    COLUMN_TABLES,
    COLUMN_CELLS,
    COLUMN_FAIL,
    COLUMN_REVIEW,
    COLUMN_CANNOT,
    COLUMN_INFO,
    COLUMN_RESULT,
    COLUMN_COUNT,
    CHART_COLUMN = 9,
    CHART_OUTPUTS = 14,
    CHART_WIDTH = 470,
};

static const char *const names[COLUMN_COUNT] = {
    "Output",  ">Tables",        ">Cells", ">FAIL",
    ">REVIEW", ">Cannot assess", ">INFO",  "^Result",
};
static const double widths[COLUMN_COUNT] = {36, 8.5, 10, 9, 10, 10, 9, 17.5};

/* One row of the table: an output, all the others, or the submission as a whole. */
struct line {
    const char *name;
    size_t output; /* SIZE_MAX for none */
    size_t tables;
    size_t cells;
    struct severity_counts counts;
};

struct lines {
    struct line *items;
    size_t count;
    size_t capacity;
};

static const struct xlsx_format *style(const struct workbook *workbook, enum style style)
{
    return workbook->styles[style];
}

static void add_counts(struct severity_counts *sum, const struct severity_counts *more)
{
    for (size_t i = 0; i < SEVERITY_COUNT; i++) {
        sum->of[i] += more->of[i];
    }
    sum->verdict = more->verdict > sum->verdict ? more->verdict : sum->verdict;
}

static struct line *make_lines(const struct workbook *workbook, size_t *count)
{
    const struct submission *submission = workbook->results->submission;
    const struct tally *tally = workbook->plan->tally;
    struct line *lines =
        arena_array(workbook->arena, submission->output_count + 1, struct line);
    for (size_t i = 0; i < submission->output_count; i++) {
        lines[i] = (struct line){
            .name = submission->outputs[i]->path,
            .output = i,
            .counts = tally->outputs[i],
        };
    }
    for (size_t i = 0; i < submission->table_count; i++) {
        const size_t output = tally_output_index(tally, submission->tables[i]->output);
        if (output < submission->output_count) {
            lines[output].tables++;
            lines[output].cells += submission->tables[i]->cell_count;
        }
    }
    *count = submission->output_count;
    return lines;
}

/* The worst first; equals keep their order. */
static int compare_lines(const void *left, const void *right)
{
    const struct line *one = left;
    const struct line *other = right;
    if (one->counts.verdict != other->counts.verdict) {
        return one->counts.verdict > other->counts.verdict ? -1 : 1;
    }
    return (one->output > other->output) - (one->output < other->output);
}

/* Findings about no output have a line of their own, so that the sums are those of the
 * submission. */
static void add_submission_line(const struct workbook *workbook, struct lines *lines)
{
    const size_t output_count = workbook->results->submission->output_count;
    struct line line = {.name = WORDS_WHOLE_SUBMISSION, .output = SIZE_MAX};
    size_t count = 0;
    for (size_t i = 0; i < workbook->results->finding_count; i++) {
        const struct finding *finding = &workbook->results->findings[i];
        if (tally_output_index(workbook->plan->tally, finding->output) < output_count) {
            continue;
        }
        struct severity_counts one = {.verdict = finding->severity};
        one.of[finding->severity] = 1;
        add_counts(&line.counts, &one);
        count++;
    }
    if (count) {
        *arena_add(workbook->arena, lines->items, lines->count, lines->capacity) = line;
    }
}

/* What is drawn: all outputs while they are few, else the worst and one line for the
 * rest. */
static struct lines choose_lines(const struct workbook *workbook)
{
    struct lines chosen = {0};
    size_t count = 0;
    struct line *lines = make_lines(workbook, &count);
    const bool are_few = count <= PLAN_FEW_OUTPUTS;
    if (!are_few) {
        qsort(lines, count, sizeof(lines[0]), compare_lines);
    }
    struct line rest = {.output = SIZE_MAX};
    for (size_t i = 0; i < count; i++) {
        if (i < PLAN_FEW_OUTPUTS) {
            *arena_add(workbook->arena, chosen.items, chosen.count, chosen.capacity) =
                lines[i];
            continue;
        }
        rest.tables += lines[i].tables;
        rest.cells += lines[i].cells;
        add_counts(&rest.counts, &lines[i].counts);
    }
    if (!are_few) {
        rest.name = text_format(
            workbook->arena, WORDS_OTHER_OUTPUTS,
            text_number(workbook->arena, (double)(count - PLAN_FEW_OUTPUTS), 0),
            WORDS_INDEX);
        *arena_add(workbook->arena, chosen.items, chosen.count, chosen.capacity) = rest;
    }
    add_submission_line(workbook, &chosen);
    return chosen;
}

/* The first table of the output that has a sheet, else its first listed finding. */
static bool link_to_output(const struct workbook *workbook, size_t output,
                           struct xlsx_link *link)
{
    const struct submission *submission = workbook->results->submission;
    if (output == SIZE_MAX) {
        return false;
    }
    for (size_t i = 0; i < submission->table_count; i++) {
        if (workbook->tables[i] &&
            submission->tables[i]->output == submission->outputs[output]) {
            *link = (struct xlsx_link){.sheet = xlsx_sheet_title(workbook->tables[i])};
            return true;
        }
    }
    for (uint32_t i = 0; i < workbook->results->finding_count; i++) {
        if (workbook->results->findings[i].output == submission->outputs[output] &&
            link_to_listing(workbook, i, link)) {
            return true;
        }
    }
    return false;
}

static void draw_result(const struct workbook *workbook, const struct line *line,
                        uint32_t row)
{
    const bool is_unread = line->output != SIZE_MAX && line->tables == 0 &&
                           line->counts.verdict == SEVERITY_INFO;
    if (line->output == SIZE_MAX && line->counts.verdict == SEVERITY_INFO) {
        xlsx_write_text(workbook->summary, row, COLUMN_RESULT, "-",
                        style(workbook, STYLE_TEXT_CENTRE));
    } else if (is_unread) {
        xlsx_write_text(workbook->summary, row, COLUMN_RESULT, WORDS_NO_TABLE,
                        style(workbook, STYLE_TEXT_CENTRE));
    } else {
        write_verdict(workbook, workbook->summary, row, COLUMN_RESULT,
                      line->counts.verdict);
    }
}

/* The end of a long path, from a slash on: links do not wrap everywhere. The whole path
 * stands on the sheet Policy & provenance. */
static const char *short_name(const struct workbook *workbook, const char *name)
{
    enum { NAME_COLUMNS = 34 };
    static const struct type_face face = {.points = 11};
    const double room = xlsx_column_room(widths[COLUMN_OUTPUT]);
    const char *shown = name;
    const char *rest = name;
    while (xlsx_text_pixels(shown, face) > room) {
        rest = strchr(rest, '/');
        if (!rest) {
            return text_shortened(workbook->arena, path_name(name), NAME_COLUMNS);
        }
        shown = text_format(workbook->arena, "...%s", rest);
        rest++;
    }
    return shown;
}

static void draw_line(const struct workbook *workbook, const struct line *line,
                      uint32_t row)
{
    const size_t *of = line->counts.of;
    const size_t numbers[] = {line->tables,
                              line->cells,
                              of[SEVERITY_FAIL],
                              of[SEVERITY_REVIEW],
                              of[SEVERITY_CANNOT_ASSESS],
                              of[SEVERITY_INFO]};
    struct row_fit fit = {0};
    struct xlsx_link link;
    const char *name = short_name(workbook, line->name);
    fit_text(&fit, name, widths[COLUMN_OUTPUT], false);
    if (link_to_output(workbook, line->output, &link)) {
        link.text = name;
        write_sheet_link(workbook, workbook->summary, link, row, 0, STYLE_LINK);
    } else {
        xlsx_write_text(workbook->summary, row, 0, name, style(workbook, STYLE_TEXT));
    }
    for (uint32_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        xlsx_write_number(workbook->summary, row, COLUMN_TABLES + i, (double)numbers[i],
                          style(workbook, STYLE_NUMBER_DASH));
    }
    draw_result(workbook, line, row);
    finish_row(workbook->summary, row, &fit);
}

static void draw_sums(const struct workbook *workbook, const struct lines *lines,
                      uint32_t first, uint32_t row)
{
    struct arena *arena = workbook->arena;
    struct line sum = {0};
    for (size_t i = 0; i < lines->count; i++) {
        sum.tables += lines->items[i].tables;
        sum.cells += lines->items[i].cells;
        add_counts(&sum.counts, &lines->items[i].counts);
    }
    const size_t *of = sum.counts.of;
    const size_t numbers[] = {sum.tables,
                              sum.cells,
                              of[SEVERITY_FAIL],
                              of[SEVERITY_REVIEW],
                              of[SEVERITY_CANNOT_ASSESS],
                              of[SEVERITY_INFO]};
    xlsx_write_text(workbook->summary, row, 0, "Total", style(workbook, STYLE_TOTAL));
    for (uint32_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        const uint32_t column = COLUMN_TABLES + i;
        const char *formula =
            text_format(arena, "=SUM(%s:%s)", grid_place(arena, first, column),
                        grid_place(arena, row - 1, column));
        xlsx_write_formula(workbook->summary, row, column, formula, (double)numbers[i],
                           style(workbook, STYLE_TOTAL_NUMBER));
    }
    xlsx_write_blank(workbook->summary, row, COLUMN_RESULT, style(workbook, STYLE_TOTAL));
}

/* The chart's numbers in words, for those who cannot see it. */
static const char *chart_in_words(const struct workbook *workbook,
                                  const struct lines *lines, size_t shown)
{
    const char *text = WORDS_CHART ".";
    for (size_t i = 0; i < shown; i++) {
        text = text_format(workbook->arena, "%s %s: %s.", text, lines->items[i].name,
                           counts_text(workbook->arena, &lines->items[i].counts));
    }
    return text;
}

static void draw_chart(const struct workbook *workbook, const struct lines *lines,
                       uint32_t header)
{
    static const struct xlsx_series series[] = {
        {COLUMN_FAIL, COLOUR_FAIL, COLOUR_WHITE},
        {COLUMN_REVIEW, COLOUR_REVIEW_BAR, COLOUR_INK},
        {COLUMN_CANNOT, COLOUR_NAVY, COLOUR_WHITE},
        {COLUMN_INFO, COLOUR_PLAIN_BAR, COLOUR_INK},
    };
    const size_t shown = lines->count < CHART_OUTPUTS ? lines->count : CHART_OUTPUTS;
    const struct xlsx_bars bars = {
        .title = WORDS_CHART,
        .alternative = chart_in_words(workbook, lines, shown),
        .name_row = header,
        .label_column = COLUMN_OUTPUT,
        .first_row = header + 1,
        .last_row = header + (uint32_t)shown,
        .series = series,
        .series_count = sizeof(series) / sizeof(series[0]),
        .width = CHART_WIDTH,
        .height = 110 + 26 * (uint32_t)shown,
    };
    xlsx_add_bars(workbook->summary, header - 1, CHART_COLUMN, &bars);
}

/* The chart is as high as the rows beside it, or the rows below wait for it. */
static uint32_t rows_of_chart(size_t shown)
{
    const double row_pixels = xlsx_row_height(1) * 96 / 72;
    return (uint32_t)((110 + 26 * (double)shown) / row_pixels) + 1;
}

uint32_t draw_outputs(const struct workbook *workbook, uint32_t row)
{
    struct xlsx_sheet *sheet = workbook->summary;
    const struct lines lines = choose_lines(workbook);
    xlsx_set_height(sheet, row, 25);
    xlsx_write_text(sheet, row, 0, WORDS_BY_OUTPUT, style(workbook, STYLE_SECTION));
    const uint32_t header = row + 1;
    write_headings(workbook, sheet, header, names, widths, COLUMN_COUNT);
    for (size_t i = 0; i < lines.count; i++) {
        draw_line(workbook, &lines.items[i], header + 1 + (uint32_t)i);
    }
    const uint32_t sums = header + 1 + (uint32_t)lines.count;
    if (!lines.count) {
        return sums;
    }
    draw_sums(workbook, &lines, header + 1, sums);
    if (workbook->plan->tally->all.verdict == SEVERITY_INFO &&
        !workbook->results->finding_count) {
        return sums + 1;
    }
    draw_chart(workbook, &lines, header);
    const size_t shown = lines.count < CHART_OUTPUTS ? lines.count : CHART_OUTPUTS;
    const uint32_t chart_end = row + rows_of_chart(shown);
    const uint32_t end = chart_end > sums + 1 ? chart_end : sums + 1;
    const struct row_fit one_line = {.lines = 1};
    for (uint32_t below = sums; below <= end; below++) {
        finish_row(sheet, below, &one_line);
    }
    return end;
}
