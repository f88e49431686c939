#include "protect/optimal.h"

#include "base/process.h"
#include "base/terminal.h"
#include "protect/cuts.h"
#include "protect/master.h"

#include <math.h>
#include <string.h>

static const double residue = 1e-6;

enum {
    USUAL_SECONDS = 60,
    STALLED_ROUNDS = 12, /* in which the bound hardly rose: time to branch */
    REPAIR_EFFORT = 2000000,
    MOST_CUTS = 60000,
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
    struct cover *cover;
    struct cutter *cutter;
    struct master *master;
    struct tidings *tidings;
    uint32_t *column_of; /* [cell_count] */
    uint32_t *cells;     /* of the columns */
    uint32_t columns;
    double *x;      /* [columns] */
    double *shares; /* [cell_count] */
    uint32_t *cut_columns;
    double end;    /* of the time */
    double best;   /* cost of the cheapest pattern known */
    bool is_whole; /* all costs are whole numbers */
};

/* ---- cuts ---- */

static void set_shares(struct climb *climb)
{
    for (uint32_t i = 0; i < climb->columns; i++) {
        climb->shares[climb->cells[i]] = fmin(1, fmax(0, climb->x[i]));
    }
}

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

/* Answers how many cuts were added. */
static unsigned separate(struct climb *climb, uint64_t salt)
{
    unsigned added = 0;
    set_shares(climb);
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
    const struct pattern_problem *problem = climb->problem;
    const uint32_t cell = climb->cells[column];
    double sum = -climb->x[column];
    struct arena *aside = arena_create(0);
    const uint32_t most =
        (uint32_t)(equation_end(problem, equation) - equation_begin(problem, equation));
    double *weights = arena_array(aside, most, double);
    uint32_t count = 0;
    bool is_met = false;
    for (const struct entry *entry = equation_begin(problem, equation);
         entry < equation_end(problem, equation) && !is_met; entry++) {
        is_met = cover_is_given(climb->cover, entry->cell);
        const uint32_t other = climb->column_of[entry->cell];
        if (other != UINT32_MAX) {
            climb->cut_columns[count] = other;
            weights[count++] = entry->cell == cell ? -1 : 1;
            sum += entry->cell == cell ? 0 : climb->x[other];
        }
    }
    const bool is_wanted = !is_met && sum < -0.01;
    if (is_wanted) {
        master_add_cut(climb->master, climb->cut_columns, weights, count, 0);
        climb->tidings->cuts++;
    }
    arena_destroy(aside);
    return is_wanted;
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

static double cost_of(const struct climb *climb, const bool *is_hidden)
{
    double cost = 0;
    for (uint32_t i = 0; i < climb->columns; i++) {
        cost +=
            is_hidden[climb->cells[i]] ? climb->problem->cells[climb->cells[i]].cost : 0;
    }
    return cost;
}

/* The fast mode makes a pattern of what the master would hide. */
static void repair(struct climb *climb, double least)
{
    struct arena *aside = arena_create(0);
    bool *hint = arena_array(aside, (size_t)climb->problem->cell_count + 1, bool);
    for (uint32_t i = 0; i < climb->columns; i++) {
        hint[climb->cells[i]] = climb->x[i] >= least;
    }
    const struct suppress_options options = {
        .effort = REPAIR_EFFORT, .cleaning = REPAIR_EFFORT, .hint = hint};
    const struct suppression *found = suppress(climb->problem, &options);
    const double cost = cost_of(climb, found->is_hidden);
    if (found->unproven == 0 && cost < climb->best - residue) {
        climb->best = cost;
        climb->tidings->cost = INFINITY;
        memcpy(climb->tidings->is_hidden, found->is_hidden,
               climb->problem->cell_count * sizeof(bool));
        climb->tidings->cost = cost;
    }
    arena_destroy(aside);
}

static void raise_bound(struct climb *climb, double bound)
{
    const double rounded = climb->is_whole ? ceil(bound - 1e-4) : bound;
    climb->tidings->bound = fmax(climb->tidings->bound, fmin(rounded, climb->best));
    climb->tidings->is_done = climb->tidings->bound >= climb->best - residue;
}

/* ---- the climb ---- */

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
        stalled = value > before * (1 + 5e-4) ? 0 : stalled + 1;
        before = fmax(before, value);
        const unsigned added =
            separate(climb, climb->tidings->rounds) + add_bridges(climb);
        if (added == 0) {
            return;
        }
    }
}

static void climb_whole(struct climb *climb)
{
    while (!is_late(climb) && !climb->tidings->is_done) {
        double bound = 0;
        const double cutoff = climb->best - (climb->is_whole ? 0.5 : residue);
        const bool has_pattern = master_decide(
            climb->master, cutoff, 0, climb->end - clock_seconds(), climb->x, &bound);
        climb->tidings->rounds++;
        raise_bound(climb, has_pattern || bound < cutoff ? bound : climb->best);
        if (!has_pattern) {
            return;
        }
        const unsigned added = separate(climb, climb->tidings->rounds);
        repair(climb, 0.5);
        raise_bound(climb, climb->tidings->bound);
        if (added == 0) {
            return;
        }
    }
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
    climb->cutter = cutter_create(climb->cover);
    climb->master = master_create(arena, costs, climb->columns);
    climb_in_shares(climb);
    repair(climb, 0.3);
    raise_bound(climb, climb->tidings->bound);
    climb_whole(climb);
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

static struct climb *prepare(const struct pattern_problem *problem, double cost)
{
    struct arena *arena = problem->arena;
    const size_t cells = (size_t)problem->cell_count + 1;
    struct climb *climb = arena_new(arena, struct climb);
    *climb = (struct climb){
        .problem = problem,
        .cover = cover_create(problem),
        .column_of = arena_array(arena, cells, uint32_t),
        .cells = arena_array(arena, cells, uint32_t),
        .x = arena_array(arena, cells, double),
        .shares = arena_array(arena, cells, double),
        .cut_columns = arena_array(arena, cells, uint32_t),
        .best = cost,
    };
    list_columns(climb);
    return climb;
}

/* The child's pattern, proven here. */
static const struct suppression *take_pattern(const struct climb *climb,
                                              const struct suppression *fast)
{
    const struct suppress_options options = {.effort = 1,
                                             .hint = climb->tidings->is_hidden};
    const struct suppression *found = suppress(climb->problem, &options);
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
    struct climb *climb = prepare(problem, optimum.suppression->cost);
    climb->tidings = process_shared_create(bytes);
    if (optimum.suppression->unproven > 0 || !climb->tidings) {
        process_shared_destroy(climb->tidings, bytes);
        return optimum;
    }
    climb->tidings->cost = INFINITY;
    climb->end = begin + limit;
    const struct process_limits limits = {.workers = 1, .seconds_per_task = limit + 5};
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
