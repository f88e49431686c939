/*
 * Insiders: whoever stands alone behind a hidden figure knows it, and takes it off. What
 * then follows is worked out by him alone. A hidden figure is told where it matters (too
 * few stand behind it) and where it is bound to another one that its own contributors
 * know, whatever the numbers are (bound_pairs.h).
 *
 * Published sums are taken as they stand, though rounded, where rounding is small beside
 * the range that everybody else is left with.
 */
#include "attack/ask/questions.h"
#include "attack/know/contributors.h"
#include "attack/solve/bound_pairs.h"

#include <math.h>

/* So many roundings add up to little beside a range that is wider. */
enum { ROUNDINGS = 40 };

struct asking {
    struct questions *questions;
    struct arena *aside;
    struct contributors contributors;
    bool *is_free;     /* [unknown] */
    uint32_t *group;   /* [unknown] joined by equations */
    uint32_t *same;    /* [unknown] figures of the same contributors */
    double *rounding;  /* [group] of the coarsest figure around it */
    bool *has_insider; /* [group] */
    bool *has_few;     /* [group] */
    uint32_t *of_mark; /* [unknown] the next with the same mark and an insider */
};

/* ---- what is known without being hidden ---- */

/* How wide the narrowest print of a number is; INFINITY where there is none. */
static double width_of(const struct knowledge *knowledge, uint32_t unknown)
{
    double width = INFINITY;
    for (uint32_t p = knowledge->names[unknown].first_print; p != NO_PRINT;
         p = knowledge->prints[p].next) {
        const struct print *print = &knowledge->prints[p];
        const struct cell *cell =
            &knowledge->scope->tables[print->table].table->cells[print->cell];
        const double place =
            knowledge->system->is_whole[unknown] ? 0 : pow(10, -cell->decimals);
        if (cell->state == CELL_NUMBER) {
            const double own = print->high - print->low - place * (1 + 1e-9);
            width = fmin(width, fmax(0, own));
        }
    }
    return width;
}

/* Printed; a count no more rounded than its last place. */
static bool is_exact(const struct knowledge *knowledge, uint32_t unknown)
{
    const double width = width_of(knowledge, unknown);
    return knowledge->system->is_whole[unknown] ? width == 0 : isfinite(width);
}

static bool is_free(const struct questions *questions, uint32_t unknown)
{
    return questions->solved->low[unknown] < questions->solved->high[unknown] &&
           !is_exact(questions->knowledge, unknown);
}

/* ---- groups ---- */

static uint32_t find(uint32_t *parent, uint32_t of)
{
    while (parent[of] != of) {
        parent[of] = parent[parent[of]];
        of = parent[of];
    }
    return of;
}

static void join_row(struct asking *at, uint32_t row)
{
    const struct system *system = at->questions->knowledge->system;
    uint32_t first = NO_UNKNOWN;
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        if (at->is_free[term->unknown]) {
            first = first == NO_UNKNOWN ? term->unknown : first;
            at->group[find(at->group, term->unknown)] = find(at->group, first);
        }
    }
}

/* How coarse the figures around a group are, beyond their last place. */
static void note_rounding(struct asking *at, uint32_t row)
{
    const struct knowledge *knowledge = at->questions->knowledge;
    uint32_t group = NO_UNKNOWN;
    double coarsest = 0;
    for (const struct term *term = row_begin(knowledge->system, row);
         term < row_end(knowledge->system, row); term++) {
        if (at->is_free[term->unknown]) {
            group = find(at->group, term->unknown);
        } else if (is_exact(knowledge, term->unknown)) {
            coarsest = fmax(coarsest, width_of(knowledge, term->unknown));
        }
    }
    if (group != NO_UNKNOWN) {
        at->rounding[group] = fmax(at->rounding[group], coarsest);
    }
}

/* A whole with as many contributors as one of its parts is that part. */
static void join_same(struct asking *at, uint32_t row)
{
    const struct knowledge *knowledge = at->questions->knowledge;
    const struct row_origin *origin = &knowledge->origins[row];
    const double *units = at->contributors.units;
    if (origin->kind != ROW_SUM) {
        return;
    }
    for (const struct term *term = row_begin(knowledge->system, row);
         term < row_end(knowledge->system, row); term++) {
        if (units[term->unknown] == units[origin->whole]) {
            at->same[find(at->same, term->unknown)] = find(at->same, origin->whole);
        }
    }
}

static bool knows(const struct asking *at, uint32_t unknown)
{
    return at->is_free[unknown] &&
           contributors_know(&at->contributors, at->questions->knowledge,
                             at->questions->limits, unknown);
}

static bool matters(const struct asking *at, uint32_t unknown)
{
    return at->is_free[unknown] && at->contributors.are_few[unknown] &&
           at->questions->knowledge->names[unknown].is_hidden;
}

static bool is_equation(const struct system *system, uint32_t row)
{
    return system->row_low[row] == system->row_high[row] && !system->row_is_out[row];
}

static void find_groups(struct asking *at)
{
    const struct system *system = at->questions->knowledge->system;
    for (uint32_t n = 0; n < system->unknown_count; n++) {
        at->is_free[n] = is_free(at->questions, n);
        at->group[n] = at->same[n] = n;
    }
    for (uint32_t row = 0; row < system->row_count; row++) {
        if (is_equation(system, row)) {
            join_row(at, row);
            join_same(at, row);
        }
    }
    for (uint32_t row = 0; row < system->row_count; row++) {
        if (is_equation(system, row)) {
            note_rounding(at, row);
        }
    }
}

/* Only groups that hold both are worth the work. False where there are none. */
static bool choose_groups(struct asking *at)
{
    const uint32_t count = at->questions->knowledge->system->unknown_count;
    bool is_any = false;
    find_groups(at);
    for (uint32_t n = 0; n < count; n++) {
        const uint32_t group = find(at->group, n);
        at->has_insider[group] = at->has_insider[group] || knows(at, n);
        at->has_few[group] = at->has_few[group] || matters(at, n);
    }
    for (uint32_t n = 0; n < count; n++) {
        const uint32_t group = find(at->group, n);
        at->is_free[n] = at->is_free[n] && at->has_insider[group] && at->has_few[group];
        is_any = is_any || at->is_free[n];
    }
    return is_any;
}

/* ---- telling ---- */

static void tell(struct asking *at, uint32_t unknown, uint32_t insider,
                 enum disclosure_kind kind)
{
    struct questions *questions = at->questions;
    const struct knowledge *knowledge = questions->knowledge;
    struct attack_figure *figure = arena_new(questions->arena, struct attack_figure);
    struct disclosure *disclosure = questions_add(questions, kind);
    if (questions_print_of(questions, unknown, figure)) {
        disclosure->table = figure->table;
        disclosure->cell = figure->cell;
    }
    disclosure->unknown = unknown;
    disclosure->is_hidden_cell = true;
    disclosure->region = knowledge_label(questions->arena, knowledge, unknown);
    disclosure->range = (struct solved_range){questions->solved->low[unknown],
                                              questions->solved->high[unknown], NAN, NAN,
                                              RANGE_NOT_PROVEN};
    if (kind == DISCLOSURE_TO_INSIDER) {
        disclosure->insiders = at->contributors.units[insider];
        disclosure->insiders_of = knowledge_label(questions->arena, knowledge, insider);
    }
}

/* Whether rounding leaves less than it would have to, for the width that others see. */
static bool is_close(const struct asking *at, uint32_t unknown)
{
    const struct solved *solved = at->questions->solved;
    return ROUNDINGS * at->rounding[find(at->group, unknown)] <=
           solved->high[unknown] - solved->low[unknown];
}

/* Insiders by mark: those with the same one stand in a chain from its last. */
static struct map *chain_insiders(struct asking *at, const uint64_t *marks)
{
    struct map *first = map_create(at->aside, 64);
    for (uint32_t n = at->questions->knowledge->system->unknown_count; n-- > 0;) {
        if (marks[n] && knows(at, n)) {
            const size_t place = map_add(first, &marks[n], sizeof(marks[n]), n);
            at->of_mark[n] = place == n ? NO_UNKNOWN : at->of_mark[place];
            at->of_mark[place] = place == n ? NO_UNKNOWN : n;
        }
    }
    return first;
}

/* An insider with this mark who does not stand behind the unknown himself. */
static uint32_t insider_with(struct asking *at, const struct map *first, uint64_t mark,
                             uint32_t unknown)
{
    const size_t found = map_find(first, &mark, sizeof(mark));
    uint32_t insider = found == MAP_NONE ? NO_UNKNOWN : (uint32_t)found;
    while (insider != NO_UNKNOWN && find(at->same, insider) == find(at->same, unknown)) {
        insider = at->of_mark[insider];
    }
    return insider;
}

/* Each figure that matters, once: the first that gives it is told. */
static void tell_bound(struct asking *at, const uint64_t *marks)
{
    const uint32_t count = at->questions->knowledge->system->unknown_count;
    const struct map *first = chain_insiders(at, marks);
    for (uint32_t n = 0; n < count; n++) {
        const bool is_asked = marks[n] && matters(at, n) && is_close(at, n);
        const uint32_t insider =
            is_asked ? insider_with(at, first, marks[n], n) : NO_UNKNOWN;
        if (insider != NO_UNKNOWN) {
            tell(at, n, insider, DISCLOSURE_TO_INSIDER);
        }
    }
}

static void tell_not_proven(struct asking *at)
{
    const uint32_t count = at->questions->knowledge->system->unknown_count;
    for (uint32_t n = 0; n < count; n++) {
        if (matters(at, n)) {
            tell(at, n, NO_UNKNOWN, DISCLOSURE_NOT_PROVEN);
            return;
        }
    }
}

static void ask(struct asking *at)
{
    const struct knowledge *knowledge = at->questions->knowledge;
    const size_t count = knowledge->name_count + 1;
    uint64_t *marks = arena_array(at->aside, count, uint64_t);
    at->is_free = arena_array(at->aside, count, bool);
    at->group = arena_array(at->aside, count, uint32_t);
    at->same = arena_array(at->aside, count, uint32_t);
    at->rounding = arena_array(at->aside, count, double);
    at->has_insider = arena_array(at->aside, count, bool);
    at->has_few = arena_array(at->aside, count, bool);
    at->of_mark = arena_array(at->aside, count, uint32_t);
    if (!choose_groups(at)) {
        return;
    }
    if (bound_pairs_mark(knowledge->system, at->is_free, marks)) {
        tell_bound(at, marks);
    } else {
        tell_not_proven(at);
    }
}

void insiders_ask(struct questions *questions)
{
    struct arena *aside = arena_create(0);
    struct asking at = {
        .questions = questions,
        .aside = aside,
        .contributors = contributors_read(aside, questions->knowledge, questions->before,
                                          questions->limits),
    };
    if (at.contributors.are_asked) {
        ask(&at);
    }
    arena_destroy(aside);
}
