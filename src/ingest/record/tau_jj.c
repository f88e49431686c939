/*
 * .jj: lines of words. The second line says how many cells follow; after them a number of
 * equations, "rhs n : id (coefficient) ...". An equation with right side 0 in which one
 * cell has the coefficient -1 and all others 1 says what that cell is the sum of; any
 * other is a doubt.
 */
#include "base/text.h"
#include "ingest/read/encoding.h"
#include "ingest/record/tau.h"
#include "ingest/sidecar/csvw.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    JJ_FIRST_CELL = 2,
    JJ_COLUMNS = 4,
    JJ_WORD_LIMIT = 200000,
    JJ_ROW_LIMIT = 2000000
};

enum jj_column { JJ_ID, JJ_VALUE, JJ_COST, JJ_STATUS };

static bool parts_words(char byte)
{
    return isspace((unsigned char)byte) || byte == ':' || byte == '(' || byte == ')';
}

/* The words of a line; brackets and colons part them. */
static struct grid_row row_of(struct arena *arena, const char *line, size_t length,
                              uint32_t number)
{
    const char **texts = NULL;
    size_t count = 0;
    size_t capacity = 0;
    for (size_t at = 0; at < length && count < JJ_WORD_LIMIT;) {
        while (at < length && parts_words(line[at])) {
            at++;
        }
        const size_t start = at;
        while (at < length && !parts_words(line[at])) {
            at++;
        }
        if (at > start) {
            texts = arena_grow(arena, texts, &capacity, count + 1, sizeof(texts[0]));
            texts[count++] = text_copy(arena, line + start, at - start);
        }
    }
    return (struct grid_row){.texts = texts, .count = (uint32_t)count, .line = number};
}

static bool read_jj(struct reading *reading, struct refusal *refusal)
{
    struct decoded decoded;
    if (!encoding_decode(reading->scratch, reading->bytes, &decoded, refusal)) {
        return false;
    }
    struct grid *grid = arena_new(reading->arena, struct grid);
    *grid = (struct grid){.output = reading->output};
    struct grid_row *rows = NULL;
    size_t count = 0;
    size_t capacity = 0;
    for (size_t at = 0; at < decoded.length && count < JJ_ROW_LIMIT;) {
        const char *start = decoded.text + at;
        const char *end = memchr(start, '\n', decoded.length - at);
        const size_t length = end ? (size_t)(end - start) : decoded.length - at;
        const struct grid_row row =
            row_of(reading->arena, start, length, (uint32_t)count + 1);
        *arena_add(reading->arena, rows, count, capacity) = row;
        const uint32_t wide = rows[count - 1].count;
        grid->column_count = wide > grid->column_count ? wide : grid->column_count;
        at += length + 1;
    }
    grid->rows = rows;
    grid->row_count = (uint32_t)count;
    struct grid **grids = arena_new(reading->arena, struct grid *);
    grids[0] = grid;
    reading->grids = grids;
    reading->grid_count = 1;
    reading->read_as = "cells and equations of tau-ARGUS";
    return true;
}

static const char *const jj_kinds[] = {"jj", NULL};

const struct reader jj_reader = {
    .name = "cells and equations",
    .kinds = jj_kinds,
    .read = read_jj,
};

static bool whole(const char *text, uint32_t limit, uint32_t *number)
{
    char *end = NULL;
    const unsigned long value = strtoul(text, &end, 10);
    *number = (uint32_t)value;
    return end != text && *end == '\0' && isdigit((unsigned char)text[0]) &&
           value <= limit;
}

struct jj_said {
    struct arena *arena;
    const struct grid *grid;
    struct plan_partition *partitions;
    size_t count;
    size_t capacity;
    uint32_t not_understood;
};

/* Words of an equation from the third on: id, coefficient, id, coefficient ... */
static void read_equation(struct jj_said *said, const struct grid_row *row)
{
    const char **parts = arena_array(said->arena, row->count, const char *);
    const char *whole_id = NULL;
    uint32_t count = 0;
    bool is_sum = row->count >= 6 && strtod(row->texts[0], NULL) == 0;
    for (uint32_t i = 2; is_sum && i + 1 < row->count; i += 2) {
        const double coefficient = strtod(row->texts[i + 1], NULL);
        if (coefficient == 1) {
            parts[count++] = row->texts[i];
        } else if (coefficient == -1 && !whole_id) {
            whole_id = row->texts[i];
        } else {
            is_sum = false;
        }
    }
    if (!is_sum || !whole_id || count == 0) {
        said->not_understood++;
        return;
    }
    *arena_add(said->arena, said->partitions, said->count, said->capacity) =
        (struct plan_partition){
            .dimension = "id",
            .whole = whole_id,
            .parts = parts,
            .part_count = count,
            .is_exhaustive = true,
            .origin = ORIGIN_META,
            .name = "",
        };
}

static const struct plan_line *columns_of(struct arena *arena, const struct grid *grid)
{
    static const char *const names[] = {"id", "value", "cost", "status"};
    struct plan_line *lines = arena_array(arena, grid->column_count, struct plan_line);
    for (uint32_t c = 0; c < grid->column_count; c++) {
        lines[c] = plan_line_at(c);
        lines[c].origin = ORIGIN_META;
        lines[c].role = c == JJ_ID      ? ROLE_DIMENSION
                        : c == JJ_VALUE ? ROLE_SUM
                                        : ROLE_IGNORE;
        lines[c].name = c < JJ_COLUMNS ? names[c] : "level";
        lines[c].dimension = c == JJ_ID ? "id" : "";
        lines[c].measure = c == JJ_VALUE ? "value" : "";
        lines[c].rounding =
            (struct rounding){.kind = ROUNDING_NONE, .origin = ORIGIN_META};
    }
    return lines;
}

static void add_doubt(struct jj_said *said, struct sidecar_table *table)
{
    struct doubt *doubts = arena_new(said->arena, struct doubt);
    *doubts = (struct doubt){
        .row = UINT32_MAX,
        .column = UINT32_MAX,
        .sentence = text_format(said->arena, "%u equations are no sums of cells",
                                (unsigned)said->not_understood),
    };
    table->plan.doubts = said->not_understood ? doubts : NULL;
    table->plan.doubt_count = said->not_understood ? 1 : 0;
}

struct sidecar_tables jj_tables_for_grid(struct arena *arena, const struct grid *grid)
{
    uint32_t cells = 0;
    struct jj_said reader = {.arena = arena, .grid = grid};
    if (!text_equals(grid->output->kind, "jj") || grid->column_count < JJ_COLUMNS ||
        !whole(grid_text(grid, 1, 0), JJ_ROW_LIMIT, &cells) || cells == 0 ||
        JJ_FIRST_CELL + cells > grid->row_count) {
        return (struct sidecar_tables){0};
    }
    struct sidecar_table *said = arena_new(arena, struct sidecar_table);
    *said = sidecar_table_empty(grid, grid->output->path, ORIGIN_META);
    for (uint32_t r = JJ_FIRST_CELL + cells + 1; r < grid->row_count; r++) {
        if (grid->rows[r].count) {
            read_equation(&reader, &grid->rows[r]);
        }
    }
    said->has_rows = true;
    said->has_range = true;
    said->plan.first_row = JJ_FIRST_CELL;
    said->plan.first_data_row = JJ_FIRST_CELL;
    said->plan.last_row = JJ_FIRST_CELL + cells - 1;
    said->plan.last_column = grid->column_count - 1;
    said->plan.columns = columns_of(arena, grid);
    said->plan.column_count = grid->column_count;
    said->plan.partitions = reader.partitions;
    said->plan.partition_count = (uint32_t)reader.count;
    add_doubt(&reader, said);
    return (struct sidecar_tables){.items = said, .count = 1};
}

void jj_hide_cells(struct arena *arena, struct table *table)
{
    if (!text_equals(table->output->kind, "jj") || !table->cell_count) {
        return;
    }
    struct cell *cells = arena_array(arena, table->cell_count, struct cell);
    memcpy(cells, table->cells, table->cell_count * sizeof(cells[0]));
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const char *status = grid_text(table->grid, cells[i].row, JJ_STATUS);
        if (text_equals(status, "u") || text_equals(status, "m")) {
            cells[i].value = cells[i].low = cells[i].high = NAN;
            cells[i].state = CELL_HIDDEN;
            cells[i].symbol = status;
        }
    }
    table->cells = cells;
}
