/*
 * Sums of any number of universes, by exact elimination: nine regions in nine files, the
 * country in a tenth.
 *
 * The universes that print one figure are the columns of a matrix, the lines that all of
 * them print exactly its rows. Elimination from the smallest to the largest universe
 * expresses each whole by its parts, if there are more lines than universes. It is done
 * modulo a prime, so that it is exact and small; what it proposes is then weighed line by
 * line. Rounded figures obey no such equation, and are left to strata_search.c.
 */
#include "attack/know/strata.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FEWEST = 4, /* of three, pairs have been tried */
    MOST = 192,
    SPARE_LINES = 16, /* beyond as many as there are universes */
    LINES_LOOKED_AT = 4096,
};

static const uint64_t prime = 2147483647;

struct column {
    uint32_t universe;
    double value; /* of the figure that they share */
};

struct matrix {
    struct column *columns;
    uint32_t width;
    uint32_t *cells; /* [height][width] modulo the prime */
    uint32_t height;
    uint32_t pivots[MOST]; /* the row of a column that is one; else NO_ROW */
};

static int compare_columns(const void *one, const void *other)
{
    const struct column *first = one;
    const struct column *second = other;
    if (first->value != second->value) {
        return first->value < second->value ? -1 : 1;
    }
    return (first->universe > second->universe) - (first->universe < second->universe);
}

static bool is_exact(const struct knowledge *knowledge, uint32_t n)
{
    return knowledge_is_published(knowledge, n) && knowledge->system->is_whole[n] &&
           knowledge->system->low[n] == knowledge->system->high[n];
}

/* The universe's largest exact figure, or NO_NAME. */
static uint32_t largest_exact(const struct strata *strata, uint32_t universe)
{
    const struct knowledge *knowledge = strata->knowledge;
    const struct stratum all = {universe, NO_SET};
    uint32_t largest = NO_NAME;
    uint32_t count = 0;
    const uint32_t *names = strata_names(strata, &all, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (is_exact(knowledge, names[i]) && strata_has(knowledge, &all, names[i]) &&
            (largest == NO_NAME ||
             knowledge->system->low[names[i]] > knowledge->system->low[largest])) {
            largest = names[i];
        }
    }
    return largest;
}

/* All universes that print the figure exactly; 0 where they are too few or too many. */
static uint32_t columns_of(const struct knowledge *knowledge, uint32_t figure,
                           struct column *columns)
{
    const struct name *name = &knowledge->names[figure];
    const size_t first = map_find(knowledge->region_map, name->sets - 1,
                                  ((size_t)name->set_count + 1) * sizeof(uint32_t));
    uint32_t count = 0;
    for (uint32_t n = first == MAP_NONE ? NO_NAME : (uint32_t)first; n != NO_NAME;
         n = knowledge->names[n].next_same) {
        if (!is_exact(knowledge, n)) {
            continue;
        }
        if (count == MOST) {
            return 0;
        }
        columns[count++] =
            (struct column){knowledge->names[n].universe, knowledge->system->low[n]};
    }
    qsort(columns, count, sizeof(*columns), compare_columns);
    return count < FEWEST ? 0 : count;
}

/* The figures of all columns in the line of `n`; false where one is missing. */
static bool read_row(struct strata *strata, const struct matrix *matrix, uint32_t n,
                     uint32_t *row)
{
    struct knowledge *knowledge = strata->knowledge;
    const struct name name = knowledge->names[n];
    for (uint32_t c = 0; c < matrix->width; c++) {
        strata->work -= strata->work ? 1 : 0;
        const uint32_t figure = knowledge_find(knowledge, matrix->columns[c].universe,
                                               name.measure, name.sets, name.set_count);
        if (figure == NO_NAME || !is_exact(knowledge, figure) ||
            knowledge->system->low[figure] < 0) {
            return false;
        }
        row[c] = (uint32_t)fmod(knowledge->system->low[figure], (double)prime);
    }
    return true;
}

static void read_matrix(struct strata *strata, uint32_t universe, struct matrix *matrix)
{
    const struct stratum all = {universe, NO_SET};
    const uint32_t wanted = matrix->width + SPARE_LINES;
    uint32_t count = 0;
    const uint32_t *names = strata_names(strata, &all, &count);
    matrix->cells =
        arena_array(strata->scratch, (size_t)wanted * matrix->width, uint32_t);
    for (uint32_t i = 0; i < count && i < LINES_LOOKED_AT && matrix->height < wanted;
         i++) {
        if (strata_has(strata->knowledge, &all, names[i]) &&
            read_row(strata, matrix, names[i],
                     matrix->cells + (size_t)matrix->height * matrix->width)) {
            matrix->height++;
        }
    }
}

/* ---- elimination ---- */

static uint64_t power(uint64_t base, uint64_t exponent)
{
    uint64_t result = 1;
    for (; exponent; exponent >>= 1) {
        result = exponent & 1 ? result * base % prime : result;
        base = base * base % prime;
    }
    return result;
}

static void swap_rows(const struct matrix *matrix, uint32_t one, uint32_t other)
{
    for (uint32_t c = 0; c < matrix->width; c++) {
        uint32_t *first = &matrix->cells[(size_t)one * matrix->width + c];
        uint32_t *second = &matrix->cells[(size_t)other * matrix->width + c];
        const uint32_t kept = *first;
        *first = *second;
        *second = kept;
    }
}

static void scale_row(const struct matrix *matrix, uint32_t r, uint64_t factor)
{
    for (uint32_t c = 0; c < matrix->width; c++) {
        uint32_t *cell = &matrix->cells[(size_t)r * matrix->width + c];
        *cell = (uint32_t)(*cell * factor % prime);
    }
}

/* Takes `factor` times the pivot row from another. */
static void subtract(const struct matrix *matrix, uint32_t row, uint32_t pivot,
                     uint64_t factor)
{
    uint32_t *cells = matrix->cells + (size_t)row * matrix->width;
    const uint32_t *by = matrix->cells + (size_t)pivot * matrix->width;
    for (uint32_t c = 0; factor && c < matrix->width; c++) {
        cells[c] = (uint32_t)((cells[c] + (prime - factor) * by[c]) % prime);
    }
}

/* The first row from `done` on that is not zero in the column. */
static uint32_t pivot_row(const struct matrix *matrix, uint32_t done, uint32_t column)
{
    uint32_t r = done;
    while (r < matrix->height && !matrix->cells[(size_t)r * matrix->width + column]) {
        r++;
    }
    return r;
}

static void clear_column(const struct matrix *matrix, uint32_t pivot, uint32_t column)
{
    for (uint32_t r = 0; r < matrix->height; r++) {
        if (r != pivot) {
            subtract(matrix, r, pivot, matrix->cells[(size_t)r * matrix->width + column]);
        }
    }
}

static void eliminate(struct matrix *matrix)
{
    uint32_t done = 0;
    for (uint32_t c = 0; c < matrix->width; c++) {
        const uint32_t r = pivot_row(matrix, done, c);
        matrix->pivots[c] = NO_ROW;
        if (r == matrix->height) {
            continue;
        }
        swap_rows(matrix, r, done);
        scale_row(matrix, done,
                  power(matrix->cells[(size_t)done * matrix->width + c], prime - 2));
        clear_column(matrix, done, c);
        matrix->pivots[c] = done++;
    }
}

/* ---- what it says ---- */

/* Whether `whole`, a column that depends on others, is `part` (NO_UNKNOWN: nothing) and
 * some others, each once: these are tried. */
static void try_whole(struct strata *strata, const struct matrix *matrix, uint32_t whole,
                      uint32_t part)
{
    struct stratum parts[MOST];
    uint32_t count = 0;
    if (part != NO_UNKNOWN) {
        parts[count++] = (struct stratum){matrix->columns[part].universe, NO_SET};
    }
    for (uint32_t c = 0; c < matrix->width; c++) {
        if (matrix->pivots[c] == NO_ROW) {
            continue;
        }
        const uint32_t *row = matrix->cells + (size_t)matrix->pivots[c] * matrix->width;
        const uint64_t less = part == NO_UNKNOWN ? 0 : row[part];
        const uint64_t times = (row[whole] + prime - less) % prime;
        if (times > 1) {
            return;
        }
        if (times == 1) {
            parts[count++] = (struct stratum){matrix->columns[c].universe, NO_SET};
        }
    }
    if (count >= 2) {
        struct stratum_sum sum = {
            .whole = {matrix->columns[whole].universe, NO_SET},
            .parts = parts,
            .part_count = count,
        };
        strata_try(strata, &sum, matrix->width, false);
    }
}

static void read_column(struct strata *strata, const struct matrix *matrix,
                        uint32_t whole)
{
    try_whole(strata, matrix, whole, NO_UNKNOWN);
    for (uint32_t part = 0; part < whole; part++) {
        if (matrix->pivots[part] == NO_ROW) {
            try_whole(strata, matrix, whole, part);
        }
    }
}

static void read_relations(struct strata *strata, const struct matrix *matrix)
{
    for (uint32_t whole = 0; whole < matrix->width; whole++) {
        if (matrix->pivots[whole] == NO_ROW) {
            read_column(strata, matrix, whole);
        }
    }
}

static void eliminate_family(struct strata *strata, uint32_t universe, bool *is_seen)
{
    const uint32_t figure = largest_exact(strata, universe);
    struct column columns[MOST];
    struct matrix matrix = {.columns = columns};
    matrix.width = figure == NO_NAME ? 0 : columns_of(strata->knowledge, figure, columns);
    if (!matrix.width) {
        return;
    }
    for (uint32_t c = 0; c < matrix.width; c++) {
        is_seen[columns[c].universe] = true;
    }
    read_matrix(strata, universe, &matrix);
    eliminate(&matrix);
    uint32_t rank = 0;
    for (uint32_t c = 0; c < matrix.width; c++) {
        rank += matrix.pivots[c] != NO_ROW;
    }
    if (rank < matrix.height) { /* else all of it follows from too few lines */
        read_relations(strata, &matrix);
    }
}

void strata_eliminate(struct strata *strata)
{
    bool *is_seen =
        arena_array(strata->scratch, strata->knowledge->universe_count + 1, bool);
    for (uint32_t u = 0; u < strata->knowledge->universe_count && strata->work; u++) {
        if (!is_seen[u]) {
            eliminate_family(strata, u, is_seen);
        }
    }
}
