#include "ingest/workbook/report_sheets.h"

#include "base/text.h"
#include "ingest/workbook/cell_reference.h"
#include "ingest/workbook/sheet_builder.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { TOP_ROWS = 40 };

static const char sheet_ends_in[] = " annotated";

/* Where things stand in a sheet. */
struct layout {
    uint32_t source_row;     /* "source", "A", "B" */
    struct grid_span range;  /* of the table in its file */
    const char *title;       /* "" */
    const uint32_t *columns; /* [column_count] of the sheet: the source's */
    uint32_t column_count;
};

/* "Destinations of leavers (N = 180). Range A3:B6 of the source": the range, and what
 * stands before it. */
static bool read_range(struct arena *arena, const char *text, struct layout *layout)
{
    static const char before[] = "Range ";
    const char *range = NULL;
    for (const char *at = strstr(text, before); at; at = strstr(at + 1, before)) {
        range = strstr(at, " of the source") ? at : range;
    }
    if (!range) {
        return false;
    }
    const char *place = range + strlen(before);
    const char *end = strchr(place, ' ');
    size_t length = (size_t)(range - text);
    while (length && strchr(". ", text[length - 1])) {
        length--;
    }
    layout->title = text_copy(arena, text, length);
    return end && cell_range_read(text_copy(arena, place, (size_t)(end - place)),
                                  &layout->range);
}

static bool read_columns(struct arena *arena, const struct grid *grid, uint32_t row,
                         struct layout *layout)
{
    uint32_t *columns = arena_array(arena, (size_t)grid->column_count + 1, uint32_t);
    layout->columns = columns;
    layout->source_row = row;
    for (uint32_t i = 1; i < grid->column_count; i++) {
        uint32_t unused = 0;
        const char *letters = grid_text(grid, row, i);
        const char *place = text_format(arena, "%s1", letters);
        if (!letters[0] || !isalpha((unsigned char)letters[0]) ||
            !cell_reference_read(place, &unused, &columns[i]) ||
            columns[i] != layout->range.first_column + i - 1) {
            break;
        }
        layout->column_count = i + 1;
    }
    return layout->column_count > 1;
}

static bool read_layout(struct arena *arena, const struct grid *grid,
                        struct layout *layout)
{
    *layout = (struct layout){.title = ""};
    bool has_range = false;
    for (uint32_t row = 0; row < grid->row_count && row < TOP_ROWS; row++) {
        const char *first = grid_text(grid, row, 0);
        has_range = has_range || read_range(arena, first, layout);
        if (has_range && strcmp(first, "source") == 0) {
            return read_columns(arena, grid, row, layout);
        }
    }
    return false;
}

/* The number of a source row, from 0; UINT32_MAX where none stands. */
static uint32_t source_row(const char *text)
{
    char *end = NULL;
    const unsigned long row = strtoul(text, &end, 10);
    const bool is_number = isdigit((unsigned char)text[0]) && end && *end == '\0';
    return is_number && row >= 1 && row <= UINT32_MAX / 2 ? (uint32_t)row - 1
                                                          : UINT32_MAX;
}

static void put_row(struct arena *arena, const struct grid *grid, uint32_t from,
                    const struct layout *layout, struct grid_row *row)
{
    const uint32_t width = layout->range.last_column + 1;
    const char **texts = arena_array(arena, width, const char *);
    for (uint32_t i = 0; i < width; i++) {
        texts[i] = "";
    }
    for (uint32_t i = 1; i < layout->column_count; i++) {
        if (layout->columns[i] < width) {
            texts[layout->columns[i]] = text_copy(arena, grid_text(grid, from, i),
                                                  strlen(grid_text(grid, from, i)));
        }
    }
    row->texts = texts;
    row->count = width;
}

static void put_title(struct arena *arena, const struct layout *layout,
                      struct grid_row *rows)
{
    if (layout->title[0] && layout->range.first_row > 0) {
        const char **texts = arena_array(arena, 1, const char *);
        texts[0] = layout->title;
        rows[0].texts = texts;
        rows[0].count = 1;
    }
}

/* The table in its own places; NULL where the sheet is no such table. `*missing` counts
 * rows and columns of it that the sheet does not show. */
static struct grid *take_back(struct arena *arena, const struct grid *sheet,
                              uint32_t *missing)
{
    struct layout layout;
    if (!read_layout(arena, sheet, &layout)) {
        return NULL;
    }
    /* What a sheet says of its range costs memory: no more than a sheet may have. */
    const uint64_t width = (uint64_t)layout.range.last_column + 1;
    if (layout.range.last_row >= SHEET_ROW_LIMIT ||
        width * sheet->row_count > SHEET_PLACE_LIMIT) {
        return NULL;
    }
    struct grid *grid = arena_new(arena, struct grid);
    const uint32_t count = layout.range.last_row + 1;
    struct grid_row *rows = arena_array(arena, count, struct grid_row);
    uint32_t shown = 0;
    put_title(arena, &layout, rows);
    for (uint32_t i = layout.source_row + 1; i < sheet->row_count; i++) {
        const uint32_t row = source_row(grid_text(sheet, i, 0));
        if (row < count && row >= layout.range.first_row && !rows[row].texts) {
            put_row(arena, sheet, i, &layout, &rows[row]);
            shown++;
        }
    }
    static const char *const nothing[] = {""};
    for (uint32_t i = 0; i < count; i++) {
        rows[i].texts = rows[i].texts ? rows[i].texts : nothing;
        rows[i].line = i + 1;
    }
    const uint32_t columns = layout.range.last_column - layout.range.first_column + 1;
    *missing = count - layout.range.first_row - shown;
    *missing += layout.column_count - 1 < columns ? columns - layout.column_count + 1 : 0;
    *grid = (struct grid){
        .output = sheet->output,
        .sheet = sheet->sheet,
        .rows = rows,
        .row_count = count,
        .column_count = layout.range.last_column + 1,
    };
    return grid;
}

void report_sheets_take_back(struct reading *reading)
{
    struct grid **grids = arena_array(reading->arena, reading->grid_count, struct grid *);
    size_t count = 0;
    for (size_t i = 0; i < reading->grid_count; i++) {
        const struct grid *sheet = reading->grids[i];
        uint32_t missing = 0;
        if (!sheet->sheet || !text_ends_with(sheet->sheet, sheet_ends_in)) {
            continue;
        }
        struct grid *grid = take_back(reading->arena, sheet, &missing);
        if (!grid || missing) {
            reading_remark(
                reading, REMARK_UNREADABLE, UINT32_MAX,
                text_format(reading->arena,
                            grid ? "sheet '%s' does not show all of its "
                                   "table"
                                 : "sheet '%s' is not as the report wrote it",
                            sheet->sheet),
                "Give what was released itself: the files, or the release pack.");
        }
        if (grid) {
            grids[count++] = grid;
        }
    }
    reading->grids = grids;
    reading->grid_count = count;
    if (count) {
        reading_remark(
            reading, REMARK_UNUSED_TEXT, UINT32_MAX,
            "it is a report: all figures of its tables are taken as published, "
            "whatever was suggested or decided",
            "Give what was released itself where cells were held back.");
    } else {
        reading_remark(reading, REMARK_UNREADABLE, UINT32_MAX,
                       "it is a report without annotated tables",
                       "Give what was released itself: the files, or the release pack.");
    }
}
