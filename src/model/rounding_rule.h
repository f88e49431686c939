/*
 * A way of rounding counts that somebody prescribes: to one base, to bases by size, or to
 * the middle of steps. Policies hold them; ingest looks whether a table follows one;
 * R101 finds what does not; protected tables are made with it.
 *
 * Not the same as `struct rounding` (model/table.h), which says how the numbers of one
 * measure *were* rounded.
 */
#ifndef OUTCHECK_MODEL_ROUNDING_RULE_H
#define OUTCHECK_MODEL_ROUNDING_RULE_H

#include <stdbool.h>
#include <stddef.h>

enum rounding_method {
    ROUND_TO_NEAREST,  /* halves away from zero */
    ROUND_TO_MIDPOINT, /* ceil(x / base) * base - base / 2; zero stays zero */
};

/* Numbers from this size on, up to the next band, are rounded to this base. */
struct rounding_band {
    double from;
    double base;
};

struct rounding_rule {
    enum rounding_method method;
    double base; /* where no band begins lower */
    const struct rounding_band
        *bands; /* by rising `from`; sizes without regard to sign */
    size_t band_count;
    double small_below; /* numbers from 1 up to below it become 0; 0: none do */
};

/* The base for a number of this size, not yet rounded. */
double rounding_rule_base(const struct rounding_rule *rule, double value);

/* The number as the rule prints it. */
double rounding_rule_apply(const struct rounding_rule *rule, double value);

/* Can the rule have printed this number? Where two bands meet, either base will do. */
bool rounding_rule_fits(const struct rounding_rule *rule, double printed);

#endif
