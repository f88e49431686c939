/*
 * The cells of a protection as lists: those that show the marker, and those that show a
 * range.
 */
#include "base/text.h"
#include "flow/protection.h"
#include "report/suggestion_json.h"

#include <string.h>

static const struct cell *shown_cell(const struct protection *protection,
                                     const struct suggested_cell *cell)
{
    return &protection->shown->tables[cell->table]->cells[cell->cell];
}

struct suggestion protection_hidden(const struct protection *protection,
                                    struct arena *arena)
{
    struct suggestion hidden = *protection->suggestion;
    struct suggested_cell *cells =
        arena_array(arena, hidden.cell_count + 1, struct suggested_cell);
    size_t count = 0;
    for (size_t i = 0; i < hidden.cell_count; i++) {
        const struct suggested_cell *cell = &hidden.cells[i];
        if (shown_cell(protection, cell)->state != CELL_BAND) {
            cells[count++] = *cell;
        } else {
            hidden.secondaries--;
        }
    }
    hidden.cells = cells;
    hidden.cell_count = count;
    return hidden;
}

static void write_bound(struct json_writer *json, const struct protection *protection,
                        const struct suggested_cell *cell)
{
    struct arena *scratch = printer_scratch(json->printer);
    const struct table *table = protection->shown->tables[cell->table];
    const struct cell *shown = shown_cell(protection, cell);
    json_write_object(json);
    json_member_text(json, "output", table->output->path);
    json_member_text(json, "table", table->id);
    json_member_text(json, "sheet", table->grid ? table->grid->sheet : NULL);
    json_member_text(json, "cell", grid_place(scratch, shown->row, shown->column));
    json_member_number(json, "low", shown->low);
    json_member_number(json, "high", shown->high);
    json_write_end(json);
    printer_rest(json->printer);
}

void protection_write_bounds(struct json_writer *json,
                             const struct protection *protection)
{
    const struct suggestion *suggestion = protection->suggestion;
    json_write_key(json, "bounds");
    json_write_array(json);
    for (size_t i = 0; suggestion->end == SUGGESTION_PROVEN && i < suggestion->cell_count;
         i++) {
        if (shown_cell(protection, &suggestion->cells[i])->state == CELL_BAND) {
            write_bound(json, protection, &suggestion->cells[i]);
        }
    }
    json_write_end(json);
}

/* The tables with each cell at its place in the file as it was written. */
const struct submission *protection_as_written(const struct protection *protection,
                                               struct arena *arena)
{
    const struct submission *made = protection->made;
    struct submission *copy = arena_new(arena, struct submission);
    struct table **tables = arena_array(arena, made->table_count + 1, struct table *);
    *copy = *made;
    copy->tables = tables;
    for (size_t t = 0; t < made->table_count; t++) {
        const struct table *table = made->tables[t];
        const struct table *before = protection->scan->submission->tables[t];
        struct cell *cells =
            arena_array(arena, (size_t)table->cell_count + 1, struct cell);
        struct file_changes changes = {0};
        (void)protection_changes(protection, arena, before->output, &changes);
        for (uint32_t i = 0; i < table->cell_count; i++) {
            cells[i] = table->cells[i];
            cells[i].row = place_after(&changes, table->grid, false, cells[i].row);
            cells[i].column = place_after(&changes, table->grid, true, cells[i].column);
        }
        tables[t] = arena_new(arena, struct table);
        *tables[t] = *table;
        tables[t]->cells = cells;
    }
    return copy;
}
