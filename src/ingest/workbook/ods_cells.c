/*
 * Sheets, columns, rows and cells.
 */
#include "base/text.h"
#include "ingest/workbook/formula.h"
#include "ingest/workbook/ods_reader.h"

#include <string.h>

static void refuse_sheet(struct ods_reader *reader, const char *what)
{
    package_refuse(
        reader->package,
        text_format(reader->package->arena, "sheet %s: %s", reader->builder.name, what),
        PACKAGE_SAVE_ANEW);
}

/* A number of repeats: 1 where none is given. */
static uint32_t repeats_of(struct ods_reader *reader, const char *const *attributes,
                           const char *name, uint32_t limit)
{
    const char *text = xml_attribute(attributes, name);
    unsigned long repeats = 1;
    if (text && (!text_whole(text, limit, &repeats) || !repeats)) {
        refuse_sheet(reader, "it has more rows or columns than a sheet can have");
        return 1;
    }
    return (uint32_t)repeats;
}

static const char *copied(struct ods_reader *reader, const char *text)
{
    return text ? text_copy(reader->package->scratch, text, strlen(text)) : NULL;
}

static void open_sheet(struct ods_reader *reader, const char *const *attributes)
{
    const char *name = xml_attribute(attributes, "table:name");
    struct package *package = reader->package;
    if (reader->is_in_sheet) {
        refuse_sheet(reader, "it has a sheet inside a cell");
        return;
    }
    reader->is_in_sheet = true;
    reader->is_copy = false;
    reader->row = 0;
    reader->next_column_line = 0;
    reader->column_style_count = 0;
    reader->cell_count = 0;
    reader->builder = (struct sheet_builder){
        .arena = package->arena,
        .scratch = package->scratch,
        .name = name ? text_copy(package->arena, name, strlen(name)) : "",
        .use = &reader->use,
    };
    reader->hiding = (struct sheet_hiding){.scratch = package->scratch};
    const struct ods_style style = ods_style_find(
        reader->document->styles, "table", xml_attribute(attributes, "table:style-name"));
    if (style.is_hidden) {
        hidden_add(reader->document->hidden, HIDDEN_SHEET,
                   hidden_nowhere(reader->builder.name), "the sheet is hidden", NULL);
    }
}

static bool is_line_hidden(const struct ods_reader *reader, const char *family,
                           const char *const *attributes)
{
    const char *visibility = xml_attribute(attributes, "table:visibility");
    const struct ods_style style = ods_style_find(
        reader->document->styles, family, xml_attribute(attributes, "table:style-name"));
    return style.is_hidden || (visibility && !text_equals(visibility, "visible"));
}

static void open_column(struct ods_reader *reader, const char *const *attributes)
{
    const uint32_t repeats = repeats_of(
        reader, attributes, "table:number-columns-repeated", SHEET_COLUMN_LIMIT);
    const uint32_t first = reader->next_column_line;
    reader->next_column_line += repeats;
    if (is_line_hidden(reader, "table-column", attributes)) {
        sheet_hiding_add_columns(&reader->hiding, first, first + repeats - 1);
    }
    if (first < SHEET_COLUMN_LIMIT) {
        *arena_add(reader->package->scratch, reader->column_styles,
                   reader->column_style_count,
                   reader->column_style_capacity) = (struct ods_column_style){
            .last = first + repeats - 1,
            .style = copied(reader,
                            xml_attribute(attributes, "table:default-cell-style-name")),
        };
    }
}

static void open_row(struct ods_reader *reader, const char *const *attributes)
{
    reader->row_repeats =
        repeats_of(reader, attributes, "table:number-rows-repeated", SHEET_ROW_LIMIT);
    reader->row_style =
        copied(reader, xml_attribute(attributes, "table:default-cell-style-name"));
    reader->column = 0;
    reader->cell_count = 0;
    if (is_line_hidden(reader, "table-row", attributes)) {
        sheet_hiding_add_rows(&reader->hiding, reader->row,
                              reader->row + reader->row_repeats - 1);
    }
}

static const char *style_name(const struct ods_reader *reader,
                              const char *const *attributes)
{
    const char *own = xml_attribute(attributes, "table:style-name");
    if (own) {
        return own;
    }
    if (reader->row_style) {
        return reader->row_style;
    }
    for (size_t i = 0; i < reader->column_style_count; i++) {
        if (reader->column <= reader->column_styles[i].last) {
            return reader->column_styles[i].style;
        }
    }
    return NULL;
}

static void open_span(struct ods_reader *reader, const char *const *attributes)
{
    const uint32_t columns = repeats_of(
        reader, attributes, "table:number-columns-spanned", SHEET_COLUMN_LIMIT);
    const uint32_t rows =
        repeats_of(reader, attributes, "table:number-rows-spanned", SHEET_ROW_LIMIT);
    const struct grid_span span = {
        .first_row = reader->row,
        .last_row = reader->row + rows - 1,
        .first_column = reader->column,
        .last_column = reader->column + columns - 1,
    };
    if ((columns > 1 || rows > 1) &&
        !sheet_builder_add_span(&reader->builder, &span, reader->package->refusal)) {
        xml_stop(reader->package->parser);
    }
}

static void open_cell(struct ods_reader *reader, const char *const *attributes)
{
    const struct ods_style style = ods_style_find(reader->document->styles, "table-cell",
                                                  style_name(reader, attributes));
    reader->is_in_cell = true;
    reader->has_text = false;
    reader->text.length = 0;
    reader->cell_repeats = repeats_of(reader, attributes, "table:number-columns-repeated",
                                      SHEET_COLUMN_LIMIT);
    reader->cell = (struct sheet_cell){
        .column = (uint16_t)reader->column,
        .indent = (uint8_t)style.indent,
        .hides = ods_style_is_invisible(&style) ? HIDES_INK : 0,
    };
    reader->value = (struct ods_value){
        .type = copied(reader, xml_attribute(attributes, "office:value-type")),
        .number = copied(reader, xml_attribute(attributes, "office:value")),
        .currency = copied(reader, xml_attribute(attributes, "office:currency")),
        .date = copied(reader, xml_attribute(attributes, "office:date-value")),
        .time = copied(reader, xml_attribute(attributes, "office:time-value")),
        .flag = copied(reader, xml_attribute(attributes, "office:boolean-value")),
        .string = copied(reader, xml_attribute(attributes, "office:string-value")),
    };
    reader->formula = copied(reader, xml_attribute(attributes, "table:formula"));
    open_span(reader, attributes);
}

/* Paragraphs are lines; spaces are counted. */
static void open_text(struct ods_reader *reader, const char *name,
                      const char *const *attributes)
{
    if (strcmp(name, "text:p") == 0) {
        if (reader->has_text) {
            part_text_add(reader->package, &reader->text, "\n", 1);
        }
        reader->has_text = true;
        reader->is_in_paragraph = true;
    } else if (strcmp(name, "text:s") == 0) {
        unsigned long count = 1;
        (void)text_whole(xml_attribute(attributes, "text:c"), 100, &count);
        for (unsigned long i = 0; i < count; i++) {
            part_text_add(reader->package, &reader->text, " ", 1);
        }
    } else if (strcmp(name, "text:tab") == 0) {
        part_text_add(reader->package, &reader->text, " ", 1);
    } else if (strcmp(name, "text:line-break") == 0) {
        part_text_add(reader->package, &reader->text, "\n", 1);
    }
}

static void (*opener_of(const char *name))(struct ods_reader *, const char *const *)
{
    static const struct {
        const char *name;
        void (*open)(struct ods_reader *reader, const char *const *attributes);
    } openers[] = {
        {"table:table-cell", open_cell},
        {"table:covered-table-cell", open_cell},
        {"table:table-row", open_row},
        {"table:table-column", open_column},
    };
    for (size_t i = 0; i < sizeof(openers) / sizeof(openers[0]); i++) {
        if (strcmp(name, openers[i].name) == 0) {
            return openers[i].open;
        }
    }
    return NULL;
}

void ods_sheet_open(struct ods_reader *reader, const char *name,
                    const char *const *attributes)
{
    if (strcmp(name, "table:table") == 0) {
        open_sheet(reader, attributes);
    } else if (!reader->is_in_sheet) {
        return;
    } else if (reader->is_in_cell) {
        open_text(reader, name, attributes);
    } else if (strcmp(name, "table:table-source") == 0) {
        reader->is_copy = true;
    } else if (opener_of(name)) {
        opener_of(name)(reader, attributes);
    }
}

static void look_at_formula(struct ods_reader *reader, const char *text)
{
    if (!reader->formula) {
        return;
    }
    const char *formula = strchr(reader->formula, '=');
    formula = formula ? formula + 1 : reader->formula;
    if (!text[0] && !reader->value.type) {
        reader->cell.text = text_format(reader->package->arena, "=%s", formula);
        reader->cell.is_number = false;
        reader->cell.hides |= HIDES_RESULT;
    }
    if (formula_holds_numbers(formula)) {
        reader->cell.hides |= HIDES_FORMULA;
    }
}

static void close_cell(struct ods_reader *reader)
{
    struct package *package = reader->package;
    const char *shown = reader->text.length ? reader->text.data : "";
    struct sheet_cell *cell = &reader->cell;
    const char *text = ods_value_text(package->arena, &reader->value, shown,
                                      reader->has_text, &cell->hides);
    reader->is_in_cell = false;
    if (!text) {
        refuse_sheet(reader, "a cell says that it is a number and is none");
        return;
    }
    const size_t spaces = strspn(text, " \t");
    cell->text = text + spaces;
    cell->is_number = reader->value.number != NULL;
    cell->indent = (uint8_t)(cell->indent + (spaces < 100 ? spaces : 100));
    look_at_formula(reader, text);
    if (cell->text[0]) {
        *arena_add(package->scratch, reader->cells, reader->cell_count,
                   reader->cell_capacity) =
            (struct ods_cell){.cell = *cell, .repeats = reader->cell_repeats};
    }
    reader->column += reader->cell_repeats;
    if (reader->column > SHEET_COLUMN_LIMIT) {
        refuse_sheet(reader, "it has more columns than a sheet can have");
    }
}

/* Whether the row can be made so often without more cells than any table has. */
static bool may_repeat(struct ods_reader *reader)
{
    uint64_t cells = 0;
    for (size_t i = 0; i < reader->cell_count; i++) {
        cells += reader->cells[i].repeats;
    }
    reader->repeated += cells * reader->row_repeats - reader->cell_count;
    if (reader->repeated > ODS_REPEAT_LIMIT) {
        refuse_sheet(reader, "it repeats too many filled cells");
        return false;
    }
    return true;
}

static bool make_cells(struct ods_reader *reader, const struct ods_cell *made,
                       uint32_t row)
{
    struct sheet_cell cell = made->cell;
    cell.row = row;
    for (uint32_t again = 0; again < made->repeats; again++) {
        if (!sheet_builder_add(&reader->builder, &cell, reader->package->refusal)) {
            return false;
        }
        cell.column++;
    }
    return true;
}

static bool make_row(struct ods_reader *reader, uint32_t row)
{
    for (size_t i = 0; i < reader->cell_count; i++) {
        if (!make_cells(reader, &reader->cells[i], row)) {
            return false;
        }
    }
    return true;
}

static void close_row(struct ods_reader *reader)
{
    if (reader->package->refusal->sentence) {
        return;
    }
    if ((uint64_t)reader->row + reader->row_repeats > SHEET_ROW_LIMIT) {
        refuse_sheet(reader, "it has more rows than a sheet can have");
        return;
    }
    const uint32_t end = reader->row + reader->row_repeats;
    if (reader->cell_count && may_repeat(reader)) {
        for (uint32_t row = reader->row; row < end && make_row(reader, row); row++) {
        }
    }
    if (reader->package->refusal->sentence) {
        xml_stop(reader->package->parser);
        return;
    }
    reader->row += reader->row_repeats;
}

/* Cells of another workbook stand in a sheet of their own that nobody sees. */
static void tell_copy(struct ods_reader *reader)
{
    struct arena *arena = reader->package->arena;
    struct hidden_texts texts = {0};
    hidden_texts_add(arena, &texts, reader->builder.name);
    hidden_add(
        reader->document->hidden, HIDDEN_LINK, hidden_nowhere(NULL),
        text_format(arena, "%s copied from another workbook, %s",
                    text_counted(arena, (double)reader->builder.count, "cell", "cells"),
                    reader->builder.name),
        &texts);
}

static void close_sheet(struct ods_reader *reader)
{
    struct ods_document *document = reader->document;
    struct package *package = reader->package;
    reader->is_in_sheet = false;
    if (package->refusal->sentence) {
        return;
    }
    if (reader->is_copy) {
        tell_copy(reader);
        return;
    }
    struct grid *grid =
        sheet_builder_finish(&reader->builder, document->output, package->refusal);
    if (!grid || document->grid_count == ODS_SHEET_LIMIT) {
        package_refuse(package, "it has too many sheets",
                       "Submit fewer sheets in a file.");
        return;
    }
    sheet_hiding_tell(&reader->hiding, &reader->builder, document->hidden);
    ods_extras_tell(reader, reader->builder.name);
    document->grids =
        arena_grow(package->arena, document->grids, &document->grid_capacity,
                   document->grid_count + 1, sizeof(void *));
    document->grids[document->grid_count++] = grid;
}

void ods_sheet_close(struct ods_reader *reader, const char *name)
{
    if (!reader->is_in_sheet) {
        return;
    }
    if (reader->is_in_cell) {
        reader->is_in_paragraph &= strcmp(name, "text:p") != 0;
        if (strcmp(name, "table:table-cell") == 0 ||
            strcmp(name, "table:covered-table-cell") == 0) {
            close_cell(reader);
        }
    } else if (strcmp(name, "table:table-row") == 0) {
        close_row(reader);
    } else if (strcmp(name, "table:table") == 0) {
        close_sheet(reader);
    }
}
