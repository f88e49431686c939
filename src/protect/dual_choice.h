/*
 * Which cell a dual search calls in for a row that is out of bounds.
 */
#ifndef OUTCHECK_PROTECT_DUAL_CHOICE_H
#define OUTCHECK_PROTECT_DUAL_CHOICE_H

#include "protect/dual_search.h"

#include <math.h>

/* Of a cell hidden in part only a part of the room counts, and no more than a part of
 * what is wanted. */
static inline double dual_share_of(const struct dual_search *search, uint32_t cell,
                                   double room)
{
    if (!search->shares || search->problem->cells[cell].status != PATTERN_OPEN) {
        return room;
    }
    const double share = search->shares[cell];
    return share > 1 ? room : share > 0 ? share * fmin(room, fabs(search->amount)) : 0;
}

/* How far a cell can change from what it is. */
static inline double dual_high(const struct dual_search *search, uint32_t cell)
{
    return dual_share_of(search, cell, cell_room_above(&search->problem->cells[cell]));
}

static inline double dual_low(const struct dual_search *search, uint32_t cell)
{
    return -dual_share_of(search, cell, cell_room_below(&search->problem->cells[cell]));
}

/* The way the cell must go to help a row that has to grow (sign 1) or shrink (-1). */
double dual_direction_of(const struct dual_search *search, uint32_t cell, double sign);

/* The basic cell of the row may go on to the other side of zero, where moving costs as
 * much again: `room` is how far. */
struct dual_crossing {
    uint32_t cell; /* UINT32_MAX: it may not */
    double room;
    bool is_taken; /* answered: it goes to the end of that room */
};

/* Of the cells in the row of this step, the one that is soonest worth its price, or
 * UINT32_MAX. Cells that could not make good the whole excess `size` are put on the list
 * `flipped`: they go to their other bound at once, and the next one enters. Answers the
 * row's own cell where it is best to let that cross zero. Adds to the search's cost. */
uint32_t dual_choose_cell(struct dual_search *search, double sign, double size,
                          struct dual_crossing *crossing);

#endif
