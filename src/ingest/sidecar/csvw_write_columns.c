/*
 * Drafting CSVW: the columns of a table with their roles, types and links, and rows with
 * roles.
 *
 * What was only guessed is left as "role": "" for the researcher to fill in: a draft that
 * is read back must not turn the program's own guess into a statement.
 */
#include "base/map.h"
#include "base/text.h"
#include "ingest/sidecar/csvw.h"
#include "ingest/sidecar/csvw_write.h"

#include <string.h>

enum { ROW_ROLE_LIMIT = 500, DISTINCT_ROW_LIMIT = 1000 * 1000 };

/* Everything about the columns of one table while they are written. */
struct schema {
    struct csvw_writer *writer;
    const struct table *table;
    const struct csvw_line_facts *facts;
    const char **names; /* CSVW names, one a column of the table */
    uint32_t column_count;
};

static const struct line_role *role_at(const struct line_role *lines, uint32_t count,
                                       uint32_t index)
{
    for (uint32_t i = 0; i < count; i++) {
        if (lines[i].index == index) {
            return &lines[i];
        }
    }
    return NULL;
}

/* A letter, digits and underscores, as CSVW wants names: "pct_sustained". */
static const char *slug(struct arena *arena, const char *text, uint32_t position)
{
    char *out = arena_array(arena, strlen(text) + 1, char);
    size_t length = 0;
    for (const char *at = text; *at; at++) {
        char lower = *at;
        if (lower >= 'A' && lower <= 'Z') {
            lower = (char)(lower - 'A' + 'a');
        }
        const bool is_plain =
            (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
        if (is_plain) {
            out[length++] = lower;
        } else if (length > 0 && out[length - 1] != '_') {
            out[length++] = '_';
        }
    }
    while (length > 0 && out[length - 1] == '_') {
        out[--length] = '\0';
    }
    return length ? out : text_format(arena, "column_%u", position + 1);
}

static const char *heading_of(const struct schema *schema, uint32_t position)
{
    const struct table *table = schema->table;
    const uint32_t index = table->first_column + position;
    const struct line_role *line = role_at(table->columns, table->column_count, index);
    return line ? line->name : grid_text(table->grid, table->first_row, index);
}

static void name_columns(struct schema *schema)
{
    struct arena *arena = schema->writer->arena;
    struct map *taken = map_create(arena, schema->column_count);
    schema->names = arena_array(arena, schema->column_count, const char *);
    for (uint32_t i = 0; i < schema->column_count; i++) {
        const char *wanted = slug(arena, heading_of(schema, i), i);
        const char *name = wanted;
        for (unsigned n = 2; map_find_text(taken, name) != MAP_NONE; n++) {
            name = text_format(arena, "%s_%u", wanted, n);
        }
        (void)map_add_text(taken, name, i);
        schema->names[i] = name;
    }
}

static json_t *json_of_number(double number)
{
    const bool is_whole = number < 1e15 && number == (double)(json_int_t)number;
    return is_whole ? json_integer((json_int_t)number) : json_real(number);
}

json_t *csvw_write_rounding(struct csvw_writer *writer, const struct rounding *rounding)
{
    if (rounding->kind == ROUNDING_UNKNOWN || rounding->origin > ORIGIN_ARITHMETIC) {
        return NULL;
    }
    if (rounding->kind == ROUNDING_NONE) {
        return json_string("none");
    }
    json_t *object = json_object();
    csvw_put_text(writer, object, "kind",
                  rounding->kind == ROUNDING_MIDPOINT ? "midpoint" : "nearest");
    csvw_put(writer, object, "base", json_of_number(rounding->base));
    if (rounding->small_below > 0) {
        csvw_put(writer, object, "smallBelow", json_of_number(rounding->small_below));
    }
    return object;
}

/* A note or an identifier that was found by inference may hold a structure together (it
 * names the statistic of its row, the level of a place, a breakdown): that is found
 * again. */
static bool is_structure(const struct line_role *line)
{
    return (line->role == ROLE_NOTE || line->role == ROLE_ID) &&
           line->origin != ORIGIN_SIDECAR;
}

static bool is_known(struct arena *arena, const struct table *table,
                     const struct line_role *line)
{
    if (line->role == ROLE_UNKNOWN || is_structure(line)) {
        return false;
    }
    if (line->role == ROLE_DIMENSION && line->dimension < table->dimension_count &&
        !csvw_is_sayable(arena, table, line->dimension)) {
        return false;
    }
    const bool is_proven = line->origin <= ORIGIN_ARITHMETIC;
    return is_proven ||
           (line->origin != ORIGIN_GUESS && table->confidence >= CSVW_SURE_ENOUGH);
}

static void write_dimension(struct csvw_writer *writer, const struct table *table,
                            const struct line_role *line, json_t *sdc)
{
    if (line->dimension >= table->dimension_count) {
        return;
    }
    const struct dimension *dimension = &table->dimensions[line->dimension];
    if (dimension->is_named && !text_equals(dimension->name, line->name)) {
        csvw_put_text(writer, sdc, "dimension", dimension->name);
    }
    if (dimension->total != NO_CATEGORY &&
        csvw_is_sayable(writer->arena, table, line->dimension)) {
        csvw_put_text(writer, sdc, "total", dimension->categories[dimension->total].text);
    }
}

/* The categories that all cells of the line share, those of the whole table left out. */
static void write_of(struct csvw_writer *writer, const struct table *table,
                     const struct csvw_line_facts *facts, json_t *sdc)
{
    json_t *of = json_object();
    for (uint32_t d = 0; d < table->dimension_count && facts->cell_count > 0; d++) {
        if (facts->of[d] >= table->dimensions[d].category_count ||
            csvw_has_column(table, d) || csvw_is_ambiguous(table, d) ||
            !csvw_tells_apart(table, d)) {
            continue;
        }
        csvw_put_text(writer, of, csvw_dimension_name(table, d),
                      table->dimensions[d].categories[facts->of[d]].text);
    }
    if (json_object_size(of) == 0) {
        json_decref(of);
        return;
    }
    csvw_put(writer, sdc, "of", of);
}

static void write_measure(struct csvw_writer *writer, const struct table *table,
                          const struct line_role *line, json_t *sdc)
{
    if (line->measure >= table->measure_count) {
        return;
    }
    const struct measure *measure = &table->measures[line->measure];
    if (measure->name[0]) {
        csvw_put_text(writer, sdc, "measure", measure->name);
    }
    if (measure->is_money) {
        csvw_put_text(writer, sdc, "unit", "GBP");
    } else if (measure->unit[0] && !text_equals(measure->unit, table->unit)) {
        csvw_put_text(writer, sdc, "unit", measure->unit);
    }
    const struct accumulation *own = &measure->accumulation;
    if (own->is_running && table->dimensions[own->dimension].is_named) {
        csvw_put_text(writer, sdc, "cumulative", table->dimensions[own->dimension].name);
    } else if (own->is_running) {
        csvw_put(writer, sdc, "cumulative", json_true());
    }
    json_t *rounding = csvw_write_rounding(writer, &measure->rounding);
    if (rounding) {
        csvw_put(writer, sdc, "rounding", rounding);
    }
}

static const char *name_at(const struct schema *schema, uint32_t column)
{
    const uint32_t first = schema->table->first_column;
    return column >= first && column - first < schema->column_count
               ? schema->names[column - first]
               : NULL;
}

static void write_link(const struct schema *schema, json_t *sdc, const char *key,
                       uint32_t column)
{
    const char *name = name_at(schema, column);
    if (name) {
        csvw_put_text(schema->writer, sdc, key, name);
    }
}

static void write_links(const struct schema *schema, const struct csvw_line_facts *facts,
                        json_t *sdc)
{
    const struct table *table = schema->table;
    write_link(schema, sdc, "countColumn", facts->count_line);
    write_link(schema, sdc, "numerator", facts->numerator_line);
    write_link(schema, sdc, "denominator", facts->denominator_line);
    const uint32_t above = facts->denominator_dimension;
    if (above < table->dimension_count && table->dimensions[above].is_named &&
        !name_at(schema, facts->denominator_line)) {
        json_t *denominator = json_object();
        csvw_put_text(schema->writer, denominator, "dimension",
                      table->dimensions[above].name);
        csvw_put(schema->writer, sdc, "denominator", denominator);
    }
}

/* Percentages printed as parts of 1, or less 100. */
static void write_scale(struct csvw_writer *writer, const struct table *table,
                        uint32_t column, json_t *sdc)
{
    bool is_fraction = false;
    bool is_change = false;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const bool is_here = table->cells[i].column == column;
        is_fraction |= is_here && table->cells[i].is_fraction;
        is_change |= is_here && table->cells[i].is_change;
    }
    if (is_fraction) {
        csvw_put(writer, sdc, "fraction", json_true());
    }
    if (is_change) {
        csvw_put(writer, sdc, "change", json_true());
    }
}

static json_t *column_sdc(const struct schema *schema, uint32_t position)
{
    const struct table *table = schema->table;
    const struct line_role *line =
        role_at(table->columns, table->column_count, table->first_column + position);
    json_t *sdc = json_object();
    if (!line || !is_known(schema->writer->arena, table, line)) {
        csvw_put_text(schema->writer, sdc, "role", "");
        return sdc;
    }
    csvw_put_text(schema->writer, sdc, "role", role_name(line->role));
    if (line->role == ROLE_DIMENSION) {
        write_dimension(schema->writer, table, line, sdc);
        return sdc;
    }
    write_of(schema->writer, table, &schema->facts[position], sdc);
    write_measure(schema->writer, table, line, sdc);
    write_links(schema, &schema->facts[position], sdc);
    write_scale(schema->writer, table, line->index, sdc);
    return sdc;
}

static json_t *write_column(struct schema *schema, uint32_t position)
{
    const struct table *table = schema->table;
    const uint32_t column = table->first_column + position;
    json_t *object = json_object();
    json_t *titles = csvw_write_titles(schema->writer, table, column);
    if (titles) {
        csvw_put(schema->writer, object, "titles", titles);
    }
    const bool has_numbers = schema->facts[position].cell_count > 0;
    csvw_put_text(schema->writer, object, "name", schema->names[position]);
    csvw_put_text(schema->writer, object, "datatype",
                  has_numbers ? csvw_number_type(table, column) : "string");
    json_t *markers = csvw_write_null_markers(schema->writer, table, column);
    if (markers) {
        csvw_put(schema->writer, object, "null", markers);
    }
    csvw_put(schema->writer, object, CSVW_SDC_KEY, column_sdc(schema, position));
    return object;
}

/* The labels of a row's dimension columns in one text, or NULL where one is blank. */
static const char *row_key(const struct schema *schema, uint32_t row)
{
    const struct table *table = schema->table;
    const char *key = "";
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].role != ROLE_DIMENSION) {
            continue;
        }
        const char *text = grid_text(table->grid, row, table->columns[i].index);
        if (text_is_blank(text)) {
            return NULL;
        }
        key = text_format(schema->writer->arena, "%s%s\n", key, text);
    }
    return key[0] ? key : NULL;
}

static bool has_unique_rows(const struct schema *schema)
{
    const struct table *table = schema->table;
    if (table->last_row - table->first_data_row > DISTINCT_ROW_LIMIT) {
        return false;
    }
    struct map *keys = map_create(schema->writer->arena, 64);
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const char *key = row_key(schema, row);
        if (!key || map_add_text(keys, key, row) != row) {
            return false;
        }
    }
    return true;
}

static void write_primary_key(const struct schema *schema, json_t *object)
{
    const struct table *table = schema->table;
    json_t *key = json_array();
    for (uint32_t i = 0; i < table->column_count; i++) {
        const char *name = name_at(schema, table->columns[i].index);
        if (table->columns[i].role == ROLE_DIMENSION && name) {
            csvw_append(schema->writer, key, json_string(name));
        }
    }
    csvw_put(schema->writer, object, "primaryKey", key);
}

json_t *csvw_write_schema(struct csvw_writer *writer, const struct table *table)
{
    struct schema schema = {
        .writer = writer,
        .table = table,
        .facts = csvw_line_facts(writer->arena, table, false),
        .column_count = table->last_column - table->first_column + 1,
    };
    name_columns(&schema);
    json_t *object = json_object();
    json_t *columns = json_array();
    for (uint32_t i = 0; i < schema.column_count; i++) {
        csvw_append(writer, columns, write_column(&schema, i));
    }
    csvw_put(writer, object, "columns", columns);
    if (has_unique_rows(&schema)) {
        write_primary_key(&schema, object);
    }
    return object;
}

/* Only those that a researcher gave: others are found again by their labels.
 *
 * Rows are named by their number: labels of statistics ("25%") need not be unique. */
json_t *csvw_write_rows(struct csvw_writer *writer, const struct table *table)
{
    if (table->row_count == 0 || table->row_count > ROW_ROLE_LIMIT) {
        return NULL;
    }
    const struct csvw_line_facts *facts = csvw_line_facts(writer->arena, table, true);
    json_t *rows = json_array();
    for (uint32_t i = 0; i < table->row_count; i++) {
        const struct line_role *line = &table->rows[i];
        if (line->origin != ORIGIN_SIDECAR || line->index < table->first_row ||
            line->index > table->last_row) {
            continue;
        }
        json_t *row = json_object();
        csvw_put(writer, row, "row", json_integer((json_int_t)line->index + 1));
        csvw_put_text(writer, row, "role", role_name(line->role));
        write_of(writer, table, &facts[line->index - table->first_row], row);
        write_measure(writer, table, line, row);
        csvw_append(writer, rows, row);
    }
    return rows;
}
