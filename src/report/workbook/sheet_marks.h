/*
 * Marks on a table's sheet: the letters and fill of a cell's findings, its comment, the
 * notes of a row, and the key.
 *
 * The letter is the first of the rule's code; the fill is that of the worst finding. A
 * marked number stays a number: the letters are in its format.
 */
#ifndef OUTCHECK_REPORT_SHEET_MARKS_H
#define OUTCHECK_REPORT_SHEET_MARKS_H

#include "report/workbook/sheet_parts.h"

enum { LETTER_COUNT = 26 };

/* Which marks a sheet has used. */
struct key_use {
    bool is_used[LETTER_COUNT][SEVERITY_COUNT];
};

/* The findings at one place: a run of the plan's list. */
struct mark {
    const struct placed *items;
    size_t count;
    enum severity severity;
    const char *letters;              /* "TX", the worst first */
    const struct attack_cell *hidden; /* what is left of a hidden cell; or NULL */
};

struct mark make_mark(const struct workbook *workbook, const struct placed *items,
                      size_t count, struct key_use *use);

/* What the comment says: for each finding its name, the numbers, why, and what to do. */
const char *mark_comment(const struct workbook *workbook, const struct mark *mark);

/* The line of a comment that says what is left of a hidden cell. */
const char *hidden_comment(const struct workbook *workbook,
                           const struct attack_cell *hidden);

/* The findings of one row in words. */
const char *row_notes(const struct workbook *workbook, const struct placed *items,
                      size_t count);

/* Writes the key from this row on, its chips in column 1. */
void write_key(const struct workbook *workbook, struct xlsx_sheet *sheet, uint32_t row,
               const struct key_use *use);

/* The letter of a rule's code; `?` where it has none. */
char code_letter(const char *code);

#endif
