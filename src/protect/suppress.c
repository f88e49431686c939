#include "protect/suppress.h"

#include "protect/hunt.h"
#include "protect/impossible.h"
#include "protect/improve.h"
#include "protect/proof.h"

#include <math.h>
#include <stdlib.h>

/* What a cell is worth beside its cost: fewer cells are easier to read around. */
static const double cell_share = 0.15;
static const double mean_share = 0.02;
static const double spread_share = 0.22;

/* How much work improvement may be, in what the first pattern cost: in small tables the
 * optimum is within reach, so they get more. Where a demand is hard to meet there is more
 * to gain, and where its changes reach far each look at the whole table is dear. */
enum {
    LEAST_FACTOR = 15,
    MOST_FACTOR = 150,
    FEW_DEMANDS = 4000,
    HARD_WORK = 2000,     /* for each demand */
    FAR_WORK = 20000,     /* the same */
    HARD_EFFORT = 660000, /* the same */
    FAR_EFFORT = 330000,  /* the same */
    FAR_ALONE = 70,       /* per cent of it region by region */
    NEAR_ALONE = 2,       /* the same elsewhere */
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

/* Where costs differ much, a number of cheap cells may stand for a dear one; so the more
 * they differ, the more each cell is worth beside its cost. */
static double share_of_number(const struct cover *cover)
{
    const struct pattern_problem *problem = cover->problem;
    double count = 0;
    double sum = 0;
    double squares = 0;
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        if (cover->uses[i] > 0 && !cover_is_given(cover, i)) {
            const double cost = problem->cells[i].cost;
            count += 1;
            sum += cost;
            squares += cost * cost;
        }
    }
    if (count == 0) {
        return cover->fixed_price;
    }
    const double mean = sum / count;
    const double variance = fmax(0, squares / count - mean * mean);
    return mean > 0 ? mean_share * mean + spread_share * variance / mean
                    : cover->fixed_price;
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

static uint64_t usual_effort(uint64_t demands, uint64_t work)
{
    const double few = FEW_DEMANDS / fmax(1, (double)demands);
    const double factor = fmin(MOST_FACTOR, LEAST_FACTOR + few * few);
    const uint64_t effort = work > FAR_WORK * demands ? FAR_EFFORT * demands
                            : work > HARD_WORK * demands
                                ? HARD_EFFORT * demands
                                : (uint64_t)(factor * (double)work);
    return effort < MOST_EFFORT ? effort : MOST_EFFORT;
}

/* Mostly region by region where changes reach far; else mostly as a whole. */
static void make_cheaper(struct seeker *seeker, const struct demand_list *demands,
                         const struct suppress_options *options)
{
    const uint64_t effort = options->effort;
    const uint64_t far = (uint64_t)FAR_WORK * seeker->cover->demand_count;
    const uint64_t given =
        effort > 0 ? effort : usual_effort(seeker->cover->demand_count, seeker->work);
    const uint64_t share = seeker->work > far ? FAR_ALONE : NEAR_ALONE;
    const uint64_t alone = given < 100 ? given : given / 100 * share;
    improve(seeker, alone);
    hunt(seeker, demands, given - alone);
    take_back_needless_ones(seeker, options->cleaning, NULL);
}

const struct suppression *suppress(const struct pattern_problem *problem,
                                   const struct suppress_options *options)
{
    struct cover *cover = cover_create(problem);
    cover->hint = options->hint;
    cover_set_fixed_price(cover, cell_share * typical_cost(problem));
    struct seeker *seeker = seeker_create(problem, cover);
    seeker->random += options->seed;
    const struct demand_list demands = all_demands(cover);
    struct demand_list first = demands;
    (void)meet_demands(seeker, &first, INFINITY, true);
    cover_begin(cover);
    cover->hint = NULL;
    cover_set_fixed_price(cover, share_of_number(cover));
    make_cheaper(seeker, &demands, options);
    struct suppression *result = result_from(cover);
    explain_impossible(seeker, result);
    result->work = seeker->work;
    prove(problem, result);
    return result;
}
