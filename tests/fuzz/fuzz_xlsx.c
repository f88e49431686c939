/*
 * Any bytes at all, read as an Excel workbook: no crash, bounded memory, and what comes
 * out keeps the promises of grid.h.
 *
 * Bytes that begin like a zip archive are read as they are. All others are the files of
 * an archive, so that a fuzzer meets the XML and not only the packing: lines "==== NAME"
 * begin a file.
 */
#include "ingest/workbook/read_xlsx.h"
#include "support/grid_promises.h"
#include "support/zipped.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create(0);
    char *copy = arena_array(arena, size + 1, char);
    if (size) {
        memcpy(copy, data, size);
    }
    struct bytes bytes = {.data = copy, .length = size};
    if (size < 2 || memcmp(copy, "PK", 2) != 0) {
        bytes = zipped_from_text(arena, copy);
        if (bytes.length == 0) {
            arena_destroy(arena);
            return 0;
        }
    }
    const struct output output = {.path = "fuzz.xlsx", .kind = "xlsx"};
    struct reading reading = {
        .arena = arena, .scratch = arena, .output = &output, .bytes = bytes};
    struct refusal refusal = {0};
    const bool is_read = xlsx_reader.read(&reading, &refusal);
    check_promises(&reading, &refusal, is_read);
    arena_destroy(arena);
    return 0;
}
