#include "ingest/record/acro_workbook.h"

#include "base/text.h"
#include "ingest/sidecar/csvw.h"

#include <string.h>

enum { ROW_COMMAND = 1, ROW_SUMMARY = 2, ROW_FIRST = 3 };

static bool is_output_sheet(const struct grid *grid)
{
    return grid->sheet && !grid->is_text && grid->row_count > ROW_FIRST &&
           text_equals(grid_text(grid, ROW_COMMAND, 0), "Command") &&
           text_equals(grid_text(grid, ROW_SUMMARY, 0), "Summary");
}

static bool is_blank_row(const struct grid *grid, uint32_t row)
{
    for (uint32_t column = 0; column < grid->rows[row].count; column++) {
        if (!text_is_blank(grid->rows[row].texts[column])) {
            return false;
        }
    }
    return true;
}

static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

/* Words of outcomes in a row: 1, none: 0; -1 where a digit stands beside the label. */
static int words_of_row(const struct grid *grid, uint32_t row)
{
    int words = 0;
    for (uint32_t column = 1; column < grid->rows[row].count; column++) {
        const char *text = grid->rows[row].texts[column];
        if (has_digit(text)) {
            return -1;
        }
        words = text_equals(text, "ok") || strchr(text, ';') ? 1 : words;
    }
    return words;
}

/* Nothing but labels and words such as "ok" and "threshold; ". */
static bool is_of_outcomes(const struct grid *grid, uint32_t first, uint32_t last)
{
    bool has_word = false;
    for (uint32_t row = first + 1; row <= last; row++) {
        const int words = words_of_row(grid, row);
        if (words < 0) {
            return false;
        }
        has_word = has_word || words > 0;
    }
    return has_word;
}

/* Numbers in words above the table are nobody's: for a person to look at. */
static void doubt_words(struct arena *arena, const struct grid *grid,
                        struct sidecar_table *said)
{
    if (!has_digit(grid_text(grid, ROW_SUMMARY, 1))) {
        return;
    }
    struct doubt *doubt = arena_new(arena, struct doubt);
    *doubt = (struct doubt){
        .row = ROW_SUMMARY,
        .column = 1,
        .sentence = "the summary above the table has numbers that were not judged",
    };
    said->plan.doubts = doubt;
    said->plan.doubt_count = 1;
}

struct sidecar_tables acro_workbook_tables(struct arena *arena, const struct grid *grid)
{
    struct sidecar_table *items = NULL;
    size_t count = 0;
    size_t capacity = 0;
    if (!is_output_sheet(grid)) {
        return (struct sidecar_tables){0};
    }
    for (uint32_t row = ROW_FIRST; row < grid->row_count; row++) {
        uint32_t last = row;
        while (last + 1 < grid->row_count && !is_blank_row(grid, last + 1)) {
            last++;
        }
        if (!is_blank_row(grid, row) && !is_of_outcomes(grid, row, last)) {
            struct sidecar_table *said = arena_add(arena, items, count, capacity);
            *said = sidecar_table_empty(grid, grid->output->path, ORIGIN_META);
            said->has_rows = true;
            said->has_range = true;
            said->plan.first_row = row;
            said->plan.last_row = last;
            said->plan.last_column = grid->column_count - 1;
            doubt_words(arena, grid, said);
        }
        row = is_blank_row(grid, row) ? row : last;
    }
    return (struct sidecar_tables){.items = items, .count = count};
}
