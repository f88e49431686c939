#include "protect/plan_wishes.h"

#include <string.h>

/* Cells to be hidden first cost this part of what they would. */
static const double cheap = 0.02;

static void wish_unknown(struct plan_unknown *unknown, const struct wish *wish)
{
    switch (wish->kind) {
    case WISH_KEEP:
        if (unknown->keep < KEEP_WISHED) {
            unknown->keep = KEEP_WISHED;
        }
        break;
    case WISH_HIDE_FIRST:
        unknown->cost *= cheap;
        unknown->keep = unknown->keep == KEEP_BY_DEFAULT ? KEEP_NOT : unknown->keep;
        break;
    case WISH_HIDDEN:
        unknown->is_primary = unknown->keep <= KEEP_BY_DEFAULT;
        unknown->keep = unknown->is_primary ? KEEP_NOT : unknown->keep;
        break;
    case WISH_COST:
        unknown->cost = wish->cost;
        break;
    case WISH_UNSAFE:
        break;
    }
}

void plan_wish(struct plan *plan, const struct wish *wishes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct wish *wish = &wishes[i];
        const uint32_t unknown = plan_unknown_of(plan, wish->table, wish->cell);
        if (wish->kind == WISH_KEEP) {
            (void)cell_marks_add(&plan->kept, wish->table, wish->cell);
        }
        if (unknown != NO_UNKNOWN && wish->kind == WISH_UNSAFE) {
            (void)plan_demand(plan, unknown, plan_level(plan, unknown), NULL);
        } else if (unknown != NO_UNKNOWN) {
            wish_unknown(&plan->unknowns[unknown], wish);
        } else if (wish->kind == WISH_HIDDEN) {
            (void)cell_marks_add(&plan->marks, wish->table, wish->cell);
        }
    }
}

void plan_mark_first(struct plan *plan)
{
    const struct submission *candidate = plan->input->scope.candidate;
    for (uint32_t n = 0; n < plan->knowledge->name_count; n++) {
        plan->unknowns[n].is_first = plan->unknowns[n].is_primary;
    }
    for (size_t t = 0; t < candidate->table_count; t++) {
        memcpy(plan->first.hidden[t], plan->marks.hidden[t],
               candidate->tables[t]->cell_count * sizeof(bool));
    }
}

/* Bands and the like say something, too, and give way to the marker. */
static bool says_something(const struct cell *cell)
{
    return cell->state == CELL_NUMBER || cell->state == CELL_BAND ||
           cell->state == CELL_LOW;
}

struct cell_marks plan_marks(struct arena *arena, const struct plan *plan)
{
    const struct submission *candidate = plan->input->scope.candidate;
    const struct cell_marks marks = cell_marks_create(arena, candidate);
    for (uint32_t t = 0; t < candidate->table_count; t++) {
        const struct table *table = candidate->tables[t];
        for (uint32_t i = 0; i < table->cell_count; i++) {
            const uint32_t unknown = plan_unknown_of(plan, t, i);
            const bool is_hidden =
                unknown != NO_UNKNOWN && plan->unknowns[unknown].is_hidden;
            marks.hidden[t][i] = says_something(&table->cells[i]) &&
                                 (is_hidden || plan->marks.hidden[t][i]);
        }
    }
    return marks;
}
