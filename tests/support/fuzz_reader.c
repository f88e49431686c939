#include "support/fuzz_reader.h"

#include "base/text.h"
#include "ingest/grid_tables.h"
#include "ingest/read/reader.h"

#include <stdlib.h>
#include <string.h>

static void promise(bool is_kept)
{
    if (!is_kept) {
        abort();
    }
}

static void check_grid(struct arena *arena, const struct grid *grid)
{
    for (uint32_t b = 0; b < grid->block_count; b++) {
        const struct grid_block *block = &grid->blocks[b];
        promise(block->first_row <= block->first_data_row);
        promise(block->first_data_row <= block->last_row);
        promise(block->last_row < grid->row_count);
        promise(block->last_column < grid->column_count);
    }
    for (uint32_t r = 0; r < grid->row_count; r++) {
        promise(grid->rows[r].count <= grid->column_count);
        for (uint32_t c = 0; c < grid->rows[r].count; c++) {
            const char *text = grid->rows[r].texts[c];
            promise(text && text_is_utf8(text, strlen(text)));
        }
    }
    const struct sidecar_tables said = {0};
    struct made_tables made = {0};
    grid_tables_make(arena, grid, &said, NULL, &made);
    promise(!grid->is_text || made.count == grid->block_count);
}

void fuzz_reader(const uint8_t *data, size_t size, const char *const *kinds,
                 size_t kind_count)
{
    if (size == 0 || size > 60000) {
        return;
    }
    struct arena *arena = arena_create(0);
    const char *kind = kinds[data[0] % kind_count];
    char *copy = arena_array(arena, size, char);
    memcpy(copy, data + 1, size - 1);
    const struct output output = {.path = "fuzz", .location = "fuzz", .kind = kind};
    struct reading reading = {
        .arena = arena,
        .scratch = arena,
        .output = &output,
        .bytes = {.data = copy, .length = size - 1},
    };
    struct refusal refusal = {0};
    if (!reader_find(kind)->read(&reading, &refusal)) {
        promise(refusal.sentence && refusal.hint);
    } else {
        promise(reading.read_as != NULL);
        for (size_t i = 0; i < reading.grid_count; i++) {
            check_grid(arena, reading.grids[i]);
        }
    }
    arena_destroy(arena);
}
