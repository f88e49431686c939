#include "protect/suppress.h"

#include "protect/impossible.h"
#include "protect/improve.h"
#include "protect/proof.h"

#include <math.h>
#include <stdlib.h>

/* What a cell is worth beside its cost: fewer cells are easier to read around. */
static const double cell_share = 0.15;

/* How much work improvement may be, in what the first pattern cost; where a demand is
 * hard to meet there is more to gain. */
enum {
    EASY_FACTOR = 35,
    HARD_WORK = 2000,     /* for each demand */
    HARD_EFFORT = 500000, /* the same */
    MOST_EFFORT = 1500000000,
};

struct ordered {
    double amount;
    uint32_t demand;
};

static int compare_ordered(const void *left, const void *right)
{
    const struct ordered *one = left;
    const struct ordered *other = right;
    if (one->amount != other->amount) {
        return one->amount > other->amount ? -1 : 1;
    }
    return (one->demand > other->demand) - (one->demand < other->demand);
}

/* The largest amounts first: their changes meet the most other demands. */
static struct demand_list all_demands(const struct cover *cover)
{
    const uint32_t count = cover->demand_count;
    struct arena *aside = arena_create(0);
    struct ordered *ordered = arena_array(aside, (size_t)count + 1, struct ordered);
    for (uint32_t i = 0; i < count; i++) {
        ordered[i] = (struct ordered){fabs(cover->demands[i].amount), i};
    }
    qsort(ordered, count, sizeof(struct ordered), compare_ordered);
    struct demand_list list = {
        .items = arena_array(cover->arena, (size_t)count + 1, uint32_t),
        .count = count,
    };
    for (uint32_t i = 0; i < count; i++) {
        list.items[i] = ordered[i].demand;
    }
    arena_destroy(aside);
    return list;
}

static int compare_numbers(const void *left, const void *right)
{
    const double one = *(const double *)left;
    const double other = *(const double *)right;
    return (one > other) - (one < other);
}

/* Of the secondaries; half of them cost no more. */
static double median_cost(const struct cover *cover)
{
    const struct pattern_problem *problem = cover->problem;
    struct arena *aside = arena_create(0);
    double *costs = arena_array(aside, (size_t)problem->cell_count + 1, double);
    size_t count = 0;
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        if (cover->uses[i] > 0 && !cover_is_given(cover, i)) {
            costs[count++] = problem->cells[i].cost;
        }
    }
    qsort(costs, count, sizeof(double), compare_numbers);
    const double median = costs[count / 2];
    arena_destroy(aside);
    return median;
}

static struct suppress_demand result_of(const struct cover *cover, uint32_t index)
{
    const struct demand *demand = &cover->demands[index];
    struct suppress_demand result = {
        .cell = demand->cell,
        .amount = demand->amount,
        .known = demand->known,
        .known_count = demand->known_count,
    };
    if (demand->change == NO_CHANGE) {
        return result;
    }
    const struct change *change = &cover->changes[demand->change];
    result.change =
        (struct suppress_change){change->cells, change->amounts, change->count};
    for (uint32_t i = 0; i < change->count; i++) {
        if (change->cells[i] == demand->cell) {
            result.times = demand->amount / change->amounts[i];
        }
    }
    return result;
}

static struct suppression *result_from(const struct cover *cover)
{
    const struct pattern_problem *problem = cover->problem;
    struct suppression *result = arena_new(cover->arena, struct suppression);
    result->is_hidden = arena_array(cover->arena, (size_t)problem->cell_count + 1, bool);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        result->is_hidden[i] = cover_is_hidden(cover, i);
        result->primaries +=
            problem->cells[i].status == PATTERN_PRIMARY && !problem->cells[i].is_virtual;
        if (result->is_hidden[i] && !cover_is_given(cover, i)) {
            result->secondaries += !problem->cells[i].is_virtual;
            result->cost += problem->cells[i].cost;
        }
    }
    result->demand_count = cover->demand_count;
    result->demands = arena_array(cover->arena, (size_t)cover->demand_count + 1,
                                  struct suppress_demand);
    for (uint32_t i = 0; i < cover->demand_count; i++) {
        result->demands[i] = result_of(cover, i);
    }
    return result;
}

/* Of the cells that may be hidden; a quarter of them cost no more. */
static double typical_cost(const struct pattern_problem *problem)
{
    struct arena *aside = arena_create(0);
    double *costs = arena_array(aside, (size_t)problem->cell_count + 1, double);
    size_t count = 0;
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        if (problem->cells[i].status == PATTERN_OPEN) {
            costs[count++] = problem->cells[i].cost;
        }
    }
    qsort(costs, count, sizeof(double), compare_numbers);
    const double typical = fmax(1e-9, costs[count / 4]);
    arena_destroy(aside);
    return typical;
}

static uint64_t usual_effort(const struct seeker *seeker)
{
    const uint64_t demands = seeker->cover->demand_count;
    const bool is_hard = seeker->work > HARD_WORK * demands;
    const uint64_t effort = is_hard ? HARD_EFFORT * demands : EASY_FACTOR * seeker->work;
    return effort < MOST_EFFORT ? effort : MOST_EFFORT;
}

const struct suppression *suppress(const struct pattern_problem *problem,
                                   const struct suppress_options *options)
{
    struct cover *cover = cover_create(problem);
    cover->hint = options->hint;
    cover_set_fixed_price(cover, cell_share * typical_cost(problem));
    struct seeker *seeker = seeker_create(problem, cover);
    seeker->random += options->seed;
    struct demand_list demands = all_demands(cover);
    (void)meet_demands(seeker, &demands, INFINITY, true);
    cover_begin(cover);
    cover->hint = NULL;
    cover_set_fixed_price(cover, cell_share * median_cost(cover));
    improve(seeker, options->effort > 0 ? options->effort : usual_effort(seeker));
    struct suppression *result = result_from(cover);
    explain_impossible(seeker, result);
    result->work = seeker->work;
    prove(problem, result);
    return result;
}
