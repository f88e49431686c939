#include "report/workbook/sheet_columns.h"

#include "base/text.h"
#include "report/workbook/sheet_cells.h"
#include "report/workbook/xlsx_width.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double narrowest = 10;
static const double narrowest_label = 14;
static const double narrowest_first = 21; /* links and chips of the top stand in it */
static const double widest_label = 46;
static const double widest_number = 60;
static const double number_extra = 26; /* pixels: commas and the letters of marks */

static int compare_cells(const struct cell *one, const struct cell *other)
{
    const int by_row = (one->row > other->row) - (one->row < other->row);
    return by_row ? by_row
                  : (one->column > other->column) - (one->column < other->column);
}

struct sort_item {
    uint32_t row;
    uint32_t column;
    uint32_t index;
};

static int compare_items(const void *left, const void *right)
{
    const struct sort_item *one = left;
    const struct sort_item *other = right;
    int order = (one->row > other->row) - (one->row < other->row);
    if (!order) {
        order = (one->column > other->column) - (one->column < other->column);
    }
    return order ? order : (one->index > other->index) - (one->index < other->index);
}

/* NULL when the cells already stand in the order of rows and columns. */
static const uint32_t *order_cells(struct arena *arena, const struct table *table)
{
    bool is_ordered = true;
    for (uint32_t i = 1; i < table->cell_count && is_ordered; i++) {
        is_ordered = compare_cells(&table->cells[i - 1], &table->cells[i]) <= 0;
    }
    if (is_ordered) {
        return NULL;
    }
    struct sort_item *items = arena_array(arena, table->cell_count, struct sort_item);
    uint32_t *order = arena_array(arena, table->cell_count, uint32_t);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        items[i] = (struct sort_item){table->cells[i].row, table->cells[i].column, i};
    }
    qsort(items, table->cell_count, sizeof(items[0]), compare_items);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        order[i] = items[i].index;
    }
    return order;
}

static const struct cell *cell_in_order(const struct sheet_columns *columns, uint32_t at)
{
    return &columns->table->cells[columns->order ? columns->order[at] : at];
}

static void find_labels(struct sheet_columns *columns)
{
    const struct table *table = columns->table;
    for (uint32_t i = 0; i < columns->count; i++) {
        columns->items[i].is_label = true;
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        const bool is_inside = cell->row >= table->first_data_row &&
                               cell->column >= table->first_column &&
                               cell->column - table->first_column < columns->count;
        if (is_inside && !cell->is_outside) {
            columns->items[cell->column - table->first_column].is_label = false;
        }
    }
    for (uint32_t i = 0; i < table->column_count; i++) {
        const struct line_role *line = &table->columns[i];
        if (line->index >= table->first_column &&
            line->index - table->first_column < columns->count) {
            columns->items[line->index - table->first_column].line = line;
        }
    }
}

/* The widest word: headings break between words, never inside one. */
static double widest_word(const char *text)
{
    static const struct type_face face = {.points = 11, .is_bold = true};
    double widest = 0;
    char word[128];
    while (*text) {
        size_t length = strcspn(text, " \n");
        const size_t kept = length < sizeof(word) ? length : sizeof(word) - 1;
        memcpy(word, text, kept);
        word[kept] = '\0';
        widest = fmax(widest, xlsx_text_pixels(word, face));
        length += strspn(text + length, " \n");
        text += length;
    }
    return widest;
}

/* Raises the widths to what a row needs; label texts wrap beyond their limit. */
static void widen_for_row(struct sheet_columns *columns, uint32_t row, double *pixels)
{
    static const struct type_face face = {.points = 11, .is_bold = true};
    for (uint32_t i = 0; i < columns->count; i++) {
        const char *text =
            grid_text(columns->table->grid, row, columns->table->first_column + i);
        if (*text) {
            const double extra = columns->items[i].is_label ? 0 : number_extra;
            pixels[i] = fmax(pixels[i], xlsx_text_pixels(text, face) + extra);
        }
    }
}

static void set_widths(struct sheet_columns *columns, const struct table_plan *plan)
{
    const struct table *table = columns->table;
    double *pixels = arena_array(columns->arena, columns->count + 1, double);
    for (uint32_t i = 0; i < plan->row_count; i++) {
        widen_for_row(
            columns, plan->shows_all ? table->first_data_row + i : plan->rows[i], pixels);
    }
    for (uint32_t i = 0; i < columns->count; i++) {
        struct sheet_column *column = &columns->items[i];
        const double widest = column->is_label ? widest_label : widest_number;
        double words = 0;
        for (uint32_t row = 0; row < plan->header_rows; row++) {
            words = fmax(
                words, widest_word(heading_at(columns, table->first_row + row, i).text));
        }
        column->width = fmin(widest, xlsx_column_for(fmax(pixels[i], fmin(words, 200))));
        column->width = fmax(column->width, i == 0             ? narrowest_first
                                            : column->is_label ? narrowest_label
                                                               : narrowest);
    }
}

struct sheet_columns *columns_create(struct arena *arena, const struct table_plan *plan)
{
    struct sheet_columns *columns = arena_new(arena, struct sheet_columns);
    columns->arena = arena;
    columns->table = plan->table;
    columns->count = plan->last_column - plan->table->first_column + 1;
    columns->items = arena_array(arena, columns->count, struct sheet_column);
    columns->order = order_cells(arena, plan->table);
    find_labels(columns);
    set_widths(columns, plan);
    return columns;
}

void columns_go_to_row(struct sheet_columns *columns, uint32_t row)
{
    const uint32_t all = columns->table->cell_count;
    while (columns->next < all && cell_in_order(columns, columns->next)->row < row) {
        columns->next++;
    }
    uint32_t cells = 0;
    uint32_t totals = 0;
    for (uint32_t at = columns->next; at < all; at++) {
        const struct cell *cell = cell_in_order(columns, at);
        if (cell->row != row) {
            break;
        }
        cells++;
        totals += cell->role == ROLE_TOTAL;
    }
    columns->is_total_row = totals * 2 > cells;
}

struct shown_cell shown_cell_at(struct sheet_columns *columns, uint32_t row,
                                uint32_t column)
{
    const uint32_t grid_column = columns->table->first_column + column;
    const uint32_t all = columns->table->cell_count;
    struct shown_cell shown = {
        .text = grid_text(columns->table->grid, row, grid_column),
        .column = column,
    };
    while (columns->next < all) {
        const struct cell *cell = cell_in_order(columns, columns->next);
        if (cell->row != row || cell->column > grid_column) {
            break;
        }
        columns->next++;
        const bool is_second = shown.cell && cell->is_shared;
        if (cell->column == grid_column && !cell->is_outside && !is_second) {
            shown.cell = cell;
        }
    }
    shown.is_right = shown.cell != NULL;
    shown.is_bold = shown.cell ? shown.cell->role == ROLE_TOTAL : columns->is_total_row;
    return shown;
}

struct shown_cell heading_at(const struct sheet_columns *columns, uint32_t row,
                             uint32_t column)
{
    const struct table *table = columns->table;
    const struct sheet_column *item = &columns->items[column];
    const bool has_headings = table->first_data_row > table->first_row;
    const char *name = item->line && item->line->name ? item->line->name : "";
    return (struct shown_cell){
        .text = has_headings ? grid_text(table->grid, row, table->first_column + column)
                             : name,
        .column = column,
        .is_right = !item->is_label,
        .is_bold = true,
    };
}

const char *columns_role(const struct sheet_columns *columns, uint32_t column)
{
    const struct line_role *line = columns->items[column].line;
    if (!line) {
        return "-";
    }
    return text_is_blank(line->detail) ? role_name(line->role) : line->detail;
}

bool shown_cell_is_number(const struct shown_cell *shown)
{
    return shown->cell && cell_is_number(shown->cell) && !shown->cell->is_shared;
}

const char *shown_cell_format(struct arena *arena, const struct shown_cell *shown,
                              const char *letters)
{
    if (shown_cell_is_number(shown)) {
        return cell_number_format(arena, shown->cell, shown->text, letters);
    }
    return *letters ? text_format(arena, "0\" %s\";-0\" %s\";0\" %s\";@\" %s\"", letters,
                                  letters, letters, letters)
                    : NULL;
}

static struct column_format format_key(const struct shown_cell *shown)
{
    return (struct column_format){
        .decimals = shown_cell_is_number(shown) ? shown->cell->decimals : -1,
        .is_percent = strchr(shown->text, '%') != NULL,
        .currency = currency_of(shown->text),
        .is_bold = shown->is_bold,
    };
}

static const struct xlsx_format *plain_format(const struct workbook *workbook,
                                              struct sheet_columns *columns,
                                              const struct shown_cell *shown)
{
    struct column_format *last = &columns->items[shown->column].last;
    struct column_format wanted = format_key(shown);
    const bool is_same = last->format && last->decimals == wanted.decimals &&
                         last->is_percent == wanted.is_percent &&
                         last->currency == wanted.currency &&
                         last->is_bold == wanted.is_bold;
    if (is_same) {
        return last->format;
    }
    struct xlsx_look look = table_look();
    look.align = shown->is_right ? XLSX_RIGHT : XLSX_LEFT;
    look.is_bold = shown->is_bold;
    look.wraps = !shown_cell_is_number(shown); /* else some programs drop the indent */
    look.number_format = shown_cell_format(workbook->arena, shown, "");
    wanted.format = xlsx_book_format(workbook->book, &look);
    *last = wanted;
    return wanted.format;
}

void write_shown_cell(const struct workbook *workbook, struct xlsx_sheet *sheet,
                      struct sheet_columns *columns, const struct shown_cell *shown,
                      uint32_t sheet_row)
{
    const struct xlsx_format *format = plain_format(workbook, columns, shown);
    if (shown_cell_is_number(shown)) {
        xlsx_write_number(sheet, sheet_row, shown->column + 1, shown->cell->value,
                          format);
    } else {
        xlsx_write_text(sheet, sheet_row, shown->column + 1, shown->text, format);
    }
}
