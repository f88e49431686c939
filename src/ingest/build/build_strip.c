/*
 * What is said of columns and rows to people, and what is true of the table as a whole.
 */
#include "base/text.h"
#include "ingest/build/build_context.h"
#include "ingest/infer/name_words.h"

#include <string.h>

static bool is_total_pair(const struct build *at, const struct pair_of_line *pair)
{
    const uint32_t total = at->table->dimensions[pair->dimension].total;
    return total != NO_CATEGORY && pair->category == total;
}

/* A column that holds one category of a dimension. */
static void say_category(const struct build *at, uint32_t line, struct line_role *role)
{
    const struct plan_line *plan_line = &at->plan->columns[line];
    for (uint32_t i = 0; i < plan_line->of_count; i++) {
        const struct pair_of_line *pair = &at->line_of[line][i];
        role->column_dimension = pair->dimension;
        role->column_category = pair->category;
        if (is_total_pair(at, pair) && role->role == ROLE_COUNT) {
            role->role = ROLE_TOTAL;
            role->detail = "total (row)";
            break;
        }
    }
}

static const char *dimension_detail(struct build *at, const struct plan_line *line,
                                    uint32_t dimension)
{
    const struct dimension *found = &at->table->dimensions[dimension];
    if (line->detail[0]) {
        return line->detail;
    }
    return found->total == NO_CATEGORY
               ? ""
               : text_format(at->arena, "total \"%s\"",
                             found->categories[found->total].text);
}

static struct line_role strip_of_column(struct build *at, uint32_t line)
{
    const struct plan_line *plan_line = &at->plan->columns[line];
    struct line_role role = {
        .index = plan_line->index,
        .role = plan_line->role,
        .name = plan_line->name,
        .detail = plan_line->detail,
        .origin = plan_line->origin,
        .dimension = UINT32_MAX,
        .measure =
            at->plan->measure_column == PLAN_NONE ? at->line_measure[line] : UINT32_MAX,
        .column_dimension = UINT32_MAX,
        .column_category = UINT32_MAX,
        .wish = plan_line->wish,
    };
    if (plan_line->role == ROLE_DIMENSION) {
        role.dimension = at->line_dimension[line];
        role.detail = dimension_detail(at, plan_line, role.dimension);
    } else if (at->line_measure[line] != UINT32_MAX) {
        say_category(at, line, &role);
    }
    return role;
}

static void say_columns(struct build *at)
{
    const uint32_t count = at->plan->column_count;
    struct line_role *columns =
        arena_array(at->arena, (size_t)count + 1, struct line_role);
    for (uint32_t i = 0; i < count; i++) {
        columns[i] = strip_of_column(at, i);
    }
    at->table->columns = columns;
    at->table->column_count = count;
}

static void say_rows(struct build *at)
{
    const struct plan *plan = at->plan;
    struct line_role *rows =
        arena_array(at->arena, (size_t)plan->row_count + 1, struct line_role);
    uint32_t count = 0;
    for (uint32_t i = 0; i < plan->row_count; i++) {
        if (plan->rows[i].role == ROLE_UNKNOWN) {
            continue;
        }
        rows[count++] = (struct line_role){
            .index = plan->rows[i].index,
            .role = plan->rows[i].role,
            .name = plan->rows[i].name ? plan->rows[i].name : "",
            .detail = "",
            .origin = plan->rows[i].origin,
            .dimension = UINT32_MAX,
            .measure = UINT32_MAX,
            .column_dimension = UINT32_MAX,
            .column_category = UINT32_MAX,
        };
    }
    at->table->rows = rows;
    at->table->row_count = count;
}

static bool is_at_total(const struct build *at, size_t cell)
{
    for (uint32_t d = 0; d < at->dimension_count; d++) {
        const uint32_t total = at->table->dimensions[d].total;
        if (total != NO_CATEGORY && build_cell_category(at, cell, d) == total) {
            return true;
        }
    }
    return false;
}

/* A count at the total of any dimension is a total. */
static void mark_totals(struct build *at)
{
    for (size_t i = 0; i < at->cell_count; i++) {
        if (at->cells[i].role == ROLE_COUNT && is_at_total(at, i)) {
            at->cells[i].role = ROLE_TOTAL;
        }
    }
}

static bool has_measure(const struct build *at, enum role role)
{
    for (size_t i = 0; i < at->measure_count; i++) {
        if (at->measures[i].role == role) {
            return true;
        }
    }
    return false;
}

static bool has_part(const struct partition *partition, uint32_t category)
{
    for (uint32_t p = 0; p < partition->part_count; p++) {
        if (partition->parts[p] == category && partition->whole != category) {
            return true;
        }
    }
    return false;
}

/* A whole that is itself a part of another: three levels. */
static bool is_multilevel(const struct dimension *dimension)
{
    const uint32_t count = dimension->partition_count;
    for (size_t i = 0; i < (size_t)count * count; i++) {
        if (has_part(&dimension->partitions[i / count],
                     dimension->partitions[i % count].whole)) {
            return true;
        }
    }
    return false;
}

/* Counts alone: of clusters, of nested levels, or just counts. */
static enum statistic_class class_of_frequencies(const struct build *at)
{
    for (size_t d = 0; d < at->dimension_count; d++) {
        const struct name_words words =
            name_words_of(at->scratch, at->table->dimensions[d].name);
        static const char *const clusters[] = {"cluster", "clusters"};
        if (name_has_word(&words, clusters, 2)) {
            return CLASS_CLUSTERS;
        }
    }
    for (size_t d = 0; d < at->dimension_count; d++) {
        if (is_multilevel(&at->table->dimensions[d])) {
            return CLASS_LINKED;
        }
    }
    return CLASS_FREQUENCIES;
}

/* The class of most cells; percentages beside their counts are a frequency table. */
static enum statistic_class class_of_table(const struct build *at)
{
    size_t cells[CLASS_COUNT + 1] = {0};
    for (size_t i = 0; i < at->cell_count; i++) {
        const enum role role = at->measures[at->cells[i].measure].role;
        cells[role_class(role)]++;
    }
    enum statistic_class best = class_of_frequencies(at);
    size_t most = 0;
    if (has_measure(at, ROLE_AT_RISK) || has_measure(at, ROLE_SURVIVAL)) {
        return CLASS_SURVIVAL;
    }
    for (int kind = 0; kind < CLASS_COUNT; kind++) {
        if (kind != CLASS_FREQUENCIES && cells[kind] > most) {
            most = cells[kind];
            best = (enum statistic_class)kind;
        }
    }
    return best;
}

static const char *unit_of_table(const struct build *at)
{
    if (at->plan->unit && at->plan->unit[0]) {
        return at->plan->unit;
    }
    for (size_t i = 0; i < at->measure_count; i++) {
        if (role_is_count(at->measures[i].role) && at->measures[i].unit[0]) {
            return at->measures[i].unit;
        }
    }
    return "people";
}

/* --- structural zeros
 * -------------------------------------------------------------------- */

static const char *next_piece(struct arena *arena, const char **rest)
{
    const char *start = *rest;
    const char *cut = strstr(start, " x ");
    const size_t length = cut ? (size_t)(cut - start) : strlen(start);
    *rest = cut ? cut + 3 : start + length;
    return text_copy(arena, start, length);
}

static bool cell_has(const struct build *at, size_t cell, const char *dimension,
                     const char *category)
{
    const size_t d =
        map_find_text(at->dimension_by_key, text_key(at->scratch, dimension));
    if (d == MAP_NONE) {
        return false;
    }
    const uint32_t own = build_cell_category(at, cell, (uint32_t)d);
    return own != NO_CATEGORY && text_equals(at->dimensions[d].categories[own].key,
                                             text_key(at->scratch, category));
}

static bool is_declared_zero(const struct build *at, size_t cell,
                             const struct plan_pair *zero)
{
    const char *dimensions = zero->dimension;
    const char *categories = zero->category;
    while (*dimensions && *categories) {
        const char *dimension = next_piece(at->scratch, &dimensions);
        const char *category = next_piece(at->scratch, &categories);
        if (!cell_has(at, cell, dimension, category)) {
            return false;
        }
    }
    return *dimensions == '\0' && *categories == '\0';
}

static void mark_declared_zero(struct build *at, const struct plan_pair *zero)
{
    for (size_t i = 0; i < at->cell_count; i++) {
        if (at->cells[i].value == 0 && is_declared_zero(at, i, zero)) {
            at->cells[i].is_structural_zero = true;
        }
    }
}

static void mark_structural_zeros(struct build *at)
{
    for (uint32_t z = 0; z < at->plan->structural_zero_count; z++) {
        mark_declared_zero(at, &at->plan->structural_zeros[z]);
    }
}

void build_strip(struct build *at)
{
    mark_totals(at);
    mark_structural_zeros(at);
    say_columns(at);
    say_rows(at);
    at->table->statistic_class = class_of_table(at);
    at->table->unit = unit_of_table(at);
}
