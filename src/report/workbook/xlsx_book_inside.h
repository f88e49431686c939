/*
 * What the xlsx_book files share; nobody else includes it.
 */
#ifndef OUTCHECK_REPORT_XLSX_BOOK_INSIDE_H
#define OUTCHECK_REPORT_XLSX_BOOK_INSIDE_H

#include "base/map.h"
#include "report/workbook/xlsx_book.h"

#include <xlsxwriter.h>

struct xlsx_format {
    lxw_format *library;
};

struct format_slot {
    const struct xlsx_format *format;
};

struct xlsx_book {
    struct arena *arena;
    const char *path;
    const char *beside;
    const char *author;
    bool is_release;
    lxw_workbook *workbook; /* NULL when it could not be made */
    lxw_error failure;      /* the first */
    struct map *names;
    struct map *format_keys;
    struct format_slot *formats;
    size_t format_count;
    size_t format_capacity;
};

struct xlsx_sheet {
    struct xlsx_book *book;
    const char *name;
    lxw_worksheet *worksheet; /* NULL when it could not be made */
    size_t link_count;
};

/* Keeps the first failure. */
void xlsx_book_note(struct xlsx_book *book, lxw_error error);

/* Whether there is a sheet and the place is in it; else that is the failure. */
bool xlsx_book_allows(struct xlsx_sheet *sheet, uint32_t row, uint32_t column);

/* The library's option structs want `char *` and do not write to it. */
char *xlsx_book_unconst(const char *text);

lxw_color_t xlsx_book_colour(uint32_t colour);

#endif
