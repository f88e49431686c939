/*
 * Any bytes at all as a workbook of which cells are to be hidden. The first byte says how
 * many, two bytes each which; the workbook follows, packed, or as the text of its parts.
 */
#include "support/fuzz_rewrite.h"
#include "support/zipped.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { MOST_BYTES = 60000, MOST_PLACES = 15 };
    const size_t places = size ? data[0] & MOST_PLACES : 0;
    const size_t start = 1 + 2 * places;
    if (size <= start || size > MOST_BYTES) {
        return 0;
    }
    struct arena *arena = arena_create(0);
    char *copy = arena_array(arena, size - start + 1, char);
    memcpy(copy, data + start, size - start);
    const bool is_packed = size - start >= 2 && memcmp(copy, "PK", 2) == 0;
    const struct bytes bytes = is_packed
                                   ? (struct bytes){.data = copy, .length = size - start}
                                   : zipped_from_text(arena, copy);
    if (bytes.length) {
        fuzz_rewrite(arena, "xlsx", bytes, data + 1, places);
    }
    arena_destroy(arena);
    return 0;
}
