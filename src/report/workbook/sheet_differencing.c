/*
 * The sheet Differencing: each number that follows from others, with the figures and the
 * arithmetic as formulas that a reader can follow and change; and what was compared, also
 * where nothing was found.
 *
 * A chain of figures takes one row a figure; a very long one is shown as its two sums.
 */
#include "base/text.h"
#include "report/attack_view.h"
#include "report/workbook/sheet_cells.h"
#include "report/workbook/sheet_words.h"
#include "report/workbook/sheets.h"
#include "report/workbook/xlsx_width.h"
#include "risk/disclosure_words.h"

#include <math.h>
#include <string.h>

enum {
    COLUMN_ID,
    COLUMN_TABLE_A,
    COLUMN_CELL_A,
    COLUMN_VALUE_A,
    COLUMN_TABLE_B,
    COLUMN_CELL_B,
    COLUMN_VALUE_B,
    COLUMN_LEFT,
    COLUMN_GROUP,
    COLUMN_RESULT,
    COLUMN_WORDS,
    COLUMN_COUNT,
    SIDE_WIDTH = COLUMN_TABLE_B - COLUMN_TABLE_A,
    DIFFERENCING_TOP = 4,
    FIGURE_LIMIT = 30,
    FINDING_LIMIT = 2000,
    COMPARED_LIMIT = 300,
};

static const char *const names[COLUMN_COUNT] = {
    "Finding",
    "Table A (wider)",
    "Cell A",
    ">Value A",
    "Table B",
    "Cell B",
    ">Value B",
    ">A minus B",
    "It is",
    "^Result",
    "Arithmetic and fix",
};
static const double widths[COLUMN_COUNT] = {13, 26, 10, 11, 26, 10, 11, 12, 27, 16.5, 46};

static const char *const compared_names[] = {"Release", "Table", ">Tables", ">Cells",
                                             "Population and period"};

static const struct xlsx_format *style(const struct workbook *workbook, enum style style)
{
    return workbook->styles[style];
}

/* The figures that are added, and those that are taken away. */
struct sides {
    const struct figure **items[2];
    uint32_t count[2];
    double sum[2];
};

static struct sides split_sides(struct arena *arena, const struct finding *finding)
{
    struct sides sides = {.count = {0}};
    for (int side = 0; side < 2; side++) {
        sides.items[side] =
            arena_array(arena, (size_t)finding->figure_count + 1, const struct figure *);
    }
    for (uint32_t i = 0; i < finding->figure_count; i++) {
        const struct figure *figure = &finding->figures[i];
        if (figure->sign != 0 && figure->table && isfinite(figure->value)) {
            const int side = figure->sign < 0;
            sides.items[side][sides.count[side]++] = figure;
            sides.sum[side] += fabs((double)figure->sign) * figure->value;
        }
    }
    return sides;
}

static uint32_t lines_of(const struct sides *sides)
{
    const uint32_t longer =
        sides->count[0] > sides->count[1] ? sides->count[0] : sides->count[1];
    return longer > FIGURE_LIMIT ? 1 : longer;
}

/* Only what the attacker found, and only where there is something to add up. */
static bool is_shown(const struct finding *finding)
{
    const bool is_its = finding->code[0] == 'X' || text_equals(finding->code, "P102");
    for (uint32_t i = 0; is_its && i < finding->figure_count; i++) {
        if (finding->figures[i].sign != 0 && finding->figures[i].table) {
            return true;
        }
    }
    return false;
}

static const char *table_words(struct arena *arena, const struct table *table)
{
    const struct output *output = table->output;
    return output && output->release
               ? text_format(arena, "%s %s", output->release, table->id)
               : text_format(arena, "%s %s", table->id, output_text(output));
}

/* ---- one finding ---- */

static bool link_to_cell(const struct workbook *workbook, const struct figure *figure,
                         struct xlsx_link *link)
{
    const size_t index = tally_table_index(workbook->plan->tally, figure->table);
    if (index == SIZE_MAX || !workbook->tables[index]) {
        return false;
    }
    const struct cell *cell = &figure->table->cells[figure->cell];
    const uint32_t row = table_plan_row(&workbook->plan->tables[index], cell->row);
    if (row == PLAN_NO_ROW) {
        return false;
    }
    *link = (struct xlsx_link){
        .sheet = xlsx_sheet_title(workbook->tables[index]),
        .row = row,
        .column = cell->column - figure->table->first_column + 1,
        .tip = WORDS_GO_TO_CELL,
    };
    return true;
}

static void write_cell_name(const struct workbook *workbook, uint32_t row,
                            uint32_t column, const struct figure *figure)
{
    const int times = figure->sign < 0 ? -figure->sign : figure->sign;
    const char *place = table_cell_place(workbook->arena, figure->table, figure->cell);
    const char *text =
        times > 1 ? text_format(workbook->arena, "%d x %s", times, place) : place;
    struct xlsx_link link;
    if (link_to_cell(workbook, figure, &link)) {
        link.text = text;
        write_sheet_link(workbook, workbook->differencing, link, row, column, STYLE_LINK);
    } else {
        xlsx_write_text(workbook->differencing, row, column, text,
                        style(workbook, STYLE_TEXT));
    }
}

/* "the sum of regions.csv D2:D14, D16:D44 and E2" */
static const char *sum_words(const struct workbook *workbook, const struct sides *sides,
                             int side)
{
    struct arena *arena = workbook->arena;
    const uint32_t count = sides->count[side];
    const struct attack_figure **figures =
        arena_array(arena, count, const struct attack_figure *);
    for (uint32_t i = 0; i < count; i++) {
        const struct figure *figure = sides->items[side][i];
        struct attack_figure *own = arena_new(arena, struct attack_figure);
        *own = (struct attack_figure){figure->table, figure->cell, figure->value, 1};
        figures[i] = own;
    }
    return text_format(arena, WORDS_SUM_OF, figure_places(arena, NULL, figures, count));
}

static void write_side(const struct workbook *workbook, uint32_t row,
                       const struct sides *sides, int side, uint32_t index)
{
    struct xlsx_sheet *sheet = workbook->differencing;
    const uint32_t first = side ? COLUMN_TABLE_B : COLUMN_TABLE_A;
    if (index >= sides->count[side]) {
        for (uint32_t i = 0; i < SIDE_WIDTH; i++) {
            xlsx_write_blank(sheet, row, first + i, style(workbook, STYLE_TEXT));
        }
        return;
    }
    if (sides->count[side] > FIGURE_LIMIT) {
        xlsx_write_text(sheet, row, first, sum_words(workbook, sides, side),
                        style(workbook, STYLE_TEXT));
        xlsx_write_text(sheet, row, first + 1, "-", style(workbook, STYLE_TEXT));
        xlsx_write_number(sheet, row, first + 2, sides->sum[side],
                          style(workbook, STYLE_NUMBER));
        return;
    }
    const struct figure *figure = sides->items[side][index];
    xlsx_write_text(sheet, row, first, table_words(workbook->arena, figure->table),
                    style(workbook, STYLE_TEXT));
    write_cell_name(workbook, row, first + 1, figure);
    xlsx_write_number(sheet, row, first + 2, fabs((double)figure->sign) * figure->value,
                      style(workbook, STYLE_NUMBER));
}

static double divisor_of(const struct finding *finding)
{
    for (uint32_t i = 0; i < finding->evidence_count; i++) {
        if (text_equals(finding->evidence[i].name, "divisor")) {
            return finding->evidence[i].value;
        }
    }
    return 1;
}

static void write_difference(const struct workbook *workbook, uint32_t row,
                             const struct finding *finding, const struct sides *sides)
{
    const unsigned long first = (unsigned long)row + 1;
    const unsigned long last = first + lines_of(sides) - 1;
    const double divisor = divisor_of(finding);
    const char *formula =
        first == last ? text_format(workbook->arena, "D%lu-G%lu", first, first)
                      : text_format(workbook->arena, "SUM(D%lu:D%lu)-SUM(G%lu:G%lu)",
                                    first, last, first, last);
    formula = divisor > 1 ? text_format(workbook->arena, "=(%s)/%.0f", formula, divisor)
                          : text_format(workbook->arena, "=%s", formula);
    xlsx_write_formula(workbook->differencing, row, COLUMN_LEFT, formula,
                       (sides->sum[0] - sides->sum[1]) / divisor,
                       style(workbook, STYLE_TOTAL_NUMBER));
}

/* What the number is about, and between which numbers it lies. */
static const char *group_words(const struct workbook *workbook,
                               const struct finding *finding)
{
    struct arena *arena = workbook->arena;
    const char *about =
        text_is_blank(finding->region) ? finding_where(arena, finding) : finding->region;
    if (!finding->has_range) {
        return about;
    }
    return text_format(arena, "%s: %s", about,
                       range_words(arena, finding->range.low, finding->range.high));
}

static const char *first_remedy(struct arena *arena, const char *help)
{
    const char *second = strstr(help, ". Or ");
    return second ? text_copy(arena, help, (size_t)(second + 1 - help)) : help;
}

static void write_first_line(const struct workbook *workbook, uint32_t row,
                             uint32_t index, const struct sides *sides)
{
    const struct finding *finding = &workbook->results->findings[index];
    struct xlsx_sheet *sheet = workbook->differencing;
    struct arena *arena = workbook->arena;
    const struct finding_view view = finding_view(arena, &workbook->viewer, finding);
    const char *group = group_words(workbook, finding);
    const char *words =
        text_is_blank(view.help)
            ? view.message
            : text_format(arena, "%s. %s", view.message, first_remedy(arena, view.help));
    struct row_fit fit = {.lines = 2};
    fit_text(&fit, group, widths[COLUMN_GROUP], false);
    fit_text(&fit, words, widths[COLUMN_WORDS], false);
    for (int side = 0; side < 2; side++) {
        if (sides->count[side] > FIGURE_LIMIT) {
            fit_text(&fit, sum_words(workbook, sides, side), widths[COLUMN_TABLE_A],
                     false);
        }
    }
    struct xlsx_link link;
    if (link_to_listing(workbook, index, &link)) {
        link.text = finding->id;
        write_sheet_link(workbook, sheet, link, row, COLUMN_ID, STYLE_LINK);
    } else {
        xlsx_write_text(sheet, row, COLUMN_ID, finding->id,
                        style(workbook, STYLE_TEXT_BOLD));
    }
    write_side(workbook, row, sides, 0, 0);
    write_side(workbook, row, sides, 1, 0);
    write_difference(workbook, row, finding, sides);
    xlsx_write_text(sheet, row, COLUMN_GROUP, group, style(workbook, STYLE_TEXT));
    write_severity(workbook, sheet, row, COLUMN_RESULT, finding->severity);
    xlsx_write_text(sheet, row, COLUMN_WORDS, words, style(workbook, STYLE_TEXT));
    finish_row(sheet, row, &fit);
}

static uint32_t write_one(const struct workbook *workbook, uint32_t row, uint32_t index)
{
    const struct finding *finding = &workbook->results->findings[index];
    const struct sides sides = split_sides(workbook->arena, finding);
    const uint32_t lines = lines_of(&sides);
    write_first_line(workbook, row, index, &sides);
    for (uint32_t i = 1; i < lines; i++) {
        const struct xlsx_format *empty = style(workbook, STYLE_TEXT);
        xlsx_write_blank(workbook->differencing, row + i, COLUMN_ID, empty);
        write_side(workbook, row + i, &sides, 0, i);
        write_side(workbook, row + i, &sides, 1, i);
        for (uint32_t column = COLUMN_LEFT; column < COLUMN_COUNT; column++) {
            xlsx_write_blank(workbook->differencing, row + i, column, empty);
        }
    }
    return row + lines;
}

/* ---- what was compared ---- */

static const char *known_as(struct arena *arena, const struct table *table)
{
    const char *population = text_is_blank(table->population) ? "" : table->population;
    const char *period = text_is_blank(table->period) ? "" : table->period;
    if (!*population && !*period) {
        return WORDS_NOT_SAID;
    }
    return text_format(arena, "%s%s%s", population, *population && *period ? "; " : "",
                       period);
}

static void write_compared(const struct workbook *workbook, uint32_t row,
                           const char *const *texts, size_t tables, size_t cells)
{
    struct xlsx_sheet *sheet = workbook->differencing;
    struct row_fit fit = {0};
    xlsx_write_text(sheet, row, 0, texts[0], style(workbook, STYLE_TEXT_BOLD));
    xlsx_write_text(sheet, row, 1, texts[1], style(workbook, STYLE_TEXT));
    xlsx_write_number(sheet, row, 2, (double)tables, style(workbook, STYLE_NUMBER));
    xlsx_write_number(sheet, row, 3, (double)cells, style(workbook, STYLE_NUMBER));
    xlsx_write_text(sheet, row, COLUMN_TABLE_B, texts[2], style(workbook, STYLE_TEXT));
    fit_text(&fit, texts[0], widths[0], true);
    fit_text(&fit, texts[1], widths[1], false);
    fit_text(&fit, texts[2], widths[COLUMN_TABLE_B], false);
    finish_row(sheet, row, &fit);
}

/* A line a table, or one for all where there are too many. */
static uint32_t write_known(const struct workbook *workbook, uint32_t row,
                            const struct submission *submission, const char *name)
{
    struct arena *arena = workbook->arena;
    if (submission->table_count <= COMPARED_LIMIT && submission->table_count) {
        for (size_t i = 0; i < submission->table_count; i++) {
            const struct table *table = submission->tables[i];
            const char *texts[] = {
                name,
                text_format(arena, "%s %s", table->id, output_text(table->output)),
                known_as(arena, table),
            };
            write_compared(workbook, row++, texts, 1, table->cell_count);
        }
        return row;
    }
    size_t cells = 0;
    for (size_t i = 0; i < submission->table_count; i++) {
        cells += submission->tables[i]->cell_count;
    }
    const char *texts[] = {name, submission->table_count ? "all tables" : "no table read",
                           "-"};
    write_compared(workbook, row, texts, submission->table_count, cells);
    return row + 1;
}

static const char *release_of(const struct submission *submission)
{
    return submission->output_count && submission->outputs[0]->release
               ? submission->outputs[0]->release
               : "-";
}

static void write_all_compared(const struct workbook *workbook, uint32_t row)
{
    const struct results *results = workbook->results;
    struct xlsx_sheet *sheet = workbook->differencing;
    const size_t pairs = results->attack ? results->attack->counts.pairs_compared : 0;
    xlsx_set_height(sheet, row, 25);
    xlsx_write_text(sheet, row++, 0, WORDS_COMPARED, style(workbook, STYLE_SECTION));
    write_headings(workbook, sheet, row++, compared_names, widths,
                   sizeof(compared_names) / sizeof(compared_names[0]));
    row = write_known(workbook, row, results->submission, "This one");
    for (size_t i = 0; i < results->earlier_count; i++) {
        row = write_known(workbook, row, results->earlier[i],
                          release_of(results->earlier[i]));
    }
    xlsx_write_text(sheet, row + 1, 0,
                    text_format(workbook->arena, WORDS_PAIRS,
                                text_number(workbook->arena, (double)pairs, 0)),
                    style(workbook, STYLE_SMALL));
    xlsx_write_text(sheet, row + 2, 0, WORDS_ELSEWHERE_THINK,
                    style(workbook, STYLE_SMALL));
}

static const char *description(const struct workbook *workbook)
{
    const size_t earlier = workbook->results->earlier_count;
    return text_format(workbook->arena, WORDS_DIFFERENCING_HELP,
                       earlier ? text_counted(workbook->arena, (double)earlier,
                                              "earlier release", "earlier releases")
                               : "no earlier release");
}

void sheet_differencing_write(const struct workbook *workbook)
{
    struct xlsx_sheet *sheet = workbook->differencing;
    const struct results *results = workbook->results;
    const struct sheet_opening opening = {
        .title = WORDS_DIFFERENCING_TITLE,
        .description = description(workbook),
        .widths = widths,
        .width_count = COLUMN_COUNT,
        .page = {.is_a3 = true,
                 .repeat_first = DIFFERENCING_TOP - 1,
                 .repeat_last = DIFFERENCING_TOP - 1},
    };
    open_sheet(workbook, sheet, &opening);
    uint32_t row = DIFFERENCING_TOP;
    size_t shown = 0;
    size_t all = 0;
    for (size_t i = 0; i < results->finding_count; i++) {
        all += is_shown(&results->findings[i]);
    }
    xlsx_write_text(sheet, 2, 0,
                    all ? text_format(workbook->arena, WORDS_DIFFERENCES,
                                      text_number(workbook->arena, (double)all, 0))
                        : WORDS_NO_DIFFERENCE,
                    style(workbook, STYLE_PLAIN_BOLD));
    write_headings(workbook, sheet, DIFFERENCING_TOP - 1, names, widths, COLUMN_COUNT);
    xlsx_freeze(sheet, DIFFERENCING_TOP, COLUMN_TABLE_A);
    for (uint32_t i = 0; i < results->finding_count && shown < FINDING_LIMIT; i++) {
        if (is_shown(&results->findings[i])) {
            row = write_one(workbook, row, i);
            shown++;
        }
    }
    if (shown < all) {
        xlsx_write_text(
            sheet, row++, 0,
            text_format(workbook->arena, WORDS_MORE_DIFFERENCES,
                        text_number(workbook->arena, (double)(all - shown), 0)),
            style(workbook, STYLE_SMALL));
    }
    write_all_compared(workbook, row + 1);
}
