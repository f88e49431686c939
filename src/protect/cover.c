#include "protect/cover.h"

#include <math.h>

/* Of the price of hiding one more cell: what using a hidden one costs. */
static const double used_share = 0.05;

/* Of the cost of all: the same where only cost counts, so that short changes win. */
static const double least_share = 1e-8;

static uint32_t add_demand(struct cover *cover, struct demand demand, uint32_t first)
{
    if (demand.amount == 0) {
        return first;
    }
    const uint32_t number = cover->demand_count++;
    demand.change = NO_CHANGE;
    cover->demands[number] = demand;
    return first == NO_DEMAND ? number : first;
}

/* For each cell the last further demand on it, and for each of these the one before. */
static uint32_t *chain_further_demands(const struct pattern_problem *problem,
                                       struct arena *arena, uint32_t *before)
{
    uint32_t *last = arena_array(arena, (size_t)problem->cell_count + 1, uint32_t);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        last[i] = NO_DEMAND;
    }
    for (uint32_t i = 0; i < problem->demand_count; i++) {
        before[i] = last[problem->demands[i].cell];
        last[problem->demands[i].cell] = i;
    }
    return last;
}

/* The demands of a cell stand together. */
static void list_demands(struct cover *cover)
{
    const struct pattern_problem *problem = cover->problem;
    struct arena *aside = arena_create(0);
    uint32_t *before = arena_array(aside, (size_t)problem->demand_count + 1, uint32_t);
    const uint32_t *last = chain_further_demands(problem, aside, before);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        const struct pattern_cell *cell = &problem->cells[i];
        uint32_t first = NO_DEMAND;
        if (cell->status == PATTERN_PRIMARY) {
            first = add_demand(cover, (struct demand){i, cell->above}, first);
            first = add_demand(cover, (struct demand){i, -cell->below}, first);
        }
        for (uint32_t k = last[i]; k != NO_DEMAND; k = before[k]) {
            const struct pattern_demand *it = &problem->demands[k];
            struct demand demand = {i, it->above, 0, it->known_count, it->known};
            first = add_demand(cover, demand, first);
            demand.amount = -it->below;
            first = add_demand(cover, demand, first);
        }
        cover->first_demand[i] = first;
    }
    arena_destroy(aside);
}

struct cover *cover_create(const struct pattern_problem *problem)
{
    struct arena *arena = problem->arena;
    struct cover *cover = arena_new(arena, struct cover);
    const size_t cells = (size_t)problem->cell_count + 1;
    *cover = (struct cover){
        .problem = problem,
        .arena = arena,
        .demands = arena_array(arena, 2 * (cells + problem->demand_count), struct demand),
        .first_demand = arena_array(arena, cells, uint32_t),
        .of_cell = arena_array(arena, cells, struct change_list),
        .uses = arena_array(arena, cells, uint32_t),
        .prices = arena_array(arena, cells, double),
    };
    list_demands(cover);
    return cover;
}

void cover_price_anew(struct cover *cover)
{
    cover->cost = 0;
    for (uint32_t i = 0; i < cover->problem->cell_count; i++) {
        cover->prices[i] = cover_price_of_cell(cover, i);
        if (cover->uses[i] > 0 && !cover_is_given(cover, i)) {
            cover->cost += cover->problem->cells[i].cost + cover->fixed_price;
        }
    }
}

void cover_set_fixed_price(struct cover *cover, double price)
{
    cover->fixed_price = price;
    cover->used_price = used_share * price;
    cover_price_anew(cover);
}

void cover_set_plain_price(struct cover *cover)
{
    double sum = 0;
    for (uint32_t i = 0; i < cover->problem->cell_count; i++) {
        sum += cover->uses[i] > 0 ? cover->problem->cells[i].cost : 0;
    }
    cover->fixed_price = 0;
    cover->used_price = fmax(1e-9, least_share * sum);
    cover_price_anew(cover);
}

double cover_price_of_cell(const struct cover *cover, uint32_t cell)
{
    const struct pattern_cell *it = &cover->problem->cells[cell];
    if (it->status == PATTERN_FORCED) {
        return -1;
    }
    const bool is_hinted = cover->hint && cover->hint[cell];
    return cover_is_hidden(cover, cell) || is_hinted ? cover->used_price
                                                     : it->cost + cover->fixed_price;
}

/* How often `amount` fits into the room. */
static double times(const struct pattern_cell *cell, double amount)
{
    return amount > 0 ? cell_room_above(cell) / amount : cell_room_below(cell) / -amount;
}

uint32_t cover_add_change(struct cover *cover, const uint32_t *cells,
                          const double *amounts, uint32_t count)
{
    struct change change = {
        .cells = arena_array(cover->arena, count, uint32_t),
        .amounts = arena_array(cover->arena, count, double),
        .count = count,
        .forward = INFINITY,
        .backward = INFINITY,
    };
    for (uint32_t i = 0; i < count; i++) {
        const struct pattern_cell *cell = &cover->problem->cells[cells[i]];
        change.cells[i] = cells[i];
        change.amounts[i] = amounts[i];
        change.forward = fmin(change.forward, times(cell, amounts[i]));
        change.backward = fmin(change.backward, times(cell, -amounts[i]));
        struct change_list *list = &cover->of_cell[cells[i]];
        *arena_add(cover->arena, list->items, list->count, list->capacity) =
            cover->change_count;
    }
    *arena_add(cover->arena, cover->changes, cover->change_count,
               cover->change_capacity) = change;
    return cover->change_count - 1;
}

static bool touches(const struct change *change, uint32_t cell)
{
    for (uint32_t i = 0; i < change->count; i++) {
        if (change->cells[i] == cell) {
            return true;
        }
    }
    return false;
}

static bool leaves_known_alone(const struct change *change, const struct demand *demand)
{
    for (uint32_t i = 0; i < demand->known_count; i++) {
        if (touches(change, demand->known[i])) {
            return false;
        }
    }
    return true;
}

bool cover_meets(const struct cover *cover, uint32_t change, uint32_t demand)
{
    const struct change *it = &cover->changes[change];
    const struct demand *wanted = &cover->demands[demand];
    for (uint32_t i = 0; i < it->count; i++) {
        if (it->cells[i] == wanted->cell) {
            const double often = wanted->amount / it->amounts[i];
            const double most = often > 0 ? it->forward : it->backward;
            return fabs(often) <= most * (1 + 1e-9) && leaves_known_alone(it, wanted);
        }
    }
    return false;
}

static void put_into_force(struct cover *cover, const struct change *change)
{
    for (uint32_t i = 0; i < change->count; i++) {
        const uint32_t cell = change->cells[i];
        if (cover->uses[cell]++ == 0 && !cover_is_given(cover, cell)) {
            cover->cost += cover->problem->cells[cell].cost + cover->fixed_price;
            cover->prices[cell] = cover->used_price;
        }
    }
}

static void take_out_of_force(struct cover *cover, const struct change *change)
{
    for (uint32_t i = 0; i < change->count; i++) {
        const uint32_t cell = change->cells[i];
        if (--cover->uses[cell] == 0 && !cover_is_given(cover, cell)) {
            cover->cost -= cover->problem->cells[cell].cost + cover->fixed_price;
            cover->prices[cell] = cover->problem->cells[cell].cost + cover->fixed_price;
        }
    }
}

static void set_change(struct cover *cover, uint32_t demand, uint32_t change)
{
    const uint32_t before = cover->demands[demand].change;
    if (change != NO_CHANGE && cover->changes[change].users++ == 0) {
        put_into_force(cover, &cover->changes[change]);
    }
    if (before != NO_CHANGE && --cover->changes[before].users == 0) {
        take_out_of_force(cover, &cover->changes[before]);
    }
    cover->demands[demand].change = change;
}

void cover_assign(struct cover *cover, uint32_t demand, uint32_t change)
{
    *arena_add(cover->arena, cover->log, cover->log_count, cover->log_capacity) =
        (struct assignment){demand, cover->demands[demand].change};
    set_change(cover, demand, change);
}

void cover_begin(struct cover *cover)
{
    cover->log_count = 0;
}

void cover_take_back(struct cover *cover)
{
    while (cover->log_count > 0) {
        const struct assignment *last = &cover->log[--cover->log_count];
        set_change(cover, last->demand, last->before);
    }
}

static void list_change(struct cover *cover, uint32_t number)
{
    const struct change *change = &cover->changes[number];
    for (uint32_t k = 0; k < change->count; k++) {
        struct change_list *list = &cover->of_cell[change->cells[k]];
        *arena_add(cover->arena, list->items, list->count, list->capacity) = number;
    }
}

void cover_relist(struct cover *cover)
{
    for (uint32_t i = 0; i < cover->problem->cell_count; i++) {
        cover->of_cell[i].count = 0;
    }
    for (uint32_t i = 0; i < cover->demand_count; i++) {
        const uint32_t number = cover->demands[i].change;
        if (number != NO_CHANGE && !cover->changes[number].is_listed) {
            cover->changes[number].is_listed = true;
            list_change(cover, number);
        }
    }
    for (uint32_t i = 0; i < cover->demand_count; i++) {
        if (cover->demands[i].change != NO_CHANGE) {
            cover->changes[cover->demands[i].change].is_listed = false;
        }
    }
}
