/*
 * `describe` as text for a terminal: one section a file, one a table in it.
 */
#include "report/describe.h"

#include "base/text.h"
#include "report/printable.h"
#include "report/printer.h"

#include <string.h>

/* Below these a reading needs confirming, or is not good enough to assess. */
#define SURE        0.90
#define SURE_ENOUGH 0.60

enum {
    HEADING_WIDTH = 24,
    ROLE_WIDTH = 14,
    INDENT = 2,
    BODY_INDENT = 7,
    LIST_INDENT = 9,
    PART_LIMIT = 4,
    TABLE_LIMIT = 8,
    LINE_LIMIT = 200, /* columns or rows of one table that are listed */
};

struct describer {
    struct printer *printer;
    const struct report_options *options;
};

/* The rest of a line that has reached `column`; further lines begin there. */
static void print_at(const struct describer *to, size_t column, const char *text)
{
    const char *shown = text_printable(printer_scratch(to->printer), text);
    print_wrapped(to->printer, shown, column, to->options->width);
    printer_text(to->printer, "\n");
}

static void print_item(const struct describer *to, size_t indent, const char *text)
{
    printer_spaces(to->printer, indent);
    print_at(to, indent, text);
}

static void print_heading(const struct describer *to, const char *text)
{
    printer_spaces(to->printer, BODY_INDENT);
    printer_format(to->printer, "%s\n", text);
}

static const char *shown(const struct describer *to, const struct table *table,
                         const char *text)
{
    return describe_shown(printer_scratch(to->printer), table, to->options, text);
}

static void print_confidence(const struct describer *to, const struct table *table)
{
    struct arena *arena = printer_scratch(to->printer);
    const char *words = "not sure enough to assess it";
    if (table->confidence >= SURE) {
        words = "sure";
    } else if (table->confidence >= SURE_ENOUGH) {
        words = "please confirm how it was read";
    }
    /* Rounded down: 0.899 must not be shown as the limit it does not reach. */
    const int percent = (int)(table->confidence * 100 + 1e-9);
    print_item(to, BODY_INDENT,
               text_format(arena, "%s; confidence %d%%: %s",
                           text_counted(arena, table->cell_count, "cell", "cells"),
                           percent, words));
}

static void print_doubts(const struct describer *to, const struct table *table)
{
    struct arena *arena = printer_scratch(to->printer);
    if (table->doubt_count == 0 && !table->records_reason) {
        return;
    }
    print_heading(to, "doubts");
    for (uint32_t i = 0; i < table->doubt_count; i++) {
        const struct doubt *doubt = &table->doubts[i];
        const char *sentence = shown(to, table, doubt->sentence);
        if (doubt->row != UINT32_MAX && doubt->column != UINT32_MAX) {
            sentence =
                text_format(arena, "%s: %s",
                            place_in_output(arena, table->output,
                                            table->grid ? table->grid->sheet : NULL,
                                            doubt->row, doubt->column),
                            sentence);
        } else if (doubt->row != UINT32_MAX) {
            sentence = text_format(arena, "row %u: %s", doubt->row + 1, sentence);
        } else if (doubt->column != UINT32_MAX) {
            sentence = text_format(arena, "column %s: %s",
                                   grid_column_letters(arena, doubt->column), sentence);
        }
        print_item(to, LIST_INDENT, sentence);
    }
    if (table->records_reason) {
        print_item(to, LIST_INDENT,
                   text_format(arena, "the rows look like single people or firms: %s",
                               table->records_reason));
    }
}

static const char *said_or_not(const char *text)
{
    return text_is_blank(text) ? "not said" : text;
}

static void print_about(const struct describer *to, const struct table *table)
{
    struct arena *arena = printer_scratch(to->printer);
    const char *population = said_or_not(shown(to, table, table->population));
    const char *period = said_or_not(shown(to, table, table->period));
    print_item(to, BODY_INDENT, text_format(arena, "population: %s", population));
    print_item(to, BODY_INDENT, text_format(arena, "period: %s", period));
    if (!text_is_blank(table->universe)) {
        const bool has_within = !text_is_blank(table->within);
        print_item(to, BODY_INDENT,
                   text_format(arena, "universe: %s%s%s", table->universe,
                               has_within ? ", within " : "",
                               has_within ? table->within : ""));
    }
    print_item(to, BODY_INDENT,
               text_format(arena, "a count counts: %s, %s", said_or_not(table->unit),
                           table->is_weighted ? "weighted" : "unweighted"));
}

/* "Destination is Apprenticeship; percent of F; proven by sums" */
static const char *line_words(struct arena *arena, const struct table *table,
                              const struct line_role *line)
{
    const char *words = "";
    if (line->column_dimension < table->dimension_count) {
        const struct dimension *dimension = &table->dimensions[line->column_dimension];
        if (line->column_category < dimension->category_count) {
            words = text_format(arena, "%s %s; ",
                                dimension->is_named ? dimension->name : "category",
                                dimension->categories[line->column_category].text);
        }
    }
    if (line->measure < table->measure_count && table->measure_count > 1) {
        const char *name = table->measures[line->measure].name;
        const bool is_news = !text_equals(name, line->name) && !text_equals(name, "%") &&
                             !text_equals(name, role_name(line->role)) &&
                             !text_equals(name, "count");
        if (is_news) {
            words = text_format(arena, "%smeasure %s; ", words, name);
        }
    }
    if (line->role == ROLE_DIMENSION && line->dimension < table->dimension_count) {
        const struct dimension *dimension = &table->dimensions[line->dimension];
        const char *count =
            text_counted(arena, dimension->category_count, "category", "categories");
        words = text_format(arena, "%s%s; ", words, count);
    }
    return text_format(arena, "%s%s%s%s", words, line->detail,
                       line->detail[0] ? "; " : "", describe_origin(line->origin));
}

static void print_line(const struct describer *to, const struct table *table,
                       const struct line_role *line, const uint32_t *counts)
{
    const bool is_row = counts == NULL;
    enum { PLACE_WIDTH = 5 };
    struct arena *arena = printer_scratch(to->printer);
    const char *place = is_row ? text_format(arena, "%u", line->index + 1)
                               : grid_column_letters(arena, line->index);
    const char *name = line->name[0] ? shown(to, table, line->name) : "(no heading)";
    const char *role = line->role == ROLE_UNKNOWN ? "not known" : role_name(line->role);
    const size_t start = LIST_INDENT + PLACE_WIDTH + HEADING_WIDTH + ROLE_WIDTH;
    printer_spaces(to->printer, LIST_INDENT);
    print_padded(to->printer, place, PLACE_WIDTH);
    print_padded(to->printer,
                 text_shortened(arena, text_printable(arena, name), HEADING_WIDTH - 2),
                 HEADING_WIDTH);
    print_padded(to->printer, role, ROLE_WIDTH);
    const char *words = line_words(arena, table, line);
    const uint32_t position = line->index - table->first_column;
    if (counts && line->index <= table->last_column && counts[position] != UINT32_MAX) {
        words = text_format(arena, "%s; counts in %s", words,
                            grid_column_letters(arena, counts[position]));
    }
    print_at(to, start, shown(to, table, words));
}

static void print_lines(const struct describer *to, const struct table *table,
                        bool are_rows)
{
    const struct line_role *lines = are_rows ? table->rows : table->columns;
    const uint32_t count = are_rows ? table->row_count : table->column_count;
    if (count == 0) {
        return;
    }
    const uint32_t *counts =
        are_rows ? NULL : describe_count_columns(printer_scratch(to->printer), table);
    print_heading(to, are_rows ? "rows" : "columns");
    for (uint32_t i = 0; i < count && i < LINE_LIMIT; i++) {
        print_line(to, table, &lines[i], counts);
    }
    if (count > LINE_LIMIT) {
        printer_spaces(to->printer, LIST_INDENT);
        printer_format(to->printer, "and %u more\n", count - LINE_LIMIT);
    }
}

static void print_partition(const struct describer *to, const struct dimension *dimension,
                            const struct partition *partition)
{
    struct arena *arena = printer_scratch(to->printer);
    const char *parts = "";
    for (uint32_t i = 0; i < partition->part_count && i < PART_LIMIT; i++) {
        parts = text_format(arena, "%s%s%s", parts, i ? " + " : "",
                            dimension->categories[partition->parts[i]].text);
    }
    if (partition->part_count > PART_LIMIT) {
        parts =
            text_format(arena, "%s + %u more", parts, partition->part_count - PART_LIMIT);
    }
    print_item(to, LIST_INDENT + INDENT,
               text_format(arena, "%s %s %s; %s",
                           dimension->categories[partition->whole].text,
                           partition->is_exhaustive ? "=" : "holds", parts,
                           describe_origin(partition->origin)));
}

static void print_dimensions(const struct describer *to, const struct table *table)
{
    struct arena *arena = printer_scratch(to->printer);
    if (table->dimension_count == 0) {
        return;
    }
    print_heading(to, "dimensions");
    for (uint32_t i = 0; i < table->dimension_count; i++) {
        const struct dimension *dimension = &table->dimensions[i];
        const char *kind = describe_kind(dimension->kind);
        const char *total =
            dimension->total == NO_CATEGORY
                ? "no total"
                : text_format(arena, "total: %s",
                              dimension->categories[dimension->total].text);
        print_item(to, LIST_INDENT,
                   text_format(arena, "%s%s: %s; %s%s%s", dimension->name,
                               dimension->is_named ? "" : " (not named in the file)",
                               text_counted(arena, dimension->category_count, "category",
                                            "categories"),
                               total, kind[0] ? "; " : "", kind));
        for (uint32_t j = 0; j < dimension->partition_count; j++) {
            print_partition(to, dimension, &dimension->partitions[j]);
        }
    }
}

static void print_measures(const struct describer *to, const struct table *table)
{
    struct arena *arena = printer_scratch(to->printer);
    print_heading(to, "measures");
    for (uint32_t i = 0; i < table->measure_count; i++) {
        const struct measure *measure = &table->measures[i];
        const char *rounding = describe_rounding(arena, &measure->rounding);
        const char *unit = text_format(arena, "%s%s%s", measure->unit[0] ? ", " : "",
                                       measure->unit, describe_scale(arena, measure));
        const char *name =
            measure->name[0] ? shown(to, table, measure->name) : "(no name)";
        print_item(to, LIST_INDENT,
                   text_format(arena, "%s: %s%s%s%s", name, role_name(measure->role),
                               unit, rounding[0] ? "; " : "", rounding));
    }
}

/* Counts in titles, headings and notes are published too. */
static void print_outside(const struct describer *to, const struct table *table)
{
    struct arena *arena = printer_scratch(to->printer);
    bool has_heading = false;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (!cell->is_outside) {
            continue;
        }
        if (!has_heading) {
            print_heading(to, "counts outside cells");
            has_heading = true;
        }
        const char *value = to->options->redact ? "(number left out)"
                                                : text_number_short(arena, cell->value);
        print_item(to, LIST_INDENT,
                   text_format(arena, "%s: %s, for %s", table_cell_place(arena, table, i),
                               value, table_cell_label(arena, table, i)));
    }
}

static void print_table(const struct describer *to, const struct table *table)
{
    struct arena *arena = printer_scratch(to->printer);
    const char *title = table->title[0] ? shown(to, table, table->title) : "(no title)";
    const char *head =
        text_format(arena, "%s  %s  ", table->id, table_range(arena, table));
    const char *sheet = table->grid && table->grid->sheet
                            ? text_format(arena, "%s: ", table->grid->sheet)
                            : "";
    printer_spaces(to->printer, INDENT);
    printer_text(to->printer, head);
    print_at(to, INDENT + strlen(head), text_format(arena, "%s%s", sheet, title));
    print_confidence(to, table);
    print_doubts(to, table);
    print_about(to, table);
    print_lines(to, table, false);
    print_lines(to, table, true);
    print_dimensions(to, table);
    print_measures(to, table);
    print_outside(to, table);
    printer_rest(to->printer);
}

static void print_remarks(const struct describer *to, const struct submission *submission,
                          const struct output *output)
{
    struct arena *arena = printer_scratch(to->printer);
    for (size_t i = 0; i < submission->remark_count; i++) {
        const struct remark *remark = &submission->remarks[i];
        if (remark->output != output) {
            continue;
        }
        const bool has_place = remark->row != UINT32_MAX && remark->column != UINT32_MAX;
        const char *place =
            has_place ? text_format(arena, "%s: ",
                                    place_in_output(arena, output, remark->sheet,
                                                    remark->row, remark->column))
                      : "";
        const char *hint = remark->hint ? remark->hint : "";
        print_item(to, INDENT,
                   text_format(arena, "not read: %s%s%s%s", place, remark->sentence,
                               hint[0] ? ". " : "", hint));
    }
}

static void print_output(const struct describer *to, const struct submission *submission,
                         const struct output *output)
{
    const char *read_as =
        output->read_as && output->read_as[0] ? output->read_as : "not read";
    printer_format(to->printer, "%s  (%s)\n",
                   text_printable(printer_scratch(to->printer), output->path), read_as);
    for (size_t i = 0; i < submission->table_count; i++) {
        if (submission->tables[i]->output == output) {
            print_table(to, submission->tables[i]);
        }
    }
    print_remarks(to, submission, output);
    printer_text(to->printer, "\n");
    printer_rest(to->printer);
}

/* Remarks about files that are no outputs: sidecars that fit nothing. */
static void print_other_remarks(const struct describer *to,
                                const struct submission *submission)
{
    for (size_t i = 0; i < submission->remark_count; i++) {
        const struct remark *remark = &submission->remarks[i];
        bool is_shown = false;
        for (size_t j = 0; j < submission->output_count && !is_shown; j++) {
            is_shown = remark->output == submission->outputs[j];
        }
        if (!is_shown) {
            struct arena *arena = printer_scratch(to->printer);
            const char *path = remark->output ? remark->output->path : "";
            print_item(to, 0,
                       text_format(arena, "%s%s%s", path, path[0] ? ": " : "",
                                   remark->sentence));
            printer_rest(to->printer);
        }
    }
}

static void print_questions(const struct describer *to,
                            const struct submission *submission)
{
    struct arena *arena = printer_scratch(to->printer);
    struct describe_question questions[3];
    const size_t count = describe_questions(arena, submission, questions);
    if (count == 0) {
        return;
    }
    printer_text(to->printer, "To be answered by you\n");
    for (size_t i = 0; i < count; i++) {
        const struct describe_question *question = &questions[i];
        const char *tables = "";
        for (size_t j = 0; j < question->table_count && j < TABLE_LIMIT; j++) {
            tables = text_format(arena, "%s%s%s", tables, j ? ", " : "",
                                 question->tables[j]->id);
        }
        if (question->table_count > TABLE_LIMIT) {
            tables = text_format(arena, "%s and %zu more", tables,
                                 question->table_count - TABLE_LIMIT);
        }
        print_item(to, INDENT, text_format(arena, "%zu. %s", i + 1, question->sentence));
        print_item(to, INDENT + 3,
                   text_format(arena, "tables %s; write %s", tables, question->answer));
    }
    printer_text(to->printer,
                 "Next:   outcheck describe --write drafts the sidecar to fill in\n");
}

void report_describe(const struct results *results, const struct report_options *options,
                     const struct sink *sink)
{
    const struct submission *submission = results->submission;
    struct printer printer;
    printer_start(&printer, sink);
    const struct describer to = {
        .printer = &printer,
        .options = options,
    };
    for (size_t i = 0; i < submission->output_count; i++) {
        print_output(&to, submission, submission->outputs[i]);
    }
    print_other_remarks(&to, submission);
    print_questions(&to, submission);
    printer_finish(&printer);
}
