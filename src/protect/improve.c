#include "protect/improve.h"

#include <math.h>
#include <stdlib.h>

/* Enough for all cells of any but the largest tables. */
static const uint64_t most_cleaning = 3000000000;

/* Found by trying them on tables of many shapes. */
enum {
    TORN_DOWN = 20,
    REGIONS = 20,
    LEAST_TRIALS = 20,
    CELLS_A_TRIAL = 100
}; /* per cent, per cent, at a time */
static const double noise = 0.7;
static const double hot = 0.4; /* heat at first and at last, in average costs */
static const double cold = 0.01;

struct improver {
    struct seeker *seeker;
    struct demand_list demands;
    uint64_t last;  /* work at which to stop */
    uint32_t *best; /* [demand_count] the changes of the cheapest cover so far */
    double best_cost;
    const bool *is_needed; /* [cell_count] cells not to be tried; or NULL */
};

/* ---- meeting demands ---- */

/* Changes already in force that happen to meet the demand. */
static uint32_t change_in_force(const struct cover *cover, uint32_t demand)
{
    const struct change_list *list = &cover->of_cell[cover->demands[demand].cell];
    for (size_t i = 0; i < list->count; i++) {
        if (cover->changes[list->items[i]].users > 0 &&
            cover_meets(cover, list->items[i], demand)) {
            return list->items[i];
        }
    }
    return NO_CHANGE;
}

static uint32_t change_for(struct seeker *seeker, uint32_t demand, double limit)
{
    const uint32_t change = change_in_force(seeker->cover, demand);
    return change == NO_CHANGE ? seek_change(seeker, demand, limit) : change;
}

bool meet_demands(struct seeker *seeker, struct demand_list *demands, double limit,
                  bool go_on)
{
    struct cover *cover = seeker->cover;
    bool all = true;
    for (size_t i = 0; i < demands->count && (all || go_on); i++) {
        const uint32_t change =
            change_for(seeker, demands->items[i], limit - cover->cost);
        if (change == NO_CHANGE) {
            all = false;
            continue;
        }
        cover_assign(cover, demands->items[i], change);
        if (cover->cost >= limit) {
            return false;
        }
    }
    return all;
}

/* ---- trials ---- */

static bool is_spent(const struct improver *improver)
{
    return improver->seeker->work >= improver->last;
}

/* Forgets changes out of force: nothing can bring them back between trials. */
static void drop_old_changes(struct cover *cover, uint32_t cell)
{
    struct change_list *list = &cover->of_cell[cell];
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (cover->changes[list->items[i]].users > 0) {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

static void release_demands_of(struct improver *improver, uint32_t cell, uint32_t change)
{
    struct cover *cover = improver->seeker->cover;
    for (uint32_t demand = cover->first_demand[cell];
         demand < cover->demand_count && cover->demands[demand].cell == cell; demand++) {
        if (cover->demands[demand].change == change) {
            cover_assign(cover, demand, NO_CHANGE);
            *arena_add(cover->arena, improver->demands.items, improver->demands.count,
                       improver->demands.capacity) = demand;
        }
    }
}

/* The demands that a change in force meets are on its primary cells. */
static void release_change(struct improver *improver, uint32_t change)
{
    const struct change *it = &improver->seeker->cover->changes[change];
    for (uint32_t i = 0; i < it->count && it->users > 0; i++) {
        release_demands_of(improver, it->cells[i], change);
    }
}

static void release_cell(struct improver *improver, uint32_t cell)
{
    struct cover *cover = improver->seeker->cover;
    drop_old_changes(cover, cell);
    const struct change_list *list = &cover->of_cell[cell];
    for (size_t i = 0; i < list->count; i++) {
        release_change(improver, list->items[i]);
    }
}

void demands_shuffle(struct demand_list *demands, struct seeker *seeker)
{
    for (size_t i = demands->count; i > 1; i--) {
        const uint32_t other = seeker_draw(seeker, (uint32_t)i);
        const uint32_t kept = demands->items[i - 1];
        demands->items[i - 1] = demands->items[other];
        demands->items[other] = kept;
    }
}

/* Whether the demands could be met for less than `limit`; else all is as it was. */
static bool rebuild(struct improver *improver, double limit)
{
    if (meet_demands(improver->seeker, &improver->demands, limit, false)) {
        return true;
    }
    cover_take_back(improver->seeker->cover);
    return false;
}

static bool try_without(struct improver *improver, uint32_t cell, double slack)
{
    struct cover *cover = improver->seeker->cover;
    const double cost = cover->cost;
    improver->demands.count = 0;
    cover_begin(cover);
    release_cell(improver, cell);
    seeker_bar(improver->seeker, cell);
    const bool is_kept = rebuild(improver, cost + slack);
    seeker_unbar(improver->seeker);
    improver->seeker->only[cell] = !is_kept;
    return is_kept;
}

/* ---- passes ---- */

struct dear {
    double cost;
    uint32_t cell;
};

static int compare_dear(const void *left, const void *right)
{
    const struct dear *one = left;
    const struct dear *other = right;
    if (one->cost != other->cost) {
        return one->cost > other->cost ? -1 : 1;
    }
    return (one->cell > other->cell) - (one->cell < other->cell);
}

static struct dear *secondaries(const struct cover *cover, struct arena *arena,
                                uint32_t *count)
{
    const struct pattern_problem *problem = cover->problem;
    struct dear *dear = arena_array(arena, (size_t)problem->cell_count + 1, struct dear);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        if (cover->uses[i] > 0 && !cover_is_given(cover, i)) {
            dear[(*count)++] = (struct dear){problem->cells[i].cost, i};
        }
    }
    return dear;
}

/* Answers whether anything was gained. */
static bool take_back_dear_ones(struct improver *improver)
{
    const struct cover *cover = improver->seeker->cover;
    struct arena *aside = arena_create(0);
    uint32_t count = 0;
    struct dear *dear = secondaries(cover, aside, &count);
    qsort(dear, count, sizeof(struct dear), compare_dear);
    bool is_better = false;
    for (uint32_t i = 0; i < count && !is_spent(improver); i++) {
        const bool is_tried = !improver->is_needed || !improver->is_needed[dear[i].cell];
        if (is_tried && cover->uses[dear[i].cell] > 0 &&
            try_without(improver, dear[i].cell, -1e-9)) {
            is_better = true;
        }
    }
    arena_destroy(aside);
    return is_better;
}

static void release_line(struct improver *improver, uint32_t equation, uint32_t share)
{
    const struct cover *cover = improver->seeker->cover;
    const struct pattern_problem *problem = cover->problem;
    for (const struct entry *entry = equation_begin(problem, equation);
         entry < equation_end(problem, equation); entry++) {
        if (cover->uses[entry->cell] > 0 && !cover_is_given(cover, entry->cell) &&
            seeker_draw(improver->seeker, 100) < share) {
            release_cell(improver, entry->cell);
        }
    }
}

/* Tears down what stands around a hidden cell and builds it anew. */
static bool try_region(struct improver *improver, uint32_t cell, double slack)
{
    struct cover *cover = improver->seeker->cover;
    const struct pattern_problem *problem = cover->problem;
    const double cost = cover->cost;
    improver->demands.count = 0;
    cover_begin(cover);
    release_cell(improver, cell);
    for (uint32_t i = problem->cell_start[cell]; i < problem->cell_start[cell + 1]; i++) {
        release_line(improver, problem->cell_equations[i], TORN_DOWN);
    }
    demands_shuffle(&improver->demands, improver->seeker);
    return rebuild(improver, cost + slack);
}

static void keep_best(struct improver *improver)
{
    const struct cover *cover = improver->seeker->cover;
    if (cover->cost >= improver->best_cost) {
        return;
    }
    improver->best_cost = cover->cost;
    for (uint32_t i = 0; i < cover->demand_count; i++) {
        improver->best[i] = cover->demands[i].change;
    }
}

static void shake(struct improver *improver, uint32_t trials, double heat)
{
    struct arena *aside = arena_create(0);
    struct seeker *seeker = improver->seeker;
    uint32_t count = 0;
    const struct dear *dear = secondaries(seeker->cover, aside, &count);
    seeker_shake(seeker, noise);
    for (uint32_t i = 0; i < trials && count > 0 && !is_spent(improver); i++) {
        const uint32_t cell = dear[seeker_draw(seeker, count)].cell;
        if (seeker->cover->uses[cell] == 0) {
            continue;
        }
        const double slack =
            1e-9 - heat * log((seeker_draw(seeker, 1000000) + 0.5) / 1000000);
        if (seeker_draw(seeker, 100) < REGIONS) {
            (void)try_region(improver, cell, slack);
        } else {
            (void)try_without(improver, cell, slack);
        }
    }
    seeker_shake(seeker, 0);
    arena_destroy(aside);
}

static void restore_best(struct improver *improver)
{
    struct cover *cover = improver->seeker->cover;
    cover_begin(cover);
    for (uint32_t i = 0; i < cover->demand_count; i++) {
        cover_assign(cover, i, improver->best[i]);
    }
    cover_relist(cover);
}

static double average_cost(const struct cover *cover)
{
    struct arena *aside = arena_create(0);
    uint32_t count = 0;
    (void)secondaries(cover, aside, &count);
    arena_destroy(aside);
    return count > 0 ? cover->cost / count : 0;
}

static void take_back_while_it_pays(struct improver *improver)
{
    while (take_back_dear_ones(improver)) {
    }
}

void take_back_needless_ones(struct seeker *seeker, uint64_t effort,
                             const bool *is_needed)
{
    struct improver improver = {.seeker = seeker,
                                .is_needed = is_needed,
                                .last =
                                    seeker->work + (effort > 0 ? effort : most_cleaning)};
    seeker_use_hidden_only(seeker, true);
    (void)take_back_dear_ones(&improver);
    seeker_use_hidden_only(seeker, false);
}

static void anneal(struct improver *improver, uint64_t effort)
{
    struct seeker *seeker = improver->seeker;
    const struct cover *cover = seeker->cover;
    const uint64_t begin = seeker->work;
    const double scale = fmin(average_cost(cover), 8 * cover->fixed_price);
    const uint32_t trials = LEAST_TRIALS + cover->problem->cell_count / CELLS_A_TRIAL;
    improver->last = begin + effort;
    while (!is_spent(improver)) {
        const uint64_t before = seeker->work;
        const double way = (double)(before - begin) / (double)effort;
        shake(improver, trials, scale * hot * pow(cold / hot, way));
        keep_best(improver);
        if (seeker->work == before) {
            break; /* nothing is left to try */
        }
    }
}

void improve(struct seeker *seeker, uint64_t effort)
{
    struct cover *cover = seeker->cover;
    struct improver improver = {
        .seeker = seeker,
        .best = arena_array(cover->arena, (size_t)cover->demand_count + 1, uint32_t),
        .best_cost = INFINITY,
    };
    keep_best(&improver);
    anneal(&improver, effort);
    restore_best(&improver);
    improver.last = seeker->work + effort / 2;
    take_back_while_it_pays(&improver);
}
