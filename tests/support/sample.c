#include "support/sample.h"

#include "base/hash.h"
#include "base/text.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDEST = 64, MEASURES = 24 };

static const struct symbol symbol_items[] = {
    {"c", CELL_HIDDEN, "confidential"},
    {"low", CELL_LOW, "rounds to zero"},
    {"x", CELL_NOT_AVAILABLE, "not available"},
    {"z", CELL_NOT_APPLICABLE, "not applicable"},
};

const struct symbols *sample_symbols(void)
{
    static const struct symbols symbols = {symbol_items, 4};
    return &symbols;
}

struct maker {
    struct arena *arena;
    struct grid *grid;
    struct table *table;
    struct dimension *dimensions;
    struct measure *measures;
    uint32_t measure_of[WIDEST];  /* of each column */
    uint32_t category_of[WIDEST]; /* of each column, in the second dimension */
    struct cell *cells;
    uint32_t *categories;
};

static bool is_total(const char *text)
{
    return text_equals(text, "Total") || text_equals(text, "All") ||
           text_equals(text, "England");
}

static struct grid *make_grid(struct arena *arena, struct output *output,
                              const char *text)
{
    struct grid *grid = arena_new(arena, struct grid);
    struct grid_row *rows = arena_array(arena, strlen(text) + 1, struct grid_row);
    grid->output = output;
    grid->rows = rows;
    for (const char *line = text; *line;) {
        const char *end = strchr(line, '\n');
        end = end ? end : line + strlen(line);
        const char **texts = arena_array(arena, WIDEST, const char *);
        struct grid_row *row = &rows[grid->row_count];
        row->texts = texts;
        row->line = ++grid->row_count;
        for (const char *at = line; at <= end;) {
            const char *comma = memchr(at, ',', (size_t)(end - at));
            comma = comma ? comma : end;
            assert(row->count < WIDEST);
            texts[row->count++] = text_copy(arena, at, (size_t)(comma - at));
            at = comma + 1;
        }
        if (row->count > grid->column_count) {
            grid->column_count = row->count;
        }
        line = *end ? end + 1 : end;
    }
    return grid;
}

static void add_partition(struct arena *arena, struct dimension *dimension)
{
    uint32_t *parts = arena_array(arena, dimension->category_count, uint32_t);
    struct partition *partition = arena_new(arena, struct partition);
    partition->whole = dimension->total;
    for (uint32_t i = 0; i < dimension->category_count; i++) {
        if (i != dimension->total) {
            parts[partition->part_count++] = i;
        }
    }
    partition->parts = parts;
    partition->is_exhaustive = true;
    partition->origin = ORIGIN_ARITHMETIC;
    partition->name = "";
    dimension->partitions = partition;
    dimension->partition_count = 1;
}

static uint32_t add_category(struct maker *maker, uint32_t d, const char *text)
{
    struct dimension *dimension = &maker->dimensions[d];
    struct category *categories =
        arena_array(maker->arena, dimension->category_count + 1, struct category);
    if (dimension->category_count) {
        memcpy(categories, dimension->categories,
               dimension->category_count * sizeof(*categories));
    }
    const uint32_t added = dimension->category_count++;
    categories[added].text = text;
    categories[added].key = text_key(maker->arena, text);
    dimension->categories = categories;
    if (is_total(text)) {
        dimension->total = added;
    }
    return added;
}

static uint32_t add_measure(struct maker *maker, const char *name, enum role role)
{
    const uint32_t added = maker->table->measure_count++;
    assert(added < MEASURES);
    const bool is_money = role == ROLE_MEAN || role == ROLE_MEDIAN || role == ROLE_SUM ||
                          role == ROLE_MAX || role == ROLE_MIN || role == ROLE_TOP1 ||
                          role == ROLE_TOP2 || role == ROLE_SD;
    maker->measures[added] = (struct measure){
        .name = name,
        .key = text_key(maker->arena, name),
        .role = role,
        .unit = is_money                     ? "GBP"
                : role == ROLE_ORGANISATIONS ? "schools"
                : role == ROLE_PERCENT       ? "%"
                                             : "people",
        .is_money = is_money,
        .quantile = role == ROLE_MEDIAN ? 0.5 : 0,
        .rounding = {.kind = ROUNDING_NONE, .origin = ORIGIN_GUESS},
    };
    return added;
}

static void read_headings(struct maker *maker)
{
    const uint32_t people = add_measure(maker, "people", ROLE_COUNT);
    for (uint32_t c = 1; c < maker->grid->rows[0].count; c++) {
        const char *heading = grid_text(maker->grid, 0, c);
        const enum role role = heading[0] == '%'   ? ROLE_PERCENT
                               : is_total(heading) ? ROLE_UNKNOWN
                                                   : role_find(heading);
        maker->category_of[c] = NO_CATEGORY;
        maker->measure_of[c] = people;
        if (role == ROLE_UNKNOWN) {
            maker->category_of[c] = add_category(maker, 1, heading);
        } else {
            maker->measure_of[c] = add_measure(maker, heading, role);
        }
    }
}

static void read_value(struct cell *cell, const char *text)
{
    const struct symbol *symbol = symbol_find(sample_symbols(), text);
    char *end = NULL;
    cell->value = cell->low = cell->high = NAN;
    cell->symbol = text;
    if (text[0] == '\0') {
        cell->state = CELL_EMPTY;
    } else if (symbol) {
        cell->state = (uint8_t)symbol->state;
    } else if (text[0] == '<') {
        cell->state = CELL_BAND;
        cell->low = 1;
        cell->high = strtod(text + 1, NULL) - 1;
    } else {
        const char *point = strchr(text, '.');
        cell->state = CELL_NUMBER;
        cell->symbol = NULL;
        cell->value = cell->low = cell->high = strtod(text, &end);
        assert(*end == '\0');
        if (point) {
            cell->decimals = (int8_t)strlen(point + 1);
        }
    }
}

/* The cell of this row under the heading, or NO_CELL. */
static uint32_t cell_under(const struct maker *maker, uint32_t row, const char *heading)
{
    for (uint32_t i = 0; i < maker->table->cell_count; i++) {
        const struct cell *cell = &maker->cells[i];
        if (cell->row == row &&
            text_equals(grid_text(maker->grid, 0, cell->column), heading)) {
            return i;
        }
    }
    return NO_CELL;
}

static void link_cell(struct maker *maker, uint32_t i)
{
    struct cell *cell = &maker->cells[i];
    const char *heading = grid_text(maker->grid, 0, cell->column);
    if (role_is_count((enum role)cell->role)) {
        cell->count = i;
        return;
    }
    uint32_t count = cell_under(maker, cell->row, "n");
    if (count == NO_CELL) {
        count = cell_under(maker, cell->row, "Total");
    }
    cell->count = count;
    if (cell->role == ROLE_PERCENT) {
        cell->denominator = cell_under(maker, cell->row, "Total");
        cell->numerator = cell_under(maker, cell->row, heading + strspn(heading, "% "));
    }
}

static void read_cells(struct maker *maker)
{
    struct table *table = maker->table;
    const struct grid *grid = maker->grid;
    for (uint32_t r = 1; r < grid->row_count; r++) {
        const uint32_t label = add_category(maker, 0, grid_text(grid, r, 0));
        for (uint32_t c = 1; c < grid->rows[r].count; c++) {
            const uint32_t i = table->cell_count++;
            struct cell *cell = &maker->cells[i];
            read_value(cell, grid_text(grid, r, c));
            cell->row = r;
            cell->column = c;
            cell->measure = maker->measure_of[c];
            cell->count = cell->numerator = cell->denominator = NO_CELL;
            const bool is_sum =
                is_total(grid_text(grid, r, 0)) || is_total(grid_text(grid, 0, c));
            const enum role role = maker->measures[cell->measure].role;
            cell->role = (uint8_t)(is_sum && role == ROLE_COUNT ? ROLE_TOTAL : role);
            maker->categories[2 * (size_t)i] = label;
            maker->categories[2 * (size_t)i + 1] = maker->category_of[c];
        }
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        link_cell(maker, i);
    }
}

static void fill_strip(struct maker *maker)
{
    const struct grid *grid = maker->grid;
    struct line_role *columns =
        arena_array(maker->arena, grid->column_count, struct line_role);
    for (uint32_t c = 0; c < grid->column_count; c++) {
        const char *heading = grid_text(grid, 0, c);
        columns[c] = (struct line_role){
            .index = c,
            .role = c == 0              ? ROLE_DIMENSION
                    : is_total(heading) ? ROLE_TOTAL
                                        : maker->measures[maker->measure_of[c]].role,
            .name = heading,
            .detail = c && is_total(heading) ? "total (row)" : "",
            .origin = ORIGIN_NAME,
            .dimension = c == 0 ? 0 : UINT32_MAX,
            .measure = c == 0 ? UINT32_MAX : maker->measure_of[c],
            .column_dimension =
                c && maker->category_of[c] != NO_CATEGORY ? 1 : UINT32_MAX,
            .column_category = c ? maker->category_of[c] : UINT32_MAX,
        };
    }
    maker->table->columns = columns;
    maker->table->column_count = grid->column_count;
}

static struct output *make_output(struct arena *arena, const char *path, const char *text)
{
    struct output *output = arena_new(arena, struct output);
    *output = (struct output){
        .path = path,
        .location = path,
        .kind = "csv",
        .read_as = "CSV, UTF-8, comma",
        .sha256 = hash_sha256(arena, text, strlen(text)),
        .bytes = strlen(text),
    };
    return output;
}

static void make_dimensions(struct maker *maker)
{
    const char *names[2] = {grid_text(maker->grid, 0, 0), "columns"};
    for (int d = 0; d < 2; d++) {
        maker->dimensions[d] = (struct dimension){
            .name = names[d],
            .key = text_key(maker->arena, names[d]),
            .is_named = d == 0,
            .kind = DIMENSION_PLAIN,
            .total = NO_CATEGORY,
        };
    }
}

struct table *sample_table(struct arena *arena, const char *path, const char *text)
{
    struct maker maker = {.arena = arena, .table = arena_new(arena, struct table)};
    struct table *table = maker.table;
    struct output *output = make_output(arena, path, text);
    maker.grid = make_grid(arena, output, text);
    const size_t most = (size_t)maker.grid->row_count * maker.grid->column_count;
    maker.dimensions = arena_array(arena, 2, struct dimension);
    maker.measures = arena_array(arena, MEASURES, struct measure);
    maker.cells = arena_array(arena, most, struct cell);
    maker.categories = arena_array(arena, most * 2, uint32_t);
    make_dimensions(&maker);
    read_headings(&maker);
    read_cells(&maker);
    fill_strip(&maker);
    for (int d = 0; d < 2; d++) {
        if (maker.dimensions[d].total != NO_CATEGORY) {
            add_partition(arena, &maker.dimensions[d]);
        }
    }
    table->id = "T01";
    table->output = output;
    table->grid = maker.grid;
    table->last_row = maker.grid->row_count - 1;
    table->last_column = maker.grid->column_count - 1;
    table->first_data_row = 1;
    table->title = table->population = table->universe = table->within = table->period =
        "";
    table->unit = "people";
    table->statistic_class = CLASS_FREQUENCIES;
    table->confidence = 1;
    table->dimensions = maker.dimensions;
    table->dimension_count = 2;
    table->measures = maker.measures;
    table->cells = maker.cells;
    table->categories = maker.categories;
    return table;
}

const struct submission *sample_submission(struct arena *arena,
                                           struct table *const *tables, size_t count)
{
    struct submission *submission = arena_new(arena, struct submission);
    struct output **outputs = arena_array(arena, count, struct output *);
    struct grid **grids = arena_array(arena, count, struct grid *);
    struct table **copies = arena_array(arena, count, struct table *);
    for (size_t i = 0; i < count; i++) {
        struct output *output = arena_new(arena, struct output);
        *output = *tables[i]->output;
        struct grid *grid = arena_new(arena, struct grid);
        *grid = *tables[i]->grid;
        grid->output = output;
        copies[i] = tables[i];
        copies[i]->id = text_format(arena, "T%02zu", i + 1);
        copies[i]->output = output;
        copies[i]->grid = grid;
        outputs[i] = output;
        grids[i] = grid;
    }
    *submission = (struct submission){
        .outputs = outputs,
        .output_count = count,
        .grids = grids,
        .grid_count = count,
        .tables = copies,
        .table_count = count,
    };
    return submission;
}

struct cell *sample_own_cells(struct arena *arena, struct table *table)
{
    struct cell *cells = arena_array(arena, table->cell_count, struct cell);
    memcpy(cells, table->cells, table->cell_count * sizeof(*cells));
    table->cells = cells;
    return cells;
}

struct measure *sample_own_measures(struct arena *arena, struct table *table)
{
    struct measure *measures = arena_array(arena, table->measure_count, struct measure);
    memcpy(measures, table->measures, table->measure_count * sizeof(*measures));
    table->measures = measures;
    return measures;
}
