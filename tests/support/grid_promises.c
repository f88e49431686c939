#include "support/grid_promises.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static void promise(bool is_kept)
{
    if (!is_kept) {
        abort();
    }
}

static void check_row(const struct grid *grid, uint32_t row)
{
    const struct grid_row *cells = &grid->rows[row];
    promise(cells->count <= grid->column_count);
    promise(cells->line > (row ? grid->rows[row - 1].line : 0));
    for (uint32_t column = 0; column < cells->count; column++) {
        const char *text = cells->texts[column];
        promise(text && text_is_utf8(text, strlen(text)));
    }
}

static void check_grid(const struct grid *grid)
{
    for (uint32_t row = 0; row < grid->row_count; row++) {
        check_row(grid, row);
    }
    for (uint32_t i = 0; i < grid->span_count; i++) {
        const struct grid_span *span = &grid->spans[i];
        promise(span->first_row <= span->last_row && span->last_row < grid->row_count);
        promise(span->first_column <= span->last_column &&
                span->last_column < grid->column_count);
    }
    for (uint32_t i = 0; i < grid->indent_count; i++) {
        promise(grid->indents[i].row < grid->row_count && grid->indents[i].steps > 0);
    }
}

void check_promises(const struct reading *reading, const struct refusal *refusal,
                    bool is_read)
{
    if (!is_read) {
        promise(refusal->sentence && refusal->hint);
        return;
    }
    promise(reading->read_as != NULL && !refusal->sentence);
    for (size_t i = 0; i < reading->grid_count; i++) {
        check_grid(reading->grids[i]);
    }
    for (size_t i = 0; i < reading->hidden_count; i++) {
        const struct hidden_item *item = &reading->hidden[i];
        promise(item->sentence && item->kind < HIDDEN_KIND_COUNT);
        promise(text_is_utf8(item->sentence, strlen(item->sentence)));
    }
}
