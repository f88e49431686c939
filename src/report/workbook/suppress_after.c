#include "report/workbook/suppress_after.h"

#include "base/text.h"

#include <string.h>

static bool is_same_place(const struct cell *one, const struct cell *other)
{
    return one->row == other->row && one->column == other->column &&
           one->measure == other->measure && one->is_outside == other->is_outside;
}

/* Cells keep their order, so both are walked together. */
static const uint32_t *find_origins(struct arena *arena, const struct table *before,
                                    const struct table *after)
{
    uint32_t *origin = arena_array(arena, (size_t)after->cell_count + 1, uint32_t);
    uint32_t at = 0;
    for (uint32_t i = 0; i < after->cell_count; i++) {
        while (at < before->cell_count &&
               !is_same_place(&before->cells[at], &after->cells[i])) {
            at++;
        }
        origin[i] = at < before->cell_count ? at++ : NO_CELL;
    }
    return origin;
}

static const struct table *with_numbers(struct arena *arena, const struct table *after)
{
    struct table *copy = arena_new(arena, struct table);
    struct cell *cells = arena_array(arena, (size_t)after->cell_count + 1, struct cell);
    *copy = *after;
    for (uint32_t i = 0; i < after->cell_count; i++) {
        cells[i] = after->cells[i];
        if (cells[i].is_of_shown) {
            cells[i].state = CELL_NUMBER;
        }
    }
    copy->cells = cells;
    return copy;
}

static void find_gone(struct arena *arena, struct after_view *view)
{
    const struct grid *grid = view->before->grid;
    bool *rows = arena_array(arena, (size_t)grid->row_count + 1, bool);
    bool *columns = arena_array(arena, (size_t)grid->column_count + 1, bool);
    for (uint32_t i = 0; i < view->before->cell_count; i++) {
        rows[view->before->cells[i].row] = true;
        columns[view->before->cells[i].column] = true;
    }
    for (uint32_t i = 0; i < view->after->cell_count; i++) {
        rows[view->after->cells[i].row] = false;
        columns[view->after->cells[i].column] = false;
    }
    view->gone_rows = rows;
    view->gone_columns = columns;
}

struct finding_labels {
    struct arena *arena;
    struct after_label *labels;
    size_t count;
    size_t capacity;
};

static void add_labels(struct finding_labels *at, const struct table *before, uint32_t d,
                       uint32_t category, const char *text)
{
    struct label_place *places = NULL;
    const size_t count = label_places_find(at->arena, before, d, category, &places);
    for (size_t i = 0; i < count; i++) {
        *arena_add(at->arena, at->labels, at->count, at->capacity) =
            (struct after_label){places[i], text};
    }
}

static void find_labels_of(struct finding_labels *at, const struct after_view *view,
                           uint32_t d)
{
    const struct dimension *was = &view->before->dimensions[d];
    const struct dimension *is = &view->after->dimensions[d];
    for (uint32_t c = 0; c < was->category_count; c++) {
        if (!text_equals(was->categories[c].text, is->categories[c].text)) {
            add_labels(at, view->before, d, c, is->categories[c].text);
        }
    }
}

static void find_labels(struct arena *arena, struct after_view *view)
{
    struct finding_labels at = {.arena = arena};
    for (uint32_t d = 0; d < view->before->dimension_count; d++) {
        find_labels_of(&at, view, d);
    }
    view->labels = at.labels;
    view->label_count = at.count;
}

struct after_view after_view_create(struct arena *arena, const struct table *before,
                                    const struct table *after)
{
    struct after_view view = {
        .before = before,
        .after = with_numbers(arena, after),
        .origin = find_origins(arena, before, after),
    };
    find_gone(arena, &view);
    find_labels(arena, &view);
    for (uint32_t i = 0; i < after->cell_count; i++) {
        const struct cell *cell = &view.after->cells[i];
        view.other_numbers +=
            cell->state == CELL_NUMBER && after_view_is_other(&view, cell);
    }
    return view;
}

const char *after_view_label(const struct after_view *view, uint32_t row, uint32_t column)
{
    for (size_t i = 0; i < view->label_count; i++) {
        const struct label_place *place = &view->labels[i].place;
        if (place->row == row && place->column == column) {
            return view->labels[i].text;
        }
    }
    return NULL;
}

bool after_view_is_other(const struct after_view *view, const struct cell *cell)
{
    const uint32_t origin = view->origin[cell - view->after->cells];
    if (origin == NO_CELL) {
        return true;
    }
    const struct cell *was = &view->before->cells[origin];
    return was->state != cell->state ||
           (cell->state == CELL_NUMBER && was->value != cell->value);
}
