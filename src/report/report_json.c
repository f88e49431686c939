/*
 * The whole of the results as one JSON document, schema 1.
 *
 * The order of keys is part of the format. Written as it comes: memory does not grow with
 * the findings. Dates and timings are left out unless `verbose`, so that two runs on the
 * same input give the same bytes.
 */
#include "base/text.h"
#include "report/attack_view.h"
#include "report/finding_view.h"
#include "report/json_writer.h"
#include "report/printer.h"
#include "report/suggestion_json.h"

#include <math.h>

/* Members of the document, items of its arrays: a line each. */
enum { LINE_DEPTH = 2, SCHEMA = 1 };

static void write_policy(struct json_writer *json, const struct policy *policy)
{
    json_write_key(json, "policy");
    json_write_object(json);
    json_member_text(json, "id", policy->id);
    json_member_text(json, "title", policy->title);
    json_member_text(json, "sha256", policy->sha256);
    json_write_key(json, "stack");
    json_write_array(json);
    for (size_t i = 0; i < policy->stack_count; i++) {
        json_write_text(json, policy->stack[i]);
    }
    json_write_end(json);
    json_write_end(json);
}

static void write_summary(struct json_writer *json, const struct severity_counts *counts)
{
    json_write_key(json, "summary");
    json_write_object(json);
    json_member_count(json, "fail", counts->of[SEVERITY_FAIL]);
    json_member_count(json, "review", counts->of[SEVERITY_REVIEW]);
    json_member_count(json, "cannot_assess", counts->of[SEVERITY_CANNOT_ASSESS]);
    json_member_count(json, "info", counts->of[SEVERITY_INFO]);
    json_write_end(json);
}

static void write_outputs(struct json_writer *json, const struct viewer *viewer)
{
    const struct submission *submission = viewer->results->submission;
    size_t table = 0;
    json_write_key(json, "outputs");
    json_write_array(json);
    for (size_t i = 0; i < submission->output_count; i++) {
        const struct output *output = submission->outputs[i];
        json_write_object(json);
        json_member_text(json, "path", output->path);
        json_member_text(json, "sha256", output->sha256);
        json_member_count(json, "bytes", output->bytes);
        json_member_text(json, "kind", output->kind);
        json_member_text(json, "verdict",
                         verdict_name(viewer->tally->outputs[i].verdict));
        json_write_key(json, "tables");
        json_write_array(json);
        for (; table < submission->table_count &&
               submission->tables[table]->output == output;
             table++) {
            json_write_text(json, submission->tables[table]->id);
        }
        json_write_end(json);
        json_write_end(json);
    }
    json_write_end(json);
}

/* What nothing says is null, never an empty text. */
static const char *said(const char *text)
{
    return text_is_blank(text) ? NULL : text;
}

static const char *total_name(struct arena *arena, const struct viewer *viewer,
                              const struct table *table,
                              const struct dimension *dimension)
{
    if (dimension->total == NO_CATEGORY) {
        return NULL;
    }
    return table_text_shown(arena, viewer, table,
                            dimension->categories[dimension->total].text);
}

static void write_column(struct json_writer *json, const struct viewer *viewer,
                         const struct table *table, const struct line_role *column)
{
    struct arena *scratch = printer_scratch(json->printer);
    json_write_object(json);
    json_member_count(json, "column", (uint64_t)column->index + 1);
    json_member_text(json, "name",
                     table_text_shown(scratch, viewer, table, column->name));
    json_member_text(json, "role", role_name(column->role));
    if (column->role == ROLE_DIMENSION && column->dimension < table->dimension_count) {
        json_member_text(
            json, "total",
            total_name(scratch, viewer, table, &table->dimensions[column->dimension]));
    }
    if (column->column_dimension < table->dimension_count) {
        const struct dimension *dimension = &table->dimensions[column->column_dimension];
        json_write_key(json, "of");
        json_write_object(json);
        if (column->column_category < dimension->category_count) {
            json_member_text(
                json, table_text_shown(scratch, viewer, table, dimension->name),
                table_text_shown(scratch, viewer, table,
                                 dimension->categories[column->column_category].text));
        }
        json_write_end(json);
    }
    json_write_end(json);
}

static void write_dimension(struct json_writer *json, const struct viewer *viewer,
                            const struct table *table, const struct dimension *dimension)
{
    struct arena *scratch = printer_scratch(json->printer);
    json_write_object(json);
    json_member_text(json, "name",
                     table_text_shown(scratch, viewer, table, dimension->name));
    json_member_count(json, "categories", dimension->category_count);
    json_member_text(json, "total", total_name(scratch, viewer, table, dimension));
    json_write_end(json);
}

static void write_table(struct json_writer *json, const struct viewer *viewer,
                        size_t index)
{
    const struct table *table = viewer->results->submission->tables[index];
    struct arena *scratch = printer_scratch(json->printer);
    json_write_object(json);
    json_member_text(json, "id", table->id);
    json_member_text(json, "output", table->output ? table->output->path : NULL);
    json_member_text(json, "sheet", table->grid ? table->grid->sheet : NULL);
    json_member_text(json, "range", table_corners(scratch, table));
    json_member_text(json, "title",
                     said(table_text_shown(scratch, viewer, table, table->title)));
    json_member_text(json, "population",
                     said(table_text_shown(scratch, viewer, table, table->population)));
    json_member_text(json, "period", said(table->period));
    json_member_text(json, "unit", said(table->unit));
    json_member_text(json, "statbarn", statistic_class_name(table->statistic_class));
    json_member_number(json, "confidence", round(table->confidence * 1e4) / 1e4);
    json_member_text(json, "verdict", verdict_name(viewer->tally->tables[index].verdict));
    json_member_count(json, "cells", table->cell_count);
    json_write_key(json, "columns");
    json_write_array(json);
    for (uint32_t i = 0; i < table->column_count; i++) {
        write_column(json, viewer, table, &table->columns[i]);
    }
    json_write_end(json);
    json_write_key(json, "dimensions");
    json_write_array(json);
    for (uint32_t i = 0; i < table->dimension_count; i++) {
        write_dimension(json, viewer, table, &table->dimensions[i]);
    }
    json_write_end(json);
    json_write_end(json);
    printer_rest(json->printer);
}

static void write_position(struct json_writer *json, const char *key, uint32_t index)
{
    json_write_key(json, key);
    if (index == UINT32_MAX) {
        json_write_null(json);
    } else {
        json_write_count(json, (uint64_t)index + 1);
    }
}

static void write_labels(struct json_writer *json, const struct viewer *viewer,
                         const struct finding *finding, bool is_shown)
{
    const struct table *table = finding->table;
    struct arena *scratch = printer_scratch(json->printer);
    json_write_key(json, "labels");
    json_write_object(json);
    const bool has_labels = is_shown && table && finding->cell != NO_CELL;
    for (uint32_t d = 0; has_labels && d < table->dimension_count; d++) {
        const struct dimension *dimension = &table->dimensions[d];
        const uint32_t category = table_category(table, finding->cell, d);
        if (category != NO_CATEGORY) {
            json_member_text(json,
                             table_text_shown(scratch, viewer, table, dimension->name),
                             table_text_shown(scratch, viewer, table,
                                              dimension->categories[category].text));
        }
    }
    json_write_end(json);
}

static void write_numbers(struct json_writer *json, const struct finding *finding,
                          const struct finding_view *view)
{
    json_member_number(json, "value", view->shows_value ? finding_value(finding) : NAN);
    json_write_key(json, "range");
    if (view->shows_value && finding->has_range) {
        json_write_object(json);
        json_member_number(json, "low", finding->range.low);
        json_member_number(json, "high", finding->range.high);
        json_write_end(json);
    } else {
        json_write_null(json);
    }
    json_write_key(json, "evidence");
    json_write_object(json);
    for (uint32_t i = 0; view->shows_evidence && i < finding->evidence_count; i++) {
        json_member_number(json, finding->evidence[i].name, finding->evidence[i].value);
    }
    json_write_end(json);
}

static void write_figures(struct json_writer *json, const struct finding *finding,
                          const struct finding_view *view)
{
    json_write_key(json, "with");
    json_write_array(json);
    for (uint32_t i = 0; i < finding->figure_count; i++) {
        const struct figure *figure = &finding->figures[i];
        json_write_object(json);
        json_member_text(json, "output", figure->output ? figure->output->path : NULL);
        if (figure->output && figure->output->release) {
            json_member_text(json, "release", figure->output->release);
        }
        json_member_text(json, "table", figure->table ? figure->table->id : NULL);
        json_member_text(json, "cell",
                         figure->table && figure->cell != NO_CELL
                             ? grid_place(printer_scratch(json->printer),
                                          figure->table->cells[figure->cell].row,
                                          figure->table->cells[figure->cell].column)
                             : NULL);
        json_member_number(json, "value", view->shows_value ? figure->value : NAN);
        json_member_number(json, "sign", figure->sign);
        json_write_end(json);
    }
    json_write_end(json);
}

static void write_source(struct json_writer *json, const struct source *source)
{
    json_write_key(json, "source");
    if (!source) {
        json_write_null(json);
        return;
    }
    json_write_object(json);
    json_member_text(json, "title", source->title);
    json_member_text(json, "address", source->address);
    json_member_text(json, "status", source->status);
    json_write_end(json);
}

static void write_exception(struct json_writer *json, const struct viewer *viewer,
                            const struct finding *finding)
{
    const bool is_shown = !viewer->options->redact;
    json_write_key(json, "exception");
    json_write_object(json);
    json_member_text(json, "status", finding->exception_is_void ? "void" : "asked");
    json_member_text(json, "reason", is_shown ? finding->exception->reason : NULL);
    json_write_end(json);
}

static void write_finding(struct json_writer *json, const struct viewer *viewer,
                          const struct finding *finding)
{
    struct arena *scratch = printer_scratch(json->printer);
    const struct finding_view view = finding_view(scratch, viewer, finding);
    json_write_object(json);
    json_member_text(json, "id", finding->id);
    json_member_text(json, "code", finding->code);
    json_member_text(json, "rule", finding->rule);
    json_member_text(json, "severity", severity_name(finding->severity));
    json_member_text(json, "output", finding->output ? finding->output->path : NULL);
    json_member_text(json, "table", finding->table ? finding->table->id : NULL);
    json_member_text(json, "sheet", finding->sheet);
    json_member_text(json, "cell", finding_cell_name(scratch, finding));
    write_position(json, "row", finding->row);
    write_position(json, "column", finding->column);
    write_labels(json, viewer, finding, view.shows_labels);
    write_numbers(json, finding, &view);
    write_figures(json, finding, &view);
    json_member_text(json, "message", view.message);
    json_member_text(json, "why", view.why);
    json_member_text(json, "help", view.help);
    write_source(json, finding->source);
    if (finding->exception) {
        write_exception(json, viewer, finding);
    }
    json_write_end(json);
    printer_rest(json->printer);
}

/* The request, where one was made. */
static void write_list(struct json_writer *json, const char *key,
                       const struct request_list *list)
{
    json_write_key(json, key);
    json_write_array(json);
    for (size_t i = 0; i < list->count; i++) {
        json_write_text(json, list->items[i]);
    }
    json_write_end(json);
}

static void write_request(struct json_writer *json, const struct submission *submission)
{
    const struct request *request = submission->request;
    json_write_key(json, "submission");
    json_write_object(json);
    json_member_text(json, "path", request->file->path);
    json_member_text(json, "sha256", request->file->sha256);
    json_member_text(json, "project", request->project);
    json_member_text(json, "title", request->title);
    write_list(json, "authors", &request->authors);
    write_list(json, "datasets", &request->datasets);
    json_member_text(json, "population", request->population);
    json_member_text(json, "period", request->period);
    write_list(json, "controls", &request->controls);
    write_list(json, "earlier_releases", &request->earlier);
    json_member_count(json, "exceptions", request->exception_count);
    json_write_key(json, "supporting");
    json_write_array(json);
    for (size_t i = 0; i < submission->supporting_count; i++) {
        json_write_object(json);
        json_member_text(json, "path", submission->supporting[i]->path);
        json_member_text(json, "sha256", submission->supporting[i]->sha256);
        json_write_end(json);
    }
    json_write_end(json);
    json_write_end(json);
}

static size_t cells_of(const struct submission *submission)
{
    size_t cells = 0;
    for (size_t i = 0; i < submission->table_count; i++) {
        cells += submission->tables[i]->cell_count;
    }
    return cells;
}

static void write_known(struct json_writer *json, const struct submission *submission)
{
    json_write_object(json);
    json_member_text(json, "release",
                     submission->output_count ? submission->outputs[0]->release : NULL);
    json_member_count(json, "outputs", submission->output_count);
    json_member_count(json, "tables", submission->table_count);
    json_member_count(json, "cells", cells_of(submission));
    json_write_end(json);
}

/* What the attacker knew: this submission (release null), then the earlier ones. */
static void write_compared(struct json_writer *json, const struct results *results)
{
    json_write_object(json);
    json_member_count(json, "pairs",
                      results->attack ? results->attack->counts.pairs_compared : 0);
    json_write_key(json, "releases");
    json_write_array(json);
    write_known(json, results->submission);
    for (size_t i = 0; i < results->earlier_count; i++) {
        write_known(json, results->earlier[i]);
    }
    json_write_end(json);
    json_write_end(json);
}

static void write_attack_range(struct json_writer *json, const struct attack_cell *entry,
                               bool shows_values)
{
    struct arena *scratch = printer_scratch(json->printer);
    const struct table *table = entry->table;
    const struct cell *cell = &table->cells[entry->cell];
    json_write_object(json);
    json_member_text(json, "output", table->output ? table->output->path : NULL);
    json_member_text(json, "table", table->id);
    json_member_text(json, "sheet", table->grid ? table->grid->sheet : NULL);
    json_member_text(json, "cell", grid_place(scratch, cell->row, cell->column));
    write_position(json, "row", cell->row);
    write_position(json, "column", cell->column);
    json_write_key(json, "range");
    if (shows_values) {
        json_write_object(json);
        json_member_number(json, "low", entry->range.low);
        json_member_number(json, "high", entry->range.high);
        json_write_end(json);
    } else {
        json_write_null(json);
    }
    json_write_end(json);
    printer_rest(json->printer);
}

/* Where no hidden cell was attacked, none is proven, so none counts as protected. */
static struct attack_totals totals_of(const struct attack_view *view,
                                      const struct tally *tally)
{
    return view ? attack_view_totals(view)
                : (struct attack_totals){.hidden = tally->hidden,
                                         .not_proven = tally->hidden};
}

static void write_attack(struct json_writer *json, const struct viewer *viewer)
{
    const struct results *results = viewer->results;
    const struct attack_result *attack = results->attack;
    struct arena *arena = arena_create(0);
    const struct attack_view *view = attack_view_create(arena, results);
    const struct attack_totals totals = totals_of(view, viewer->tally);
    json_write_key(json, "attack");
    json_write_object(json);
    json_member_count(json, "cells",
                      attack ? attack->counts.cells : viewer->tally->cells);
    json_member_count(json, "equations", attack ? attack->counts.equations : 0);
    json_member_count(json, "hidden", totals.hidden);
    json_member_count(json, "exact", totals.exact);
    json_member_count(json, "narrow", totals.narrow);
    json_member_count(json, "protected", totals.protected);
    json_member_count(json, "not_proven", totals.not_proven);
    json_write_key(json, "ranges");
    json_write_array(json);
    const bool is_listed = results->is_audit || viewer->options->verbose;
    for (size_t i = 0; is_listed && i < attack_view_count(view); i++) {
        write_attack_range(json, attack_view_at(view, i), !viewer->options->redact);
    }
    json_write_end(json);
    json_write_key(json, "compared");
    write_compared(json, results);
    json_write_end(json);
    arena_destroy(arena);
}

/* What was seen and not judged; all else that could not be read is a finding. */
static void write_remarks(struct json_writer *json, const struct viewer *viewer)
{
    const struct submission *submission = viewer->results->submission;
    json_write_key(json, "remarks");
    json_write_array(json);
    for (size_t i = 0; i < submission->remark_count; i++) {
        const struct remark *remark = &submission->remarks[i];
        if (!remark_is_note(remark) || viewer->options->redact) {
            continue; /* they quote the input */
        }
        json_write_object(json);
        json_member_text(json, "output", remark->output ? remark->output->path : NULL);
        json_member_text(json, "sheet", remark->sheet);
        write_position(json, "row", remark->row);
        write_position(json, "column", remark->column);
        json_member_text(json, "message", remark->sentence);
        json_member_text(json, "help", said(remark->hint));
        json_write_end(json);
    }
    json_write_end(json);
}

static void write_run(struct json_writer *json, const struct results *results)
{
    json_write_key(json, "run");
    json_write_object(json);
    json_member_text(json, "command", results->command);
    json_write_key(json, "checked_at");
    if (results->checked_at) {
        json_write_number(json, (double)results->checked_at);
    } else {
        json_write_null(json);
    }
    json_member_number(json, "seconds", results->seconds >= 0 ? results->seconds : NAN);
    json_write_end(json);
}

static void write_document(struct json_writer *json, const struct viewer *viewer)
{
    const struct results *results = viewer->results;
    json_write_object(json);
    json_member_count(json, "schema", SCHEMA);
    json_member_text(json, "outcheck", results->version);
    write_policy(json, results->policy);
    json_member_text(json, "verdict", verdict_name(viewer->tally->all.verdict));
    write_summary(json, &viewer->tally->all);
    write_outputs(json, viewer);
    json_write_key(json, "tables");
    json_write_array(json);
    for (size_t i = 0; i < results->submission->table_count; i++) {
        write_table(json, viewer, i);
    }
    json_write_end(json);
    json_write_key(json, "findings");
    json_write_array(json);
    for (size_t i = 0; i < results->finding_count; i++) {
        write_finding(json, viewer, &results->findings[i]);
    }
    json_write_end(json);
    write_attack(json, viewer);
    json_write_key(json, "suppression");
    json_write_array(json);
    suggestion_write_items(json, viewer, results->suggestion, false);
    json_write_end(json);
    suggestion_write_totals(json, viewer, results->suggestion);
    write_remarks(json, viewer);
    if (results->submission->request) {
        write_request(json, results->submission);
    }
    if (viewer->options->verbose) {
        write_run(json, results);
    }
    json_write_end(json);
}

void report_json(const struct results *results, const struct report_options *options,
                 const struct sink *sink)
{
    struct arena *arena = arena_create(0);
    struct printer *printer = arena_new(arena, struct printer);
    const struct viewer viewer = {
        .results = results,
        .options = options,
        .tally = tally_create(arena, results),
    };
    printer_start(printer, sink);
    struct json_writer json = json_writer_on(printer, LINE_DEPTH);
    write_document(&json, &viewer);
    json_writer_finish(&json);
    printer_finish(printer);
    arena_destroy(arena);
}
