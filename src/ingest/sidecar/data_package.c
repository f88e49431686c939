#include "ingest/sidecar/data_package.h"

#include "base/json.h"
#include "base/text.h"
#include "ingest/sidecar/csvw.h"

#include <string.h>

enum { PACKAGE_BYTE_LIMIT = 16 * 1024 * 1024, FOLDERS_ABOVE = 4 };

struct package_reader {
    struct arena *arena;
    const struct grid *grid;
    const char *file; /* for people */
    struct sidecar_table *said;
    struct plan_line *lines;
    struct doubt *doubts;
    size_t doubt_count;
    size_t doubt_capacity;
};

static const char *kept(struct arena *arena, const char *text)
{
    return text ? text_copy(arena, text, strlen(text)) : "";
}

static void doubt(struct package_reader *reader, const char *sentence)
{
    *arena_add(reader->arena, reader->doubts, reader->doubt_count,
               reader->doubt_capacity) =
        (struct doubt){.row = UINT32_MAX, .column = UINT32_MAX, .sentence = sentence};
}

/* The resource whose path is the file's, as seen from the folder of the package. */
static const json_t *resource_of(const json_t *package, const char *below)
{
    const json_t *resources = json_object_get(package, "resources");
    for (size_t i = 0; i < json_array_size(resources); i++) {
        const json_t *resource = json_array_get(resources, i);
        const json_t *path = json_object_get(resource, "path");
        path = json_is_array(path) ? json_array_get(path, 0) : path;
        const char *text = json_string_value(path);
        if (text && text_equals(text_starts_with(text, "./") ? text + 2 : text, below)) {
            return resource;
        }
    }
    return NULL;
}

static uint32_t column_named(const struct package_reader *reader, const char *name)
{
    const char *key = text_key(reader->arena, name);
    for (uint32_t c = 0; c < reader->grid->column_count; c++) {
        if (text_equals(text_key(reader->arena, grid_text(reader->grid, 0, c)), key)) {
            return c;
        }
    }
    return PLAN_NONE;
}

static bool is_label_type(const char *type)
{
    static const char *const types[] = {"string", "date",      "datetime", "time",
                                        "year",   "yearmonth", "boolean"};
    for (size_t i = 0; type && i < sizeof(types) / sizeof(types[0]); i++) {
        if (text_equals(types[i], type)) {
            return true;
        }
    }
    return false;
}

static bool has_digits_alone(const struct grid *grid, uint32_t column)
{
    enum { ROWS = 50 };
    for (uint32_t r = 1; r < grid->row_count && r < ROWS; r++) {
        const char *text = grid_text(grid, r, column);
        if (!text_is_blank(text) && strspn(text, "0123456789.,- ") != strlen(text)) {
            return false;
        }
    }
    return grid->row_count > 1;
}

/* A column of digits that is called a text stays open: it may be a count all the same. */
static void read_field(struct package_reader *reader, const json_t *field)
{
    struct arena *arena = reader->arena;
    const char *name = kept(arena, json_text(field, "name"));
    const char *type = json_text(field, "type");
    const uint32_t column = column_named(reader, name);
    if (column == PLAN_NONE) {
        doubt(reader,
              text_format(arena, "%s names the column '%s', which the file does not have",
                          reader->file, text_shortened(arena, name, 60)));
        return;
    }
    struct plan_line *line = &reader->lines[column];
    const bool is_text = type && text_equals(type, "string");
    line->origin = ORIGIN_META;
    line->name = text_squeezed(arena, grid_text(reader->grid, 0, column));
    if (is_label_type(type) && !(is_text && has_digits_alone(reader->grid, column))) {
        line->role = ROLE_DIMENSION;
        line->dimension = line->name;
    }
}

static void read_key(struct package_reader *reader, const json_t *key)
{
    const size_t count = json_is_array(key) ? json_array_size(key) : 1;
    for (size_t i = 0; i < count; i++) {
        const char *name =
            json_string_value(json_is_array(key) ? json_array_get(key, i) : key);
        const uint32_t column = name ? column_named(reader, name) : PLAN_NONE;
        if (column != PLAN_NONE) {
            reader->lines[column].role = ROLE_DIMENSION;
            reader->lines[column].dimension = reader->lines[column].name;
        }
    }
}

/* Nobody says why a value is missing: it is taken for hidden, the worse of what it may
 * mean. */
static void read_missing(struct package_reader *reader, const json_t *values)
{
    const size_t count = json_array_size(values);
    struct symbol *symbols = arena_array(reader->arena, count, struct symbol);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_array_get(values, i);
        const char *text =
            json_is_object(value) ? json_text(value, "value") : json_string_value(value);
        if (!text_is_blank(text)) {
            symbols[found++] = (struct symbol){text_key(reader->arena, text), CELL_HIDDEN,
                                               "missing, by the data package"};
        }
    }
    reader->said->symbols = symbols;
    reader->said->symbol_count = found;
}

static void read_resource(struct package_reader *reader, const json_t *resource)
{
    const struct grid *grid = reader->grid;
    const json_t *schema = json_object_get(resource, "schema");
    const json_t *fields = json_object_get(schema, "fields");
    reader->lines = arena_array(reader->arena, grid->column_count, struct plan_line);
    for (uint32_t c = 0; c < grid->column_count; c++) {
        reader->lines[c] = plan_line_at(c);
        reader->lines[c].name = text_squeezed(reader->arena, grid_text(grid, 0, c));
    }
    for (size_t i = 0; i < json_array_size(fields); i++) {
        read_field(reader, json_array_get(fields, i));
    }
    read_key(reader, json_object_get(schema, "primaryKey"));
    read_missing(reader, json_object_get(schema, "missingValues"));
    struct plan *plan = &reader->said->plan;
    plan->title = kept(reader->arena, json_text(resource, "title"));
    plan->columns = reader->lines;
    plan->column_count = grid->column_count;
    plan->doubts = reader->doubts;
    plan->doubt_count = (uint32_t)reader->doubt_count;
}

/* The package at this path, if it is one and describes the file. */
static bool read_package(struct package_reader *reader, const char *path,
                         const char *below)
{
    struct problems *trouble = problems_create(reader->arena);
    struct bytes bytes = {0};
    if (file_kind_of(path) != FILE_REGULAR ||
        file_read(reader->arena, path, PACKAGE_BYTE_LIMIT, &bytes, trouble) !=
            OUTCHECK_OK) {
        return false;
    }
    json_t *package = json_read(path, bytes.data, bytes.length, trouble);
    const json_t *resource = resource_of(package, below);
    if (resource) {
        read_resource(reader, resource);
    } else if (!package) {
        doubt(reader, text_format(reader->arena, "%s cannot be read", path_name(path)));
        reader->said->plan.doubts = reader->doubts;
        reader->said->plan.doubt_count = 1;
    }
    json_decref(package);
    return resource || !package;
}

struct sidecar_tables data_package_for_grid(struct arena *arena, const struct grid *grid)
{
    struct sidecar_table *said = arena_new(arena, struct sidecar_table);
    const char *location = grid->output->location;
    const char *folder = path_folder(arena, location);
    const char *below = path_name(location);
    if (grid->is_text || grid->row_count == 0 || grid->sheet ||
        text_equals(location, "-")) {
        return (struct sidecar_tables){0};
    }
    for (int up = 0; up < FOLDERS_ABOVE; up++) {
        const char *path = path_join(arena, folder, DATA_PACKAGE_NAME);
        *said = sidecar_table_empty(grid, path, ORIGIN_META);
        struct package_reader reader = {
            .arena = arena, .grid = grid, .file = DATA_PACKAGE_NAME, .said = said};
        if (read_package(&reader, path, below)) {
            return (struct sidecar_tables){.items = said, .count = 1};
        }
        const char *name = path_name(folder);
        if (text_equals(folder, ".") || text_equals(name, "") ||
            text_equals(name, "..")) {
            break;
        }
        below = path_join(arena, name, below);
        folder = path_folder(arena, folder);
    }
    return (struct sidecar_tables){0};
}
