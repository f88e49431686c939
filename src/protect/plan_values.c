#include "protect/plan_values.h"

#include <math.h>

static const double tolerance = 1e-6;

/* The rows of one unknown that wait for it. */
struct finding_values {
    struct plan *plan;
    uint32_t *missing; /* [row_count] unknowns without a value */
    uint32_t *queue;   /* rows with one missing */
    size_t queued;
    size_t done;
};

static bool is_known(const struct plan *plan, uint32_t unknown)
{
    return !isnan(plan->unknowns[unknown].value);
}

/* A value set: rows that now miss one only can give that one. */
static void note_known(struct finding_values *at, uint32_t unknown)
{
    const struct system *system = at->plan->knowledge->system;
    for (uint32_t i = system->column_start[unknown];
         i < system->column_start[unknown + 1]; i++) {
        const uint32_t row = system->column_rows[i];
        if (--at->missing[row] == 1) {
            at->queue[at->queued++] = row;
        }
    }
}

static void set_value(struct finding_values *at, uint32_t unknown, double value)
{
    const struct system *system = at->plan->knowledge->system;
    value = fmin(fmax(value, system->low[unknown]), system->high[unknown]);
    at->plan->unknowns[unknown].value =
        system->is_whole[unknown] ? nearbyint(value) : value;
    note_known(at, unknown);
}

/* The end of lowest..highest that fits best; the middle where both are there. */
static double between(double low, double high)
{
    if (isfinite(low) && isfinite(high)) {
        return (low + high) / 2;
    }
    return isfinite(low) ? low : isfinite(high) ? high : 0;
}

/* What the row says of its only missing unknown. */
static void use_row(struct finding_values *at, uint32_t row)
{
    const struct plan *plan = at->plan;
    const struct system *system = plan->knowledge->system;
    const struct term *open = NULL;
    double sum = 0;
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        if (!is_known(plan, term->unknown)) {
            open = term;
        } else {
            sum += (double)term->coefficient * plan->unknowns[term->unknown].value;
        }
    }
    if (open) {
        const double coefficient = (double)open->coefficient;
        const double one = (system->row_low[row] - sum) / coefficient;
        const double other = (system->row_high[row] - sum) / coefficient;
        set_value(at, open->unknown, between(fmin(one, other), fmax(one, other)));
    }
}

static void use_rows(struct finding_values *at)
{
    while (at->done < at->queued) {
        use_row(at, at->queue[at->done++]);
    }
}

/* One of several that a row misses: its equal share of what is left. */
static double share_of_rest(const struct plan *plan, uint32_t unknown)
{
    const struct system *system = plan->knowledge->system;
    double share = INFINITY;
    for (uint32_t i = system->column_start[unknown];
         i < system->column_start[unknown + 1]; i++) {
        const uint32_t row = system->column_rows[i];
        double rest = system->row_low[row];
        double missing = 0;
        if (system->row_low[row] != system->row_high[row]) {
            continue;
        }
        for (const struct term *term = row_begin(system, row);
             term < row_end(system, row); term++) {
            const bool known = is_known(plan, term->unknown);
            missing += known ? 0 : 1;
            rest -= known
                        ? (double)term->coefficient * plan->unknowns[term->unknown].value
                        : 0;
        }
        share = fmin(share, floor(fabs(rest) / fmax(1, missing)));
    }
    return isfinite(share) ? share : 0;
}

void plan_find_values(struct plan *plan)
{
    const struct system *system = plan->knowledge->system;
    struct finding_values at = {
        .plan = plan,
        .missing = arena_array(plan->arena, (size_t)system->row_count + 1, uint32_t),
        .queue = arena_array(plan->arena, (size_t)system->row_count + 1, uint32_t),
    };
    for (uint32_t row = 0; row < system->row_count; row++) {
        at.missing[row] = row_length(system, row);
        if (at.missing[row] == 1) {
            at.queue[at.queued++] = row;
        }
    }
    for (uint32_t n = 0; n < system->unknown_count; n++) {
        if (is_known(plan, n)) {
            note_known(&at, n);
        }
    }
    use_rows(&at);
    for (uint32_t n = 0; n < system->unknown_count; n++) {
        if (!is_known(plan, n)) {
            set_value(&at, n, share_of_rest(plan, n));
            use_rows(&at);
        }
    }
}

double plan_row_sum(const struct plan *plan, uint32_t row)
{
    const struct system *system = plan->knowledge->system;
    double sum = 0;
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        sum += (double)term->coefficient * plan->unknowns[term->unknown].value;
    }
    return sum;
}

struct range plan_slack(const struct plan *plan, uint32_t unknown)
{
    const struct system *system = plan->knowledge->system;
    const struct plan_unknown *it = &plan->unknowns[unknown];
    if (!it->is_printed) {
        return (struct range){0, 0};
    }
    return (struct range){fmin(0, system->low[unknown] - it->value),
                          fmax(0, system->high[unknown] - it->value)};
}

bool plan_row_holds(const struct plan *plan, uint32_t row)
{
    const struct system *system = plan->knowledge->system;
    double low = 0;
    double high = 0;
    double size = 1;
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        const double coefficient = (double)term->coefficient;
        const struct plan_unknown *it = &plan->unknowns[term->unknown];
        const struct range slack = it->is_printed ? plan_slack(plan, term->unknown)
                                                  : (struct range){-INFINITY, INFINITY};
        const double one = coefficient * (it->value + slack.low);
        const double other = coefficient * (it->value + slack.high);
        low += fmin(one, other);
        high += fmax(one, other);
        size += fabs(coefficient * it->value);
    }
    return low <= system->row_high[row] + tolerance * size &&
           high >= system->row_low[row] - tolerance * size;
}
