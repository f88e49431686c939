/*
 * What the sheets of the workbook share: the context, the palette, and the parts that are
 * drawn on more than one of them.
 *
 * Colour is never alone: severities are words, marks are letters.
 */
#ifndef OUTCHECK_REPORT_SHEET_PARTS_H
#define OUTCHECK_REPORT_SHEET_PARTS_H

#include "report/attack_view.h"
#include "report/finding_view.h"
#include "report/workbook/report_xlsx_plan.h"
#include "report/workbook/xlsx_book.h"

enum palette {
    COLOUR_INK = 0x0B0C0C,
    COLOUR_WHITE = 0xFFFFFF,
    COLOUR_GREY = 0x505A5F,
    COLOUR_NAVY = 0x12436D,
    COLOUR_LINK = 0x1D4ED8,
    COLOUR_BORDER = 0xB1B4B6,
    COLOUR_LABEL = 0xE3EAF1,
    COLOUR_STRIP = 0xF3F5F7,
    COLOUR_FAIL = 0x801650,
    COLOUR_REVIEW = 0xF7A26C,
    COLOUR_REVIEW_BAR = 0xF46A25,
    COLOUR_PLAIN = 0xE8EBEE, /* INFO, CANNOT ASSESS */
    COLOUR_PLAIN_BAR = 0x28A197,
    COLOUR_PASS = 0xD3EFEB,
    COLOUR_PASS_INK = 0x0B544D,
    COLOUR_YOURS = 0xFFFBE6,
    COLOUR_YOURS_HEADER = 0x5C4A00,
    COLOUR_OPEN = 0xFFF1B8,
    COLOUR_TAB_TABLE = 0xF46A25,
    COLOUR_TAB_BLUE = 0x206095,
    COLOUR_TAB_GREY = 0x505A5F,
    COLOUR_TAB_GREEN = 0x28A197,
};

enum style {
    STYLE_TITLE,
    STYLE_SUBTITLE,
    STYLE_SMALL,
    STYLE_SECTION,
    STYLE_PLAIN,
    STYLE_UNWRAPPED, /* runs on over empty cells */
    STYLE_PLAIN_BOLD,
    STYLE_PLAIN_LINK,
    STYLE_HEADER,
    STYLE_HEADER_RIGHT,
    STYLE_HEADER_CENTRE,
    STYLE_HEADER_YOURS,
    STYLE_TEXT,
    STYLE_TEXT_BOLD,
    STYLE_TEXT_CENTRE,
    STYLE_LINK,
    STYLE_NUMBER,
    STYLE_NUMBER_DASH, /* "-" for zero */
    STYLE_TOTAL,
    STYLE_TOTAL_NUMBER,
    STYLE_YOURS,
    STYLE_OUTCOME,
    STYLE_STRIP,
    STYLE_STRIP_ROLE,
    STYLE_SOURCE_ROW,
    STYLE_SOURCE_HEADER,
    STYLE_MONO,
    STYLE_FIGURE,
    STYLE_FIGURE_NAME,
    STYLE_COUNT,
};

/* The workbook while it is written. */
struct workbook {
    struct arena *arena;
    struct xlsx_book *book;
    const struct book_plan *plan;
    const struct results *results;
    struct viewer viewer;
    const struct xlsx_format *styles[STYLE_COUNT];
    const char *moment; /* "21 Nov 2026 14:05 UTC"; "" when it is not known */
    const char *footer;
    const char *file_name; /* "report.xlsx" */
    struct xlsx_sheet *summary;
    struct xlsx_sheet *findings;
    struct xlsx_sheet *index;        /* NULL when there are few tables */
    struct xlsx_sheet *differencing; /* NULL where nobody attacked */
    struct xlsx_sheet *policy;
    struct xlsx_sheet *changes; /* NULL in a first turn */
    struct xlsx_sheet *signoff; /* NULL where nobody is to sign */
    struct xlsx_sheet *record;
    const struct attack_view *attack; /* or NULL */
    struct xlsx_sheet **tables;       /* as in the submission; NULL without a sheet */
    struct xlsx_sheet **suppress;     /* the same; NULL where nothing is suggested */
};

void workbook_make_styles(struct workbook *workbook);

/* Seconds since 1970 as people write them, in universal time. */
const char *moment_text(struct arena *arena, int64_t seconds);

/* Title, description, grid heights and page; `columns` are the widths from the left. */
struct sheet_opening {
    const char *title;
    const char *description;
    const double *widths;
    size_t width_count;
    struct xlsx_page page;
};

void open_sheet(const struct workbook *workbook, struct xlsx_sheet *sheet,
                const struct sheet_opening *opening);

/* Fill and text colour of a severity; SEVERITY_INFO is grey. */
void set_severity_look(struct xlsx_look *look, enum severity severity);

/* A cell of a table: bordered, nothing else. */
struct xlsx_look table_look(void);

/* "FAIL" on its fill. As a verdict, the best is "PASS". */
void write_severity(const struct workbook *workbook, struct xlsx_sheet *sheet,
                    uint32_t row, uint32_t column, enum severity severity);
void write_verdict(const struct workbook *workbook, struct xlsx_sheet *sheet,
                   uint32_t row, uint32_t column, enum severity verdict);

/* The height of a row while its cells are written. */
struct row_fit {
    size_t lines;
};

void fit_text(struct row_fit *fit, const char *text, double width, bool is_bold);

/* Heights are always said: programs guess those that are not, and charts and comments
 * move. */
void finish_row(struct xlsx_sheet *sheet, uint32_t row, const struct row_fit *fit);

/* A row of headings; a name that starts with `>` is set right, with `^` centred, with `*`
 * it heads a column for people to fill. */
void write_headings(const struct workbook *workbook, struct xlsx_sheet *sheet,
                    uint32_t row, const char *const *names, const double *widths,
                    size_t count);

/* A link to the sheet, "" for the words of the target. */
void write_sheet_link(const struct workbook *workbook, struct xlsx_sheet *from,
                      struct xlsx_link link, uint32_t row, uint32_t column,
                      enum style style);

/* The place on a table's sheet that shows the finding: false when there is none. */
bool link_to_finding(const struct workbook *workbook, const struct finding *finding,
                     uint32_t index, struct xlsx_link *link);

/* The row of the finding on the sheet Findings: false when it is not listed. */
bool link_to_listing(const struct workbook *workbook, uint32_t index,
                     struct xlsx_link *link);

/* "4 FAIL, 1 REVIEW"; "no finding" */
const char *counts_text(struct arena *arena, const struct severity_counts *counts);

/* "destinations.csv"; "the submission" for findings about no file. */
const char *output_text(const struct output *output);

#endif
