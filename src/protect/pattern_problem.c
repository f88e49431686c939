#include "protect/pattern.h"

#include <assert.h>
#include <math.h>
#include <string.h>

struct pattern_problem *pattern_problem_create(struct arena *arena)
{
    struct pattern_problem *problem = arena_new(arena, struct pattern_problem);
    problem->arena = arena;
    problem->equation_start =
        arena_grow(arena, NULL, &problem->equation_capacity, 1, sizeof(uint32_t));
    return problem;
}

uint32_t pattern_problem_add_cell(struct pattern_problem *problem,
                                  struct pattern_cell cell)
{
    assert(!problem->cell_start && "the problem is indexed already");
    *arena_add(problem->arena, problem->cells, problem->cell_count,
               problem->cell_capacity) = cell;
    return problem->cell_count - 1;
}

void pattern_problem_add_equation(struct pattern_problem *problem,
                                  const struct entry *entries, uint32_t count,
                                  double right_side)
{
    assert(!problem->cell_start && "the problem is indexed already");
    for (uint32_t i = 0; i < count; i++) {
        assert(entries[i].cell < problem->cell_count && entries[i].coefficient != 0);
        *arena_add(problem->arena, problem->entries, problem->entry_count,
                   problem->entry_capacity) = entries[i];
    }
    problem->right_side =
        arena_grow(problem->arena, problem->right_side, &problem->side_capacity,
                   (size_t)problem->equation_count + 1, sizeof(double));
    problem->right_side[problem->equation_count++] = right_side;
    problem->equation_start =
        arena_grow(problem->arena, problem->equation_start, &problem->equation_capacity,
                   (size_t)problem->equation_count + 1, sizeof(uint32_t));
    problem->equation_start[problem->equation_count] = problem->entry_count;
}

uint32_t pattern_problem_add_sum(struct pattern_problem *problem,
                                 const struct entry *entries, uint32_t count,
                                 double below, double above)
{
    struct pattern_cell sum = {
        .low = -INFINITY,
        .high = INFINITY,
        .below = below,
        .above = above,
        .status = PATTERN_PRIMARY,
        .is_virtual = true,
    };
    for (uint32_t i = 0; i < count; i++) {
        sum.value += entries[i].coefficient * problem->cells[entries[i].cell].value;
    }
    const uint32_t cell = pattern_problem_add_cell(problem, sum);
    struct arena *aside = arena_create(0);
    struct entry *all = arena_array(aside, (size_t)count + 1, struct entry);
    memcpy(all, entries, count * sizeof(struct entry));
    all[count] = (struct entry){cell, -1};
    pattern_problem_add_equation(problem, all, count + 1, 0);
    arena_destroy(aside);
    return cell;
}

void pattern_problem_add_demand(struct pattern_problem *problem,
                                struct pattern_demand demand)
{
    uint32_t *known =
        arena_array(problem->arena, (size_t)demand.known_count + 1, uint32_t);
    for (uint32_t i = 0; i < demand.known_count; i++) {
        assert(demand.known[i] != demand.cell && "a cell that is known needs no demand");
        known[i] = demand.known[i];
    }
    demand.known = known;
    *arena_add(problem->arena, problem->demands, problem->demand_count,
               problem->demand_capacity) = demand;
}

void pattern_problem_index(struct pattern_problem *problem)
{
    uint32_t *start =
        arena_array(problem->arena, (size_t)problem->cell_count + 2, uint32_t);
    for (uint32_t i = 0; i < problem->entry_count; i++) {
        start[problem->entries[i].cell + 2]++;
    }
    for (uint32_t i = 2; i < problem->cell_count + 2; i++) {
        start[i] += start[i - 1];
    }
    problem->cell_equations =
        arena_array(problem->arena, (size_t)problem->entry_count + 1, uint32_t);
    problem->cell_coefficients =
        arena_array(problem->arena, (size_t)problem->entry_count + 1, int32_t);
    for (uint32_t equation = 0; equation < problem->equation_count; equation++) {
        for (const struct entry *entry = equation_begin(problem, equation);
             entry < equation_end(problem, equation); entry++) {
            const uint32_t place = start[entry->cell + 1]++;
            problem->cell_equations[place] = equation;
            problem->cell_coefficients[place] = entry->coefficient;
        }
    }
    problem->cell_start = start;
}

uint32_t pattern_problem_contradiction(const struct pattern_problem *problem,
                                       double tolerance)
{
    for (uint32_t equation = 0; equation < problem->equation_count; equation++) {
        double sum = -problem->right_side[equation];
        double size = 1 + fabs(sum);
        for (const struct entry *entry = equation_begin(problem, equation);
             entry < equation_end(problem, equation); entry++) {
            const double part = entry->coefficient * problem->cells[entry->cell].value;
            sum += part;
            size += fabs(part);
        }
        if (fabs(sum) > tolerance * size) {
            return equation;
        }
    }
    return UINT32_MAX;
}
