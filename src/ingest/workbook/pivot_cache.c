#include "ingest/workbook/pivot_cache.h"

#include "base/text.h"

#include <string.h>

/* Values that records point at instead of having them. */
struct shared_items {
    const char **items;
    size_t count;
    size_t capacity;
};

struct pivot_reader {
    struct package *package;
    const char **names; /* of the variables */
    struct shared_items *shared;
    size_t column_count;
    size_t column_capacity;
    size_t shared_capacity;
    size_t item_count; /* of all variables */
    struct grid_row *rows;
    size_t row_count;
    size_t row_capacity;
    size_t cell_count;
    const char **cells; /* of the open record */
    uint32_t cell;      /* the next one */
    bool is_open;
    bool is_made_up; /* the open variable: groups and formulas, which no record has */
};

static const char *kept(const struct pivot_reader *reader, const char *text)
{
    return text ? text_copy(reader->package->arena, text, strlen(text)) : "";
}

/* Strings, numbers, dates, errors and truth values; m is a missing one. */
static bool is_value(const char *name)
{
    return name[0] && !name[1] && strchr("sndebm", name[0]);
}

static void open_in_definition(void *context, const char *name,
                               const char *const *attributes)
{
    struct pivot_reader *reader = context;
    struct arena *scratch = reader->package->scratch;
    if (text_equals(name, "cacheField")) {
        const char *is_of_source = xml_attribute(attributes, "databaseField");
        reader->is_made_up = is_of_source && !text_flag(is_of_source);
    }
    if (reader->is_made_up) {
        return;
    }
    if (text_equals(name, "cacheField") && reader->column_count < PIVOT_COLUMN_LIMIT) {
        const size_t column = reader->column_count;
        reader->shared = arena_grow(scratch, reader->shared, &reader->shared_capacity,
                                    column + 1, sizeof(reader->shared[0]));
        reader->shared[column] = (struct shared_items){0};
        *arena_add(scratch, reader->names, reader->column_count,
                   reader->column_capacity) =
            kept(reader, xml_attribute(attributes, "name"));
    } else if (is_value(name) && reader->column_count &&
               reader->item_count < PIVOT_ITEM_LIMIT) {
        struct shared_items *shared = &reader->shared[reader->column_count - 1];
        reader->item_count++;
        *arena_add(scratch, shared->items, shared->count, shared->capacity) =
            kept(reader, xml_attribute(attributes, "v"));
    }
}

static const char *shared_item(const struct pivot_reader *reader, const char *index)
{
    enum { INDEX_LIMIT = PIVOT_ITEM_LIMIT };
    const struct shared_items *shared = &reader->shared[reader->cell];
    unsigned long at = 0;
    return text_whole(index, INDEX_LIMIT, &at) && at < shared->count ? shared->items[at]
                                                                     : "";
}

static void open_in_records(void *context, const char *name,
                            const char *const *attributes)
{
    struct pivot_reader *reader = context;
    if (text_equals(name, "r")) {
        reader->is_open = reader->row_count < PIVOT_ROW_LIMIT &&
                          reader->cell_count + reader->column_count <= PIVOT_CELL_LIMIT;
        reader->cell = 0;
        reader->cells = reader->is_open ? arena_array(reader->package->arena,
                                                      reader->column_count, const char *)
                                        : NULL;
        return;
    }
    if (!reader->is_open || reader->cell >= reader->column_count) {
        return;
    }
    const char *value = xml_attribute(attributes, "v");
    if (text_equals(name, "x")) {
        reader->cells[reader->cell] = shared_item(reader, value);
        reader->cell++;
    } else if (is_value(name)) {
        reader->cells[reader->cell++] = kept(reader, value);
    }
}

static void add_row(struct pivot_reader *reader, const char *const *texts)
{
    *arena_add(reader->package->arena, reader->rows, reader->row_count,
               reader->row_capacity) = (struct grid_row){
        .texts = texts,
        .count = (uint32_t)reader->column_count,
        .line = (uint32_t)reader->row_count + 1,
    };
    reader->cell_count += reader->column_count;
}

static void close_in_records(void *context, const char *name)
{
    struct pivot_reader *reader = context;
    if (!text_equals(name, "r") || !reader->is_open) {
        return;
    }
    while (reader->cell < reader->column_count) {
        reader->cells[reader->cell++] = "";
    }
    add_row(reader, reader->cells);
    reader->is_open = false;
}

static bool read_records(struct pivot_reader *reader, const char *definition)
{
    struct package *package = reader->package;
    struct xlsx_relations relations;
    if (!xlsx_relations_of(package, definition, &relations)) {
        return false;
    }
    const struct xlsx_relation *records =
        xlsx_relation_by_type(&relations, "pivotCacheRecords");
    if (!records || records->is_external || !reader->column_count ||
        !archive_find(package->archive, records->target)) {
        return true;
    }
    const char **headings =
        arena_array(package->arena, reader->column_count, const char *);
    memcpy(headings, reader->names, reader->column_count * sizeof(headings[0]));
    add_row(reader, headings);
    const struct xml_handler callbacks = {
        .open = open_in_records, .close = close_in_records, .context = reader};
    return package_parse(package, records->target, &callbacks);
}

bool pivot_cache_read(struct package *package, const struct output *output,
                      const char *definition, struct grid **grid)
{
    struct pivot_reader reader = {.package = package};
    const struct xml_handler callbacks = {.open = open_in_definition, .context = &reader};
    *grid = NULL;
    if (!package_parse(package, definition, &callbacks) ||
        !read_records(&reader, definition)) {
        return false;
    }
    if (reader.row_count > 1) {
        *grid = arena_new(package->arena, struct grid);
        **grid = (struct grid){
            .output = output,
            .sheet = "pivot cache",
            .rows = reader.rows,
            .row_count = (uint32_t)reader.row_count,
            .column_count = (uint32_t)reader.column_count,
        };
    }
    return true;
}
