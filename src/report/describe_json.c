/*
 * `describe` as JSON: the same facts as the text, under the names of the contract's
 * `tables`.
 */
#include "base/text.h"
#include "report/describe.h"
#include "report/json_writer.h"

/* An index of the model, from 1, or null. */
static void member_place(struct json_writer *writer, const char *key, uint32_t index)
{
    json_write_key(writer, key);
    if (index == UINT32_MAX) {
        json_write_null(writer);
    } else {
        json_write_count(writer, (uint64_t)index + 1);
    }
}

static void write_line(struct json_writer *writer, const struct table *table,
                       const struct report_options *options, const struct line_role *line)
{
    struct arena *arena = printer_scratch(writer->printer);
    json_write_object(writer);
    member_place(writer, "index", line->index);
    json_member_text(writer, "name", describe_shown(arena, table, options, line->name));
    json_member_text(writer, "role", role_name(line->role));
    json_member_text(writer, "detail",
                     describe_shown(arena, table, options, line->detail));
    json_member_text(writer, "known", describe_origin(line->origin));
    if (line->column_dimension < table->dimension_count) {
        const struct dimension *dimension = &table->dimensions[line->column_dimension];
        json_write_key(writer, "of");
        json_write_object(writer);
        if (line->column_category < dimension->category_count) {
            json_member_text(writer, dimension->name,
                             dimension->categories[line->column_category].text);
        }
        json_write_end(writer);
    }
    json_write_end(writer);
}

static void write_lines(struct json_writer *writer, const struct table *table,
                        const struct report_options *options, bool are_rows)
{
    const struct line_role *lines = are_rows ? table->rows : table->columns;
    const uint32_t count = are_rows ? table->row_count : table->column_count;
    json_write_key(writer, are_rows ? "rows" : "columns");
    json_write_array(writer);
    for (uint32_t i = 0; i < count; i++) {
        write_line(writer, table, options, &lines[i]);
    }
    json_write_end(writer);
}

static void write_partitions(struct json_writer *writer,
                             const struct dimension *dimension)
{
    json_write_key(writer, "hierarchies");
    json_write_array(writer);
    for (uint32_t i = 0; i < dimension->partition_count; i++) {
        const struct partition *partition = &dimension->partitions[i];
        json_write_object(writer);
        json_member_text(writer, "whole", dimension->categories[partition->whole].text);
        json_write_key(writer, "parts");
        json_write_array(writer);
        for (uint32_t j = 0; j < partition->part_count; j++) {
            json_write_text(writer, dimension->categories[partition->parts[j]].text);
        }
        json_write_end(writer);
        json_write_key(writer, "exhaustive");
        json_write_bool(writer, partition->is_exhaustive);
        json_member_text(writer, "known", describe_origin(partition->origin));
        json_write_end(writer);
    }
    json_write_end(writer);
}

static void write_dimensions(struct json_writer *writer, const struct table *table)
{
    json_write_key(writer, "dimensions");
    json_write_array(writer);
    for (uint32_t i = 0; i < table->dimension_count; i++) {
        const struct dimension *dimension = &table->dimensions[i];
        json_write_object(writer);
        json_member_text(writer, "name", dimension->name);
        json_write_key(writer, "named");
        json_write_bool(writer, dimension->is_named);
        json_member_text(writer, "kind", describe_kind(dimension->kind));
        json_member_count(writer, "categories", dimension->category_count);
        json_member_text(writer, "total",
                         dimension->total == NO_CATEGORY
                             ? NULL
                             : dimension->categories[dimension->total].text);
        write_partitions(writer, dimension);
        json_write_end(writer);
    }
    json_write_end(writer);
}

static void write_measures(struct json_writer *writer, const struct table *table,
                           const struct report_options *options)
{
    struct arena *arena = printer_scratch(writer->printer);
    json_write_key(writer, "measures");
    json_write_array(writer);
    for (uint32_t i = 0; i < table->measure_count; i++) {
        const struct measure *measure = &table->measures[i];
        json_write_object(writer);
        json_member_text(writer, "name",
                         describe_shown(arena, table, options, measure->name));
        json_member_text(writer, "role", role_name(measure->role));
        json_member_text(writer, "unit", measure->unit);
        json_member_text(writer, "rounding",
                         describe_rounding(arena, &measure->rounding));
        json_write_end(writer);
    }
    json_write_end(writer);
}

static void write_doubts(struct json_writer *writer, const struct table *table,
                         const struct report_options *options)
{
    struct arena *arena = printer_scratch(writer->printer);
    json_write_key(writer, "doubts");
    json_write_array(writer);
    for (uint32_t i = 0; i < table->doubt_count; i++) {
        json_write_object(writer);
        member_place(writer, "row", table->doubts[i].row);
        member_place(writer, "column", table->doubts[i].column);
        json_member_text(
            writer, "sentence",
            describe_shown(arena, table, options, table->doubts[i].sentence));
        json_write_end(writer);
    }
    json_write_end(writer);
}

static void write_outside(struct json_writer *writer, const struct table *table,
                          const struct report_options *options)
{
    struct arena *arena = printer_scratch(writer->printer);
    json_write_key(writer, "outside");
    json_write_array(writer);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (!table->cells[i].is_outside) {
            continue;
        }
        json_write_object(writer);
        json_member_text(writer, "cell",
                         grid_place(arena, table->cells[i].row, table->cells[i].column));
        json_member_text(writer, "of", table_cell_label(arena, table, i));
        json_write_key(writer, "value");
        if (options->redact) {
            json_write_null(writer);
        } else {
            json_write_number(writer, table->cells[i].value);
        }
        json_write_end(writer);
    }
    json_write_end(writer);
}

static void write_table(struct json_writer *writer, const struct table *table,
                        const struct report_options *options)
{
    struct arena *arena = printer_scratch(writer->printer);
    json_write_object(writer);
    json_member_text(writer, "id", table->id);
    json_member_text(writer, "output", table->output->path);
    json_member_text(writer, "sheet", table->grid ? table->grid->sheet : NULL);
    json_member_text(writer, "range", table_corners(arena, table));
    json_member_text(writer, "title",
                     describe_shown(arena, table, options, table->title));
    json_member_text(writer, "population",
                     describe_shown(arena, table, options, table->population));
    json_member_text(writer, "universe", table->universe);
    json_member_text(writer, "within", table->within);
    json_member_text(writer, "period",
                     describe_shown(arena, table, options, table->period));
    json_member_text(writer, "unit", table->unit);
    json_write_key(writer, "weighted");
    json_write_bool(writer, table->is_weighted);
    json_member_text(writer, "statbarn", statistic_class_name(table->statistic_class));
    json_member_number(writer, "confidence", table->confidence);
    json_member_count(writer, "cells", table->cell_count);
    json_member_text(writer, "records", table->records_reason);
    write_doubts(writer, table, options);
    write_lines(writer, table, options, false);
    write_lines(writer, table, options, true);
    write_dimensions(writer, table);
    write_measures(writer, table, options);
    write_outside(writer, table, options);
    json_write_end(writer);
    printer_rest(writer->printer);
}

static void write_remarks(struct json_writer *writer, const struct submission *submission)
{
    json_write_key(writer, "not_read");
    json_write_array(writer);
    for (size_t i = 0; i < submission->remark_count; i++) {
        const struct remark *remark = &submission->remarks[i];
        json_write_object(writer);
        json_member_text(writer, "output", remark->output ? remark->output->path : NULL);
        json_member_text(writer, "sheet", remark->sheet);
        member_place(writer, "row", remark->row);
        member_place(writer, "column", remark->column);
        json_member_text(writer, "sentence", remark->sentence);
        json_write_end(writer);
    }
    json_write_end(writer);
}

static void write_questions(struct json_writer *writer,
                            const struct submission *submission)
{
    struct describe_question questions[3];
    const size_t count =
        describe_questions(printer_scratch(writer->printer), submission, questions);
    json_write_key(writer, "questions");
    json_write_array(writer);
    for (size_t i = 0; i < count; i++) {
        json_write_object(writer);
        json_member_text(writer, "key", questions[i].key);
        json_member_text(writer, "sentence", questions[i].sentence);
        json_write_key(writer, "tables");
        json_write_array(writer);
        for (size_t j = 0; j < questions[i].table_count; j++) {
            json_write_text(writer, questions[i].tables[j]->id);
        }
        json_write_end(writer);
        json_write_end(writer);
    }
    json_write_end(writer);
}

void report_describe_json(const struct results *results,
                          const struct report_options *options, const struct sink *sink)
{
    const struct submission *submission = results->submission;
    struct printer printer;
    printer_start(&printer, sink);
    struct json_writer writer = json_writer_on(&printer, 2);
    json_write_object(&writer);
    json_member_count(&writer, "schema", 1);
    json_write_key(&writer, "tables");
    json_write_array(&writer);
    for (size_t i = 0; i < submission->table_count; i++) {
        write_table(&writer, submission->tables[i], options);
    }
    json_write_end(&writer);
    write_remarks(&writer, submission);
    write_questions(&writer, submission);
    json_write_end(&writer);
    json_writer_finish(&writer);
    printer_finish(&printer);
}
