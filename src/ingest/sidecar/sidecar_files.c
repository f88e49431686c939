/*
 * Finding and parsing CSVW files. Only folders that were asked for are looked into, and
 * only names that the standards give: a sidecar never makes us open another file, and an
 * address is compared, not followed.
 */
#include "ingest/sidecar/sidecar_files.h"

#include "base/text.h"

#include <string.h>

enum { SIDECAR_BYTE_LIMIT = 16 * 1024 * 1024 };

#define METADATA_ENDING "-metadata.json"
#define GROUP_NAME      "csv-metadata.json"

bool sidecar_is_name(const char *path)
{
    return text_ends_with(path, METADATA_ENDING) ||
           text_ends_with(path, SIDECAR_META_ENDING);
}

const char *sidecar_plain_path(struct arena *arena, const char *path)
{
    while (path[0] == '.' && (path[1] == '/' || path[1] == '\\') && path[2]) {
        path += 2;
    }
    const size_t length = strlen(path);
    char *plain = arena_array(arena, length + 1, char);
    for (size_t i = 0; i < length; i++) {
        plain[i] = path[i];
        if (plain[i] == '\\') {
            plain[i] = '/';
        }
    }
    return plain;
}

static int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    if (digit >= 'a' && digit <= 'f') {
        return digit - 'a' + 10;
    }
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

/* "my%20table.csv" -> "my table.csv"; a broken escape stands for itself. */
static const char *decode_url(struct arena *arena, const char *url, size_t length)
{
    char *out = arena_array(arena, length + 1, char);
    size_t end = 0;
    for (size_t i = 0; i < length; i++) {
        const int high = url[i] == '%' && i + 2 < length ? hex_value(url[i + 1]) : -1;
        const int low = high >= 0 ? hex_value(url[i + 2]) : -1;
        if (low >= 0 && (high > 0 || low > 0)) {
            out[end++] = (char)(high * 16 + low);
            i += 2;
        } else {
            out[end++] = url[i];
        }
    }
    return text_is_utf8(out, end) ? out : text_copy(arena, url, length);
}

static void add_entry(struct sidecars *sidecars, struct sidecar_file *file,
                      const struct sidecar_node *table, bool is_in_group)
{
    const struct sidecar_node url = sidecar_node_at(table, "url");
    const char *text = NULL;
    if (!url.json) {
        sidecar_complain(&file->source, table, "Name the file: \"url\": \"table.csv\".",
                         "this table description has no url");
        return;
    }
    if (!sidecar_node_text(&file->source, &url, &text)) {
        return;
    }
    const char *fragment = strchr(text, '#');
    const size_t length = fragment ? (size_t)(fragment - text) : strlen(text);
    const char *decoded = decode_url(sidecars->arena, text, length);
    struct sidecar_entry entry = {
        .file = file,
        .description = {.table = *table, .fragment = fragment ? fragment + 1 : ""},
        .url = decoded,
        .location = path_join(sidecars->arena, file->folder,
                              sidecar_plain_path(sidecars->arena, decoded)),
    };
    if (is_in_group) {
        entry.description.group = file->root;
    }
    *arena_add(sidecars->arena, sidecars->entries, sidecars->entry_count,
               sidecars->entry_capacity) = entry;
}

static void add_tables(struct sidecars *sidecars, struct sidecar_file *file)
{
    if (!sidecar_node_is_object(&file->source, &file->root)) {
        return;
    }
    file->tables = sidecar_node_at(&file->root, "tables");
    if (!file->tables.json) {
        add_entry(sidecars, file, &file->root, false);
        return;
    }
    if (!sidecar_node_is_array(&file->source, &file->tables)) {
        return;
    }
    for (size_t i = 0; i < json_array_size(file->tables.json); i++) {
        const struct sidecar_node table = sidecar_node_item(&file->tables, i);
        if (sidecar_node_is_object(&file->source, &table)) {
            add_entry(sidecars, file, &table, true);
        }
    }
}

/* Keys of a group that only a table may have are slips; the rest is checked with its
 * tables. */
static void check_group(struct sidecar_file *file)
{
    static const char *const plain[] = {
        "@context",        "@id",   "@type",          "tables",
        "dialect",         "notes", "tableDirection", "tableSchema",
        "transformations", "url",   CSVW_SDC_KEY,     CSVW_SDC_SHORT};
    static const char *const ours[] = {"population", "universe", "within",
                                       "period",     "unit",     "weighted",
                                       "statbarn",   "rounding", "symbols"};
    if (!json_object_get(file->root.json, "tables")) {
        return;
    }
    const struct sidecar_node sdc = csvw_sdc(&file->root);
    csvw_check_keys(&file->source, &file->root, plain, sizeof(plain) / sizeof(plain[0]),
                    false);
    if (sidecar_node_is_object(&file->source, &sdc)) {
        csvw_check_keys(&file->source, &sdc, ours, sizeof(ours) / sizeof(ours[0]), true);
    }
}

static void read_file(struct sidecars *sidecars, const char *path, bool is_group)
{
    struct bytes bytes = {0};
    if (file_read(sidecars->arena, path, SIDECAR_BYTE_LIMIT, &bytes,
                  sidecars->problems) != OUTCHECK_OK) {
        return;
    }
    json_t *json = json_read(path, bytes.data, bytes.length, sidecars->problems);
    if (!json) {
        return;
    }
    struct sidecar_file *file = arena_new(sidecars->arena, struct sidecar_file);
    *file = (struct sidecar_file){
        .source = {.arena = sidecars->arena,
                   .file = path,
                   .text = bytes,
                   .problems = sidecars->problems},
        .root = {.json = json},
        .folder = path_folder(sidecars->arena, path),
        .is_group = is_group,
        .next = sidecars->files,
    };
    sidecars->files = file;
    check_group(file);
    add_tables(sidecars, file);
}

/* Reads it unless it has been read or is not there. */
static void read_once(struct sidecars *sidecars, const char *path, bool is_group)
{
    const char *plain = sidecar_plain_path(sidecars->arena, path);
    if (map_find_text(sidecars->paths, plain) != MAP_NONE) {
        return;
    }
    (void)map_add_text(sidecars->paths, plain, 0);
    if (file_kind_of(path) == FILE_REGULAR) {
        read_file(sidecars, path, is_group);
    }
}

static bool is_under(struct arena *arena, const char *path, const char *folder)
{
    const char *inner = sidecar_plain_path(arena, path);
    const char *outer = sidecar_plain_path(arena, folder);
    const size_t length = strlen(outer);
    if (text_equals(outer, ".")) {
        return inner[0] != '/' && !text_starts_with(inner, "..");
    }
    return text_starts_with(inner, outer) &&
           (inner[length] == '/' || inner[length] == '\0' || outer[length - 1] == '/');
}

/* The groups of the folders between the file and what was asked for. */
static void read_groups_above(struct sidecars *sidecars, const char *folder,
                              const char *asked)
{
    for (const char *above = folder; is_under(sidecars->arena, above, asked);) {
        read_once(sidecars, path_join(sidecars->arena, above, GROUP_NAME), true);
        const char *next = path_folder(sidecars->arena, above);
        if (text_equals(next, above) || text_equals(above, ".")) {
            break;
        }
        above = next;
    }
}

void sidecar_files_read_for(struct sidecars *sidecars, const struct output *output,
                            const char *const *asked, size_t asked_count)
{
    struct arena *arena = sidecars->arena;
    const char *location = output->location;
    const char *extension = path_extension(location);
    const size_t stem = strlen(location) - strlen(extension) - (extension[0] ? 1 : 0);
    const char *folder = path_folder(arena, location);
    read_once(sidecars, text_format(arena, "%s%s", location, METADATA_ENDING), false);
    read_once(sidecars,
              text_format(arena, "%.*s%s", (int)stem, location, METADATA_ENDING), false);
    read_once(sidecars, path_join(arena, folder, GROUP_NAME), true);
    for (size_t i = 0; i < asked_count; i++) {
        read_groups_above(sidecars, folder, asked[i]);
    }
}

void sidecar_files_read_orphans(struct sidecars *sidecars, const char *folder)
{
    const char *const *names = NULL;
    size_t count = 0;
    if (file_kind_of(folder) != FILE_FOLDER ||
        folder_list(sidecars->arena, folder, &names, &count, sidecars->problems) !=
            OUTCHECK_OK) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (text_ends_with(names[i], METADATA_ENDING)) {
            read_once(sidecars, path_join(sidecars->arena, folder, names[i]),
                      text_equals(names[i], GROUP_NAME));
        }
    }
}
