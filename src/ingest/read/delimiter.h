/*
 * Which character separates the cells of a text file: comma, semicolon, tab or bar.
 *
 * Chosen by consistency over a sample of records, never by the first guess: the delimiter
 * under which most records have the same number of cells and the fewest cells still look
 * like several. Quotation marks are respected; nothing is read for good here.
 */
#ifndef OUTCHECK_INGEST_DELIMITER_H
#define OUTCHECK_INGEST_DELIMITER_H

#include <stdbool.h>
#include <stddef.h>

/* `preferred` wins where the text does not tell. A first line "sep=;" decides at once. */
char delimiter_choose(const char *text, size_t length, char preferred);

/* The delimiter that a first line "sep=;" names, as spreadsheets write it; else 0. */
char delimiter_declared(const char *text, size_t length);

/* Whether any delimiter gives nearly all records the same number of cells: delimited text
 * rather than sentences and aligned tables. */
bool delimiter_is_clear(const char *text, size_t length);

const char *delimiter_name(char delimiter); /* "comma" */

#endif
