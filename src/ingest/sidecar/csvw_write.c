/*
 * Drafting CSVW: the document that says back how tables were read (ingest_draft_sidecar).
 *
 * One table group for a folder, with the questions that concern every table asked once at
 * the top; the same, or a single table, for one file. Population, period and universe are
 * written only where a researcher has said them: a draft never answers its own questions.
 */
#include "ingest/sidecar/csvw_write.h"

#include "base/file.h"
#include "base/text.h"
#include "ingest/ingest.h"
#include "ingest/sidecar/csvw.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void csvw_put(struct csvw_writer *writer, json_t *object, const char *key, json_t *value)
{
    writer->has_failed |= json_object_set_new(object, key, value) != 0;
}

void csvw_put_text(struct csvw_writer *writer, json_t *object, const char *key,
                   const char *text)
{
    csvw_put(writer, object, key, json_string(text));
}

void csvw_append(struct csvw_writer *writer, json_t *array, json_t *value)
{
    writer->has_failed |= json_array_append_new(array, value) != 0;
}

/* One beyond the last column in which anything stands in this row. */
static uint32_t filled_columns(const struct grid_row *row)
{
    uint32_t end = row->count;
    while (end > 0 && text_is_blank(row->texts[end - 1])) {
        end--;
    }
    return end;
}

/* A range is written only where it is needed: rows that somebody adds below a table
 * without one are still read. */
static bool needs_range(const struct table *table, bool is_alone)
{
    const struct grid *grid = table->grid;
    bool is_needed = !is_alone || table->first_column != 0;
    for (uint32_t row = 0; row < grid->row_count && !is_needed; row++) {
        const uint32_t end = filled_columns(&grid->rows[row]);
        is_needed = row > table->last_row
                        ? end > 0
                        : row >= table->first_row && end > table->last_column + 1;
    }
    return is_needed;
}

static json_t *write_dialect(struct csvw_writer *writer, const struct table *table)
{
    json_t *dialect = json_object();
    const char *read_as = table->output->read_as ? table->output->read_as : "";
    if (text_ends_with(read_as, "semicolon")) {
        csvw_put_text(writer, dialect, "delimiter", ";");
    } else if (text_ends_with(read_as, "tab")) {
        csvw_put_text(writer, dialect, "delimiter", "\t");
    }
    csvw_put(writer, dialect, "skipRows", json_integer(table->first_row));
    csvw_put(writer, dialect, "headerRowCount",
             json_integer(table->first_data_row - table->first_row));
    return dialect;
}

static json_t *write_partition(struct csvw_writer *writer, const struct table *table,
                               uint32_t dimension, const struct partition *partition)
{
    const struct category *categories = table->dimensions[dimension].categories;
    json_t *object = json_object();
    json_t *parts = json_array();
    csvw_put_text(writer, object, "dimension", csvw_dimension_name(table, dimension));
    csvw_put_text(writer, object, "whole", categories[partition->whole].text);
    for (uint32_t i = 0; i < partition->part_count; i++) {
        csvw_append(writer, parts, json_string(categories[partition->parts[i]].text));
    }
    csvw_put(writer, object, "parts", parts);
    csvw_put(writer, object, "exhaustive", json_boolean(partition->is_exhaustive));
    if (partition->is_nested) {
        csvw_put(writer, object, "nested", json_true());
    }
    if (partition->name[0]) {
        csvw_put_text(writer, object, "name", partition->name);
    }
    return object;
}

/* Guessed partitions are left out: inference will guess them again, and say so. */
static void write_partitions(struct csvw_writer *writer, const struct table *table,
                             uint32_t d, json_t *list)
{
    const struct dimension *dimension = &table->dimensions[d];
    if (dimension->partition_count == 0 || !csvw_is_sayable(writer->arena, table, d)) {
        return;
    }
    for (uint32_t i = 0; i < dimension->partition_count; i++) {
        const struct partition *partition = &dimension->partitions[i];
        if (partition->origin <= ORIGIN_ARITHMETIC) {
            csvw_append(writer, list, write_partition(writer, table, d, partition));
        }
    }
}

static json_t *write_hierarchies(struct csvw_writer *writer, const struct table *table)
{
    json_t *list = json_array();
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        write_partitions(writer, table, d, list);
    }
    return list;
}

/* What all figures stand for, and the totals, of dimensions without a column of their
 * own. */
static void write_columnless(struct csvw_writer *writer, const struct table *table,
                             json_t *of, json_t *totals)
{
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const struct dimension *dimension = &table->dimensions[d];
        if (csvw_has_column(table, d) || csvw_is_ambiguous(table, d)) {
            continue;
        }
        const char *name = csvw_dimension_name(table, d);
        if (!csvw_tells_apart(table, d)) {
            csvw_put_text(writer, of, name, dimension->categories[0].text);
        } else if (dimension->total != NO_CATEGORY) {
            csvw_put_text(writer, totals, name,
                          dimension->categories[dimension->total].text);
        }
    }
}

static json_t *write_place(struct csvw_writer *writer, const struct table *table,
                           uint32_t cell)
{
    json_t *place = json_object();
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const uint32_t category = table_category(table, cell, d);
        if (category != NO_CATEGORY && csvw_is_sayable(writer->arena, table, d)) {
            csvw_put_text(writer, place, csvw_dimension_name(table, d),
                          table->dimensions[d].categories[category].text);
        }
    }
    return place;
}

static json_t *write_structural_zeros(struct csvw_writer *writer,
                                      const struct table *table)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table->cells[i].is_structural_zero) {
            csvw_append(writer, list, write_place(writer, table, i));
        }
    }
    return list;
}

static void put_if_filled(struct csvw_writer *writer, json_t *object, const char *key,
                          json_t *value)
{
    const size_t size =
        json_is_array(value) ? json_array_size(value) : json_object_size(value);
    if (size > 0) {
        csvw_put(writer, object, key, value);
    } else {
        json_decref(value);
    }
}

/* The questions that only a researcher can answer, blank until one has. */
struct answers {
    const char *population;
    const char *universe;
    const char *within;
    const char *period;
    const char *unit;
};

static struct answers answers_of(const struct table *table)
{
    return (struct answers){
        .population = table->is_described ? table->population : "",
        .universe = table->is_described ? table->universe : "",
        .within = table->is_described ? table->within : "",
        .period = table->is_described ? table->period : "",
        .unit = table->unit,
    };
}

static bool same_answers(const struct answers *one, const struct answers *other)
{
    return text_equals(one->population, other->population) &&
           text_equals(one->universe, other->universe) &&
           text_equals(one->within, other->within) &&
           text_equals(one->period, other->period) && text_equals(one->unit, other->unit);
}

static void write_answers(struct csvw_writer *writer, json_t *sdc,
                          const struct answers *answers)
{
    csvw_put_text(writer, sdc, "population", answers->population);
    csvw_put_text(writer, sdc, "period", answers->period);
    csvw_put_text(writer, sdc, "universe", answers->universe);
    if (answers->within[0]) {
        csvw_put_text(writer, sdc, "within", answers->within);
    }
    csvw_put_text(writer, sdc, "unit", answers->unit);
}

static json_t *write_table_sdc(struct csvw_writer *writer, const struct table *table,
                               bool has_own_answers, bool is_alone)
{
    json_t *sdc = json_object();
    const struct answers answers = answers_of(table);
    if (has_own_answers) {
        write_answers(writer, sdc, &answers);
    }
    if (table->is_weighted) {
        csvw_put(writer, sdc, "weighted", json_true());
    }
    if (table->grid->sheet) {
        csvw_put_text(writer, sdc, "sheet", table->grid->sheet);
    }
    if (needs_range(table, is_alone)) {
        csvw_put_text(writer, sdc, "range", table_corners(writer->arena, table));
    }
    json_t *of = json_object();
    json_t *totals = json_object();
    write_columnless(writer, table, of, totals);
    put_if_filled(writer, sdc, "of", of);
    put_if_filled(writer, sdc, "totals", totals);
    put_if_filled(writer, sdc, "hierarchies", write_hierarchies(writer, table));
    put_if_filled(writer, sdc, "structuralZeros", write_structural_zeros(writer, table));
    json_t *rows = csvw_write_rows(writer, table);
    if (rows) {
        put_if_filled(writer, sdc, "rows", rows);
    }
    return sdc;
}

static bool is_alone_in_grid(const struct submission *submission,
                             const struct table *table)
{
    for (size_t i = 0; i < submission->table_count; i++) {
        const struct table *other = submission->tables[i];
        if (other != table && other->grid == table->grid) {
            return false;
        }
    }
    return true;
}

/* Several tables of one file are told apart by their rows, as RFC 7111 writes them. */
static const char *url_of(struct arena *arena, const struct table *table,
                          const char *folder, bool is_alone)
{
    const char *url = csvw_relative_url(arena, table->output->location, folder);
    if (is_alone || table->grid->sheet) {
        return url;
    }
    return text_format(arena, "%s#row=%u-%u", url, table->first_row + 1,
                       table->last_row + 1);
}

static void write_table(struct csvw_writer *writer, json_t *object,
                        const struct submission *submission, const struct table *table,
                        const char *folder)
{
    const bool is_alone = is_alone_in_grid(submission, table);
    csvw_put_text(writer, object, "url", url_of(writer->arena, table, folder, is_alone));
    if (table->title[0]) {
        csvw_put_text(writer, object, "dc:title", table->title);
    }
    csvw_put(writer, object, "dialect", write_dialect(writer, table));
}

/* The tables that the sidecar is about: candidates of the file or folder asked for. */
static struct table *const *chosen_tables(struct arena *arena,
                                          const struct submission *submission,
                                          const char *location, bool is_folder,
                                          size_t *count)
{
    struct table **tables = arena_array(arena, submission->table_count, struct table *);
    *count = 0;
    for (size_t i = 0; i < submission->table_count; i++) {
        struct table *table = submission->tables[i];
        if (!table->output->release &&
            (is_folder || text_equals(table->output->location, location))) {
            tables[(*count)++] = table;
        }
    }
    return tables;
}

static json_t *new_document(struct csvw_writer *writer)
{
    json_t *document = json_object();
    json_t *context = json_array();
    json_t *language = json_object();
    csvw_append(writer, context, json_string("http://www.w3.org/ns/csvw"));
    csvw_put_text(writer, language, "@language", "en");
    csvw_append(writer, context, language);
    csvw_put(writer, document, "@context", context);
    csvw_put_text(writer, document, "rdfs:comment",
                  "Drafted by outcheck. Fill in population, period and universe; "
                  "correct what is wrong. A role of \"\" leaves it to outcheck.");
    return document;
}

static json_t *write_document(struct csvw_writer *writer,
                              const struct submission *submission,
                              struct table *const *tables, size_t count, bool is_group,
                              const char *folder)
{
    json_t *document = new_document(writer);
    if (!is_group) {
        write_table(writer, document, submission, tables[0], folder);
        csvw_put(writer, document, CSVW_SDC_KEY,
                 write_table_sdc(writer, tables[0], true,
                                 is_alone_in_grid(submission, tables[0])));
        csvw_put(writer, document, "tableSchema", csvw_write_schema(writer, tables[0]));
        return document;
    }
    const struct answers first = answers_of(tables[0]);
    bool are_shared = true;
    for (size_t i = 1; i < count; i++) {
        const struct answers other = answers_of(tables[i]);
        are_shared = are_shared && same_answers(&first, &other);
    }
    const struct answers blank = {"", "", "", "", ""};
    json_t *shared = json_object();
    json_t *list = json_array();
    write_answers(writer, shared, are_shared ? &first : &blank);
    csvw_put(writer, document, CSVW_SDC_KEY, shared);
    for (size_t i = 0; i < count; i++) {
        json_t *object = json_object();
        write_table(writer, object, submission, tables[i], folder);
        csvw_put(writer, object, CSVW_SDC_KEY,
                 write_table_sdc(writer, tables[i], !are_shared,
                                 is_alone_in_grid(submission, tables[i])));
        csvw_put(writer, object, "tableSchema", csvw_write_schema(writer, tables[i]));
        csvw_append(writer, list, object);
    }
    csvw_put(writer, document, "tables", list);
    return document;
}

static const char *dump(struct csvw_writer *writer, json_t *document)
{
    char *text = json_dumps(document, JSON_INDENT(2) | JSON_REAL_PRECISION(12));
    writer->has_failed |= text == NULL;
    const char *copy = text ? text_format(writer->arena, "%s\n", text) : "";
    free(text);
    json_decref(document);
    return copy;
}

enum outcheck_status ingest_draft_sidecar(struct arena *arena,
                                          const struct submission *submission,
                                          const char *asked_path, const char **path,
                                          const char **json, struct problems *problems)
{
    struct csvw_writer writer = {.arena = arena};
    const bool is_folder = file_kind_of(asked_path) == FILE_FOLDER;
    size_t count = 0;
    struct table *const *tables =
        chosen_tables(arena, submission, asked_path, is_folder, &count);
    if (text_equals(asked_path, "-") || count == 0) {
        problem_add(problems, OUTCHECK_ERROR_USAGE, place_of_file(asked_path),
                    "Name a file or a folder with tables in it.",
                    "there is no table here to draft a sidecar for");
        return OUTCHECK_ERROR_USAGE;
    }
    *path = is_folder ? path_join(arena, asked_path, "csv-metadata.json")
                      : text_format(arena, "%s-metadata.json", asked_path);
    const char *folder = path_folder(arena, *path);
    *json = dump(&writer, write_document(&writer, submission, tables, count,
                                         is_folder || count > 1, folder));
    if (writer.has_failed) {
        problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file(*path), "",
                    "the sidecar could not be written as JSON");
        return OUTCHECK_ERROR_INPUT;
    }
    return OUTCHECK_OK;
}
