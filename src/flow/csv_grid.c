#include "flow/csv_grid.h"

#include "base/file.h"
#include "base/text.h"
#include "ingest/read/reader.h"

static const size_t byte_limit = (size_t)64 << 20;

enum outcheck_status csv_grid_read(struct arena *arena, const char *path,
                                   const struct grid **grid, struct problems *problems)
{
    struct bytes bytes = {0};
    const enum outcheck_status status =
        file_read(arena, path, byte_limit, &bytes, problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    struct output *output = arena_new(arena, struct output);
    *output = (struct output){.path = path, .kind = "csv"};
    struct reading reading = {
        .arena = arena, .scratch = arena, .output = output, .bytes = bytes};
    struct refusal refusal = {0};
    const struct reader *reader = reader_find("csv");
    if (!reader->read(&reading, &refusal)) {
        problem_add(problems, OUTCHECK_ERROR_USAGE, place_of_file(path), refusal.hint,
                    "%s", refusal.sentence);
        return OUTCHECK_ERROR_USAGE;
    }
    *grid = reading.grids[0];
    return OUTCHECK_OK;
}

uint32_t csv_grid_column(struct arena *arena, const struct grid *grid, const char *name)
{
    for (uint32_t c = 0; grid->row_count && c < grid->column_count; c++) {
        if (text_equals(text_key(arena, grid_text(grid, 0, c)), name)) {
            return c;
        }
    }
    return UINT32_MAX;
}
