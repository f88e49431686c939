/*
 * Any bytes at all, read as a table of cells and equations: no crash; what is refused is
 * refused in words, and what is taken keeps its equations and its bounds. Small tables
 * are protected as well.
 */
#include "protect/read_jj.h"
#include "protect/suppress.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_CELLS = 60 };

static void promise(bool is_kept)
{
    if (!is_kept) {
        abort();
    }
}

static void check_table(const struct pattern_problem *problem)
{
    promise(problem->cell_count > 0);
    promise(pattern_problem_contradiction(problem, 1e-6) == UINT32_MAX);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        const struct pattern_cell *cell = &problem->cells[i];
        promise(cell->low <= cell->value && cell->value <= cell->high);
        promise(cell->cost >= 0 && cell->below >= 0 && cell->above >= 0);
    }
}

static void check_pattern(const struct pattern_problem *problem)
{
    const struct suppress_options options = {.effort = 1000};
    const struct suppression *found = suppress(problem, &options);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        promise(problem->cells[i].status != PATTERN_FORCED || !found->is_hidden[i]);
        promise(problem->cells[i].status != PATTERN_PRIMARY || found->is_hidden[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create(0);
    char *copy = arena_array(arena, size + 1, char);
    if (size) {
        memcpy(copy, data, size);
    }
    struct jj_table table = {0};
    struct problems *problems = problems_create(arena);
    const enum outcheck_status status = jj_read(
        arena, "fuzz.jj", (struct bytes){.data = copy, .length = size}, &table, problems);
    promise((status == OUTCHECK_OK) == (problems->count == 0));
    if (status == OUTCHECK_OK) {
        check_table(table.problem);
        if (table.problem->cell_count <= MOST_CELLS) {
            check_pattern(table.problem);
        }
    }
    arena_destroy(arena);
    return 0;
}
