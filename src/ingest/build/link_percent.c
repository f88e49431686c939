/*
 * Percentages find their counts by arithmetic.
 *
 * A percentage measure is tried against each count measure: numerator at the same labels,
 * denominator at the total of one dimension (or of all), or the sum over a dimension that
 * has no total. The way that holds in all cells, and tells most, is taken; where none
 * does, nothing is linked, and that is a doubt, never a guess.
 */
#include "base/text.h"
#include "ingest/build/linker.h"

/* Cells that have to agree, and how many do where another base is impossible. */
enum { TELLING_WANTED = 3, TELLING_AT_LEAST = 1 };

/* Where a denominator stands, seen from its numerator. */
#define ALL_DIMENSIONS UINT32_MAX

struct way {
    uint32_t count_measure;
    uint32_t dimension; /* or ALL_DIMENSIONS */
    bool is_sum; /* of the dimension's categories, whose total is not in the table */
    double scale;
    uint32_t telling;
    uint32_t wanted; /* so many cells */
};

static uint32_t denominator_of(const struct linker *linker, uint32_t cell,
                               const struct way *way)
{
    const struct table *table = linker->table;
    if (way->dimension != ALL_DIMENSIONS) {
        return cell_index_sibling(linker->index, cell, way->count_measure, way->dimension,
                                  table->dimensions[way->dimension].total);
    }
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const bool is_time = table->dimensions[d].kind == DIMENSION_TIME ||
                             table->dimensions[d].kind == DIMENSION_PANEL;
        linker->scratch[d] =
            is_time ? table_category(table, cell, d) : table->dimensions[d].total;
    }
    return cell_index_find(linker->index, way->count_measure, linker->scratch);
}

static uint32_t numerator_of(const struct linker *linker, uint32_t cell,
                             const struct way *way)
{
    return cell_index_sibling(linker->index, cell, way->count_measure, UINT32_MAX, 0);
}

/* Shares of counts that are all there, without their total: the sum over a dimension's
 * categories is what they are of. */
static double sum_over(const struct linker *linker, uint32_t cell, const struct way *way)
{
    const struct dimension *over = &linker->table->dimensions[way->dimension];
    double sum = 0;
    for (uint32_t c = 0; c < over->category_count; c++) {
        const uint32_t part =
            c == over->total ? NO_CELL
                             : cell_index_sibling(linker->index, cell, way->count_measure,
                                                  way->dimension, c);
        sum += part == NO_CELL ? 0 : linker->table->cells[part].value;
    }
    return sum;
}

static double half_base(const struct linker *linker, uint32_t measure)
{
    const struct rounding *rounding = &linker->table->measures[measure].rounding;
    const bool is_rounded =
        rounding->kind == ROUNDING_NEAREST || rounding->kind == ROUNDING_MIDPOINT;
    return is_rounded && rounding->base > 1 ? rounding->base / 2 : 0;
}

/* -1 disagrees, 0 says nothing, 1 agrees and tells something. */
static int try_cell(const struct linker *linker, uint32_t index, const struct way *way)
{
    const struct cell *cells = linker->table->cells;
    const uint32_t above = numerator_of(linker, index, way);
    const uint32_t below = way->is_sum ? above : denominator_of(linker, index, way);
    if (above == NO_CELL || below == NO_CELL) {
        return 0;
    }
    const double a = cells[above].value;
    const double b = way->is_sum ? sum_over(linker, index, way) : cells[below].value;
    if (isnan(a) || isnan(b) || isnan(cells[index].value) || b <= 0) {
        return 0;
    }
    const double half = half_base(linker, way->count_measure);
    const double unit = 0.5 * pow(10, -cells[index].decimals);
    const double leeway = unit * 1.000001 + way->scale * half * (a + b) / (b * b) + 1e-9;
    if (fabs(cells[index].value - way->scale * a / b) > leeway) {
        return -1;
    }
    return a > 0 && a < b && leeway < 0.1 * way->scale ? 1 : 0;
}

static bool way_holds(struct linker *linker, uint32_t measure, struct way *way)
{
    way->telling = 0;
    for (uint32_t s = linker->starts[measure]; s < linker->starts[measure + 1]; s++) {
        const uint32_t i = linker->sorted[s];
        if (linker->table->cells[i].denominator != NO_CELL) {
            continue;
        }
        linker->looks +=
            way->is_sum ? linker->table->dimensions[way->dimension].category_count : 1;
        const int answer = try_cell(linker, i, way);
        if (answer < 0) {
            return false;
        }
        way->telling += (uint32_t)answer;
    }
    return way->telling >= way->wanted;
}

static bool may_be_below(const struct linker *linker, uint32_t dimension)
{
    if (dimension == ALL_DIMENSIONS) {
        return true;
    }
    const struct dimension *candidate = &linker->table->dimensions[dimension];
    return candidate->kind != DIMENSION_TIME && candidate->kind != DIMENSION_PANEL;
}

/* Sums are looked for in short dimensions without a total alone: they cost a look at
 * every category for every cell. */
static bool may_be_summed(const struct linker *linker, const struct way *way)
{
    enum { CATEGORIES_LIMIT = 100 };
    if (way->dimension == ALL_DIMENSIONS) {
        return false;
    }
    const struct dimension *over = &linker->table->dimensions[way->dimension];
    return over->total == NO_CATEGORY && over->category_count >= 2 &&
           over->category_count <= CATEGORIES_LIMIT;
}

static void try_way(struct linker *linker, uint32_t measure, struct way *way,
                    struct way *best)
{
    const struct measure *own = &linker->table->measures[measure];
    const bool is_rate = own->role == ROLE_RATE && own->scale > 0;
    way->is_sum = may_be_summed(linker, way);
    for (int s = is_rate ? 1 : 0; s < 2; s++) {
        way->scale = is_rate ? own->scale : s ? 1 : 100;
        if (way_holds(linker, measure, way) && way->telling > best->telling) {
            *best = *way;
        }
    }
}

static void try_measure(struct linker *linker, uint32_t measure, uint32_t count_measure,
                        struct way *best)
{
    const uint32_t dimensions = linker->table->dimension_count;
    for (uint32_t d = 0; d <= dimensions; d++) {
        struct way way = {.count_measure = count_measure,
                          .dimension = d < dimensions ? d : ALL_DIMENSIONS,
                          .wanted = best->wanted};
        if (may_be_below(linker, way.dimension)) {
            try_way(linker, measure, &way, best);
        }
    }
}

static bool find_way(struct linker *linker, uint32_t measure, uint32_t wanted,
                     struct way *best)
{
    const struct table *table = linker->table;
    *best = (struct way){.wanted = wanted};
    for (uint32_t m = 0; m < table->measure_count && linker->looks < LINK_LOOK_LIMIT;
         m++) {
        const enum role role = table->measures[m].role;
        if (role_is_count(role) || role == ROLE_WEIGHTED) {
            try_measure(linker, measure, m, best);
        }
    }
    return best->telling > 0;
}

static void take_way(struct linker *linker, uint32_t measure, const struct way *way)
{
    struct build *at = linker->at;
    for (uint32_t s = linker->starts[measure]; s < linker->starts[measure + 1]; s++) {
        const uint32_t i = linker->sorted[s];
        struct cell *cell = &at->cells[i];
        if (cell->denominator != NO_CELL) {
            continue;
        }
        cell->numerator = numerator_of(linker, i, way);
        cell->denominator = way->is_sum ? NO_CELL : denominator_of(linker, i, way);
        cell->is_fraction = way->scale < 100;
        cell->count = cell->denominator != NO_CELL ? cell->denominator : cell->count;
    }
}

static bool is_linked(const struct linker *linker, uint32_t measure)
{
    for (uint32_t s = linker->starts[measure]; s < linker->starts[measure + 1]; s++) {
        if (linker->at->cells[linker->sorted[s]].denominator == NO_CELL) {
            return false;
        }
    }
    return true;
}

bool link_has_counts(const struct build *at)
{
    for (size_t i = 0; i < at->measure_count; i++) {
        if (role_is_count(at->measures[i].role)) {
            return true;
        }
    }
    return false;
}

/* What stands below the line is known by name only, or not at all. */
static void doubt_base(const struct linker *linker, uint32_t measure)
{
    struct build *at = linker->at;
    if (!link_has_counts(at)) {
        return;
    }
    const struct cell *cell = &at->cells[linker->sorted[linker->starts[measure]]];
    const char *name = at->measures[measure].name;
    if (cell->count == NO_CELL) {
        build_doubt(at, cell->row, cell->column, 0.05,
                    "the counts in the table do not show what \"%s\" is a percentage of",
                    name);
    } else {
        build_doubt(at, cell->row, cell->column, 0.05,
                    "that \"%s\" is a percentage of column %s is known by name only",
                    name, grid_column_letters(at->arena, at->cells[cell->count].column));
    }
}

/* How many categories of a count outside the cells are the cell's; 0 when one is another.
 */
static uint32_t shared_categories(const struct build *at, uint32_t outside, uint32_t cell)
{
    uint32_t shared = 1;
    for (uint32_t d = 0; d < at->dimension_count; d++) {
        const uint32_t own = build_cell_category(at, outside, d);
        if (own != NO_CATEGORY && own != build_cell_category(at, cell, d)) {
            return 0;
        }
        shared += own != NO_CATEGORY ? 1 : 0;
    }
    return shared;
}

/* "Female (N = 728)" above a column of shares of itself is what they are shares of. */
static uint32_t outside_base(const struct build *at, uint32_t cell)
{
    uint32_t found = NO_CELL;
    uint32_t most = 0;
    for (uint32_t i = (uint32_t)at->cell_count; i > 0 && at->cells[i - 1].is_outside;
         i--) {
        const uint32_t shared = shared_categories(at, i - 1, cell);
        found = shared > most ? i - 1 : found;
        most = shared > most ? shared : most;
    }
    return found;
}

static bool is_share_of_column(const struct build *at, uint32_t column)
{
    const struct plan_line *line = &at->plan->columns[column - at->plan->first_column];
    return text_equals(line->detail, "percent of column");
}

static void link_outside(struct linker *linker, uint32_t measure)
{
    struct build *at = linker->at;
    const uint32_t end = at->plan->outside_count ? linker->starts[measure + 1] : 0;
    for (uint32_t s = linker->starts[measure]; s < end; s++) {
        const uint32_t i = linker->sorted[s];
        struct cell *cell = &at->cells[i];
        if (cell->denominator == NO_CELL && is_share_of_column(at, cell->column)) {
            cell->denominator = outside_base(at, i);
            cell->count = cell->denominator;
        }
    }
}

void link_percent(struct linker *linker, uint32_t measure)
{
    link_outside(linker, measure);
    const uint32_t first = linker->starts[measure];
    const bool is_change = first < linker->starts[measure + 1] &&
                           linker->at->cells[linker->sorted[first]].is_change;
    if (is_change || is_linked(linker, measure)) {
        return;
    }
    struct way way;
    if (find_way(linker, measure, TELLING_WANTED, &way) ||
        (link_base_is_impossible(linker, measure) &&
         find_way(linker, measure, TELLING_AT_LEAST, &way))) {
        take_way(linker, measure, &way);
    } else if (!link_running(linker, measure)) {
        doubt_base(linker, measure);
    }
}
