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

static int32_t coefficient_of(const struct pattern_problem *problem, uint32_t equation,
                              uint32_t cell)
{
    for (const struct entry *entry = equation_begin(problem, equation);
         entry < equation_end(problem, equation); entry++) {
        if (entry->cell == cell) {
            return entry->coefficient;
        }
    }
    return 0;
}

enum pass { PASS_CLEAR, PASS_ADD, PASS_TEST };

/* One pass over the equations of a cell; false where a sum is not zero. */
static bool pass_over(const struct checker *checker, uint32_t cell, double amount,
                      enum pass pass)
{
    const struct pattern_problem *problem = checker->problem;
    bool holds = true;
    for (uint32_t i = problem->cell_start[cell]; i < problem->cell_start[cell + 1]; i++) {
        const uint32_t equation = problem->cell_equations[i];
        if (pass == PASS_CLEAR) {
            checker->sums[equation] = 0;
            checker->sizes[equation] = 1;
        } else if (pass == PASS_ADD) {
            const double part = coefficient_of(problem, equation, cell) * amount;
            checker->sums[equation] += part;
            checker->sizes[equation] += fabs(part);
        } else {
            holds = holds &&
                    fabs(checker->sums[equation]) <= tolerance * checker->sizes[equation];
        }
    }
    return holds;
}

/* Whether the change leaves every equation as it is. */
static bool equations_hold(const struct checker *checker,
                           const struct suppress_demand *demand)
{
    bool hold = true;
    for (enum pass pass = PASS_CLEAR; pass <= PASS_TEST; pass++) {
        for (uint32_t i = 0; i < demand->change.count; i++) {
            hold = pass_over(checker, demand->change.cells[i],
                             demand->change.amounts[i] * demand->times, pass) &&
                   hold;
        }
    }
    return hold;
}

static bool touches(const struct suppress_change *change, uint32_t cell)
{
    for (uint32_t i = 0; i < change->count; i++) {
        if (change->cells[i] == cell) {
            return true;
        }
    }
    return false;
}

static bool leaves_known_alone(const struct suppress_demand *demand)
{
    for (uint32_t i = 0; i < demand->known_count; i++) {
        if (touches(&demand->change, demand->known[i])) {
            return false;
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
    return is_far_enough && leaves_known_alone(demand) && equations_hold(checker, demand);
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
