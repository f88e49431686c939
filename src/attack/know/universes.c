/*
 * Which tables count the same units.
 */
#include "attack/know/derived.h"
#include "attack/know/knowledge.h"
#include "base/text.h"

enum {
    LARGE_SUM = 100, /* one such sum is no accident */
    ENOUGH_SUMS = 2, /* of smaller ones it takes so many */
};

static uint32_t add_universe(struct knowledge *knowledge, const struct universe *universe)
{
    const size_t found = map_find_text(knowledge->universe_map, universe->key);
    if (found != MAP_NONE) {
        return (uint32_t)found;
    }
    const uint32_t id = (uint32_t)knowledge->universe_count;
    *arena_add(knowledge->arena, knowledge->universes, knowledge->universe_count,
               knowledge->universe_capacity) = *universe;
    (void)map_add_text(knowledge->universe_map, universe->key, id);
    return id;
}

static uint32_t declared(struct knowledge *knowledge, const char *id)
{
    const struct universe universe = {
        .key = text_format(knowledge->arena, "u\x1f%s", text_key(knowledge->arena, id)),
        .title = id,
        .within = UINT32_MAX,
        .group = UINT32_MAX,
        .population = "",
        .period = "",
        .is_declared = true,
    };
    return add_universe(knowledge, &universe);
}

static bool is_given(const char *text)
{
    return text && text[0];
}

/* Two things said of one universe are nothing said. */
static const char *said_of_all(struct knowledge *knowledge, const char *before,
                               const char *text, bool is_first)
{
    const char *key = is_given(text) ? text_key(knowledge->arena, text) : "";
    return is_first || text_equals(before, key) ? key : "";
}

/* What tables that declare a universe say of it besides. */
static void describe_declared(struct knowledge *knowledge, const struct table *table)
{
    const size_t before = knowledge->universe_count;
    const uint32_t universe = declared(knowledge, table->universe);
    struct universe *own = &knowledge->universes[universe];
    const bool is_first = knowledge->universe_count > before;
    own->population =
        said_of_all(knowledge, own->population, table->population, is_first);
    own->period = said_of_all(knowledge, own->period, table->period, is_first);
}

bool universes_may_be_one(const struct universe *one, const struct universe *other)
{
    const bool is_population = !*one->population || !*other->population ||
                               text_equals(one->population, other->population);
    const bool is_period =
        !*one->period || !*other->period || text_equals(one->period, other->period);
    return is_population && is_period && !(one->is_declared && other->is_declared);
}

static bool lies_within(const struct knowledge *knowledge, uint32_t one, uint32_t other)
{
    uint32_t steps = 0; /* a sidecar may declare a ring */
    while (one != UINT32_MAX && one != other && steps++ < knowledge->universe_count) {
        one = knowledge->universes[one].within;
    }
    return one == other;
}

bool universes_may_be_alike(const struct knowledge *knowledge, uint32_t one,
                            uint32_t other)
{
    const char *period = knowledge->universes[one].period;
    const char *other_period = knowledge->universes[other].period;
    return (!*period || !*other_period || text_equals(period, other_period)) &&
           !lies_within(knowledge, one, other) && !lies_within(knowledge, other, one);
}

/* "within": "none" */
static bool is_apart(const struct table *table)
{
    return text_equals_ignoring_case(table->within, "none");
}

void universes_prepare(struct knowledge *knowledge)
{
    for (size_t t = 0; t < knowledge->scope->table_count; t++) {
        const struct table *table = knowledge->scope->tables[t].table;
        if (is_given(table->universe)) {
            describe_declared(knowledge, table);
        }
        if (is_given(table->universe) && is_given(table->within) && is_apart(table)) {
            const uint32_t own = declared(knowledge, table->universe);
            knowledge->universes[own].is_apart = true;
        } else if (is_given(table->universe) && is_given(table->within)) {
            const uint32_t wider = declared(knowledge, table->within);
            const uint32_t own = declared(knowledge, table->universe);
            knowledge->universes[own].within = wider == own ? UINT32_MAX : wider;
        }
    }
}

uint32_t cell_region(const struct table_scope *entry, uint32_t cell, uint32_t *sets)
{
    const struct table *table = entry->table;
    uint32_t count = 0;
    for (uint32_t d = 0; d < table->dimension_count; d++) {
        const uint32_t set = table_scope_set(entry, cell, d);
        if (set == NO_SET) {
            continue;
        }
        uint32_t at = count++;
        for (; at > 0 && sets[at - 1] > set; at--) {
            sets[at] = sets[at - 1];
        }
        sets[at] = set;
    }
    return count;
}

/* ---- votes: which universes print figures of this table, and whether they agree ---- */

struct vote {
    uint32_t universe;
    uint32_t agreed;
    uint32_t derived; /* points of agreement of sums that nobody printed */
    bool is_out;
};

/* All universes that may be the group's. Those that are not out stand first in
 * `standing`: a figure that many universes print is looked up in these alone. */
struct ballot {
    struct knowledge *knowledge;
    uint32_t group;
    struct vote *votes;
    uint32_t count;
    uint32_t *standing; /* votes */
    uint32_t standing_count;
    bool has_prints_in_common;
};

static struct ballot ballot_create(struct arena *arena, struct knowledge *knowledge,
                                   uint32_t group)
{
    struct ballot ballot = {
        .knowledge = knowledge,
        .group = group,
        .votes = arena_array(arena, knowledge->universe_count, struct vote),
        .standing = arena_array(arena, knowledge->universe_count, uint32_t),
    };
    for (uint32_t u = 0; u < knowledge->universe_count; u++) {
        if (knowledge->universes[u].group != UINT32_MAX - 1 &&
            universes_may_be_one(&knowledge->universes[u],
                                 &knowledge->universes[group])) {
            ballot.standing[ballot.count] = ballot.count;
            ballot.votes[ballot.count++].universe = u;
        }
    }
    ballot.standing_count = ballot.count;
    return ballot;
}

/* NULL for a universe that is said to be another. */
static struct vote *vote_for(const struct ballot *ballot, uint32_t universe)
{
    uint32_t low = 0;
    uint32_t high = ballot->count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (ballot->votes[middle].universe < universe) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const bool is_found = low < ballot->count && ballot->votes[low].universe == universe;
    return is_found ? &ballot->votes[low] : NULL;
}

static void vote_on_name(struct ballot *ballot, uint32_t n, const struct range *range)
{
    const struct knowledge *knowledge = ballot->knowledge;
    const struct name *name = &knowledge->names[n];
    struct vote *vote =
        knowledge_is_published(knowledge, n) ? vote_for(ballot, name->universe) : NULL;
    if (!vote) {
        return;
    }
    const struct print *print = &knowledge->prints[name->first_print];
    ballot->has_prints_in_common = true;
    if (print->low > range->high || range->low > print->high) {
        vote->is_out = true;
    } else {
        vote->agreed += range->low > 0;
    }
}

/* A name in each universe that still stands. */
static void vote_where_it_stands(struct ballot *ballot, const uint32_t *words,
                                 uint32_t set_count, const struct range *range)
{
    for (uint32_t i = 0; i < ballot->standing_count; i++) {
        const uint32_t universe = ballot->votes[ballot->standing[i]].universe;
        const uint32_t n =
            knowledge_find(ballot->knowledge, universe, words[0], words + 1, set_count);
        if (n != NO_NAME) {
            vote_on_name(ballot, n, range);
        }
    }
}

static void leave_out(struct ballot *ballot)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < ballot->standing_count; i++) {
        if (!ballot->votes[ballot->standing[i]].is_out) {
            ballot->standing[kept++] = ballot->standing[i];
        }
    }
    ballot->standing_count = kept;
}

static void vote_on_cell(struct ballot *ballot, const uint32_t *words, uint32_t set_count,
                         const struct range *range)
{
    const struct knowledge *knowledge = ballot->knowledge;
    const size_t first =
        map_find(knowledge->region_map, words, ((size_t)set_count + 1) * sizeof(*words));
    if (first == MAP_NONE) {
        return;
    }
    if (knowledge->names[first].same_count > ballot->standing_count) {
        vote_where_it_stands(ballot, words, set_count, range);
    } else {
        for (uint32_t n = (uint32_t)first; n != NO_NAME;
             n = knowledge->names[n].next_same) {
            vote_on_name(ballot, n, range);
        }
    }
    leave_out(ballot);
}

/* A sum that disagrees says nothing: its categories may leave some out. */
static void agree_on_sum(void *context, uint32_t universe, double value)
{
    struct vote *vote = vote_for(context, universe);
    if (vote) {
        vote->derived += value >= LARGE_SUM ? ENOUGH_SUMS : 1;
    }
}

/* Enough figures in common that it can be no accident: two, or one that is large. */
static uint32_t points(const struct vote *vote)
{
    return vote->agreed + (vote->derived >= ENOUGH_SUMS ? vote->derived : 0);
}

/* What agrees on more comes first; then what is said to be the same. */
static uint64_t rank(const struct ballot *ballot, const struct vote *vote)
{
    const bool is_said =
        ballot->knowledge->universes[vote->universe].group == ballot->group;
    return 2 * (uint64_t)points(vote) + is_said;
}

static uint32_t winner(const struct ballot *ballot)
{
    const struct vote *best = NULL;
    for (uint32_t i = 0; i < ballot->count; i++) {
        const struct vote *vote = &ballot->votes[i];
        if (!vote->is_out && points(vote) &&
            (!best || rank(ballot, vote) > rank(ballot, best))) {
            best = vote;
        }
    }
    return best ? best->universe : UINT32_MAX;
}

static uint32_t group_of(struct knowledge *knowledge, const struct table *table)
{
    const char *population = is_given(table->population) ? table->population : "";
    const char *period = is_given(table->period) ? table->period : "";
    const struct universe head = {
        .key = text_format(knowledge->arena, "g\x1f%s\x1f%s",
                           text_key(knowledge->arena, population),
                           text_key(knowledge->arena, period)),
        .title = population,
        .within = UINT32_MAX,
        .group = UINT32_MAX - 1, /* a heading, not a universe of any table */
        .population = text_key(knowledge->arena, population),
        .period = text_key(knowledge->arena, period),
    };
    return add_universe(knowledge, &head);
}

static bool has_ranges(const struct scope *scope, uint32_t variable)
{
    for (size_t i = 0; i < scope->variables[variable].set_count; i++) {
        if (scope->sets[scope->variables[variable].sets[i]].has_range) {
            return true;
        }
    }
    return false;
}

static bool has_variable(const struct table_scope *entry, uint32_t variable)
{
    for (uint32_t d = 0; d < entry->table->dimension_count; d++) {
        if (entry->variables[d] == variable) {
            return true;
        }
    }
    return false;
}

static bool shares_ranges(const struct scope *scope, const struct table_scope *one,
                          const struct table_scope *other)
{
    for (uint32_t d = 0; d < one->table->dimension_count; d++) {
        if (has_variable(other, one->variables[d]) &&
            has_ranges(scope, one->variables[d])) {
            return true;
        }
    }
    return false;
}

static bool has_set(const struct table_scope *entry, uint32_t d, uint32_t set)
{
    for (uint32_t c = 0; c < entry->table->dimensions[d].category_count; c++) {
        if (entry->sets[d][c] == set) {
            return true;
        }
    }
    return false;
}

/* Whether a label joins others, of which the other table has the first. */
static bool joins_labels(struct knowledge *knowledge, uint32_t set,
                         const struct table_scope *other, uint32_t e)
{
    uint32_t parts[UNION_PARTS];
    return set != NO_SET && union_parts(knowledge, set, parts) >= 2 &&
           has_set(other, e, parts[0]);
}

static bool dimension_joins(struct knowledge *knowledge, const struct table_scope *one,
                            uint32_t d, const struct table_scope *other)
{
    bool is_joined = false;
    for (uint32_t e = 0; e < other->table->dimension_count; e++) {
        const uint32_t count = other->variables[e] == one->variables[d]
                                   ? one->table->dimensions[d].category_count
                                   : 0;
        for (uint32_t c = 0; c < count && !is_joined; c++) {
            is_joined = joins_labels(knowledge, one->sets[d][c], other, e);
        }
    }
    return is_joined;
}

static bool shares_unions(struct knowledge *knowledge, const struct table_scope *one,
                          const struct table_scope *other)
{
    for (uint32_t d = 0; d < one->table->dimension_count; d++) {
        if (dimension_joins(knowledge, one, d, other)) {
            return true;
        }
    }
    return false;
}

/* No figure in common, so nothing speaks against one universe; bands of one variable
 * (16-24 here, 16-25 there) and labels that join others speak for it. */
static uint32_t neighbour(struct knowledge *knowledge, const struct table_scope *entry,
                          uint32_t group)
{
    const struct scope *scope = knowledge->scope;
    for (const struct table_scope *other = scope->tables; other < entry; other++) {
        const uint32_t universe = knowledge->table_universe[other - scope->tables];
        if (knowledge->universes[universe].group == group &&
            (shares_ranges(scope, entry, other) ||
             shares_unions(knowledge, entry, other) ||
             shares_unions(knowledge, other, entry))) {
            return universe;
        }
    }
    return UINT32_MAX;
}

/* No figure in common, and both are said to be of one population. */
static uint32_t first_of_population(const struct knowledge *knowledge, uint32_t group)
{
    uint32_t universe = is_given(knowledge->universes[group].title) ? 0 : UINT32_MAX;
    while (universe < knowledge->universe_count &&
           knowledge->universes[universe].group != group) {
        universe++;
    }
    return universe < knowledge->universe_count ? universe : UINT32_MAX;
}

/* Figures that this table and others print under one name. */
static void vote_on_prints(struct arena *arena, const struct table_scope *entry,
                           const struct range *ranges, struct ballot *ballot)
{
    const struct table *table = entry->table;
    uint32_t *words = arena_array(arena, (size_t)table->dimension_count + 1, uint32_t);
    for (uint32_t i = 0; i < table->cell_count && ballot->standing_count; i++) {
        const struct cell *cell = &table->cells[i];
        const enum role role = table->measures[cell->measure].role;
        if (cell->state != CELL_NUMBER || !role_adds_up(role)) {
            continue;
        }
        words[0] = entry->measures[cell->measure];
        vote_on_cell(ballot, words, cell_region(entry, i, words + 1), &ranges[i]);
    }
}

static uint32_t chosen_by_figures(struct knowledge *knowledge, uint32_t table_index,
                                  uint32_t group, const struct range *ranges)
{
    const struct table_scope *entry = &knowledge->scope->tables[table_index];
    struct arena *scratch = arena_create(0);
    struct ballot ballot = ballot_create(scratch, knowledge, group);
    vote_on_prints(scratch, entry, ranges, &ballot);
    const struct derived_listener listener = {&ballot, agree_on_sum};
    derived_compare(knowledge->derived, knowledge, table_index, ranges, &listener);
    uint32_t chosen = winner(&ballot);
    if (chosen == UINT32_MAX && !ballot.has_prints_in_common) {
        chosen = neighbour(knowledge, entry, group);
        chosen = chosen == UINT32_MAX ? first_of_population(knowledge, group) : chosen;
    }
    arena_destroy(scratch);
    return chosen;
}

static uint32_t choose_universe(struct knowledge *knowledge, uint32_t table_index,
                                const struct range *ranges)
{
    const struct table_scope *entry = &knowledge->scope->tables[table_index];
    if (is_given(entry->table->universe)) {
        return declared(knowledge, entry->table->universe);
    }
    const uint32_t group = group_of(knowledge, entry->table);
    const uint32_t chosen = chosen_by_figures(knowledge, table_index, group, ranges);
    if (chosen != UINT32_MAX) {
        return chosen;
    }
    const struct universe own = {
        .key = text_format(knowledge->arena, "t\x1f%u", table_index),
        .title = knowledge->universes[group].title,
        .within = UINT32_MAX,
        .group = group,
        .population = knowledge->universes[group].population,
        .period = knowledge->universes[group].period,
    };
    return add_universe(knowledge, &own);
}

uint32_t universe_of_table(struct knowledge *knowledge, uint32_t table_index,
                           const struct range *ranges)
{
    const uint32_t universe = choose_universe(knowledge, table_index, ranges);
    derived_add(knowledge->derived, knowledge, table_index, universe, ranges);
    return universe;
}
