#include "protect/impossible.h"

#include <math.h>

static const double margin = 1e-6; /* what is missing must be more than rounding */

struct weighing {
    const struct pattern_problem *problem;
    const struct dual_search *search;
    double *weights; /* [cell_count] zero between demands: entry in the weighted sum */
    uint32_t *cells; /* those with an entry */
    uint32_t count;
};

static void add_weight(struct weighing *weighing, uint32_t cell, double amount)
{
    double *weight = &weighing->weights[cell];
    if (*weight == 0) {
        weighing->cells[weighing->count++] = cell;
    }
    *weight += amount;
    *weight = *weight == 0 ? 1e-300 : *weight; /* listed, but once */
}

static void weigh(struct weighing *weighing)
{
    const struct dual_search *search = weighing->search;
    weighing->count = 0;
    for (uint32_t i = 0; i < search->multiplier_count; i++) {
        const uint32_t equation = search->multiplier_rows[i];
        const double multiplier = search->multipliers[equation];
        for (const struct entry *entry = equation_begin(weighing->problem, equation);
             entry < equation_end(weighing->problem, equation) && multiplier != 0;
             entry++) {
            add_weight(weighing, entry->cell, multiplier * entry->coefficient);
        }
    }
}

static bool may_move(const struct weighing *weighing,
                     const struct suppress_demand *demand, uint32_t cell)
{
    for (uint32_t i = 0; i < demand->known_count; i++) {
        if (demand->known[i] == cell) {
            return false;
        }
    }
    return cell != demand->cell &&
           weighing->problem->cells[cell].status != PATTERN_FORCED;
}

/* Entries that are nothing but what rounding left of zero. */
static bool is_nothing(double weight)
{
    return fabs(weight) < 1e-9;
}

/* Whether the cells that may move cannot balance what the demand puts into the sum. */
static bool cannot_balance(const struct weighing *weighing,
                           const struct suppress_demand *demand)
{
    const double wanted = -weighing->weights[demand->cell] * demand->amount;
    double low = 0;
    double high = 0;
    for (uint32_t i = 0; i < weighing->count; i++) {
        const uint32_t cell = weighing->cells[i];
        const double weight = weighing->weights[cell];
        const struct pattern_cell *it = &weighing->problem->cells[cell];
        if (is_nothing(weight) || !may_move(weighing, demand, cell)) {
            continue;
        }
        low -= weight > 0 ? weight * cell_room_below(it) : -weight * cell_room_above(it);
        high += weight > 0 ? weight * cell_room_above(it) : -weight * cell_room_below(it);
    }
    const double slack = margin * (1 + fabs(wanted));
    return wanted > high + slack || wanted < low - slack;
}

static void name_blockers(const struct weighing *weighing, struct arena *arena,
                          struct suppress_demand *demand)
{
    uint32_t *blockers = arena_array(arena, (size_t)weighing->count + 1, uint32_t);
    for (uint32_t i = 0; i < weighing->count; i++) {
        const uint32_t cell = weighing->cells[i];
        if (!is_nothing(weighing->weights[cell]) &&
            weighing->problem->cells[cell].status == PATTERN_FORCED) {
            blockers[demand->blocker_count++] = cell;
        }
    }
    demand->blockers = blockers;
}

static void clear(struct weighing *weighing)
{
    for (uint32_t i = 0; i < weighing->count; i++) {
        weighing->weights[weighing->cells[i]] = 0;
    }
}

/* Whether the multipliers that the search ended with prove that the demand cannot be met;
 * then the figures in the way are named. */
static bool judge(struct weighing *weighing, struct arena *arena,
                  struct suppress_demand *demand)
{
    weigh(weighing);
    demand->is_impossible = cannot_balance(weighing, demand);
    if (demand->is_impossible) {
        name_blockers(weighing, arena, demand);
    }
    clear(weighing);
    return demand->is_impossible;
}

void explain_impossible(struct seeker *seeker, struct suppression *suppression)
{
    const struct pattern_problem *problem = seeker->problem;
    struct arena *aside = arena_create(0);
    struct weighing weighing = {
        .problem = problem,
        .search = seeker->search,
        .weights = arena_array(aside, (size_t)problem->cell_count + 1, double),
        .cells = arena_array(aside, (size_t)problem->cell_count + 1, uint32_t),
    };
    for (uint32_t i = 0; i < suppression->demand_count; i++) {
        struct suppress_demand *demand = &suppression->demands[i];
        if (demand->change.count > 0) {
            continue;
        }
        (void)seek_change(seeker, i, INFINITY);
        if (seeker->end == DUAL_IMPOSSIBLE && judge(&weighing, problem->arena, demand)) {
            suppression->impossible++;
        }
    }
    arena_destroy(aside);
}
