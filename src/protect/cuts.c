#include "protect/cuts.h"

#include <math.h>

static const double least_weight = 1e-7; /* rounding never takes a weight away */
static const double violation = 1e-4;

struct cutter {
    const struct pattern_problem *problem;
    const struct cover *cover;
    struct dual_search *search;
    double *prices;
    double *sums; /* [cell_count] entries of the weighted sum; zero at rest */
    uint32_t *found;
    uint32_t found_count;
    struct cut cut;
};

struct cutter *cutter_create(const struct cover *cover)
{
    const struct pattern_problem *problem = cover->problem;
    struct arena *arena = problem->arena;
    const size_t cells = (size_t)problem->cell_count + 1;
    struct cutter *cutter = arena_new(arena, struct cutter);
    *cutter = (struct cutter){
        .problem = problem,
        .cover = cover,
        .prices = arena_array(arena, cells, double),
        .sums = arena_array(arena, cells, double),
        .found = arena_array(arena, cells, uint32_t),
        .cut = {arena_array(arena, cells, uint32_t), arena_array(arena, cells, double),
                0},
    };
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        cutter->prices[i] = problem->cells[i].status == PATTERN_FORCED ? -1 : 1;
    }
    cutter->search = dual_search_create(arena, problem, cutter->prices);
    return cutter;
}

void cutter_shake(struct cutter *cutter, uint64_t salt)
{
    cutter->search->noise = salt > 0 ? 1 : 0;
    cutter->search->salt = salt;
    dual_search_forget(cutter->search);
}

static void add_equation(struct cutter *cutter, uint32_t equation, double multiplier)
{
    for (const struct entry *entry = equation_begin(cutter->problem, equation);
         entry < equation_end(cutter->problem, equation); entry++) {
        double *sum = &cutter->sums[entry->cell];
        if (*sum == 0) {
            cutter->found[cutter->found_count++] = entry->cell;
        }
        *sum += multiplier * entry->coefficient;
        *sum = *sum == 0 ? 1e-300 : *sum; /* listed, but once */
    }
}

static void add_equations(struct cutter *cutter)
{
    const struct dual_search *search = cutter->search;
    cutter->found_count = 0;
    for (uint32_t i = 0; i < search->multiplier_count; i++) {
        const uint32_t equation = search->multiplier_rows[i];
        if (search->multipliers[equation] != 0) {
            add_equation(cutter, equation, search->multipliers[equation]);
        }
    }
}

/* How far the cell can help to balance the sum; `sign`: which way it must go. */
static double help_of(const struct cutter *cutter, uint32_t cell, double sign)
{
    const struct pattern_cell *it = &cutter->problem->cells[cell];
    const double sum = cutter->sums[cell];
    if (it->status == PATTERN_FORCED || cutter->prices[cell] < 0 || fabs(sum) < 1e-12) {
        return 0;
    }
    return fabs(sum) * (sum * sign > 0 ? cell_room_above(it) : cell_room_below(it));
}

/* False where the cells that are hidden anyway are enough. */
static bool weigh(struct cutter *cutter, const struct demand *demand)
{
    const double wanted = -cutter->sums[demand->cell] * demand->amount;
    double missing = fabs(wanted);
    cutter->cut.count = 0;
    for (uint32_t i = 0; i < cutter->found_count; i++) {
        const uint32_t cell = cutter->found[i];
        const double help = cell == demand->cell ? 0 : help_of(cutter, cell, wanted);
        if (help == 0) {
            continue;
        }
        if (cover_is_given(cutter->cover, cell)) {
            missing -= help;
        } else {
            cutter->cut.cells[cutter->cut.count] = cell;
            cutter->cut.weights[cutter->cut.count++] = help;
        }
    }
    if (!(missing > 1e-6 * fabs(wanted))) {
        return false;
    }
    for (uint32_t i = 0; i < cutter->cut.count; i++) {
        const double weight = fmin(1, cutter->cut.weights[i] / missing);
        cutter->cut.weights[i] = fmax(least_weight, weight);
    }
    return true;
}

static bool is_violated(const struct cut *cut, const double *shares)
{
    double sum = 0;
    for (uint32_t i = 0; i < cut->count; i++) {
        sum += cut->weights[i] * shares[cut->cells[i]];
    }
    return sum < 1 - violation;
}

static void set_known(struct cutter *cutter, const struct demand *demand, double price)
{
    for (uint32_t i = 0; i < demand->known_count; i++) {
        if (cutter->problem->cells[demand->known[i]].status != PATTERN_FORCED) {
            cutter->prices[demand->known[i]] = price;
        }
    }
}

enum dual_end cutter_find(struct cutter *cutter, const double *shares, uint32_t demand,
                          struct cut *cut)
{
    const struct demand *wanted = &cutter->cover->demands[demand];
    set_known(cutter, wanted, -1);
    cutter->search->shares = shares;
    enum dual_end end = dual_search_find(cutter->search, wanted->cell, wanted->amount);
    if (end == DUAL_IMPOSSIBLE) {
        add_equations(cutter);
        if (!weigh(cutter, wanted) || !is_violated(&cutter->cut, shares)) {
            end = DUAL_UNDECIDED;
        }
        for (uint32_t i = 0; i < cutter->found_count; i++) {
            cutter->sums[cutter->found[i]] = 0;
        }
    }
    set_known(cutter, wanted, 1);
    *cut = cutter->cut;
    return end;
}

const struct dual_search *cutter_search(const struct cutter *cutter)
{
    return cutter->search;
}
