#include "protect/suggest.h"

#include "base/terminal.h"
#include "base/text.h"
#include "protect/clean_up.h"
#include "protect/demands.h"
#include "protect/dependents.h"
#include "protect/examine.h"
#include "protect/insiders.h"
#include "protect/obstacle.h"
#include "protect/optimal.h"
#include "protect/plan_problem.h"
#include "protect/plan_wishes.h"
#include "protect/repair.h"
#include "protect/suggestion_cells.h"

#include <math.h>

enum { ROUND_LIMIT = 40, PATTERN_TRIES = 8 };

struct suggesting {
    struct arena *arena;
    const struct plan_input *input;
    const struct suggest_options *options;
    struct plan *plan;
    struct suggestion *result;
    double deadline;
    struct suggestion_bounds *bounds; /* of the optimal mode; NULL: the fast one */
};

/* How a suggestion is looked for. */
struct manner {
    bool asks_down;
    unsigned optimal_seconds; /* 0: the fast mode */
};

/* ---- one pattern ---- */

static void take_pattern(struct plan *plan, const struct suppression *suppression)
{
    for (uint32_t n = 0; n < plan->knowledge->name_count; n++) {
        struct plan_unknown *unknown = &plan->unknowns[n];
        const bool was_open = unknown->is_open || unknown->is_primary;
        unknown->is_hidden = was_open && suppression->is_hidden[n];
    }
}

/* Totals that nobody asked to keep give way where nothing else helps. */
static bool release_defaults(struct plan *plan)
{
    bool is_new = false;
    for (uint32_t n = 0; n < plan->knowledge->name_count; n++) {
        if (plan->unknowns[n].keep == KEEP_BY_DEFAULT) {
            plan->unknowns[n].keep = KEEP_NOT;
            plan->unknowns[n].cost *= 10;
            is_new = true;
        }
    }
    return is_new;
}

/* The optimal mode leaves time for further rounds. */
static unsigned seconds_for_search(const struct suggesting *at)
{
    return (unsigned)fmax(1, (at->deadline - clock_seconds()) / 2);
}

static const struct suppression *search_cheapest(const struct pattern_problem *problem,
                                                 const struct suppress_options *options,
                                                 void *context)
{
    const struct suggesting *at = context;
    const struct optimum optimum =
        suppress_optimally(problem, options, seconds_for_search(at));
    if (optimum.suppression->unproven == 0) {
        const bool is_first = at->bounds->all < 0;
        at->bounds->all = fmax(at->bounds->all, optimum.bound);
        at->bounds->findings = is_first ? optimum.bound : at->bounds->findings;
    }
    return optimum.suppression;
}

/* False, with the obstacle, where some demand cannot be met. */
static bool find_pattern(struct suggesting *at)
{
    struct plan *plan = at->plan;
    for (unsigned tries = 0; tries < PATTERN_TRIES; tries++) {
        struct arena *aside = arena_create(0);
        const struct plan_problem problem = plan_problem_create(aside, plan);
        const struct insiders insiders = {
            .contributors = problem.contributors,
            .search = at->bounds ? search_cheapest : NULL,
            .context = at,
        };
        const struct suppression *found =
            suppress_against_insiders(problem.pattern, &insiders, &at->options->search);
        take_pattern(plan, found);
        const bool is_proven = found->unproven == 0;
        const bool is_new = is_proven && dependents_mark(plan, &problem, found);
        if (!is_proven && !release_defaults(plan)) {
            at->result->obstacle = obstacle_of_pattern(at->arena, plan, &problem, found);
            arena_destroy(aside);
            return false;
        }
        arena_destroy(aside);
        if (is_proven && !is_new) {
            return true;
        }
    }
    at->result->obstacle = "statistics that go with hidden counts ask for ever more";
    return false;
}

/* ---- rounds ---- */

static const struct submission *hide(struct arena *arena, const struct suggesting *at)
{
    const struct cell_marks marks = plan_marks(arena, at->plan);
    return cell_marks_apply(arena, &marks, at->input->policy->marker);
}

static bool is_late(const struct suggesting *at)
{
    return at->deadline > 0 && clock_seconds() > at->deadline;
}

/* What the attacker finds in the pattern of this round becomes a demand; false when the
 * matter is settled one way or the other. */
static bool another_round(struct suggesting *at)
{
    struct suggestion *result = at->result;
    struct arena *aside = arena_create(0);
    result->rounds++;
    if (!find_pattern(at)) {
        result->end = SUGGESTION_NOT_PROVEN;
        arena_destroy(aside);
        return false;
    }
    const struct examination examination = examine(aside, at->input, hide(aside, at));
    const struct finding *objection = examination_objection(&examination);
    bool goes_on = false;
    if (!objection) {
        result->end = SUGGESTION_PROVEN;
    } else {
        const bool is_new =
            demands_add(at->plan, examination.findings, examination.finding_count);
        goes_on = repair(at->plan, examination.attack) || is_new;
        result->end = SUGGESTION_NOT_PROVEN;
        result->obstacle = obstacle_of_finding(at->arena, at->plan, objection);
    }
    arena_destroy(aside);
    return goes_on;
}

static void run_rounds(struct suggesting *at)
{
    const unsigned most = at->options->rounds ? at->options->rounds : ROUND_LIMIT;
    bool goes_on = true;
    while (goes_on && at->result->rounds < most && !is_late(at)) {
        goes_on = another_round(at);
    }
    if (goes_on) {
        at->result->end = SUGGESTION_OUT_OF_TIME;
        at->result->obstacle = "it was not proven within the time";
    }
}

/* ---- the whole ---- */

static void first_demands(struct suggesting *at)
{
    struct plan *plan = at->plan;
    struct arena *aside = arena_create(0);
    if (at->options->findings) {
        (void)demands_add(plan, at->options->findings, at->options->finding_count);
    } else {
        const struct examination first =
            examine(aside, at->input, at->input->scope.candidate);
        (void)demands_add(plan, first.findings, first.finding_count);
    }
    arena_destroy(aside);
    plan_mark_first(plan);
}

static const struct suggestion *suggest_so(struct arena *arena,
                                           const struct plan_input *input,
                                           const struct suggest_options *options,
                                           struct manner manner, bool *had_choice)
{
    const double seconds =
        manner.optimal_seconds ? manner.optimal_seconds : options->seconds;
    struct suggesting at = {
        .arena = arena,
        .input = input,
        .options = options,
        .plan = plan_create(arena, input),
        .result = arena_new(arena, struct suggestion),
        .deadline = seconds > 0 ? clock_seconds() + seconds : 0,
    };
    if (manner.optimal_seconds) {
        at.bounds = arena_new(arena, struct suggestion_bounds);
        *at.bounds = (struct suggestion_bounds){-1, -1};
        at.result->bounds = at.bounds;
    }
    at.plan->asks_down = manner.asks_down;
    plan_wish(at.plan, options->wishes, options->wish_count);
    first_demands(&at);
    run_rounds(&at);
    if (at.result->end == SUGGESTION_PROVEN) {
        at.result->obstacle = NULL;
        clean_up(at.plan);
        at.result->shown = hide(arena, &at);
        suggestion_fill(arena, at.plan, at.result, options);
    }
    *had_choice = at.plan->had_choice;
    return at.result;
}

static bool is_better(const struct suggestion *one, const struct suggestion *other)
{
    if (one->end != other->end) {
        return one->end < other->end;
    }
    return one->cell_count != other->cell_count ? one->cell_count < other->cell_count
                                                : one->people < other->people;
}

/* Whether hiding cells, or the attacker after it, would have anything to do with it. */
static bool asks_for_hiding(const struct finding *finding)
{
    return finding->severity > SEVERITY_INFO && !finding_is_about_reading(finding) &&
           (demand_answers(finding) || finding->code[0] == 'X' ||
            finding->code[0] == 'P');
}

/* A scan that found nothing of the kind has put the tables to the same attacker and the
 * same rules already. */
static bool is_settled(const struct suggest_options *options)
{
    bool is_asked = !options->findings;
    for (size_t i = 0; !is_asked && i < options->finding_count; i++) {
        is_asked = asks_for_hiding(&options->findings[i]);
    }
    for (size_t i = 0; !is_asked && i < options->wish_count; i++) {
        is_asked = options->wishes[i].kind == WISH_HIDDEN ||
                   options->wishes[i].kind == WISH_UNSAFE;
    }
    return !is_asked;
}

/* Wide enough a range may lie above a number or below it: both ways are gone, and the
 * better is taken. */
static const struct suggestion *suggest_fast(struct arena *arena,
                                             const struct plan_input *input,
                                             const struct suggest_options *options,
                                             bool *had_choice)
{
    struct manner manner = {0};
    const struct suggestion *up = suggest_so(arena, input, options, manner, had_choice);
    if (!*had_choice || up->end == SUGGESTION_OUT_OF_TIME) {
        return up;
    }
    bool is_known = false;
    manner.asks_down = true;
    const struct suggestion *down = suggest_so(arena, input, options, manner, &is_known);
    return is_better(down, up) ? down : up;
}

static double least(double one, double other)
{
    return fmax(0, fmin(one, other));
}

/* The cheapest of what is proven, with what no way of asking undercuts. */
static const struct suggestion *suggest_cheapest(struct arena *arena,
                                                 const struct plan_input *input,
                                                 const struct suggest_options *options,
                                                 const struct suggestion *fast,
                                                 bool had_choice)
{
    struct manner manner = {.optimal_seconds = options->optimal_seconds};
    manner.optimal_seconds -= had_choice ? manner.optimal_seconds / 2 : 0;
    struct suggestion_bounds *bounds = arena_new(arena, struct suggestion_bounds);
    *bounds = (struct suggestion_bounds){INFINITY, INFINITY};
    const struct suggestion *best = fast;
    for (int ways = 0; ways <= (had_choice ? 1 : 0); ways++) {
        bool is_known = false;
        manner.asks_down = ways == 1;
        const struct suggestion *other =
            suggest_so(arena, input, options, manner, &is_known);
        bounds->all = least(bounds->all, other->bounds->all);
        bounds->findings = least(bounds->findings, other->bounds->findings);
        best = other->end == SUGGESTION_PROVEN && other->cost < best->cost ? other : best;
    }
    struct suggestion *result = arena_new(arena, struct suggestion);
    *result = *best;
    result->bounds = bounds;
    return result;
}

const struct suggestion *suggest(struct arena *arena, const struct plan_input *input,
                                 const struct suggest_options *options)
{
    if (is_settled(options)) {
        struct suggestion *none = arena_new(arena, struct suggestion);
        none->end = SUGGESTION_NOT_NEEDED;
        none->shown = input->scope.candidate;
        return none;
    }
    bool had_choice = false;
    const struct suggestion *fast = suggest_fast(arena, input, options, &had_choice);
    return options->optimal_seconds && fast->end == SUGGESTION_PROVEN
               ? suggest_cheapest(arena, input, options, fast, had_choice)
               : fast;
}
