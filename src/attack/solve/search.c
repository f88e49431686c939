#include "attack/solve/search.h"

#include <math.h>
#include <string.h>

/* The open unknown with the narrowest range, the first of equals; NO_UNKNOWN when none is
 * open. */
static uint32_t narrowest(const struct propagation *propagation)
{
    uint32_t best = NO_UNKNOWN;
    double best_width = INFINITY;
    for (uint32_t i = 0; i < propagation->system->unknown_count; i++) {
        const double width = propagation->high[i] - propagation->low[i];
        if (width > 0 && width < best_width) {
            best = i;
            best_width = width;
        }
    }
    return best;
}

struct split {
    double low[3];
    double high[3];
    int count;
};

/* The range in parts, the one to be tried first in front: the hinted value alone, or a
 * half. */
static struct split split_range(double low, double high, const double *hint)
{
    struct split split = {.count = 0};
    const double value =
        hint ? fmin(high, fmax(low, floor(*hint + 0.5))) : floor((low + high) / 2);
    if (!hint && high - low > 3) {
        return (struct split){
            .low = {low, value + 1},
            .high = {value, high},
            .count = 2,
        };
    }
    split.low[split.count] = value;
    split.high[split.count++] = value;
    if (value < high) {
        split.low[split.count] = value + 1;
        split.high[split.count++] = high;
    }
    if (value > low) {
        split.low[split.count] = low;
        split.high[split.count++] = value - 1;
    }
    return split;
}

static enum search_answer descend(struct search *search)
{
    struct propagation *propagation = search->propagation;
    if (search->nodes == 0) {
        return SEARCH_GAVE_UP;
    }
    search->nodes--;
    propagation->row_visits = 50 * (uint64_t)propagation->system->row_count + 1000;
    const enum propagation_end end = propagation_run(propagation);
    if (end == PROPAGATION_CONFLICT) {
        return SEARCH_NONE;
    }
    if (end == PROPAGATION_STOPPED) {
        return SEARCH_GAVE_UP;
    }
    const uint32_t unknown = narrowest(propagation);
    if (unknown == NO_UNKNOWN) {
        memcpy(search->point, propagation->low,
               propagation->system->unknown_count * sizeof(double));
        return SEARCH_FOUND;
    }
    const struct split split =
        split_range(propagation->low[unknown], propagation->high[unknown],
                    search->hint ? &search->hint[unknown] : NULL);
    const size_t mark = propagation->trail_count;
    enum search_answer answer = SEARCH_NONE;
    for (int i = 0; i < split.count && answer == SEARCH_NONE; i++) {
        if (propagation_narrow(propagation, unknown, split.low[i], split.high[i])) {
            answer = descend(search);
        }
        propagation_undo(propagation, mark);
    }
    return answer;
}

static bool can_search(const struct propagation *propagation)
{
    const struct system *system = propagation->system;
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        if (!system->is_whole[i] || isinf(propagation->low[i]) ||
            isinf(propagation->high[i])) {
            return false;
        }
    }
    return true;
}

enum search_answer search_point(struct search *search, uint32_t unknown, double low,
                                double high)
{
    struct propagation *propagation = search->propagation;
    if (!can_search(propagation)) {
        return SEARCH_GAVE_UP;
    }
    propagation->keeps_trail = true;
    const size_t mark = propagation->trail_count;
    enum search_answer answer = SEARCH_NONE;
    if (unknown == NO_UNKNOWN || propagation_narrow(propagation, unknown, low, high)) {
        answer = descend(search);
    }
    propagation_undo(propagation, mark);
    return answer;
}
