#include "attack/solve/bound_pairs.h"

#include <stdlib.h>
#include <string.h>

enum { PRIME = 2147483647, DIRECTIONS = 3 };

static const uint64_t work_limit = 400000000; /* terms touched: a few seconds */

struct factor {
    uint32_t unknown;
    uint32_t value; /* modulo the prime */
};

struct reduced {
    struct factor *terms; /* by unknown */
    uint32_t count;
};

struct eliminating {
    const struct system *system;
    const bool *is_free;
    struct arena *arena;
    struct reduced *leading; /* [unknown] the row that begins with it */
    struct factor *room[2];  /* [unknown_count] */
    uint64_t work;
};

static uint32_t times(uint32_t one, uint32_t other)
{
    return (uint32_t)((uint64_t)one * other % PRIME);
}

static uint32_t inverse(uint32_t value)
{
    uint32_t result = 1;
    for (uint32_t power = PRIME - 2; power; power >>= 1) {
        result = power & 1 ? times(result, value) : result;
        value = times(value, value);
    }
    return result;
}

static uint32_t residue(int64_t coefficient)
{
    const int64_t rest = coefficient % PRIME;
    return (uint32_t)(rest < 0 ? rest + PRIME : rest);
}

static int compare_factors(const void *one, const void *other)
{
    const uint32_t first = ((const struct factor *)one)->unknown;
    const uint32_t second = ((const struct factor *)other)->unknown;
    return (first > second) - (first < second);
}

static uint32_t read_row(const struct eliminating *at, uint32_t row, struct factor *terms)
{
    uint32_t count = 0;
    for (const struct term *term = row_begin(at->system, row);
         term < row_end(at->system, row); term++) {
        const uint32_t value = residue(term->coefficient);
        if (at->is_free[term->unknown] && value) {
            terms[count++] = (struct factor){term->unknown, value};
        }
    }
    qsort(terms, count, sizeof(*terms), compare_factors);
    return count;
}

/* row - factor * other, to `result`; both begin with the same unknown, which goes. */
static uint32_t subtract(const struct reduced *row, const struct reduced *other,
                         struct factor *result)
{
    const uint32_t factor =
        PRIME - times(row->terms[0].value, inverse(other->terms[0].value));
    uint32_t count = 0;
    uint32_t i = 1;
    uint32_t j = 1;
    while (i < row->count || j < other->count) {
        const uint32_t one = i < row->count ? row->terms[i].unknown : UINT32_MAX;
        const uint32_t two = j < other->count ? other->terms[j].unknown : UINT32_MAX;
        uint64_t value = one <= two ? row->terms[i].value : 0;
        value += two <= one ? times(other->terms[j].value, factor) : 0;
        if (value % PRIME) {
            result[count++] =
                (struct factor){one < two ? one : two, (uint32_t)(value % PRIME)};
        }
        i += one <= two;
        j += two <= one;
    }
    return count;
}

/* What earlier rows leave of the row; it becomes the one that leads with its first. */
static bool reduce(struct eliminating *at, uint32_t row)
{
    struct reduced rest = {.terms = at->room[0]};
    rest.count = read_row(at, row, rest.terms);
    uint32_t next = 1;
    while (rest.count && at->leading[rest.terms[0].unknown].count) {
        const struct reduced *other = &at->leading[rest.terms[0].unknown];
        at->work += rest.count + other->count;
        rest.count = subtract(&rest, other, at->room[next]);
        rest.terms = at->room[next];
        next = 1 - next;
    }
    if (rest.count) {
        struct reduced *kept = &at->leading[rest.terms[0].unknown];
        kept->terms = arena_array(at->arena, rest.count, struct factor);
        kept->count = rest.count;
        memcpy(kept->terms, rest.terms, rest.count * sizeof(struct factor));
        at->work += rest.count;
    }
    return at->work < work_limit;
}

/* splitmix64 */
static uint32_t draw(uint64_t *state)
{
    *state += 0x9e3779b97f4a7c15u;
    uint64_t z = *state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (uint32_t)((z ^ (z >> 31)) % (PRIME - 1)) + 1;
}

/* A direction that leaves every equation as it is: the last unknowns at random. */
static void find_direction(const struct eliminating *at, uint64_t *state,
                           uint32_t *direction)
{
    for (uint32_t n = at->system->unknown_count; n-- > 0;) {
        const struct reduced *row = &at->leading[n];
        uint64_t sum = 0;
        direction[n] = at->is_free[n] ? draw(state) : 0;
        for (uint32_t i = 1; i < row->count; i++) {
            sum += times(row->terms[i].value, direction[row->terms[i].unknown]);
        }
        if (row->count) {
            direction[n] =
                times(residue(-(int64_t)(sum % PRIME)), inverse(row->terms[0].value));
        }
    }
}

static void mark(const struct eliminating *at, uint64_t *marks)
{
    const uint32_t count = at->system->unknown_count;
    uint32_t *directions[DIRECTIONS];
    uint64_t state = 1;
    for (int d = 0; d < DIRECTIONS; d++) {
        directions[d] = arena_array(at->arena, (size_t)count + 1, uint32_t);
        find_direction(at, &state, directions[d]);
    }
    for (uint32_t n = 0; n < count; n++) {
        const uint32_t first = directions[0][n];
        const uint32_t scale = first ? inverse(first) : 0;
        marks[n] = first ? (uint64_t)times(directions[1][n], scale) << 32 |
                               (uint64_t)times(directions[2][n], scale) | (1ull << 63)
                         : 0;
    }
}

bool bound_pairs_mark(const struct system *system, const bool *is_free, uint64_t *marks)
{
    struct arena *aside = arena_create(0);
    const size_t count = (size_t)system->unknown_count + 1;
    struct eliminating at = {
        .system = system,
        .is_free = is_free,
        .arena = aside,
        .leading = arena_array(aside, count, struct reduced),
        .room = {arena_array(aside, count, struct factor),
                 arena_array(aside, count, struct factor)},
    };
    bool is_done = true;
    for (uint32_t row = 0; is_done && row < system->row_count; row++) {
        if (system->row_low[row] == system->row_high[row] && !system->row_is_out[row]) {
            is_done = reduce(&at, row);
        }
    }
    if (is_done) {
        mark(&at, marks);
    }
    arena_destroy(aside);
    return is_done;
}
