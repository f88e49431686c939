#include "attack/solve/system.h"

#include <assert.h>
#include <math.h>

struct system *system_create(struct arena *arena)
{
    struct system *system = arena_new(arena, struct system);
    system->arena = arena;
    system->row_start = arena_array(arena, 1, uint32_t);
    return system;
}

/* Several arrays of one length grow together, to the capacity that the first one finds.
 */
#define GROW(system, array, capacity, wanted)                                            \
    do {                                                                                 \
        size_t same_capacity = (capacity);                                               \
        (array) = arena_grow((system)->arena, (array), &same_capacity, (wanted),         \
                             sizeof((array)[0]));                                        \
        grown_capacity = same_capacity;                                                  \
    } while (0)

uint32_t system_add_unknown(struct system *system, double low, double high, bool is_whole)
{
    assert(!system->column_start && !isnan(low) && !isnan(high));
    const size_t wanted = (size_t)system->unknown_count + 1;
    if (wanted > system->unknown_capacity) {
        size_t grown_capacity = 0;
        GROW(system, system->low, system->unknown_capacity, wanted);
        GROW(system, system->high, system->unknown_capacity, wanted);
        GROW(system, system->is_whole, system->unknown_capacity, wanted);
        system->unknown_capacity = grown_capacity;
    }
    const uint32_t unknown = system->unknown_count++;
    system->low[unknown] = is_whole ? ceil(low) : low;
    system->high[unknown] = is_whole ? floor(high) : high;
    system->is_whole[unknown] = is_whole;
    return unknown;
}

static void grow_scratch(struct system *system)
{
    if (system->unknown_count <= system->scratch_capacity) {
        return;
    }
    size_t grown_capacity = 0;
    GROW(system, system->last_row, system->scratch_capacity, system->unknown_count);
    GROW(system, system->last_term, system->scratch_capacity, system->unknown_count);
    for (size_t i = system->scratch_capacity; i < grown_capacity; i++) {
        system->last_row[i] = NO_ROW;
    }
    system->scratch_capacity = grown_capacity;
}

static void grow_rows(struct system *system)
{
    const size_t wanted = (size_t)system->row_count + 2;
    if (wanted <= system->row_capacity) {
        return;
    }
    size_t grown_capacity = 0;
    if (system->row_capacity == 0) {
        system->row_start = NULL;
    }
    GROW(system, system->row_start, system->row_capacity, wanted);
    GROW(system, system->row_low, system->row_capacity, wanted);
    GROW(system, system->row_high, system->row_capacity, wanted);
    GROW(system, system->row_is_out, system->row_capacity, wanted);
    system->row_capacity = grown_capacity;
}

static void add_term(struct system *system, uint32_t row, const struct term *term)
{
    assert(term->unknown < system->unknown_count);
    if (system->last_row[term->unknown] == row) {
        system->terms[system->last_term[term->unknown]].coefficient += term->coefficient;
        return;
    }
    system->last_row[term->unknown] = row;
    system->last_term[term->unknown] = system->term_count;
    system->terms = arena_grow(system->arena, system->terms, &system->term_capacity,
                               (size_t)system->term_count + 1, sizeof(struct term));
    system->terms[system->term_count++] = *term;
}

static void drop_cancelled_terms(struct system *system, uint32_t first)
{
    uint32_t kept = first;
    for (uint32_t i = first; i < system->term_count; i++) {
        if (system->terms[i].coefficient) {
            system->terms[kept++] = system->terms[i];
        }
    }
    system->term_count = kept;
}

bool row_is_whole(const struct system *system, uint32_t row)
{
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        if (!system->is_whole[term->unknown]) {
            return false;
        }
    }
    return true;
}

uint32_t system_add_row(struct system *system, const struct term *terms, uint32_t count,
                        double low, double high)
{
    assert(!system->column_start && !isnan(low) && !isnan(high));
    grow_rows(system);
    grow_scratch(system);
    const uint32_t row = system->row_count++;
    for (uint32_t i = 0; i < count; i++) {
        add_term(system, row, &terms[i]);
    }
    drop_cancelled_terms(system, system->row_start[row]);
    system->row_start[row + 1] = system->term_count;
    const bool is_whole = row_is_whole(system, row);
    system->row_low[row] = is_whole ? ceil(low) : low;
    system->row_high[row] = is_whole ? floor(high) : high;
    return row;
}

void system_index(struct system *system)
{
    const size_t count = system->unknown_count;
    uint32_t *start = arena_array(system->arena, count + 2, uint32_t);
    for (uint32_t i = 0; i < system->term_count; i++) {
        start[system->terms[i].unknown + 2]++;
    }
    for (size_t i = 2; i < count + 2; i++) {
        start[i] += start[i - 1];
    }
    uint32_t *rows = arena_array(system->arena, (size_t)system->term_count + 1, uint32_t);
    for (uint32_t row = 0; row < system->row_count; row++) {
        for (const struct term *term = row_begin(system, row);
             term < row_end(system, row); term++) {
            rows[start[term->unknown + 1]++] = row;
        }
    }
    system->column_start = start;
    system->column_rows = rows;
}

static bool row_holds(const struct system *system, uint32_t row, const double *values,
                      double tolerance)
{
    double sum = 0;
    double size = 1;
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        const double part = (double)term->coefficient * values[term->unknown];
        sum += part;
        size += fabs(part);
    }
    /* Sums of whole numbers below 2^53 are exact: then no tolerance is needed or given.
     */
    const double slack = tolerance * size;
    return sum >= system->row_low[row] - slack && sum <= system->row_high[row] + slack;
}

bool system_holds(const struct system *system, const double *low, const double *high,
                  const double *values, double tolerance)
{
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        const bool is_whole = system->is_whole[i];
        const double slack = is_whole ? 0 : tolerance * (1 + fabs(values[i]));
        if (!(values[i] >= low[i] - slack && values[i] <= high[i] + slack) ||
            (is_whole && values[i] != floor(values[i]))) {
            return false;
        }
    }
    for (uint32_t row = 0; row < system->row_count; row++) {
        if (system->row_is_out[row]) {
            continue;
        }
        const double slack = row_is_whole(system, row) ? 0 : tolerance;
        if (!row_holds(system, row, values, slack)) {
            return false;
        }
    }
    return true;
}
