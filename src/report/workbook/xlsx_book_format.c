/*
 * Formats: each look becomes one format of the library, however often it is asked for.
 */
#include "base/text.h"
#include "report/workbook/xlsx_book_inside.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { NUMBER_FORMAT_LIMIT = 128 }; /* what the library keeps */

/* The look without pointers and padding, so that equal looks have equal bytes. */
struct look_key {
    double points;
    uint32_t colour;
    uint32_t fill;
    uint32_t border;
    uint32_t switches;
    char number_format[NUMBER_FORMAT_LIMIT];
};

static struct look_key make_key(const struct xlsx_look *look)
{
    struct look_key key;
    memset(&key, 0, sizeof(key));
    key.points = look->points > 0 ? look->points : 11;
    key.colour = look->colour;
    key.fill = look->fill;
    key.border = look->border;
    const bool switches[] = {look->is_bold,       look->is_italic,    look->is_underlined,
                             look->is_monospaced, look->is_top_ruled, look->wraps,
                             look->is_unlocked};
    for (size_t i = 0; i < sizeof(switches) / sizeof(switches[0]); i++) {
        key.switches |= switches[i] ? 1U << i : 0;
    }
    key.switches |= (uint32_t)look->align << 8 | (uint32_t)look->indent << 16;
    if (look->number_format) {
        assert(strlen(look->number_format) < NUMBER_FORMAT_LIMIT);
        (void)snprintf(key.number_format, sizeof(key.number_format), "%s",
                       look->number_format);
    }
    return key;
}

static void set_font(lxw_format *format, const struct xlsx_look *look)
{
    format_set_font_name(format, look->is_monospaced ? "Courier New" : "Arial");
    format_set_font_size(format, look->points > 0 ? look->points : 11);
    format_set_font_color(format, xlsx_book_colour(look->colour));
    if (look->is_bold) {
        format_set_bold(format);
    }
    if (look->is_italic) {
        format_set_italic(format);
    }
    if (look->is_underlined) {
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    }
}

/* Indents only count beside an explicit side. */
static void set_alignment(lxw_format *format, const struct xlsx_look *look)
{
    static const uint8_t sides[] = {LXW_ALIGN_LEFT, LXW_ALIGN_RIGHT, LXW_ALIGN_CENTER};
    format_set_align(format, sides[look->align]);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (look->indent) {
        format_set_indent(format, look->indent);
    }
    if (look->wraps) {
        format_set_text_wrap(format);
    }
}

static void set_surface(lxw_format *format, const struct xlsx_look *look)
{
    if (look->fill != XLSX_NO_FILL) {
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_fg_color(format, xlsx_book_colour(look->fill));
        format_set_bg_color(format, xlsx_book_colour(look->fill));
    }
    if (look->border != XLSX_NO_FILL) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, xlsx_book_colour(look->border));
    }
    if (look->is_top_ruled) {
        format_set_top(format, LXW_BORDER_MEDIUM);
        format_set_top_color(format, xlsx_book_colour(look->colour));
    }
}

static lxw_format *make_format(struct xlsx_book *book, const struct xlsx_look *look)
{
    lxw_format *format = workbook_add_format(book->workbook);
    if (!format) {
        xlsx_book_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    set_font(format, look);
    set_alignment(format, look);
    set_surface(format, look);
    if (look->number_format) {
        format_set_num_format(format, look->number_format);
    }
    if (look->is_unlocked) {
        format_set_unlocked(format);
    }
    return format;
}

const struct xlsx_format *xlsx_book_format(struct xlsx_book *book,
                                           const struct xlsx_look *look)
{
    const struct look_key key = make_key(look);
    const size_t known = map_find(book->format_keys, &key, sizeof(key));
    if (known != MAP_NONE) {
        return book->formats[known].format;
    }
    const size_t index = book->format_count;
    struct xlsx_format *format = arena_new(book->arena, struct xlsx_format);
    format->library = book->workbook ? make_format(book, look) : NULL;
    *arena_add(book->arena, book->formats, book->format_count, book->format_capacity) =
        (struct format_slot){.format = format};
    const char *kept = text_copy(book->arena, (const char *)&key, sizeof(key));
    (void)map_add(book->format_keys, kept, sizeof(key), index);
    return format;
}

void xlsx_add_rule(struct xlsx_sheet *sheet, struct xlsx_area area, const char *text,
                   const struct xlsx_look *look)
{
    if (!xlsx_book_allows(sheet, area.last_row, area.last_column)) {
        return;
    }
    lxw_format *format = workbook_add_format(sheet->book->workbook);
    if (!format) {
        xlsx_book_note(sheet->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    format_set_font_color(format, xlsx_book_colour(look->colour));
    format_set_bg_color(format, xlsx_book_colour(look->fill));
    lxw_conditional_format rule = {
        .type = LXW_CONDITIONAL_TYPE_CELL,
        .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
        .value_string =
            xlsx_book_unconst(text_format(sheet->book->arena, "\"%s\"", text)),
        .format = format,
    };
    xlsx_book_note(sheet->book,
                   worksheet_conditional_format_range(
                       sheet->worksheet, area.first_row, (lxw_col_t)area.first_column,
                       area.last_row, (lxw_col_t)area.last_column, &rule));
}
