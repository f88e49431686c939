/*
 * Percentages that run on: the "Cum." of a frequency table is the share of all categories
 * up to this one, of the total. Found by arithmetic alone; the count above the line is
 * one that nobody printed.
 */
#include "ingest/build/linker.h"

enum { AGREEING_WANTED = 2, CATEGORIES_LIMIT = 1000 };

struct run {
    uint32_t counts; /* a measure */
    uint32_t dimension;
};

/* The counts of the categories up to the cell's own. */
static double sum_up_to(struct linker *linker, uint32_t cell, const struct run *run)
{
    const struct dimension *over = &linker->table->dimensions[run->dimension];
    const uint32_t last = table_category(linker->table, cell, run->dimension);
    double sum = 0;
    for (uint32_t c = 0; c <= last && c < over->category_count; c++) {
        const uint32_t part =
            c == over->total
                ? NO_CELL
                : cell_index_sibling(linker->index, cell, run->counts, run->dimension, c);
        linker->looks++;
        sum += part == NO_CELL ? 0 : linker->table->cells[part].value;
    }
    return sum;
}

static uint32_t total_of(const struct linker *linker, uint32_t cell,
                         const struct run *run)
{
    return cell_index_sibling(linker->index, cell, run->counts, run->dimension,
                              linker->table->dimensions[run->dimension].total);
}

static bool cell_agrees(struct linker *linker, uint32_t index, const struct run *run)
{
    const struct cell *cell = &linker->table->cells[index];
    const uint32_t total = total_of(linker, index, run);
    if (total == NO_CELL || !(linker->table->cells[total].value > 0)) {
        return false;
    }
    const double unit = pow(10, -cell->decimals) * (1 + 1e-9);
    const double share = cell_percent_unit(cell) * sum_up_to(linker, index, run) /
                         linker->table->cells[total].value;
    return fabs(cell->value - share) <= unit; /* a hidden count makes it NAN */
}

static bool run_holds(struct linker *linker, uint32_t measure, const struct run *run)
{
    uint32_t agreeing = 0;
    for (uint32_t s = linker->starts[measure]; s < linker->starts[measure + 1]; s++) {
        const uint32_t i = linker->sorted[s];
        if (linker->table->cells[i].state != CELL_NUMBER) {
            continue;
        }
        if (linker->looks >= LINK_LOOK_LIMIT || !cell_agrees(linker, i, run)) {
            return false;
        }
        agreeing++;
    }
    return agreeing >= AGREEING_WANTED;
}

static bool may_run(const struct table *table, const struct run *run)
{
    const struct dimension *over = &table->dimensions[run->dimension];
    return role_is_count(table->measures[run->counts].role) &&
           over->total != NO_CATEGORY && over->category_count <= CATEGORIES_LIMIT;
}

static bool find_run(struct linker *linker, uint32_t measure, struct run *run)
{
    const struct table *table = linker->table;
    for (uint32_t i = 0; i < table->measure_count * table->dimension_count; i++) {
        *run = (struct run){i / table->dimension_count, i % table->dimension_count};
        if (may_run(table, run) && run_holds(linker, measure, run)) {
            return true;
        }
    }
    return false;
}

bool link_running(struct linker *linker, uint32_t measure)
{
    struct run run;
    if (!find_run(linker, measure, &run)) {
        return false;
    }
    for (uint32_t s = linker->starts[measure]; s < linker->starts[measure + 1]; s++) {
        struct cell *cell = &linker->at->cells[linker->sorted[s]];
        cell->denominator = total_of(linker, linker->sorted[s], &run);
        cell->count = cell->denominator;
        cell->numerator = NO_CELL;
    }
    linker->at->measures[measure].accumulation = (struct accumulation){
        .is_running = true, .dimension = run.dimension, .steps = UINT32_MAX};
    return true;
}
