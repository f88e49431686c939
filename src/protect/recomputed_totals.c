#include "protect/recomputed_totals.h"

#include "base/text.h"
#include "protect/demands.h"
#include "protect/examine.h"
#include "protect/released_totals.h"

#include <assert.h>
#include <stdlib.h>

struct recomputing {
    struct arena *arena;
    const struct plan_input *input;
    const struct suggest_options *options;
    struct released_totals totals;
};

static uint32_t table_number(const struct submission *submission,
                             const struct table *table)
{
    uint32_t t = 0;
    while (t < submission->table_count && submission->tables[t] != table) {
        t++;
    }
    return t;
}

/* What was found in totals is not printed any more. */
static bool is_answered(const struct recomputing *at, const struct finding *finding)
{
    const uint32_t t = table_number(at->totals.from, finding->table);
    return t < at->totals.from->table_count && finding->cell != NO_CELL &&
           at->totals.made->tables[t]->cells[finding->cell].is_of_shown;
}

static struct suggest_options own_options(const struct recomputing *at)
{
    struct suggest_options options = *at->options;
    struct finding *findings =
        arena_array(at->arena, options.finding_count + 1, struct finding);
    size_t count = 0;
    for (size_t i = 0; i < options.finding_count; i++) {
        if (!is_answered(at, &at->options->findings[i])) {
            findings[count++] = at->options->findings[i];
        }
    }
    options.findings = options.findings ? findings : NULL;
    options.finding_count = count;
    return options;
}

/* ---- what is hidden with the totals ---- */

struct cell_list {
    struct suggested_cell *cells;
    size_t count;
    size_t capacity;
};

static int compare_cells(const void *one, const void *other)
{
    const struct suggested_cell *first = one;
    const struct suggested_cell *second = other;
    if (first->table != second->table) {
        return first->table < second->table ? -1 : 1;
    }
    return (first->cell > second->cell) - (first->cell < second->cell);
}

static bool is_listed(const struct suggestion *suggestion, uint32_t table, uint32_t cell)
{
    const struct suggested_cell wanted = {.table = table, .cell = cell};
    return suggestion->cell_count &&
           bsearch(&wanted, suggestion->cells, suggestion->cell_count,
                   sizeof(*suggestion->cells), compare_cells);
}

/* Why the cell is hidden: what was found in it, else that it goes with hidden ones. */
static struct suggested_cell listed(const struct recomputing *at, uint32_t table,
                                    uint32_t cell)
{
    const char **reasons = arena_array(at->arena, 1, const char *);
    struct suggested_cell result = {
        .table = table, .cell = cell, .reasons = reasons, .reason_count = 1};
    reasons[0] = "X102";
    for (size_t i = 0; i < at->options->finding_count; i++) {
        const struct finding *finding = &at->options->findings[i];
        if (finding->cell == cell && demand_answers(finding) &&
            finding->table == at->totals.from->tables[table]) {
            reasons[0] = finding->code;
            result.is_primary = true;
        }
    }
    return result;
}

/* Cells of a table that became hidden and are not in the list. */
static void list_table(const struct recomputing *at, const struct suggestion *before,
                       uint32_t t, struct cell_list *list)
{
    const struct table *from = at->totals.from->tables[t];
    const struct table *shown = before->shown->tables[t];
    for (uint32_t i = 0; i < shown->cell_count; i++) {
        if (shown->cells[i].state == CELL_HIDDEN && from->cells[i].state == CELL_NUMBER &&
            !is_listed(before, t, i)) {
            *arena_add(at->arena, list->cells, list->count, list->capacity) =
                listed(at, t, i);
        }
    }
}

static void list_hidden(const struct recomputing *at, struct suggestion *suggestion)
{
    struct cell_list list = {0};
    for (size_t i = 0; i < suggestion->cell_count; i++) {
        *arena_add(at->arena, list.cells, list.count, list.capacity) =
            suggestion->cells[i];
    }
    for (uint32_t t = 0; t < at->totals.from->table_count; t++) {
        list_table(at, suggestion, t, &list);
    }
    for (size_t i = suggestion->cell_count; i < list.count; i++) {
        assert(list.cells);
        suggestion->primaries += list.cells[i].is_primary;
        suggestion->secondaries += !list.cells[i].is_primary;
    }
    if (list.cells) {
        qsort(list.cells, list.count, sizeof(*list.cells), compare_cells);
    }
    suggestion->cells = list.cells;
    suggestion->cell_count = list.count;
}

/* ---- the whole ---- */

/* Attacked once more with all its totals: NULL where that is not what was proven. */
static const struct suggestion *finished(const struct recomputing *at,
                                         const struct suggestion *hiding)
{
    struct suggestion *result = arena_new(at->arena, struct suggestion);
    *result = *hiding;
    result->shown = released_totals_fill(&at->totals, hiding->shown,
                                         at->input->policy->marker, &result->totals);
    if (!result->shown || !result->totals) {
        return NULL;
    }
    struct plan_input input = *at->input;
    input.limits.exact_ranges = true;
    const struct examination examination = examine(at->arena, &input, result->shown);
    if (examination_objection(&examination)) {
        return NULL;
    }
    result->attack = examination.attack;
    list_hidden(at, result);
    return result;
}

static const struct suggestion *with_recomputed(struct arena *arena,
                                                const struct plan_input *input,
                                                const struct suggest_options *options,
                                                const bool *stays)
{
    struct recomputing at = {.arena = arena, .input = input, .options = options};
    if (!released_totals_create(arena, input->scope.candidate, options, stays,
                                &at.totals)) {
        return NULL;
    }
    struct plan_input *own = arena_new(arena, struct plan_input);
    *own = *input;
    own->scope.candidate = at.totals.made;
    const struct suggest_options hiding = own_options(&at);
    const struct suggestion *suggestion = suggest(arena, own, &hiding);
    return suggestion->end == SUGGESTION_PROVEN ? finished(&at, suggestion) : NULL;
}

static size_t hidden_in(const struct suggestion *suggestion, uint32_t table)
{
    size_t count = 0;
    for (size_t i = 0; i < suggestion->cell_count; i++) {
        count += suggestion->cells[i].table == table;
    }
    return count;
}

/* Marks the tables in which nothing is gained; answers whether there are any. */
static bool mark_idle(const struct submission *from, const struct suggestion *kept,
                      const struct suggestion *anew, bool *stays)
{
    bool has_any = false;
    for (uint32_t t = 0; t < from->table_count; t++) {
        stays[t] = hidden_in(anew, t) >= hidden_in(kept, t);
        has_any = has_any || (stays[t] && hidden_in(anew, t));
    }
    return has_any;
}

/* First in all tables, then in those alone that gain by it. */
static const struct suggestion *find_better(struct arena *arena,
                                            const struct plan_input *input,
                                            const struct suggest_options *options,
                                            const struct suggestion *kept)
{
    const struct submission *from = input->scope.candidate;
    bool *stays = arena_array(arena, from->table_count + 1, bool);
    const struct suggestion *anew = with_recomputed(arena, input, options, stays);
    if (!anew || kept->end != SUGGESTION_PROVEN) {
        return anew;
    }
    if (mark_idle(from, kept, anew, stays)) {
        const struct suggestion *fewer = with_recomputed(arena, input, options, stays);
        anew = fewer && fewer->cell_count <= anew->cell_count ? fewer : anew;
    }
    return anew->cell_count < kept->cell_count ? anew : NULL;
}

const struct suggestion *suggest_with_totals(struct arena *arena,
                                             const struct plan_input *input,
                                             const struct suggest_options *options)
{
    const struct suggestion *kept = suggest(arena, input, options);
    if (!input->recomputes_totals || options->optimal_seconds ||
        kept->end == SUGGESTION_NOT_NEEDED ||
        (kept->end == SUGGESTION_PROVEN && !kept->secondaries)) {
        return kept;
    }
    const struct suggestion *anew = find_better(arena, input, options, kept);
    if (!anew) {
        return kept;
    }
    struct suggestion *result = arena_new(arena, struct suggestion);
    *result = *anew;
    result->with_totals_kept = kept;
    return result;
}
