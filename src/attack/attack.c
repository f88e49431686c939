#include "attack/attack.h"

#include "attack/ask/questions.h"
#include "attack/names/cell_range.h"
#include "attack/names/quiet.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct disclosure *questions_add(struct questions *questions, enum disclosure_kind kind)
{
    questions->unknowns =
        arena_grow(questions->arena, questions->unknowns, &questions->unknown_capacity,
                   questions->count + 1, sizeof(*questions->unknowns));
    questions->unknowns[questions->count] = NO_UNKNOWN;
    struct disclosure *disclosure = arena_add(questions->arena, questions->disclosures,
                                              questions->count, questions->capacity);
    *disclosure = (struct disclosure){
        .kind = kind,
        .cell = NO_CELL,
        .unknown = NO_UNKNOWN,
        .divisor = 1,
        .region = "",
        .insiders_of = "",
    };
    return disclosure;
}

bool questions_print_of(const struct questions *questions, uint32_t unknown,
                        struct attack_figure *figure)
{
    const struct knowledge *knowledge = questions->knowledge;
    const struct print *chosen = NULL;
    for (uint32_t p = knowledge->names[unknown].first_print; p != NO_PRINT;
         p = knowledge->prints[p].next) {
        const struct print *print = &knowledge->prints[p];
        const struct table *table = knowledge->scope->tables[print->table].table;
        const bool is_number = table->cells[print->cell].state == CELL_NUMBER;
        chosen = is_number || !chosen ? print : chosen;
        if (is_number) {
            break;
        }
    }
    if (!chosen) {
        return false;
    }
    const struct table *table = knowledge->scope->tables[chosen->table].table;
    *figure = (struct attack_figure){
        .table = table,
        .cell = chosen->cell,
        .value = table->cells[chosen->cell].value,
        .multiplier = 1,
    };
    return true;
}

bool questions_is_small(const struct questions *questions, double low, double high)
{
    if (questions->limits->zeros_count && high == 0) {
        return true;
    }
    return low >= 1 && high >= low && high < questions->limits->minimum;
}

/* ---- targets ---- */

struct targets {
    uint32_t *unknowns;
    double *enough;
    uint32_t count;
};

static struct targets find_targets(struct arena *arena, const struct knowledge *knowledge,
                                   const struct attack_limits *limits)
{
    struct targets targets = {
        .unknowns = arena_array(arena, knowledge->name_count, uint32_t),
        .enough = arena_array(arena, knowledge->name_count, double),
    };
    for (uint32_t n = 0; n < knowledge->name_count; n++) {
        const struct name *name = &knowledge->names[n];
        if (name->is_hidden || name->is_target) {
            targets.enough[targets.count] =
                name->is_hidden ? fmax(1, limits->width) : fmax(1, limits->minimum);
            targets.unknowns[targets.count++] = n;
        }
    }
    return targets;
}

/* ---- what the ranges mean ---- */

struct judging {
    struct questions *questions;
    struct attack_result *result;
    struct attack_cell *cells;
    size_t cell_capacity;
};

static struct disclosure *disclose(struct questions *questions, enum disclosure_kind kind,
                                   uint32_t unknown, const struct solved_range *range)
{
    struct disclosure *disclosure = questions_add(questions, kind);
    struct attack_figure place;
    if (questions_print_of(questions, unknown, &place)) {
        disclosure->table = place.table;
        disclosure->cell = place.cell;
    }
    questions->unknowns[questions->count - 1] = unknown;
    disclosure->unknown = unknown;
    disclosure->range = *range;
    disclosure->region = knowledge_label(questions->arena, questions->knowledge, unknown);
    return disclosure;
}

/* Nothing more is known than each symbol itself says: `<10`, `low`. */
static bool is_as_printed(const struct questions *questions, uint32_t unknown,
                          const struct solved_range *range)
{
    const struct knowledge *knowledge = questions->knowledge;
    for (uint32_t p = knowledge->names[unknown].first_print; p != NO_PRINT;
         p = knowledge->prints[p].next) {
        const struct print *print = &knowledge->prints[p];
        if (range->low > print->low || range->high < print->high) {
            return false;
        }
    }
    return true;
}

/* Each table that hides the unknown gets its range; answers the first of them. */
static const struct print *note_cells(struct judging *judging, uint32_t unknown,
                                      const struct solved_range *range)
{
    struct questions *questions = judging->questions;
    const struct knowledge *knowledge = questions->knowledge;
    const struct print *first = NULL;
    for (uint32_t p = knowledge->names[unknown].first_print; p != NO_PRINT;
         p = knowledge->prints[p].next) {
        const struct print *print = &knowledge->prints[p];
        if (!knowledge_print_hides(knowledge, print)) {
            continue;
        }
        first = first ? first : print;
        *arena_add(questions->arena, judging->cells, judging->result->cell_count,
                   judging->cell_capacity) = (struct attack_cell){
            .table = knowledge->scope->tables[print->table].table,
            .cell = print->cell,
            .unknown = unknown,
            .range = *range,
        };
    }
    return first;
}

/* Hidden here and printed there: the figure that gives it is the one that stands there.
 */
static void cite_print(struct questions *questions, struct disclosure *disclosure,
                       uint32_t unknown)
{
    if (knowledge_is_published(questions->knowledge, unknown)) {
        struct attack_figure *figure = arena_new(questions->arena, struct attack_figure);
        (void)questions_print_of(questions, unknown, figure);
        disclosure->figures = figure;
        disclosure->figure_count = 1;
    }
}

/* Not what the attacker's range is, but what was proven of it: the inner range counts. */
static bool is_protected(const struct questions *questions, uint32_t unknown,
                         const struct solved_range *range)
{
    if (range->proof == RANGE_CONTRADICTORY) {
        return false;
    }
    const double width = fmax(1, questions->limits->width);
    return is_as_printed(questions, unknown, range) ||
           (range->proof == RANGE_EXACT && range->high - range->low >= width) ||
           range->attained_high - range->attained_low >= width;
}

static enum hidden_outcome outcome_of(const struct questions *questions, uint32_t unknown,
                                      const struct solved_range *range)
{
    const double width = fmax(1, questions->limits->width);
    if (is_protected(questions, unknown, range)) {
        return is_as_printed(questions, unknown, range) ? HIDDEN_AS_PRINTED : HIDDEN_WIDE;
    }
    if (range->proof == RANGE_CONTRADICTORY || range->high - range->low >= width) {
        return HIDDEN_NOT_PROVEN;
    }
    return range->low == range->high ? HIDDEN_EXACT : HIDDEN_NARROW;
}

static void count_outcome(struct attack_counts *counts, enum hidden_outcome outcome)
{
    counts->hidden++;
    counts->exact += outcome == HIDDEN_EXACT;
    counts->narrow += outcome == HIDDEN_NARROW;
    counts->protected += outcome == HIDDEN_WIDE || outcome == HIDDEN_AS_PRINTED;
    counts->not_proven += outcome == HIDDEN_NOT_PROVEN;
}

static void judge_hidden(struct judging *judging, uint32_t unknown,
                         const struct solved_range *range)
{
    static const enum disclosure_kind kinds[] = {
        [HIDDEN_NOT_PROVEN] = DISCLOSURE_NOT_PROVEN,
        [HIDDEN_EXACT] = DISCLOSURE_RECOVERABLE,
        [HIDDEN_NARROW] = DISCLOSURE_NARROW,
    };
    struct questions *questions = judging->questions;
    const size_t first = judging->result->cell_count;
    const struct print *print = note_cells(judging, unknown, range);
    const enum hidden_outcome outcome = outcome_of(questions, unknown, range);
    for (size_t i = first; i < judging->result->cell_count; i++) {
        judging->cells[i].outcome = outcome;
    }
    count_outcome(&judging->result->counts, outcome);
    if (outcome == HIDDEN_WIDE || outcome == HIDDEN_AS_PRINTED) {
        return;
    }
    const enum disclosure_kind kind = kinds[outcome];
    struct disclosure *disclosure = disclose(questions, kind, unknown, range);
    disclosure->is_hidden_cell = true;
    if (print) {
        disclosure->table = questions->knowledge->scope->tables[print->table].table;
        disclosure->cell = print->cell;
    }
    cite_print(questions, disclosure, unknown);
}

/* Ranges of counts are whole; those of sums are as exact as a solver of linear programs:
 * what is less apart than that is one value. */
static struct solved_range settled(const struct solved_range *range)
{
    struct solved_range exact = *range;
    const double trifle = 1e-6 * fmax(1, fabs(range->high));
    const double middle = range->low + (range->high - range->low) / 2;
    if (isfinite(range->high) && range->low < range->high &&
        range->high - range->low <= trifle) {
        const double whole = nearbyint(middle);
        exact.low = fabs(whole - middle) <= trifle ? whole : middle;
        exact.high = exact.low;
    }
    return exact;
}

/* A rounded figure that a percentage makes more exact, or a number behind a percentage.
 */
static void judge_other(struct judging *judging, uint32_t unknown,
                        const struct solved_range *range)
{
    struct questions *questions = judging->questions;
    const struct name *name = &questions->knowledge->names[unknown];
    if (range->proof == RANGE_CONTRADICTORY) {
        return;
    }
    if (name->first_print == NO_PRINT) {
        if (questions_is_small(questions, range->low, range->high)) {
            (void)disclose(questions,
                           name->label && name->is_behind_percentage
                               ? DISCLOSURE_GIVES_BACK
                               : DISCLOSURE_DIFFERENCE,
                           unknown, range);
        }
        return;
    }
    const struct print *print = &questions->knowledge->prints[name->first_print];
    const bool was_small = questions_is_small(questions, print->low, print->high);
    const bool is_exact = range->low == range->high && print->low < print->high;
    if (!is_as_printed(questions, unknown, range) &&
        (is_exact ||
         (!was_small && questions_is_small(questions, range->low, range->high)))) {
        (void)disclose(questions, DISCLOSURE_GIVES_BACK, unknown, range);
    }
}

static void judge_all(struct judging *judging, const struct targets *targets)
{
    const struct questions *questions = judging->questions;
    for (uint32_t i = 0; i < targets->count; i++) {
        const uint32_t unknown = targets->unknowns[i];
        const struct solved_range *range = &questions->solved->ranges[i];
        if (questions->knowledge->names[unknown].is_hidden) {
            const struct solved_range known = settled(range);
            judge_hidden(judging, unknown, &known);
        } else {
            judge_other(judging, unknown, range);
        }
    }
}

/* ---- contradictions ---- */

static void add_contradiction(struct questions *questions, uint32_t row)
{
    const struct knowledge *knowledge = questions->knowledge;
    const struct system *system = knowledge->system;
    struct attack_figure *figures = arena_array(
        questions->arena, (size_t)row_length(system, row) + 1, struct attack_figure);
    uint32_t count = 0;
    double low = 0;
    double high = 0;
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        const double sign = (double)term->coefficient;
        low += sign * (sign > 0 ? system->low : system->high)[term->unknown];
        high += sign * (sign > 0 ? system->high : system->low)[term->unknown];
        if (questions_print_of(questions, term->unknown, &figures[count]) &&
            isfinite(figures[count].value)) {
            figures[count++].multiplier = term->coefficient;
        }
    }
    if (!count) {
        return;
    }
    struct disclosure *disclosure = questions_add(questions, DISCLOSURE_CONTRADICTION);
    disclosure->table = figures[0].table;
    disclosure->cell = figures[0].cell;
    disclosure->figures = figures;
    disclosure->figure_count = count;
    disclosure->region =
        knowledge_label(questions->arena, knowledge, row_begin(system, row)->unknown);
    disclosure->range = (struct solved_range){low, high, NAN, NAN, RANGE_CONTRADICTORY};
}

/* ---- what was not looked for ---- */

static void tell_unsearched(struct questions *questions)
{
    const struct knowledge *knowledge = questions->knowledge;
    for (size_t i = 0; i < knowledge->unsearched_count; i++) {
        const struct unsearched *open = &knowledge->unsearched[i];
        struct disclosure *disclosure = questions_add(questions, DISCLOSURE_UNSEARCHED);
        disclosure->range = (struct solved_range){0, INFINITY, NAN, NAN, RANGE_BOUNDED};
        if (open->table != UINT32_MAX) {
            disclosure->table = knowledge->scope->tables[open->table].table;
            disclosure->region = disclosure->table->dimensions[open->dimension].name;
        }
    }
}

static bool is_unsearched(const struct knowledge *knowledge, const struct table *table)
{
    for (size_t i = 0; i < knowledge->unsearched_count; i++) {
        const uint32_t open = knowledge->unsearched[i].table;
        if (open == UINT32_MAX || knowledge->scope->tables[open].table == table) {
            return true;
        }
    }
    return false;
}

static bool is_held_protected(const struct attack_cell *cell)
{
    return cell->outcome == HIDDEN_WIDE || cell->outcome == HIDDEN_AS_PRINTED;
}

/* A wide range says nothing where a sum that was not tried may narrow it. */
static void doubt_unsearched(struct judging *judging)
{
    const struct knowledge *knowledge = judging->questions->knowledge;
    struct attack_counts *counts = &judging->result->counts;
    if (!judging->cells) {
        return; /* nothing is hidden */
    }
    struct arena *scratch = arena_create(0);
    bool *is_open = arena_array(scratch, knowledge->name_count + 1, bool);
    for (size_t i = 0; i < judging->result->cell_count; i++) {
        const struct attack_cell *cell = &judging->cells[i];
        const bool is_new = !is_open[cell->unknown] && is_held_protected(cell) &&
                            is_unsearched(knowledge, cell->table);
        is_open[cell->unknown] = is_open[cell->unknown] || is_new;
        counts->protected -= is_new;
        counts->not_proven += is_new;
    }
    for (size_t i = 0; i < judging->result->cell_count; i++) {
        struct attack_cell *cell = &judging->cells[i];
        cell->outcome = is_open[cell->unknown] ? HIDDEN_NOT_PROVEN : cell->outcome;
    }
    arena_destroy(scratch);
}

/* ---- order ---- */

static int compare_places(const struct table *one, uint32_t first,
                          const struct table *other, uint32_t second)
{
    if (!one || !other) {
        return !one - !other;
    }
    const int by_path = strcmp(one->output->path, other->output->path);
    if (by_path) {
        return by_path;
    }
    const int by_table = strcmp(one->id ? one->id : "", other->id ? other->id : "");
    return by_table ? by_table : (first > second) - (first < second);
}

static int compare_disclosures(const void *one, const void *other)
{
    const struct disclosure *first = one;
    const struct disclosure *second = other;
    const int by_place =
        compare_places(first->table, first->cell, second->table, second->cell);
    if (by_place) {
        return by_place;
    }
    const int by_kind =
        ((int)first->kind > (int)second->kind) - ((int)first->kind < (int)second->kind);
    return by_kind ? by_kind : strcmp(first->region, second->region);
}

static int compare_cells(const void *one, const void *other)
{
    const struct attack_cell *first = one;
    const struct attack_cell *second = other;
    return compare_places(first->table, first->cell, second->table, second->cell);
}

static void finish(struct judging *judging)
{
    struct questions *questions = judging->questions;
    struct attack_result *result = judging->result;
    if (questions->disclosures) {
        qsort(questions->disclosures, questions->count, sizeof(*questions->disclosures),
              compare_disclosures);
    }
    if (judging->cells) {
        qsort(judging->cells, result->cell_count, sizeof(*judging->cells), compare_cells);
    }
    result->cells = judging->cells;
    result->disclosures = questions->disclosures;
    result->disclosure_count = questions->count;
    result->counts.pairs_compared = questions->pairs_compared;
    result->counts.unknowns = questions->knowledge->name_count;
    result->counts.equations = questions->knowledge->system->row_count;
    result->counts.cells = questions->knowledge->print_count;
}

/* A table that stands alone and prints all there is to know. */
static const struct attack_result *quiet_result(struct arena *arena,
                                                const struct scope_input *input)
{
    const struct submission *candidate = input->candidate;
    if (input->earlier_count || candidate->table_count != 1 ||
        !table_is_quiet(candidate->tables[0])) {
        return NULL;
    }
    struct attack_result *result = arena_new(arena, struct attack_result);
    result->counts.cells = candidate->tables[0]->cell_count;
    result->counts.unknowns = result->counts.cells;
    result->counts.equations = table_equation_count(candidate->tables[0]);
    return result;
}

const struct attack_result *attack_run(struct arena *arena,
                                       const struct scope_input *input,
                                       const struct attack_limits *limits)
{
    const struct attack_result *quiet = quiet_result(arena, input);
    if (quiet) {
        return quiet;
    }
    struct knowledge *knowledge = knowledge_create(arena, input);
    const struct targets targets = find_targets(arena, knowledge, limits);
    const struct solve_options options = {
        .targets = targets.unknowns,
        .target_count = targets.count,
        .enough = limits->exact_ranges ? NULL : targets.enough,
        .workers = limits->workers,
        .seconds = limits->seconds,
    };
    struct attack_result *result = arena_new(arena, struct attack_result);
    struct questions questions = {
        .arena = arena,
        .knowledge = knowledge,
        .limits = limits,
        .solved = solve_ranges(arena, knowledge->system, &options),
        .before = input->before,
    };
    struct judging judging = {.questions = &questions, .result = result};
    judge_all(&judging, &targets);
    regions_ask(&questions);
    lines_ask(&questions);
    alike_ask(&questions);
    beside_ask(&questions);
    sums_ask(&questions);
    suspected_ask(&questions);
    totals_ask(&questions);
    shares_ask(&questions);
    insiders_ask(&questions);
    for (size_t i = 0; i < questions.solved->contradiction_count; i++) {
        add_contradiction(&questions, questions.solved->contradictions[i]);
    }
    tell_unsearched(&questions);
    doubt_unsearched(&judging);
    explain_all(&questions);
    finish(&judging);
    return result;
}
