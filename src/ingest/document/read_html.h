/*
 * Web pages -> a grid for each table, and the text around them, through libxml2.
 *
 * Nothing is run, loaded or followed. Scripts and drawings can hold the data behind a
 * figure: a page that has them is said to be of a kind that cannot be checked.
 */
#ifndef OUTCHECK_INGEST_READ_HTML_H
#define OUTCHECK_INGEST_READ_HTML_H

#include "ingest/read/reader.h"

extern const struct reader html_reader;

#endif
