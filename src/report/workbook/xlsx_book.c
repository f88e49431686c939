/*
 * The book itself: making, saving, and writing cells.
 */
#include "report/workbook/xlsx_book.h"

#include "base/file.h"
#include "base/text.h"
#include "model/own_file.h"
#include "report/workbook/xlsx_book_inside.h"
#include "report/workbook/xlsx_text.h"
#include "report/workbook/xlsx_width.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

enum { TIP_LIMIT = 255 };

void xlsx_book_note(struct xlsx_book *book, lxw_error error)
{
    if (error != LXW_NO_ERROR && book->failure == LXW_NO_ERROR) {
        book->failure = error;
    }
}

bool xlsx_book_allows(struct xlsx_sheet *sheet, uint32_t row, uint32_t column)
{
    if (row >= XLSX_ROW_LIMIT || column >= XLSX_COLUMN_LIMIT) {
        xlsx_book_note(sheet->book, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
        return false;
    }
    return sheet->worksheet != NULL;
}

char *xlsx_book_unconst(const char *text)
{
    union {
        const char *given;
        char *taken;
    } both = {.given = text};
    return both.taken;
}

lxw_color_t xlsx_book_colour(uint32_t colour)
{
    return colour == 0 ? LXW_COLOR_BLACK : (lxw_color_t)colour;
}

/* The library complains on standard error when it cannot write; ask before it does. */
static bool can_write(const char *path)
{
    FILE *file = fopen(path, "wb");
    return file && fclose(file) == 0;
}

/* Column widths are measured in digits of the default font. The library's is not on every
 * machine, and what stands in for it changes all widths; ours has a twin everywhere. */
static void set_default_font(struct xlsx_book *book)
{
    lxw_format *format = STAILQ_FIRST(book->workbook->formats);
    if (format) {
        format_set_font_name(format, "Arial");
        format_set_font_size(format, 11);
    }
}

static char *property_text(struct xlsx_book *book, const char *text)
{
    return text ? xlsx_book_unconst(xlsx_text(book->arena, text, TIP_LIMIT)) : NULL;
}

static void set_properties(struct xlsx_book *book,
                           const struct xlsx_book_options *options)
{
    lxw_doc_properties properties = {
        .title = xlsx_book_unconst(xlsx_text(book->arena, options->title, TIP_LIMIT)),
        .author = xlsx_book_unconst(xlsx_text(book->arena, options->author, TIP_LIMIT)),
        .subject = property_text(book, options->subject),
        .keywords = property_text(book, options->keywords),
        .comments = property_text(book, options->comments),
        .created = (time_t)options->created,
    };
    xlsx_book_note(book, workbook_set_properties(book->workbook, &properties));
    if (!options->is_release) {
        xlsx_book_note(book, workbook_set_custom_property_string(
                                 book->workbook, OWN_FILE_PROPERTY, OWN_FILE_REPORT));
    }
}

struct xlsx_book *xlsx_book_create(struct arena *arena, const char *path,
                                   const struct xlsx_book_options *options)
{
    assert(options->created != 0); /* 0 would be "now" to the library */
    struct xlsx_book *book = arena_new(arena, struct xlsx_book);
    book->arena = arena;
    book->path = path;
    book->beside = file_beside(arena, path);
    book->author = options->author;
    book->is_release = options->is_release;
    book->names = map_create(arena, 16);
    book->format_keys = map_create(arena, 64);
    if (!can_write(book->beside)) {
        book->failure = LXW_ERROR_CREATING_XLSX_FILE;
        return book;
    }
    lxw_workbook_options library_options = {
        .constant_memory = options->is_streamed,
        .tmpdir = xlsx_book_unconst(path_folder(arena, path)),
        .use_zip64 = options->is_streamed,
    };
    book->workbook = workbook_new_opt(book->beside, &library_options);
    if (!book->workbook) {
        book->failure = LXW_ERROR_MEMORY_MALLOC_FAILED;
        return book;
    }
    set_default_font(book);
    set_properties(book, options);
    return book;
}

enum outcheck_status xlsx_book_save(struct xlsx_book *book, struct problems *problems)
{
    if (book->workbook) {
        xlsx_book_note(book, workbook_close(book->workbook));
        book->workbook = NULL;
    }
    if (book->failure == LXW_NO_ERROR) {
        return file_move_into_place(book->beside, book->path, problems);
    }
    file_remove(book->beside);
    const bool is_place = book->failure == LXW_ERROR_CREATING_XLSX_FILE;
    problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file(book->path),
                is_place ? "Check that the folder exists and may be written to."
                         : "Is the disk full? Choose another place with -o.",
                "cannot write the report: %s", lxw_strerror(book->failure));
    return OUTCHECK_ERROR_INPUT;
}

struct xlsx_sheet *xlsx_sheet_add(struct xlsx_book *book, const char *wanted,
                                  uint32_t tab_colour)
{
    struct xlsx_sheet *sheet = arena_new(book->arena, struct xlsx_sheet);
    sheet->book = book;
    sheet->name = xlsx_sheet_name(book->arena, book->names, wanted);
    if (!book->workbook) {
        return sheet;
    }
    sheet->worksheet = workbook_add_worksheet(book->workbook, sheet->name);
    if (!sheet->worksheet) {
        xlsx_book_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return sheet;
    }
    if (book->is_release) {
        return sheet;
    }
    worksheet_set_tab_color(sheet->worksheet, xlsx_book_colour(tab_colour));
    worksheet_set_comments_author(sheet->worksheet, book->author);
    worksheet_gridlines(sheet->worksheet, LXW_HIDE_ALL_GRIDLINES);
    return sheet;
}

const char *xlsx_sheet_title(const struct xlsx_sheet *sheet)
{
    return sheet->name;
}

static lxw_format *library_format(const struct xlsx_format *format)
{
    return format ? format->library : NULL;
}

void xlsx_write_text(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
                     const char *text, const struct xlsx_format *format)
{
    if (xlsx_book_allows(sheet, row, column)) {
        const char *clean = xlsx_text(sheet->book->arena, text, XLSX_TEXT_LIMIT);
        xlsx_book_note(sheet->book,
                       worksheet_write_string(sheet->worksheet, row, (lxw_col_t)column,
                                              clean, library_format(format)));
    }
}

void xlsx_write_number(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
                       double number, const struct xlsx_format *format)
{
    if (!isfinite(number)) {
        xlsx_write_text(sheet, row, column, text_number(sheet->book->arena, number, 0),
                        format);
    } else if (xlsx_book_allows(sheet, row, column)) {
        xlsx_book_note(sheet->book,
                       worksheet_write_number(sheet->worksheet, row, (lxw_col_t)column,
                                              number, library_format(format)));
    }
}

void xlsx_write_blank(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
                      const struct xlsx_format *format)
{
    if (xlsx_book_allows(sheet, row, column)) {
        xlsx_book_note(sheet->book,
                       worksheet_write_blank(sheet->worksheet, row, (lxw_col_t)column,
                                             library_format(format)));
    }
}

void xlsx_write_formula(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
                        const char *formula, double value,
                        const struct xlsx_format *format)
{
    if (xlsx_book_allows(sheet, row, column)) {
        xlsx_book_note(sheet->book,
                       worksheet_write_formula_num(
                           sheet->worksheet, row, (lxw_col_t)column, formula,
                           library_format(format), isfinite(value) ? value : 0));
    }
}

void xlsx_write_link(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
                     const struct xlsx_link *link, const struct xlsx_format *format)
{
    if (!xlsx_book_allows(sheet, row, column)) {
        return;
    }
    if (sheet->link_count >= XLSX_LINK_LIMIT) {
        xlsx_write_text(sheet, row, column, link->text, format);
        return;
    }
    sheet->link_count++;
    struct arena *arena = sheet->book->arena;
    const char *place = xlsx_reference(arena, link->sheet, link->row, link->column);
    xlsx_book_note(sheet->book,
                   worksheet_write_url_opt(
                       sheet->worksheet, row, (lxw_col_t)column,
                       text_format(arena, "internal:%s", place), library_format(format),
                       xlsx_text(arena, link->text, XLSX_TEXT_LIMIT),
                       link->tip ? xlsx_text(arena, link->tip, TIP_LIMIT) : NULL));
}

void xlsx_add_comment(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
                      const char *text)
{
    static const struct type_face face = {.points = 9};
    static const double line_pixels = 15.5;
    if (!xlsx_book_allows(sheet, row, column)) {
        return;
    }
    const char *clean = xlsx_text(sheet->book->arena, text, XLSX_TEXT_LIMIT);
    const size_t lines = xlsx_text_lines(clean, face, XLSX_COMMENT_WIDTH - 14);
    const double wanted = (double)lines * line_pixels + 10;
    lxw_comment_options options = {
        .author = xlsx_book_unconst(sheet->book->author),
        .width = XLSX_COMMENT_WIDTH,
        .height = (uint16_t)fmin(fmax(wanted, XLSX_COMMENT_HEIGHT), 2000),
        .font_name = xlsx_book_unconst("Arial"),
        .font_size = 9,
    };
    xlsx_book_note(sheet->book,
                   worksheet_write_comment_opt(sheet->worksheet, row, (lxw_col_t)column,
                                               clean, &options));
}
