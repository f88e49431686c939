/*
 * A workbook to write: the one door to libxlsxwriter, which sees only what was checked
 * here.
 *
 * Rows are written from the top down, one sheet at a time or several; nothing is read
 * back and no row is revisited. Text is written as text whatever it looks like: `=cmd`,
 * `+1`, `@x` and `http://` stay what they are. A number that is not finite becomes a
 * text. The first mistake (a place beyond the sheet, a call that the library refuses) is
 * kept, and xlsx_book_save() answers it: callers need not look at every call.
 *
 *     struct xlsx_book *book = xlsx_book_create(arena, path, &options);
 *     struct xlsx_sheet *sheet = xlsx_sheet_add(book, "Summary", 0x12436D);
 *     xlsx_write_text(sheet, 0, 0, "Output check report", title);
 *     status = xlsx_book_save(book, problems);
 *
 * Rows and columns count from 0. Colours are 0xRRGGBB.
 */
#ifndef OUTCHECK_REPORT_XLSX_BOOK_H
#define OUTCHECK_REPORT_XLSX_BOOK_H

#include "base/problems.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    XLSX_ROW_LIMIT = 1048576,
    XLSX_COLUMN_LIMIT = 16384,
    XLSX_LINK_LIMIT = 65530, /* a sheet */
    XLSX_NO_FILL = 0x1000000,
    XLSX_COMMENT_WIDTH = 300, /* pixels */
    XLSX_COMMENT_HEIGHT = 104,
};

struct xlsx_book;
struct xlsx_sheet;
struct xlsx_format;

struct xlsx_book_options {
    bool is_streamed; /* memory does not grow with the cells; comment boxes are less exact
                       */
    int64_t created;  /* seconds since 1970, the only date in the file; not 0 */
    const char *title;
    const char *author; /* of the file and of its comments */
    /* For release: plain sheets without colours, and nothing that says who wrote the file
     * but these. */
    bool is_release;
    const char *subject; /* or NULL */
    const char *keywords;
    const char *comments;
};

enum xlsx_align { XLSX_LEFT, XLSX_RIGHT, XLSX_CENTRE };

/* How a cell looks. Zeros are Arial 11, black, no fill, no border, locked. */
struct xlsx_look {
    double points;
    uint32_t colour;
    uint32_t fill;   /* XLSX_NO_FILL where there is none */
    uint32_t border; /* colour of thin borders; XLSX_NO_FILL where there are none */
    enum xlsx_align align;
    uint8_t indent;
    bool is_bold;
    bool is_italic;
    bool is_underlined;
    bool is_monospaced;
    bool is_top_ruled; /* a thick line above in the text's colour */
    bool wraps;
    bool is_unlocked;
    const char *number_format; /* NULL: general */
};

struct xlsx_link {
    const char *sheet;
    uint32_t row;
    uint32_t column;
    const char *text;
    const char *tip; /* shown on hovering; at most 255 characters are kept */
};

struct xlsx_page {
    bool is_a3;
    bool is_portrait;
    bool is_unfitted;      /* else one page wide */
    bool is_one_page;      /* one page high, too */
    bool is_bare;          /* no header and no footer */
    uint32_t repeat_first; /* rows on every page; none when last is before first */
    uint32_t repeat_last;
    const char *header; /* left; the sheet's name stands right */
    const char *footer; /* left; "page n of m" stands right */
};

struct xlsx_book *xlsx_book_create(struct arena *arena, const char *path,
                                   const struct xlsx_book_options *options);

/* Writes beside the path, renames when whole, and releases the book. */
OUTCHECK_MUST_CHECK enum outcheck_status xlsx_book_save(struct xlsx_book *book,
                                                        struct problems *problems);

/* One format for each look, however often it is asked for. */
const struct xlsx_format *xlsx_book_format(struct xlsx_book *book,
                                           const struct xlsx_look *look);

/* `wanted` is made valid and unique; xlsx_sheet_title() says what it became. */
struct xlsx_sheet *xlsx_sheet_add(struct xlsx_book *book, const char *wanted,
                                  uint32_t tab_colour);
const char *xlsx_sheet_title(const struct xlsx_sheet *sheet);

void xlsx_set_columns(struct xlsx_sheet *sheet, uint32_t first, uint32_t last,
                      double width);
void xlsx_set_default_height(struct xlsx_sheet *sheet, double points);
void xlsx_set_height(struct xlsx_sheet *sheet, uint32_t row, double points);
void xlsx_set_page(struct xlsx_sheet *sheet, const struct xlsx_page *page);
void xlsx_freeze(struct xlsx_sheet *sheet, uint32_t rows, uint32_t columns);

/* Locked without a password: a guard against slips. Filters and column widths stay
 * usable. */
void xlsx_protect(struct xlsx_sheet *sheet);

void xlsx_write_text(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
                     const char *text, const struct xlsx_format *format);
void xlsx_write_number(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
                       double number, const struct xlsx_format *format);
void xlsx_write_blank(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
                      const struct xlsx_format *format);

/* Our own formula and the value it has now, for programs that do not calculate. */
void xlsx_write_formula(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
                        const char *formula, double value,
                        const struct xlsx_format *format);

/* A link to a place in this workbook. A number or text written to the cell afterwards
 * keeps the link. Past XLSX_LINK_LIMIT the text alone is written. */
void xlsx_write_link(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
                     const struct xlsx_link *link, const struct xlsx_format *format);

/* On the current row or a later one. The box grows with the text. */
void xlsx_add_comment(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
                      const char *text);

struct xlsx_area {
    uint32_t first_row;
    uint32_t first_column;
    uint32_t last_row;
    uint32_t last_column;
};

/* The area, headings first, as a table: programs and screen readers know its head. No
 * filter, no colour. `headings` are in it already. */
void xlsx_add_table(struct xlsx_sheet *sheet, struct xlsx_area area, const char *name,
                    const char *const *headings,
                    const struct xlsx_format *const *formats);

void xlsx_add_filter(struct xlsx_sheet *sheet, struct xlsx_area area);

/* No green corners for labels that look like numbers. */
void xlsx_quieten(struct xlsx_sheet *sheet, struct xlsx_area area);

/* A drop-down list; `choices` end with NULL and take less than 255 bytes together. */
void xlsx_add_choices(struct xlsx_sheet *sheet, struct xlsx_area area,
                      const char *const *choices, const char *title, const char *message);

/* A message beside the cell when somebody is about to write in it. */
void xlsx_add_hint(struct xlsx_sheet *sheet, struct xlsx_area area, const char *title,
                   const char *message);

/* Cells whose text is `text` look so. */
void xlsx_add_rule(struct xlsx_sheet *sheet, struct xlsx_area area, const char *text,
                   const struct xlsx_look *look);

/* Bars stacked from columns of numbers; `name_row` holds the names of the series. */
struct xlsx_series {
    uint32_t column;
    uint32_t fill;
    uint32_t label_colour;
};

struct xlsx_bars {
    const char *title;
    const char *alternative; /* the same numbers in words */
    uint32_t name_row;
    uint32_t label_column;
    uint32_t first_row;
    uint32_t last_row;
    const struct xlsx_series *series;
    size_t series_count;
    uint32_t width; /* pixels */
    uint32_t height;
};

void xlsx_add_bars(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
                   const struct xlsx_bars *bars);

#endif
