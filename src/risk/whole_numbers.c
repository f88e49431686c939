#include "risk/whole_numbers.h"

#include <math.h>

/* Slack for the last bits: 0.05 and 99.7 are no binary numbers. */
static const double last_bits = 1e-9;

static struct range rounded_inwards(struct range range, bool is_whole)
{
    const double slack = last_bits * fmax(1, fabs(range.high));
    if (is_whole) {
        range.low = ceil(range.low - slack);
        range.high = floor(range.high + slack);
    }
    range.low = fmax(range.low, 0);
    return range;
}

struct percentage percentage_of(const struct cell *cell)
{
    const double scale = cell->is_fraction ? 100 : 1;
    const int decimals = cell->decimals > 0 ? cell->decimals : 0;
    return (struct percentage){cell_percent_value(cell) * scale,
                               0.5 * scale * pow(10, -decimals)};
}

struct percentage percentage_of_rate(const struct cell *cell, double per)
{
    const int decimals = cell->decimals > 0 ? cell->decimals : 0;
    return (struct percentage){100 * cell->value / per,
                               100 * 0.5 * pow(10, -decimals) / per};
}

struct percentage percentage_rest(struct percentage percentage)
{
    return (struct percentage){100 - percentage.value, percentage.half};
}

struct range numerators_of(struct percentage percentage, struct range base, bool is_whole)
{
    const double low = fmax(percentage.value - percentage.half, 0);
    const double high = fmin(percentage.value + percentage.half, 100);
    return rounded_inwards(
        (struct range){low * base.low / 100, fmax(high, 0) * base.high / 100}, is_whole);
}

struct range bases_of(struct percentage percentage, struct range numerator, bool is_whole)
{
    const double low = percentage.value - percentage.half;
    const double high = percentage.value + percentage.half;
    return rounded_inwards(
        (struct range){
            high > 0 ? 100 * numerator.low / high : 0,
            low > 0 ? 100 * numerator.high / low : INFINITY,
        },
        is_whole);
}

struct range counts_of(double total, double mean, double half, bool is_whole)
{
    const double sum = fabs(total);
    const double low = fabs(mean) - half;
    const double high = fabs(mean) + half;
    return rounded_inwards(
        (struct range){
            high > 0 ? sum / high : 0,
            low > 0 ? sum / low : INFINITY,
        },
        is_whole);
}

bool range_is_small(struct range range, double minimum)
{
    return range.low <= range.high && range.low > 0 && range.high < minimum;
}
