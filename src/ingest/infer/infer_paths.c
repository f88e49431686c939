/*
 * Labels that repeat under different parents, told apart by how far they are set in:
 *
 *     North East   51      a row of its own, with numbers
 *       Urban      44      "North East: Urban"
 *       Rural       7
 *     London      208
 *       Urban     105      "London: Urban"
 *
 * The path from the outermost label down is the category, and children are parts of
 * their parent. A table whose steps do not fit (a label between two levels, a first row
 * that is set in, a path that stands there twice) is left as it is: its labels stay
 * ambiguous, and it cannot be assessed.
 */
#include "base/map.h"
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <math.h>
#include <string.h>

enum { DEPTH_LIMIT = 16 };

static const double half_unit = 0.5;

/* A row of data with its place in the hierarchy. */
struct path_row {
    uint32_t row; /* in the grid */
    uint32_t width;
    uint32_t parent; /* position in the list, or PLAN_NONE */
    const char *path;
};

struct paths {
    struct inference *at;
    uint32_t line;
    struct path_row *rows;
    uint32_t count;
};

/* The only label column, where there is but one. */
static uint32_t single_label(const struct inference *at)
{
    uint32_t found = PLAN_NONE;
    uint32_t count = 0;
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (at->lines[i].role == ROLE_DIMENSION) {
            found = i;
            count++;
        }
    }
    return count == 1 ? found : PLAN_NONE;
}

/* Blanks before the label, as files without formats have them. */
static uint32_t blanks_before(const char *text)
{
    uint32_t width = 0;
    while (*text == ' ' || *text == '\t' || strncmp(text, "\xC2\xA0", 2) == 0) {
        text += (unsigned char)*text == 0xC2 ? 2 : 1;
        width++;
    }
    return width;
}

static bool list_rows(struct paths *paths)
{
    const struct inference *at = paths->at;
    const uint32_t column = grid_column(at, paths->line);
    uint32_t next = 0; /* indent: they are sorted by row */
    for (uint32_t row = at->block->first_row; row <= at->block->last_row; row++) {
        const uint8_t kind = at->block->kinds[row - at->block->first_row];
        const char *text = grid_text(at->grid, row, column);
        if (kind == ROW_SECTION || (kind == ROW_DATA && text_is_blank(text))) {
            return false;
        }
        if (kind != ROW_DATA) {
            continue;
        }
        uint32_t width = blanks_before(text);
        while (next < at->grid->indent_count && at->grid->indents[next].row <= row) {
            const struct grid_indent *indent = &at->grid->indents[next++];
            width += indent->row == row && indent->column == column ? indent->steps : 0;
        }
        paths->rows[paths->count++] = (struct path_row){
            .row = row,
            .width = width,
            .parent = PLAN_NONE,
            .path = text_squeezed(at->arena, text),
        };
    }
    return paths->count > 1;
}

static bool are_unique(const struct paths *paths)
{
    struct map *seen = map_create(paths->at->arena, paths->count);
    for (uint32_t i = 0; i < paths->count; i++) {
        if (map_add_text(seen, text_key(paths->at->arena, paths->rows[i].path), i) != i) {
            return false;
        }
    }
    return true;
}

/* Each row under the nearest one above that is set in less; false where a row stands
 * between two levels. */
static bool find_parents(struct paths *paths)
{
    uint32_t stack[DEPTH_LIMIT];
    uint32_t depth = 0;
    for (uint32_t i = 0; i < paths->count; i++) {
        struct path_row *row = &paths->rows[i];
        uint32_t sibling = PLAN_NONE;
        while (depth && paths->rows[stack[depth - 1]].width >= row->width) {
            sibling = stack[--depth];
        }
        const bool is_between =
            sibling != PLAN_NONE && paths->rows[sibling].width != row->width;
        if (is_between || depth == DEPTH_LIMIT) {
            return false;
        }
        row->parent = depth ? stack[depth - 1] : PLAN_NONE;
        if (depth) {
            row->path = text_format(paths->at->arena, "%s: %s",
                                    paths->rows[row->parent].path, row->path);
        }
        stack[depth++] = i;
    }
    return true;
}

/* ---- what adds up to what ---- */

/* Whether the parts of a row fail to add up to it in any column that shows all of them.
 */
static bool is_contradicted(const struct paths *paths, uint32_t whole,
                            const uint32_t *parts, uint32_t count)
{
    const struct inference *at = paths->at;
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (!role_is_count(at->lines[i].role)) {
            continue;
        }
        const struct cell_value *values = line_values(at, i);
        double sum = 0;
        for (uint32_t p = 0; p < count; p++) {
            sum += values[paths->rows[parts[p]].row - at->block->first_row].number;
        }
        const double total = values[paths->rows[whole].row - at->block->first_row].number;
        if (!isnan(sum) && !isnan(total) && fabs(sum - total) > half_unit) {
            return true;
        }
    }
    return false;
}

static void add_partition(struct paths *paths, uint32_t whole, const uint32_t *parts,
                          uint32_t count)
{
    struct inference *at = paths->at;
    struct plan *plan = at->plan;
    struct plan_partition *list =
        arena_array(at->arena, (size_t)plan->partition_count + 1, struct plan_partition);
    if (plan->partition_count) {
        memcpy(list, plan->partitions, plan->partition_count * sizeof(*list));
    }
    const char **names = arena_array(at->arena, (size_t)count + 1, const char *);
    for (uint32_t i = 0; i < count; i++) {
        names[i] = paths->rows[parts[i]].path;
    }
    list[plan->partition_count++] = (struct plan_partition){
        .dimension = infer_dimension_name(at, paths->line),
        .whole = paths->rows[whole].path,
        .parts = names,
        .part_count = count,
        .is_exhaustive = !is_contradicted(paths, whole, parts, count),
        .origin = ORIGIN_LAYOUT,
        .name = "",
    };
    plan->partitions = list;
}

/* The row of all others at the outermost level, by its name. */
static uint32_t total_row(const struct paths *paths)
{
    uint32_t found = PLAN_NONE;
    for (uint32_t i = 0; i < paths->count; i++) {
        const struct path_row *row = &paths->rows[i];
        if (row->parent == PLAN_NONE &&
            name_total_rank(text_key(paths->at->arena, row->path)) >= 2) {
            found = i;
        }
    }
    return found;
}

/* The rows right below a row in the hierarchy; answers how many. */
static uint32_t list_children(const struct paths *paths, uint32_t whole, uint32_t *parts)
{
    const uint32_t width = paths->rows[whole].width;
    uint32_t count = 0;
    for (uint32_t i = whole + 1; i < paths->count && paths->rows[i].width > width; i++) {
        if (paths->rows[i].parent == whole) {
            parts[count++] = i;
        }
    }
    return count;
}

static void part_rows(struct paths *paths)
{
    uint32_t *parts = arena_array(paths->at->arena, paths->count, uint32_t);
    const uint32_t total = total_row(paths);
    uint32_t outermost = 0;
    for (uint32_t i = 0; total != PLAN_NONE && i < paths->count; i++) {
        if (paths->rows[i].parent == PLAN_NONE && i != total) {
            parts[outermost++] = i;
        }
    }
    if (outermost > 1) {
        add_partition(paths, total, parts, outermost);
    }
    for (uint32_t whole = 0; whole < paths->count; whole++) {
        const uint32_t count = list_children(paths, whole, parts);
        if (count) {
            add_partition(paths, whole, parts, count);
        }
    }
}

static void name_rows(struct paths *paths)
{
    struct inference *at = paths->at;
    const char **labels = arena_array(
        at->arena, at->block->last_row - at->block->first_row + 1, const char *);
    for (uint32_t i = 0; i < paths->count; i++) {
        labels[paths->rows[i].row - at->block->first_row] = paths->rows[i].path;
    }
    at->lines[paths->line].row_labels = labels;
}

void infer_paths(struct inference *at)
{
    enum { ROWS = 10000 };
    struct paths paths = {.at = at, .line = single_label(at)};
    const uint32_t rows = at->block->last_row - at->block->first_row + 1;
    if (paths.line == PLAN_NONE || rows > ROWS || at->plan->row_count) {
        return;
    }
    paths.rows = arena_array(at->arena, rows, struct path_row);
    if (!list_rows(&paths) || are_unique(&paths) || !find_parents(&paths) ||
        !are_unique(&paths)) {
        return;
    }
    name_rows(&paths);
    if (!at->known || !at->known->partition_count) {
        part_rows(&paths);
    }
}
