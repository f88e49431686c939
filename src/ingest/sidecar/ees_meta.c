/*
 * EES companions: `name.meta.csv` says which columns of `name.csv` are filters and which
 * are indicators, with their units.
 *
 * Written for publishing, not for us: where it disagrees with the data, or an indicator
 * turns out to be text, the table gets a doubt and inference decides.
 */
#include "base/map.h"
#include "base/text.h"
#include "ingest/infer/name_words.h"
#include "ingest/sidecar/csvw.h"

#include <string.h>

enum meta_field {
    META_NAME,
    META_TYPE,
    META_LABEL,
    META_UNIT,
    META_GROUPING, /* of a filter: the column that says which breakdown */
    META_FIELD_COUNT
};

struct meta_reader {
    struct arena *arena;
    const char *file; /* for people */
    const struct grid *meta;
    const struct grid *data;
    struct map *headings;              /* of the data: key -> column */
    uint32_t fields[META_FIELD_COUNT]; /* columns of `meta`, or PLAN_NONE */
    struct plan_line *lines;
    size_t line_count;
    size_t line_capacity;
    struct doubt *doubts;
    size_t doubt_count;
    size_t doubt_capacity;
};

static uint32_t find_column(struct arena *arena, const struct grid *grid,
                            const char *name)
{
    const char *key = text_key(arena, name);
    for (uint32_t column = 0; column < grid->column_count; column++) {
        if (text_equals(text_key(arena, grid_text(grid, 0, column)), key)) {
            return column;
        }
    }
    return PLAN_NONE;
}

static struct map *map_headings(struct arena *arena, const struct grid *data)
{
    struct map *headings = map_create(arena, data->column_count);
    for (uint32_t column = 0; column < data->column_count; column++) {
        (void)map_add_text(headings, text_key(arena, grid_text(data, 0, column)), column);
    }
    return headings;
}

static uint32_t find_in_data(const struct meta_reader *reader, const char *name)
{
    const size_t found = map_find_text(reader->headings, text_key(reader->arena, name));
    return found == MAP_NONE ? PLAN_NONE : (uint32_t)found;
}

static const char *field(const struct meta_reader *reader, uint32_t row,
                         enum meta_field which)
{
    const uint32_t column = reader->fields[which];
    return column == PLAN_NONE
               ? ""
               : text_squeezed(reader->arena, grid_text(reader->meta, row, column));
}

static void doubt(struct meta_reader *reader, uint32_t column, const char *sentence)
{
    *arena_add(reader->arena, reader->doubts, reader->doubt_count,
               reader->doubt_capacity) =
        (struct doubt){.row = UINT32_MAX, .column = column, .sentence = sentence};
}

/* Whether a column of the data holds any digit: an indicator without one is a label. */
static bool has_digits(const struct grid *data, uint32_t column)
{
    enum { SAMPLE_ROWS = 2000 };
    const uint32_t rows = data->row_count < SAMPLE_ROWS ? data->row_count : SAMPLE_ROWS;
    for (uint32_t row = 1; row < rows; row++) {
        const char *text = grid_text(data, row, column);
        if (strpbrk(text, "0123456789") && !text_is_blank(text)) {
            return true;
        }
    }
    return rows < 2;
}

/* The statistic that some run of words in the name or label gives away. */
static enum role named_statistic(struct arena *arena, const char *text)
{
    const struct name_words words = name_words_of(arena, text_key(arena, text));
    enum role role = ROLE_UNKNOWN;
    for (uint32_t length = words.count; length > 0 && role == ROLE_UNKNOWN; length--) {
        const uint32_t places = words.count - length + 1;
        for (uint32_t first = 0; first < places && role == ROLE_UNKNOWN; first++) {
            role = name_statistic(&words, first, length);
        }
    }
    return role;
}

static enum role statistic_of(struct arena *arena, const char *name, const char *label)
{
    const enum role role = named_statistic(arena, name);
    return role == ROLE_UNKNOWN ? named_statistic(arena, label) : role;
}

/* Without a unit nothing is claimed: name and numbers decide, as for any other table. */
static void set_indicator(struct meta_reader *reader, struct plan_line *line,
                          const char *unit, const char *label)
{
    const enum role named = statistic_of(reader->arena, line->name, label);
    if (text_starts_with(unit, "%")) {
        line->role = named == ROLE_RATE ? ROLE_RATE : ROLE_PERCENT;
        line->unit = "%";
    } else if (text_starts_with(unit, "\xc2\xa3") ||
               text_equals_ignoring_case(unit, "gbp")) {
        const bool is_sum = named == ROLE_UNKNOWN || named == ROLE_COUNT ||
                            named == ROLE_TOTAL || named == ROLE_N ||
                            named == ROLE_PERCENT;
        line->role = is_sum ? ROLE_SUM : named;
        line->unit = "GBP";
        line->is_money = true;
    }
    line->measure = line->role == ROLE_UNKNOWN ? "" : label;
}

/* The label that means "all", if the filter has it. */
static const char *total_label(struct arena *arena, const struct grid *data,
                               uint32_t column)
{
    for (uint32_t row = 1; row < data->row_count; row++) {
        const char *text = grid_text(data, row, column);
        if ((text[0] == 'T' || text[0] == 't') &&
            text_equals_ignoring_case(text_squeezed(arena, text), "Total")) {
            return text;
        }
    }
    return "";
}

static void set_filter(struct meta_reader *reader, struct plan_line *line, uint32_t row)
{
    const char *grouping = field(reader, row, META_GROUPING);
    line->role = ROLE_DIMENSION;
    line->dimension = line->name;
    line->total = total_label(reader->arena, reader->data, line->index);
    if (!grouping[0]) {
        return;
    }
    line->group_column = find_in_data(reader, grouping);
    if (line->group_column == PLAN_NONE) {
        doubt(reader, line->index,
              text_format(reader->arena,
                          "%s groups '%s' by '%s', which the data do not have",
                          reader->file, text_shortened(reader->arena, line->name, 40),
                          text_shortened(reader->arena, grouping, 40)));
    }
}

static void read_row(struct meta_reader *reader, uint32_t row)
{
    const char *name = field(reader, row, META_NAME);
    const char *type = field(reader, row, META_TYPE);
    const char *file = reader->file;
    if (!name[0]) {
        return;
    }
    const uint32_t column = find_in_data(reader, name);
    if (column == PLAN_NONE) {
        doubt(reader, UINT32_MAX,
              text_format(reader->arena,
                          "%s names the column '%s', which the data do not have", file,
                          text_shortened(reader->arena, name, 60)));
        return;
    }
    struct plan_line line = plan_line_at(column);
    line.origin = ORIGIN_META;
    line.name = text_squeezed(reader->arena, grid_text(reader->data, 0, column));
    if (text_equals_ignoring_case(type, "Filter")) {
        set_filter(reader, &line, row);
    } else if (!text_equals_ignoring_case(type, "Indicator")) {
        doubt(reader, column,
              text_format(reader->arena, "%s says neither Filter nor Indicator of '%s'",
                          file, text_shortened(reader->arena, name, 60)));
    } else if (!has_digits(reader->data, column)) {
        doubt(reader, column,
              text_format(reader->arena,
                          "%s calls '%s' an indicator, but it holds no number", file,
                          text_shortened(reader->arena, name, 60)));
    } else {
        set_indicator(reader, &line, field(reader, row, META_UNIT),
                      field(reader, row, META_LABEL));
    }
    *arena_add(reader->arena, reader->lines, reader->line_count, reader->line_capacity) =
        line;
}

/* What a CSVW says comes first: lines that it describes are left as they are. */
static void merge_lines(struct meta_reader *reader, struct plan *plan)
{
    struct plan_line *all = arena_array(
        reader->arena, plan->column_count + reader->line_count, struct plan_line);
    uint32_t count = plan->column_count;
    for (uint32_t i = 0; i < count; i++) {
        all[i] = plan->columns[i];
    }
    for (size_t i = 0; i < reader->line_count; i++) {
        const struct plan_line *line = &reader->lines[i];
        uint32_t at = 0;
        while (at < count && all[at].index != line->index) {
            at++;
        }
        if (at == count) {
            all[count++] = *line;
        } else if (all[at].role == ROLE_UNKNOWN && all[at].of_count == 0) {
            all[at] = *line;
        } else if (all[at].role == ROLE_DIMENSION && all[at].group_column == PLAN_NONE) {
            all[at].group_column = line->group_column;
        }
    }
    plan->columns = all;
    plan->column_count = count;
}

static void merge_doubts(struct meta_reader *reader, struct plan *plan)
{
    const size_t count = plan->doubt_count + reader->doubt_count;
    struct doubt *all = arena_array(reader->arena, count, struct doubt);
    for (size_t i = 0; i < count; i++) {
        all[i] = i < plan->doubt_count ? plan->doubts[i]
                                       : reader->doubts[i - plan->doubt_count];
    }
    plan->doubts = all;
    plan->doubt_count = (uint32_t)count;
}

void ees_meta_apply(struct arena *arena, const struct grid *meta, const struct grid *data,
                    struct sidecar_table *said)
{
    static const char *const names[META_FIELD_COUNT] = {
        [META_NAME] = "col_name",
        [META_TYPE] = "col_type",
        [META_LABEL] = "label",
        [META_UNIT] = "indicator_unit",
        [META_GROUPING] = "filter_grouping_column",
    };
    struct meta_reader reader = {
        .arena = arena,
        .file = path_name(meta->output->path),
        .meta = meta,
        .data = data,
        .headings = map_headings(arena, data),
    };
    for (int i = 0; i < META_FIELD_COUNT; i++) {
        reader.fields[i] = find_column(arena, meta, names[i]);
    }
    if (reader.fields[META_NAME] == PLAN_NONE || reader.fields[META_TYPE] == PLAN_NONE) {
        doubt(&reader, UINT32_MAX,
              text_format(arena, "%s has no columns col_name and col_type", reader.file));
    } else {
        for (uint32_t row = 1; row < meta->row_count; row++) {
            read_row(&reader, row);
        }
    }
    merge_lines(&reader, &said->plan);
    merge_doubts(&reader, &said->plan);
}
