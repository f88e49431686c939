/*
 * A document under construction: tables, each a grid of its own, and the text around
 * them.
 *
 * What HTML, Word and OpenDocument files have in common. A cell that spans several
 * columns stands in all of them, unless it is a number: a number is printed once. Below a
 * cell that spans rows stands nothing, which means "as above". Text outside tables is
 * read as running text (text/read_text.h), with the line that the caller gives.
 *
 * Nested tables: the inner one is a table, the cells of the outer one around it are text.
 */
#ifndef OUTCHECK_INGEST_DOCUMENT_H
#define OUTCHECK_INGEST_DOCUMENT_H

#include "ingest/read/reader.h"

enum {
    DOCUMENT_COLUMN_LIMIT = 2000,
    DOCUMENT_CELL_LIMIT = 2 * 1000 * 1000,
    DOCUMENT_TABLE_LIMIT = 2000,
    DOCUMENT_NESTING_LIMIT = 16,
};

struct document;

struct document *document_create(struct reading *reading);

/* Text of a paragraph, or of the open cell; a new line of its own with document_break().
 */
void document_text(struct document *document, const char *text, size_t length);
void document_break(struct document *document);

/* What follows stands on this line of the file (from 1), at the earliest. */
void document_line(struct document *document, uint32_t line);

void document_open_table(struct document *document);
void document_open_row(struct document *document);
void document_open_cell(struct document *document, uint32_t columns, uint32_t rows);
void document_close_cell(struct document *document);
void document_close_table(struct document *document);

/* Grids and remarks of the reading. False with a refusal where a limit was met. */
bool document_finish(struct document *document, struct refusal *refusal);

#endif
