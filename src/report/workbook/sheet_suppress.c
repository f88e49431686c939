/*
 * The sheet of a suggestion: the table as submitted and as it could be released, side by
 * side; below, what an attacker is left with, and other ways to the same end.
 *
 * Long tables show the rows that change. Colours tell primary from secondary here and
 * nowhere else.
 */
#include "report/workbook/sheet_suppress.h"

#include "base/text.h"
#include "report/workbook/sheet_columns.h"
#include "report/workbook/sheet_words.h"
#include "report/workbook/sheets.h"

enum {
    TOP = 3,
    ALL_ROWS = 60,
    ROW_LIMIT = 500,
    COLOUR_SECONDARY = 0xEFD88B,
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

static uint32_t choose_rows(const struct suppress_drawing *drawing, uint32_t *rows)
{
    const struct table *table = drawing->table;
    const bool shows_all = table->last_row - table->first_data_row < ALL_ROWS;
    uint32_t count = 0;
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        if (count < ROW_LIMIT && (shows_all || has_row(drawing, row))) {
            rows[count++] = row;
        }
    }
    return count;
}

/* ---- cells ---- */

static const struct suggested_cell *suggested_at(const struct suppress_drawing *drawing,
                                                 const struct cell *cell)
{
    if (!cell) {
        return NULL;
    }
    for (size_t i = drawing->first; i < drawing->end; i++) {
        const struct cell *hidden =
            &drawing->table->cells[drawing->suggestion->cells[i].cell];
        if (hidden->row == cell->row && hidden->column == cell->column) {
            return &drawing->suggestion->cells[i];
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

static void write_cell(const struct suppress_drawing *drawing, uint32_t row,
                       uint32_t column, const struct shown_cell *shown, bool is_after)
{
    struct arena *arena = drawing->workbook->arena;
    const struct suggested_cell *cell = suggested_at(drawing, shown->cell);
    struct xlsx_look look = look_of(shown, cell);
    if (shown_cell_is_number(shown) && !(cell && is_after)) {
        look.number_format =
            shown_cell_format(arena, shown, cell ? letter_of(drawing, cell) : "");
        xlsx_write_number(drawing->sheet, row, column, shown->cell->value,
                          xlsx_book_format(drawing->workbook->book, &look));
        return;
    }
    const char *text = cell && is_after ? marker(drawing) : shown->text;
    xlsx_write_text(drawing->sheet, row, column, text ? text : "",
                    xlsx_book_format(drawing->workbook->book, &look));
}

static void draw_heading_row(const struct suppress_drawing *drawing,
                             const struct sheet_columns *columns, uint32_t sheet_row,
                             uint32_t row)
{
    struct row_fit fit = {0};
    for (uint32_t half = 0; half < 2; half++) {
        for (uint32_t i = 0; i < columns->count; i++) {
            const uint32_t column = half ? drawing->right + i : i;
            const struct shown_cell shown = heading_at(columns, row, i);
            fit_text(&fit, shown.text, drawing->widths[column], true);
            xlsx_write_text(
                drawing->sheet, sheet_row, column, shown.text,
                style(drawing, shown.is_right ? STYLE_HEADER_RIGHT : STYLE_HEADER));
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

/* One row, before and after: cells are met from the left, so each half has its own walk.
 */
static void draw_row(const struct suppress_drawing *drawing,
                     struct sheet_columns *const halves[2], uint32_t sheet_row,
                     uint32_t row)
{
    struct row_fit fit = {0};
    for (uint32_t half = 0; half < 2; half++) {
        columns_go_to_row(halves[half], row);
        for (uint32_t i = 0; i < halves[half]->count; i++) {
            const uint32_t column = half ? drawing->right + i : i;
            const struct shown_cell shown = shown_cell_at(halves[half], row, i);
            fit_text(&fit, shown.text, drawing->widths[column], false);
            write_cell(drawing, sheet_row, column, &shown, half == 1);
        }
    }
    finish_row(drawing->sheet, sheet_row, &fit);
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
    return text_format(arena, WORDS_SUPPRESS_HELP, primaries, all - primaries,
                       marker(drawing));
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
    for (uint32_t i = 0; i < count; i++) {
        draw_row(drawing, halves, TOP + 1 + headings + i, rows[i]);
    }
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
    struct sheet_columns *const halves[2] = {columns_create(workbook->arena, plan),
                                             columns_create(workbook->arena, plan)};
    struct suppress_drawing drawing = {
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
