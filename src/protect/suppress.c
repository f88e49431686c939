#include "protect/suppress.h"

#include "protect/improve.h"
#include "protect/proof.h"

#include <math.h>
#include <stdlib.h>

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

static struct suppress_demand result_of(const struct cover *cover, uint32_t index)
{
    const struct demand *demand = &cover->demands[index];
    struct suppress_demand result = {.cell = demand->cell, .amount = demand->amount};
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
    result->is_hidden =
        arena_array(cover->arena, (size_t)problem->cell_count + 1, bool);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        result->is_hidden[i] = cover_is_hidden(cover, i);
        result->primaries += problem->cells[i].status == CELL_PRIMARY;
        if (result->is_hidden[i] && !cover_is_given(cover, i)) {
            result->secondaries++;
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

const struct suppression *suppress(const struct pattern_problem *problem,
                                   const struct suppress_options *options)
{
    struct cover *cover = cover_create(problem);
    struct seeker *seeker = seeker_create(problem, cover);
    cover->fixed_price = getenv("FIX")?atof(getenv("FIX")):0;
    seeker->random += options->seed;
    struct demand_list demands = all_demands(cover);
    (void)meet_demands(seeker, &demands, INFINITY, true);
    cover_begin(cover);
    improve(seeker, options->effort);
    struct suppression *result = result_from(cover);
    result->work = seeker->work;
    prove(problem, result);
    return result;
}
