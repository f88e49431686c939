#include "ingest/workbook/xlsx_sheet.h"

#include "base/text.h"
#include "ingest/workbook/cell_reference.h"
#include "ingest/workbook/formula.h"
#include "ingest/workbook/xlsx_sheet_extras.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum cell_type { TYPE_NUMBER, TYPE_SHARED, TYPE_TEXT, TYPE_FLAG, TYPE_ERROR, TYPE_DATE };

struct sheet_reader {
    const struct xlsx_sheet_source *source;
    struct package *package;
    struct sheet_builder builder;
    struct xlsx_sheet_extras extras;
    uint32_t next_row;
    uint32_t next_column;

    bool is_in_cell;
    uint32_t row; /* of the cell being read */
    uint32_t column;
    enum cell_type type;
    const struct xlsx_style *style;
    bool has_value;
    bool has_formula;
    uint8_t hides; /* enum sheet_hides, ored */
    struct part_text value;
    struct part_text formula;
    struct part_text *into; /* where text goes; NULL: nowhere */
    bool is_in_guide;
};

static const char *place_of(const struct sheet_reader *reader)
{
    return grid_place(reader->package->arena, reader->row, reader->column);
}

static void refuse_cell(struct sheet_reader *reader, const char *what)
{
    package_refuse(reader->package,
                   text_format(reader->package->arena, "sheet %s, cell %s: %s",
                               reader->source->name, place_of(reader), what),
                   PACKAGE_SAVE_ANEW);
}

static enum cell_type type_of(const char *type)
{
    static const struct {
        const char *name;
        enum cell_type type;
    } types[] = {
        {"s", TYPE_SHARED}, {"str", TYPE_TEXT}, {"inlineStr", TYPE_TEXT},
        {"b", TYPE_FLAG},   {"e", TYPE_ERROR},  {"d", TYPE_DATE},
    };
    for (size_t i = 0; type && i < sizeof(types) / sizeof(types[0]); i++) {
        if (strcmp(types[i].name, type) == 0) {
            return types[i].type;
        }
    }
    return TYPE_NUMBER;
}

static void open_row(struct sheet_reader *reader, const char *const *attributes)
{
    const char *text = xml_attribute(attributes, "r");
    unsigned long number = 0;
    if (text && text_whole(text, SHEET_ROW_LIMIT, &number) && number) {
        reader->next_row = (uint32_t)number - 1;
    } else if (text || reader->next_row >= SHEET_ROW_LIMIT) {
        reader->row = reader->next_row < SHEET_ROW_LIMIT ? reader->next_row : 0;
        refuse_cell(reader, "there is no such row");
    }
    reader->next_column = 0;
    xlsx_sheet_extras_row(&reader->extras, reader->next_row, attributes);
}

/* Cells without a place stand right of the one before. */
static void place_cell(struct sheet_reader *reader, const char *reference)
{
    reader->row = reader->next_row;
    reader->column = reader->next_column;
    if (reference) {
        if (!cell_reference_read(reference, &reader->row, &reader->column)) {
            reader->row = reader->next_row;
            reader->column = reader->next_column;
            refuse_cell(reader, "the next cell's place is none");
        } else if (reader->row != reader->next_row) {
            refuse_cell(reader, "it stands in another row");
        }
    }
    if (reader->row >= SHEET_ROW_LIMIT || reader->column >= SHEET_COLUMN_LIMIT) {
        reader->row = 0;
        reader->column = 0;
        refuse_cell(reader, "there is no such place");
    }
    reader->next_column = reader->column + 1;
}

static void open_cell(struct sheet_reader *reader, const char *const *attributes)
{
    unsigned long style = 0;
    place_cell(reader, xml_attribute(attributes, "r"));
    (void)text_whole(xml_attribute(attributes, "s"), UINT32_MAX, &style);
    reader->is_in_cell = true;
    reader->type = type_of(xml_attribute(attributes, "t"));
    reader->style = xlsx_style_at(reader->source->styles, style);
    reader->has_value = false;
    reader->has_formula = false;
    reader->hides = 0;
    reader->value.length = 0;
    reader->formula.length = 0;
}

static void open_in_cell(struct sheet_reader *reader, const char *name)
{
    reader->into = NULL;
    if (strcmp(name, "v") == 0) {
        reader->has_value = true;
        reader->value.length = 0;
        reader->into = &reader->value;
    } else if (strcmp(name, "t") == 0 && !reader->is_in_guide) {
        reader->has_value = true;
        reader->into = &reader->value;
    } else if (strcmp(name, "rPh") == 0) {
        reader->is_in_guide = true;
    } else if (strcmp(name, "f") == 0) {
        reader->has_formula = true;
        reader->into = &reader->formula;
    }
}

static void open_merge(struct sheet_reader *reader, const char *const *attributes)
{
    const char *reference = xml_attribute(attributes, "ref");
    struct grid_span span;
    if (reference && cell_range_read(reference, &span) &&
        !sheet_builder_add_span(&reader->builder, &span, reader->package->refusal)) {
        xml_stop(reader->package->parser);
    }
}

static void open_element(void *context, const char *name, const char *const *attributes)
{
    struct sheet_reader *reader = context;
    if (reader->is_in_cell) {
        open_in_cell(reader, name);
    } else if (strcmp(name, "c") == 0) {
        open_cell(reader, attributes);
    } else if (strcmp(name, "row") == 0) {
        open_row(reader, attributes);
    } else if (strcmp(name, "mergeCell") == 0) {
        open_merge(reader, attributes);
    } else {
        xlsx_sheet_extras_open(&reader->extras, name, attributes);
    }
}

/* Without the white space around it. */
static const char *trimmed(const struct part_text *text)
{
    static const char white[] = " \t\r\n";
    if (!text->length) {
        return "";
    }
    size_t end = text->length;
    while (end && strchr(white, text->data[end - 1])) {
        end--;
    }
    text->data[end] = '\0';
    return text->data + strspn(text->data, white);
}

static const char *number_text(struct sheet_reader *reader)
{
    const char *text = trimmed(&reader->value);
    char *end = NULL;
    const double value = strtod(text, &end);
    const bool is_plain = text[0] && strspn(text, "0123456789+-.eE") == strlen(text);
    if (!is_plain || *end || !isfinite(value)) {
        refuse_cell(reader, "it says that it is a number and is none");
        return "";
    }
    reader->hides |=
        sheet_hides_of(reader->style->format, reader->package->scratch, value);
    return number_format_held(reader->style->format, reader->package->arena, value,
                              reader->source->is_1904);
}

static const char *shared_text(struct sheet_reader *reader)
{
    const struct xlsx_strings *strings = reader->source->strings;
    unsigned long index = 0;
    if (!text_whole(trimmed(&reader->value), UINT32_MAX, &index) ||
        index >= strings->count) {
        refuse_cell(reader, "it points at a text that is not there");
        return "";
    }
    strings->is_used[index] = true;
    return strings->items[index];
}

static const char *value_text(struct sheet_reader *reader)
{
    if (!reader->has_value) {
        return "";
    }
    switch (reader->type) {
    case TYPE_SHARED:
        return shared_text(reader);
    case TYPE_FLAG:
        return text_flag(trimmed(&reader->value)) ? "TRUE" : "FALSE";
    case TYPE_TEXT:
        return xlsx_text_copy(reader->package, &reader->value);
    case TYPE_ERROR:
    case TYPE_DATE:
        return text_format(reader->package->arena, "%s", trimmed(&reader->value));
    case TYPE_NUMBER:
    default:
        return *trimmed(&reader->value) ? number_text(reader) : "";
    }
}

/* Spaces before a text set it in, as a format does. */
static void drop_spaces(struct sheet_cell *cell)
{
    const size_t spaces = strspn(cell->text, " \t");
    cell->text += spaces;
    const size_t steps = cell->indent + spaces;
    if (cell->text[0]) {
        cell->indent = (uint8_t)(steps < UINT8_MAX ? steps : UINT8_MAX);
    }
}

static void look_at_formula(struct sheet_reader *reader, struct sheet_cell *cell)
{
    const char *formula = trimmed(&reader->formula);
    if (!cell->text[0] && reader->type == TYPE_NUMBER) {
        cell->text = text_format(reader->package->arena, "=%s", formula);
        cell->is_number = false;
        reader->hides |= HIDES_RESULT;
    }
    if (formula_holds_numbers(formula)) {
        reader->hides |= HIDES_FORMULA;
    }
}

static void close_cell(struct sheet_reader *reader)
{
    struct sheet_cell cell = {
        .row = reader->row,
        .column = (uint16_t)reader->column,
        .is_number = reader->type == TYPE_NUMBER,
        .indent = reader->style->indent,
        .text = value_text(reader),
    };
    if (reader->has_formula) {
        look_at_formula(reader, &cell);
    }
    if (reader->style->is_invisible) {
        reader->hides |= HIDES_INK;
    }
    if (!cell.is_number && reader->style->format->hides_text) {
        reader->hides |= HIDES_ALL;
    }
    cell.hides = reader->hides;
    drop_spaces(&cell);
    reader->is_in_cell = false;
    if (!reader->package->refusal->sentence &&
        !sheet_builder_add(&reader->builder, &cell, reader->package->refusal)) {
        xml_stop(reader->package->parser);
    }
}

static void close_element(void *context, const char *name)
{
    struct sheet_reader *reader = context;
    reader->into = NULL;
    if (reader->is_in_cell) {
        reader->is_in_guide = reader->is_in_guide && strcmp(name, "rPh") != 0;
        if (strcmp(name, "c") == 0) {
            close_cell(reader);
        }
    } else if (strcmp(name, "row") == 0) {
        reader->next_row++;
    } else {
        xlsx_sheet_extras_close(&reader->extras, name);
    }
}

static void add_text(void *context, const char *text, size_t length)
{
    struct sheet_reader *reader = context;
    if (reader->into) {
        part_text_add(reader->package, reader->into, text, length);
    } else if (!reader->is_in_cell) {
        xlsx_sheet_extras_text(&reader->extras, text, length);
    }
}

struct grid *xlsx_sheet_read(const struct xlsx_sheet_source *source)
{
    struct sheet_reader reader = {
        .source = source,
        .package = source->package,
        .builder =
            {
                .arena = source->package->arena,
                .scratch = source->package->scratch,
                .name = source->name,
                .use = source->use,
            },
    };
    reader.extras = (struct xlsx_sheet_extras){
        .package = source->package,
        .styles = source->styles,
        .hiding = {.scratch = source->package->scratch},
    };
    const struct xml_handler callbacks = {
        .open = open_element,
        .close = close_element,
        .text = add_text,
        .context = &reader,
    };
    if (!package_parse(source->package, source->part, &callbacks)) {
        return NULL;
    }
    struct grid *grid =
        sheet_builder_finish(&reader.builder, source->output, source->package->refusal);
    if (grid) {
        xlsx_sheet_extras_tell(&reader.extras, &reader.builder, source->hidden);
    }
    return grid;
}
