#include "attack/solve/solve_component.h"

#include "attack/solve/certificate.h"
#include "attack/solve/lp.h"
#include "attack/solve/search.h"

#include <math.h>
#include <string.h>

static const double tolerance = 1e-7;
static const double fraction_limit =
    1e-5; /* farther from a whole number than this is no rounding */

/* What the two ways share. */
struct solver {
    const struct component_work *work;
    struct search search;
    struct lp *lp;     /* NULL in a search */
    uint64_t patience; /* steps that one search may take */
    double *values;
    double *duals;
    double *scratch;
};

enum side { SIDE_LOW, SIDE_HIGH };

static bool reaches(const struct system *system, uint32_t unknown, double inner,
                    double outer)
{
    const double slack =
        system->is_whole[unknown] ? 0 : 10 * tolerance * (1 + fabs(outer));
    return fabs(inner - outer) <= slack || inner == outer;
}

static bool is_reached(const struct component_work *work, uint32_t unknown,
                       enum side side)
{
    return side == SIDE_LOW ? reaches(work->system, unknown, work->inner_low[unknown],
                                      work->outer_low[unknown])
                            : reaches(work->system, unknown, work->inner_high[unknown],
                                      work->outer_high[unknown]);
}

bool component_is_answered(const struct component_work *work, uint32_t target)
{
    const uint32_t unknown = work->targets[target];
    if (work->enough &&
        work->inner_high[unknown] - work->inner_low[unknown] >= work->enough[target]) {
        return true;
    }
    return is_reached(work, unknown, SIDE_LOW) && is_reached(work, unknown, SIDE_HIGH);
}

static bool are_all_answered(const struct component_work *work)
{
    for (uint32_t i = 0; i < work->target_count; i++) {
        if (!component_is_answered(work, i)) {
            return false;
        }
    }
    return true;
}

/* Takes a point in as a solution, if it is one. */
static bool record(const struct component_work *work, const double *point)
{
    const struct system *system = work->system;
    if (!system_holds(system, system->low, system->high, point, tolerance)) {
        return false;
    }
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        if (!(point[i] >= work->inner_low[i])) {
            work->inner_low[i] = point[i];
        }
        if (!(point[i] <= work->inner_high[i])) {
            const bool is_at_cap =
                isinf(work->outer_high[i]) && point[i] >= system->high[i] / 2;
            work->inner_high[i] = is_at_cap ? INFINITY : point[i];
        }
    }
    return true;
}

static void solver_start(struct solver *solver, struct arena *arena,
                         const struct component_work *work)
{
    const size_t unknowns = work->system->unknown_count;
    *solver = (struct solver){
        .work = work,
        .search.propagation = propagation_create(arena, work->system),
        .search.point = arena_array(arena, unknowns, double),
        .values = arena_array(arena, unknowns, double),
        .duals = arena_array(arena, (size_t)work->system->row_count + 1, double),
        .scratch = arena_array(arena, unknowns, double),
    };
}

static enum search_answer look_between(struct solver *solver, uint32_t unknown,
                                       double low, double high)
{
    const enum search_answer answer = search_point(&solver->search, unknown, low, high);
    if (answer == SEARCH_FOUND) {
        (void)record(solver->work, solver->search.point);
    }
    return answer == SEARCH_NONE && solver->work->is_capped ? SEARCH_GAVE_UP : answer;
}

/* Closes in on one end of a range by bisection: every answer moves the outer or the inner
 * end, until they meet or the search gives up. */
static bool bisect(struct solver *solver, uint32_t unknown, enum side side)
{
    const struct component_work *work = solver->work;
    double *outer =
        side == SIDE_LOW ? &work->outer_low[unknown] : &work->outer_high[unknown];
    const double *inner =
        side == SIDE_LOW ? &work->inner_low[unknown] : &work->inner_high[unknown];
    const double step = side == SIDE_LOW ? 1 : -1;
    double reach = 0; /* the end itself first, then ever larger parts of the gap */
    if (isinf(*outer)) {
        const double cap = work->system->high[unknown];
        return look_between(solver, unknown, ceil(cap / 2), cap) == SEARCH_FOUND;
    }
    while (*outer != *inner) {
        const double half = floor(fabs(*inner - *outer) / 2);
        const double far = *outer + step * fmin(reach, half);
        const enum search_answer answer =
            look_between(solver, unknown, fmin(*outer, far), fmax(*outer, far));
        if (answer == SEARCH_GAVE_UP) {
            return false;
        }
        if (answer == SEARCH_NONE) {
            *outer = far + step;
            reach = 2 * reach + 1;
        } else if (far == *outer) {
            return true;
        }
    }
    return true;
}

enum component_end component_search(struct arena *arena,
                                    const struct component_work *work)
{
    struct solver solver;
    solver_start(&solver, arena, work);
    solver.search.nodes = 400 + 60 * (uint64_t)work->system->unknown_count;
    const enum search_answer first = look_between(&solver, NO_UNKNOWN, 0, 0);
    if (first != SEARCH_FOUND) {
        return first == SEARCH_NONE ? COMPONENT_CONTRADICTORY : COMPONENT_OPEN;
    }
    for (uint32_t i = 0; i < work->target_count; i++) {
        if (component_is_answered(work, i)) {
            continue;
        }
        const uint32_t unknown = work->targets[i];
        const bool is_done =
            bisect(&solver, unknown, SIDE_LOW) &&
            (component_is_answered(work, i) || bisect(&solver, unknown, SIDE_HIGH));
        if (!is_done) {
            return COMPONENT_OPEN;
        }
    }
    return COMPONENT_SETTLED;
}

/* Rounds what is meant to be whole; false where a whole unknown has a fractional value.
 */
static bool make_whole(const struct system *system, double *values)
{
    bool is_whole = true;
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        if (!system->is_whole[i]) {
            values[i] = fmin(system->high[i], fmax(system->low[i], values[i]));
            continue;
        }
        const double nearest = nearbyint(values[i]);
        is_whole = is_whole && fabs(values[i] - nearest) <= fraction_limit;
        values[i] = fabs(values[i] - nearest) <= fraction_limit ? nearest : values[i];
    }
    return is_whole;
}

static void take_bound(const struct solver *solver, uint32_t unknown, enum side side,
                       double bound)
{
    const struct component_work *work = solver->work;
    const bool is_whole = work->system->is_whole[unknown];
    if (side == SIDE_LOW) {
        const double low = is_whole ? ceil(bound - 1e-9) : bound;
        work->outer_low[unknown] = fmax(work->outer_low[unknown], low);
    } else {
        const double high = is_whole ? floor(-bound + 1e-9) : -bound;
        work->outer_high[unknown] = fmin(work->outer_high[unknown], high);
    }
}

/* One linear program: a certificate for the outer end, and maybe a solution at it. */
static enum lp_end optimise(struct solver *solver, uint32_t unknown, enum side side)
{
    const struct component_work *work = solver->work;
    const int sign = side == SIDE_LOW ? 1 : -1;
    lp_set_cost(solver->lp, unknown, sign);
    const enum lp_end end = lp_minimise(solver->lp);
    lp_set_cost(solver->lp, unknown, 0);
    if (end != LP_OPTIMAL) {
        return end;
    }
    const struct bounds bounds = {work->outer_low, work->outer_high};
    lp_duals(solver->lp, solver->duals);
    take_bound(solver, unknown, side,
               certificate_bound(work->system, &bounds, unknown, sign, solver->duals,
                                 solver->scratch));
    lp_values(solver->lp, solver->values);
    if (make_whole(work->system, solver->values)) {
        (void)record(work, solver->values);
    }
    return end;
}

/* Whole numbers can fall short of the program's bound: look for a solution right at it,
 * and when there is none take the bound one further in. */
static void find_whole(struct solver *solver, uint32_t unknown, enum side side)
{
    const struct component_work *work = solver->work;
    double *outer =
        side == SIDE_LOW ? &work->outer_low[unknown] : &work->outer_high[unknown];
    const double step = side == SIDE_LOW ? 1 : -1;
    solver->search.hint = solver->values;
    const uint64_t budget = solver->search.nodes;
    solver->search.nodes = budget < solver->patience ? budget : solver->patience;
    const uint64_t given = solver->search.nodes;
    while (!is_reached(work, unknown, side) &&
           work->outer_low[unknown] <= work->outer_high[unknown] &&
           look_between(solver, unknown, *outer, *outer) == SEARCH_NONE) {
        *outer += step;
    }
    solver->search.nodes = budget - (given - solver->search.nodes);
    solver->search.hint = NULL;
}

static void settle(struct solver *solver, uint32_t target, enum side side)
{
    const struct component_work *work = solver->work;
    const uint32_t unknown = work->targets[target];
    if (component_is_answered(work, target) || is_reached(work, unknown, side)) {
        return;
    }
    const enum lp_end end = optimise(solver, unknown, side);
    const bool is_unbounded = side == SIDE_HIGH && isinf(work->outer_high[unknown]);
    if (solver->patience && end == LP_OPTIMAL && !is_unbounded &&
        !is_reached(work, unknown, side) && work->system->is_whole[unknown]) {
        find_whole(solver, unknown, side);
    }
}

/* Gives every target that is still open at this side a cost; answers how many there are.
 */
static uint32_t cost_open_targets(struct solver *solver, enum side side)
{
    const struct component_work *work = solver->work;
    uint32_t open = 0;
    for (uint32_t i = 0; i < work->target_count; i++) {
        const uint32_t unknown = work->targets[i];
        const bool is_open = !component_is_answered(work, i) &&
                             !is_reached(work, unknown, side) &&
                             isfinite(side == SIDE_LOW ? work->outer_low[unknown]
                                                       : work->outer_high[unknown]);
        const double cost = side == SIDE_LOW ? 1 : -1;
        lp_set_cost(solver->lp, unknown, is_open ? cost : 0);
        open += is_open;
    }
    return open;
}

static bool take_point(struct solver *solver)
{
    if (lp_minimise(solver->lp) != LP_OPTIMAL) {
        return false;
    }
    lp_values(solver->lp, solver->values);
    return make_whole(solver->work->system, solver->values) &&
           record(solver->work, solver->values);
}

static void clear_costs(struct solver *solver)
{
    for (uint32_t i = 0; i < solver->work->system->unknown_count; i++) {
        lp_set_cost(solver->lp, i, 0);
    }
}

/* One solution is often at the end of many ranges at once: push all open targets the same
 * way before each is asked alone. Proves nothing by itself; what it finds are solutions.
 */
static void sweep(struct solver *solver, enum side side)
{
    enum { WORTH_A_PROGRAM = 8, ROUNDS = 12 };
    uint32_t open = cost_open_targets(solver, side);
    for (int round = 0; round < ROUNDS && open >= WORTH_A_PROGRAM; round++) {
        (void)take_point(solver);
        const uint32_t left = cost_open_targets(solver, side);
        if (left + left / 16 >= open) {
            break;
        }
        open = left;
    }
    clear_costs(solver);
}

/* The end of a range is often a whole face of the program, and its corners are not all
 * fractional: small costs on the other unknowns lead to other corners. */
static void shake(struct solver *solver, uint32_t unknown, enum side side)
{
    enum { CORNERS = 24, STEPS = 1000 };
    const struct component_work *work = solver->work;
    uint64_t state = unknown; /* the same corners in every run */
    for (int corner = 0; corner < CORNERS && !is_reached(work, unknown, side); corner++) {
        for (uint32_t i = 0; i < work->system->unknown_count; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            lp_set_cost(solver->lp, i, 1e-6 * (double)((state >> 33) % STEPS));
        }
        lp_set_cost(solver->lp, unknown, side == SIDE_LOW ? 1 : -1);
        (void)take_point(solver);
    }
    clear_costs(solver);
}

static bool is_open_at(const struct component_work *work, uint32_t target, enum side side)
{
    return !component_is_answered(work, target) &&
           !is_reached(work, work->targets[target], side);
}

static void shake_open_targets(struct solver *solver)
{
    enum { WORTH_SHAKING = 64 };
    const struct component_work *work = solver->work;
    uint32_t shaken = 0;
    for (uint32_t i = 0; i < work->target_count && shaken < WORTH_SHAKING; i++) {
        if (is_open_at(work, i, SIDE_LOW)) {
            shake(solver, work->targets[i], SIDE_LOW);
            shaken++;
        }
        if (is_open_at(work, i, SIDE_HIGH)) {
            shake(solver, work->targets[i], SIDE_HIGH);
            shaken++;
        }
    }
}

/* Ends of ranges that are still to be asked for in a round. */
struct agenda {
    uint32_t *ends; /* 2 * target, and 1 for its high end */
    uint32_t count;
};

static enum side side_of_end(uint32_t end)
{
    return end & 1 ? SIDE_HIGH : SIDE_LOW;
}

static void make_agenda(const struct component_work *work, struct agenda *agenda)
{
    agenda->count = 0;
    for (uint32_t end = 0; end < 2 * work->target_count; end++) {
        if (is_open_at(work, end / 2, side_of_end(end))) {
            agenda->ends[agenda->count++] = end;
        }
    }
}

/* Takes the end that the present point is nearest to from among the next few: its
 * program is the shortest. */
static uint32_t take_nearest(const struct solver *solver, struct agenda *agenda)
{
    enum { NEXT = 64 };
    const struct component_work *work = solver->work;
    uint32_t best = 0;
    uint32_t least = UINT32_MAX;
    for (uint32_t i = 0; i < agenda->count && i < NEXT && least > 0; i++) {
        const uint32_t end = agenda->ends[i];
        const uint32_t distance = lp_distance(solver->lp, work->targets[end / 2],
                                              side_of_end(end) == SIDE_LOW ? 1 : -1);
        if (distance < least) {
            best = i;
            least = distance;
        }
    }
    const uint32_t end = agenda->ends[best];
    agenda->count--;
    memmove(agenda->ends + best, agenda->ends + best + 1,
            (agenda->count - best) * sizeof(uint32_t));
    return end;
}

enum component_end component_program(struct arena *arena,
                                     const struct component_work *work)
{
    struct solver solver;
    solver_start(&solver, arena, work);
    solver.search.nodes = 20000 + 20 * (uint64_t)work->system->unknown_count;
    solver.lp = lp_create(arena, work->system);
    if (!solver.lp) {
        return COMPONENT_OPEN;
    }
    const enum lp_end first = lp_minimise(solver.lp);
    if (first == LP_INFEASIBLE) {
        lp_destroy(solver.lp);
        return work->is_capped ? COMPONENT_OPEN : COMPONENT_CONTRADICTORY;
    }
    sweep(&solver, SIDE_LOW);
    sweep(&solver, SIDE_HIGH);
    /* A first round without any search, a second without much patience: solutions found
     * for others answer most of what they leave open. */
    static const uint64_t patience[] = {0, 200, 4000};
    struct agenda agenda = {
        arena_array(arena, 2 * (size_t)work->target_count + 1, uint32_t), 0};
    for (size_t round = 0; round < sizeof(patience) / sizeof(patience[0]); round++) {
        solver.patience = patience[round];
        make_agenda(work, &agenda);
        while (agenda.count) {
            const uint32_t end = take_nearest(&solver, &agenda);
            settle(&solver, end / 2, side_of_end(end));
        }
    }
    shake_open_targets(&solver);
    lp_destroy(solver.lp);
    return are_all_answered(work) ? COMPONENT_SETTLED : COMPONENT_OPEN;
}
