/*
 * The sheet of a suggestion: the table as submitted and as it could be released, side by
 * side; below, what an attacker is left with, and other ways to the same end. What could
 * be released is what is suggested first: with cells hidden, or by another design.
 *
 * Long tables show the rows that change. Colours tell primary from secondary here and
 * nowhere else.
 */
#include "report/workbook/sheet_suppress.h"

#include "base/text.h"
#include "protect/redesign.h"
#include "report/workbook/sheet_columns.h"
#include "report/workbook/sheet_words.h"
#include "report/workbook/sheets.h"

enum {
    TOP = 3,
    ALL_ROWS = 60,
    ROW_LIMIT = 500,
    COLOUR_SECONDARY = 0xEFD88B,
    COLOUR_OTHER = 0xDCE8F4,
};

#define FIRST_WIDTH 36.0
#define OTHER_WIDTH 15.5
#define GAP_WIDTH   3.0

static const struct xlsx_format *style(const struct suppress_drawing *drawing,
                                       enum style style)
{
    return drawing->workbook->styles[style];
}

/* ---- which rows ---- */

static bool has_row(const struct suppress_drawing *drawing, uint32_t row)
{
    for (size_t i = drawing->first; i < drawing->end; i++) {
        if (drawing->table->cells[drawing->suggestion->cells[i].cell].row == row) {
            return true;
        }
    }
    return false;
}

/* Whether the row shows something else in the right half, or is not there. */
static bool is_other_row(const struct suppress_drawing *drawing, uint32_t row)
{
    const struct after_view *view = &drawing->after;
    for (uint32_t i = 0; i < view->after->cell_count; i++) {
        const struct cell *cell = &view->after->cells[i];
        if (cell->row == row && after_view_is_other(view, cell)) {
            return true;
        }
    }
    return view->gone_rows[row];
}

static uint32_t choose_rows(const struct suppress_drawing *drawing, uint32_t *rows)
{
    const struct table *table = drawing->table;
    const bool shows_all = table->last_row - table->first_data_row < ALL_ROWS;
    uint32_t count = 0;
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        if (count < ROW_LIMIT &&
            (shows_all || has_row(drawing, row) || is_other_row(drawing, row))) {
            rows[count++] = row;
        }
    }
    return count;
}

/* ---- cells ---- */

/* What is suggested of the cell that stands there; of another design, what asked for it.
 */
static const struct suggested_cell *suggested_at(const struct suppress_drawing *drawing,
                                                 const struct cell *cell)
{
    if (!cell) {
        return NULL;
    }
    for (size_t i = drawing->first; i < drawing->end; i++) {
        const struct suggested_cell *suggested = &drawing->suggestion->cells[i];
        const struct cell *hidden = &drawing->table->cells[suggested->cell];
        if (hidden->row == cell->row && hidden->column == cell->column &&
            (suggested->is_primary || !drawing->better)) {
            return suggested;
        }
    }
    return NULL;
}

/* "T", "P"; "S" for cells that protect others. */
static const char *letter_of(const struct suppress_drawing *drawing,
                             const struct suggested_cell *cell)
{
    return cell->is_primary
               ? text_format(drawing->workbook->arena, "%.1s", cell->reasons[0])
               : "S";
}

static const char *marker(const struct suppress_drawing *drawing)
{
    const char *text = drawing->workbook->results->policy->marker;
    return *text == '[' ? text : text_format(drawing->workbook->arena, "[%s]", text);
}

static struct xlsx_look look_of(const struct shown_cell *shown,
                                const struct suggested_cell *cell)
{
    struct xlsx_look look = table_look();
    look.align = shown->is_right ? XLSX_RIGHT : XLSX_LEFT;
    look.is_bold = shown->is_bold || cell;
    if (cell) {
        look.fill = cell->is_primary ? COLOUR_FAIL : COLOUR_SECONDARY;
        look.colour = cell->is_primary ? COLOUR_WHITE : COLOUR_INK;
    }
    return look;
}

static void write_before(const struct suppress_drawing *drawing, uint32_t row,
                         uint32_t column, const struct shown_cell *shown)
{
    struct arena *arena = drawing->workbook->arena;
    const struct suggested_cell *cell = suggested_at(drawing, shown->cell);
    struct xlsx_look look = look_of(shown, cell);
    if (shown_cell_is_number(shown)) {
        look.number_format =
            shown_cell_format(arena, shown, cell ? letter_of(drawing, cell) : "");
        xlsx_write_number(drawing->sheet, row, column, shown->cell->value,
                          xlsx_book_format(drawing->workbook->book, &look));
        return;
    }
    xlsx_write_text(drawing->sheet, row, column, shown->text ? shown->text : "",
                    xlsx_book_format(drawing->workbook->book, &look));
}

/* A label or number that is another one stands out; a hidden one as it does on the left.
 */
static void write_after(const struct suppress_drawing *drawing, uint32_t row,
                        uint32_t column, const struct shown_cell *shown,
                        const char *label)
{
    const struct cell *cell = shown->cell;
    const bool is_other = cell && after_view_is_other(&drawing->after, cell);
    const bool is_hidden = is_other && cell->state == CELL_HIDDEN;
    struct xlsx_look look =
        look_of(shown, is_hidden ? suggested_at(drawing, cell) : NULL);
    if (is_hidden && !look.fill) {
        look.fill = COLOUR_SECONDARY;
    } else if (is_other || label) {
        look.fill = is_hidden ? look.fill : COLOUR_OTHER;
        look.is_bold = true;
    }
    if (cell && shown_cell_is_number(shown)) {
        look.number_format = shown_cell_format(drawing->workbook->arena, shown, "");
        xlsx_write_number(drawing->sheet, row, column, cell->value,
                          xlsx_book_format(drawing->workbook->book, &look));
        return;
    }
    const char *text = is_hidden ? marker(drawing) : label ? label : shown->text;
    xlsx_write_text(drawing->sheet, row, column, text ? text : "",
                    xlsx_book_format(drawing->workbook->book, &look));
}

/* ---- rows ---- */

static bool is_gone(const struct suppress_drawing *drawing, uint32_t column)
{
    return drawing->after.gone_columns[drawing->table->first_column + column];
}

static void draw_heading(const struct suppress_drawing *drawing,
                         const struct shown_cell *shown, const char *text, uint32_t row,
                         uint32_t column, struct row_fit *fit)
{
    fit_text(fit, text, drawing->widths[column], true);
    xlsx_write_text(drawing->sheet, row, column, text,
                    style(drawing, shown->is_right ? STYLE_HEADER_RIGHT : STYLE_HEADER));
}

static void draw_heading_row(const struct suppress_drawing *drawing,
                             const struct sheet_columns *columns, uint32_t sheet_row,
                             uint32_t row)
{
    struct row_fit fit = {0};
    uint32_t right = drawing->right;
    for (uint32_t i = 0; i < columns->count; i++) {
        const struct shown_cell shown = heading_at(columns, row, i);
        const char *label =
            after_view_label(&drawing->after, row, drawing->table->first_column + i);
        draw_heading(drawing, &shown, shown.text, sheet_row, i, &fit);
        if (!is_gone(drawing, i)) {
            draw_heading(drawing, &shown, label ? label : shown.text, sheet_row, right++,
                         &fit);
        }
    }
    finish_row(drawing->sheet, sheet_row, &fit);
}

static void draw_headings(const struct suppress_drawing *drawing,
                          const struct sheet_columns *columns, uint32_t top)
{
    const struct table *table = drawing->table;
    const uint32_t rows = table->first_data_row > table->first_row
                              ? table->first_data_row - table->first_row
                              : 1;
    for (uint32_t r = 0; r < rows; r++) {
        draw_heading_row(drawing, columns, top + r, table->first_row + r);
    }
}

static void draw_before(const struct suppress_drawing *drawing,
                        struct sheet_columns *columns, uint32_t sheet_row, uint32_t row,
                        struct row_fit *fit)
{
    columns_go_to_row(columns, row);
    for (uint32_t i = 0; i < columns->count; i++) {
        const struct shown_cell shown = shown_cell_at(columns, row, i);
        fit_text(fit, shown.text, drawing->widths[i], false);
        write_before(drawing, sheet_row, i, &shown);
    }
}

static void draw_after(const struct suppress_drawing *drawing,
                       struct sheet_columns *columns, uint32_t sheet_row, uint32_t row,
                       struct row_fit *fit)
{
    uint32_t column = drawing->right;
    columns_go_to_row(columns, row);
    for (uint32_t i = 0; i < columns->count; i++) {
        const struct shown_cell shown = shown_cell_at(columns, row, i);
        const char *label =
            after_view_label(&drawing->after, row, drawing->table->first_column + i);
        if (is_gone(drawing, i)) {
            continue;
        }
        fit_text(fit, label ? label : shown.text, drawing->widths[column], false);
        write_after(drawing, sheet_row, column++, &shown, label);
    }
}

/* Rows before and after; those that go leave no gap. Cells are met from the left, so each
 * half has its own walk. */
static void draw_rows(const struct suppress_drawing *drawing,
                      struct sheet_columns *const halves[2], const uint32_t *rows,
                      uint32_t count, uint32_t top)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct row_fit fit = {0};
        draw_before(drawing, halves[0], top + i, rows[i], &fit);
        while (next < count && drawing->after.gone_rows[rows[next]]) {
            next++;
        }
        if (next < count) {
            draw_after(drawing, halves[1], top + i, rows[next++], &fit);
        }
        finish_row(drawing->sheet, top + i, &fit);
    }
}

/* ---- the sheet ---- */

static const double *widths_of(struct arena *arena, const struct sheet_columns *columns,
                               uint32_t right, uint32_t *count)
{
    const uint32_t half = right - 1;
    double *widths = arena_array(arena, 2 * (size_t)right + 1, double);
    for (uint32_t i = 0; i < half; i++) {
        const double wanted = i < columns->count && columns->items[i].is_label
                                  ? columns->items[i].width
                                  : OTHER_WIDTH;
        widths[i] = i == 0 && wanted < FIRST_WIDTH ? FIRST_WIDTH : wanted;
        widths[right + i] = widths[i];
    }
    widths[half] = GAP_WIDTH;
    *count = right + half;
    return widths;
}

static const char *counts_sentence(const struct suppress_drawing *drawing)
{
    struct arena *arena = drawing->workbook->arena;
    size_t primaries = 0;
    for (size_t i = drawing->first; i < drawing->end; i++) {
        primaries += drawing->suggestion->cells[i].is_primary;
    }
    const size_t all = drawing->end - drawing->first;
    if (drawing->better) {
        return text_format(arena, WORDS_BETTER_HELP, drawing->better->method, primaries,
                           all - primaries);
    }
    return text_format(
        arena, WORDS_SUPPRESS_HELP, primaries, all - primaries, marker(drawing),
        drawing->after.other_numbers ? WORDS_TOTALS_ANEW : WORDS_TOTALS_STAY);
}

static uint32_t draw_tables(const struct suppress_drawing *drawing,
                            struct sheet_columns *const halves[2])
{
    const struct table *table = drawing->table;
    uint32_t *rows =
        arena_array(drawing->workbook->arena,
                    (size_t)table->last_row - table->first_data_row + 2, uint32_t);
    const uint32_t count = choose_rows(drawing, rows);
    const uint32_t headings = table->first_data_row > table->first_row
                                  ? table->first_data_row - table->first_row
                                  : 1;
    xlsx_write_text(drawing->sheet, TOP, 0, WORDS_BEFORE, style(drawing, STYLE_SECTION));
    xlsx_write_text(drawing->sheet, TOP, drawing->right, WORDS_AFTER,
                    style(drawing, STYLE_SECTION));
    draw_headings(drawing, halves[0], TOP + 1);
    draw_rows(drawing, halves, rows, count, TOP + 1 + headings);
    uint32_t next = TOP + 1 + headings + count;
    if (count < table->last_row - table->first_data_row + 1) {
        xlsx_write_text(drawing->sheet, next++, 0, WORDS_CHANGED_ROWS,
                        style(drawing, STYLE_SMALL));
    }
    xlsx_freeze(drawing->sheet, TOP + 1 + headings <= ALL_ROWS ? TOP + 1 + headings : 0,
                1);
    return next;
}

void sheet_suppress_write(const struct workbook *workbook, size_t index)
{
    const struct suggestion *suggestion = workbook->results->suggestion;
    const struct table_plan *plan = &workbook->plan->tables[index];
    const struct submission *shown =
        suggestion->better_shown ? suggestion->better_shown : suggestion->shown;
    const struct after_view after =
        after_view_create(workbook->arena, plan->table, shown->tables[index]);
    struct table_plan right = *plan;
    right.table = after.after;
    struct sheet_columns *const halves[2] = {columns_create(workbook->arena, plan),
                                             columns_create(workbook->arena, &right)};
    struct suppress_drawing drawing = {
        .after = after,
        .better = suggestion->better_shown ? redesign_best(suggestion) : NULL,
        .workbook = workbook,
        .suggestion = suggestion,
        .table = plan->table,
        .index = (uint32_t)index,
        .sheet = workbook->suppress[index],
    };
    while (drawing.first < suggestion->cell_count &&
           suggestion->cells[drawing.first].table != index) {
        drawing.first++;
    }
    drawing.end = drawing.first;
    while (drawing.end < suggestion->cell_count &&
           suggestion->cells[drawing.end].table == index) {
        drawing.end++;
    }
    const uint32_t widest =
        halves[0]->count > SUPPRESS_BLOCK ? halves[0]->count : SUPPRESS_BLOCK;
    uint32_t width_count = 0;
    drawing.right = widest + 1;
    drawing.widths = widths_of(workbook->arena, halves[0], drawing.right, &width_count);
    const struct sheet_opening opening = {
        .title = text_format(workbook->arena, WORDS_SUPPRESS_TITLE, plan->table->id,
                             output_text(plan->table->output)),
        .description = counts_sentence(&drawing),
        .widths = drawing.widths,
        .width_count = width_count,
        .page = {.is_a3 = true,
                 .is_one_page = plan->row_count <= ALL_ROWS,
                 .repeat_first = TOP,
                 .repeat_last = TOP + 1},
    };
    open_sheet(workbook, drawing.sheet, &opening);
    const uint32_t next = draw_tables(&drawing, halves);
    draw_suppress_audit(&drawing, next + 1);
}
