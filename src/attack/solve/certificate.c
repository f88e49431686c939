#include "attack/solve/certificate.h"

#include <math.h>

enum { DENOMINATOR_LIMIT = 64 };
static const double near_whole = 1e-6;
static const double negligible = 1e-10;

static bool are_whole(const double *numbers, uint32_t count, double factor)
{
    for (uint32_t i = 0; i < count; i++) {
        const double number = numbers[i] * factor;
        if (!(fabs(number) < 1e9) ||
            fabs(number - nearbyint(number)) > near_whole * factor) {
            return false;
        }
    }
    return true;
}

int snap_to_fractions(double *numbers, uint32_t count)
{
    int denominator = 1;
    while (denominator <= DENOMINATOR_LIMIT && !are_whole(numbers, count, denominator)) {
        denominator++;
    }
    if (denominator > DENOMINATOR_LIMIT) {
        return 0;
    }
    for (uint32_t i = 0; i < count; i++) {
        numbers[i] = nearbyint(numbers[i] * denominator);
    }
    return denominator;
}

/* A sum that knows how large the numbers were that went into it. */
struct sum {
    long double value;
    long double size;
};

static void add(struct sum *sum, double multiplier, double low, double high)
{
    if (multiplier == 0) {
        return;
    }
    const long double part = (long double)multiplier * (multiplier > 0 ? low : high);
    sum->value += part;
    sum->size += fabsl(part);
}

/* Adds up multiplier * limit over the rows, and leaves d = unit * sign * e_t - y A in
 * `rest`. */
static void add_rows(const struct system *system, const double *multipliers,
                     struct sum *sum, double *rest)
{
    for (uint32_t row = 0; row < system->row_count; row++) {
        const double multiplier = system->row_is_out[row] ? 0 : multipliers[row];
        if (multiplier == 0) {
            continue;
        }
        add(sum, multiplier, system->row_low[row], system->row_high[row]);
        for (const struct term *term = row_begin(system, row);
             term < row_end(system, row); term++) {
            rest[term->unknown] -= multiplier * (double)term->coefficient;
        }
    }
}

double certificate_bound(const struct system *system, const struct bounds *bounds,
                         uint32_t unknown, int sign, double *multipliers, double *scratch)
{
    const double *low = bounds->low;
    const double *high = bounds->high;
    const int denominator = snap_to_fractions(multipliers, system->row_count);
    const double unit = denominator ? denominator : 1;
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        scratch[i] = i == unknown ? sign * unit : 0;
    }
    struct sum sum = {0};
    add_rows(system, multipliers, &sum, scratch);
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        /* Rounding noise of multipliers that are no fractions: an unbounded unknown
         * cannot carry it. A fraction leaves exactly nothing. */
        const bool is_noise = !denominator && fabs(scratch[i]) < negligible &&
                              (isinf(low[i]) || isinf(high[i]));
        add(&sum, is_noise ? 0 : scratch[i], low[i], high[i]);
    }
    if (isnan(sum.value) || isinf(sum.value)) {
        return -INFINITY;
    }
    const bool is_exact = denominator && sum.size < 0x1p60L;
    const long double slack = is_exact ? 0 : 1e-9L * (1 + sum.size);
    const long double bound = (sum.value - slack) / unit;
    /* A hair below, so that the division cannot round up across a whole number. */
    return (double)(bound - 1e-12L * (1 + fabsl(bound)));
}
