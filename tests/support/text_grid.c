/*
 * The least that reads what tests write; the real readers are in ingest/.
 */
#include "support/text_grid.h"

#include "base/text.h"

#include <string.h>

struct cell_list {
    const char **texts;
    size_t count;
    size_t capacity;
};

/* One cell from `at`; answers where it ends. Doubled quotes are not needed by tests. */
static const char *take_cell(struct arena *arena, const char *at, struct cell_list *cells)
{
    const bool is_quoted = *at == '"';
    const char *start = is_quoted ? at + 1 : at;
    const char *end = start + strcspn(start, is_quoted ? "\"" : ",\n");
    *arena_add(arena, cells->texts, cells->count, cells->capacity) =
        text_copy(arena, start, (size_t)(end - start));
    return is_quoted && *end ? end + 1 : end;
}

const struct grid *text_grid(struct arena *arena, const char *path, const char *text)
{
    struct output *output = arena_new(arena, struct output);
    *output = (struct output){
        .path = path, .location = path, .kind = "csv", .read_as = "", .sha256 = ""};
    struct grid *grid = arena_new(arena, struct grid);
    struct grid_row *rows = NULL;
    size_t count = 0;
    size_t capacity = 0;
    while (*text) {
        struct cell_list cells = {0};
        while (*text && *text != '\n') {
            text = take_cell(arena, text, &cells);
            const bool ends_empty = *text == ',' && (text[1] == '\n' || text[1] == '\0');
            text += *text == ',' ? 1 : 0;
            if (ends_empty) {
                *arena_add(arena, cells.texts, cells.count, cells.capacity) = "";
            }
        }
        text += *text == '\n' ? 1 : 0;
        const struct grid_row row = {
            .texts = cells.texts,
            .count = (uint32_t)cells.count,
            .line = (uint32_t)count + 1,
        };
        *arena_add(arena, rows, count, capacity) = row;
        if (cells.count > grid->column_count) {
            grid->column_count = (uint32_t)cells.count;
        }
    }
    grid->output = output;
    grid->rows = rows;
    grid->row_count = (uint32_t)count;
    return grid;
}
