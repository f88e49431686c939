/*
 * The sheet Changes: what a second turn opens on. Each cell that is not what the checkers
 * saw before, with the value it had then.
 */
#include "base/text.h"
#include "report/workbook/sheet_words.h"
#include "report/workbook/sheets.h"

enum {
    CHANGES_TOP = 4,
    CHANGES_LIMIT = 20000,
    COLUMN_OUTPUT = 0,
    COLUMN_TABLE,
    COLUMN_CELL,
    COLUMN_WHERE,
    COLUMN_BEFORE,
    COLUMN_AFTER,
    COLUMN_COUNT,
};

static const char *const names[COLUMN_COUNT] = {"Output", "Table",   "Cell",
                                                "Where",  ">Before", ">Now"};
static const double widths[COLUMN_COUNT] = {34, 8, 11, 44, 16, 16};

static void put(const struct workbook *workbook, uint32_t row, uint32_t column,
                const char *text)
{
    struct xlsx_look look = table_look();
    look.align = column >= COLUMN_BEFORE ? XLSX_RIGHT : XLSX_LEFT;
    xlsx_write_text(workbook->changes, row, column, text ? text : "-",
                    xlsx_book_format(workbook->book, &look));
}

/* "12 cells changed"; "new"; "unchanged" */
static const char *output_words(const struct workbook *workbook,
                                const struct signed_output *output)
{
    const struct signing *signing = workbook->results->signing;
    size_t count = 0;
    for (size_t i = 0; i < signing->change_count; i++) {
        count += text_equals(signing->changes[i].table->output->path, output->path);
    }
    if (output->change == OUTPUT_NEW) {
        return "new in this turn";
    }
    if (output->change == OUTPUT_UNCHANGED) {
        return "unchanged";
    }
    return text_format(workbook->arena, "changed: %s",
                       count
                           ? text_counted(workbook->arena, (double)count, "cell", "cells")
                           : "no cell, but its bytes or its findings");
}

static uint32_t write_outputs(const struct workbook *workbook, uint32_t row)
{
    const struct signing *signing = workbook->results->signing;
    for (size_t i = 0; i < signing->output_count; i++) {
        put(workbook, row, COLUMN_OUTPUT, signing->outputs[i].path);
        xlsx_write_text(workbook->changes, row++, COLUMN_TABLE,
                        output_words(workbook, &signing->outputs[i]),
                        workbook->styles[STYLE_UNWRAPPED]);
    }
    for (size_t i = 0; i < signing->gone_count; i++) {
        put(workbook, row, COLUMN_OUTPUT, signing->gone[i]);
        xlsx_write_text(workbook->changes, row++, COLUMN_TABLE, WORDS_GONE,
                        workbook->styles[STYLE_UNWRAPPED]);
    }
    return row;
}

static void write_change(const struct workbook *workbook,
                         const struct cell_change *change, uint32_t row)
{
    const struct table *table = change->table;
    put(workbook, row, COLUMN_OUTPUT, table->output->path);
    put(workbook, row, COLUMN_TABLE, table->id);
    put(workbook, row, COLUMN_CELL,
        change->cell == NO_CELL ? NULL
                                : table_cell_place(workbook->arena, table, change->cell));
    put(workbook, row, COLUMN_WHERE, change->label);
    put(workbook, row, COLUMN_BEFORE, change->before);
    put(workbook, row, COLUMN_AFTER, change->after);
}

void sheet_changes_write(const struct workbook *workbook)
{
    const struct signing *signing = workbook->results->signing;
    struct xlsx_sheet *sheet = workbook->changes;
    const struct sheet_opening opening = {
        .title = text_format(workbook->arena, WORDS_CHANGES_TITLE, signing->turn - 1),
        .description = WORDS_CHANGES_HELP,
        .widths = widths,
        .width_count = COLUMN_COUNT,
    };
    open_sheet(workbook, sheet, &opening);
    uint32_t row = write_outputs(workbook, CHANGES_TOP - 1) + 1;
    if (!signing->change_count) {
        xlsx_write_text(sheet, row, 0, WORDS_NO_CHANGES,
                        workbook->styles[STYLE_PLAIN_BOLD]);
        return;
    }
    write_headings(workbook, sheet, row++, names, widths, COLUMN_COUNT);
    for (size_t i = 0; i < signing->change_count && i < CHANGES_LIMIT; i++) {
        write_change(workbook, &signing->changes[i], row++);
    }
    if (signing->change_count > CHANGES_LIMIT) {
        xlsx_write_text(
            sheet, row, 0,
            text_format(workbook->arena, WORDS_MORE_CHANGES,
                        text_number(workbook->arena,
                                    (double)(signing->change_count - CHANGES_LIMIT), 0)),
            workbook->styles[STYLE_PLAIN_BOLD]);
    }
}
