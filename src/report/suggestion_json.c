#include "report/suggestion_json.h"

static void write_labels(struct json_writer *json, const struct viewer *viewer,
                         const struct table *table, uint32_t cell)
{
    struct arena *scratch = printer_scratch(json->printer);
    json_write_key(json, "labels");
    json_write_object(json);
    for (uint32_t d = 0; !viewer->options->redact && d < table->dimension_count; d++) {
        const struct dimension *dimension = &table->dimensions[d];
        const uint32_t category = table_category(table, cell, d);
        if (category != NO_CATEGORY) {
            json_member_text(json,
                             table_text_shown(scratch, viewer, table, dimension->name),
                             table_text_shown(scratch, viewer, table,
                                              dimension->categories[category].text));
        }
    }
    json_write_end(json);
}

static void write_range(struct json_writer *json, const struct suggested_cell *cell,
                        bool is_shown)
{
    json_write_key(json, "range");
    if (!is_shown || !cell->has_range) {
        json_write_null(json);
        return;
    }
    json_write_object(json);
    json_member_number(json, "low", cell->range.low);
    json_member_number(json, "high", cell->range.high);
    json_write_end(json);
}

static void write_place(struct json_writer *json, const struct viewer *viewer,
                        const struct table *table, uint32_t cell)
{
    struct arena *scratch = printer_scratch(json->printer);
    const struct cell *place = &table->cells[cell];
    json_member_text(json, "output", table->output->path);
    json_member_text(json, "table", table->id);
    json_member_text(json, "sheet", table->grid ? table->grid->sheet : NULL);
    json_member_text(json, "cell", grid_place(scratch, place->row, place->column));
    json_member_count(json, "row", (uint64_t)place->row + 1);
    json_member_count(json, "column", (uint64_t)place->column + 1);
    write_labels(json, viewer, table, cell);
}

static void write_item(struct json_writer *json, const struct viewer *viewer,
                       const struct suggested_cell *cell, bool with_values)
{
    const struct table *table = viewer->results->submission->tables[cell->table];
    const struct cell *place = &table->cells[cell->cell];
    const bool shows_values = !viewer->options->redact;
    json_write_object(json);
    write_place(json, viewer, table, cell->cell);
    json_member_text(json, "kind", cell->is_primary ? "primary" : "secondary");
    json_write_key(json, "reason");
    json_write_array(json);
    for (uint32_t i = 0; i < cell->reason_count; i++) {
        json_write_text(json, cell->reasons[i]);
    }
    json_write_end(json);
    if (with_values) {
        json_write_key(json, "value");
        if (shows_values) {
            json_write_number(json, place->value);
        } else {
            json_write_null(json);
        }
    }
    write_range(json, cell, shows_values);
    json_write_end(json);
    printer_rest(json->printer);
}

void suggestion_write_items(struct json_writer *json, const struct viewer *viewer,
                            const struct suggestion *suggestion, bool with_values)
{
    const bool is_shown = suggestion && suggestion->end == SUGGESTION_PROVEN;
    for (size_t i = 0; is_shown && i < suggestion->cell_count; i++) {
        write_item(json, viewer, &suggestion->cells[i], with_values);
    }
}

static void write_totals_of(struct json_writer *json, const struct viewer *viewer,
                            const struct table *before, const struct table *shown)
{
    for (uint32_t i = 0; i < before->cell_count; i++) {
        const struct cell *cell = &shown->cells[i];
        if (!cell->is_of_shown || before->cells[i].is_of_shown) {
            continue;
        }
        json_write_object(json);
        write_place(json, viewer, before, i);
        json_write_key(json, "value");
        if (viewer->options->redact) {
            json_write_null(json);
        } else {
            json_write_number(json, cell->value);
        }
        json_write_end(json);
        printer_rest(json->printer);
    }
}

void suggestion_write_totals(struct json_writer *json, const struct viewer *viewer,
                             const struct suggestion *suggestion)
{
    const struct submission *submission = viewer->results->submission;
    if (!suggestion || !suggestion->totals) {
        return;
    }
    json_write_key(json, "totals");
    json_write_array(json);
    for (size_t t = 0; t < submission->table_count; t++) {
        write_totals_of(json, viewer, submission->tables[t],
                        suggestion->shown->tables[t]);
    }
    json_write_end(json);
}
