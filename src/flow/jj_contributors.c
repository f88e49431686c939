#include "flow/jj_contributors.h"

#include "base/map.h"
#include "base/text.h"
#include "flow/csv_grid.h"

#include <math.h>
#include <stdlib.h>

struct joining {
    const char *path;
    const struct grid *grid;
    struct map *cell_of_id;
    double *contributors;
    uint32_t id;
    uint32_t count;
    struct problems *problems;
};

static void complain(const struct joining *at, uint32_t row, const char *what,
                     const char *word)
{
    const struct place place = {.file = at->path, .line = at->grid->rows[row].line};
    problem_add(at->problems, OUTCHECK_ERROR_USAGE, place,
                "Each line has the id of a cell and a number of contributors.", "%s '%s'",
                what, word);
}

static void join_row(struct joining *at, uint32_t row)
{
    const char *id = grid_text(at->grid, row, at->id);
    const char *count = grid_text(at->grid, row, at->count);
    char *end = NULL;
    const long long key = strtoll(id, &end, 10);
    const bool is_id = end != id && *end == '\0';
    const size_t cell = is_id ? map_find(at->cell_of_id, &key, sizeof(key)) : MAP_NONE;
    const double number = strtod(count, &end);
    if (cell == MAP_NONE) {
        complain(at, row, "there is no cell", id);
    } else if (end == count || *end != '\0' || !(number >= 0)) {
        complain(at, row, "no number of contributors:", count);
    } else if (number == 1) {
        at->contributors[cell] = 1;
    }
}

enum outcheck_status jj_contributors_read(struct arena *arena,
                                          const struct jj_table *table, const char *path,
                                          const double **contributors,
                                          struct problems *problems)
{
    const uint32_t cells = table->problem->cell_count;
    struct joining at = {
        .path = path,
        .cell_of_id = map_create(arena, cells),
        .contributors = arena_array(arena, (size_t)cells + 1, double),
        .problems = problems,
    };
    const enum outcheck_status status = csv_grid_read(arena, path, &at.grid, problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    at.id = csv_grid_column(arena, at.grid, "id");
    at.count = csv_grid_column(arena, at.grid, "contributors");
    at.count =
        at.count == UINT32_MAX ? csv_grid_column(arena, at.grid, "freq") : at.count;
    if (at.id == UINT32_MAX || at.count == UINT32_MAX) {
        problem_add(problems, OUTCHECK_ERROR_USAGE, place_of_file(path),
                    "The first line names the columns: id,contributors.",
                    "it has no columns for cells and contributors");
        return OUTCHECK_ERROR_USAGE;
    }
    for (uint32_t i = 0; i < cells; i++) {
        at.contributors[i] = NAN;
        (void)map_add(at.cell_of_id, &table->ids[i], sizeof(long long), i);
    }
    for (uint32_t row = 1; row < at.grid->row_count; row++) {
        if (at.grid->rows[row].count) {
            join_row(&at, row);
        }
    }
    *contributors = at.contributors;
    return problems_status(problems);
}
