/*
 * How wide a text is in Arial, and how many lines it takes in a column.
 *
 * Spreadsheets do not raise rows for wrapped text when they open a file, so the writer
 * must know. The estimate is a little generous: a line too many is ugly, a line too few
 * is clipped.
 */
#ifndef OUTCHECK_REPORT_XLSX_WIDTH_H
#define OUTCHECK_REPORT_XLSX_WIDTH_H

#include <stdbool.h>
#include <stddef.h>

struct type_face {
    double points;
    bool is_bold;
};

/* In pixels at 96 to the inch; the widest of its lines. */
double xlsx_text_pixels(const char *text, struct type_face face);

/* Lines that the text takes in `pixels`, broken at spaces and after hyphens; a word that
 * does not fit is broken anywhere. At least 1. */
size_t xlsx_text_lines(const char *text, struct type_face face, double pixels);

/* The room for text in a column of this width (in characters, as columns are measured),
 * with one step of indentation. */
double xlsx_column_room(double width);

/* The width that a column needs for a text of so many pixels. */
double xlsx_column_for(double pixels);

/* The height in points of a row whose fullest cell has so many lines of 11 points; at
 * most the 409 that a row can have. */
double xlsx_row_height(size_t lines);

#endif
