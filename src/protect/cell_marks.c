#include "protect/cell_marks.h"

#include <math.h>
#include <string.h>

struct cell_marks cell_marks_create(struct arena *arena,
                                    const struct submission *submission)
{
    struct cell_marks marks = {
        .submission = submission,
        .hidden = arena_array(arena, submission->table_count + 1, bool *),
    };
    for (size_t t = 0; t < submission->table_count; t++) {
        marks.hidden[t] =
            arena_array(arena, (size_t)submission->tables[t]->cell_count + 1, bool);
    }
    return marks;
}

void cell_marks_clear(const struct cell_marks *marks)
{
    for (size_t t = 0; t < marks->submission->table_count; t++) {
        memset(marks->hidden[t], 0,
               marks->submission->tables[t]->cell_count * sizeof(bool));
    }
}

bool cell_marks_add(const struct cell_marks *marks, uint32_t table, uint32_t cell)
{
    const bool was_open = !marks->hidden[table][cell];
    marks->hidden[table][cell] = true;
    return was_open;
}

static struct table *hide_cells(struct arena *arena, const struct table *table,
                                const bool *hidden, const char *marker)
{
    struct table *copy = arena_new(arena, struct table);
    struct cell *cells = arena_array(arena, (size_t)table->cell_count + 1, struct cell);
    *copy = *table;
    if (table->cell_count) {
        memcpy(cells, table->cells, table->cell_count * sizeof(*cells));
    }
    copy->cells = cells;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (hidden[i]) {
            cells[i].state = CELL_HIDDEN;
            cells[i].value = NAN;
            cells[i].low = NAN;
            cells[i].high = NAN;
            cells[i].symbol = marker;
            cells[i].decimals = 0;
            cells[i].is_structural_zero = false;
        }
    }
    return copy;
}

const struct submission *
cell_marks_apply(struct arena *arena, const struct cell_marks *marks, const char *marker)
{
    const struct submission *from = marks->submission;
    struct submission *copy = arena_new(arena, struct submission);
    struct table **tables = arena_array(arena, from->table_count + 1, struct table *);
    *copy = *from;
    for (size_t t = 0; t < from->table_count; t++) {
        const struct output *output = from->tables[t]->output;
        tables[t] =
            hide_cells(arena, from->tables[t], marks->hidden[t],
                       output ? symbol_in_file(arena, output->kind, marker) : marker);
    }
    copy->tables = tables;
    return copy;
}
