/*
 * A table's sheet: the table as submitted, with its own headings, the role that each
 * column was read as, and a mark, a comment and a note wherever a rule fired.
 *
 * Rows are drawn from the top down; a large table shows only the rows with findings, and
 * says so.
 */
#include "base/text.h"
#include "report/workbook/sheet_drawing.h"
#include "report/workbook/sheet_words.h"
#include "report/workbook/sheets.h"
#include "report/workbook/xlsx_width.h"

enum { FROZEN_ROWS_LIMIT = 18, FROZEN_WIDTH_LIMIT = 70, KEY_GAP = 1 };

static const struct xlsx_format *style(const struct drawing *drawing, enum style style)
{
    return drawing->workbook->styles[style];
}

/* The findings of a row of the grid: a run of the plan's list. */
static size_t take_row(struct drawing *drawing, uint32_t row)
{
    const struct table_plan *plan = drawing->plan;
    while (drawing->next_placed < plan->placed_count &&
           plan->placed[drawing->next_placed].row < row) {
        drawing->next_placed++;
    }
    size_t count = 0;
    while (drawing->next_placed + count < plan->placed_count &&
           plan->placed[drawing->next_placed + count].row == row) {
        count++;
    }
    return count;
}

/* Where that run starts; never NULL, so that empty runs need no care. */
static const struct placed *row_items(const struct drawing *drawing)
{
    static const struct placed none = {0};
    return drawing->plan->placed ? drawing->plan->placed + drawing->next_placed : &none;
}

/* The part of a row's run that is about one column. */
static size_t run_at(const struct placed *items, size_t count, uint32_t column)
{
    size_t length = 0;
    while (length < count && items[length].column == column) {
        length++;
    }
    return length;
}

/* A link to the finding; the number itself is written after. */
static void attach_link(const struct drawing *drawing, uint32_t row, uint32_t column,
                        const struct placed *item, const struct xlsx_format *format)
{
    const struct workbook *workbook = drawing->workbook;
    struct xlsx_link link;
    if (link_to_listing(workbook, item->finding, &link)) {
        const char *id = workbook->results->findings[item->finding].id;
        link.text = id;
        link.tip = text_format(workbook->arena, WORDS_GO_TO_FINDING, id);
        xlsx_write_link(drawing->sheet, row, column, &link, format);
    }
}

/* The comment of a marked cell, and its link where it is a number: some programs paint
 * the text of links in their own colour, which could not be read on the fill. The row's
 * number has a link in any case. */
static void attach(struct drawing *drawing, uint32_t row, uint32_t column,
                   const struct mark *mark, const struct xlsx_format *format,
                   bool is_number)
{
    const struct workbook *workbook = drawing->workbook;
    if (!drawing->comments_left) {
        return;
    }
    drawing->comments_left--;
    if (is_number) {
        attach_link(drawing, row, column, mark->items, format);
    }
    xlsx_add_comment(drawing->sheet, row, column, mark_comment(workbook, mark));
}

/* What the attacker left of the cell, where it is a hidden one. */
static const struct attack_cell *hidden_at(const struct drawing *drawing,
                                           const struct shown_cell *shown)
{
    const struct table *table = drawing->table;
    return shown->cell ? attack_view_find(drawing->workbook->attack, table,
                                          (uint32_t)(shown->cell - table->cells))
                       : NULL;
}

/* A hidden cell without a finding says what is left of it. */
static void attach_hidden(struct drawing *drawing, uint32_t row, uint32_t column,
                          const struct shown_cell *shown)
{
    const struct attack_cell *hidden = hidden_at(drawing, shown);
    if (hidden && drawing->comments_left) {
        drawing->comments_left--;
        xlsx_add_comment(drawing->sheet, row, column,
                         hidden_comment(drawing->workbook, hidden));
    }
}

static void write_marked(struct drawing *drawing, uint32_t sheet_row, uint32_t column,
                         const struct shown_cell *shown, const struct placed *items,
                         size_t count)
{
    const struct workbook *workbook = drawing->workbook;
    struct mark mark = make_mark(workbook, items, count, &drawing->use);
    mark.hidden = hidden_at(drawing, shown);
    struct xlsx_look look = table_look();
    look.align = shown->is_right ? XLSX_RIGHT : XLSX_LEFT;
    look.wraps = !shown_cell_is_number(shown);
    look.number_format = shown_cell_format(workbook->arena, shown, mark.letters);
    set_severity_look(&look, mark.severity);
    const struct xlsx_format *format = xlsx_book_format(workbook->book, &look);
    attach(drawing, sheet_row, column, &mark, format, shown_cell_is_number(shown));
    if (shown_cell_is_number(shown)) {
        xlsx_write_number(drawing->sheet, sheet_row, column, shown->cell->value, format);
    } else {
        xlsx_write_text(drawing->sheet, sheet_row, column,
                        text_is_blank(shown->text) ? WORDS_EMPTY_CELL : shown->text,
                        format);
    }
}

/* Column A: the row's number in the source, marked where a finding is about the whole
 * row. */
static void write_source_row(struct drawing *drawing, uint32_t sheet_row, uint32_t row,
                             const struct placed *items, size_t in_row)
{
    size_t count = 0;
    while (count < in_row && items[in_row - count - 1].column == UINT32_MAX) {
        count++;
    }
    const bool is_heading = row < drawing->table->first_data_row;
    const struct xlsx_format *format =
        style(drawing, is_heading ? STYLE_SOURCE_HEADER : STYLE_SOURCE_ROW);
    if (count) {
        const struct mark mark =
            make_mark(drawing->workbook, items + in_row - count, count, &drawing->use);
        struct xlsx_look look = table_look();
        look.align = XLSX_CENTRE;
        look.indent = 0;
        look.points = 9;
        look.number_format =
            text_format(drawing->workbook->arena, "0\" %s\"", mark.letters);
        set_severity_look(&look, mark.severity);
        format = xlsx_book_format(drawing->workbook->book, &look);
        attach(drawing, sheet_row, 0, &mark, format, true);
    } else if (in_row && drawing->comments_left) {
        attach_link(drawing, sheet_row, 0, items, format);
    }
    xlsx_write_number(drawing->sheet, sheet_row, 0, (double)row + 1, format);
}

/* The last column, and the row's height. */
static void write_notes(struct drawing *drawing, uint32_t sheet_row,
                        const struct placed *items, size_t count, struct row_fit *fit)
{
    const uint32_t column = drawing->columns->count + 1;
    if (count) {
        const char *notes = row_notes(drawing->workbook, items, count);
        fit_text(fit, notes, NOTES_WIDTH, false);
        xlsx_write_text(drawing->sheet, sheet_row, column, notes,
                        style(drawing, STYLE_TEXT));
    } else {
        xlsx_write_blank(drawing->sheet, sheet_row, column, style(drawing, STYLE_TEXT));
    }
    finish_row(drawing->sheet, sheet_row, fit);
}

static void draw_headings(struct drawing *drawing, uint32_t sheet_row, uint32_t row)
{
    const size_t in_row = take_row(drawing, row);
    const struct placed *items = row_items(drawing);
    struct row_fit fit = {0};
    size_t at = 0;
    for (uint32_t i = 0; i < drawing->columns->count; i++) {
        const struct shown_cell shown = heading_at(drawing->columns, row, i);
        const size_t count =
            run_at(items + at, in_row - at, drawing->table->first_column + i);
        fit_text(&fit, shown.text, drawing->columns->items[i].width, true);
        if (count) {
            write_marked(drawing, sheet_row, i + 1, &shown, items + at, count);
        } else {
            xlsx_write_text(
                drawing->sheet, sheet_row, i + 1, shown.text,
                style(drawing, shown.is_right ? STYLE_HEADER_RIGHT : STYLE_HEADER));
        }
        at += count;
    }
    write_source_row(drawing, sheet_row, row, items, in_row);
    const bool is_last = sheet_row + 1 == drawing->plan->data_top;
    const uint32_t column = drawing->columns->count + 1;
    const char *notes = in_row ? row_notes(drawing->workbook, items, in_row) : "";
    const char *text =
        !is_last ? notes
        : *notes ? text_format(drawing->workbook->arena, "%s\n%s", WORDS_NOTES, notes)
                 : WORDS_NOTES;
    fit_text(&fit, text, NOTES_WIDTH, true);
    xlsx_write_text(drawing->sheet, sheet_row, column, text,
                    style(drawing, STYLE_HEADER));
    finish_row(drawing->sheet, sheet_row, &fit);
}

static void draw_row(struct drawing *drawing, uint32_t sheet_row, uint32_t row)
{
    const size_t in_row = take_row(drawing, row);
    const struct placed *items = row_items(drawing);
    struct row_fit fit = {0};
    size_t at = 0;
    columns_go_to_row(drawing->columns, row);
    for (uint32_t i = 0; i < drawing->columns->count; i++) {
        const struct shown_cell shown = shown_cell_at(drawing->columns, row, i);
        const size_t count =
            run_at(items + at, in_row - at, drawing->table->first_column + i);
        if (count) {
            write_marked(drawing, sheet_row, i + 1, &shown, items + at, count);
        } else {
            write_shown_cell(drawing->workbook, drawing->sheet, drawing->columns, &shown,
                             sheet_row);
            attach_hidden(drawing, sheet_row, i + 1, &shown);
        }
        if (!shown.is_right) {
            fit_text(&fit, shown.text, drawing->columns->items[i].width, count > 0);
        }
        at += count;
    }
    write_source_row(drawing, sheet_row, row, items, in_row);
    write_notes(drawing, sheet_row, items, in_row, &fit);
}

/* The panes: under the headings while they are not too many, right of the labels while
 * they are not too wide. */
static void freeze(const struct drawing *drawing)
{
    const struct table_plan *plan = drawing->plan;
    uint32_t labels = 0;
    double width = SOURCE_WIDTH;
    while (labels < drawing->columns->count && drawing->columns->items[labels].is_label) {
        width += drawing->columns->items[labels++].width;
    }
    const bool is_narrow =
        width <= FROZEN_WIDTH_LIMIT && labels < drawing->columns->count;
    xlsx_freeze(drawing->sheet, plan->data_top <= FROZEN_ROWS_LIMIT ? plan->data_top : 0,
                is_narrow ? labels + 1 : 0);
}

static void open_table_sheet(struct drawing *drawing)
{
    enum { WIDE_COLUMNS = 10, TOO_WIDE_COLUMNS = 40, SHORT_ROWS = 25 };
    const struct workbook *workbook = drawing->workbook;
    const struct sheet_columns *columns = drawing->columns;
    const uint32_t count = columns->count;
    double *widths = arena_array(workbook->arena, count + 2, double);
    widths[0] = SOURCE_WIDTH;
    for (uint32_t i = 0; i < count; i++) {
        widths[i + 1] = columns->items[i].width;
    }
    widths[count + 1] = NOTES_WIDTH;
    const struct sheet_opening opening = {
        .title = text_format(workbook->arena, WORDS_TABLE_TITLE, drawing->table->id,
                             output_text(drawing->table->output)),
        .description = table_description(drawing),
        .widths = widths,
        .width_count = count + 2,
        .page = {.is_a3 = count > WIDE_COLUMNS,
                 .is_unfitted = count > TOO_WIDE_COLUMNS,
                 .is_one_page = drawing->plan->row_count <= SHORT_ROWS,
                 .repeat_first = drawing->plan->strip_top,
                 .repeat_last = drawing->plan->data_top - 1},
    };
    open_sheet(workbook, drawing->sheet, &opening);
}

void sheet_annotated_write(const struct workbook *workbook, size_t table)
{
    const struct table_plan *plan = &workbook->plan->tables[table];
    struct drawing drawing = {
        .workbook = workbook,
        .plan = plan,
        .table = plan->table,
        .sheet = workbook->tables[table],
        .columns = columns_create(workbook->arena, plan),
        .comments_left = plan->comment_limit,
    };
    open_table_sheet(&drawing);
    draw_table_top(&drawing);
    draw_strip(&drawing);
    for (uint32_t i = 0; i < plan->header_rows; i++) {
        draw_headings(&drawing, plan->header_top + i, plan->table->first_row + i);
    }
    for (uint32_t i = 0; i < plan->row_count; i++) {
        const uint32_t row =
            plan->shows_all ? plan->table->first_data_row + i : plan->rows[i];
        draw_row(&drawing, plan->data_top + i, row);
    }
    const uint32_t end = plan->data_top + plan->row_count;
    const struct xlsx_area area = {plan->header_top, 0, end, drawing.columns->count};
    xlsx_quieten(drawing.sheet, area);
    freeze(&drawing);
    write_key(workbook, drawing.sheet, end + KEY_GAP, &drawing.use);
}
