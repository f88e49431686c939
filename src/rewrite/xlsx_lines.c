#include "rewrite/xlsx_lines.h"

#include "base/text.h"
#include "ingest/workbook/cell_reference.h"

#include <stdlib.h>
#include <string.h>

#define MERGED "<mergeCells>"

struct pointer_to_cells {
    const char *start;
    const char *trouble;
};

static const struct pointer_to_cells pointers[] = {
    {"<autoFilter", "a sheet has a filter, which would no longer fit"},
    {"<conditionalFormatting", "a sheet has conditional formats, which would not fit"},
    {"<dataValidation", "a sheet has data validation, which would no longer fit"},
    {"<hyperlink", "a sheet has links, which would no longer fit"},
    {"<tablePart", "a sheet has a table with a range, which would no longer fit"},
    {"<rowBreaks", "a sheet has page breaks, which would no longer fit"},
    {"<colBreaks", "a sheet has page breaks, which would no longer fit"},
    {"<protectedRange", "a sheet has protected ranges, which would no longer fit"},
    {"<legacyDrawing", "a sheet has drawings, which would no longer fit"},
    {"<drawing", "a sheet has drawings, which would no longer fit"},
    {"<extLst", "a sheet has extensions, which may no longer fit"},
    {"<x:", "a sheet uses prefixes, which are not understood here"},
};

struct moving {
    const struct rewriting *rewriting;
    const struct grid *grid;
    const char *at; /* the next character to look at */
    char *out;
    size_t length;
    size_t capacity;
    bool has_failed;
};

static void put(struct moving *moving, const char *bytes, size_t length)
{
    moving->out = arena_grow(moving->rewriting->arena, moving->out, &moving->capacity,
                             moving->length + length + 1, 1);
    memcpy(moving->out + moving->length, bytes, length);
    moving->length += length;
    moving->out[moving->length] = '\0';
}

static void put_text(struct moving *moving, const char *text)
{
    put(moving, text, strlen(text));
}

static bool goes(const struct moving *moving, bool is_column, uint32_t index)
{
    return rewriting_drops(moving->rewriting, moving->grid, is_column, index);
}

/* Lines that stay before this one. */
static uint32_t new_index(const struct moving *moving, bool is_column, uint32_t index)
{
    uint32_t gone = 0;
    for (size_t i = 0; i < moving->rewriting->drop_count; i++) {
        const struct line_drop *drop = &moving->rewriting->drops[i];
        gone += drop->grid == moving->grid && drop->is_column == is_column &&
                drop->index < index;
    }
    return index - gone;
}

/* ---- tags ---- */

/* The value of an attribute of the tag at `tag`; NULL where it has none. */
static const char *attribute(struct moving *moving, const char *tag, const char *name)
{
    const char *close = strchr(tag, '>');
    const char *wanted = text_format(moving->rewriting->arena, " %s=\"", name);
    const char *found = strstr(tag, wanted);
    if (!close || !found || found > close) {
        return NULL;
    }
    found += strlen(wanted);
    const char *end = strchr(found, '"');
    return end && end < close
               ? text_copy(moving->rewriting->arena, found, (size_t)(end - found))
               : NULL;
}

/* The tag as it is, with another value for one attribute; up to and with its `>`. */
static void put_tag(struct moving *moving, const char *tag, const char *name,
                    const char *value)
{
    const char *wanted = text_format(moving->rewriting->arena, " %s=\"", name);
    const char *found = strstr(tag, wanted);
    const char *close = strchr(tag, '>');
    if (!found || !close || found > close) {
        moving->has_failed = true;
        return;
    }
    found += strlen(wanted);
    put(moving, tag, (size_t)(found - tag));
    put_text(moving, value);
    const char *rest = strchr(found, '"');
    put(moving, rest, (size_t)(close + 1 - rest));
}

static bool is_tag(const char *at, const char *name)
{
    const size_t length = strlen(name);
    return at[0] == '<' && strncmp(at + 1, name, length) == 0 &&
           (at[1 + length] == ' ' || at[1 + length] == '>' || at[1 + length] == '/');
}

/* Behind the element whose start tag is at `tag`. */
static const char *end_of(struct moving *moving, const char *tag, const char *name)
{
    const char *close = strchr(tag, '>');
    if (close && close[-1] == '/') {
        return close + 1;
    }
    const char *wanted = text_format(moving->rewriting->arena, "</%s>", name);
    const char *end = close ? strstr(close, wanted) : NULL;
    moving->has_failed = moving->has_failed || !end;
    return end ? end + strlen(wanted) : tag + strlen(tag);
}

/* ---- elements ---- */

static void move_row(struct moving *moving)
{
    const char *number = attribute(moving, moving->at, "r");
    char *end = NULL;
    const unsigned long row = number ? strtoul(number, &end, 10) : 0;
    if (row == 0 || row > UINT32_MAX || *end) {
        moving->has_failed = true;
        return;
    }
    if (goes(moving, false, (uint32_t)(row - 1))) {
        moving->at = end_of(moving, moving->at, "row");
        return;
    }
    const uint32_t index = new_index(moving, false, (uint32_t)(row - 1));
    put_tag(moving, moving->at, "r",
            text_format(moving->rewriting->arena, "%u", index + 1));
    moving->at = strchr(moving->at, '>') + 1;
}

static void move_cell(struct moving *moving)
{
    const char *place = attribute(moving, moving->at, "r");
    uint32_t row = 0;
    uint32_t column = 0;
    if (!place || !cell_reference_read(place, &row, &column)) {
        moving->has_failed = true;
        return;
    }
    const char *end = end_of(moving, moving->at, "c");
    if (!goes(moving, true, column)) {
        const char *close = strchr(moving->at, '>') + 1;
        put_tag(moving, moving->at, "r",
                grid_place(moving->rewriting->arena, new_index(moving, false, row),
                           new_index(moving, true, column)));
        put(moving, close, (size_t)(end - close));
    }
    moving->at = end;
}

/* False where nothing of the lines from first to last stays. */
static bool move_lines(const struct moving *moving, bool is_column, uint32_t *first,
                       uint32_t *last)
{
    const uint32_t begin = new_index(moving, is_column, *first);
    const uint32_t end = new_index(moving, is_column, *last + 1);
    *first = begin;
    *last = end ? end - 1 : 0;
    return end > begin;
}

static void move_merged(struct moving *moving)
{
    struct arena *arena = moving->rewriting->arena;
    const char *range = attribute(moving, moving->at, "ref");
    struct grid_span span;
    if (!range || !cell_range_read(range, &span)) {
        moving->has_failed = true;
        return;
    }
    const bool stays = move_lines(moving, false, &span.first_row, &span.last_row) &&
                       move_lines(moving, true, &span.first_column, &span.last_column);
    const char *from = grid_place(arena, span.first_row, span.first_column);
    const char *to = grid_place(arena, span.last_row, span.last_column);
    if (stays && !text_equals(from, to)) {
        put_text(moving, text_format(arena, "<mergeCell ref=\"%s:%s\"/>", from, to));
    }
    moving->at = end_of(moving, moving->at, "mergeCell");
}

static void move_widths(struct moving *moving)
{
    struct arena *arena = moving->rewriting->arena;
    const char *least = attribute(moving, moving->at, "min");
    const char *most = attribute(moving, moving->at, "max");
    uint32_t first = least ? (uint32_t)strtoul(least, NULL, 10) : 0;
    uint32_t last = most ? (uint32_t)strtoul(most, NULL, 10) : 0;
    const char *end = end_of(moving, moving->at, "col");
    if (first == 0 || last < first) {
        moving->has_failed = true;
        return;
    }
    first--;
    last--;
    if (move_lines(moving, true, &first, &last)) {
        const size_t start = moving->length;
        put_tag(moving, moving->at, "min", text_format(arena, "%u", first + 1));
        const char *tag = text_copy(arena, moving->out + start, moving->length - start);
        moving->length = start;
        put_tag(moving, tag, "max", text_format(arena, "%u", last + 1));
    }
    moving->at = end;
}

/* `count` would have to be counted anew, and nobody needs it; nor the used range. */
static void move_one(struct moving *moving)
{
    if (is_tag(moving->at, "row")) {
        move_row(moving);
    } else if (is_tag(moving->at, "c")) {
        move_cell(moving);
    } else if (is_tag(moving->at, "mergeCell")) {
        move_merged(moving);
    } else if (is_tag(moving->at, "col")) {
        move_widths(moving);
    } else if (is_tag(moving->at, "dimension")) {
        moving->at = end_of(moving, moving->at, "dimension");
    } else if (is_tag(moving->at, "mergeCells")) {
        put_text(moving, MERGED);
        moving->at = strchr(moving->at, '>') + 1;
    } else if (text_starts_with(moving->at, "</mergeCells>") &&
               text_ends_with(moving->out, MERGED)) {
        /* Without any, the element itself must go. */
        moving->length -= strlen(MERGED);
        moving->at += strlen("</mergeCells>");
    } else {
        put(moving, moving->at, 1);
        moving->at++;
    }
}

bool xlsx_drop_lines(const struct rewriting *rewriting, const struct grid *grid,
                     struct bytes *content, const char **trouble)
{
    for (size_t i = 0; i < sizeof(pointers) / sizeof(pointers[0]); i++) {
        if (strstr(content->data, pointers[i].start)) {
            *trouble = pointers[i].trouble;
            return false;
        }
    }
    struct moving moving = {.rewriting = rewriting, .grid = grid, .at = content->data};
    while (*moving.at && !moving.has_failed) {
        move_one(&moving);
    }
    *trouble = "a sheet of it is written in a way that is not understood here";
    *content = (struct bytes){.data = moving.out, .length = moving.length};
    return !moving.has_failed && moving.out;
}
