#include "protect/insiders.h"

#include "base/map.h"

#include <math.h>
#include <string.h>

enum { SAME_LIMIT = 64 };

/* A demand and a cell whose contributors know it: the key of what has been asked. */
struct pair {
    uint32_t cell;
    uint32_t insider;
    uint32_t is_upward;
};

struct keeping {
    struct pattern_problem *problem;
    const struct insiders *insiders;
    struct arena *arena;
    struct map *asked; /* pairs that are demands of the problem */
    struct pair *pairs;
    size_t count;
    size_t capacity;
};

static bool knows(const struct insiders *insiders, uint32_t cell)
{
    return insiders->contributors[cell] >= 1;
}

/* ---- who knows what ---- */

static bool holds_cell(const uint32_t *cells, uint32_t count, uint32_t cell)
{
    for (uint32_t i = 0; i < count; i++) {
        if (cells[i] == cell) {
            return true;
        }
    }
    return false;
}

/* The one cell that all others of an equation add up to; UINT32_MAX. */
static uint32_t whole_of(const struct pattern_problem *problem, uint32_t equation)
{
    uint32_t whole[2] = {UINT32_MAX, UINT32_MAX};
    uint32_t count[2] = {0, 0};
    for (const struct entry *entry = equation_begin(problem, equation);
         entry < equation_end(problem, equation); entry++) {
        if (!problem->cells[entry->cell].is_virtual) {
            whole[entry->coefficient > 0] = entry->cell;
            count[entry->coefficient > 0]++;
        }
    }
    const bool is_above = count[1] == 1;
    return count[is_above] == 1 && count[!is_above] > 0 ? whole[is_above] : UINT32_MAX;
}

struct knowing {
    const struct keeping *at;
    uint32_t *known;
    uint32_t count;
};

/* Whoever is alone in a part and in its whole is the same. */
static void add_same(struct knowing *knowing, uint32_t own, uint32_t equation)
{
    const struct pattern_problem *problem = knowing->at->problem;
    const double *contributors = knowing->at->insiders->contributors;
    const uint32_t whole = whole_of(problem, equation);
    if (whole == UINT32_MAX) {
        return;
    }
    for (const struct entry *entry = equation_begin(problem, equation);
         entry < equation_end(problem, equation); entry++) {
        const bool is_pair = entry->cell == whole || own == whole;
        if (is_pair && contributors[entry->cell] == contributors[own] &&
            knowing->count < SAME_LIMIT &&
            !holds_cell(knowing->known, knowing->count, entry->cell)) {
            knowing->known[knowing->count++] = entry->cell;
        }
    }
}

/* The cell and all others that the same contributors know; parts of parts, too. */
static uint32_t same_contributors(const struct keeping *at, uint32_t cell,
                                  uint32_t *known)
{
    const struct pattern_problem *problem = at->problem;
    struct knowing knowing = {.at = at, .known = known, .count = 1};
    known[0] = cell;
    for (uint32_t done = 0; done < knowing.count; done++) {
        const uint32_t own = known[done];
        for (uint32_t i = problem->cell_start[own]; i < problem->cell_start[own + 1];
             i++) {
            add_same(&knowing, own, problem->cell_equations[i]);
        }
    }
    return knowing.count;
}

/* ---- pairs ---- */

static bool is_asked(const struct keeping *at, const struct pair *pair)
{
    return map_find(at->asked, pair, sizeof(*pair)) != MAP_NONE;
}

/* What the change of a demand moves and some insider knows. */
static void gather(struct keeping *at, const struct suppress_demand *demand)
{
    for (uint32_t i = 0; i < demand->change.count; i++) {
        const struct pair pair = {demand->cell, demand->change.cells[i],
                                  demand->amount > 0};
        if (pair.insider != demand->cell && knows(at->insiders, pair.insider) &&
            !is_asked(at, &pair)) {
            *arena_add(at->arena, at->pairs, at->count, at->capacity) = pair;
        }
    }
}

static void gather_all(struct keeping *at, const struct suppression *found)
{
    at->count = 0;
    for (uint32_t i = 0; i < found->demand_count; i++) {
        const struct suppress_demand *demand = &found->demands[i];
        if (demand->known_count == 0 && !at->problem->cells[demand->cell].is_virtual) {
            gather(at, demand);
        }
    }
}

/* Makes the pair a demand; false where the insider stands behind both cells. */
static bool add_demand(const struct keeping *at, struct pattern_problem *problem,
                       const struct pair *pair)
{
    uint32_t known[SAME_LIMIT];
    const struct pattern_cell *cell = &at->problem->cells[pair->cell];
    const uint32_t count = same_contributors(at, pair->insider, known);
    if (holds_cell(known, count, pair->cell)) {
        return false;
    }
    pattern_problem_add_demand(problem, (struct pattern_demand){
                                            .cell = pair->cell,
                                            .below = pair->is_upward ? 0 : cell->below,
                                            .above = pair->is_upward ? cell->above : 0,
                                            .known = known,
                                            .known_count = count,
                                        });
    return true;
}

/* ---- the same pattern, and nothing else ---- */

/* The problem with cells of its own, and none of its further demands. */
static struct pattern_problem *copy_of(struct arena *arena,
                                       const struct pattern_problem *problem)
{
    struct pattern_problem *copy = arena_new(arena, struct pattern_problem);
    *copy = *problem;
    copy->arena = arena;
    copy->demands = NULL;
    copy->demand_count = 0;
    copy->demand_capacity = 0;
    copy->cells =
        arena_array(arena, (size_t)problem->cell_count + 1, struct pattern_cell);
    memcpy(copy->cells, problem->cells, problem->cell_count * sizeof(copy->cells[0]));
    return copy;
}

static struct pattern_problem *
frozen(struct arena *arena, const struct pattern_problem *problem, const bool *is_hidden)
{
    struct pattern_problem *copy = copy_of(arena, problem);
    for (uint32_t i = 0; i < copy->cell_count; i++) {
        struct pattern_cell *cell = &copy->cells[i];
        if (cell->status != PATTERN_HIDDEN) {
            cell->status = is_hidden[i] ? PATTERN_HIDDEN : PATTERN_FORCED;
        }
    }
    return copy;
}

static const struct suppression *search_frozen(const struct pattern_problem *problem)
{
    const struct suppress_options quick = {.effort = 1, .cleaning = 1};
    return suppress(problem, &quick);
}

/* Leaves of the pairs those that this pattern does not meet. */
static void keep_unmet(struct keeping *at, const bool *is_hidden)
{
    struct arena *aside = arena_create(0);
    struct pattern_problem *problem = frozen(aside, at->problem, is_hidden);
    bool is_any = false;
    for (size_t i = 0; i < at->count; i++) {
        is_any = add_demand(at, problem, &at->pairs[i]) || is_any;
    }
    at->count = 0;
    const struct suppression *found = is_any ? search_frozen(problem) : NULL;
    for (uint32_t i = 0; found && i < found->demand_count; i++) {
        const struct suppress_demand *demand = &found->demands[i];
        if (!demand->is_proven) {
            at->pairs[at->count++] =
                (struct pair){demand->cell, demand->known[0], demand->amount > 0};
        }
    }
    arena_destroy(aside);
}

/* ---- the search ---- */

static const struct suppression *search(const struct keeping *at,
                                        const struct suppress_options *options)
{
    const struct insiders *insiders = at->insiders;
    return insiders->search ? insiders->search(at->problem, options, insiders->context)
                            : suppress(at->problem, options);
}

static bool some_know(const struct pattern_problem *problem,
                      const struct insiders *insiders)
{
    for (uint32_t i = 0; insiders->contributors && i < problem->cell_count; i++) {
        if (knows(insiders, i) && problem->cells[i].status != PATTERN_FORCED) {
            return true;
        }
    }
    return false;
}

/* The pairs that this pattern does not meet; none where it does not even meet outsiders.
 */
static void find_unmet(struct keeping *at, const struct suppression *found)
{
    at->count = 0;
    if (found->unproven == 0) {
        gather_all(at, found);
        keep_unmet(at, found->is_hidden);
    }
}

static void ask_unmet(struct keeping *at)
{
    for (size_t i = 0; i < at->count; i++) {
        struct pair *own = arena_new(at->arena, struct pair);
        *own = at->pairs[i];
        (void)map_add(at->asked, own, sizeof(*own), i);
        (void)add_demand(at, at->problem, own);
    }
}

/* Hides what more it takes to meet the pairs; nothing that is hidden is shown again, so
 * that all else stays proven. */
static const struct suppression *add_cells(const struct keeping *at,
                                           const struct suppression *found)
{
    struct arena *arena = at->problem->arena;
    struct pattern_problem *problem = copy_of(arena, at->problem);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        if (found->is_hidden[i]) {
            problem->cells[i].status = PATTERN_HIDDEN;
        }
    }
    for (size_t i = 0; i < at->count; i++) {
        (void)add_demand(at, problem, &at->pairs[i]);
    }
    const struct suppress_options quick = {.effort = 1};
    const struct suppression *more = suppress(problem, &quick);
    struct suppression *both = arena_new(arena, struct suppression);
    *both = *more;
    both->primaries = found->primaries;
    both->secondaries += found->secondaries;
    both->cost += found->cost;
    both->work += found->work;
    both->demand_count += found->demand_count;
    both->demands =
        arena_array(arena, (size_t)both->demand_count + 1, struct suppress_demand);
    memcpy(both->demands, found->demands,
           found->demand_count * sizeof(found->demands[0]));
    memcpy(both->demands + found->demand_count, more->demands,
           more->demand_count * sizeof(more->demands[0]));
    return both;
}

const struct suppression *
suppress_against_insiders(struct pattern_problem *problem,
                          const struct insiders *insiders,
                          const struct suppress_options *options)
{
    struct keeping at = {.problem = problem, .insiders = insiders};
    const struct suppression *found = search(&at, options);
    if (!some_know(problem, insiders)) {
        return found;
    }
    at.arena = arena_create(0);
    at.asked = map_create(at.arena, 64);
    find_unmet(&at, found);
    if (at.count > 0) {
        ask_unmet(&at);
        found = search(&at, options);
        find_unmet(&at, found);
    }
    if (at.count > 0) {
        found = add_cells(&at, found);
    }
    arena_destroy(at.arena);
    return found;
}

bool insiders_are_kept_out(const struct pattern_problem *problem,
                           const struct insiders *insiders, const bool *is_hidden)
{
    if (!some_know(problem, insiders)) {
        return true;
    }
    struct arena *aside = arena_create(0);
    struct pattern_problem *copy = frozen(aside, problem, is_hidden);
    for (uint32_t i = 0; i < copy->cell_count; i++) {
        if (problem->cells[i].status == PATTERN_PRIMARY) {
            copy->cells[i].status = PATTERN_PRIMARY;
        }
    }
    const struct suppression *found = search_frozen(copy);
    struct keeping at = {.problem = copy,
                         .insiders = insiders,
                         .arena = aside,
                         .asked = map_create(aside, 8)};
    find_unmet(&at, found);
    const bool are_out = found->unproven == 0 && at.count == 0;
    arena_destroy(aside);
    return are_out;
}
