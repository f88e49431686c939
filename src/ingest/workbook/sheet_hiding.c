#include "ingest/workbook/sheet_hiding.h"

#include "base/text.h"

#include <stdlib.h>

enum { LINE_RANGE_LIMIT = SHEET_ROW_LIMIT };

/* Neighbours become one range. */
static void add_range(struct arena *arena, struct line_range **ranges, size_t *count,
                      size_t *capacity, struct line_range range)
{
    if (*count && (*ranges)[*count - 1].last + 1 == range.first) {
        (*ranges)[*count - 1].last = range.last;
        return;
    }
    if (*count < LINE_RANGE_LIMIT) {
        *ranges = arena_grow(arena, *ranges, capacity, *count + 1, sizeof(**ranges));
        (*ranges)[(*count)++] = range;
    }
}

void sheet_hiding_add_rows(struct sheet_hiding *hiding, uint32_t first, uint32_t last)
{
    add_range(hiding->scratch, &hiding->rows, &hiding->row_count, &hiding->row_capacity,
              (struct line_range){first, last});
}

void sheet_hiding_add_columns(struct sheet_hiding *hiding, uint32_t first, uint32_t last)
{
    add_range(hiding->scratch, &hiding->columns, &hiding->column_count,
              &hiding->column_capacity, (struct line_range){first, last});
}

uint8_t sheet_hides_of(const struct number_format *format, struct arena *arena,
                       double value)
{
    const char *shown = NULL;
    switch (number_format_shows(format, arena, value, &shown)) {
    case SHOWS_NOTHING:
        return HIDES_ALL;
    case SHOWS_LITERAL:
        return HIDES_VALUE;
    case SHOWS_ROUNDED:
        return HIDES_DIGITS;
    case SHOWS_ALL:
    default:
        return 0;
    }
}

static int compare_ranges(const void *one, const void *other)
{
    const uint32_t first = ((const struct line_range *)one)->first;
    const uint32_t second = ((const struct line_range *)other)->first;
    return (first > second) - (first < second);
}

/* Ranges in order, none overlapping another. */
static size_t tidy_ranges(struct line_range *ranges, size_t count)
{
    size_t kept = 0;
    if (count) {
        qsort(ranges, count, sizeof(ranges[0]), compare_ranges);
    }
    for (size_t i = 0; i < count; i++) {
        if (kept && ranges[i].first <= ranges[kept - 1].last) {
            const uint32_t last = ranges[i].last;
            ranges[kept - 1].last =
                last > ranges[kept - 1].last ? last : ranges[kept - 1].last;
        } else {
            ranges[kept++] = ranges[i];
        }
    }
    return kept;
}

static bool is_within(const struct line_range *ranges, size_t count, uint32_t line)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (ranges[middle].last < line) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && ranges[low].first <= line;
}

/* Cells of one kind: how many, and the first. */
struct found_cells {
    size_t count;
    const struct sheet_cell *first;
};

static void find_cell(struct found_cells *found, const struct sheet_cell *cell,
                      bool is_found)
{
    if (is_found && found->count++ == 0) {
        found->first = cell;
    }
}

static void tell(struct hidden_list *list, const struct sheet_builder *builder,
                 enum hidden_kind kind, const struct found_cells *found, const char *one,
                 const char *many)
{
    if (!found->count) {
        return;
    }
    struct arena *arena = list->arena;
    const uint32_t row = found->first->row;
    const uint32_t column = found->first->column;
    const char *place = grid_place(arena, row, column);
    const char *sentence =
        found->count == 1
            ? text_format(arena, "%s %s", place, one)
            : text_format(arena, "%s cells %s; the first is %s",
                          text_number(arena, (double)found->count, 0), many, place);
    hidden_add(list, kind, (struct hidden_place){builder->name, row, column}, sentence,
               NULL);
}

static void tell_cells(const struct sheet_builder *builder, struct hidden_list *list)
{
    static const struct {
        uint8_t bits;
        enum hidden_kind kind;
        const char *one;
        const char *many;
    } ways[] = {
        {HIDES_INK | HIDES_ALL, HIDDEN_TEXT, "is filled and shows nothing",
         "are filled and show nothing"},
        {HIDES_VALUE, HIDDEN_VALUE, "holds a number and shows a symbol in its place",
         "hold numbers and show symbols in their place"},
        {HIDES_DIGITS, HIDDEN_DIGITS, "holds more digits than it shows",
         "hold more digits than they show"},
        {HIDES_FORMULA, HIDDEN_FORMULA, "has numbers in its formula",
         "have numbers in their formulas"},
        {HIDES_RESULT, HIDDEN_RESULT, "has a formula without a saved result",
         "have formulas without saved results"},
    };
    for (size_t way = 0; way < sizeof(ways) / sizeof(ways[0]); way++) {
        struct found_cells found = {0};
        for (size_t i = 0; i < builder->count; i++) {
            const struct sheet_cell *cell = &builder->cells[i];
            find_cell(&found, cell, (cell->hides & ways[way].bits) != 0);
        }
        tell(list, builder, ways[way].kind, &found, ways[way].one, ways[way].many);
    }
}

void sheet_hiding_tell(struct sheet_hiding *hiding, const struct sheet_builder *builder,
                       struct hidden_list *list)
{
    struct found_cells in_rows = {0};
    struct found_cells in_columns = {0};
    hiding->row_count = tidy_ranges(hiding->rows, hiding->row_count);
    hiding->column_count = tidy_ranges(hiding->columns, hiding->column_count);
    for (size_t i = 0; i < builder->count; i++) {
        const struct sheet_cell *cell = &builder->cells[i];
        find_cell(&in_rows, cell, is_within(hiding->rows, hiding->row_count, cell->row));
        find_cell(&in_columns, cell,
                  is_within(hiding->columns, hiding->column_count, cell->column));
    }
    tell(list, builder, HIDDEN_LINES, &in_rows, "is filled, in a hidden row",
         "are filled, in hidden rows");
    tell(list, builder, HIDDEN_LINES, &in_columns, "is filled, in a hidden column",
         "are filled, in hidden columns");
    tell_cells(builder, list);
}
