#include "risk/table_study.h"

#include "risk/cell_lattice.h"

#include <math.h>

struct table_study *table_study_create(struct arena *arena, const struct table *table)
{
    struct table_study *study = arena_new(arena, struct table_study);
    study->arena = arena;
    study->table = table;
    for (uint32_t m = 0; m < table->measure_count; m++) {
        study->measures_of_role[table->measures[m].role]++;
    }
    return study;
}

static bool is_multiple(double value, double base)
{
    return fabs(value - round(value / base) * base) <= 1e-9 * fmax(1, fabs(value));
}

static bool is_multiple_of_5(double value)
{
    const int64_t whole = fabs(value) < 1e15 ? (int64_t)value : 0;
    return whole && (double)whole == value ? whole % 5 == 0 : is_multiple(value, 5);
}

static void digest_number(struct digest *digest, uint32_t cell, double value)
{
    if (!digest->numbers++) {
        digest->first = cell;
    }
    digest->not_zero += value != 0;
    if (!is_multiple_of_5(value)) {
        if (!digest->not_multiple_of_5++) {
            digest->first_exact = cell;
        }
        digest->not_multiple_of_10++;
    } else if (!is_multiple(value, 10)) {
        digest->not_multiple_of_10++;
    }
}

const struct digest *study_digests(struct table_study *study)
{
    if (study->digests) {
        return study->digests;
    }
    const struct table *table = study->table;
    struct digest *digests =
        arena_array(study->arena, table->measure_count, struct digest);
    for (uint32_t m = 0; m < table->measure_count; m++) {
        digests[m].first = digests[m].first_exact = NO_CELL;
    }
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (cell->state == CELL_NUMBER) {
            digest_number(&digests[cell->measure], i, cell->value);
        }
    }
    study->digests = digests;
    return digests;
}

static const struct cell_lattice *study_lattice(struct table_study *study)
{
    if (!study->lattice) {
        study->lattice = cell_lattice_create(study->arena, study->table);
    }
    return study->lattice;
}

uint32_t study_neighbour(struct table_study *study, uint32_t cell, uint32_t dimension,
                         uint32_t category)
{
    return cell_lattice_find(study_lattice(study), cell,
                             study->table->cells[cell].measure, dimension, category);
}

uint32_t study_other_measure(struct table_study *study, uint32_t cell, uint32_t measure)
{
    return cell_lattice_find(study_lattice(study), cell, measure, UINT32_MAX,
                             NO_CATEGORY);
}

const struct line_cells *study_line_cells(struct table_study *study, uint32_t dimension)
{
    return cell_lattice_lines(study_lattice(study), study->arena, dimension);
}

uint32_t study_namesake(struct table_study *study, uint32_t cell)
{
    return study_other_measure(study, cell, study->table->cells[cell].measure);
}

/* Halves up: 10 rounded to 5 stands for 8 to 12. `whole` numbers for counts alone. */
static struct range nearest_range(const struct rounding *rounding, double value,
                                  bool whole)
{
    const double half = rounding->base / 2;
    if (value == 0) {
        const double beyond = fmax(half, rounding->small_below);
        return (struct range){0, whole ? ceil(beyond) - 1 : beyond};
    }
    struct range range = {value - half, value + half};
    if (whole) {
        range = (struct range){ceil(range.low), ceil(range.high) - 1};
        range.low = value > 0 ? fmax(range.low, ceil(rounding->small_below)) : range.low;
    }
    return range;
}

static struct range midpoint_range(const struct rounding *rounding, double value)
{
    if (value == 0) {
        return (struct range){0, 0};
    }
    return (struct range){value - rounding->base / 2 + 1, value + rounding->base / 2};
}

struct range cell_stands_for(const struct table *table, const struct cell *cell)
{
    if (cell->state == CELL_BAND) {
        return (struct range){cell->low, cell->high};
    }
    if (cell->state != CELL_NUMBER) {
        return (struct range){0, INFINITY};
    }
    const struct measure *measure = &table->measures[cell->measure];
    const struct rounding *rounding = &measure->rounding;
    if (rounding->kind == ROUNDING_NEAREST && rounding->base > 0) {
        return nearest_range(rounding, cell->value, role_is_count((enum role)cell->role));
    }
    if (rounding->kind == ROUNDING_MIDPOINT && rounding->base > 0) {
        return midpoint_range(rounding, cell->value);
    }
    if (cell->rounded_to > 1) {
        const struct rounding own = {.kind = ROUNDING_NEAREST, .base = cell->rounded_to};
        return nearest_range(&own, cell->value, role_is_count((enum role)cell->role));
    }
    return (struct range){cell->value, cell->value};
}

/* Six numbers that are all multiples by chance: less than one in ten thousand. */
enum { ENOUGH_MULTIPLES = 6 };

static double base_in_data(const struct digest *digest)
{
    if (digest->not_zero < ENOUGH_MULTIPLES || digest->not_multiple_of_5) {
        return 0;
    }
    return digest->not_multiple_of_10 ? 5 : 10;
}

double study_half_step(struct table_study *study, const struct cell *cell)
{
    const struct rounding *rounding = &study->table->measures[cell->measure].rounding;
    const double printed = cell->decimals > 0 || !role_is_count((enum role)cell->role)
                               ? 0.5 * pow(10, -cell->decimals)
                               : 0;
    double base = 0;
    if (rounding->kind == ROUNDING_NEAREST || rounding->kind == ROUNDING_MIDPOINT) {
        base = fmax(rounding->base, 2 * rounding->small_below);
    } else if (rounding->kind == ROUNDING_UNKNOWN || rounding->origin == ORIGIN_GUESS) {
        base = base_in_data(&study_digests(study)[cell->measure]);
    }
    return fmax(fmax(base, cell->rounded_to) / 2, printed);
}
