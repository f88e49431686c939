#include "protect/redesign.h"

#include "base/text.h"
#include "protect/examine.h"
#include "protect/table_redesign.h"

#include <stdlib.h>

/* Ways that are tried; cells of the submission beyond which none is. */
enum { TRIED_LIMIT = 24, CELLS_LIMIT = 5000 };

static const double bases[] = {5, 10};

struct designing {
    struct arena *arena;
    const struct plan_input *input;
    const struct suggestion *suggestion;
    struct alternative *ways;
    size_t count;
};

/* ---- what comes of a design ---- */

static const char *risk_words(struct arena *arena, const struct finding *objection)
{
    if (!objection) {
        return "None found";
    }
    const char *place = objection->table && objection->cell != NO_CELL
                            ? table_cell_place(arena, objection->table, objection->cell)
                            : "";
    return text_format(arena, "%s%s%s", objection->code, *place ? " at " : "", place);
}

static void judge(struct designing *at, const struct submission *shown,
                  const struct redesign_cost *cost, struct alternative way)
{
    struct arena *aside = arena_create(0);
    const struct examination examination = examine(aside, at->input, shown);
    const struct finding *objection = examination_objection(&examination);
    way.changed = cost->changed;
    way.hidden = cost->hidden;
    way.is_proven = !objection;
    way.risk = risk_words(at->arena, objection);
    if (objection) {
        way.note = "Needs one more step";
    }
    at->ways[at->count++] = way;
    arena_destroy(aside);
}

static struct submission *
own_submission(struct arena *arena, const struct submission *from, struct table ***tables)
{
    struct submission *copy = arena_new(arena, struct submission);
    *copy = *from;
    *tables = arena_array(arena, from->table_count + 1, struct table *);
    for (size_t t = 0; t < from->table_count; t++) {
        (*tables)[t] = from->tables[t];
    }
    copy->tables = *tables;
    return copy;
}

/* ---- rounding ---- */

static void try_rounding(struct designing *at, double base)
{
    const struct submission *candidate = at->input->scope.candidate;
    struct arena *aside = arena_create(0);
    struct table **tables = NULL;
    struct submission *copy = own_submission(aside, candidate, &tables);
    struct redesign_cost cost = {0};
    for (size_t t = 0; t < candidate->table_count; t++) {
        tables[t] = table_rounded(aside, candidate->tables[t], base, &cost);
    }
    const struct alternative way = {
        .table = UINT32_MAX,
        .method = text_format(at->arena, "Round all counts to base %g", base),
        .note = "Percentages from rounded counts",
    };
    judge(at, copy, &cost, way);
    arena_destroy(aside);
}

/* ---- merging ---- */

struct pair {
    const char *dimension; /* keys */
    const char *first;
    const char *second;
};

static uint32_t category_of(const struct dimension *dimension, const char *key)
{
    for (uint32_t c = 0; c < dimension->category_count; c++) {
        if (text_equals(dimension->categories[c].key, key)) {
            return c;
        }
    }
    return NO_CATEGORY;
}

static bool is_used(const struct table *table, uint32_t dimension, uint32_t category)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table_category(table, i, dimension) == category) {
            return true;
        }
    }
    return false;
}

/* Merges the pair in a table that has both; false where it has one of them alone. */
static bool merge_in(struct arena *arena, struct table **table, const struct pair *pair,
                     struct redesign_cost *cost)
{
    for (uint32_t d = 0; d < (*table)->dimension_count; d++) {
        const struct dimension *dimension = &(*table)->dimensions[d];
        const uint32_t first = category_of(dimension, pair->first);
        const uint32_t second = category_of(dimension, pair->second);
        if (first == NO_CATEGORY && second == NO_CATEGORY) {
            continue;
        }
        if (first == NO_CATEGORY || second == NO_CATEGORY ||
            !text_equals(dimension->key, pair->dimension)) {
            return false;
        }
        *table = table_merged(arena, *table, d, first, second, cost);
        return *table != NULL;
    }
    return true;
}

static void try_pair(struct designing *at, uint32_t table, uint32_t d, uint32_t first,
                     uint32_t second)
{
    const struct submission *candidate = at->input->scope.candidate;
    const struct dimension *dimension = &candidate->tables[table]->dimensions[d];
    const struct pair pair = {dimension->key, dimension->categories[first].key,
                              dimension->categories[second].key};
    struct arena *aside = arena_create(0);
    struct table **tables = NULL;
    struct submission *copy = own_submission(aside, candidate, &tables);
    struct redesign_cost cost = {0};
    bool is_whole = true;
    for (size_t t = 0; is_whole && t < candidate->table_count; t++) {
        is_whole = merge_in(aside, &tables[t], &pair, &cost);
    }
    if (is_whole) {
        const struct alternative way = {
            .table = table,
            .method = text_format(at->arena, "Merge %s with %s",
                                  dimension->categories[first].text,
                                  dimension->categories[second].text),
            .note = "Nobody is hidden",
            .is_ordered = dimension->kind == DIMENSION_ORDERED,
        };
        judge(at, copy, &cost, way);
    }
    arena_destroy(aside);
}

/* Whether a cell that must be hidden stands in the category. */
static bool has_primary(const struct designing *at, uint32_t table, uint32_t dimension,
                        uint32_t category)
{
    const struct table *source = at->input->scope.candidate->tables[table];
    for (size_t i = 0; i < at->suggestion->cell_count; i++) {
        const struct suggested_cell *cell = &at->suggestion->cells[i];
        if (cell->table == table && cell->is_primary &&
            table_category(source, cell->cell, dimension) == category) {
            return true;
        }
    }
    return false;
}

/* The next category that is no total, or NO_CATEGORY. */
static uint32_t next_part(const struct table *table, uint32_t d, uint32_t category)
{
    const struct dimension *dimension = &table->dimensions[d];
    for (uint32_t c = category; c < dimension->category_count; c++) {
        bool is_whole = c == dimension->total;
        for (uint32_t p = 0; p < dimension->partition_count; p++) {
            is_whole = is_whole || dimension->partitions[p].whole == c;
        }
        if (!is_whole && is_used(table, d, c)) {
            return c;
        }
    }
    return NO_CATEGORY;
}

/* Neighbours in the order of the table, where one of them holds what must be hidden.
 * Areas and years have a meaning of their own, and stay. */
static void try_neighbours(struct designing *at, uint32_t table, uint32_t d)
{
    const struct table *source = at->input->scope.candidate->tables[table];
    const enum dimension_kind kind = source->dimensions[d].kind;
    uint32_t first = kind == DIMENSION_PLAIN || kind == DIMENSION_ORDERED
                         ? next_part(source, d, 0)
                         : NO_CATEGORY;
    while (first != NO_CATEGORY && at->count < TRIED_LIMIT) {
        const uint32_t second = next_part(source, d, first + 1);
        if (second != NO_CATEGORY &&
            (has_primary(at, table, d, first) || has_primary(at, table, d, second))) {
            try_pair(at, table, d, first, second);
        }
        first = second;
    }
}

/* ---- order ---- */

static int compare_ways(const void *one, const void *other)
{
    const struct alternative *first = one;
    const struct alternative *second = other;
    if (first->is_proven != second->is_proven) {
        return first->is_proven ? -1 : 1;
    }
    if (first->changed != second->changed) {
        return first->changed < second->changed ? -1 : 1;
    }
    return first->table != second->table ? (first->table < second->table ? -1 : 1) : 0;
}

static size_t cells_of(const struct submission *submission)
{
    size_t cells = 0;
    for (size_t t = 0; t < submission->table_count; t++) {
        cells += submission->tables[t]->cell_count;
    }
    return cells;
}

void redesign(struct arena *arena, const struct plan_input *input,
              struct suggestion *suggestion)
{
    const struct submission *candidate = input->scope.candidate;
    if (suggestion->end != SUGGESTION_PROVEN || cells_of(candidate) > CELLS_LIMIT) {
        return;
    }
    struct designing at = {
        .arena = arena,
        .input = input,
        .suggestion = suggestion,
        .ways = arena_array(arena, TRIED_LIMIT + 4, struct alternative),
    };
    for (size_t i = 0; i < sizeof(bases) / sizeof(bases[0]); i++) {
        try_rounding(&at, bases[i]);
    }
    for (uint32_t t = 0; !input->scope.earlier_count && t < candidate->table_count; t++) {
        for (uint32_t d = 0; d < candidate->tables[t]->dimension_count; d++) {
            try_neighbours(&at, t, d);
        }
    }
    qsort(at.ways, at.count, sizeof(*at.ways), compare_ways);
    suggestion->alternatives = at.ways;
    suggestion->alternative_count = at.count;
}
