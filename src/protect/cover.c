#include "protect/cover.h"

#include <math.h>

static uint32_t add_demand(struct cover *cover, uint32_t cell, double amount,
                           uint32_t first)
{
    if (amount == 0) {
        return first;
    }
    const uint32_t demand = cover->demand_count++;
    cover->demands[demand] = (struct demand){cell, amount, NO_CHANGE};
    return first == NO_DEMAND ? demand : first;
}

struct cover *cover_create(const struct pattern_problem *problem)
{
    struct arena *arena = problem->arena;
    struct cover *cover = arena_new(arena, struct cover);
    const size_t cells = (size_t)problem->cell_count + 1;
    *cover = (struct cover){
        .problem = problem,
        .arena = arena,
        .demands = arena_array(arena, 2 * cells, struct demand),
        .first_demand = arena_array(arena, cells, uint32_t),
        .of_cell = arena_array(arena, cells, struct change_list),
        .uses = arena_array(arena, cells, uint32_t),
    };
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        const struct pattern_cell *cell = &problem->cells[i];
        uint32_t first = NO_DEMAND;
        if (cell->status == PATTERN_PRIMARY) {
            first = add_demand(cover, i, cell->above, first);
            first = add_demand(cover, i, -cell->below, first);
        }
        cover->first_demand[i] = first;
    }
    return cover;
}

void cover_set_fixed_price(struct cover *cover, double price)
{
    cover->fixed_price = price;
    cover->cost = 0;
    for (uint32_t i = 0; i < cover->problem->cell_count; i++) {
        if (cover->uses[i] > 0 && !cover_is_given(cover, i)) {
            cover->cost += cover->problem->cells[i].cost + price;
        }
    }
}

/* How often `amount` fits into the room. */
static double times(const struct pattern_cell *cell, double amount)
{
    return amount > 0 ? cell_room_above(cell) / amount : cell_room_below(cell) / -amount;
}

uint32_t cover_add_change(struct cover *cover, const struct exchange *exchange)
{
    struct change change = {.forward = INFINITY, .backward = INFINITY};
    for (uint32_t i = 0; i < exchange->column_count; i++) {
        change.count += exchange->columns[i].value != 0;
    }
    change.cells = arena_array(cover->arena, change.count, uint32_t);
    change.amounts = arena_array(cover->arena, change.count, double);
    change.count = 0;
    for (uint32_t i = 0; i < exchange->column_count; i++) {
        const struct exchange_column *column = &exchange->columns[i];
        if (column->value == 0) {
            continue;
        }
        const struct pattern_cell *cell = &cover->problem->cells[column->cell];
        change.cells[change.count] = column->cell;
        change.amounts[change.count++] = column->value;
        change.forward = fmin(change.forward, times(cell, column->value));
        change.backward = fmin(change.backward, times(cell, -column->value));
        struct change_list *list = &cover->of_cell[column->cell];
        *arena_add(cover->arena, list->items, list->count, list->capacity) =
            cover->change_count;
    }
    *arena_add(cover->arena, cover->changes, cover->change_count,
               cover->change_capacity) = change;
    return cover->change_count - 1;
}

bool cover_meets(const struct cover *cover, uint32_t change, uint32_t demand)
{
    const struct change *it = &cover->changes[change];
    const struct demand *wanted = &cover->demands[demand];
    for (uint32_t i = 0; i < it->count; i++) {
        if (it->cells[i] == wanted->cell) {
            const double often = wanted->amount / it->amounts[i];
            const double most = often > 0 ? it->forward : it->backward;
            return fabs(often) <= most * (1 + 1e-9);
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
        }
    }
}

static void take_out_of_force(struct cover *cover, const struct change *change)
{
    for (uint32_t i = 0; i < change->count; i++) {
        const uint32_t cell = change->cells[i];
        if (--cover->uses[cell] == 0 && !cover_is_given(cover, cell)) {
            cover->cost -= cover->problem->cells[cell].cost + cover->fixed_price;
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

void cover_relist(struct cover *cover)
{
    for (uint32_t i = 0; i < cover->problem->cell_count; i++) {
        cover->of_cell[i].count = 0;
    }
    for (uint32_t i = 0; i < cover->change_count; i++) {
        const struct change *change = &cover->changes[i];
        for (uint32_t k = 0; k < change->count && change->users > 0; k++) {
            struct change_list *list = &cover->of_cell[change->cells[k]];
            *arena_add(cover->arena, list->items, list->count, list->capacity) = i;
        }
    }
}
