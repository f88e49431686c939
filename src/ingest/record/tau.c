#include "ingest/record/tau.h"

#include "base/map.h"
#include "base/text.h"
#include "ingest/read/encoding.h"
#include "ingest/sidecar/csvw.h"

#include <ctype.h>
#include <string.h>

enum { TAU_BYTE_LIMIT = 16 * 1024 * 1024, TAU_COLUMN_LIMIT = 200, TAU_DEPTH_LIMIT = 32 };

/* A text file in lines. */
struct tau_lines {
    const char **items;
    size_t count;
    size_t capacity;
};

static struct tau_lines lines_of(struct arena *arena, const char *path)
{
    struct tau_lines lines = {0};
    struct problems *trouble = problems_create(arena);
    struct bytes bytes = {0};
    struct decoded decoded;
    struct refusal refusal = {0};
    if (file_kind_of(path) != FILE_REGULAR ||
        file_read(arena, path, TAU_BYTE_LIMIT, &bytes, trouble) != OUTCHECK_OK ||
        !encoding_decode(arena, bytes, &decoded, &refusal)) {
        return lines;
    }
    for (size_t at = 0; at < decoded.length;) {
        const char *start = decoded.text + at;
        const char *end = memchr(start, '\n', decoded.length - at);
        const size_t length = end ? (size_t)(end - start) : decoded.length - at;
        lines.items = arena_grow(arena, lines.items, &lines.capacity, lines.count + 1,
                                 sizeof(lines.items[0]));
        lines.items[lines.count++] = text_copy(arena, start, length);
        at += length + 1;
    }
    return lines;
}

/* ---- .rda ---- */

struct tau_reader {
    struct arena *arena;
    const struct grid *grid;
    const char *folder;
    struct plan_line lines[TAU_COLUMN_LIMIT];
    uint32_t count;
    uint32_t scores; /* <MAXSCORE> so far */
    struct plan_partition *partitions;
    size_t partition_count;
    size_t partition_capacity;
    const char **parts; /* room for the children of one code */
};

/* "<TOTCODE> "Total"": the value behind the key, without quotes; NULL: another key. */
static const char *value_of(struct arena *arena, const char *line, const char *key)
{
    const char *at = line + strspn(line, " \t");
    const size_t length = strlen(key);
    if (strncmp(at, key, length) != 0) {
        return NULL;
    }
    at += length;
    at += strspn(at, " \t\"");
    return text_squeezed(arena, text_copy(arena, at, strcspn(at, "\"\r\n")));
}

static void name_column(struct tau_reader *reader, const char *line)
{
    if (reader->count == TAU_COLUMN_LIMIT) {
        return;
    }
    const char *start = line + strspn(line, " \t");
    struct plan_line *column = &reader->lines[reader->count];
    *column = plan_line_at(reader->count++);
    column->origin = ORIGIN_META;
    column->name = text_copy(reader->arena, start, strcspn(start, " \t\r\n"));
}

/* Depth of a code in a .hrc: how often the lead string stands before it. */
static size_t depth_of(const char *line, const char *lead, const char **code)
{
    size_t depth = 0;
    const size_t length = strlen(lead);
    while (length && strncmp(line, lead, length) == 0 && depth < TAU_DEPTH_LIMIT) {
        line += length;
        depth++;
    }
    *code = line;
    return depth;
}

static void add_partition(struct tau_reader *reader, const struct plan_line *column,
                          const char *whole, const char *const *parts, size_t count)
{
    if (count == 0 || !whole[0]) {
        return;
    }
    const char **kept = arena_array(reader->arena, count, const char *);
    memcpy(kept, parts, count * sizeof(kept[0]));
    *arena_add(reader->arena, reader->partitions, reader->partition_count,
               reader->partition_capacity) = (struct plan_partition){
        .dimension = column->dimension,
        .whole = whole,
        .parts = kept,
        .part_count = (uint32_t)count,
        .is_exhaustive = true,
        .origin = ORIGIN_META,
        .name = "",
    };
}

struct tau_code {
    const char *code;
    size_t depth;
};

/* The children of one code: those one deeper, until one as deep as itself. */
static void add_children(struct tau_reader *reader, const struct plan_line *column,
                         const struct tau_code *codes, size_t count, size_t parent)
{
    const bool is_top = parent == count;
    const size_t depth = is_top ? 0 : codes[parent].depth + 1;
    const char **parts = reader->parts;
    size_t found = 0;
    for (size_t i = is_top ? 0 : parent + 1; i < count && codes[i].depth >= depth; i++) {
        if (codes[i].depth == depth) {
            parts[found++] = codes[i].code;
        }
    }
    add_partition(reader, column, is_top ? column->total : codes[parent].code, parts,
                  found);
}

enum { TAU_CODE_LIMIT = 20000 };

static void read_hierarchy(struct tau_reader *reader, struct plan_line *column,
                           const char *file, const char *lead)
{
    struct arena *arena = reader->arena;
    const struct tau_lines lines =
        lines_of(arena, path_join(arena, reader->folder, path_name(file)));
    struct tau_code *codes = arena_array(arena, lines.count + 1, struct tau_code);
    size_t count = 0;
    for (size_t i = 0; i < lines.count && count < TAU_CODE_LIMIT; i++) {
        const char *code = "";
        const size_t depth = depth_of(lines.items[i], lead, &code);
        code = text_squeezed(arena, code);
        if (code[0]) {
            codes[count++] = (struct tau_code){code, depth};
        }
    }
    reader->parts = arena_array(arena, count + 1, const char *);
    for (size_t i = 0; i <= count && count; i++) {
        const bool is_parent =
            i == count || (i + 1 < count && codes[i + 1].depth > codes[i].depth);
        if (is_parent) {
            add_children(reader, column, codes, count, i);
        }
    }
}

static void set_score(struct tau_reader *reader, struct plan_line *column)
{
    reader->scores++;
    column->role = reader->scores == 1   ? ROLE_TOP1
                   : reader->scores == 2 ? ROLE_TOP2
                                         : ROLE_IGNORE;
}

/* "<UNSAFE> "U"": a letter of the status column. */
static bool set_letter(const struct tau_reader *reader, const char *line,
                       struct status_letters *letters)
{
    const struct {
        const char *key;
        const char **letter;
    } keys[] = {
        {"<SAFE>", &letters->safe},
        {"<UNSAFE>", &letters->unsafe},
        {"<PROTECT>", &letters->protect},
    };
    for (size_t i = 0; letters->safe && i < sizeof(keys) / sizeof(keys[0]); i++) {
        const char *value = value_of(reader->arena, line, keys[i].key);
        if (value && *value) {
            *keys[i].letter = value;
            return true;
        }
    }
    return false;
}

static void read_attribute(struct tau_reader *reader, const char *line,
                           const char **hierarchy, const char **lead)
{
    struct plan_line *column = &reader->lines[reader->count - 1];
    const char *value = NULL;
    if (value_of(reader->arena, line, "<RECODEABLE>") ||
        value_of(reader->arena, line, "<RECODABLE>")) {
        column->role = ROLE_DIMENSION;
        column->dimension = column->name;
    } else if (value_of(reader->arena, line, "<NUMERIC>")) {
        column->role = ROLE_SUM;
        column->measure = column->name;
    } else if (value_of(reader->arena, line, "<FREQUENCY>")) {
        column->role = ROLE_COUNT;
        column->measure = column->name;
    } else if (value_of(reader->arena, line, "<MAXSCORE>")) {
        set_score(reader, column);
        column->measure = column->name;
    } else if (value_of(reader->arena, line, "<STATUS>")) {
        column->role = ROLE_NOTE;
        column->wish.letters = (struct status_letters){"S", "U", "P"};
    } else if (set_letter(reader, line, &column->wish.letters)) {
        return;
    } else if (value_of(reader->arena, line, "<LOWERPL>") ||
               value_of(reader->arena, line, "<UPPERPL>") ||
               value_of(reader->arena, line, "<LOWERPROTECTIONLEVEL>") ||
               value_of(reader->arena, line, "<UPPERPROTECTIONLEVEL>")) {
        column->role = ROLE_NOTE;
    } else if ((value = value_of(reader->arena, line, "<TOTCODE>"))) {
        column->total = value;
    } else if ((value = value_of(reader->arena, line, "<HIERCODELIST>"))) {
        *hierarchy = value;
    } else if ((value = value_of(reader->arena, line, "<HIERLEADSTRING>"))) {
        *lead = value;
    }
}

static void end_column(struct tau_reader *reader, const char **hierarchy,
                       const char **lead)
{
    if (reader->count && (*hierarchy)[0]) {
        read_hierarchy(reader, &reader->lines[reader->count - 1], *hierarchy, *lead);
    }
    *hierarchy = "";
    *lead = "@";
}

static void read_rda(struct tau_reader *reader, const struct tau_lines *lines)
{
    const char *hierarchy = "";
    const char *lead = "@";
    for (size_t i = 0; i < lines->count; i++) {
        const char *line = lines->items[i] + strspn(lines->items[i], " \t");
        if (text_is_blank(line)) {
            continue;
        }
        if (line[0] != '<') {
            end_column(reader, &hierarchy, &lead);
            name_column(reader, line);
        } else if (reader->count) {
            read_attribute(reader, line, &hierarchy, &lead);
        }
    }
    end_column(reader, &hierarchy, &lead);
}

static const char *rda_of(struct arena *arena, const char *location)
{
    const char *extension = path_extension(location);
    const size_t stem = strlen(location) - strlen(extension);
    return extension[0] ? text_format(arena, "%.*srda", (int)stem, location) : "";
}

/* The .rda and the file do not have the same columns: neither is believed. */
static void doubt(struct arena *arena, struct sidecar_table *said, const char *file,
                  uint32_t described)
{
    struct doubt *doubts = arena_new(arena, struct doubt);
    *doubts = (struct doubt){
        .row = UINT32_MAX,
        .column = UINT32_MAX,
        .sentence = text_format(arena, "%s describes %u columns, and the file has %u",
                                path_name(file), (unsigned)described,
                                (unsigned)said->plan.grid->column_count),
    };
    said->plan.is_misdescribed = true; /* tables of tau-ARGUS have no headings */
    said->plan.doubts = doubts;
    said->plan.doubt_count = 1;
}

struct sidecar_tables tau_tables_for_grid(struct arena *arena, const struct grid *grid)
{
    const char *path = rda_of(arena, grid->output->location);
    const struct tau_lines lines = lines_of(arena, path);
    if (lines.count == 0 || grid->sheet || grid->is_text || grid->row_count == 0) {
        return (struct sidecar_tables){0};
    }
    struct tau_reader *reader = arena_new(arena, struct tau_reader);
    reader->arena = arena;
    reader->grid = grid;
    reader->folder = path_folder(arena, grid->output->location);
    read_rda(reader, &lines);
    struct sidecar_table *said = arena_new(arena, struct sidecar_table);
    *said = sidecar_table_empty(grid, path, ORIGIN_META);
    if (reader->count != grid->column_count) {
        doubt(arena, said, path, reader->count);
        return (struct sidecar_tables){.items = said, .count = 1};
    }
    said->has_rows = true;
    said->plan.columns = reader->lines;
    said->plan.column_count = reader->count;
    said->plan.partitions = reader->partitions;
    said->plan.partition_count = (uint32_t)reader->partition_count;
    return (struct sidecar_tables){.items = said, .count = 1};
}

bool tau_is_description(const char *const *names, size_t count, const char *name)
{
    const char *extension = path_extension(name);
    const bool is_rda = text_equals_ignoring_case(extension, "rda");
    const bool is_hrc = text_equals_ignoring_case(extension, "hrc");
    const size_t stem = strlen(name) - strlen(extension);
    for (size_t i = 0; i < count && (is_rda || is_hrc); i++) {
        const char *end = path_extension(names[i]);
        const bool is_same =
            strlen(names[i]) - strlen(end) == stem && strncmp(names[i], name, stem) == 0;
        const bool is_table = text_equals_ignoring_case(end, "tab") ||
                              text_equals_ignoring_case(end, "csv");
        if ((is_rda && is_same && is_table) ||
            (is_hrc && text_equals_ignoring_case(end, "rda"))) {
            return true;
        }
    }
    return false;
}
