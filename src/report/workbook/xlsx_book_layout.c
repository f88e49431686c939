/*
 * What surrounds the cells: widths, heights, panes, pages, locks, filters and lists.
 */
#include "base/text.h"
#include "model/grid.h"
#include "report/workbook/xlsx_book_inside.h"
#include "report/workbook/xlsx_text.h"

#include <assert.h>
#include <string.h>

enum { CHOICE_BYTES = 255, PROMPT_TITLE = 32, PROMPT_TEXT = 255 };

void xlsx_set_columns(struct xlsx_sheet *sheet, uint32_t first, uint32_t last,
                      double width)
{
    if (xlsx_book_allows(sheet, 0, last)) {
        const double kept = width > 255 ? 255 : width;
        xlsx_book_note(sheet->book,
                       worksheet_set_column(sheet->worksheet, (lxw_col_t)first,
                                            (lxw_col_t)last, kept, NULL));
    }
}

void xlsx_set_default_height(struct xlsx_sheet *sheet, double points)
{
    if (sheet->worksheet) {
        worksheet_set_default_row(sheet->worksheet, points, LXW_FALSE);
    }
}

void xlsx_set_height(struct xlsx_sheet *sheet, uint32_t row, double points)
{
    if (xlsx_book_allows(sheet, row, 0)) {
        xlsx_book_note(sheet->book,
                       worksheet_set_row(sheet->worksheet, row, points, NULL));
    }
}

static void set_paper(lxw_worksheet *worksheet, const struct xlsx_page *page)
{
    enum { PAPER_A3 = 8, PAPER_A4 = 9 };
    worksheet_set_paper(worksheet, page->is_a3 ? PAPER_A3 : PAPER_A4);
    if (page->is_portrait) {
        worksheet_set_portrait(worksheet);
    } else {
        worksheet_set_landscape(worksheet);
    }
    worksheet_set_margins(worksheet, 0.5, 0.5, 0.75, 0.6);
    if (!page->is_unfitted) {
        worksheet_fit_to_pages(worksheet, 1, page->is_one_page ? 1 : 0);
    }
}

void xlsx_set_page(struct xlsx_sheet *sheet, const struct xlsx_page *page)
{
    if (!sheet->worksheet) {
        return;
    }
    struct arena *arena = sheet->book->arena;
    set_paper(sheet->worksheet, page);
    if (page->is_bare) {
        return;
    }
    const char *header = text_format(
        arena, "&L&\"Arial,Regular\"&8%s&R&\"Arial,Regular\"&8%s",
        xlsx_header_text(arena, page->header), xlsx_header_text(arena, sheet->name));
    const char *footer =
        text_format(arena, "&L&\"Arial,Regular\"&8%s&R&\"Arial,Regular\"&8page &P of &N",
                    xlsx_header_text(arena, page->footer));
    xlsx_book_note(sheet->book, worksheet_set_header(sheet->worksheet, header));
    xlsx_book_note(sheet->book, worksheet_set_footer(sheet->worksheet, footer));
    if (page->repeat_last >= page->repeat_first && page->repeat_last > 0) {
        xlsx_book_note(sheet->book,
                       worksheet_repeat_rows(sheet->worksheet, page->repeat_first,
                                             page->repeat_last));
    }
}

void xlsx_freeze(struct xlsx_sheet *sheet, uint32_t rows, uint32_t columns)
{
    if (xlsx_book_allows(sheet, rows, columns) && (rows || columns)) {
        worksheet_freeze_panes(sheet->worksheet, rows, (lxw_col_t)columns);
    }
}

void xlsx_protect(struct xlsx_sheet *sheet)
{
    if (sheet->worksheet) {
        lxw_protection allowed = {
            .autofilter = LXW_TRUE,
            .format_columns = LXW_TRUE,
            .format_rows = LXW_TRUE,
        };
        worksheet_protect(sheet->worksheet, NULL, &allowed);
    }
}

void xlsx_add_filter(struct xlsx_sheet *sheet, struct xlsx_area area)
{
    if (xlsx_book_allows(sheet, area.last_row, area.last_column)) {
        xlsx_book_note(sheet->book,
                       worksheet_autofilter(sheet->worksheet, area.first_row,
                                            (lxw_col_t)area.first_column, area.last_row,
                                            (lxw_col_t)area.last_column));
    }
}

void xlsx_quieten(struct xlsx_sheet *sheet, struct xlsx_area area)
{
    if (xlsx_book_allows(sheet, area.last_row, area.last_column)) {
        struct arena *arena = sheet->book->arena;
        const char *range = text_format(
            arena, "%s:%s", grid_place(arena, area.first_row, area.first_column),
            grid_place(arena, area.last_row, area.last_column));
        xlsx_book_note(sheet->book,
                       worksheet_ignore_errors(sheet->worksheet,
                                               LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
    }
}

static void add_validation(struct xlsx_sheet *sheet, struct xlsx_area area,
                           lxw_data_validation *validation, const char *title,
                           const char *message)
{
    assert(strlen(title) <= PROMPT_TITLE && strlen(message) <= PROMPT_TEXT);
    validation->ignore_blank = LXW_VALIDATION_ON;
    validation->show_input = LXW_VALIDATION_ON;
    validation->input_title = xlsx_book_unconst(title);
    validation->input_message = xlsx_book_unconst(message);
    xlsx_book_note(sheet->book,
                   worksheet_data_validation_range(
                       sheet->worksheet, area.first_row, (lxw_col_t)area.first_column,
                       area.last_row, (lxw_col_t)area.last_column, validation));
}

void xlsx_add_choices(struct xlsx_sheet *sheet, struct xlsx_area area,
                      const char *const *choices, const char *title, const char *message)
{
    if (!xlsx_book_allows(sheet, area.last_row, area.last_column)) {
        return;
    }
    size_t count = 0;
    size_t bytes = 0;
    while (choices[count]) {
        bytes += strlen(choices[count++]) + 1;
    }
    assert(bytes < CHOICE_BYTES); /* beyond, the library overruns its buffer */
    char **list = arena_array(sheet->book->arena, count + 1, char *);
    for (size_t i = 0; i < count; i++) {
        list[i] = xlsx_book_unconst(choices[i]);
    }
    lxw_data_validation validation = {
        .validate = LXW_VALIDATION_TYPE_LIST,
        .dropdown = LXW_VALIDATION_ON,
        .show_error = LXW_VALIDATION_ON,
        .value_list = list,
        .error_title = xlsx_book_unconst("Not in the list"),
        .error_message = xlsx_book_unconst("Choose one of the words in the list."),
    };
    add_validation(sheet, area, &validation, title, message);
}

void xlsx_add_hint(struct xlsx_sheet *sheet, struct xlsx_area area, const char *title,
                   const char *message)
{
    if (xlsx_book_allows(sheet, area.last_row, area.last_column)) {
        lxw_data_validation validation = {.validate = LXW_VALIDATION_TYPE_ANY};
        add_validation(sheet, area, &validation, title, message);
    }
}

void xlsx_add_table(struct xlsx_sheet *sheet, struct xlsx_area area, const char *name,
                    const char *const *headings, const struct xlsx_format *const *formats)
{
    if (!xlsx_book_allows(sheet, area.last_row, area.last_column)) {
        return;
    }
    struct arena *arena = sheet->book->arena;
    const uint32_t count = area.last_column + 1 - area.first_column;
    lxw_table_column *columns = arena_array(arena, count, lxw_table_column);
    lxw_table_column **list = arena_array(arena, count + 1, lxw_table_column *);
    for (uint32_t i = 0; i < count; i++) {
        columns[i].header = xlsx_book_unconst(xlsx_text(arena, headings[i], PROMPT_TEXT));
        columns[i].header_format = formats[i] ? formats[i]->library : NULL;
        list[i] = &columns[i];
    }
    lxw_table_options options = {
        .name = xlsx_book_unconst(name),
        .no_autofilter = LXW_TRUE,
        .no_banded_rows = LXW_TRUE,
        .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
        .style_type_number = 0,
        .columns = list,
    };
    xlsx_book_note(sheet->book,
                   worksheet_add_table(sheet->worksheet, area.first_row,
                                       (lxw_col_t)area.first_column, area.last_row,
                                       (lxw_col_t)area.last_column, &options));
}
