/*
 * A look into a written workbook, for tests: one part of the zip as text.
 *
 * Done by the program `unzip`; where there is none, tests that need to look do so in vain
 * and must skip.
 */
#ifndef OUTCHECK_TESTS_UNZIPPED_H
#define OUTCHECK_TESTS_UNZIPPED_H

#include "base/arena.h"

#include <stdbool.h>

bool can_unzip(void);

/* "xl/worksheets/sheet1.xml"; "" where there is no such part. */
const char *unzipped(struct arena *arena, const char *file, const char *part);

/* All parts one after the other. */
const char *unzipped_whole(struct arena *arena, const char *file);

/* How often `piece` stands in `text`. */
size_t times_in(const char *text, const char *piece);

#endif
