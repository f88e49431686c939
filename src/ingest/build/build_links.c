/*
 * Links between cells that stand in different rows or columns: the counts behind means
 * and the like, by their labels; percentages are link_percent.c's.
 */
#include "base/text.h"
#include "ingest/build/linker.h"

#include <string.h>

enum { CELL_LIMIT = 400000 }; /* beyond it duplicates are not looked for */

/* "earnings: mean" and "earnings: count" describe one variable; "mean" and "count" too.
 */
static size_t variable_length(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? (size_t)(colon - name) : 0;
}

static uint32_t count_measure_of(const struct build *at, uint32_t measure, enum role role)
{
    const char *name = at->measures[measure].name;
    const size_t length = variable_length(name);
    uint32_t found = UINT32_MAX;
    for (uint32_t m = 0; m < at->measure_count; m++) {
        const bool is_behind = at->measures[m].role == role && !at->measures[m].is_aside;
        const bool same_variable = variable_length(at->measures[m].name) == length &&
                                   strncmp(at->measures[m].name, name, length) == 0;
        if (!is_behind || !same_variable) {
            continue;
        }
        if (found != UINT32_MAX) {
            return UINT32_MAX;
        }
        found = m;
    }
    return found;
}

/* N, where there is one; else the only count. "Missing" beside N is behind nothing. */
static uint32_t count_measure_for(const struct build *at, uint32_t measure)
{
    const uint32_t sample = count_measure_of(at, measure, ROLE_N);
    const uint32_t count = count_measure_of(at, measure, ROLE_COUNT);
    return sample != UINT32_MAX ? sample : count;
}

/* Statistics in rows of their own find the count of the same labels. */
static void link_statistic(struct linker *linker, uint32_t measure)
{
    struct build *at = linker->at;
    const uint32_t behind = count_measure_for(at, measure);
    if (behind == UINT32_MAX) {
        return;
    }
    for (uint32_t s = linker->starts[measure]; s < linker->starts[measure + 1]; s++) {
        const uint32_t i = linker->sorted[s];
        struct cell *cell = &at->cells[i];
        if (cell->count == NO_CELL) {
            cell->count = cell_index_sibling(linker->index, i, behind, UINT32_MAX, 0);
        }
    }
}

/* Two cells with the same labels: one of the labels that tell them apart was not
 * understood. */
static void look_for_twins(struct linker *linker)
{
    struct build *at = linker->at;
    uint32_t twins = 0;
    size_t first = 0;
    for (uint32_t i = 0; at->cell_count <= CELL_LIMIT && i < at->cell_count; i++) {
        const uint32_t *categories = at->categories + (size_t)i * at->dimension_count;
        const bool is_twin =
            !at->cells[i].is_outside &&
            cell_index_find(linker->index, at->cells[i].measure, categories) != i;
        first = is_twin && twins == 0 ? i : first;
        twins += is_twin ? 1 : 0;
    }
    if (twins) {
        build_doubt(at, at->cells[first].row, at->cells[first].column,
                    (size_t)twins * 4 > at->cell_count ? 0.3 : 0.12,
                    "%u cells have the same labels as another one", (unsigned)twins);
    }
}

static void sort_by_measure(struct linker *linker)
{
    const struct build *at = linker->at;
    linker->starts = arena_array(at->scratch, at->measure_count + 2, uint32_t);
    linker->sorted = arena_array(at->scratch, at->cell_count + 1, uint32_t);
    for (size_t i = 0; i < at->cell_count; i++) {
        linker->starts[at->cells[i].measure + 1]++;
    }
    for (size_t m = 0; m < at->measure_count; m++) {
        linker->starts[m + 1] += linker->starts[m];
    }
    uint32_t *next = arena_array(at->scratch, at->measure_count + 1, uint32_t);
    memcpy(next, linker->starts, at->measure_count * sizeof(*next));
    for (size_t i = 0; i < at->cell_count; i++) {
        linker->sorted[next[at->cells[i].measure]++] = (uint32_t)i;
    }
}

/* An index of cells costs more than all the rest: it is made where there is something to
 * link, or where the table is small enough to look for twins. */
static bool needs_index(const struct build *at)
{
    bool has_others = false;
    for (size_t i = 0; i < at->measure_count; i++) {
        has_others |= !role_is_count(at->measures[i].role);
    }
    return (has_others && link_has_counts(at)) || at->cell_count <= CELL_LIMIT;
}

void build_links(struct build *at)
{
    if (!needs_index(at)) {
        return;
    }
    struct linker linker = {
        .at = at,
        .table = at->table,
        .index = cell_index_create(at->scratch, at->table),
        .scratch = arena_array(at->scratch, at->dimension_count + 1, uint32_t),
    };
    sort_by_measure(&linker);
    look_for_twins(&linker);
    for (uint32_t m = 0; m < at->measure_count; m++) {
        const enum role role = at->measures[m].role;
        if (role == ROLE_PERCENT || role == ROLE_RATE) {
            link_percent(&linker, m);
        }
        if (!role_is_count(role)) {
            link_statistic(&linker, m);
        }
        if (role == ROLE_PERCENT) {
            link_bases(&linker, m);
        }
    }
    if (linker.looks >= LINK_LOOK_LIMIT) {
        build_doubt(at, UINT32_MAX, UINT32_MAX, 0.12,
                    "too many columns to test what every percentage is a percentage of");
    }
}
