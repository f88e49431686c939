#include "protect/obstacle.h"

#include "base/text.h"
#include "protect/examine.h"

#include <string.h>

enum { NAMED_LIMIT = 3 };

static const char *keeper(enum plan_keep keep)
{
    switch (keep) {
    case KEEP_RELEASED:
        return "released before";
    case KEEP_WISHED:
        return "to be kept";
    case KEEP_STRUCTURAL:
        return "a structural zero";
    case KEEP_BY_DEFAULT:
    case KEEP_NOT:
        break;
    }
    return "a total";
}

/* The first cell that prints the unknown as a number; an earlier release's where that is
 * what keeps it. */
static const struct print *print_of(const struct plan *plan, uint32_t unknown)
{
    const struct knowledge *knowledge = plan->knowledge;
    const bool wants_earlier = plan->unknowns[unknown].keep == KEEP_RELEASED;
    for (uint32_t p = knowledge->names[unknown].first_print; p != NO_PRINT;
         p = knowledge->prints[p].next) {
        if (knowledge->scope->tables[knowledge->prints[p].table].is_earlier ==
            wants_earlier) {
            return &knowledge->prints[p];
        }
    }
    return NULL;
}

/* "England x Total (C7 of destinations.csv, released before)" */
static const char *name_unknown(struct arena *arena, const struct plan *plan,
                                uint32_t unknown)
{
    const struct print *print = print_of(plan, unknown);
    const char *label = knowledge_label(arena, plan->knowledge, unknown);
    if (!print) {
        return label;
    }
    const struct table *table = plan_table_at(plan, print->table);
    const char *release = table->output->release;
    return text_format(arena, "%s (%s of %s%s%s, %s)", label,
                       table_cell_place(arena, table, print->cell), table->output->path,
                       release ? " in " : "", release ? release : "",
                       keeper(plan->unknowns[unknown].keep));
}

/* The figures that must stay and that a pattern without such limits hides. */
static const char *needed(struct arena *arena, const struct plan *plan,
                          const struct suppression *free_pattern)
{
    const char *words = NULL;
    uint32_t count = 0;
    for (uint32_t n = 0; n < plan->knowledge->name_count; n++) {
        const struct plan_unknown *unknown = &plan->unknowns[n];
        if (!free_pattern->is_hidden[n] || unknown->keep == KEEP_NOT ||
            !unknown->is_printed) {
            continue;
        }
        if (count++ < NAMED_LIMIT) {
            const char *name = name_unknown(arena, plan, n);
            words = words ? text_format(arena, "%s, %s", words, name) : name;
        }
    }
    return count > NAMED_LIMIT
               ? text_format(arena, "%s and %u more", words, count - NAMED_LIMIT)
               : words;
}

/* The first unknown whose demand is not met. */
static const char *unmet(struct arena *arena, const struct plan *plan,
                         const struct suppression *found)
{
    for (uint32_t i = 0; i < found->demand_count; i++) {
        const struct suppress_demand *demand = &found->demands[i];
        if (!demand->is_proven && demand->cell < plan->knowledge->name_count) {
            const char *cell = name_unknown(arena, plan, demand->cell);
            return demand->known_count == 0
                       ? cell
                       : text_format(arena, "%s (against those in %s)", cell,
                                     name_unknown(arena, plan, demand->known[0]));
        }
    }
    return "a group that nobody printed";
}

const char *obstacle_of_pattern(struct arena *arena, const struct plan *plan,
                                const struct plan_problem *problem,
                                const struct suppression *found)
{
    struct arena *aside = arena_create(0);
    struct pattern_problem *free_problem = arena_new(aside, struct pattern_problem);
    *free_problem = *problem->pattern;
    free_problem->arena = aside;
    free_problem->cells =
        arena_array(aside, (size_t)free_problem->cell_count + 1, struct pattern_cell);
    for (uint32_t i = 0; i < free_problem->cell_count; i++) {
        struct pattern_cell *cell = &free_problem->cells[i];
        *cell = problem->pattern->cells[i];
        if (cell->status == PATTERN_FORCED) {
            cell->status = PATTERN_OPEN;
            cell->cost = 1000;
            cell->low = 0;
            cell->high = 1e9;
        }
    }
    const struct suppress_options quick = {.effort = 1};
    const struct suppression *free_pattern = suppress(free_problem, &quick);
    const char *words = needed(arena, plan, free_pattern);
    const char *cell = unmet(arena, plan, found);
    arena_destroy(aside);
    return words
               ? text_format(arena, "%s cannot be protected while %s must stay published",
                             cell, words)
               : text_format(arena, "no pattern was found that protects %s", cell);
}

const char *obstacle_of_finding(struct arena *arena, const struct plan *plan,
                                const struct finding *finding)
{
    const uint32_t table = finding->table ? plan_table(plan, finding->table) : UINT32_MAX;
    const uint32_t unknown =
        table == UINT32_MAX ? NO_UNKNOWN : plan_unknown_of(plan, table, finding->cell);
    if (unknown != NO_UNKNOWN && plan->unknowns[unknown].keep > KEEP_BY_DEFAULT) {
        return text_format(arena, "%s stands at a figure that cannot be hidden: %s",
                           finding->code, name_unknown(arena, plan, unknown));
    }
    const bool has_cell = table != UINT32_MAX && finding->cell != NO_CELL;
    const char *place =
        table == UINT32_MAX
            ? ""
            : text_format(arena, "%s%s%s", has_cell ? " at " : " in ",
                          has_cell ? text_format(arena, "%s of ",
                                                 table_cell_place(arena, finding->table,
                                                                  finding->cell))
                                   : "",
                          finding->table->output->path);
    const bool has_answer =
        finding_is_suspicion(finding) || finding_is_unsearched(finding);
    return text_format(arena, "%s still stands%s: %s%s%s", finding->code, place,
                       finding->message ? finding->message : "", has_answer ? ". " : "",
                       has_answer ? text_copy(arena, finding->help,
                                              strlen(finding->help) - 1) /* no stop */
                                  : "");
}
