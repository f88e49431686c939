#include "protect/optimal.h"

#include "base/process.h"
#include "base/terminal.h"
#include "protect/cuts.h"
#include "protect/hunt.h"
#include "protect/master.h"
#include "protect/seek.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const double residue = 1e-6;
static const double worth_it = 5e-4;      /* of the bound, in a round */
static const double hunt_worth_it = 3e-3; /* the same */

enum {
    USUAL_SECONDS = 60,
    GRACE = 2,          /* seconds, for what the child is about when its time is up */
    STALLED_ROUNDS = 8, /* in which the bound hardly rose: time to branch */
    MOST_CUTS = 60000,
    STALLED_HUNTS = 2,
    HUNT_EFFORT = 100000, /* for each demand */
    LOOKS = 3,            /* at each of the master's sets, for further cuts */
};

/* What the child tells; in shared memory. */
struct tidings {
    double bound;
    double cost; /* of its best pattern; INFINITY: none */
    unsigned rounds;
    unsigned cuts;
    bool is_done;     /* nothing cheaper than the best pattern is possible */
    bool is_hidden[]; /* the pattern */
};

struct climb {
    const struct pattern_problem *problem;
    const struct suppression *fast;
    struct cover *cover;
    struct seeker *seeker;
    struct hunt *hunt;
    size_t pooled; /* cuts of the hunt that the master has */
    struct demand_list order;
    struct cutter *cutter;
    struct master *master;
    struct tidings *tidings;
    uint32_t *column_of; /* [cell_count] */
    uint32_t *cells;     /* of the columns */
    uint32_t columns;
    double *x;      /* [columns] */
    double *shares; /* [cell_count] */
    bool *set;      /* [cell_count] */
    struct cut cut; /* scratch */
    uint32_t *cut_columns;
    double end;    /* of the time */
    double best;   /* cost of the cheapest pattern known */
    bool is_whole; /* all costs are whole numbers */
};

/* ---- cuts ---- */

static bool is_late(const struct climb *climb)
{
    return clock_seconds() >= climb->end;
}

static void add_cut(struct climb *climb, const struct cut *cut)
{
    for (uint32_t i = 0; i < cut->count; i++) {
        climb->cut_columns[i] = climb->column_of[cut->cells[i]];
    }
    master_add_cut(climb->master, climb->cut_columns, cut->weights, cut->count,
                   1 - residue);
    climb->tidings->cuts++;
}

static void add_cuts_of_hunt(struct climb *climb)
{
    const struct cut_pool *pool = hunt_cuts(climb->hunt);
    while (climb->pooled < cut_pool_count(pool)) {
        cut_pool_copy(pool, climb->pooled++, &climb->cut);
        add_cut(climb, &climb->cut);
    }
}

/* Answers how many cuts were added. */
static unsigned separate(struct climb *climb, uint64_t salt)
{
    unsigned added = 0;
    for (uint32_t i = 0; i < climb->columns; i++) {
        climb->shares[climb->cells[i]] = fmin(1, fmax(0, climb->x[i]));
    }
    cutter_shake(climb->cutter, salt);
    for (uint32_t i = 0; i < climb->cover->demand_count && !is_late(climb); i++) {
        struct cut cut;
        if (cutter_find(climb->cutter, climb->shares, i, &cut) == DUAL_IMPOSSIBLE) {
            add_cut(climb, &cut);
            added++;
        }
    }
    return added;
}

/* A cell hidden alone in an equation is hidden for nothing: x <= sum of the others. */
static unsigned add_bridge(struct climb *climb, uint32_t column, uint32_t equation)
{
    const uint32_t cell = climb->cells[column];
    double sum = -climb->x[column];
    uint32_t count = 0;
    for (const struct entry *entry = equation_begin(climb->problem, equation);
         entry < equation_end(climb->problem, equation); entry++) {
        const uint32_t other = climb->column_of[entry->cell];
        if (cover_is_given(climb->cover, entry->cell)) {
            return 0;
        }
        if (other != UINT32_MAX) {
            climb->cut_columns[count] = other;
            climb->cut.weights[count++] = entry->cell == cell ? -1 : 1;
            sum += entry->cell == cell ? 0 : climb->x[other];
        }
    }
    if (sum >= -0.01) {
        return 0;
    }
    master_add_cut(climb->master, climb->cut_columns, climb->cut.weights, count, 0);
    climb->tidings->cuts++;
    return 1;
}

static unsigned add_bridges(struct climb *climb)
{
    const struct pattern_problem *problem = climb->problem;
    unsigned added = 0;
    for (uint32_t i = 0; i < climb->columns; i++) {
        const uint32_t cell = climb->cells[i];
        for (uint32_t k = problem->cell_start[cell];
             k < problem->cell_start[cell + 1] && climb->x[i] > 0.01; k++) {
            added += add_bridge(climb, i, problem->cell_equations[k]);
        }
    }
    return added;
}

/* ---- patterns ---- */

/* The hunt leaves its cheapest pattern in force. */
static void take_pattern_of_hunt(struct climb *climb)
{
    const double cost = climb->cover->cost;
    if (cost < climb->best - residue) {
        climb->best = cost;
        climb->tidings->cost = INFINITY;
        for (uint32_t i = 0; i < climb->problem->cell_count; i++) {
            climb->tidings->is_hidden[i] = cover_is_hidden(climb->cover, i);
        }
        climb->tidings->cost = cost;
    }
}

static void raise_bound(struct climb *climb, double bound)
{
    const double rounded = climb->is_whole ? ceil(bound - 1e-4) : bound;
    climb->tidings->bound = fmax(climb->tidings->bound, fmin(rounded, climb->best));
    climb->tidings->is_done = climb->tidings->bound >= climb->best - residue;
}

/* Answers whether the hunt has more to give. */
static bool hunt_further(struct climb *climb, uint64_t effort)
{
    const bool goes_on = hunt_on(climb->hunt, effort * climb->cover->demand_count);
    take_pattern_of_hunt(climb);
    add_cuts_of_hunt(climb);
    return goes_on;
}

/* Answers how many cuts the master's set gave. */
static unsigned look_at_set(struct climb *climb)
{
    unsigned added = 0;
    for (uint32_t i = 0; i < climb->columns; i++) {
        climb->set[climb->cells[i]] = climb->x[i] > 0.5;
    }
    for (unsigned i = 0; i < LOOKS && !is_late(climb); i++) {
        added += hunt_look_at(climb->hunt, climb->set, i == 0);
    }
    take_pattern_of_hunt(climb);
    return added;
}

/* ---- the climb ---- */

/* Until the cuts of the hunt hardly raise the bound. */
static void climb_by_hunting(struct climb *climb)
{
    double value = 0;
    double before = 0;
    unsigned stalled = 0;
    bool goes_on = true;
    while (goes_on && stalled < STALLED_HUNTS && !is_late(climb) &&
           !climb->tidings->is_done) {
        goes_on = hunt_further(climb, HUNT_EFFORT);
        if (!master_relax(climb->master, climb->x, &value)) {
            return;
        }
        raise_bound(climb, value);
        stalled = value > before * (1 + hunt_worth_it) ? 0 : stalled + 1;
        before = fmax(before, value);
    }
}

/* In shares: until no cut is found any more or the bound hardly rises. */
static void climb_in_shares(struct climb *climb)
{
    double value = 0;
    double before = 0;
    unsigned stalled = 0;
    while (stalled < STALLED_ROUNDS && !is_late(climb) && !climb->tidings->is_done &&
           climb->tidings->cuts < MOST_CUTS) {
        if (!master_relax(climb->master, climb->x, &value)) {
            return;
        }
        raise_bound(climb, value);
        climb->tidings->rounds++;
        stalled = value > before * (1 + worth_it) ? 0 : stalled + 1;
        before = fmax(before, value);
        const unsigned bridges = add_bridges(climb);
        const unsigned added =
            bridges > 0 ? bridges : separate(climb, climb->tidings->rounds);
        if (added == 0) {
            return;
        }
    }
}

/* Whether the master has a set that is cheaper than the best pattern. */
static bool decide(struct climb *climb)
{
    double bound = 0;
    const double cutoff = climb->best - (climb->is_whole ? 0.5 : residue);
    const bool has_set = master_decide(climb->master, cutoff,
                                       climb->end - clock_seconds(), climb->x, &bound);
    climb->tidings->rounds++;
    raise_bound(climb, has_set || bound < cutoff ? bound : climb->best);
    return has_set;
}

/* As long as the master took. */
static void hunt_for_as_long(struct climb *climb, double seconds)
{
    const double end = fmin(climb->end, clock_seconds() + seconds);
    bool goes_on = true;
    while (goes_on && clock_seconds() < end && !climb->tidings->is_done) {
        goes_on = hunt_further(climb, HUNT_EFFORT / 10);
        raise_bound(climb, climb->tidings->bound);
    }
}

static void climb_whole(struct climb *climb)
{
    while (!is_late(climb) && !climb->tidings->is_done) {
        const double begin = clock_seconds();
        if (!decide(climb)) {
            return;
        }
        const double took = clock_seconds() - begin;
        const unsigned added = look_at_set(climb);
        raise_bound(climb, climb->tidings->bound);
        if (added == 0) {
            return;
        }
        hunt_for_as_long(climb, took);
    }
}

static void begin_hunt(struct climb *climb)
{
    const struct suppression *fast = climb->fast;
    climb->cover = cover_create(climb->problem);
    climb->order.items =
        arena_array(climb->problem->arena, (size_t)fast->demand_count + 1, uint32_t);
    for (uint32_t i = 0; i < fast->demand_count; i++) {
        const struct suppress_change *change = &fast->demands[i].change;
        cover_assign(climb->cover, i,
                     cover_add_change(climb->cover, change->cells, change->amounts,
                                      change->count));
        climb->order.items[climb->order.count++] = i;
    }
    cover_begin(climb->cover);
    cover_set_plain_price(climb->cover);
    climb->seeker = seeker_create(climb->problem, climb->cover);
    climb->hunt = hunt_begin(climb->seeker, &climb->order, true);
    climb->cutter = cutter_create(climb->cover);
}

static void run(void *context, size_t index)
{
    struct climb *climb = context;
    (void)index;
    struct arena *arena = climb->problem->arena;
    double *costs = arena_array(arena, (size_t)climb->columns + 1, double);
    climb->is_whole = true;
    for (uint32_t i = 0; i < climb->columns; i++) {
        costs[i] = climb->problem->cells[climb->cells[i]].cost;
        climb->is_whole = climb->is_whole && costs[i] == floor(costs[i]);
    }
    climb->master = master_create(arena, costs, climb->columns);
    if (!climb->master) {
        return;
    }
    raise_bound(climb, 0);
    if (!climb->tidings->is_done) {
        begin_hunt(climb);
        climb_by_hunting(climb);
        climb_in_shares(climb);
        climb_whole(climb);
    }
    master_destroy(climb->master);
}

static void list_columns(struct climb *climb)
{
    for (uint32_t i = 0; i < climb->problem->cell_count; i++) {
        const bool may_be_hidden = climb->problem->cells[i].status == PATTERN_OPEN;
        climb->column_of[i] = may_be_hidden ? climb->columns : UINT32_MAX;
        if (may_be_hidden) {
            climb->cells[climb->columns++] = i;
        }
    }
}

static struct climb *prepare(const struct pattern_problem *problem,
                             const struct suppression *fast)
{
    struct arena *arena = problem->arena;
    const size_t cells = (size_t)problem->cell_count + 1;
    struct climb *climb = arena_new(arena, struct climb);
    *climb = (struct climb){
        .problem = problem,
        .fast = fast,
        .set = arena_array(arena, cells, bool),
        .cut = {arena_array(arena, cells, uint32_t), arena_array(arena, cells, double),
                0},
        .column_of = arena_array(arena, cells, uint32_t),
        .cells = arena_array(arena, cells, uint32_t),
        .x = arena_array(arena, cells, double),
        .shares = arena_array(arena, cells, double),
        .cut_columns = arena_array(arena, cells, uint32_t),
        .best = fast->cost,
    };
    list_columns(climb);
    return climb;
}

/* The child's pattern, proven here: nothing else may be hidden. */
static const struct suppression *take_pattern(const struct climb *climb,
                                              const struct suppression *fast)
{
    struct pattern_problem only = *climb->problem;
    only.cells =
        arena_array(only.arena, (size_t)only.cell_count + 1, struct pattern_cell);
    for (uint32_t i = 0; i < only.cell_count; i++) {
        only.cells[i] = climb->problem->cells[i];
        if (only.cells[i].status == PATTERN_OPEN && !climb->tidings->is_hidden[i]) {
            only.cells[i].status = PATTERN_FORCED;
        }
    }
    const struct suppress_options options = {.effort = 1, .cleaning = 1};
    const struct suppression *found = suppress(&only, &options);
    return found->unproven == 0 && found->cost < fast->cost ? found : fast;
}

struct optimum suppress_optimally(const struct pattern_problem *problem,
                                  const struct suppress_options *options,
                                  unsigned seconds)
{
    const double begin = clock_seconds();
    const unsigned limit = seconds > 0 ? seconds : USUAL_SECONDS;
    struct optimum optimum = {.suppression = suppress(problem, options)};
    const size_t bytes = sizeof(struct tidings) + problem->cell_count + 1;
    struct climb *climb = prepare(problem, optimum.suppression);
    climb->tidings = process_shared_create(bytes);
    if (optimum.suppression->unproven > 0 || !climb->tidings) {
        process_shared_destroy(climb->tidings, bytes);
        return optimum;
    }
    climb->tidings->cost = INFINITY;
    climb->end = begin + limit;
    const struct process_limits limits = {
        .workers = 1,
        .seconds_per_task = (unsigned)fmax(1, climb->end - clock_seconds()) + GRACE,
    };
    enum process_outcome outcome = PROCESS_NOT_RUN;
    process_run(&limits, 1, run, climb, &outcome);
    if (climb->tidings->cost < optimum.suppression->cost) {
        optimum.suppression = take_pattern(climb, optimum.suppression);
    }
    optimum.bound = fmin(climb->tidings->bound, optimum.suppression->cost);
    optimum.is_optimal = optimum.bound >= optimum.suppression->cost - residue;
    optimum.rounds = climb->tidings->rounds;
    optimum.cuts = climb->tidings->cuts;
    process_shared_destroy(climb->tidings, bytes);
    return optimum;
}
