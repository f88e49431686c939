#include "model/grid.h"

#include "base/text.h"

const char *grid_text(const struct grid *grid, uint32_t row, uint32_t column)
{
    if (row >= grid->row_count || column >= grid->rows[row].count) {
        return "";
    }
    return grid->rows[row].texts[column];
}

const char *grid_column_letters(struct arena *arena, uint32_t column)
{
    char letters[8] = "";
    size_t start = sizeof(letters) - 1;
    uint64_t rest = (uint64_t)column + 1;
    while (rest && start) {
        rest--;
        letters[--start] = (char)('A' + rest % 26);
        rest /= 26;
    }
    return text_copy(arena, letters + start, sizeof(letters) - 1 - start);
}

const char *grid_place(struct arena *arena, uint32_t row, uint32_t column)
{
    return text_format(arena, "%s%lu", grid_column_letters(arena, column),
                       (unsigned long)row + 1);
}

const char *place_in_output(struct arena *arena, const struct output *output,
                            const char *sheet, uint32_t row, uint32_t column)
{
    return output && output->has_lines && !sheet
               ? text_format(arena, "line %lu", (unsigned long)row + 1)
               : grid_place(arena, row, column);
}

const char *area_in_output(struct arena *arena, const struct output *output,
                           const char *sheet, const struct grid_span *area)
{
    const bool has_lines = output && output->has_lines && !sheet;
    if (has_lines && area->first_row == area->last_row) {
        return place_in_output(arena, output, sheet, area->first_row, 0);
    }
    if (has_lines) {
        return text_format(arena, "lines %lu to %lu", (unsigned long)area->first_row + 1,
                           (unsigned long)area->last_row + 1);
    }
    return text_format(arena, "%s:%s",
                       grid_place(arena, area->first_row, area->first_column),
                       grid_place(arena, area->last_row, area->last_column));
}
