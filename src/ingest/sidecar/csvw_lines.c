/*
 * The lines of a described table, columns or rows, and what they are called: finding the
 * one that is meant by a heading, a label or a CSVW name. What is not found is a mistake.
 */
#include "base/text.h"
#include "ingest/sidecar/csvw.h"

/* Where `index` of the axis says what it is: heading rows above a column, or the first
 * filled cell of a row. */
static const char *heading_part(const struct csvw_reader *reader,
                                const struct csvw_axis *axis, uint32_t index,
                                uint32_t part)
{
    if (!axis->is_rows) {
        return grid_text(reader->grid, reader->heading_row + part, index);
    }
    for (uint32_t column = reader->first_column; column <= reader->last_column;
         column++) {
        const char *text = grid_text(reader->grid, index, column);
        if (!text_is_blank(text)) {
            return text;
        }
    }
    return "";
}

const char *csvw_heading(const struct csvw_reader *reader, const struct csvw_axis *axis,
                         uint32_t index)
{
    const char *heading = "";
    for (uint32_t part = 0; part < axis->parts; part++) {
        const char *text =
            text_squeezed(reader->arena, heading_part(reader, axis, index, part));
        if (text[0]) {
            heading = text_format(reader->arena, "%s%s%s", heading,
                                  heading[0] ? ": " : "", text);
        }
    }
    return heading;
}

void csvw_prepare_axis(const struct csvw_reader *reader, struct csvw_axis *axis)
{
    const struct grid *grid = reader->grid;
    const struct plan *plan = &reader->said->plan;
    if (axis->is_rows) {
        axis->first = reader->heading_row + reader->heading_count;
        axis->end = reader->said->has_range ? plan->last_row + 1 : grid->row_count;
        axis->parts = 1;
    } else {
        axis->first = reader->first_column;
        axis->end = grid->column_count ? reader->last_column + 1 : 0;
        axis->parts = reader->heading_count;
    }
    axis->end = axis->end < axis->first ? axis->first : axis->end;
}

static void make_keys(const struct csvw_reader *reader, const struct csvw_axis *axis,
                      uint32_t index, const char **keys)
{
    for (uint32_t part = 0; part < axis->parts; part++) {
        keys[part] = text_key(reader->arena, heading_part(reader, axis, index, part));
    }
    keys[axis->parts] = text_key(reader->arena, csvw_heading(reader, axis, index));
}

/* The keys of the axis, made when somebody first asks: rows are rarely asked for. */
static const char *const *keys_of(const struct csvw_reader *reader,
                                  struct csvw_axis *axis, uint32_t index)
{
    const size_t width = (size_t)axis->parts + 1;
    if (!axis->keys) {
        const char **keys =
            arena_array(reader->arena, (axis->end - axis->first) * width, const char *);
        for (uint32_t i = axis->first; i < axis->end; i++) {
            make_keys(reader, axis, i, keys + (i - axis->first) * width);
        }
        axis->keys = keys;
    }
    return axis->keys + (index - axis->first) * width;
}

/* Whether this key is the whole heading or a part of it. */
static bool is_called(const struct csvw_reader *reader, struct csvw_axis *axis,
                      uint32_t index, const char *key)
{
    const char *const *keys = keys_of(reader, axis, index);
    for (uint32_t part = 0; part <= axis->parts; part++) {
        if (text_equals(key, keys[part])) {
            return true;
        }
    }
    return false;
}

bool csvw_line_agrees(const struct csvw_reader *reader, struct csvw_axis *axis,
                      const struct csvw_line *line, uint32_t index)
{
    bool has_title = false;
    for (size_t i = 0; i < line->key_count; i++) {
        has_title |= line->keys[i][0] != '\0';
        if (is_called(reader, axis, index, line->keys[i])) {
            return true;
        }
    }
    return !has_title;
}

/* The headings of the axis, for "did you mean". */
static size_t list_headings(const struct csvw_reader *reader,
                            const struct csvw_axis *axis, const char ***headings)
{
    size_t count = 0;
    *headings = arena_array(reader->arena, axis->end - axis->first, const char *);
    for (uint32_t index = axis->first; index < axis->end; index++) {
        const char *heading = csvw_heading(reader, axis, index);
        if (heading[0]) {
            (*headings)[count++] = heading;
        }
    }
    return count;
}

void csvw_no_such_line(struct csvw_reader *reader, const struct csvw_axis *axis,
                       const struct sidecar_node *node, const char *title)
{
    const char **headings = NULL;
    const size_t count = list_headings(reader, axis, &headings);
    sidecar_complain(
        reader->source, node,
        sidecar_did_you_mean(reader->arena, title, headings, count,
                             axis->is_rows ? "Write the row's label as the file has it."
                                           : "Write the heading as the file has it."),
        "no %s '%s' in %s", axis->is_rows ? "row" : "column",
        text_shortened(reader->arena, title, 60), path_name(reader->grid->output->path));
}

/* The one index whose heading agrees, or PLAN_NONE. */
uint32_t csvw_search_index(const struct csvw_reader *reader, struct csvw_axis *axis,
                           const struct csvw_line *line)
{
    for (uint32_t index = axis->first; index < axis->end; index++) {
        if (csvw_line_agrees(reader, axis, line, index)) {
            return index;
        }
    }
    return PLAN_NONE;
}

struct csvw_line *csvw_add_line(struct csvw_reader *reader, struct csvw_axis *axis,
                                uint32_t index)
{
    struct csvw_line *line =
        arena_add(reader->arena, axis->lines, axis->count, axis->capacity);
    *line = (struct csvw_line){.name = "", .plan = plan_line_at(index)};
    line->plan.origin = ORIGIN_SIDECAR;
    line->plan.name = csvw_heading(reader, axis, index);
    return line;
}

bool csvw_is_described(const struct csvw_axis *axis, uint32_t index)
{
    for (size_t i = 0; i < axis->count; i++) {
        if (axis->lines[i].plan.index == index) {
            return true;
        }
    }
    return false;
}

/* Whether the line's own words for itself, or its heading, are these. */
static bool line_is_called(const struct csvw_reader *reader, struct csvw_axis *axis,
                           const struct csvw_line *line, const char *key)
{
    for (size_t i = 0; i < line->key_count; i++) {
        if (text_equals(key, line->keys[i])) {
            return true;
        }
    }
    return is_called(reader, axis, line->plan.index, key);
}

/* CSVW names are unique, so they win over headings. */
uint32_t csvw_look_for_line(struct csvw_reader *reader, struct csvw_axis *axis,
                            const char *called, bool *is_ambiguous)
{
    const char *key = text_key(reader->arena, called);
    uint32_t found = PLAN_NONE;
    *is_ambiguous = false;
    if (!key[0]) {
        return PLAN_NONE;
    }
    for (uint32_t i = 0; i < axis->count; i++) {
        if (text_equals(axis->lines[i].name, called)) {
            return i;
        }
    }
    for (uint32_t i = 0; i < axis->count; i++) {
        if (line_is_called(reader, axis, &axis->lines[i], key)) {
            *is_ambiguous |= found != PLAN_NONE;
            found = i;
        }
    }
    for (uint32_t i = axis->first; i < axis->end && found == PLAN_NONE; i++) {
        if (is_called(reader, axis, i, key)) {
            found = (uint32_t)axis->count;
            (void)csvw_add_line(reader, axis, i);
        }
    }
    return found;
}

uint32_t csvw_find_line(struct csvw_reader *reader, struct csvw_axis *axis,
                        const struct sidecar_node *node, const char *called)
{
    bool is_ambiguous = false;
    const uint32_t found = csvw_look_for_line(reader, axis, called, &is_ambiguous);
    if (is_ambiguous) {
        sidecar_complain(
            reader->source, node, "Give the columns a name each and use that.",
            "more than one %s is called '%s'", axis->is_rows ? "row" : "column",
            text_shortened(reader->arena, called, 60));
        return PLAN_NONE;
    }
    if (found == PLAN_NONE) {
        csvw_no_such_line(reader, axis, node, called);
    }
    return found;
}
