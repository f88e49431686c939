/*
 * Explanations: the figures and signs that give a narrow range, as few as can be.
 *
 * The bound that a linear program gives comes with multipliers, one a row; added up with
 * them the rows become one line of arithmetic on published figures. To get a short one,
 * each figure is made a little uncertain: then every use of a figure widens the range,
 * and the best multipliers are those that use least. The arithmetic is checked here with
 * the figures as they are; a line that does not give the range again is not shown.
 */
#include "attack/ask/questions.h"
#include "attack/solve/certificate.h"
#include "attack/solve/lp.h"
#include "base/process.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROW_LIMIT = 1500, TASK_LIMIT = 1000, WORKERS = 2, SECONDS_EACH = 10 };

/* How uncertain a figure is made. All uses together must stay under one. */
static const double doubt = 0.002;

/* One unknown, and the rows around it that can matter: those that are reached from it
 * through numbers that nobody published. Figures stand in it as what they differ from
 * their low end. */
struct part {
    size_t disclosure;
    struct system *system;
    const uint32_t *unknowns; /* [system->unknown_count] in the whole system */
    const uint32_t *rows;     /* [system->row_count] in the whole system */
    const bool *is_figure;
    uint32_t target;
    double *duals;   /* shared: [2 * row_count], low side and high side */
    bool *is_solved; /* shared: [2] */
};

struct explaining {
    struct questions *questions;
    struct part *parts;
    size_t count;
    uint32_t *place;  /* [unknown_count] scratch, UINT32_MAX where not yet met */
    uint8_t *has_row; /* [row_count] scratch */
};

/* ---- gathering ---- */

struct gathered {
    uint32_t *unknowns;
    size_t unknown_count;
    size_t unknown_capacity;
    uint32_t *rows;
    size_t row_count;
    size_t row_capacity;
};

static void meet(struct explaining *explaining, struct gathered *gathered,
                 uint32_t unknown)
{
    if (explaining->place[unknown] == UINT32_MAX) {
        explaining->place[unknown] = (uint32_t)gathered->unknown_count;
        *arena_add(explaining->questions->arena, gathered->unknowns,
                   gathered->unknown_count, gathered->unknown_capacity) = unknown;
    }
}

static void take_row(struct explaining *explaining, struct gathered *gathered,
                     uint32_t row)
{
    const struct system *system = explaining->questions->knowledge->system;
    if (explaining->has_row[row] || system->row_is_out[row]) {
        return;
    }
    explaining->has_row[row] = 1;
    *arena_add(explaining->questions->arena, gathered->rows, gathered->row_count,
               gathered->row_capacity) = row;
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        meet(explaining, gathered, term->unknown);
    }
}

static void gather(struct explaining *explaining, struct gathered *gathered,
                   uint32_t target)
{
    const struct knowledge *knowledge = explaining->questions->knowledge;
    const struct system *system = knowledge->system;
    meet(explaining, gathered, target);
    for (size_t i = 0; i < gathered->unknown_count && gathered->row_count < ROW_LIMIT;
         i++) {
        const uint32_t unknown = gathered->unknowns[i];
        if (unknown != target && knowledge_is_published(knowledge, unknown)) {
            continue;
        }
        for (uint32_t k = system->column_start[unknown];
             k < system->column_start[unknown + 1]; k++) {
            take_row(explaining, gathered, system->column_rows[k]);
        }
    }
}

static void forget(struct explaining *explaining, const struct gathered *gathered)
{
    for (size_t i = 0; i < gathered->unknown_count; i++) {
        explaining->place[gathered->unknowns[i]] = UINT32_MAX;
    }
    for (size_t i = 0; i < gathered->row_count; i++) {
        explaining->has_row[gathered->rows[i]] = 0;
    }
}

/* ---- the small system ---- */

static void add_small_row(const struct explaining *explaining, struct part *part,
                          uint32_t row)
{
    const struct system *system = explaining->questions->knowledge->system;
    struct arena *arena = explaining->questions->arena;
    struct term *terms = arena_array(arena, row_length(system, row), struct term);
    uint32_t count = 0;
    double moved = 0;
    for (const struct term *term = row_begin(system, row); term < row_end(system, row);
         term++) {
        const uint32_t place = explaining->place[term->unknown];
        terms[count++] = (struct term){place, term->coefficient};
        if (part->is_figure[place]) {
            moved += (double)term->coefficient * system->low[term->unknown];
        }
    }
    (void)system_add_row(part->system, terms, count, system->row_low[row] - moved,
                         system->row_high[row] - moved);
}

static void build(struct explaining *explaining, struct part *part,
                  const struct gathered *gathered, uint32_t target)
{
    const struct knowledge *knowledge = explaining->questions->knowledge;
    struct arena *arena = explaining->questions->arena;
    bool *is_figure = arena_array(arena, gathered->unknown_count, bool);
    part->system = system_create(arena);
    for (size_t i = 0; i < gathered->unknown_count; i++) {
        const uint32_t unknown = gathered->unknowns[i];
        const double low = knowledge->system->low[unknown];
        const double high = knowledge->system->high[unknown];
        is_figure[i] = unknown != target && isfinite(low) &&
                       knowledge->names[unknown].first_print != NO_PRINT &&
                       (isfinite(high) || knowledge_is_published(knowledge, unknown));
        (void)system_add_unknown(part->system, is_figure[i] ? -doubt : low,
                                 is_figure[i] ? high - low + doubt : high, false);
    }
    part->unknowns = gathered->unknowns;
    part->rows = gathered->rows;
    part->is_figure = is_figure;
    part->target = explaining->place[target];
    for (size_t i = 0; i < gathered->row_count; i++) {
        add_small_row(explaining, part, gathered->rows[i]);
    }
    system_index(part->system);
}

/* ---- in the child ---- */

static void solve_part(void *context, size_t index)
{
    const struct explaining *explaining = context;
    const struct part *part = &explaining->parts[index];
    struct arena *arena = arena_create(0);
    for (int side = 0; side < 2; side++) {
        struct lp *lp = lp_create(arena, part->system);
        if (!lp) {
            break;
        }
        lp_set_cost(lp, part->target, side ? -1 : 1);
        if (lp_minimise(lp) == LP_OPTIMAL) {
            lp_duals(lp, part->duals + (size_t)side * part->system->row_count);
            part->is_solved[side] = true;
        }
        lp_destroy(lp);
    }
    arena_destroy(arena);
}

/* ---- reading the answer ---- */

struct line {
    double bound;    /* on the target, by the figures as they are */
    int64_t divisor; /* 0: the multipliers are no small fractions */
    struct attack_figure *figures;
    uint32_t count;
};

static bool has_figure(const struct line *line, const struct table *table, uint32_t cell)
{
    for (uint32_t i = 0; i < line->count; i++) {
        if (line->figures[i].table == table && line->figures[i].cell == cell) {
            return true;
        }
    }
    return false;
}

/* Percentages and means whose rows take part. */
static void add_ratio_figures(const struct questions *questions, const struct part *part,
                              const double *duals, struct line *line)
{
    const struct knowledge *knowledge = questions->knowledge;
    for (uint32_t row = 0; row < part->system->row_count; row++) {
        const struct row_origin *origin = &knowledge->origins[part->rows[row]];
        if (fabs(duals[row]) < 1e-9 || origin->table == UINT32_MAX) {
            continue;
        }
        const struct table *table = knowledge->scope->tables[origin->table].table;
        if (!has_figure(line, table, origin->cell)) {
            line->figures[line->count++] = (struct attack_figure){
                .table = table,
                .cell = origin->cell,
                .value = table->cells[origin->cell].value,
                .multiplier = 1,
            };
        }
    }
}

/* The bounds by the figures as they are, not as uncertain as the program had them. */
static void true_bounds(const struct questions *questions, const struct part *part,
                        double *low, double *high)
{
    const struct system *all = questions->knowledge->system;
    for (uint32_t i = 0; i < part->system->unknown_count; i++) {
        const uint32_t unknown = part->unknowns[i];
        const bool is_figure = part->is_figure[i];
        low[i] = is_figure ? 0 : part->system->low[i];
        high[i] =
            is_figure ? all->high[unknown] - all->low[unknown] : part->system->high[i];
    }
}

/* The figures are the published unknowns with a weight; for a band, the end that is used.
 */
static void add_weighted_figures(const struct questions *questions,
                                 const struct part *part, const double *weights, int sign,
                                 struct line *line)
{
    const struct system *all = questions->knowledge->system;
    for (uint32_t i = 0; i < part->system->unknown_count; i++) {
        struct attack_figure *figure = &line->figures[line->count];
        const uint32_t unknown = part->unknowns[i];
        if (!part->is_figure[i] || fabs(weights[i]) < 1e-9 ||
            !questions_print_of(questions, unknown, figure)) {
            continue;
        }
        figure->multiplier = line->divisor ? sign * (int64_t)nearbyint(weights[i]) : 0;
        if (isnan(figure->value)) {
            figure->value = (weights[i] < 0 ? all->high : all->low)[unknown];
        }
        line->count += figure->value != 0;
    }
}

/* x_t >= sum of multiplier * limit + sum of weight * x_j: the weights of the figures are
 * the signs, and the whole is the bound. */
static struct line read_line(struct questions *questions, const struct part *part,
                             int side, const double *duals)
{
    const struct system *system = part->system;
    struct arena *arena = questions->arena;
    double *weights = arena_array(arena, system->unknown_count, double);
    double *low = arena_array(arena, system->unknown_count, double);
    double *high = arena_array(arena, system->unknown_count, double);
    double *copy = arena_array(arena, (size_t)system->row_count + 1, double);
    true_bounds(questions, part, low, high);
    const int sign = side ? -1 : 1;
    memcpy(copy, duals, system->row_count * sizeof(*copy));
    struct line line = {
        .bound = sign * certificate_bound(system, &(struct bounds){low, high},
                                          part->target, sign, copy, weights),
        .figures =
            arena_array(arena, (size_t)system->unknown_count + system->row_count + 1,
                        struct attack_figure),
    };
    memcpy(copy, duals, system->row_count * sizeof(*copy));
    line.divisor = snap_to_fractions(copy, system->row_count);
    add_weighted_figures(questions, part, weights, sign, &line);
    add_ratio_figures(questions, part, duals, &line);
    return line;
}

static bool gives_end(const struct line *line, double end, bool is_whole, int side)
{
    if (!isfinite(line->bound)) {
        return false;
    }
    const double rounded = !is_whole   ? line->bound
                           : side == 0 ? ceil(line->bound - 1e-6)
                                       : floor(line->bound + 1e-6);
    return fabs(rounded - end) <= (is_whole ? 0 : 1e-6 * (1 + fabs(end)));
}

/* Takes the shorter of the sides that give the range again; the upper end is what says
 * that a group is small, so it goes first where the two ends differ. */
static void read_part(struct questions *questions, const struct part *part)
{
    struct disclosure *disclosure = &questions->disclosures[part->disclosure];
    const uint32_t unknown = part->unknowns[part->target];
    const bool is_whole = questions->knowledge->system->is_whole[unknown];
    struct line best = {.count = 0};
    for (int side = 1; side >= 0; side--) {
        if (!part->is_solved[side]) {
            continue;
        }
        const struct line line = read_line(
            questions, part, side, part->duals + (size_t)side * part->system->row_count);
        const double end = side ? disclosure->range.high : disclosure->range.low;
        const bool is_better =
            !best.count ||
            (disclosure->range.low == disclosure->range.high && line.count < best.count);
        if (line.count && gives_end(&line, end, is_whole, side) && is_better) {
            best = line;
        }
    }
    if (best.count) {
        explain_set_figures(questions, disclosure, best.figures, best.count);
        disclosure->divisor = best.divisor ? best.divisor : 1;
    }
}

static bool share(struct explaining *explaining, void **memory, size_t *bytes)
{
    size_t numbers = 0;
    for (size_t i = 0; i < explaining->count; i++) {
        numbers += 2 * (size_t)explaining->parts[i].system->row_count;
    }
    *bytes = numbers * sizeof(double) + 2 * explaining->count * sizeof(bool) + 1;
    double *duals = process_shared_create(*bytes);
    if (!duals) {
        return false;
    }
    *memory = duals;
    bool *flags = (bool *)(duals + numbers);
    for (size_t i = 0; i < explaining->count; i++) {
        explaining->parts[i].duals = duals;
        explaining->parts[i].is_solved = flags + 2 * i;
        duals += 2 * (size_t)explaining->parts[i].system->row_count;
    }
    return true;
}

static void explain_parts(struct explaining *explaining)
{
    void *memory = NULL;
    size_t bytes = 0;
    if (!explaining->count || !share(explaining, &memory, &bytes)) {
        return;
    }
    const struct process_limits limits = {
        .workers = WORKERS,
        .seconds_per_task = SECONDS_EACH,
        .bytes_per_worker = (size_t)2 << 30,
    };
    enum process_outcome *outcomes = arena_array(explaining->questions->arena,
                                                 explaining->count, enum process_outcome);
    process_run(&limits, explaining->count, solve_part, explaining, outcomes);
    for (size_t i = 0; i < explaining->count; i++) {
        if (outcomes[i] == PROCESS_DONE) {
            read_part(explaining->questions, &explaining->parts[i]);
        }
    }
    process_shared_destroy(memory, bytes);
}

void explain_all(struct questions *questions)
{
    const struct system *system = questions->knowledge->system;
    struct explaining explaining = {
        .questions = questions,
        .parts = arena_array(questions->arena, TASK_LIMIT, struct part),
        .place = arena_array(questions->arena, system->unknown_count, uint32_t),
        .has_row = arena_array(questions->arena, system->row_count, uint8_t),
    };
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        explaining.place[i] = UINT32_MAX;
    }
    for (size_t i = 0; i < questions->count && explaining.count < TASK_LIMIT; i++) {
        const uint32_t unknown = questions->unknowns[i];
        if (unknown == NO_UNKNOWN || questions->disclosures[i].figure_count ||
            questions->disclosures[i].kind == DISCLOSURE_NOT_PROVEN ||
            explain_by_row(questions, i)) {
            continue;
        }
        struct gathered gathered = {0};
        struct part *part = &explaining.parts[explaining.count++];
        part->disclosure = i;
        gather(&explaining, &gathered, unknown);
        build(&explaining, part, &gathered, unknown);
        forget(&explaining, &gathered);
    }
    explain_parts(&explaining);
}
