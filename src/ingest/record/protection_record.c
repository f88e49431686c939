#include "ingest/record/protection_record.h"

#include "base/file.h"
#include "base/json.h"
#include "base/map.h"
#include "base/text.h"

#include <string.h>

enum { RECORD_BYTE_LIMIT = 256 * 1024 * 1024 };

/* A cell that a record calls suppressed. */
struct hidden_cell {
    const char *output;
    const char *sheet; /* NULL: of a text file */
    uint32_t row;      /* from 0 */
    uint32_t column;
};

struct protection_record {
    const char *path;
    struct hidden_cell *cells;
    size_t cell_count;
    struct map *checksums; /* output -> place in `digests` */
    const char **digests;
};

struct protection_records {
    struct arena *arena;
    struct protection_record **items;
    size_t count;
    size_t capacity;
    struct map *looked_for; /* paths, and outputs whose checksum was looked at */
    struct remark *remarks;
    size_t remark_count;
    size_t remark_capacity;
};

struct protection_records *protection_records_create(struct arena *arena)
{
    struct protection_records *records = arena_new(arena, struct protection_records);
    records->arena = arena;
    records->looked_for = map_create(arena, 16);
    return records;
}

static void remark(struct protection_records *records, const struct grid *grid,
                   enum remark_kind kind, const char *sentence, const char *hint)
{
    *arena_add(records->arena, records->remarks, records->remark_count,
               records->remark_capacity) = (struct remark){
        .kind = kind,
        .output = grid->output,
        .sheet = grid->sheet,
        .row = UINT32_MAX,
        .column = UINT32_MAX,
        .sentence = sentence,
        .hint = hint,
    };
}

static const char *kept(struct arena *arena, const json_t *object, const char *key)
{
    const char *text = json_text(object, key);
    return text ? text_copy(arena, text, strlen(text)) : NULL;
}

static void read_cells(struct arena *arena, struct protection_record *record,
                       const json_t *cells)
{
    record->cells = arena_array(arena, json_array_size(cells), struct hidden_cell);
    for (size_t i = 0; i < json_array_size(cells); i++) {
        const json_t *cell = json_array_get(cells, i);
        const json_int_t row = json_integer_value(json_object_get(cell, "row"));
        const json_int_t column = json_integer_value(json_object_get(cell, "column"));
        const char *output = kept(arena, cell, "output");
        if (output && row > 0 && column > 0 && row < UINT32_MAX && column < UINT32_MAX) {
            record->cells[record->cell_count++] = (struct hidden_cell){
                .output = output,
                .sheet = kept(arena, cell, "sheet"),
                .row = (uint32_t)row - 1,
                .column = (uint32_t)column - 1,
            };
        }
    }
}

static void read_digests(struct arena *arena, struct protection_record *record,
                         const json_t *files)
{
    const size_t count = json_array_size(files);
    record->checksums = map_create(arena, count);
    record->digests = arena_array(arena, count, const char *);
    for (size_t i = 0; i < count; i++) {
        const json_t *file = json_array_get(files, i);
        const char *path = kept(arena, file, "path");
        record->digests[i] = kept(arena, file, "protected_sha256");
        if (path && record->digests[i]) {
            (void)map_add_text(record->checksums, path, i);
        }
    }
}

/* The record at this path, read once; NULL where there is none. */
static struct protection_record *record_at(struct protection_records *records,
                                           const struct grid *grid, const char *path)
{
    struct arena *arena = records->arena;
    const size_t known = map_find_text(records->looked_for, path);
    if (known != MAP_NONE) {
        return known ? records->items[known - 1] : NULL;
    }
    struct problems *trouble = problems_create(arena);
    struct bytes bytes = {0};
    json_t *json = NULL;
    const bool is_there = file_kind_of(path) == FILE_REGULAR;
    if (is_there &&
        file_read(arena, path, RECORD_BYTE_LIMIT, &bytes, trouble) == OUTCHECK_OK) {
        json = json_read(path, bytes.data, bytes.length, trouble);
    }
    if (!json) {
        (void)map_add_text(records->looked_for, path, 0);
        if (is_there) {
            remark(records, grid, REMARK_UNREADABLE,
                   "the record of its protection cannot be read",
                   "Protect the tables again.");
        }
        return NULL;
    }
    struct protection_record *record = arena_new(arena, struct protection_record);
    record->path = path;
    read_cells(arena, record, json_object_get(json, "suppression"));
    read_digests(arena, record, json_object_get(json, "files"));
    json_decref(json);
    records->items = arena_grow(arena, records->items, &records->capacity,
                                records->count + 1, sizeof(void *));
    records->items[records->count++] = record;
    (void)map_add_text(records->looked_for, path, records->count);
    return record;
}

/* The folder that holds the protected files, and the path of a file below it. */
struct place_of_file {
    const char *folder;
    const char *below;
};

/* "outcheck-protected" among the folders of the file, or the file's own folder. */
static struct place_of_file protected_folder(struct arena *arena, const char *location)
{
    struct place_of_file place = {path_folder(arena, location), path_name(location)};
    struct place_of_file above = place;
    while (!text_equals(path_name(above.folder), "outcheck-protected")) {
        const char *name = path_name(above.folder);
        const char *parent = path_folder(arena, above.folder);
        if (text_equals(parent, above.folder) || text_equals(name, ".") || !name[0]) {
            return place;
        }
        above = (struct place_of_file){parent, path_join(arena, name, above.below)};
    }
    return above;
}

static const struct protection_record *record_for(struct protection_records *records,
                                                  const struct grid *grid,
                                                  const char **below)
{
    struct arena *arena = records->arena;
    const struct place_of_file place = protected_folder(arena, grid->output->location);
    *below = place.below;
    const struct protection_record *record =
        record_at(records, grid, path_join(arena, place.folder, PROTECTION_RECORD_NAME));
    if (record || !text_equals(path_name(place.folder), "outcheck-protected")) {
        return record;
    }
    const char *beside =
        path_join(arena, path_folder(arena, place.folder), "outcheck-report");
    return record_at(records, grid, path_join(arena, beside, PROTECTION_RECORD_NAME));
}

static bool same_sheet(const char *one, const char *other)
{
    return one == other || (one && other && text_equals(one, other));
}

static void compare_bytes(struct protection_records *records, const struct grid *grid,
                          const struct protection_record *record, const char *below)
{
    const size_t place = map_find_text(record->checksums, below);
    const char *seen = text_format(records->arena, "\x1f%s", grid->output->location);
    const size_t before = records->looked_for->count;
    (void)map_add_text(records->looked_for, seen, 0);
    if (place != MAP_NONE && records->looked_for->count > before &&
        !text_equals_ignoring_case(record->digests[place], grid->output->sha256)) {
        remark(records, grid, REMARK_CLAIM,
               "its bytes are not those that its protection wrote",
               "Protect the tables again, and hand in what was written.");
    }
}

/* A number stands where the record says that it is hidden. */
static bool shows_number(const char *text)
{
    return strpbrk(text, "0123456789") && !strpbrk(text, "<>[]");
}

void protection_records_compare(struct protection_records *records,
                                const struct grid *grid)
{
    const char *below = "";
    if (text_equals(grid->output->location, "-")) {
        return;
    }
    const struct protection_record *record = record_for(records, grid, &below);
    if (!record) {
        return;
    }
    compare_bytes(records, grid, record, below);
    for (size_t i = 0; i < record->cell_count; i++) {
        const struct hidden_cell *cell = &record->cells[i];
        if (!text_equals(cell->output, below) || !same_sheet(cell->sheet, grid->sheet) ||
            !shows_number(grid_text(grid, cell->row, cell->column))) {
            continue;
        }
        remark(
            records, grid, REMARK_CLAIM,
            "a number is shown, and the record of its protection says that it is hidden",
            "Protect the tables again, and hand in what was written.");
        records->remarks[records->remark_count - 1].row = cell->row;
        records->remarks[records->remark_count - 1].column = cell->column;
    }
}

const struct remark *protection_records_remarks(const struct protection_records *records,
                                                size_t *count)
{
    *count = records->remark_count;
    return records->remarks;
}
