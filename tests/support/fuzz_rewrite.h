/*
 * What the fuzz targets of rewriters share: a file of any bytes at all, of which a set of
 * cells is to be hidden. It is refused in words, or written as it was but for them; what
 * stood in them, where that can be told, is nowhere in what is written.
 */
#ifndef OUTCHECK_TESTS_FUZZ_REWRITE_H
#define OUTCHECK_TESTS_FUZZ_REWRITE_H

#include "base/file.h"

#include <stdint.h>

/* Two bytes of `places` choose a cell of the file: how many rows and how many columns on
 * from the one before. */
void fuzz_rewrite(struct arena *arena, const char *kind, struct bytes bytes,
                  const uint8_t *places, size_t place_count);

#endif
