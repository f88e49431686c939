/*
 * Sidecars: which of them speaks for which file, and what it says of its tables.
 */
#include "ingest/sidecar/sidecar.h"

#include "base/map.h"
#include "base/text.h"
#include "ingest/read/read_csv.h"
#include "ingest/sidecar/sidecar_files.h"

#include <stdlib.h>
#include <string.h>

enum { META_BYTE_LIMIT = 4 * 1024 * 1024 };

static bool is_about(struct arena *arena, const struct sidecar_entry *entry,
                     const struct output *output)
{
    return text_equals(entry->location, sidecar_plain_path(arena, output->location));
}

struct sidecars *sidecars_read(struct arena *arena, const struct output *const *outputs,
                               size_t output_count, const char *const *asked,
                               size_t asked_count, struct problems *problems)
{
    struct sidecars *sidecars = arena_new(arena, struct sidecars);
    *sidecars = (struct sidecars){
        .arena = arena,
        .problems = problems,
        .paths = map_create(arena, output_count * 3),
    };
    for (size_t i = 0; i < output_count; i++) {
        if (!text_equals(outputs[i]->location, "-")) {
            sidecar_files_read_for(sidecars, outputs[i], asked, asked_count);
        }
    }
    for (size_t i = 0; i < asked_count; i++) {
        sidecar_files_read_orphans(sidecars, asked[i]);
    }
    struct map *locations = map_create(arena, output_count);
    for (size_t i = 0; i < output_count; i++) {
        (void)map_add_text(locations, sidecar_plain_path(arena, outputs[i]->location), i);
    }
    for (size_t i = 0; i < sidecars->entry_count; i++) {
        sidecars->entries[i].is_used =
            map_find_text(locations, sidecars->entries[i].location) != MAP_NONE;
    }
    return sidecars;
}

void sidecars_ignore(struct sidecars *sidecars, bool keeps_meta)
{
    sidecars->ignores_csvw = true;
    sidecars->ignores_meta = !keeps_meta;
}

/* A file's own sidecar before a group, the nearest group first. */
static bool speaks_before(const struct sidecar_file *one,
                          const struct sidecar_file *other)
{
    if (one->is_group != other->is_group) {
        return !one->is_group;
    }
    return strlen(one->folder) > strlen(other->folder);
}

static struct sidecar_file *speaker_of(const struct sidecars *sidecars,
                                       const struct output *output)
{
    struct sidecar_file *speaker = NULL;
    const size_t count = sidecars->ignores_csvw ? 0 : sidecars->entry_count;
    for (size_t i = 0; i < count; i++) {
        const struct sidecar_entry *entry = &sidecars->entries[i];
        if (is_about(sidecars->arena, entry, output) &&
            (!speaker || speaks_before(entry->file, speaker))) {
            speaker = entry->file;
        }
    }
    return speaker;
}

char sidecars_delimiter(const struct sidecars *sidecars, const struct output *output)
{
    const struct sidecar_file *speaker = speaker_of(sidecars, output);
    for (size_t i = 0; speaker && i < sidecars->entry_count; i++) {
        const struct sidecar_entry *entry = &sidecars->entries[i];
        if (entry->file != speaker || !is_about(sidecars->arena, entry, output)) {
            continue;
        }
        const json_t *own = json_object_get(entry->description.table.json, "dialect");
        const json_t *shared = json_object_get(entry->description.group.json, "dialect");
        const char *text = json_text(own ? own : shared, "delimiter");
        if (text && strlen(text) == 1) {
            return text[0];
        }
    }
    return 0;
}

static bool is_on_sheet(const struct sidecar_entry *entry, const struct grid *grid)
{
    const struct sidecar_node sdc = csvw_sdc(&entry->description.table);
    const char *sheet = json_text(sdc.json, "sheet");
    return !sheet || !grid->sheet || text_equals(sheet, grid->sheet);
}

static int compare_places(const void *one, const void *other)
{
    const struct plan *a = &((const struct sidecar_table *)one)->plan;
    const struct plan *b = &((const struct sidecar_table *)other)->plan;
    if (a->first_row != b->first_row) {
        return a->first_row < b->first_row ? -1 : 1;
    }
    return (a->first_column > b->first_column) - (a->first_column < b->first_column);
}

/* Two tables of one file need ranges that keep them apart. */
static bool overlaps(const struct sidecar_table *one, const struct sidecar_table *other)
{
    const struct plan *a = &one->plan;
    const struct plan *b = &other->plan;
    if (!one->has_range || !other->has_range) {
        return true;
    }
    return a->first_row <= b->last_row && b->first_row <= a->last_row &&
           a->first_column <= b->last_column && b->first_column <= a->last_column;
}

static void add_table(struct sidecar_tables *tables, struct sidecar_table *items,
                      const struct sidecar_table *said, const struct sidecar_entry *entry)
{
    for (size_t i = 0; i < tables->count; i++) {
        if (overlaps(&items[i], said)) {
            sidecar_complain(&entry->file->source, &entry->description.table,
                             "Give each table of the file its range under sdc: A5:G15.",
                             "two descriptions of %s overlap", entry->url);
            return;
        }
    }
    items[tables->count++] = *said;
}

/* An EES companion as a grid, or NULL; that it cannot be read is a doubt of its table. */
static const struct grid *read_meta(struct sidecars *sidecars, const char *path)
{
    struct arena *arena = sidecars->arena;
    struct bytes bytes = {0};
    if (file_read(arena, path, META_BYTE_LIMIT, &bytes, sidecars->problems) !=
        OUTCHECK_OK) {
        return NULL;
    }
    struct output *output = arena_new(arena, struct output);
    *output =
        (struct output){.path = path, .location = path, .kind = "csv", .read_as = ""};
    struct refusal refusal = {0};
    struct reading reading = {.arena = arena,
                              .scratch = arena,
                              .output = output,
                              .bytes = bytes,
                              .delimiter = ','};
    if (!csv_reader.read(&reading, &refusal) || reading.grid_count != 1) {
        return NULL;
    }
    return reading.grids[0];
}

static void apply_meta(struct sidecars *sidecars, const struct grid *grid,
                       struct sidecar_tables *tables, struct sidecar_table *items)
{
    struct arena *arena = sidecars->arena;
    const char *location = grid->output->location;
    if (!text_ends_with(location, ".csv") || tables->count > 1 ||
        sidecars->ignores_meta) {
        return;
    }
    const size_t stem = strlen(location) - strlen(".csv");
    const char *path =
        text_format(arena, "%.*s%s", (int)stem, location, SIDECAR_META_ENDING);
    if (file_kind_of(path) != FILE_REGULAR) {
        return;
    }
    const struct grid *meta = read_meta(sidecars, path);
    if (!tables->count) {
        items[tables->count++] = sidecar_table_empty(grid, path, ORIGIN_META);
    }
    if (meta) {
        items[0].meta = meta;
        ees_meta_apply(arena, meta, grid, &items[0]);
        return;
    }
    struct doubt *unread =
        arena_array(arena, items[0].plan.doubt_count + 1, struct doubt);
    for (uint32_t i = 0; i < items[0].plan.doubt_count; i++) {
        unread[i] = items[0].plan.doubts[i];
    }
    unread[items[0].plan.doubt_count++] = (struct doubt){
        .row = UINT32_MAX,
        .column = UINT32_MAX,
        .sentence = text_format(arena, "%s cannot be read", path_name(path)),
    };
    items[0].plan.doubts = unread;
}

struct sidecar_tables sidecars_for_grid(struct sidecars *sidecars,
                                        const struct grid *grid)
{
    struct sidecar_file *speaker = speaker_of(sidecars, grid->output);
    struct sidecar_tables tables = {0};
    struct sidecar_table *items =
        arena_array(sidecars->arena, sidecars->entry_count + 1, struct sidecar_table);
    if (grid->row_count == 0 || grid->column_count == 0) {
        return tables;
    }
    if (speaker) {
        speaker->has_spoken = true;
    }
    for (size_t i = 0; speaker && i < sidecars->entry_count; i++) {
        struct sidecar_entry *entry = &sidecars->entries[i];
        if (entry->file == speaker && is_about(sidecars->arena, entry, grid->output) &&
            is_on_sheet(entry, grid)) {
            entry->is_seen = true;
            struct sidecar_table said;
            csvw_read_table(&entry->file->source, &entry->description, grid, &said);
            add_table(&tables, items, &said, entry);
        }
    }
    apply_meta(sidecars, grid, &tables, items);
    qsort(items, tables.count, sizeof(*items), compare_places);
    tables.items = items;
    return tables;
}

/* What is wrong with an entry that described nothing, or NULL. */
static const char *lack_of(struct sidecars *sidecars, const struct sidecar_entry *entry)
{
    struct arena *arena = sidecars->arena;
    const struct sidecar_node sdc = csvw_sdc(&entry->description.table);
    const char *sheet = json_text(sdc.json, "sheet");
    if (entry->is_used && sheet && !entry->is_seen && entry->file->has_spoken) {
        return text_format(arena, "it describes the sheet %s of %s, which is not there",
                           sheet, entry->url);
    }
    if (!entry->is_used && file_kind_of(entry->location) == FILE_MISSING) {
        return text_format(arena, "it describes %s, which is not there", entry->url);
    }
    return NULL;
}

const struct remark *sidecars_unused(struct sidecars *sidecars, size_t *count)
{
    struct arena *arena = sidecars->arena;
    struct remark *remarks = arena_array(arena, sidecars->entry_count, struct remark);
    *count = 0;
    for (size_t i = 0; i < sidecars->entry_count; i++) {
        const struct sidecar_entry *entry = &sidecars->entries[i];
        const char *lack = lack_of(sidecars, entry);
        if (!lack) {
            continue;
        }
        struct output *output = arena_new(arena, struct output);
        *output = (struct output){
            .path = entry->file->source.file,
            .location = entry->file->source.file,
            .kind = "csvw",
            .read_as = "CSVW",
            .sha256 = "",
            .bytes = entry->file->source.text.length,
        };
        remarks[(*count)++] = (struct remark){
            .kind = REMARK_SIDECAR_UNUSED,
            .output = output,
            .row = UINT32_MAX,
            .column = UINT32_MAX,
            .sentence = lack,
            .hint = "Check the url and the sheet, or hand in the file.",
        };
    }
    return remarks;
}

void sidecars_close(struct sidecars *sidecars)
{
    for (struct sidecar_file *file = sidecars->files; file; file = file->next) {
        json_decref(file->root.json);
        file->root.json = NULL;
    }
    sidecars->files = NULL;
    sidecars->entry_count = 0;
}
