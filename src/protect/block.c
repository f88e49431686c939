#include "protect/block.h"

#include <string.h>

struct block_grower {
    const struct pattern_problem *problem;
    bool *cell_is_in;
    bool *equation_is_in;
    uint32_t *touched; /* [equation_count] how many of its cells are in */
    uint32_t *cells;
    uint32_t cell_count;
    uint32_t *border; /* equations touched, in the order in which they were */
    uint32_t border_count;
    uint32_t *chosen;
};

struct block_grower *block_grower_create(const struct pattern_problem *problem)
{
    struct arena *arena = problem->arena;
    const size_t cells = (size_t)problem->cell_count + 1;
    const size_t equations = (size_t)problem->equation_count + 1;
    struct block_grower *grower = arena_new(arena, struct block_grower);
    *grower = (struct block_grower){
        .problem = problem,
        .cell_is_in = arena_array(arena, cells, bool),
        .equation_is_in = arena_array(arena, equations, bool),
        .touched = arena_array(arena, equations, uint32_t),
        .cells = arena_array(arena, cells, uint32_t),
        .border = arena_array(arena, equations, uint32_t),
        .chosen = arena_array(arena, equations, uint32_t),
    };
    return grower;
}

static void add_cell(struct block_grower *grower, uint32_t cell)
{
    const struct pattern_problem *problem = grower->problem;
    if (grower->cell_is_in[cell]) {
        return;
    }
    grower->cell_is_in[cell] = true;
    grower->cells[grower->cell_count++] = cell;
    for (uint32_t i = problem->cell_start[cell]; i < problem->cell_start[cell + 1]; i++) {
        const uint32_t equation = problem->cell_equations[i];
        if (grower->touched[equation]++ == 0) {
            grower->border[grower->border_count++] = equation;
        }
    }
}

static void add_equation(struct block_grower *grower, uint32_t equation)
{
    grower->equation_is_in[equation] = true;
    for (const struct entry *entry = equation_begin(grower->problem, equation);
         entry < equation_end(grower->problem, equation); entry++) {
        add_cell(grower, entry->cell);
    }
}

static bool lies_on_another(const struct block_grower *grower, uint32_t cell,
                            uint32_t equation)
{
    const struct pattern_problem *problem = grower->problem;
    for (uint32_t i = problem->cell_start[cell]; i < problem->cell_start[cell + 1]; i++) {
        const uint32_t other = problem->cell_equations[i];
        if (other != equation && grower->touched[other] > 0) {
            return true;
        }
    }
    return false;
}

/* Whether a cell that the equation would bring lies on another equation that the block
 * touches already: then the two lines run beside each other. */
static bool runs_beside(const struct block_grower *grower, uint32_t equation)
{
    const struct pattern_problem *problem = grower->problem;
    bool brings = false;
    for (const struct entry *entry = equation_begin(problem, equation);
         entry < equation_end(problem, equation); entry++) {
        if (grower->cell_is_in[entry->cell]) {
            continue;
        }
        if (lies_on_another(grower, entry->cell, equation)) {
            return true;
        }
        brings = true;
    }
    return !brings;
}

static void grow_once(struct block_grower *grower, bool everything, uint32_t most,
                      bool *has_grown)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < grower->border_count; i++) {
        const uint32_t equation = grower->border[i];
        if (!grower->equation_is_in[equation] &&
            (everything || runs_beside(grower, equation))) {
            grower->chosen[count++] = equation;
        }
    }
    for (uint32_t i = 0; i < count && grower->cell_count < most; i++) {
        add_equation(grower, grower->chosen[i]);
        *has_grown = true;
    }
}

static void close_up(struct block_grower *grower, uint32_t most)
{
    for (bool has_grown = true; has_grown;) {
        has_grown = false;
        grow_once(grower, false, most, &has_grown);
    }
}

static struct block take(struct block_grower *grower, struct arena *arena)
{
    struct block block = {
        .cells = arena_array(arena, (size_t)grower->cell_count + 1, uint32_t),
        .cell_count = grower->cell_count,
        .equations = arena_array(arena, (size_t)grower->border_count + 1, uint32_t),
    };
    memcpy(block.cells, grower->cells, grower->cell_count * sizeof(uint32_t));
    for (uint32_t i = 0; i < grower->border_count; i++) {
        const uint32_t equation = grower->border[i];
        if (grower->touched[equation] == equation_end(grower->problem, equation) -
                                             equation_begin(grower->problem, equation)) {
            block.equations[block.equation_count++] = equation;
        }
        grower->touched[equation] = 0;
        grower->equation_is_in[equation] = false;
    }
    for (uint32_t i = 0; i < grower->cell_count; i++) {
        grower->cell_is_in[grower->cells[i]] = false;
    }
    grower->cell_count = 0;
    grower->border_count = 0;
    return block;
}

struct block block_grow(struct block_grower *grower, struct arena *arena, uint32_t seed,
                        unsigned rings, uint32_t most)
{
    const struct pattern_problem *problem = grower->problem;
    add_cell(grower, seed);
    for (uint32_t i = problem->cell_start[seed]; i < problem->cell_start[seed + 1]; i++) {
        add_equation(grower, problem->cell_equations[i]);
    }
    close_up(grower, most);
    for (unsigned ring = 0; ring < rings && grower->cell_count < most; ring++) {
        bool has_grown = false;
        grow_once(grower, true, most, &has_grown);
        close_up(grower, most);
    }
    return take(grower, arena);
}
