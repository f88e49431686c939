/*
 * The words around a table: its title, its source, and its notes.
 */
#include "base/file.h"
#include "base/text.h"
#include "clearance/release_making.h"

struct texts {
    const char **items;
    size_t count;
    size_t capacity;
};

/* The words of a row that belongs to no table. */
static const char *row_text(const struct making *making, uint32_t row)
{
    const struct grid *grid = making->source->grid;
    const char *all = "";
    for (uint32_t column = 0; column < grid->rows[row].count; column++) {
        const char *text = text_squeezed(making->arena, grid_text(grid, row, column));
        if (*text) {
            all = text_format(making->arena, "%s%s%s", all, *all ? " " : "", text);
        }
    }
    return all;
}

static bool is_in_table(const struct making *making, uint32_t row)
{
    for (size_t i = 0; i < making->submission->table_count; i++) {
        const struct table *table = making->submission->tables[i];
        if (table->grid == making->source->grid && row >= table->first_row &&
            row <= table->last_row) {
            return true;
        }
    }
    return false;
}

/* Where the words of the lower of two tables on a sheet begin: with its title, or else
 * under the first blank row between them. Without either, all of them are its own. */
static uint32_t border(const struct making *making, const struct table *upper,
                       const struct table *lower)
{
    const char *title = lower->title ? text_squeezed(making->arena, lower->title) : "";
    const uint32_t from = upper->last_row + 1;
    uint32_t blank = UINT32_MAX;
    for (uint32_t row = from; row < lower->first_row; row++) {
        const char *text = row_text(making, row);
        if (*text && text_equals(text, title)) {
            return row;
        }
        blank = !*text && blank == UINT32_MAX ? row : blank;
    }
    return blank == UINT32_MAX ? from : blank;
}

/* The rows whose words are this table's. */
static void span_of(const struct making *making, uint32_t *first, uint32_t *end)
{
    const struct table *source = making->source;
    const struct table *above = NULL;
    const struct table *below = NULL;
    for (size_t i = 0; i < making->submission->table_count; i++) {
        const struct table *table = making->submission->tables[i];
        if (table->grid != source->grid || table == source) {
            continue;
        }
        if (table->last_row < source->first_row &&
            (!above || table->last_row > above->last_row)) {
            above = table;
        }
        if (table->first_row > source->last_row &&
            (!below || table->first_row < below->first_row)) {
            below = table;
        }
    }
    *first = above ? border(making, above, source) : 0;
    *end = below ? border(making, source, below) : source->grid->row_count;
}

void release_take_words(struct making *making)
{
    struct release_table *made = making->made;
    struct texts notes = {0};
    uint32_t first = 0;
    uint32_t end = 0;
    span_of(making, &first, &end);
    made->source = "";
    for (uint32_t row = first; row < end; row++) {
        const char *text = is_in_table(making, row) ? "" : row_text(making, row);
        if (!*text || text_equals(text, made->title)) {
            continue;
        }
        if (text_starts_with(text, "Table ") && text_is_blank(making->source->title) &&
            row < making->source->first_row && !notes.count) {
            made->title = text; /* a line too far above it to be read as its title */
            continue;
        }
        if (text_starts_with(text, "Source") && !*made->source) {
            made->source = text;
            continue;
        }
        notes.items = arena_grow(making->arena, notes.items, &notes.capacity,
                                 notes.count + 1, sizeof(const char *));
        notes.items[notes.count++] = text;
    }
    made->notes = notes.items;
    made->note_count = notes.count;
}

static const char *title_of(const struct making *making)
{
    const struct request *request = making->submission->request;
    const struct output *output = making->source->output;
    if (!text_is_blank(making->source->title)) {
        return text_squeezed(making->arena, making->source->title);
    }
    for (size_t i = 0; request && i < request->file_count; i++) {
        if (request->files[i].output == output && request->files[i].title) {
            return request->files[i].title;
        }
    }
    return path_name(output->path);
}

void release_take_title(struct making *making)
{
    making->made->title = title_of(making);
}
