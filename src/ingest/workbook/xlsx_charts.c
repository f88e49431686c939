#include "ingest/workbook/xlsx_charts.h"

#include "base/text.h"
#include "ingest/number/number.h"
#include "ingest/workbook/cell_reference.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_LIMIT = 100 * 1000, NAMED_LIMIT = 5 };

/* One number or label that a chart keeps. */
struct kept_value {
    const char *reference; /* "Sheet1!$B$2:$B$5"; "" for what was typed into the chart */
    unsigned long position;
    const char *text;
    bool has_levels; /* labels of several columns: the position counts rows alone */
};

struct chart_reader {
    struct package *package;
    struct part_text text;
    bool is_reference; /* inside c:f, of what is referred to */
    bool is_value;     /* inside c:v, of a point */
    bool has_levels;
    bool has_position;
    unsigned depth; /* of elements that hold a reference */
    unsigned long position;
    const char *reference;
    struct kept_value *values;
    size_t count;
    size_t capacity;
    size_t left_out; /* beyond the limit */
};

static bool refers(const char *name)
{
    return text_equals(name, "c:numRef") || text_equals(name, "c:strRef") ||
           text_equals(name, "c:multiLvlStrRef");
}

static void open_in_chart(void *context, const char *name, const char *const *attributes)
{
    struct chart_reader *reader = context;
    if (refers(name)) {
        reader->depth++;
        reader->reference = "";
        reader->has_levels = text_equals(name, "c:multiLvlStrRef");
    } else if (text_equals(name, "c:f") && reader->depth) {
        reader->is_reference = true;
        reader->text.length = 0;
    } else if (text_equals(name, "c:pt")) {
        enum { POSITION_LIMIT = 1048576 };
        reader->has_position = text_whole(xml_attribute(attributes, "idx"),
                                          POSITION_LIMIT, &reader->position);
    } else if (text_equals(name, "c:v")) {
        reader->is_value = true;
        reader->text.length = 0;
    }
}

static void keep_value(struct chart_reader *reader)
{
    struct arena *scratch = reader->package->scratch;
    const char *text = text_copy(scratch, reader->text.length ? reader->text.data : "",
                                 reader->text.length);
    if (text_is_blank(text)) {
        return;
    }
    if (reader->count == VALUE_LIMIT) {
        reader->left_out++;
        return;
    }
    *arena_add(scratch, reader->values, reader->count, reader->capacity) =
        (struct kept_value){
            .reference = reader->depth && reader->has_position ? reader->reference : "",
            .position = reader->position,
            .text = text,
            .has_levels = reader->has_levels,
        };
}

static void close_in_chart(void *context, const char *name)
{
    struct chart_reader *reader = context;
    if (refers(name) && reader->depth) {
        reader->depth--;
        reader->reference = "";
    } else if (text_equals(name, "c:f") && reader->is_reference) {
        reader->is_reference = false;
        reader->reference = reader->text.length
                                ? text_copy(reader->package->scratch, reader->text.data,
                                            reader->text.length)
                                : "";
    } else if (text_equals(name, "c:v") && reader->is_value) {
        reader->is_value = false;
        keep_value(reader);
    } else if (text_equals(name, "c:pt")) {
        reader->has_position = false;
    }
}

static void text_in_chart(void *context, const char *text, size_t length)
{
    struct chart_reader *reader = context;
    if (reader->is_reference || reader->is_value) {
        part_text_add(reader->package, &reader->text, text, length);
    }
}

/* ---- the cells ---- */

/* "'My sheet'!$B$2:$B$5" -> the sheet's name; NULL for other workbooks, names, unions. */
static const char *sheet_named(struct arena *arena, const char *reference,
                               const char **range)
{
    const char *mark = strrchr(reference, '!');
    if (!mark || mark == reference || reference[0] == '(' || strchr(reference, '[')) {
        return NULL;
    }
    *range = mark + 1;
    const bool is_quoted =
        reference[0] == '\'' && mark[-1] == '\'' && mark - reference > 1;
    const char *start = reference + (is_quoted ? 1 : 0);
    const size_t length = (size_t)(mark - start) - (is_quoted ? 1 : 0);
    char *name = arena_array(arena, length + 1, char);
    size_t end = 0;
    for (size_t i = 0; i < length; i++) {
        i += is_quoted && start[i] == '\'' && start[i + 1] == '\'' ? 1 : 0;
        name[end++] = start[i];
    }
    return name;
}

/* A sheet that anybody sees, and nothing in it is hidden. */
static bool can_be_seen(const struct xlsx_sheets *sheets, const struct hidden_list *list,
                        const char *name)
{
    bool is_shown = false;
    for (size_t i = 0; i < sheets->workbook->sheet_count; i++) {
        const struct xlsx_sheet_entry *sheet = &sheets->workbook->sheets[i];
        is_shown =
            is_shown || (sheet->state == SHEET_VISIBLE && text_equals(sheet->name, name));
    }
    for (size_t i = 0; is_shown && i < list->count; i++) {
        const struct hidden_item *item = &list->items[i];
        const bool hides_cells = item->kind == HIDDEN_LINES ||
                                 item->kind == HIDDEN_TEXT || item->kind == HIDDEN_VALUE;
        if (hides_cells && item->sheet && text_equals(item->sheet, name)) {
            return false;
        }
    }
    return is_shown && list->count < HIDDEN_ITEM_LIMIT;
}

static const struct grid *grid_named(const struct xlsx_sheets *sheets, const char *name)
{
    for (size_t i = 0; i < sheets->grid_count; i++) {
        if (text_equals(sheets->grids[i]->sheet, name)) {
            return sheets->grids[i];
        }
    }
    return NULL;
}

/* The same text, or the same number however the cell shows it. */
static bool is_same(const struct number_reader *numbers, const char *cell,
                    const char *kept)
{
    if (text_is_blank(cell)) {
        return false;
    }
    if (text_equals(cell, kept)) {
        return true;
    }
    char *end = NULL;
    const double value = strtod(kept, &end);
    struct number number;
    number_read(numbers, cell, &number);
    if (*end || end == kept || number.state != CELL_NUMBER) {
        return false;
    }
    const double shown = number.is_percent ? number.value / 100 : number.value;
    return fabs(shown - value) <= 1e-12 * fmax(fabs(shown), fabs(value));
}

/* Labels of several columns: in any of them. */
static bool stands_in_row(const struct number_reader *numbers, const struct grid *grid,
                          const struct grid_span *span, const struct kept_value *value)
{
    const uint32_t row = span->first_row + (uint32_t)value->position;
    bool is_found = false;
    for (uint32_t c = span->first_column; c <= span->last_column && !is_found; c++) {
        is_found = is_same(numbers, grid_text(grid, row, c), value->text);
    }
    return is_found && row <= span->last_row;
}

/* The cell of the range that the value came from: the ranges of series are one row or
 * one column. */
static bool stands_at(const struct number_reader *numbers, const struct grid *grid,
                      const struct grid_span *span, const struct kept_value *value)
{
    const bool is_column = span->first_column == span->last_column;
    const bool is_row = span->first_row == span->last_row;
    const uint32_t position = (uint32_t)value->position;
    if (value->has_levels) {
        return stands_in_row(numbers, grid, span, value);
    }
    const uint32_t row = span->first_row + (is_column ? position : 0);
    const uint32_t column = span->first_column + (is_column ? 0 : position);
    return (is_column || is_row) && row <= span->last_row &&
           column <= span->last_column &&
           is_same(numbers, grid_text(grid, row, column), value->text);
}

struct series {
    const char *reference; /* that was looked up last */
    const struct grid *grid;
    struct grid_span span;
};

static void look_up(struct arena *scratch, const struct xlsx_sheets *sheets,
                    const struct hidden_list *list, const char *reference,
                    struct series *series)
{
    const char *range = "";
    const char *name = sheet_named(scratch, reference, &range);
    series->reference = reference;
    series->grid =
        name && cell_range_read(range, &series->span) && can_be_seen(sheets, list, name)
            ? grid_named(sheets, name)
            : NULL;
}

static void name_value(struct arena *arena, const char **named, size_t unseen,
                       const char *text)
{
    if (unseen <= NAMED_LIMIT) {
        *named = text_format(arena, "%s%s%s", *named, unseen > 1 ? ", " : "",
                             text_shortened(arena, text, 40));
    } else if (unseen == NAMED_LIMIT + 1) {
        *named = text_format(arena, "%s and more", *named);
    }
}

static void tell_chart(const struct chart_reader *reader, const char *sheet,
                       const struct xlsx_sheets *sheets, struct hidden_list *list)
{
    struct arena *arena = list->arena;
    const struct number_reader numbers = number_reader_for(NULL, NUMBER_STYLE_POINT);
    struct series series = {.reference = NULL};
    struct hidden_texts texts = {0};
    size_t unseen = 0;
    const char *named = "";
    for (size_t i = 0; i < reader->count; i++) {
        const struct kept_value *value = &reader->values[i];
        if (series.reference != value->reference) {
            look_up(reader->package->scratch, sheets, list, value->reference, &series);
        }
        hidden_texts_add(arena, &texts,
                         text_copy(arena, value->text, strlen(value->text)));
        if (!series.grid || !stands_at(&numbers, series.grid, &series.span, value)) {
            name_value(arena, &named, ++unseen, value->text);
        }
    }
    const char *kept = text_counted(arena, (double)(reader->count + reader->left_out),
                                    "value that a chart keeps for itself",
                                    "values that a chart keeps for itself");
    if (!unseen && !reader->left_out) {
        hidden_add_minor(list, HIDDEN_CHART, hidden_nowhere(sheet),
                         text_format(arena, "%s: visible cells show the same", kept),
                         &texts);
        return;
    }
    unseen += reader->left_out;
    hidden_add(list, HIDDEN_CHART, hidden_nowhere(sheet),
               text_format(arena, "%s, %s not seen in its cell: %s", kept,
                           text_number(arena, (double)unseen, 0), named),
               &texts);
}

bool xlsx_charts_read(struct package *package, const struct xlsx_parts *charts,
                      const struct xlsx_sheets *sheets, struct hidden_list *list)
{
    for (size_t i = 0; i < charts->count; i++) {
        struct chart_reader reader = {.package = package, .reference = ""};
        const struct xml_handler callbacks = {
            .open = open_in_chart,
            .close = close_in_chart,
            .text = text_in_chart,
            .context = &reader,
        };
        if (!package_parse(package, charts->items[i].part, &callbacks)) {
            return false;
        }
        if (reader.count || reader.left_out) {
            tell_chart(&reader, charts->items[i].sheet, sheets, list);
        }
    }
    return true;
}
