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
