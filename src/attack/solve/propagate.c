#include "attack/solve/propagate.h"

#include <math.h>
#include <string.h>

/* Whole numbers up to here, and their sums and quotients, are exact in a double. */
static const double exact_limit = 4503599627370496.0; /* 2^52 */
static const double tolerance = 1e-9;

void propagation_restart(struct propagation *propagation)
{
    const size_t count = propagation->system->unknown_count;
    if (count) {
        memcpy(propagation->low, propagation->system->low, count * sizeof(double));
        memcpy(propagation->high, propagation->system->high, count * sizeof(double));
    }
    propagation->trail_count = 0;
    propagation->row_visits = 200 * (uint64_t)propagation->system->row_count + 10000;
}

struct propagation *propagation_create(struct arena *arena, const struct system *system)
{
    struct propagation *propagation = arena_new(arena, struct propagation);
    const size_t count = system->unknown_count;
    propagation->system = system;
    propagation->arena = arena;
    propagation->low = arena_array(arena, count, double);
    propagation->high = arena_array(arena, count, double);
    propagation_restart(propagation);
    propagation->queue = arena_array(arena, system->row_count, uint32_t);
    propagation->is_queued = arena_array(arena, system->row_count, bool);
    propagation->conflict_row = NO_ROW;
    return propagation;
}

static void push(struct propagation *propagation, uint32_t row)
{
    if (propagation->is_queued[row] || propagation->system->row_is_out[row]) {
        return;
    }
    const uint32_t size = propagation->system->row_count;
    propagation->is_queued[row] = true;
    propagation->queue[(propagation->queue_first + propagation->queue_count) % size] =
        row;
    propagation->queue_count++;
}

static uint32_t pop(struct propagation *propagation)
{
    const uint32_t row = propagation->queue[propagation->queue_first];
    propagation->queue_first =
        (propagation->queue_first + 1) % propagation->system->row_count;
    propagation->queue_count--;
    propagation->is_queued[row] = false;
    return row;
}

void propagation_queue_all(struct propagation *propagation)
{
    for (uint32_t row = 0; row < propagation->system->row_count; row++) {
        push(propagation, row);
    }
}

static void empty_queue(struct propagation *propagation)
{
    while (propagation->queue_count) {
        (void)pop(propagation);
    }
}

static void change(struct propagation *propagation, uint32_t unknown, double low,
                   double high)
{
    if (propagation->keeps_trail) {
        *arena_add(propagation->arena, propagation->trail, propagation->trail_count,
                   propagation->trail_capacity) = (struct bound_change){
            .unknown = unknown,
            .low = propagation->low[unknown],
            .high = propagation->high[unknown],
        };
    }
    propagation->low[unknown] = low;
    propagation->high[unknown] = high;
    const struct system *system = propagation->system;
    for (uint32_t i = system->column_start[unknown];
         i < system->column_start[unknown + 1]; i++) {
        push(propagation, system->column_rows[i]);
    }
}

/* Whether a new bound is worth telling the other rows about. For numbers that are not
 * whole a gain must be a visible part of the range: otherwise two rows could halve a gap
 * for ever. */
static bool is_gain(const struct propagation *propagation, uint32_t unknown, double gain)
{
    if (propagation->system->is_whole[unknown]) {
        return gain > 0;
    }
    const double low = propagation->low[unknown];
    const double high = propagation->high[unknown];
    if (isinf(low) || isinf(high)) {
        return gain > tolerance;
    }
    return gain > tolerance * (1 + fabs(low) + fabs(high)) && gain > 1e-3 * (high - low);
}

bool propagation_narrow(struct propagation *propagation, uint32_t unknown, double low,
                        double high)
{
    double new_low = propagation->low[unknown];
    double new_high = propagation->high[unknown];
    if (low > new_low && is_gain(propagation, unknown, low - new_low)) {
        new_low = low;
    }
    if (high < new_high && is_gain(propagation, unknown, new_high - high)) {
        new_high = high;
    }
    if (new_low > new_high) {
        const double slack = tolerance * (1 + fabs(new_low) + fabs(new_high));
        if (propagation->system->is_whole[unknown] || new_low - new_high > slack) {
            return false;
        }
        new_low = new_high = (new_low + new_high) / 2;
    }
    if (new_low != propagation->low[unknown] || new_high != propagation->high[unknown]) {
        change(propagation, unknown, new_low, new_high);
    }
    return true;
}

/* What the sum of a row can be, infinite parts counted apart. */
struct activity {
    double low;
    double high;
    uint32_t low_infinite;
    uint32_t high_infinite;
    double size; /* of the largest number added up: how far rounding can be off */
    bool is_exact;
};

static void part_of(const struct propagation *propagation, const struct term *term,
                    double *low, double *high)
{
    const double coefficient = (double)term->coefficient;
    const double one = coefficient * propagation->low[term->unknown];
    const double other = coefficient * propagation->high[term->unknown];
    *low = coefficient > 0 ? one : other;
    *high = coefficient > 0 ? other : one;
}

static struct activity activity_of(const struct propagation *propagation, uint32_t row)
{
    const struct system *system = propagation->system;
    struct activity activity = {.is_exact = true};
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        double low = 0;
        double high = 0;
        part_of(propagation, term, &low, &high);
        if (isinf(low)) {
            activity.low_infinite++;
        } else {
            activity.low += low;
            activity.size += fabs(low);
        }
        if (isinf(high)) {
            activity.high_infinite++;
        } else {
            activity.high += high;
            activity.size += fabs(high);
        }
        activity.is_exact = activity.is_exact && system->is_whole[term->unknown];
    }
    activity.is_exact = activity.is_exact && activity.size < exact_limit;
    return activity;
}

/* The bound on one unknown from what the row leaves to it, rounded inwards where whole.
 */
static double rounded_low(bool is_whole, double value, double slack)
{
    return is_whole ? ceil(value - slack) : value - slack;
}

static double rounded_high(bool is_whole, double value, double slack)
{
    return is_whole ? floor(value + slack) : value + slack;
}

static bool narrow_term(struct propagation *propagation, uint32_t row,
                        const struct activity *activity, const struct term *term)
{
    const struct system *system = propagation->system;
    double part_low = 0;
    double part_high = 0;
    part_of(propagation, term, &part_low, &part_high);
    /* The others can add at least others_low and at most others_high. */
    const uint32_t low_infinite = activity->low_infinite - (isinf(part_low) ? 1 : 0);
    const uint32_t high_infinite = activity->high_infinite - (isinf(part_high) ? 1 : 0);
    const double others_low =
        low_infinite ? -INFINITY : activity->low - (isinf(part_low) ? 0 : part_low);
    const double others_high =
        high_infinite ? INFINITY : activity->high - (isinf(part_high) ? 0 : part_high);
    const double most = system->row_high[row] - others_low;
    const double least = system->row_low[row] - others_high;
    const double coefficient = (double)term->coefficient;
    const double slack =
        activity->is_exact ? 0 : tolerance * (1 + activity->size) / fabs(coefficient);
    const bool is_whole = system->is_whole[term->unknown];
    const double one = least / coefficient;
    const double other = most / coefficient;
    return propagation_narrow(
        propagation, term->unknown,
        rounded_low(is_whole, coefficient > 0 ? one : other, slack),
        rounded_high(is_whole, coefficient > 0 ? other : one, slack));
}

static bool is_possible(const struct system *system, uint32_t row,
                        const struct activity *activity)
{
    const double slack = activity->is_exact ? 0 : tolerance * (1 + activity->size);
    const double low = activity->low_infinite ? -INFINITY : activity->low;
    const double high = activity->high_infinite ? INFINITY : activity->high;
    return low <= system->row_high[row] + slack && high >= system->row_low[row] - slack;
}

bool propagation_row_is_possible(const struct propagation *propagation, uint32_t row)
{
    const struct activity activity = activity_of(propagation, row);
    return is_possible(propagation->system, row, &activity);
}

static bool visit(struct propagation *propagation, uint32_t row)
{
    const struct system *system = propagation->system;
    const struct activity activity = activity_of(propagation, row);
    const double low = activity.low_infinite ? -INFINITY : activity.low;
    const double high = activity.high_infinite ? INFINITY : activity.high;
    if (!is_possible(system, row, &activity)) {
        return false;
    }
    if (low >= system->row_low[row] && high <= system->row_high[row]) {
        return true; /* says nothing any more */
    }
    if (activity.low_infinite > 1 && activity.high_infinite > 1) {
        return true;
    }
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        if (propagation->low[term->unknown] < propagation->high[term->unknown] &&
            !narrow_term(propagation, row, &activity, term)) {
            return false;
        }
    }
    return true;
}

enum propagation_end propagation_run(struct propagation *propagation)
{
    while (propagation->queue_count) {
        if (propagation->row_visits == 0) {
            empty_queue(propagation);
            return PROPAGATION_STOPPED;
        }
        propagation->row_visits--;
        const uint32_t row = pop(propagation);
        if (!visit(propagation, row)) {
            propagation->conflict_row = row;
            empty_queue(propagation);
            return PROPAGATION_CONFLICT;
        }
    }
    return PROPAGATION_DONE;
}

void propagation_undo(struct propagation *propagation, size_t mark)
{
    while (propagation->trail_count > mark) {
        const struct bound_change *last = &propagation->trail[--propagation->trail_count];
        propagation->low[last->unknown] = last->low;
        propagation->high[last->unknown] = last->high;
    }
    empty_queue(propagation);
}
