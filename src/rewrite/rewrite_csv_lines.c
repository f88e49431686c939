/*
 * Rows and columns that go from delimited text: a row with its line end, a cell with the
 * delimiter before it.
 */
#include "rewrite/csv_walk.h"

/* Passes over a whole row. */
static void skip_row(struct csv_writing *writing)
{
    const uint32_t row = writing->row;
    csv_copy_until(writing, writing->at);
    while (writing->at < writing->units.count && writing->row == row) {
        csv_next_cell(writing);
        csv_step(writing);
    }
    writing->copied = writing->at;
}

/* One cell: copied later, or passed over with the delimiter before it. */
static void take_cell(const struct rewriting *rewriting, struct csv_writing *writing,
                      const struct grid *grid)
{
    const size_t start = writing->at;
    const bool goes = rewriting_drops(rewriting, grid, true, writing->column);
    csv_next_cell(writing);
    if (goes && start > 0) {
        csv_copy_until(writing, start - 1);
        writing->copied = writing->at;
    }
    csv_step(writing);
}

bool csv_drop_lines(const struct rewriting *rewriting, struct bytes from,
                    struct bytes *written)
{
    size_t mark = 0;
    const struct grid *grid = rewriting->grids[0];
    struct csv_writing writing = {
        .arena = rewriting->arena,
        .units = csv_units(from, &mark),
        .delimiter = csv_delimiter(rewriting->output),
    };
    if (rewriting->grid_count != 1 || rewriting_drops(rewriting, grid, true, 0)) {
        return false;
    }
    csv_put(&writing, from.data, mark);
    while (writing.at < writing.units.count) {
        if (writing.column == 0 && rewriting_drops(rewriting, grid, false, writing.row)) {
            skip_row(&writing);
        } else {
            take_cell(rewriting, &writing, grid);
        }
    }
    *written = csv_finish(&writing, from, mark);
    return true;
}
