#include "protect/redesign.h"

#include "base/text.h"
#include "protect/demands.h"
#include "protect/examine.h"

#include <math.h>
#include <stdlib.h>

/* Ways that are tried; cells of the submission beyond which none is. */
enum { TRIED_LIMIT = 24, CELLS_LIMIT = 5000 };

struct designing {
    struct arena *arena;
    const struct plan_input *input;
    const struct redesign_options *options;
    const struct suggestion *suggestion;
    struct alternative *ways;
    size_t *objections; /* [way] */
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

static struct plan_input input_for(const struct plan_input *input,
                                   const struct redesign_way *way)
{
    struct plan_input result = *input;
    result.asks_rounded = way->kind == WAY_ROUND || way->kind == WAY_CONTROL;
    return result;
}

/* ---- the user's say ---- */

static uint32_t cell_at(const struct table *table, uint32_t row, uint32_t column)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table->cells[i].row == row && table->cells[i].column == column) {
            return i;
        }
    }
    return NO_CELL;
}

/* Wishes name cells of the tables as they were; false where one that must be published
 * would show something else. */
static bool carry_wishes(struct arena *arena, const struct submission *from,
                         const struct submission *made, struct suggest_options *options)
{
    struct wish *wishes = arena_array(arena, options->wish_count + 1, struct wish);
    size_t count = 0;
    for (size_t i = 0; i < options->wish_count; i++) {
        struct wish wish = options->wishes[i];
        const struct cell *cell = &from->tables[wish.table]->cells[wish.cell];
        const struct table *table = made->tables[wish.table];
        wish.cell = cell_at(table, cell->row, cell->column);
        const bool is_same =
            wish.cell != NO_CELL && table->cells[wish.cell].state == cell->state &&
            (cell->state != CELL_NUMBER || table->cells[wish.cell].value == cell->value);
        if (wish.kind == WISH_KEEP && !is_same) {
            return false;
        }
        if (wish.cell != NO_CELL) {
            wishes[count++] = wish;
        }
    }
    options->wishes = wishes;
    options->wish_count = count;
    return true;
}

static bool keeps_wishes(const struct designing *at, struct arena *arena,
                         const struct submission *made)
{
    struct suggest_options options = *at->options->hiding;
    return carry_wishes(arena, at->input->scope.candidate, made, &options);
}

/* ---- trying ---- */

/* Makes and judges the way; nothing is added where it cannot be made. */
static void try_way(struct designing *at, struct alternative way)
{
    struct arena *aside = arena_create(0);
    struct redesign_cost cost = {0};
    const struct plan_input input = input_for(at->input, &way.way);
    const struct submission *made =
        redesign_make(aside, &at->input->scope, &way.way, &cost);
    if (made && cost.changed && at->count < TRIED_LIMIT &&
        keeps_wishes(at, aside, made)) {
        const struct examination examination = examine(aside, &input, made);
        const struct finding *objection = examination_objection(&examination);
        way.changed = cost.changed;
        way.hidden = cost.hidden;
        way.is_proven = !objection;
        way.risk = risk_words(at->arena, objection);
        way.note = objection ? "Needs one more step" : way.note;
        at->objections[at->count] = examination.finding_count;
        at->ways[at->count++] = way;
    }
    arena_destroy(aside);
}

/* ---- rounding ---- */

bool redesign_asks_rounding(const struct policy *policy)
{
    const struct rounding_rule *rule = policy_rounding(policy);
    return rule && (rule->base > 1 || rule->band_count);
}

struct table_rounding redesign_rounding(const struct policy *policy, double base)
{
    const struct policy_rule *rule = policy_find_kind(policy, "not-rounded");
    struct table_rounding how = {.counts = {.base = base}, .percent_decimals = -1};
    if (rule && redesign_asks_rounding(policy)) {
        how.counts = rule->rounding;
    }
    if (rule) {
        how.money_step = policy_number(rule, "money-step");
        how.percent_decimals = (int)policy_number(rule, "percent-decimals");
        how.percent_bands = rule->percent_bands;
        how.percent_band_count = rule->percent_band_count;
    }
    return how;
}

static const char *rounding_words(struct arena *arena, const struct rounding_rule *rule,
                                  bool is_controlled)
{
    const char *how = rule->method == ROUND_TO_MIDPOINT ? " midpoints of" : "";
    const char *more = rule->band_count ? " and by size" : "";
    return text_format(arena, "Round counts to%s %g%s%s", how, rule->base, more,
                       is_controlled ? ", totals kept" : "");
}

static bool has_percentage(const struct table *table)
{
    for (uint32_t m = 0; m < table->measure_count; m++) {
        if (table->measures[m].role == ROLE_PERCENT) {
            return true;
        }
    }
    return false;
}

static bool has_percentages(const struct submission *submission)
{
    for (size_t t = 0; t < submission->table_count; t++) {
        if (has_percentage(submission->tables[t])) {
            return true;
        }
    }
    return false;
}

/* Percentages with decimals can tell more of a count than its rounding leaves. */
static void try_whole_percentages(struct designing *at, struct alternative way)
{
    if (way.way.rounding.percent_decimals != 0 &&
        has_percentages(at->input->scope.candidate)) {
        way.way.rounding.percent_decimals = 0;
        way.method = text_format(at->arena, "%s, whole percentages", way.method);
        try_way(at, way);
    }
}

static void try_controlled(struct designing *at, struct alternative way)
{
    const size_t before = at->count;
    way.way.kind = WAY_CONTROL;
    way.is_asked = false;
    way.method = rounding_words(at->arena, &way.way.rounding.counts, true);
    way.note = "Nobody is hidden; parts add up to their totals";
    try_way(at, way);
    if (at->count > before && !at->ways[before].is_proven) {
        try_whole_percentages(at, way);
    }
    if (at->count == before && at->count < TRIED_LIMIT &&
        way.way.rounding.counts.method == ROUND_TO_NEAREST) {
        way.risk = "Not found";
        way.note = "No rounding that keeps all totals was found";
        at->objections[at->count] = SIZE_MAX;
        at->ways[at->count++] = way;
    }
}

static void try_rounding(struct designing *at, double base)
{
    const struct policy *policy = at->input->policy;
    const size_t first = at->count;
    struct alternative way = {
        .table = UINT32_MAX,
        .note = "Nobody is hidden; parts may miss their totals",
        .is_asked = redesign_asks_rounding(policy),
        .way = {.kind = WAY_ROUND, .rounding = redesign_rounding(policy, base)},
    };
    way.method = rounding_words(at->arena, &way.way.rounding.counts, false);
    try_way(at, way);
    if (at->count == first) {
        return; /* it is rounded so already */
    }
    if (!at->ways[first].is_proven) {
        try_whole_percentages(at, way);
    }
    try_controlled(at, way);
}

static void try_roundings(struct designing *at)
{
    try_rounding(at, 5);
    if (!redesign_asks_rounding(at->input->policy)) {
        try_rounding(at, 10);
    }
}

/* ---- merging ---- */

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
    try_way(at, way);
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

/* Neighbours in the order of the table, where one of them holds what must be hidden.
 * Areas and years have a meaning of their own, and are not merged with each other. */
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
        try_way(at, way);
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

static void try_mergers(struct designing *at)
{
    const struct submission *candidate = at->input->scope.candidate;
    for (uint32_t t = 0; t < candidate->table_count; t++) {
        for (uint32_t d = 0; d < candidate->tables[t]->dimension_count; d++) {
            try_dimension(at, t, d);
        }
    }
}

/* ---- what is hidden after it ---- */

static const struct suggestion *hide_rest(struct arena *arena,
                                          const struct plan_input *input,
                                          const struct redesign_way *way,
                                          const struct suggest_options *hiding,
                                          const struct submission *made)
{
    struct plan_input *own = arena_new(arena, struct plan_input);
    struct suggest_options options = *hiding;
    *own = input_for(input, way);
    own->scope.candidate = made;
    options.findings = NULL;
    options.finding_count = 0;
    return carry_wishes(arena, input->scope.candidate, made, &options)
               ? suggest(arena, own, &options)
               : NULL;
}

const struct suggestion *redesign_again(struct arena *arena,
                                        const struct plan_input *input,
                                        const struct redesign_way *way,
                                        const struct suggest_options *hiding,
                                        struct redesign_cost *cost)
{
    const struct submission *made = redesign_make(arena, &input->scope, way, cost);
    if (!made) {
        return NULL;
    }
    const struct suggestion *rest = hide_rest(arena, input, way, hiding, made);
    if (rest && rest->end == SUGGESTION_NOT_NEEDED) {
        struct suggestion *all = arena_new(arena, struct suggestion);
        *all = *rest;
        all->shown = made;
        return all;
    }
    return rest;
}

static void complete(struct designing *at, struct alternative *way)
{
    struct arena *aside = arena_create(0);
    struct redesign_cost cost = {0};
    const struct suggestion *rest =
        redesign_again(aside, at->input, &way->way, at->options->hiding, &cost);
    if (rest && rest->end <= SUGGESTION_PROVEN) {
        way->is_proven = true;
        way->risk = "None found";
        way->changed = cost.changed + rest->cell_count;
        way->hidden = cost.hidden + rest->cell_count;
        way->people = rest->people;
        way->note = text_format(
            at->arena, "With %s hidden after it",
            text_counted(at->arena, (double)rest->cell_count, "cell", "cells"));
    }
    arena_destroy(aside);
}

/* The way with the fewest findings that was not completed yet; `count` where there is
 * none. */
static size_t next_open(const struct designing *at)
{
    size_t best = at->count;
    for (size_t i = 0; i < at->count; i++) {
        const bool is_open = !at->ways[i].is_proven && at->objections[i] != SIZE_MAX;
        if (is_open && (best == at->count || at->objections[i] < at->objections[best])) {
            best = i;
        }
    }
    return best;
}

static void complete_ways(struct designing *at)
{
    size_t next = next_open(at);
    for (unsigned done = 0; done < at->options->completed && next < at->count; done++) {
        at->objections[next] = SIZE_MAX;
        complete(at, &at->ways[next]);
        next = next_open(at);
    }
}

/* ---- order ---- */

static int compare_sizes(double one, double other)
{
    return (one > other) - (one < other);
}

static int compare_ways(const void *one, const void *other)
{
    const struct alternative *first = one;
    const struct alternative *second = other;
    const int by[] = {
        compare_sizes(second->is_proven, first->is_proven),
        compare_sizes((double)first->changed, (double)second->changed),
        compare_sizes((double)first->hidden, (double)second->hidden),
        compare_sizes(first->people, second->people),
        compare_sizes(first->table, second->table),
        compare_sizes(first->way.kind, second->way.kind),
    };
    for (size_t i = 0; i < sizeof(by) / sizeof(by[0]); i++) {
        if (by[i]) {
            return by[i];
        }
    }
    return 0;
}

static size_t cells_of(const struct submission *submission)
{
    size_t cells = 0;
    for (size_t t = 0; t < submission->table_count; t++) {
        cells += submission->tables[t]->cell_count;
    }
    return cells;
}

static const struct submission *show_best(const struct designing *at,
                                          const struct suggestion *suggestion)
{
    struct redesign_cost cost = {0};
    const struct alternative *best = redesign_best(suggestion);
    const struct suggestion *rest =
        best
            ? redesign_again(at->arena, at->input, &best->way, at->options->hiding, &cost)
            : NULL;
    return rest && rest->end <= SUGGESTION_PROVEN ? rest->shown : NULL;
}

bool redesign(struct arena *arena, const struct plan_input *input,
              const struct redesign_options *options, struct suggestion *suggestion)
{
    if (cells_of(input->scope.candidate) > CELLS_LIMIT) {
        return false;
    }
    struct designing at = {
        .arena = arena,
        .input = input,
        .options = options,
        .suggestion = suggestion,
        .ways = arena_array(arena, TRIED_LIMIT + 1, struct alternative),
        .objections = arena_array(arena, TRIED_LIMIT + 1, size_t),
    };
    if (options->kinds & REDESIGN_ROUND) {
        try_roundings(&at);
    }
    if (options->kinds & REDESIGN_MERGE) {
        try_mergers(&at);
    }
    complete_ways(&at);
    if (at.count) {
        qsort(at.ways, at.count, sizeof(*at.ways), compare_ways);
    }
    suggestion->alternatives = at.ways;
    suggestion->alternative_count = at.count;
    suggestion->better_shown = show_best(&at, suggestion);
    return true;
}

const struct alternative *redesign_best(const struct suggestion *suggestion)
{
    const struct alternative *asked = NULL;
    for (size_t i = 0; i < suggestion->alternative_count; i++) {
        const struct alternative *way = &suggestion->alternatives[i];
        const bool counts = way->is_proven && way->is_asked;
        asked = counts && (!asked || way->hidden < asked->hidden) ? way : asked;
    }
    if (asked) {
        return asked;
    }
    for (size_t i = 0; i < suggestion->alternative_count; i++) {
        const struct alternative *way = &suggestion->alternatives[i];
        const bool is_better = suggestion->end != SUGGESTION_PROVEN ||
                               (way->people < suggestion->people &&
                                way->changed <= 3 * suggestion->cell_count);
        if (way->is_ordered && way->is_proven && is_better) {
            return way;
        }
    }
    return NULL;
}
