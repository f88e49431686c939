#include "attack/names/cell_range.h"

#include <math.h>

enum { FIGURES_TO_SEE_A_BASE = 10 };

static bool is_multiple(double value, double base)
{
    return fabs(value - base * nearbyint(value / base)) < 1e-9 * (1 + fabs(value));
}

/* Whether enough figures of the measure are there, and all of them are multiples. */
static bool shows_base(const struct table *table, uint32_t measure, double base)
{
    uint32_t figures = 0;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (cell->measure != measure || cell->state != CELL_NUMBER || cell->value == 0) {
            continue;
        }
        if (!is_multiple(cell->value, base)) {
            return false;
        }
        figures++;
    }
    return figures >= FIGURES_TO_SEE_A_BASE;
}

struct rounding cell_rounding(const struct table *table, uint32_t measure)
{
    const struct rounding stated = table->measures[measure].rounding;
    if (stated.kind != ROUNDING_UNKNOWN ||
        !role_is_count(table->measures[measure].role)) {
        return stated;
    }
    static const double bases[] = {1000, 100, 10, 5};
    for (size_t b = 0; b < sizeof(bases) / sizeof(bases[0]); b++) {
        if (shows_base(table, measure, bases[b])) {
            return (struct rounding){
                .kind = ROUNDING_NEAREST,
                .base = bases[b],
                .origin = ORIGIN_ARITHMETIC,
            };
        }
    }
    return (struct rounding){.kind = ROUNDING_NONE, .origin = ORIGIN_GUESS};
}

struct range rounded_range(double value, const struct rounding *rounding)
{
    struct range range = {value, value};
    const double half = rounding->base / 2;
    if (rounding->kind == ROUNDING_MIDPOINT && value > 0) {
        range = (struct range){floor(value - half) + 1, floor(value + half)};
    } else if (rounding->kind == ROUNDING_NEAREST && rounding->base > 0) {
        range = (struct range){ceil(value - half), ceil(value + half) - 1};
    }
    range.low = fmax(0, range.low);
    if (rounding->small_below > 0 && value == 0) {
        range.high = fmax(range.high, ceil(rounding->small_below) - 1);
    } else if (rounding->small_below > 0) {
        range.low = fmax(range.low, fmin(ceil(rounding->small_below), range.high));
    }
    return range;
}

static struct range number_range(const struct cell *cell, enum role role,
                                 const struct rounding *rounding)
{
    if (role_is_count(role)) {
        return rounded_range(cell->value, rounding);
    }
    const bool is_exact = rounding->kind == ROUNDING_NONE &&
                          rounding->origin == ORIGIN_META &&
                          cell->value == floor(cell->value);
    if (is_exact) { /* whole numbers of a program that rounds none */
        return (struct range){cell->value, cell->value};
    }
    double half = 0.5 * pow(10, -cell->decimals);
    if (rounding->kind == ROUNDING_NEAREST && rounding->base > 0) {
        half = fmax(half, rounding->base / 2);
    }
    const double low = cell->value - half;
    return (struct range){cell->value >= 0 ? fmax(0, low) : low, cell->value + half};
}

/* Shown as low: it would round to zero, but is not zero. */
static struct range low_range(const struct rounding *rounding)
{
    const struct range zero = rounded_range(0, rounding);
    return (struct range){1, zero.high >= 1 ? zero.high : INFINITY};
}

bool cell_state_hides(uint8_t state)
{
    return state != CELL_NUMBER && state != CELL_NOT_APPLICABLE;
}

struct range cell_range(const struct table *table, uint32_t index,
                        const struct rounding *rounding)
{
    const struct cell *cell = &table->cells[index];
    const enum role role = table->measures[cell->measure].role;
    const struct rounding coarser = {.kind = ROUNDING_NEAREST, .base = cell->rounded_to};
    switch ((enum cell_state)cell->state) {
    case CELL_NUMBER:
        return number_range(cell, role,
                            cell->rounded_to > rounding->base ? &coarser : rounding);
    case CELL_BAND:
        return (struct range){cell->low, cell->high};
    case CELL_LOW:
        return low_range(rounding);
    case CELL_NOT_APPLICABLE:
        return (struct range){0, 0};
    case CELL_HIDDEN:
    case CELL_NOT_AVAILABLE:
    case CELL_UNRELIABLE:
    case CELL_EMPTY:
    case CELL_UNREADABLE:
        break;
    }
    return (struct range){0, INFINITY};
}
