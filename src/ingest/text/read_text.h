/*
 * Running text -> grids: logs, notes, listings, program text.
 *
 * One grid has a row for each line: what is a table in it stands in cells, with its place
 * among the grid's blocks; every other line is one cell, for the rules that look for
 * identifiers and paths. A second grid has the numbers of people that stand in sentences
 * ("Number of obs = 7"), each in the row of its line. What was not understood, and
 * listings of single units, are remarks. Nothing is repaired, and no text is ever written
 * back.
 *
 * Program text (.do .R .py ...) is read for identifiers, paths and listings alone.
 */
#ifndef OUTCHECK_INGEST_READ_TEXT_H
#define OUTCHECK_INGEST_READ_TEXT_H

#include "ingest/read/reader.h"

enum { TEXT_LINE_LIMIT = 2 * 1000 * 1000 };

extern const struct reader text_reader;

/* The text as a page of lines; SMCL is made plain. False: too many lines. */
struct text_page;
bool text_page_of(struct reading *reading, const char *text, size_t length, bool is_smcl,
                  struct text_page *page, struct refusal *refusal);

/* Everything that a page of results gives: grids and remarks of the reading. */
void text_page_finish(struct reading *reading, struct text_page *page, bool is_program);

#endif
