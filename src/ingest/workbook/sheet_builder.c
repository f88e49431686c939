#include "ingest/workbook/sheet_builder.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define TOO_LARGE                                                                        \
    "Files of this size are data, not tables. Submit the tables made from it."

bool sheet_builder_add(struct sheet_builder *builder, const struct sheet_cell *cell,
                       struct refusal *refusal)
{
    const size_t length = strlen(cell->text);
    if (length == 0) {
        return true;
    }
    builder->use->text_bytes += length;
    if (++builder->use->cells > WORKBOOK_CELL_LIMIT ||
        builder->use->text_bytes > WORKBOOK_TEXT_LIMIT) {
        *refusal = (struct refusal){
            .sentence =
                text_format(builder->arena,
                            "it holds more than %d million cells, or %d MB of "
                            "text in them",
                            WORKBOOK_CELL_LIMIT / 1000000, WORKBOOK_TEXT_LIMIT / 1000000),
            .hint = TOO_LARGE,
        };
        return false;
    }
    *arena_add(builder->scratch, builder->cells, builder->count, builder->capacity) =
        *cell;
    return true;
}

bool sheet_builder_add_span(struct sheet_builder *builder, const struct grid_span *span,
                            struct refusal *refusal)
{
    if (builder->span_count == SHEET_SPAN_LIMIT) {
        *refusal = (struct refusal){
            .sentence = text_format(builder->arena, "sheet %s: more than %d merged cells",
                                    builder->name, SHEET_SPAN_LIMIT),
            .hint = "Take the merged cells apart.",
        };
        return false;
    }
    *arena_add(builder->scratch, builder->spans, builder->span_count,
               builder->span_capacity) = *span;
    return true;
}

static int compare_cells(const void *one, const void *other)
{
    const struct sheet_cell *first = one;
    const struct sheet_cell *second = other;
    if (first->row != second->row) {
        return first->row < second->row ? -1 : 1;
    }
    return (first->column > second->column) - (first->column < second->column);
}

/* Nearly all files have their cells in order. */
static void sort_cells(struct sheet_builder *builder)
{
    for (size_t i = 1; i < builder->count; i++) {
        if (compare_cells(&builder->cells[i - 1], &builder->cells[i]) > 0) {
            qsort(builder->cells, builder->count, sizeof(builder->cells[0]),
                  compare_cells);
            return;
        }
    }
}

/* Refuses doubles and what is spread too widely. */
static bool check_cells(const struct sheet_builder *builder, struct refusal *refusal)
{
    uint64_t places = 0;
    for (size_t i = 0; i < builder->count; i++) {
        const struct sheet_cell *cell = &builder->cells[i];
        const struct sheet_cell *next = i + 1 < builder->count ? cell + 1 : NULL;
        if (next && compare_cells(cell, next) == 0) {
            *refusal = (struct refusal){
                .sentence = text_format(
                    builder->arena, "sheet %s: cell %s stands in it twice", builder->name,
                    grid_place(builder->arena, cell->row, cell->column)),
                .hint = "Open the workbook in a spreadsheet program and save it anew.",
            };
            return false;
        }
        places += !next || next->row != cell->row ? cell->column + 1U : 0;
    }
    if (places > SHEET_PLACE_LIMIT) {
        *refusal = (struct refusal){
            .sentence = text_format(
                builder->arena,
                "sheet %s: its cells are spread over more than %d million places",
                builder->name, SHEET_PLACE_LIMIT / 1000000),
            .hint = TOO_LARGE,
        };
        return false;
    }
    return true;
}

static bool is_alone(const struct grid *grid, const struct grid_span *span)
{
    const struct grid_row *row = &grid->rows[span->first_row];
    for (uint32_t column = 0; column < row->count; column++) {
        const bool is_own = column >= span->first_column && column <= span->last_column;
        if (!is_own && row->texts[column][0]) {
            return false;
        }
    }
    return true;
}

/* The row's texts with the span's over its columns, where nothing else stands. */
static void repeat_in_row(struct arena *arena, struct grid_row *row,
                          const struct grid_span *span, const char *text)
{
    const uint32_t wanted = span->last_column + 1;
    const uint32_t count = row->count > wanted ? row->count : wanted;
    const char **texts = arena_array(arena, count, const char *);
    for (uint32_t c = 0; c < count; c++) {
        const char *own = c < row->count ? row->texts[c] : "";
        const bool is_covered = c >= span->first_column && c <= span->last_column;
        texts[c] = is_covered && !own[0] ? text : own;
    }
    row->texts = texts;
    row->count = count;
}

static void repeat_over(const struct sheet_builder *builder, const struct grid *grid,
                        const struct grid_span *span, struct grid_row *rows)
{
    const char *text = grid_text(grid, span->first_row, span->first_column);
    for (uint32_t r = span->first_row; r <= span->last_row; r++) {
        repeat_in_row(builder->arena, &rows[r], span, text);
    }
}

/* Spans that are kept are those within the filled part of the sheet that begin with a
 * text, or as much of them. */
static bool clip_span(const struct grid *grid, struct grid_span *span)
{
    if (span->first_row >= grid->row_count || span->first_column >= grid->column_count ||
        !grid_text(grid, span->first_row, span->first_column)[0]) {
        return false;
    }
    if (span->last_row >= grid->row_count) {
        span->last_row = grid->row_count - 1;
    }
    if (span->last_column >= grid->column_count) {
        span->last_column = grid->column_count - 1;
    }
    return span->last_row > span->first_row || span->last_column > span->first_column;
}

static const struct sheet_cell *cell_at(const struct sheet_builder *builder, uint32_t row,
                                        uint32_t column)
{
    const struct sheet_cell wanted = {.row = row, .column = (uint16_t)column};
    return bsearch(&wanted, builder->cells, builder->count, sizeof(wanted),
                   compare_cells);
}

static void take_spans(struct sheet_builder *builder, struct grid *grid,
                       struct grid_row *rows)
{
    size_t kept = 0;
    uint64_t places = 0;
    for (size_t i = 0; i < builder->span_count; i++) {
        struct grid_span span = builder->spans[i];
        if (!clip_span(grid, &span)) {
            continue;
        }
        places += (uint64_t)(span.last_row - span.first_row + 1) * grid->column_count;
        const struct sheet_cell *cell =
            cell_at(builder, span.first_row, span.first_column);
        const bool is_one_row = span.first_row == span.last_row;
        span.is_repeated = cell && !cell->is_number && places <= SHEET_SPAN_PLACE_LIMIT &&
                           !(is_one_row && is_alone(grid, &span));
        builder->spans[kept++] = span;
    }
    builder->span_count = kept;
    for (size_t i = 0; i < kept; i++) {
        if (builder->spans[i].is_repeated) {
            repeat_over(builder, grid, &builder->spans[i], rows);
        }
    }
    struct grid_span *spans = arena_array(builder->arena, kept, struct grid_span);
    if (kept) {
        memcpy(spans, builder->spans, kept * sizeof(spans[0]));
    }
    grid->spans = spans;
    grid->span_count = (uint32_t)kept;
}

static void take_indents(const struct sheet_builder *builder, struct grid *grid)
{
    struct grid_indent *indents = NULL;
    size_t count = 0;
    size_t capacity = 0;
    for (size_t i = 0; i < builder->count; i++) {
        const struct sheet_cell *cell = &builder->cells[i];
        if (cell->indent) {
            *arena_add(builder->arena, indents, count, capacity) = (struct grid_indent){
                .row = cell->row, .column = cell->column, .steps = cell->indent};
        }
    }
    grid->indents = indents;
    grid->indent_count = (uint32_t)count;
}

/* Cells are in order: each row is the run of those with its number. */
static void fill_rows(const struct sheet_builder *builder, struct grid_row *rows)
{
    for (size_t i = 0; i < builder->count;) {
        const uint32_t row = builder->cells[i].row;
        size_t end = i;
        while (end < builder->count && builder->cells[end].row == row) {
            end++;
        }
        const uint32_t count = builder->cells[end - 1].column + 1U;
        const char **texts = arena_array(builder->arena, count, const char *);
        for (uint32_t column = 0; column < count; column++) {
            const bool is_here = builder->cells[i].column == column;
            texts[column] = is_here ? builder->cells[i].text : "";
            i += is_here ? 1 : 0;
        }
        rows[row].texts = texts;
        rows[row].count = count;
    }
}

struct grid *sheet_builder_finish(struct sheet_builder *builder,
                                  const struct output *output, struct refusal *refusal)
{
    sort_cells(builder);
    if (!check_cells(builder, refusal)) {
        return NULL;
    }
    const uint32_t row_count =
        builder->count ? builder->cells[builder->count - 1].row + 1 : 0;
    struct grid_row *rows = arena_array(builder->arena, row_count, struct grid_row);
    struct grid *grid = arena_new(builder->arena, struct grid);
    *grid = (struct grid){
        .output = output,
        .sheet = builder->name,
        .rows = rows,
        .row_count = row_count,
    };
    for (uint32_t row = 0; row < row_count; row++) {
        rows[row].line = row + 1;
    }
    fill_rows(builder, rows);
    for (uint32_t row = 0; row < row_count; row++) {
        grid->column_count =
            rows[row].count > grid->column_count ? rows[row].count : grid->column_count;
    }
    take_spans(builder, grid, rows);
    take_indents(builder, grid);
    return grid;
}
