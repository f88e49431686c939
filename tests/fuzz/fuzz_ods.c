/*
 * Any bytes at all, read as an OpenDocument spreadsheet: as the archive that they begin
 * like, else as one XML file. No crash, bounded memory, and what comes out keeps the
 * promises of grid.h.
 */
#include "ingest/workbook/read_ods.h"
#include "support/grid_promises.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create(0);
    char *copy = arena_array(arena, size + 1, char);
    if (size) {
        memcpy(copy, data, size);
    }
    const bool is_archive = size >= 2 && memcmp(copy, "PK", 2) == 0;
    const struct output output = {.path = "fuzz", .kind = is_archive ? "ods" : "fods"};
    struct reading reading = {
        .arena = arena,
        .scratch = arena,
        .output = &output,
        .bytes = {.data = copy, .length = size},
    };
    struct refusal refusal = {0};
    const bool is_read = ods_reader.read(&reading, &refusal);
    check_promises(&reading, &refusal, is_read);
    arena_destroy(arena);
    return 0;
}
