/*
 * Word documents (.docx) and OpenDocument texts (.odt) -> a grid for each table, and the
 * text around them: body, headers, footers, notes and comments.
 *
 * What is deleted but kept by track changes is text as well: who opens the file can read
 * it. Pictures, charts and embedded files are not read, and that is said.
 */
#ifndef OUTCHECK_INGEST_READ_WORD_H
#define OUTCHECK_INGEST_READ_WORD_H

#include "ingest/read/reader.h"

extern const struct reader word_reader;

#endif
