#include "support/fuzz_rewrite.h"

#include "base/archive.h"
#include "base/text.h"
#include "ingest/read/encoding.h"
#include "ingest/read/reader.h"
#include "rewrite/rewrite.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CHANGES = 16, MOST_PART_BYTES = 10 * 1000 * 1000 };

static void promise(bool is_kept)
{
    if (!is_kept) {
        abort();
    }
}

static size_t occurrences(struct bytes bytes, const char *text)
{
    const size_t length = strlen(text);
    size_t count = 0;
    for (size_t i = 0; i + length <= bytes.length; i++) {
        count += memcmp(bytes.data + i, text, length) == 0;
    }
    return count;
}

/* How often the text stands as a number in what an archive holds, or among the characters
 * of any other file. */
static size_t found_in(struct arena *arena, const char *kind, struct bytes bytes,
                       const char *text)
{
    if (!text_equals(kind, "xlsx")) {
        struct decoded decoded = {0};
        struct refusal refusal = {0};
        promise(encoding_decode(arena, bytes, &decoded, &refusal));
        return occurrences((struct bytes){.data = decoded.text, .length = decoded.length},
                           text);
    }
    const char *value = text_format(arena, "<v>%s</v>", text);
    const char *trouble = NULL;
    struct archive *archive = archive_open(arena, bytes, &trouble);
    promise(archive != NULL);
    size_t member_count = 0;
    const struct archive_member *members = archive_members(archive, &member_count);
    size_t count = 0;
    for (size_t i = 0; i < member_count; i++) {
        struct bytes content = {0};
        if (archive_read(archive, &members[i], MOST_PART_BYTES, &content, &trouble)) {
            count += occurrences(content, value);
        }
    }
    archive_close(archive);
    return count;
}

/* Digits alone stand in the file as they were read, and no marker can make others of
 * them. */
static bool can_be_told(const char *text)
{
    return strlen(text) >= 2 && strspn(text, "0123456789") == strlen(text);
}

/* In one cell of the file alone: where a number is written in two ways, the other one
 * stays. */
static bool is_single(const struct rewriting *rewriting, const char *text)
{
    size_t count = 0;
    for (size_t g = 0; g < rewriting->grid_count; g++) {
        const struct grid *grid = rewriting->grids[g];
        for (uint32_t r = 0; r < grid->row_count; r++) {
            for (uint32_t c = 0; c < grid->rows[r].count; c++) {
                count += strstr(grid->rows[r].texts[c], text) != NULL;
            }
        }
    }
    return count == 1;
}

static void check_written(const struct rewriting *rewriting, struct bytes written)
{
    struct arena *arena = rewriting->arena;
    const char *kind = rewriting->output->kind;
    for (size_t i = 0; i < rewriting->change_count; i++) {
        const char *before = rewriting->changes[i].before;
        const char *gone =
            rewriting->changes[i].piece ? rewriting->changes[i].piece : before;
        if (can_be_told(gone) && is_single(rewriting, gone) &&
            found_in(arena, kind, rewriting->bytes, gone) == 1) {
            promise(found_in(arena, kind, written, gone) == 0);
        }
    }
}

/* The first digits of the text that are a number of their own, where more stands beside
 * them; else NULL. */
static const char *first_number(struct arena *arena, const char *text)
{
    const char *start = text + strcspn(text, "0123456789");
    const size_t length = strspn(start, "0123456789");
    return length > 0 && length < strlen(text) ? text_copy(arena, start, length) : NULL;
}

static struct text_change change_at(struct arena *arena, const struct grid *grid,
                                    const char *kind, uint32_t row, uint32_t column,
                                    bool wants_piece)
{
    const char *before = grid_text(grid, row, column);
    struct text_change change = {
        .grid = grid,
        .row = row,
        .column = column,
        .before = before,
        .marker = rewrite_marker(arena, kind, "c"),
    };
    change.after = change.marker;
    change.piece = wants_piece ? first_number(arena, before) : NULL;
    if (change.piece) {
        const size_t start = strcspn(before, "0123456789");
        change.after = text_format(arena, "%.*s%s%s", (int)start, before, change.marker,
                                   before + start + strlen(change.piece));
    }
    return change;
}

/* In the order of rows and columns, one a cell. */
static size_t choose(struct arena *arena, const struct grid *grid, const char *kind,
                     const uint8_t *places, size_t place_count,
                     struct text_change *changes)
{
    size_t count = 0;
    uint32_t row = 0;
    uint32_t column = 0;
    for (size_t i = 0; i < place_count && count < MOST_CHANGES; i++) {
        row += places[2 * i];
        column = places[2 * i] ? places[2 * i + 1] & 63U
                               : column + (places[2 * i + 1] & 63U) + (i > 0);
        if (row >= grid->row_count || column >= grid->rows[row].count) {
            continue;
        }
        changes[count++] =
            change_at(arena, grid, kind, row, column, (places[2 * i + 1] & 128U) != 0);
    }
    return count;
}

void fuzz_rewrite(struct arena *arena, const char *kind, struct bytes bytes,
                  const uint8_t *places, size_t place_count)
{
    struct output output = {.path = "fuzz", .location = "fuzz", .kind = kind};
    struct reading reading = {
        .arena = arena, .scratch = arena, .output = &output, .bytes = bytes};
    struct refusal refusal = {0};
    if (!reader_find(kind)->read(&reading, &refusal) || reading.grid_count == 0) {
        return;
    }
    output.read_as = reading.read_as;
    struct text_change changes[MOST_CHANGES];
    const struct rewriting rewriting = {
        .arena = arena,
        .output = &output,
        .bytes = bytes,
        .grids = (const struct grid *const *)reading.grids,
        .grid_count = reading.grid_count,
        .changes = changes,
        .change_count =
            choose(arena, reading.grids[0], kind, places, place_count, changes),
    };
    struct bytes written = {0};
    if (rewrite_output(&rewriting, &written, &refusal)) {
        check_written(&rewriting, written);
    } else {
        promise(refusal.sentence && refusal.hint);
    }
}
