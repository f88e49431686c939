#include "attack/solve/components.h"

#include <math.h>

struct forest {
    uint32_t *parent;
};

static uint32_t root_of(struct forest *forest, uint32_t item)
{
    while (forest->parent[item] != item) {
        forest->parent[item] = forest->parent[forest->parent[item]];
        item = forest->parent[item];
    }
    return item;
}

/* The smaller root wins, so that components are numbered by their first unknown. */
static void join(struct forest *forest, uint32_t one, uint32_t other)
{
    const uint32_t first = root_of(forest, one);
    const uint32_t second = root_of(forest, other);
    if (first < second) {
        forest->parent[second] = first;
    } else {
        forest->parent[first] = second;
    }
}

static bool is_open(const double *low, const double *high, uint32_t unknown)
{
    return low[unknown] < high[unknown];
}

/* A row whose limits follow from the bounds of its unknowns alone ties nothing together.
 */
static bool says_something(const struct system *system, uint32_t row, const double *low,
                           const double *high)
{
    if (system->row_is_out[row]) {
        return false;
    }
    double least = 0;
    double most = 0;
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        const double coefficient = (double)term->coefficient;
        const double one = coefficient * low[term->unknown];
        const double other = coefficient * high[term->unknown];
        least += coefficient > 0 ? one : other;
        most += coefficient > 0 ? other : one;
    }
    return !(least >= system->row_low[row] && most <= system->row_high[row]);
}

static uint32_t first_open(const struct system *system, uint32_t row, const double *low,
                           const double *high)
{
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        if (is_open(low, high, term->unknown)) {
            return term->unknown;
        }
    }
    return NO_UNKNOWN;
}

static void join_open(const struct system *system, uint32_t row, uint32_t anchor,
                      const double *low, const double *high, struct forest *forest)
{
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        if (is_open(low, high, term->unknown)) {
            join(forest, anchor, term->unknown);
        }
    }
}

/* For each row one of its open unknowns, or NO_UNKNOWN where the row no longer matters.
 */
static uint32_t *join_rows(struct arena *arena, const struct system *system,
                           const double *low, const double *high, struct forest *forest)
{
    uint32_t *anchor = arena_array(arena, system->row_count, uint32_t);
    for (uint32_t row = 0; row < system->row_count; row++) {
        anchor[row] = says_something(system, row, low, high)
                          ? first_open(system, row, low, high)
                          : NO_UNKNOWN;
        if (anchor[row] != NO_UNKNOWN) {
            join_open(system, row, anchor[row], low, high, forest);
        }
    }
    return anchor;
}

/* Fills the lists of all components from one block each. */
static void share_out(struct arena *arena, const struct system *system,
                      const uint32_t *of_unknown, const uint32_t *anchor,
                      struct component *items, uint32_t count)
{
    uint32_t *unknowns = arena_array(arena, system->unknown_count, uint32_t);
    uint32_t *rows = arena_array(arena, system->row_count, uint32_t);
    uint32_t **next_unknown = arena_array(arena, count, uint32_t *);
    uint32_t **next_row = arena_array(arena, count, uint32_t *);
    for (uint32_t i = 0; i < count; i++) {
        items[i].unknowns = next_unknown[i] = unknowns;
        items[i].rows = next_row[i] = rows;
        unknowns += items[i].unknown_count;
        rows += items[i].row_count;
    }
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        if (of_unknown[i] != UINT32_MAX) {
            *next_unknown[of_unknown[i]]++ = i;
        }
    }
    for (uint32_t i = 0; i < system->row_count; i++) {
        if (anchor[i] != NO_UNKNOWN) {
            *next_row[of_unknown[anchor[i]]]++ = i;
        }
    }
}

const struct components *components_find(struct arena *arena, const struct system *system,
                                         const double *low, const double *high)
{
    struct forest forest = {arena_array(arena, system->unknown_count, uint32_t)};
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        forest.parent[i] = i;
    }
    const uint32_t *anchor = join_rows(arena, system, low, high, &forest);
    uint32_t *of_unknown = arena_array(arena, system->unknown_count, uint32_t);
    uint32_t count = 0;
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        const uint32_t root = root_of(&forest, i);
        of_unknown[i] = UINT32_MAX;
        if (is_open(low, high, i)) {
            of_unknown[i] = root == i ? count++ : of_unknown[root];
        }
    }
    struct component *items = arena_array(arena, count, struct component);
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        if (of_unknown[i] != UINT32_MAX) {
            items[of_unknown[i]].unknown_count++;
        }
    }
    for (uint32_t i = 0; i < system->row_count; i++) {
        if (anchor[i] != NO_UNKNOWN) {
            items[of_unknown[anchor[i]]].row_count++;
        }
    }
    share_out(arena, system, of_unknown, anchor, items, count);
    struct components *components = arena_new(arena, struct components);
    *components = (struct components){items, count, of_unknown};
    return components;
}

struct open_row {
    const uint32_t *place;
    struct term *terms; /* room for the longest row */
};

/* A row with the fixed figures moved into its limits. */
static void add_open_row(struct system *small, const struct system *system, uint32_t row,
                         const double *low, const double *high,
                         const struct open_row *scratch)
{
    double moved = 0;
    uint32_t count = 0;
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        if (is_open(low, high, term->unknown)) {
            scratch->terms[count++] =
                (struct term){scratch->place[term->unknown], term->coefficient};
        } else {
            moved += (double)term->coefficient * low[term->unknown];
        }
    }
    (void)system_add_row(small, scratch->terms, count, system->row_low[row] - moved,
                         system->row_high[row] - moved);
}

struct system *component_system(struct arena *arena, const struct system *system,
                                const struct component *component, const double *low,
                                const double *high, uint32_t *place)
{
    struct system *small = system_create(arena);
    for (uint32_t i = 0; i < component->unknown_count; i++) {
        const uint32_t unknown = component->unknowns[i];
        place[unknown] = i;
        (void)system_add_unknown(small, low[unknown], high[unknown],
                                 system->is_whole[unknown]);
    }
    uint32_t longest = 0;
    for (uint32_t i = 0; i < component->row_count; i++) {
        const uint32_t length = row_length(system, component->rows[i]);
        longest = length > longest ? length : longest;
    }
    struct open_row scratch = {place, arena_array(arena, longest, struct term)};
    for (uint32_t i = 0; i < component->row_count; i++) {
        add_open_row(small, system, component->rows[i], low, high, &scratch);
    }
    system_index(small);
    return small;
}
