#include "protect/hunt.h"

#include "protect/cuts.h"

#include <math.h>

/* Found by trying them on tables of many shapes. */
enum {
    LEAST_STEPS = 60,
    MOST_STEPS = 300,
    STEPS_A_CELL = 8, /* of the pattern, in one search of the pool */
    PATIENCE = 30,    /* the same, in searches that find nothing */
};
static const double margin = 0.01; /* sets to be completed may be dearer at first */

struct hunt {
    struct seeker *seeker;
    struct cover *cover;
    const struct demand_list *order;
    struct cutter *cutter;
    struct cut_pool *pool;
    double *shares;  /* [cell_count] 1 for the cells of the set */
    bool *is_in;     /* [cell_count] the same */
    bool *is_needed; /* [cell_count] by the cuts; NULL: not asked */
    uint32_t *last;  /* [demand_count] the change that met it last */
    uint32_t *best;  /* [demand_count] the changes of the cheapest cover */
    double best_cost;
    struct demand_list open; /* demands that the set does not meet */
    uint64_t counted;        /* work of cutter and pool that the seeker knows of */
    uint32_t size;           /* cells of the first pattern */
    uint32_t steps;
    uint64_t round;
};

static void keep_best(struct hunt *hunt)
{
    hunt->best_cost = hunt->cover->cost;
    for (uint32_t i = 0; i < hunt->cover->demand_count; i++) {
        hunt->best[i] = hunt->cover->demands[i].change;
        hunt->last[i] = hunt->best[i];
    }
}

static void restore_best(struct hunt *hunt)
{
    struct cover *cover = hunt->cover;
    cover_begin(cover);
    for (uint32_t i = 0; i < cover->demand_count; i++) {
        cover_assign(cover, i, hunt->best[i]);
    }
    cover_begin(cover);
    cover_relist(cover);
}

/* ---- whether the set is a pattern ---- */

/* Whether the change touches nothing but what is given or in the set. */
static bool is_within(const struct hunt *hunt, uint32_t change)
{
    if (change == NO_CHANGE) {
        return false;
    }
    const struct change *it = &hunt->cover->changes[change];
    for (uint32_t i = 0; i < it->count; i++) {
        if (!hunt->is_in[it->cells[i]] && !cover_is_given(hunt->cover, it->cells[i])) {
            return false;
        }
    }
    return true;
}

/* Lets the change meet the demands of the cell that it can and the set does not. */
static void meet_those_of(struct hunt *hunt, uint32_t cell, uint32_t change)
{
    const struct cover *cover = hunt->cover;
    for (uint32_t i = cover->first_demand[cell];
         i < cover->demand_count && cover->demands[i].cell == cell; i++) {
        if (!is_within(hunt, hunt->last[i]) && cover_meets(cover, change, i)) {
            hunt->last[i] = change;
        }
    }
}

static void spread(struct hunt *hunt, uint32_t change)
{
    const struct change *it = &hunt->cover->changes[change];
    for (uint32_t i = 0; i < it->count; i++) {
        meet_those_of(hunt, it->cells[i], change);
    }
}

/* Whether the set meets the demand; else the pool has a cut more, if there is one. */
static bool is_met(struct hunt *hunt, uint32_t demand, unsigned *added)
{
    if (is_within(hunt, hunt->last[demand])) {
        return true;
    }
    if (is_within(hunt, hunt->best[demand])) {
        hunt->last[demand] = hunt->best[demand];
        return true;
    }
    struct cut cut;
    const enum dual_end end = cutter_find(hunt->cutter, hunt->shares, demand, &cut);
    if (end == DUAL_FOUND) {
        const struct dual_search *search = cutter_search(hunt->cutter);
        const uint32_t change =
            cover_add_change(hunt->cover, search->change_cells, search->change_amounts,
                             search->change_count);
        spread(hunt, change);
        return is_within(hunt, hunt->last[demand]);
    }
    if (end == DUAL_IMPOSSIBLE && cut.count > 0) {
        cut_pool_add(hunt->pool, &cut);
        (*added)++;
    }
    return false;
}

static void take_set(struct hunt *hunt)
{
    for (uint32_t i = 0; i < hunt->cover->problem->cell_count; i++) {
        hunt->is_in[i] = cut_pool_has(hunt->pool, i);
    }
}

/* Lists the demands that the set leaves open; answers how many cuts were added. */
static unsigned look_for_cuts(struct hunt *hunt)
{
    struct arena *arena = hunt->cover->arena;
    unsigned added = 0;
    hunt->open.count = 0;
    for (uint32_t i = 0; i < hunt->cover->problem->cell_count; i++) {
        hunt->shares[i] = hunt->is_in[i] ? WHOLE_SHARE : 0;
    }
    cutter_shake(hunt->cutter, hunt->round);
    for (size_t n = 0; n < hunt->order->count; n++) {
        const uint32_t demand = hunt->order->items[n];
        if (hunt->best[demand] != NO_CHANGE && !is_met(hunt, demand, &added)) {
            *arena_add(arena, hunt->open.items, hunt->open.count, hunt->open.capacity) =
                demand;
        }
    }
    return added;
}

/* ---- patterns ---- */

/* Cells that the cuts say cannot be taken back. */
static const bool *needed_cells(const struct hunt *hunt)
{
    if (hunt->is_needed) {
        cut_pool_mark_needed(hunt->pool, hunt->cover, hunt->is_needed);
    }
    return hunt->is_needed;
}

/* Completes the set where that is cheap enough; keeps the cover if it is the cheapest. */
static void complete(struct hunt *hunt)
{
    struct cover *cover = hunt->cover;
    cover_begin(cover);
    for (uint32_t i = 0; i < cover->demand_count; i++) {
        cover_assign(cover, i,
                     hunt->best[i] != NO_CHANGE && is_within(hunt, hunt->last[i])
                         ? hunt->last[i]
                         : NO_CHANGE);
    }
    cover->hint = hunt->is_in;
    cover_price_anew(cover);
    cover_relist(cover);
    demands_shuffle(&hunt->open, hunt->seeker);
    const double limit = hunt->best_cost * (1 + margin);
    const bool is_whole = meet_demands(hunt->seeker, &hunt->open, limit, false);
    cover->hint = NULL;
    cover_price_anew(cover);
    if (is_whole) {
        take_back_needless_ones(hunt->seeker, 0, needed_cells(hunt));
    }
    if (is_whole && cover->cost < hunt->best_cost - 1e-9) {
        keep_best(hunt);
    } else {
        restore_best(hunt);
    }
}

static void count_work(struct hunt *hunt)
{
    const uint64_t work =
        cutter_search(hunt->cutter)->work + cut_pool_work(hunt->pool) +
        hunt->round * (hunt->cover->problem->cell_count + hunt->cover->demand_count);
    hunt->seeker->work += work - hunt->counted;
    hunt->counted = work;
}

bool hunt_on(struct hunt *hunt, uint64_t effort)
{
    const uint64_t end = hunt->seeker->work + effort;
    uint32_t idle = 0;
    while (hunt->seeker->work < end && idle < PATIENCE * hunt->size) {
        hunt->round++;
        const bool is_found = cut_pool_search(hunt->pool, hunt->best_cost, hunt->steps);
        count_work(hunt);
        if (!is_found) {
            idle += hunt->steps;
            hunt->steps *= 2;
            cut_pool_set(hunt->pool, hunt->cover);
            continue;
        }
        idle = 0;
        take_set(hunt);
        const unsigned added = look_for_cuts(hunt);
        count_work(hunt);
        complete(hunt);
        if (added == 0 && hunt->open.count > 0) {
            return false; /* the pool would answer with the same set again */
        }
    }
    return idle < PATIENCE * hunt->size;
}

unsigned hunt_look_at(struct hunt *hunt, const bool *is_in, bool completes)
{
    hunt->round++;
    for (uint32_t i = 0; i < hunt->cover->problem->cell_count; i++) {
        hunt->is_in[i] = is_in[i] && !cover_is_given(hunt->cover, i);
    }
    const unsigned added = look_for_cuts(hunt);
    count_work(hunt);
    cut_pool_begin_from(hunt->pool, hunt->is_in);
    if (completes) {
        complete(hunt);
    }
    return added;
}

const struct cut_pool *hunt_cuts(const struct hunt *hunt)
{
    return hunt->pool;
}

struct hunt *hunt_begin(struct seeker *seeker, const struct demand_list *order,
                        bool spares_needed)
{
    struct cover *cover = seeker->cover;
    struct arena *arena = cover->arena;
    const size_t cells = (size_t)cover->problem->cell_count + 1;
    const size_t demands = (size_t)cover->demand_count + 1;
    uint32_t size = 0;
    for (uint32_t i = 0; i < cover->problem->cell_count; i++) {
        size += cover->uses[i] > 0 && !cover_is_given(cover, i);
    }
    const uint32_t steps = STEPS_A_CELL * size;
    struct hunt *hunt = arena_new(arena, struct hunt);
    *hunt = (struct hunt){
        .seeker = seeker,
        .cover = cover,
        .order = order,
        .cutter = cutter_create(cover),
        .pool = cut_pool_create(cover, seeker_draw(seeker, UINT32_MAX)),
        .shares = arena_array(arena, cells, double),
        .is_in = arena_array(arena, cells, bool),
        .is_needed = spares_needed ? arena_array(arena, cells, bool) : NULL,
        .last = arena_array(arena, demands, uint32_t),
        .best = arena_array(arena, demands, uint32_t),
        .size = size,
        .steps = steps < LEAST_STEPS  ? LEAST_STEPS
                 : steps > MOST_STEPS ? MOST_STEPS
                                      : steps,
    };
    keep_best(hunt);
    cut_pool_set(hunt->pool, cover);
    return hunt;
}

void hunt(struct seeker *seeker, const struct demand_list *order, uint64_t effort)
{
    struct hunt *it = hunt_begin(seeker, order, false);
    (void)hunt_on(it, it->size > 0 ? effort : 0);
    restore_best(it);
}
