/*
 * Stata's markup in .smcl logs -> the line as it stood on the screen.
 *
 * Columns matter (tables are aligned), so directives that move or draw are carried out:
 * {col 20}, {space 5}, {hline 12}, {c |}, {ralign 12:text}. All others only dress their
 * text.
 */
#ifndef OUTCHECK_INGEST_SMCL_H
#define OUTCHECK_INGEST_SMCL_H

#include "base/arena.h"

#include <stddef.h>

enum { SMCL_LINE_LIMIT = 4096 }; /* columns of a line; what is beyond is cut */

const char *smcl_plain(struct arena *arena, const char *line, size_t length);

#endif
