#include "protect/dual_choice.h"

#include <math.h>

static const double least_pivot = 1e-7;

/* What moving the cell one unit in the direction costs; INFINITY where it cannot. */
static double marginal(const struct dual_search *search, uint32_t cell, double direction)
{
    const struct dual_cell *it = &search->cells[cell];
    if (it->place == DUAL_AT_ZERO) {
        const bool can_move =
            direction > 0 ? dual_high(search, cell) > 0 : dual_low(search, cell) < 0;
        return can_move ? it->price + direction * it->pull : INFINITY;
    }
    if (it->place == DUAL_AT_HIGH) {
        return direction < 0 ? -it->price - it->pull : INFINITY;
    }
    return direction > 0 ? it->pull - it->price : INFINITY;
}

/* How far the cell can go on from zero. */
static double room_from_zero(const struct dual_search *search, uint32_t cell,
                             double direction)
{
    return direction > 0 ? dual_high(search, cell) : -dual_low(search, cell);
}

/* How far the cell can go in the direction before its price changes. */
static double room(const struct dual_search *search, uint32_t cell, double direction)
{
    const enum dual_place place = search->cells[cell].place;
    return place == DUAL_AT_ZERO ? room_from_zero(search, cell, direction)
                                 : room_from_zero(search, cell, -direction);
}

double dual_direction_of(const struct dual_search *search, uint32_t cell, double sign)
{
    return search->cells[cell].alpha * sign > 0 ? -1 : 1;
}

static bool comes_first(const struct dual_candidate *one,
                        const struct dual_candidate *other)
{
    if (one->ratio != other->ratio) {
        return one->ratio < other->ratio;
    }
    if (one->size != other->size) {
        return one->size > other->size;
    }
    return one->cell != other->cell ? one->cell < other->cell : !one->is_second;
}

static void sift_down(struct dual_candidate *heap, uint32_t count, uint32_t at)
{
    const struct dual_candidate moved = heap[at];
    for (uint32_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
        child += child + 1 < count && comes_first(&heap[child + 1], &heap[child]);
        if (!comes_first(&heap[child], &moved)) {
            break;
        }
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

static void add_candidate(struct dual_search *search, struct dual_candidate candidate)
{
    struct dual_candidate *list = search->candidates;
    const uint32_t count = search->candidate_count++;
    list[count] = candidate;
    if (count > 0 && comes_first(&candidate, &list[0])) {
        list[count] = list[0];
        list[0] = candidate;
    }
}

/* A cell that comes from beyond zero can go on there, but at a price. */
static void add_cell(struct dual_search *search, uint32_t cell, double sign)
{
    const struct dual_cell *it = &search->cells[cell];
    const double size = fabs(it->alpha);
    const double direction = dual_direction_of(search, cell, sign);
    const double price =
        size < least_pivot ? INFINITY : marginal(search, cell, direction);
    if (price == INFINITY) {
        return;
    }
    add_candidate(search, (struct dual_candidate){
                              .ratio = fmax(0, price / size),
                              .size = size,
                              .help = size * room(search, cell, direction),
                              .cell = cell,
                          });
    if (it->place != DUAL_AT_ZERO) {
        add_candidate(search, (struct dual_candidate){
                                  .ratio = fmax(0, (price + 2 * it->price) / size),
                                  .size = size,
                                  .help = size * room_from_zero(search, cell, direction),
                                  .cell = cell,
                                  .is_second = true,
                              });
    }
}

/* The cells that can help the row; the soonest worth it comes first. */
static void list_candidates(struct dual_search *search, double sign,
                            const struct dual_crossing *crossing)
{
    search->candidate_count = 0;
    for (uint32_t i = 0; i < search->row_count; i++) {
        add_cell(search, search->row_cells[i], sign);
    }
    if (crossing->cell != UINT32_MAX) {
        add_candidate(search, (struct dual_candidate){
                                  .ratio = 2 * search->cells[crossing->cell].price,
                                  .size = 1,
                                  .help = crossing->room,
                                  .cell = crossing->cell,
                              });
    }
}

/* Of the list, of which the first one was taken. */
static void make_heap(struct dual_search *search)
{
    search->candidates[0] = search->candidates[--search->candidate_count];
    for (uint32_t i = search->candidate_count / 2; i > 0; i--) {
        sift_down(search->candidates, search->candidate_count, i - 1);
    }
}

/* Cells that could not make good the whole excess go to their bounds at once; the next
 * one enters. */
uint32_t dual_choose_cell(struct dual_search *search, double sign, double size,
                          struct dual_crossing *crossing)
{
    struct dual_candidate *heap = search->candidates;
    list_candidates(search, sign, crossing);
    search->flipped_count = 0;
    double before = 0;
    for (bool is_heap = false; search->candidate_count > 0; is_heap = true) {
        const struct dual_candidate first = heap[0];
        search->cost += (first.ratio - before) * size;
        before = first.ratio;
        size -= first.help;
        if (!(size > 0)) {
            return first.cell;
        }
        if (first.cell == crossing->cell) {
            crossing->is_taken = true;
        } else {
            search->flipped[search->flipped_count++] = first.cell;
        }
        if (!is_heap) {
            make_heap(search);
        } else {
            heap[0] = heap[--search->candidate_count];
            sift_down(heap, search->candidate_count, 0);
        }
    }
    return UINT32_MAX;
}
