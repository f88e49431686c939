#include "protect/suggestion_cells.h"

#include "base/text.h"
#include "protect/demands.h"
#include "protect/plan_wishes.h"

#include <assert.h>

enum { REASON_LIMIT = 8 };

struct filling {
    struct arena *arena;
    const struct plan *plan;
    struct suggestion *result;
    const struct suggest_options *options;
    struct suggested_cell *cells;
    size_t capacity;
};

static void add_reason(const char **reasons, uint32_t *count, const char *code)
{
    for (uint32_t i = 0; i < *count; i++) {
        if (text_equals(reasons[i], code)) {
            return;
        }
    }
    if (*count < REASON_LIMIT) {
        reasons[(*count)++] = code;
    }
}

/* The findings on the cell itself, else what it was hidden for. */
static void give_reasons(const struct filling *at, struct suggested_cell *cell)
{
    const struct plan *plan = at->plan;
    const char **reasons = arena_array(at->arena, REASON_LIMIT, const char *);
    const uint32_t unknown = plan_unknown_of(plan, cell->table, cell->cell);
    const char *own = plan->reasons[cell->table][cell->cell];
    const char *shared = unknown == NO_UNKNOWN ? NULL : plan->unknowns[unknown].reason;
    for (size_t i = 0; i < at->options->finding_count; i++) {
        const struct finding *finding = &at->options->findings[i];
        if (finding->cell == cell->cell && demand_answers(finding) &&
            finding->table == plan_table_at(plan, cell->table)) {
            add_reason(reasons, &cell->reason_count, finding->code);
        }
    }
    if (!cell->reason_count) {
        add_reason(reasons, &cell->reason_count, own ? own : shared ? shared : "X102");
    }
    cell->reasons = reasons;
}

static void add_cell(struct filling *at, uint32_t table, uint32_t i)
{
    const struct plan *plan = at->plan;
    const uint32_t unknown = plan_unknown_of(plan, table, i);
    struct suggested_cell *cell =
        arena_add(at->arena, at->cells, at->result->cell_count, at->capacity);
    *cell = (struct suggested_cell){
        .table = table,
        .cell = i,
        .is_primary = unknown == NO_UNKNOWN ? plan->first.hidden[table][i]
                                            : plan->unknowns[unknown].is_first,
    };
    give_reasons(at, cell);
    at->result->primaries += cell->is_primary;
    at->result->secondaries += !cell->is_primary;
}

static void add_cells_of(struct filling *at, uint32_t table, const bool *is_hidden,
                         uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (is_hidden[i]) {
            add_cell(at, table, i);
        }
    }
}

static void add_cells(struct filling *at)
{
    const struct submission *candidate = at->plan->input->scope.candidate;
    const struct cell_marks marks = plan_marks(at->arena, at->plan);
    for (uint32_t t = 0; t < candidate->table_count; t++) {
        add_cells_of(at, t, marks.hidden[t], candidate->tables[t]->cell_count);
    }
    at->result->cells = at->cells;
}

static void give_ranges(struct filling *at)
{
    const struct attack_result *attack = at->result->attack;
    const struct submission *shown = at->result->shown;
    struct arena *aside = arena_create(0);
    struct range **ranges = arena_array(aside, shown->table_count + 1, struct range *);
    for (size_t t = 0; t < shown->table_count; t++) {
        ranges[t] =
            arena_array(aside, (size_t)shown->tables[t]->cell_count + 1, struct range);
    }
    for (size_t i = 0; i < attack->cell_count; i++) {
        const struct attack_cell *cell = &attack->cells[i];
        const uint32_t table = plan_table(at->plan, cell->table);
        if (table != UINT32_MAX && plan_is_candidate(at->plan, table)) {
            ranges[table][cell->cell] = (struct range){cell->range.low, cell->range.high};
        }
    }
    for (size_t i = 0; i < at->result->cell_count; i++) {
        assert(at->cells);
        struct suggested_cell *cell = &at->cells[i];
        cell->has_range =
            plan_unknown_of(at->plan, cell->table, cell->cell) != NO_UNKNOWN;
        cell->range = ranges[cell->table][cell->cell];
    }
    arena_destroy(aside);
}

static void add_up_costs(const struct filling *at)
{
    const struct plan *plan = at->plan;
    for (uint32_t n = 0; n < plan->knowledge->name_count; n++) {
        const struct plan_unknown *unknown = &plan->unknowns[n];
        const bool counts = unknown->is_hidden && unknown->is_open && !unknown->is_first;
        at->result->cost += counts ? unknown->cost : 0;
    }
}

static void count_people(const struct filling *at)
{
    const struct plan *plan = at->plan;
    for (uint32_t n = 0; n < plan->knowledge->name_count; n++) {
        const struct plan_unknown *unknown = &plan->unknowns[n];
        if (unknown->is_hidden && unknown->is_open &&
            plan->knowledge->system->is_whole[n]) {
            at->result->people += unknown->value;
        }
    }
}

void suggestion_fill(struct arena *arena, const struct plan *plan,
                     struct suggestion *result, const struct suggest_options *options)
{
    struct filling at = {
        .arena = arena, .plan = plan, .result = result, .options = options};
    struct scope_input scope = plan->input->scope;
    scope.before = scope.candidate;
    scope.candidate = result->shown;
    add_cells(&at);
    if (!result->cell_count) {
        result->end = SUGGESTION_NOT_NEEDED;
        return;
    }
    result->attack = attack_run(arena, &scope, &plan->input->limits);
    give_ranges(&at);
    count_people(&at);
    add_up_costs(&at);
}
