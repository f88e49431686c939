#include "protect/redesign.h"

#include "base/text.h"
#include "protect/examine.h"
#include "protect/redesign_inside.h"

#include <math.h>
#include <stdlib.h>

/* Cells of the submission beyond which no way is tried. */
enum { CELLS_LIMIT = 5000 };

/* ---- what comes of a design ---- */

static const char *risk_words(struct arena *arena, const struct finding *objection)
{
    if (!objection) {
        return "None found";
    }
    const char *place = objection->table && objection->cell != NO_CELL
                            ? table_cell_place(arena, objection->table, objection->cell)
                            : "";
    return text_format(arena, "%s%s%s", objection->code, *place ? " at " : "", place);
}

static struct plan_input input_for(const struct plan_input *input,
                                   const struct redesign_way *way)
{
    struct plan_input result = *input;
    result.asks_rounded = way->kind == WAY_ROUND || way->kind == WAY_CONTROL;
    return result;
}

/* ---- the user's say ---- */

static uint32_t cell_at(const struct table *table, uint32_t row, uint32_t column)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table->cells[i].row == row && table->cells[i].column == column) {
            return i;
        }
    }
    return NO_CELL;
}

/* Wishes name cells of the tables as they were; false where one that must be published
 * would show something else. */
static bool carry_wishes(struct arena *arena, const struct submission *from,
                         const struct submission *made, struct suggest_options *options)
{
    struct wish *wishes = arena_array(arena, options->wish_count + 1, struct wish);
    size_t count = 0;
    for (size_t i = 0; i < options->wish_count; i++) {
        struct wish wish = options->wishes[i];
        const struct cell *cell = &from->tables[wish.table]->cells[wish.cell];
        const struct table *table = made->tables[wish.table];
        wish.cell = cell_at(table, cell->row, cell->column);
        const bool is_same =
            wish.cell != NO_CELL && table->cells[wish.cell].state == cell->state &&
            (cell->state != CELL_NUMBER || table->cells[wish.cell].value == cell->value);
        if (wish.kind == WISH_KEEP && !is_same) {
            return false;
        }
        if (wish.cell != NO_CELL) {
            wishes[count++] = wish;
        }
    }
    options->wishes = wishes;
    options->wish_count = count;
    return true;
}

static bool keeps_wishes(const struct designing *at, struct arena *arena,
                         const struct submission *made)
{
    struct suggest_options options = *at->options->hiding;
    return carry_wishes(arena, at->input->scope.candidate, made, &options);
}

/* ---- trying ---- */

/* Cells that show another number, or are gone; both tables have them in the same order.
 */
static size_t count_changed(const struct submission *from, const struct submission *made)
{
    size_t changed = 0;
    for (size_t t = 0; t < from->table_count; t++) {
        const struct table *before = from->tables[t];
        const struct table *after = made->tables[t];
        uint32_t at = 0;
        for (uint32_t i = 0; i < before->cell_count; i++) {
            const struct cell *was = &before->cells[i];
            const struct cell *is = &after->cells[at];
            const bool stays = at < after->cell_count && is->row == was->row &&
                               is->column == was->column && is->measure == was->measure;
            const bool is_same = stays && is->state == was->state &&
                                 (is->state != CELL_NUMBER || is->value == was->value);
            changed += !is_same;
            at += stays;
        }
    }
    return changed;
}

bool redesign_judge(const struct designing *at, struct alternative *way,
                    size_t *objections)
{
    struct arena *aside = arena_create(0);
    struct redesign_cost cost = {0};
    const struct plan_input input = input_for(at->input, &way->way);
    const struct submission *made =
        redesign_make(aside, &at->input->scope, &way->way, &cost);
    const bool is_made = made && cost.changed && keeps_wishes(at, aside, made);
    if (is_made) {
        const struct examination examination = examine(aside, &input, made);
        const struct finding *objection = examination_objection(&examination);
        way->changed = way->way.before ? count_changed(at->input->scope.candidate, made)
                                       : cost.changed;
        way->hidden = cost.hidden;
        way->is_proven = !objection;
        way->risk = risk_words(at->arena, objection);
        *objections = objection ? examination.finding_count : 0;
    }
    arena_destroy(aside);
    return is_made;
}

void redesign_try(struct designing *at, struct alternative way)
{
    size_t objections = 0;
    if (at->count < TRIED_LIMIT && redesign_judge(at, &way, &objections)) {
        way.note = way.is_proven ? way.note : "Needs one more step";
        at->objections[at->count] = objections;
        at->ways[at->count++] = way;
    }
}

/* ---- what is hidden after it ---- */

static const struct suggestion *hide_rest(struct arena *arena,
                                          const struct plan_input *input,
                                          const struct redesign_way *way,
                                          const struct suggest_options *hiding,
                                          const struct submission *made)
{
    struct plan_input *own = arena_new(arena, struct plan_input);
    struct suggest_options options = *hiding;
    *own = input_for(input, way);
    own->scope.candidate = made;
    options.findings = NULL;
    options.finding_count = 0;
    return carry_wishes(arena, input->scope.candidate, made, &options)
               ? suggest(arena, own, &options)
               : NULL;
}

const struct suggestion *redesign_again(struct arena *arena,
                                        const struct plan_input *input,
                                        const struct redesign_way *way,
                                        const struct suggest_options *hiding,
                                        struct redesign_cost *cost)
{
    const struct submission *made = redesign_make(arena, &input->scope, way, cost);
    if (!made) {
        return NULL;
    }
    const struct suggestion *rest = hide_rest(arena, input, way, hiding, made);
    if (rest && rest->end == SUGGESTION_NOT_NEEDED) {
        struct suggestion *all = arena_new(arena, struct suggestion);
        *all = *rest;
        all->shown = made;
        return all;
    }
    return rest;
}

static void complete(struct designing *at, struct alternative *way)
{
    struct arena *aside = arena_create(0);
    struct redesign_cost cost = {0};
    const struct suggestion *rest =
        redesign_again(aside, at->input, &way->way, at->options->hiding, &cost);
    if (rest && rest->end <= SUGGESTION_PROVEN) {
        way->is_proven = true;
        way->risk = "None found";
        way->changed = cost.changed + rest->cell_count;
        way->hidden = cost.hidden + rest->cell_count;
        way->people = rest->people;
        way->note = text_format(
            at->arena, "With %s hidden after it",
            text_counted(at->arena, (double)rest->cell_count, "cell", "cells"));
    }
    arena_destroy(aside);
}

/* The way with the fewest findings that was not completed yet; `count` where there is
 * none. */
static size_t next_open(const struct designing *at)
{
    size_t best = at->count;
    for (size_t i = 0; i < at->count; i++) {
        const bool is_open = !at->ways[i].is_proven && at->objections[i] != SIZE_MAX;
        if (is_open && (best == at->count || at->objections[i] < at->objections[best])) {
            best = i;
        }
    }
    return best;
}

static void complete_ways(struct designing *at)
{
    size_t next = next_open(at);
    for (unsigned done = 0; done < at->options->completed && next < at->count; done++) {
        at->objections[next] = SIZE_MAX;
        complete(at, &at->ways[next]);
        next = next_open(at);
    }
}

/* ---- order ---- */

static int compare_sizes(double one, double other)
{
    return (one > other) - (one < other);
}

static int compare_ways(const void *one, const void *other)
{
    const struct alternative *first = one;
    const struct alternative *second = other;
    const int by[] = {
        compare_sizes(second->is_proven, first->is_proven),
        compare_sizes((double)first->changed, (double)second->changed),
        compare_sizes((double)first->hidden, (double)second->hidden),
        compare_sizes(first->people, second->people),
        compare_sizes(first->table, second->table),
        compare_sizes(first->way.kind, second->way.kind),
    };
    for (size_t i = 0; i < sizeof(by) / sizeof(by[0]); i++) {
        if (by[i]) {
            return by[i];
        }
    }
    return 0;
}

static size_t cells_of(const struct submission *submission)
{
    size_t cells = 0;
    for (size_t t = 0; t < submission->table_count; t++) {
        cells += submission->tables[t]->cell_count;
    }
    return cells;
}

static const struct submission *show_best(const struct designing *at,
                                          const struct suggestion *suggestion)
{
    struct redesign_cost cost = {0};
    const struct alternative *best = redesign_best(suggestion);
    const struct suggestion *rest =
        best
            ? redesign_again(at->arena, at->input, &best->way, at->options->hiding, &cost)
            : NULL;
    return rest && rest->end <= SUGGESTION_PROVEN ? rest->shown : NULL;
}

bool redesign(struct arena *arena, const struct plan_input *input,
              const struct redesign_options *options, struct suggestion *suggestion)
{
    if (cells_of(input->scope.candidate) > CELLS_LIMIT) {
        suggestion->untried =
            "mergers and rounding are tried in up to 5,000 cells in all";
        return false;
    }
    struct designing at = {
        .arena = arena,
        .input = input,
        .options = options,
        .suggestion = suggestion,
        .ways = arena_array(arena, TRIED_LIMIT + 1, struct alternative),
        .objections = arena_array(arena, TRIED_LIMIT + 1, size_t),
    };
    if (options->kinds & REDESIGN_ROUND) {
        redesign_try_roundings(&at);
    }
    if (options->kinds & REDESIGN_MERGE) {
        redesign_try_mergers(&at);
    }
    complete_ways(&at);
    if (at.count) {
        qsort(at.ways, at.count, sizeof(*at.ways), compare_ways);
    }
    suggestion->alternatives = at.ways;
    suggestion->alternative_count = at.count;
    suggestion->better_shown = show_best(&at, suggestion);
    return true;
}

const struct alternative *redesign_best(const struct suggestion *suggestion)
{
    const struct alternative *asked = NULL;
    for (size_t i = 0; i < suggestion->alternative_count; i++) {
        const struct alternative *way = &suggestion->alternatives[i];
        const bool counts = way->is_proven && way->is_asked;
        asked = counts && (!asked || way->hidden < asked->hidden) ? way : asked;
    }
    if (asked) {
        return asked;
    }
    for (size_t i = 0; i < suggestion->alternative_count; i++) {
        const struct alternative *way = &suggestion->alternatives[i];
        const bool is_better = suggestion->end != SUGGESTION_PROVEN ||
                               (way->people < suggestion->people &&
                                way->changed <= 3 * suggestion->cell_count);
        if (way->is_ordered && way->is_proven && is_better) {
            return way;
        }
    }
    return NULL;
}
