/*
 * What the fuzz targets of readers share: any bytes at all as a file of one of some kinds
 * (the first byte chooses) are refused with a sentence, or read into grids of valid text
 * whose tables can be made.
 */
#ifndef OUTCHECK_TESTS_FUZZ_READER_H
#define OUTCHECK_TESTS_FUZZ_READER_H

#include <stddef.h>
#include <stdint.h>

/* Aborts where a reader breaks its word. `kinds` are those of struct output. */
void fuzz_reader(const uint8_t *data, size_t size, const char *const *kinds,
                 size_t kind_count);

#endif
