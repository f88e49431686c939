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

/* How far the cell can go in the direction before its price changes. */
static double room(const struct dual_search *search, uint32_t cell, double direction)
{
    const enum dual_place place = search->cells[cell].place;
    return (place == DUAL_AT_ZERO ? direction > 0 : place == DUAL_AT_HIGH)
               ? dual_high(search, cell)
               : -dual_low(search, cell);
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
    return one->size != other->size ? one->size > other->size : one->cell < other->cell;
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

/* The cells that can help the row; the soonest worth it comes first. */
static void list_candidates(struct dual_search *search, double sign)
{
    struct dual_candidate *list = search->candidates;
    uint32_t count = 0;
    uint32_t best = 0;
    for (uint32_t i = 0; i < search->row_count; i++) {
        const uint32_t cell = search->row_cells[i];
        const double size = fabs(search->cells[cell].alpha);
        if (size < least_pivot) {
            continue;
        }
        const double price =
            marginal(search, cell, dual_direction_of(search, cell, sign));
        if (price < INFINITY) {
            list[count] =
                (struct dual_candidate){price > 0 ? price / size : 0, size, cell};
            best = count > 0 && comes_first(&list[count], &list[best]) ? count : best;
            count++;
        }
    }
    search->candidate_count = count;
    if (count > 0) {
        const struct dual_candidate first = list[best];
        list[best] = list[0];
        list[0] = first;
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
uint32_t dual_choose_cell(struct dual_search *search, double sign, double size)
{
    struct dual_candidate *heap = search->candidates;
    list_candidates(search, sign);
    search->flipped_count = 0;
    double before = 0;
    while (search->candidate_count > 0) {
        const struct dual_candidate first = heap[0];
        search->cost += (first.ratio - before) * size;
        before = first.ratio;
        size -= room(search, first.cell, dual_direction_of(search, first.cell, sign)) *
                first.size;
        if (!(size > 0)) {
            return first.cell;
        }
        search->flipped[search->flipped_count++] = first.cell;
        if (search->flipped_count == 1) {
            make_heap(search);
        } else {
            heap[0] = heap[--search->candidate_count];
            sift_down(heap, search->candidate_count, 0);
        }
    }
    return UINT32_MAX;
}
