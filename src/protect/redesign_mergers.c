/*
 * Ways to give less detail: two neighbouring categories as one, several pairs where one
 * is not enough, the parts of a category left to it.
 */
#include "base/text.h"
#include "protect/demands.h"
#include "protect/examine.h"
#include "protect/redesign_inside.h"

#include <string.h>

/* ---- one pair ---- */

static bool is_used(const struct table *table, uint32_t dimension, uint32_t category)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table_category(table, i, dimension) == category) {
            return true;
        }
    }
    return false;
}

static void try_pair(struct designing *at, uint32_t table, uint32_t d, uint32_t first,
                     uint32_t second)
{
    const struct table *source = at->input->scope.candidate->tables[table];
    const struct dimension *dimension = &source->dimensions[d];
    const struct category *one = &dimension->categories[first];
    const struct category *other = &dimension->categories[second];
    const struct alternative way = {
        .table = table,
        .method = text_format(at->arena, "Merge %s with %s", one->text, other->text),
        .note = text_format(at->arena, "Nobody is hidden; becomes %s",
                            merged_label(at->arena, one, other)),
        .is_ordered = dimension->kind == DIMENSION_ORDERED,
        .way = {.kind = WAY_MERGE,
                .dimension = dimension->key,
                .first = one->key,
                .second = other->key},
    };
    redesign_try(at, way);
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
    const struct suggest_options *hiding = at->options->hiding;
    for (size_t i = 0; i < hiding->finding_count; i++) {
        const struct finding *finding = &hiding->findings[i];
        if (finding->table == source && demand_answers(finding) &&
            table_category(source, finding->cell, dimension) == category) {
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

/* Areas and years have a meaning of their own, and are not merged with each other. */
static uint32_t first_to_merge(const struct table *table, uint32_t d)
{
    const enum dimension_kind kind = table->dimensions[d].kind;
    return kind == DIMENSION_PLAIN || kind == DIMENSION_ORDERED ? next_part(table, d, 0)
                                                                : NO_CATEGORY;
}

/* Neighbours in the order of the table, where one of them holds what must be hidden. */
static void try_neighbours(struct designing *at, uint32_t table, uint32_t d)
{
    const struct table *source = at->input->scope.candidate->tables[table];
    uint32_t first = first_to_merge(source, d);
    while (first != NO_CATEGORY && at->count < TRIED_LIMIT) {
        const uint32_t second = next_part(source, d, first + 1);
        if (second != NO_CATEGORY &&
            (has_primary(at, table, d, first) || has_primary(at, table, d, second))) {
            try_pair(at, table, d, first, second);
        }
        first = second;
    }
}

/* ---- to the parent, or without a breakdown ---- */

static bool is_tried(const struct designing *at, const struct redesign_way *way)
{
    for (size_t i = 0; i < at->count; i++) {
        const struct redesign_way *other = &at->ways[i].way;
        if (other->kind == way->kind && text_equals(other->dimension, way->dimension) &&
            other->dropped_count == way->dropped_count &&
            text_equals(other->dropped[0], way->dropped[0])) {
            return true;
        }
    }
    return false;
}

static const char *coarsen_words(struct arena *arena, const struct dimension *dimension,
                                 const struct partition *partition)
{
    const struct category *whole = &dimension->categories[partition->whole];
    const bool is_all = partition->whole == dimension->total;
    const char *name = partition->name && *partition->name ? partition->name
                       : dimension->is_named               ? dimension->name
                                                           : NULL;
    if (!is_all) {
        return text_format(arena, "Give %s as a whole", whole->text);
    }
    return name ? text_format(arena, "Drop the breakdown by %s", name)
                : text_format(arena, "Give %s alone", whole->text);
}

/* The parts of a whole that the table prints, where one of them must be hidden. */
static void try_parts(struct designing *at, uint32_t table, uint32_t d,
                      const struct partition *partition)
{
    const struct table *source = at->input->scope.candidate->tables[table];
    const struct dimension *dimension = &source->dimensions[d];
    const char **dropped =
        arena_array(at->arena, (size_t)partition->part_count + 1, const char *);
    bool is_concerned = false;
    for (uint32_t i = 0; i < partition->part_count; i++) {
        dropped[i] = dimension->categories[partition->parts[i]].key;
        is_concerned = is_concerned || has_primary(at, table, d, partition->parts[i]);
    }
    const struct alternative way = {
        .table = table,
        .method = coarsen_words(at->arena, dimension, partition),
        .note = "Nobody is hidden; the parts are left out",
        .way = {.kind = WAY_COARSEN,
                .dimension = dimension->key,
                .dropped = dropped,
                .dropped_count = partition->part_count},
    };
    if (is_concerned && partition->part_count && is_used(source, d, partition->whole) &&
        !is_tried(at, &way.way)) {
        redesign_try(at, way);
    }
}

static void try_coarser(struct designing *at, uint32_t table, uint32_t d)
{
    const struct dimension *dimension =
        &at->input->scope.candidate->tables[table]->dimensions[d];
    for (uint32_t p = 0; p < dimension->partition_count; p++) {
        if (!dimension->partitions[p].is_nested) {
            try_parts(at, table, d, &dimension->partitions[p]);
        }
    }
}

static void try_dimension(struct designing *at, uint32_t table, uint32_t d)
{
    if (!at->input->scope.earlier_count) {
        try_neighbours(at, table, d);
    }
    try_coarser(at, table, d);
}

/* ---- several pairs ---- */

/* Pairs that are tried beyond the first, and of each step. */
enum { CHAIN_STEPS = 3, STEP_TRIES = 8 };

struct chaining {
    struct designing *at;
    const struct alternative *base; /* what is merged already */
    const struct submission *made;  /* by it */
    const struct examination *examination;
    struct alternative best;
    size_t objections; /* against the best */
    unsigned tries;
    bool is_better;
};

static const char *kept(const struct chaining *chain, const char *text)
{
    return text_copy(chain->at->arena, text, strlen(text));
}

static bool is_objected(const struct chaining *chain, const struct table *table,
                        uint32_t d, uint32_t category)
{
    for (size_t i = 0; i < chain->examination->finding_count; i++) {
        const struct finding *finding = &chain->examination->findings[i];
        if (finding->table == table && demand_answers(finding) &&
            table_category(table, finding->cell, d) == category) {
            return true;
        }
    }
    return false;
}

static void try_link(struct chaining *chain, const struct table *table, uint32_t d,
                     uint32_t first, uint32_t second)
{
    struct arena *arena = chain->at->arena;
    const struct alternative *base = chain->base;
    const struct dimension *dimension = &table->dimensions[d];
    const struct category *one = &dimension->categories[first];
    const struct category *other = &dimension->categories[second];
    size_t objections = 0;
    struct alternative way = *base;
    way.method =
        text_format(arena, "%s, %s with %s", base->method, one->text, other->text);
    way.note = text_format(arena, "Nobody is hidden; ends with %s",
                           merged_label(arena, one, other));
    way.is_ordered = base->is_ordered && dimension->kind == DIMENSION_ORDERED;
    way.way.before = &base->way;
    way.way.dimension = kept(chain, dimension->key);
    way.way.first = kept(chain, one->key);
    way.way.second = kept(chain, other->key);
    chain->tries++;
    if (redesign_judge(chain->at, &way, &objections) && objections < chain->objections) {
        chain->best = way;
        chain->objections = objections;
        chain->is_better = true;
    }
}

static void try_links(struct chaining *chain, const struct table *table, uint32_t d)
{
    uint32_t first = first_to_merge(table, d);
    while (first != NO_CATEGORY && chain->tries < STEP_TRIES) {
        const uint32_t second = next_part(table, d, first + 1);
        if (second != NO_CATEGORY && (is_objected(chain, table, d, first) ||
                                      is_objected(chain, table, d, second))) {
            try_link(chain, table, d, first, second);
        }
        first = second;
    }
}

/* The pair that leaves least to object to, merged after the others; false where none
 * leaves less. */
static bool add_link(struct designing *at, struct alternative *way, size_t *objections)
{
    struct arena *aside = arena_create(0);
    struct redesign_cost cost = {0};
    struct alternative *base = arena_new(at->arena, struct alternative);
    *base = *way;
    const struct submission *made =
        redesign_make(aside, &at->input->scope, &base->way, &cost);
    const struct examination examination =
        made ? examine(aside, at->input, made) : (struct examination){0};
    struct chaining chain = {
        .at = at,
        .base = base,
        .made = made,
        .examination = &examination,
        .objections = *objections,
    };
    const struct table *table = made ? made->tables[way->table] : NULL;
    for (uint32_t d = 0; table && d < table->dimension_count; d++) {
        try_links(&chain, table, d);
    }
    arena_destroy(aside);
    if (chain.is_better) {
        *way = chain.best;
        *objections = chain.objections;
    }
    return chain.is_better;
}

/* Where no pair is enough, the best one is followed by others: greedily, each time the
 * one that leaves least to object to. */
static void try_chain(struct designing *at)
{
    size_t best = at->count;
    for (size_t i = 0; i < at->count; i++) {
        if (at->ways[i].way.kind != WAY_MERGE) {
            continue;
        }
        if (at->ways[i].is_proven) {
            return;
        }
        best = best == at->count || at->objections[i] < at->objections[best] ? i : best;
    }
    if (best == at->count || at->count >= TRIED_LIMIT) {
        return;
    }
    struct alternative way = at->ways[best];
    size_t objections = at->objections[best];
    unsigned steps = 0;
    while (steps < CHAIN_STEPS && !way.is_proven && add_link(at, &way, &objections)) {
        steps++;
    }
    if (steps) {
        way.note = way.is_proven ? way.note : "Needs one more step";
        at->objections[at->count] = objections;
        at->ways[at->count++] = way;
    }
}

void redesign_try_mergers(struct designing *at)
{
    const struct submission *candidate = at->input->scope.candidate;
    for (uint32_t t = 0; t < candidate->table_count; t++) {
        for (uint32_t d = 0; d < candidate->tables[t]->dimension_count; d++) {
            try_dimension(at, t, d);
        }
    }
    try_chain(at);
}
