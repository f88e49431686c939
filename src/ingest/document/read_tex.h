/*
 * LaTeX -> running text in which the rows of tabulars stand in cells, each on its line.
 *
 * Nothing is expanded: a tabular whose rows are not `cell & cell \\` in plain sight
 * (macros of the author's own, files that are read in) is text, and its numbers are said
 * to be not understood.
 */
#ifndef OUTCHECK_INGEST_READ_TEX_H
#define OUTCHECK_INGEST_READ_TEX_H

#include "ingest/read/reader.h"

extern const struct reader tex_reader;

#endif
