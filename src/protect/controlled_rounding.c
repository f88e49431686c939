#include "protect/controlled_rounding.h"

#include "attack/know/knowledge.h"
#include "attack/solve/lp.h"
#include "attack/solve/search.h"
#include "base/process.h"

#include <math.h>

enum { NODES = 200000, SECONDS = 20, ROW_VISITS = 50000000 };

/* One whole unknown a number: 0 where it is rounded down, 1 where it is rounded up. */
struct controlling {
    struct arena *arena;
    const struct knowledge *knowledge;
    const struct table_rounding *how;
    size_t candidate_count; /* tables of the candidate come first */
    double base;
    double *value;  /* [name_count] as printed; NAN: not to be rounded */
    uint32_t *step; /* [name_count] its unknown in `system`, or NO_UNKNOWN */
    struct system *system;
    double *wanted; /* [unknown_count] how much of the base the number has */
};

/* ---- what is rounded ---- */

static double floor_of(const struct controlling *at, uint32_t name)
{
    return at->base * floor(at->value[name] / at->base);
}

static bool is_counted(const struct table *table, const struct cell *cell)
{
    return cell->state == CELL_NUMBER &&
           role_is_count(table->measures[cell->measure].role);
}

static uint32_t take_table(struct controlling *at, size_t t)
{
    const struct table *table = at->knowledge->scope->tables[t].table;
    uint32_t count = 0;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const uint32_t name = at->knowledge->cell_unknown[t][i];
        if (name != NO_UNKNOWN && is_counted(table, &table->cells[i]) &&
            isnan(at->value[name])) {
            at->value[name] = table->cells[i].value;
            count++;
        }
    }
    return count;
}

static bool take_values(struct controlling *at)
{
    uint32_t count = 0;
    for (size_t t = 0; t < at->candidate_count; t++) {
        count += take_table(at, t);
    }
    return count > 0 && count <= CONTROLLED_LIMIT;
}

static void add_steps(struct controlling *at)
{
    const uint32_t count = (uint32_t)at->knowledge->name_count;
    at->wanted = arena_array(at->arena, (size_t)count + 1, double);
    for (uint32_t n = 0; n < count; n++) {
        at->step[n] = NO_UNKNOWN;
        if (!isnan(at->value[n])) {
            const double over = (at->value[n] - floor_of(at, n)) / at->base;
            at->step[n] = system_add_unknown(at->system, 0, over > 0 ? 1 : 0, true);
            at->wanted[at->step[n]] = over;
        }
    }
}

/* ---- the sums ---- */

/* An equation between printed numbers, kept by them as they are. */
static void add_sum(struct controlling *at, uint32_t row, struct term *terms)
{
    const struct system *all = at->knowledge->system;
    uint32_t count = 0;
    double left = 0;
    double floors = 0;
    for (const struct term *term = row_begin(all, row); term < row_end(all, row);
         term++) {
        if (isnan(at->value[term->unknown])) {
            return;
        }
        left += (double)term->coefficient * at->value[term->unknown];
        floors += (double)term->coefficient * floor_of(at, term->unknown);
        terms[count++] = (struct term){at->step[term->unknown], term->coefficient};
    }
    const double right = (all->row_low[row] - floors) / at->base;
    if (count && left == all->row_low[row]) {
        (void)system_add_row(at->system, terms, count, right, right);
    }
}

static void add_sums(struct controlling *at)
{
    const struct system *all = at->knowledge->system;
    struct term *terms =
        arena_array(at->arena, (size_t)all->unknown_count + 1, struct term);
    for (uint32_t row = 0; row < all->row_count; row++) {
        const bool is_sum = at->knowledge->origins[row].kind == ROW_SUM &&
                            all->row_low[row] == all->row_high[row];
        if (is_sum) {
            add_sum(at, row, terms);
        }
    }
}

/* ---- the search ---- */

struct proposing {
    const struct controlling *at;
    double *point; /* shared */
};

/* The least distance to the numbers as they are; in a child process. */
static void propose(void *context, size_t index)
{
    (void)index;
    const struct proposing *proposing = context;
    const struct controlling *at = proposing->at;
    struct arena *aside = arena_create(0);
    struct lp *lp = lp_create(aside, at->system);
    if (lp) {
        for (uint32_t i = 0; i < at->system->unknown_count; i++) {
            lp_set_cost(lp, i, 1 - 2 * at->wanted[i]);
        }
        if (lp_minimise(lp) == LP_OPTIMAL) {
            lp_values(lp, proposing->point);
        }
        lp_destroy(lp);
    }
    arena_destroy(aside);
}

static void take_hint(const struct controlling *at, double *hint)
{
    const uint32_t count = at->system->unknown_count;
    const size_t bytes = ((size_t)count + 1) * sizeof(double);
    struct proposing proposing = {at, process_shared_create(bytes)};
    for (uint32_t i = 0; i < count; i++) {
        hint[i] = at->wanted[i] >= 0.5 ? 1 : 0;
        if (proposing.point) {
            proposing.point[i] = hint[i];
        }
    }
    if (proposing.point) {
        const struct process_limits limits = {.workers = 1, .seconds_per_task = SECONDS};
        enum process_outcome outcome = PROCESS_NOT_RUN;
        process_run(&limits, 1, propose, &proposing, &outcome);
        for (uint32_t i = 0; outcome == PROCESS_DONE && i < count; i++) {
            hint[i] = proposing.point[i] >= 0.5 ? 1 : 0;
        }
        process_shared_destroy(proposing.point, bytes);
    }
}

static const double *find_point(const struct controlling *at)
{
    double *hint = arena_array(at->arena, (size_t)at->system->unknown_count + 1, double);
    system_index(at->system);
    take_hint(at, hint);
    if (system_holds(at->system, at->system->low, at->system->high, hint, 0)) {
        return hint;
    }
    struct propagation *propagation = propagation_create(at->arena, at->system);
    propagation->keeps_trail = true;
    propagation->row_visits = ROW_VISITS;
    struct search search = {
        .propagation = propagation,
        .hint = hint,
        .nodes = NODES,
        .point = arena_array(at->arena, (size_t)at->system->unknown_count + 1, double),
    };
    propagation_queue_all(propagation);
    return search_point(&search, NO_UNKNOWN, 0, 0) == SEARCH_FOUND ? search.point : NULL;
}

/* ---- tables ---- */

static void fill_table(const struct controlling *at, const double *point, uint32_t t,
                       const struct table *table, struct table **made,
                       struct redesign_cost *cost)
{
    double *given = arena_array(at->arena, (size_t)table->cell_count + 1, double);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const uint32_t name = at->knowledge->cell_unknown[t][i];
        const bool is_ours = name != NO_UNKNOWN && at->step[name] != NO_UNKNOWN &&
                             is_counted(table, &table->cells[i]) &&
                             table->cells[i].value == at->value[name];
        given[i] = is_ours ? floor_of(at, name) + at->base * point[at->step[name]] : NAN;
    }
    *made = table_rounded(at->arena, table, at->how, given, cost);
}

bool controlled_rounding_make(struct arena *arena, const struct scope_input *scope,
                              const struct table_rounding *how, struct table **tables,
                              struct redesign_cost *cost)
{
    const struct rounding_rule *rule = &how->counts;
    const struct submission *candidate = scope->candidate;
    if (rule->method != ROUND_TO_NEAREST || rule->band_count || rule->small_below > 0 ||
        rule->base <= 1) {
        return false;
    }
    const struct scope_input own = {
        .candidate = candidate,
        .aliases = scope->aliases,
        .alias_count = scope->alias_count,
    };
    struct controlling at = {
        .arena = arena,
        .how = how,
        .candidate_count = candidate->table_count,
        .base = rule->base,
        .knowledge = knowledge_create(arena, &own),
        .system = system_create(arena),
    };
    const size_t count = at.knowledge->name_count;
    at.value = arena_array(arena, count + 1, double);
    at.step = arena_array(arena, count + 1, uint32_t);
    for (size_t n = 0; n < count; n++) {
        at.value[n] = NAN;
    }
    if (!take_values(&at)) {
        return false;
    }
    add_steps(&at);
    add_sums(&at);
    const double *point = find_point(&at);
    for (uint32_t t = 0; point && t < candidate->table_count; t++) {
        fill_table(&at, point, t, candidate->tables[t], &tables[t], cost);
    }
    return point != NULL;
}
