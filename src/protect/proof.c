#include "protect/proof.h"

#include <math.h>

static const double tolerance = 1e-9;

struct checker {
    const struct pattern_problem *problem;
    const struct suppression *suppression;
    double *sums; /* [equation_count] zero between changes */
    double *sizes;
};

static bool stays_within(const struct checker *checker, uint32_t cell, double amount)
{
    const struct pattern_cell *it = &checker->problem->cells[cell];
    const double slack = tolerance * (1 + fabs(it->value));
    return checker->suppression->is_hidden[cell] && it->status != PATTERN_FORCED &&
           it->value + amount >= it->low - slack &&
           it->value + amount <= it->high + slack;
}

/* Adds the change to the sums, or takes it off; answers whether all sums are zero. */
static bool add_to_sums(const struct checker *checker,
                        const struct suppress_demand *demand)
{
    const struct pattern_problem *problem = checker->problem;
    for (uint32_t i = 0; i < demand->change.count; i++) {
        const uint32_t cell = demand->change.cells[i];
        for (uint32_t k = problem->cell_start[cell]; k < problem->cell_start[cell + 1];
             k++) {
            checker->sums[problem->cell_equations[k]] = 0;
            checker->sizes[problem->cell_equations[k]] = 1;
        }
    }
    for (uint32_t i = 0; i < demand->change.count; i++) {
        const uint32_t cell = demand->change.cells[i];
        for (uint32_t k = problem->cell_start[cell]; k < problem->cell_start[cell + 1];
             k++) {
            const uint32_t equation = problem->cell_equations[k];
            for (const struct entry *entry = equation_begin(problem, equation);
                 entry < equation_end(problem, equation); entry++) {
                if (entry->cell == cell) {
                    const double part =
                        entry->coefficient * demand->change.amounts[i] * demand->times;
                    checker->sums[equation] += part;
                    checker->sizes[equation] += fabs(part);
                }
            }
        }
    }
    for (uint32_t i = 0; i < demand->change.count; i++) {
        const uint32_t cell = demand->change.cells[i];
        for (uint32_t k = problem->cell_start[cell]; k < problem->cell_start[cell + 1];
             k++) {
            const uint32_t equation = problem->cell_equations[k];
            if (fabs(checker->sums[equation]) > tolerance * checker->sizes[equation]) {
                return false;
            }
        }
    }
    return true;
}

static bool is_proven(const struct checker *checker, const struct suppress_demand *demand)
{
    double moved = 0;
    for (uint32_t i = 0; i < demand->change.count; i++) {
        const double amount = demand->change.amounts[i] * demand->times;
        if (!stays_within(checker, demand->change.cells[i], amount)) {
            return false;
        }
        moved = demand->change.cells[i] == demand->cell ? amount : moved;
    }
    const double slack = tolerance * (1 + fabs(demand->amount));
    const bool is_far_enough = demand->amount > 0 ? moved >= demand->amount - slack
                                                  : moved <= demand->amount + slack;
    return is_far_enough && add_to_sums(checker, demand);
}

void prove(const struct pattern_problem *problem, struct suppression *suppression)
{
    struct arena *aside = arena_create(0);
    const struct checker checker = {
        .problem = problem,
        .suppression = suppression,
        .sums = arena_array(aside, (size_t)problem->equation_count + 1, double),
        .sizes = arena_array(aside, (size_t)problem->equation_count + 1, double),
    };
    suppression->unproven = 0;
    for (uint32_t i = 0; i < suppression->demand_count; i++) {
        struct suppress_demand *demand = &suppression->demands[i];
        demand->is_proven = is_proven(&checker, demand);
        suppression->unproven += !demand->is_proven;
    }
    arena_destroy(aside);
}
