/*
 * Below a suggestion: what the attacker is left with of each hidden number, and what
 * other ways would have cost.
 */
#include "base/text.h"
#include "report/workbook/sheet_cells.h"
#include "report/workbook/sheet_suppress.h"
#include "report/workbook/sheet_words.h"

#include <math.h>

enum { AUDIT_LIMIT = 200, WAYS_LIMIT = 12 };

static const char *const audit_names[SUPPRESS_BLOCK] = {
    "Cell",   ">True value",   "Kind", ">Lowest possible", ">Highest possible",
    ">Width", "^Wide enough?",
};
static const char *const way_names[SUPPRESS_BLOCK - 1] = {
    "Method",         ">Cells changed", ">Cells hidden",
    ">People hidden", "^Residual risk", "Note",
};

static const struct xlsx_format *style(const struct suppress_drawing *drawing,
                                       enum style style)
{
    return drawing->workbook->styles[style];
}

static void write_number(const struct suppress_drawing *drawing, uint32_t row,
                         uint32_t column, double number)
{
    if (isfinite(number)) {
        xlsx_write_number(drawing->sheet, row, column, number,
                          style(drawing, STYLE_NUMBER));
    } else {
        xlsx_write_text(drawing->sheet, row, column, WORDS_NO_END,
                        style(drawing, STYLE_TEXT_CENTRE));
    }
}

/* As it was printed. */
static void write_true_value(const struct suppress_drawing *drawing, uint32_t row,
                             uint32_t column, const struct cell *cell)
{
    struct xlsx_look look = table_look();
    if (!cell_is_number(cell)) {
        xlsx_write_text(drawing->sheet, row, column, cell->symbol,
                        style(drawing, STYLE_TEXT_CENTRE));
        return;
    }
    look.align = XLSX_RIGHT;
    look.number_format =
        cell_number_format(drawing->workbook->arena, cell,
                           grid_text(drawing->table->grid, cell->row, cell->column), "");
    xlsx_write_number(drawing->sheet, row, column, cell->value,
                      xlsx_book_format(drawing->workbook->book, &look));
}

static void write_outcome(const struct suppress_drawing *drawing, uint32_t row,
                          uint32_t column, const char *text, bool is_good)
{
    struct xlsx_look look = table_look();
    look.align = XLSX_CENTRE;
    look.indent = 0;
    look.is_bold = true;
    look.wraps = true;
    look.fill = is_good ? COLOUR_PASS : COLOUR_FAIL;
    look.colour = is_good ? COLOUR_PASS_INK : COLOUR_WHITE;
    xlsx_write_text(drawing->sheet, row, column, text,
                    xlsx_book_format(drawing->workbook->book, &look));
}

/* ---- what is left ---- */

static void write_left(const struct suppress_drawing *drawing, uint32_t row,
                       const struct suggested_cell *cell, struct row_fit *fit)
{
    const struct workbook *workbook = drawing->workbook;
    const struct table *table = drawing->table;
    const char *name = text_format(workbook->arena, "%s %s",
                                   table_cell_place(workbook->arena, table, cell->cell),
                                   table_cell_label(workbook->arena, table, cell->cell));
    fit_text(fit, name, drawing->widths[0], false);
    xlsx_write_text(drawing->sheet, row, 0, name, style(drawing, STYLE_TEXT));
    write_true_value(drawing, row, 1, &table->cells[cell->cell]);
    xlsx_write_text(drawing->sheet, row, 2, cell->is_primary ? "primary" : "secondary",
                    style(drawing, STYLE_TEXT));
    if (!cell->has_range) {
        for (uint32_t column = 3; column < SUPPRESS_BLOCK - 1; column++) {
            xlsx_write_text(drawing->sheet, row, column, "-",
                            style(drawing, STYLE_TEXT_CENTRE));
        }
        write_outcome(drawing, row, SUPPRESS_BLOCK - 1, WORDS_GOES_WITH, true);
        return;
    }
    write_number(drawing, row, 3, cell->range.low);
    write_number(drawing, row, 4, cell->range.high);
    write_number(drawing, row, 5, cell->range.high - cell->range.low);
    const bool is_wide =
        cell->range.high - cell->range.low >= fmax(1, workbook->results->limits.width);
    write_outcome(drawing, row, SUPPRESS_BLOCK - 1, is_wide ? "Yes" : "No", is_wide);
}

/* ---- other ways ---- */

static void write_way(const struct suppress_drawing *drawing, uint32_t row,
                      const struct alternative *way, bool is_suggested,
                      struct row_fit *fit)
{
    const uint32_t column = drawing->right;
    const enum style words = is_suggested ? STYLE_TEXT_BOLD : STYLE_TEXT;
    fit_text(fit, way->method, drawing->widths[column], is_suggested);
    fit_text(fit, way->note, drawing->widths[column + 5], false);
    fit_text(fit, way->risk, drawing->widths[column + 4], true);
    xlsx_write_text(drawing->sheet, row, column, way->method, style(drawing, words));
    write_number(drawing, row, column + 1, (double)way->changed);
    write_number(drawing, row, column + 2, (double)way->hidden);
    write_number(drawing, row, column + 3, way->people);
    write_outcome(drawing, row, column + 4, way->risk, way->is_proven);
    xlsx_write_text(drawing->sheet, row, column + 5, way->note,
                    style(drawing, STYLE_TEXT));
}

/* To hide cells of this table as a suggestion has it, or the primary ones alone. */
static struct alternative suppress_way(const struct suppress_drawing *drawing,
                                       const struct suggestion *suggestion,
                                       bool primaries_only)
{
    struct alternative way = {.is_proven = true};
    for (size_t i = 0; i < suggestion->cell_count; i++) {
        const struct suggested_cell *cell = &suggestion->cells[i];
        if (cell->table != drawing->index) {
            continue;
        }
        const struct cell *place = &drawing->table->cells[cell->cell];
        const bool counts = cell->is_primary || !primaries_only;
        way.hidden += counts;
        way.is_proven = way.is_proven && counts;
        if (counts && role_is_count((enum role)place->role) && isfinite(place->value)) {
            way.people += place->value;
        }
    }
    way.method = primaries_only ? WORDS_PRIMARIES_ONLY : WORDS_SUPPRESS;
    way.changed = way.hidden;
    way.risk = way.is_proven ? WORDS_NONE_FOUND : WORDS_RECOVERABLE;
    way.note = primaries_only ? WORDS_AS_WARNING : WORDS_ALL_TABLES;
    return way;
}

static struct alternative suggested(const struct suppress_drawing *drawing,
                                    struct alternative way)
{
    way.method = text_format(drawing->workbook->arena, WORDS_SUGGESTED, way.method);
    return way;
}

/* Hidden cells first where nothing is better, with the totals that go with them. */
static size_t list_suppressions(const struct suppress_drawing *drawing,
                                struct alternative *ways)
{
    const struct suggestion *suggestion = drawing->suggestion;
    const struct suggestion *kept = suggestion->with_totals_kept;
    struct alternative hiding = suppress_way(drawing, suggestion, false);
    size_t count = 0;
    hiding.changed += drawing->better ? 0 : drawing->after.other_numbers;
    ways[count++] = drawing->better ? hiding : suggested(drawing, hiding);
    if (kept && kept->end == SUGGESTION_PROVEN) {
        ways[count] = suppress_way(drawing, kept, false);
        ways[count++].method = WORDS_TOTALS_KEPT;
    }
    return count;
}

/* The rows of the right half, in order. */
static size_t list_ways(const struct suppress_drawing *drawing, struct alternative *ways)
{
    const struct suggestion *suggestion = drawing->suggestion;
    size_t count = 0;
    if (drawing->better) {
        ways[count++] = suggested(drawing, *drawing->better);
    }
    count += list_suppressions(drawing, ways + count);
    for (size_t i = 0; i < suggestion->alternative_count && count < WAYS_LIMIT; i++) {
        const struct alternative *way = &suggestion->alternatives[i];
        if (way != drawing->better &&
            (way->table == drawing->index || way->table == UINT32_MAX)) {
            ways[count++] = *way;
        }
    }
    const struct suggestion *with_secondaries =
        suggestion->with_totals_kept ? suggestion->with_totals_kept : suggestion;
    const struct alternative primaries = suppress_way(drawing, with_secondaries, true);
    if (!primaries.is_proven) {
        ways[count++] = primaries;
    }
    return count;
}

static void write_way_headings(const struct suppress_drawing *drawing, uint32_t row)
{
    for (uint32_t i = 0; i < SUPPRESS_BLOCK - 1; i++) {
        const char *name = way_names[i];
        const bool is_right = *name == '>';
        const bool is_centred = *name == '^';
        xlsx_write_text(drawing->sheet, row, drawing->right + i,
                        name + (is_right || is_centred),
                        style(drawing, is_right     ? STYLE_HEADER_RIGHT
                                       : is_centred ? STYLE_HEADER_CENTRE
                                                    : STYLE_HEADER));
    }
}

void draw_suppress_audit(const struct suppress_drawing *drawing, uint32_t row)
{
    const struct workbook *workbook = drawing->workbook;
    struct alternative ways[WAYS_LIMIT + 2];
    const size_t way_count = list_ways(drawing, ways);
    const size_t all = drawing->end - drawing->first;
    const size_t shown = all < AUDIT_LIMIT ? all : AUDIT_LIMIT;
    xlsx_write_text(drawing->sheet, row, 0,
                    drawing->better ? WORDS_IF_HIDDEN : WORDS_CAN_BE_WORKED_OUT,
                    style(drawing, STYLE_SECTION));
    xlsx_write_text(drawing->sheet, row, drawing->right, WORDS_OTHER_WAYS,
                    style(drawing, STYLE_SECTION));
    row++;
    write_headings(workbook, drawing->sheet, row, audit_names, drawing->widths,
                   SUPPRESS_BLOCK);
    write_way_headings(drawing, row);
    row++;
    for (size_t i = 0; i < shown || i < way_count; i++) {
        struct row_fit fit = {0};
        if (i < shown) {
            write_left(drawing, row, &drawing->suggestion->cells[drawing->first + i],
                       &fit);
        }
        if (i < way_count) {
            write_way(drawing, row, &ways[i], i == 0, &fit);
        }
        finish_row(drawing->sheet, row, &fit);
        row++;
    }
    if (shown < all) {
        xlsx_write_text(drawing->sheet, row++, 0,
                        text_format(workbook->arena, WORDS_MORE_HIDDEN, all - shown),
                        style(drawing, STYLE_SMALL));
    }
    xlsx_write_text(drawing->sheet, row + 1, 0, WORDS_LOOK_THE_SAME,
                    style(drawing, STYLE_SMALL));
}
