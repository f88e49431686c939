#include "protect/clean_up.h"

#include "protect/examine.h"
#include "protect/insiders.h"
#include "protect/plan_problem.h"
#include "protect/plan_wishes.h"

#include <stdlib.h>

/* Attacks of this many cells in all. */
enum { CELLS_IN_ALL = 60000, TRIES = 400 };

struct candidate {
    double cost;
    uint32_t unknown;
};

static int compare_candidates(const void *one, const void *other)
{
    const struct candidate *first = one;
    const struct candidate *second = other;
    if (first->cost != second->cost) {
        return first->cost > second->cost ? -1 : 1;
    }
    return (first->unknown > second->unknown) - (first->unknown < second->unknown);
}

static size_t cells_of(const struct submission *submission)
{
    size_t cells = 1;
    for (size_t t = 0; t < submission->table_count; t++) {
        cells += submission->tables[t]->cell_count;
    }
    return cells;
}

/* Whether what the findings asked for keeps its distance in this attack. */
static bool levels_hold(const struct plan *plan, const struct attack_result *attack)
{
    for (size_t i = 0; i < attack->cell_count; i++) {
        const struct attack_cell *cell = &attack->cells[i];
        const uint32_t table = plan_table(plan, cell->table);
        if (table == UINT32_MAX || !plan_is_candidate(plan, table)) {
            continue;
        }
        const uint32_t unknown = plan_unknown_of(plan, table, cell->cell);
        const struct plan_unknown *it = &plan->unknowns[unknown];
        if (it->is_first && (cell->range.attained_high < it->value + it->above ||
                             cell->range.attained_low > it->value - it->below)) {
            return false;
        }
    }
    return true;
}

/* Whoever stands alone behind a hidden figure is kept from the others. */
static bool keeps_insiders_out(struct arena *aside, const struct plan *plan)
{
    if (!plan->contributors.are_asked) {
        return true;
    }
    const struct plan_problem problem = plan_problem_create(aside, plan);
    const struct insiders insiders = {.contributors = problem.contributors};
    bool *is_hidden = arena_array(aside, (size_t)problem.pattern->cell_count + 1, bool);
    for (uint32_t i = 0; i < problem.pattern->cell_count; i++) {
        is_hidden[i] = i < plan->knowledge->name_count
                           ? plan->unknowns[i].is_hidden
                           : problem.pattern->cells[i].status != PATTERN_FORCED;
    }
    return insiders_are_kept_out(problem.pattern, &insiders, is_hidden);
}

bool plan_holds(const struct plan *plan)
{
    struct arena *aside = arena_create(0);
    struct plan_input input = *plan->input;
    input.limits.exact_ranges = true;
    const struct cell_marks marks = plan_marks(aside, plan);
    const struct submission *shown =
        cell_marks_apply(aside, &marks, plan->input->policy->marker);
    const struct examination examination = examine(aside, &input, shown);
    const bool holds_so = !examination_objection(&examination) &&
                          levels_hold(plan, examination.attack) &&
                          keeps_insiders_out(aside, plan);
    arena_destroy(aside);
    return holds_so;
}

void clean_up(struct plan *plan)
{
    const size_t unknowns = plan->knowledge->name_count;
    struct candidate *candidates =
        arena_array(plan->arena, unknowns + 1, struct candidate);
    size_t count = 0;
    for (uint32_t n = 0; n < unknowns; n++) {
        const struct plan_unknown *unknown = &plan->unknowns[n];
        if (unknown->is_hidden && unknown->is_open && !unknown->is_first) {
            candidates[count++] = (struct candidate){unknown->cost, n};
        }
    }
    const size_t most = CELLS_IN_ALL / cells_of(plan->input->scope.candidate);
    if (!count || count > most || count > TRIES || !plan_holds(plan)) {
        return;
    }
    qsort(candidates, count, sizeof(*candidates), compare_candidates);
    for (size_t i = 0; i < count; i++) {
        struct plan_unknown *unknown = &plan->unknowns[candidates[i].unknown];
        unknown->is_hidden = false;
        unknown->is_hidden = !plan_holds(plan);
    }
}
