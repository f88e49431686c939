#include "flow/wishes.h"

#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "flow/csv_grid.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct wishing {
    struct arena *arena;
    const struct submission *submission;
    struct problems *problems;
    const char *path;
    struct wish *items;
    size_t count;
    size_t capacity;
    struct map *places; /* "output\tcell" and "output\tlabels" -> place in `cells` */
    struct wish *cells;
    size_t cell_count;
    size_t cell_capacity;
};

static void add(struct wishing *at, const struct wish *wish)
{
    *arena_add(at->arena, at->items, at->count, at->capacity) = *wish;
}

/* ---- sidecars ---- */

static void add_line_wish(struct wishing *at, uint32_t table, uint32_t cell,
                          const struct line_wish *said)
{
    struct wish wish = {.table = table, .cell = cell, .kind = WISH_COST};
    if (said->has_cost) {
        wish.cost = said->cost;
        add(at, &wish);
    }
    if (said->keeps || said->hides_first) {
        wish.kind = said->keeps ? WISH_KEEP : WISH_HIDE_FIRST;
        add(at, &wish);
    }
}

static const struct line_wish *wish_of_line(const struct line_role *lines, uint32_t count,
                                            uint32_t index)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct line_wish *wish = &lines[i].wish;
        if (lines[i].index == index &&
            (wish->keeps || wish->hides_first || wish->has_cost)) {
            return wish;
        }
    }
    return NULL;
}

static bool has_wishes(const struct line_role *lines, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (wish_of_line(lines, count, lines[i].index)) {
            return true;
        }
    }
    return false;
}

/* The letters of a status column are wishes for the figures beside them. */
static void read_letters(struct wishing *at, uint32_t index,
                         const struct line_role *column)
{
    const struct table *table = at->submission->tables[index];
    const struct status_letters *letters = &column->wish.letters;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        struct wish wish = {.table = index, .cell = i, .kind = WISH_HIDDEN};
        const char *letter = grid_text(table->grid, table->cells[i].row, column->index);
        const bool is_unsafe = text_equals_ignoring_case(letter, letters->unsafe);
        const bool is_kept = text_equals_ignoring_case(letter, letters->protect);
        const bool is_manual = text_equals_ignoring_case(letter, "m");
        if (table_is_response(table, i) && (is_unsafe || is_kept || is_manual)) {
            wish.kind = is_unsafe ? WISH_UNSAFE : is_kept ? WISH_KEEP : WISH_HIDDEN;
            add(at, &wish);
        }
    }
}

static void read_sidecar(struct wishing *at, uint32_t index)
{
    const struct table *table = at->submission->tables[index];
    for (uint32_t c = 0; c < table->column_count; c++) {
        if (table->columns[c].wish.letters.safe) {
            read_letters(at, index, &table->columns[c]);
        }
    }
    if (!has_wishes(table->columns, table->column_count) &&
        !has_wishes(table->rows, table->row_count)) {
        return;
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        const struct line_wish *column =
            wish_of_line(table->columns, table->column_count, cell->column);
        const struct line_wish *row =
            wish_of_line(table->rows, table->row_count, cell->row);
        if (column) {
            add_line_wish(at, index, i, column);
        }
        if (row) {
            add_line_wish(at, index, i, row);
        }
    }
}

/* ---- names of cells ---- */

static void name_cell(struct wishing *at, const char *output, const char *name,
                      const struct wish *place)
{
    const char *key = text_format(at->arena, "%s\t%s", output, text_key(at->arena, name));
    if (map_add_text(at->places, key, at->cell_count) == at->cell_count) {
        *arena_add(at->arena, at->cells, at->cell_count, at->cell_capacity) = *place;
    }
}

/* "North East,Apprenticeship": its categories in the order of the dimensions. */
static const char *codes_of(struct wishing *at, const struct table *table, uint32_t cell)
{
    const char *codes = "";
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        uint32_t category = table_category(table, cell, d);
        category = category == NO_CATEGORY ? table->dimensions[d].total : category;
        codes = text_format(at->arena, "%s%s%s", codes, d ? "," : "",
                            category == NO_CATEGORY
                                ? "Total"
                                : table->dimensions[d].categories[category].text);
    }
    return codes;
}

static void name_cells(struct wishing *at, uint32_t index)
{
    const struct table *table = at->submission->tables[index];
    const char *sheet = table->grid ? table->grid->sheet : NULL;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct wish place = {.table = index, .cell = i};
        const char *names[] = {
            table_cell_place(at->arena, table, i),
            table_cell_label(at->arena, table, i),
            codes_of(at, table, i),
        };
        for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); n++) {
            name_cell(at, table->output->path, names[n], &place);
            name_cell(at, "", names[n], &place);
        }
        if (sheet) {
            name_cell(at, table->output->path,
                      text_format(at->arena, "%s!%s", sheet, names[0]), &place);
        }
    }
}

/* ---- the file ---- */

static void complain(struct wishing *at, const struct grid_row *row, const char *what,
                     const char *word, const char *hint)
{
    const struct place place = {.file = at->path, .line = row->line};
    problem_add(at->problems, OUTCHECK_ERROR_USAGE, place, hint, "%s '%s'", what,
                text_shortened(at->arena, word, 40));
}

static void add_named(struct wishing *at, const struct grid_row *row, const char *output,
                      const char *name, struct wish wish)
{
    const char *key = text_format(at->arena, "%s\t%s", output, text_key(at->arena, name));
    const size_t found = map_find_text(at->places, key);
    if (found == MAP_NONE) {
        complain(at, row, "there is no cell", name,
                 "Write B6, or the labels as scan shows them.");
        return;
    }
    assert(at->cells); /* whose indexes the map holds */
    wish.table = at->cells[found].table;
    wish.cell = at->cells[found].cell;
    add(at, &wish);
}

static bool read_number(const char *text, double *number)
{
    char *end = NULL;
    *number = strtod(text, &end);
    return end != text && *end == '\0' && *number >= 0 && *number < 1e15;
}

struct wish_columns {
    uint32_t output;
    uint32_t cell;
    uint32_t labels;
    uint32_t wish;
    uint32_t cost;
};

static const char *text_in(const struct grid *grid, uint32_t row, uint32_t column)
{
    return column == UINT32_MAX ? "" : grid_text(grid, row, column);
}

static bool read_kind(const char *text, enum wish_kind *kind)
{
    static const char *const words[] = {
        [WISH_KEEP] = "keep",
        [WISH_HIDE_FIRST] = "hide first",
        [WISH_HIDDEN] = "hidden",
        [WISH_COST] = "cost",
    };
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (text_equals_ignoring_case(text, words[i])) {
            *kind = (enum wish_kind)i;
            return true;
        }
    }
    return false;
}

static void read_row(struct wishing *at, const struct grid *grid, uint32_t row,
                     const struct wish_columns *columns)
{
    struct wish wish = {0};
    const char *word = text_in(grid, row, columns->wish);
    const char *cell = text_in(grid, row, columns->cell);
    if (!grid->rows[row].count) {
        return;
    }
    if (!read_kind(word, &wish.kind)) {
        complain(at, &grid->rows[row], "unknown wish", word,
                 "Write keep, hide first, hidden or cost.");
        return;
    }
    if (wish.kind == WISH_COST &&
        !read_number(text_in(grid, row, columns->cost), &wish.cost)) {
        complain(at, &grid->rows[row], "unknown cost", text_in(grid, row, columns->cost),
                 "Write a number, 0 or more.");
        return;
    }
    add_named(at, &grid->rows[row], text_in(grid, row, columns->output),
              *cell ? cell : text_in(grid, row, columns->labels), wish);
}

static void read_csv(struct wishing *at, const struct grid *grid)
{
    const struct wish_columns columns = {
        .output = csv_grid_column(at->arena, grid, "output"),
        .cell = csv_grid_column(at->arena, grid, "cell"),
        .labels = csv_grid_column(at->arena, grid, "labels"),
        .wish = csv_grid_column(at->arena, grid, "wish"),
        .cost = csv_grid_column(at->arena, grid, "cost"),
    };
    if (columns.wish == UINT32_MAX ||
        (columns.cell == UINT32_MAX && columns.labels == UINT32_MAX)) {
        problem_add(at->problems, OUTCHECK_ERROR_USAGE, place_of_file(at->path),
                    "The first line names the columns: output,cell,wish,cost.",
                    "it has no columns for cells and wishes");
        return;
    }
    for (uint32_t row = 1; row < grid->row_count; row++) {
        read_row(at, grid, row, &columns);
    }
}

static bool read_status(const char *letter, enum wish_kind *kind)
{
    static const struct {
        const char *letter;
        enum wish_kind kind;
    } statuses[] = {
        {"u", WISH_UNSAFE}, {"m", WISH_HIDDEN}, {"p", WISH_KEEP}, {"z", WISH_KEEP}};
    for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
        if (text_equals_ignoring_case(letter, statuses[i].letter)) {
            *kind = statuses[i].kind;
            return true;
        }
    }
    return false;
}

/* "North East,Apprenticeship,u" */
static void read_hst_row(struct wishing *at, const struct grid_row *row)
{
    struct wish wish = {.kind = WISH_HIDDEN};
    uint32_t last = row->count ? row->count - 1 : 0;
    const bool is_cost =
        last >= 2 && text_equals_ignoring_case(row->texts[last - 1], "c");
    last -= is_cost;
    if (last < 1 || text_equals_ignoring_case(row->texts[last], "s")) {
        return;
    }
    const char *status = row->texts[last];
    const bool is_read = is_cost ? read_number(row->texts[last + 1], &wish.cost)
                                 : read_status(status, &wish.kind);
    if (!is_read) {
        complain(at, row, "unknown status", status,
                 "Write u, m, p, z, s, or c and a number.");
        return;
    }
    wish.kind = is_cost ? WISH_COST : wish.kind;
    const char *name = row->texts[0];
    for (uint32_t i = 1; i < last; i++) {
        name = text_format(at->arena, "%s,%s", name, row->texts[i]);
    }
    add_named(at, row, "", name, wish);
}

static enum outcheck_status read_file(struct wishing *at)
{
    const struct grid *grid = NULL;
    const enum outcheck_status status =
        csv_grid_read(at->arena, at->path, &grid, at->problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    if (text_equals_ignoring_case(path_extension(at->path), "hst")) {
        for (uint32_t row = 0; row < grid->row_count; row++) {
            read_hst_row(at, &grid->rows[row]);
        }
    } else {
        read_csv(at, grid);
    }
    return problems_status(at->problems);
}

enum outcheck_status wishes_read(struct arena *arena, const struct submission *submission,
                                 const char *path, struct suggest_options *options,
                                 struct problems *problems)
{
    struct wishing at = {
        .arena = arena,
        .submission = submission,
        .problems = problems,
        .path = path,
        .places = map_create(arena, 64),
    };
    enum outcheck_status status = OUTCHECK_OK;
    for (uint32_t t = 0; t < submission->table_count; t++) {
        read_sidecar(&at, t);
    }
    for (uint32_t t = 0; path && t < submission->table_count; t++) {
        name_cells(&at, t);
    }
    if (path) {
        status = read_file(&at);
    }
    options->wishes = at.items;
    options->wish_count = at.count;
    return status;
}
