#include "model/rounding_rule.h"

#include <math.h>

double rounding_rule_base(const struct rounding_rule *rule, double value)
{
    double base = rule->base;
    for (size_t i = 0; i < rule->band_count && fabs(value) >= rule->bands[i].from; i++) {
        base = rule->bands[i].base;
    }
    return base;
}

static double round_size(const struct rounding_rule *rule, double size, double base)
{
    if (size == 0 || size < rule->small_below || base <= 0) {
        return base > 0 ? 0 : size;
    }
    if (rule->method == ROUND_TO_MIDPOINT) {
        return ceil(size / base) * base - base / 2;
    }
    return floor(size / base + 0.5) * base;
}

double rounding_rule_apply(const struct rounding_rule *rule, double value)
{
    const double base = rounding_rule_base(rule, value);
    return copysign(round_size(rule, fabs(value), base), value) + 0.0;
}

static bool is_multiple(double value, double base)
{
    return fabs(value - base * nearbyint(value / base)) <= 1e-9 * (1 + fabs(value));
}

static bool is_on(const struct rounding_rule *rule, double size, double base)
{
    if (size == 0 || base <= 0) {
        return true;
    }
    return is_multiple(rule->method == ROUND_TO_MIDPOINT ? size + base / 2 : size, base);
}

bool rounding_rule_fits(const struct rounding_rule *rule, double printed)
{
    const double size = fabs(printed);
    if (size > 0 && size < rule->small_below) {
        return false;
    }
    /* 49 rounds to 50 by its own band, though 50 begins the next. */
    for (size_t i = 0; i < rule->band_count; i++) {
        const double before = i ? rule->bands[i - 1].base : rule->base;
        const bool meets =
            size >= rule->bands[i].from && size < rule->bands[i].from + before / 2 + 1e-9;
        if (meets && is_on(rule, size, before)) {
            return true;
        }
    }
    return is_on(rule, size, rounding_rule_base(rule, size));
}
