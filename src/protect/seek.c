#include "protect/seek.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum {
    NARROW_CELLS = 4000,
    NARROW_COLUMNS = 300,
    FEWER_COLUMNS = 150, /* in a block of many cells, whose tableau is full */
    SOME_COLUMNS = 250,
    SOME_CELLS = 800,
    MANY_CELLS = 2000,
    WIDEST = 5,      /* columns double with each width */
    LEAST_REACH = 3, /* equations between a cell and the last cells of its ball */
};

struct seeker *seeker_create(const struct pattern_problem *problem, struct cover *cover)
{
    struct arena *arena = problem->arena;
    struct seeker *seeker = arena_new(arena, struct seeker);
    const size_t cells = (size_t)problem->cell_count + 1;
    *seeker = (struct seeker){
        .problem = problem,
        .cover = cover,
        .grower = block_grower_create(problem),
        .home_of = arena_array(arena, (size_t)cover->demand_count + 1, uint32_t),
        .scratch = arena_array(arena, cells, uint32_t),
        .order = arena_array(arena, cells, uint32_t),
        .is_barred = arena_array(arena, cells, bool),
        .random = 1,
    };
    for (uint32_t i = 0; i < cover->demand_count; i++) {
        seeker->home_of[i] = NO_HOME;
    }
    for (size_t i = 0; i < cells; i++) {
        seeker->scratch[i] = UINT32_MAX;
    }
    return seeker;
}

static uint64_t draw(struct seeker *seeker)
{
    seeker->random += 0x9e3779b97f4a7c15U;
    uint64_t mixed = seeker->random;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31);
}

uint32_t seeker_draw(struct seeker *seeker, uint32_t count)
{
    return (uint32_t)(draw(seeker) % count);
}

/* ---- blocks ---- */

struct ranked {
    double cost;
    uint32_t cell;
};

static int compare_ranked(const void *left, const void *right)
{
    const struct ranked *one = left;
    const struct ranked *other = right;
    if (one->cost != other->cost) {
        return one->cost < other->cost ? -1 : 1;
    }
    return (one->cell > other->cell) - (one->cell < other->cell);
}

static double rank_of(const struct seeker *seeker, uint32_t cell)
{
    return cover_is_hidden(seeker->cover, cell) ? -1 : seeker->problem->cells[cell].cost;
}

static void take_cell(struct seeker *seeker, uint32_t cell, uint32_t *count)
{
    if (seeker->scratch[cell] == UINT32_MAX) {
        seeker->scratch[cell] = *count;
        seeker->order[(*count)++] = cell;
    }
}

/* The hidden cells of the equation, and of the others the `most` cheapest. */
static void take_from_equation(struct seeker *seeker, struct ranked *ranked,
                               uint32_t equation, uint32_t most, uint32_t *count)
{
    const struct pattern_problem *problem = seeker->problem;
    uint32_t found = 0;
    for (const struct entry *entry = equation_begin(problem, equation);
         entry < equation_end(problem, equation); entry++) {
        if (problem->cells[entry->cell].status != PATTERN_FORCED) {
            ranked[found++] = (struct ranked){rank_of(seeker, entry->cell), entry->cell};
        }
    }
    qsort(ranked, found, sizeof(struct ranked), compare_ranked);
    for (uint32_t i = 0; i < found && most > 0; i++) {
        most -= ranked[i].cost >= 0;
        take_cell(seeker, ranked[i].cell, count);
    }
}

static void take_around(struct seeker *seeker, struct ranked *ranked, uint32_t cell,
                        uint32_t most, uint32_t *count)
{
    const struct pattern_problem *problem = seeker->problem;
    for (uint32_t i = problem->cell_start[cell]; i < problem->cell_start[cell + 1]; i++) {
        take_from_equation(seeker, ranked, problem->cell_equations[i], most, count);
    }
}

/* What lies around a cell: from each equation the hidden cells and the cheapest few, and
 * so on from these. */
static void take_ball(struct seeker *seeker, struct ranked *ranked, uint32_t seed,
                      unsigned width, uint32_t *count)
{
    const uint32_t most = (uint32_t)FEWER_COLUMNS << width;
    take_cell(seeker, seed, count);
    uint32_t done = 0;
    for (unsigned reach = 0; reach < LEAST_REACH + width; reach++) {
        const uint32_t last = *count;
        for (; done < last && *count < most; done++) {
            take_around(seeker, ranked, seeker->order[done], 1 + width, count);
        }
    }
}

static uint32_t columns_for(uint32_t cells)
{
    if (cells > MANY_CELLS) {
        return FEWER_COLUMNS;
    }
    return cells > SOME_CELLS ? SOME_COLUMNS : NARROW_COLUMNS;
}

/* The hidden cells of the block and the cheapest of the others; around its seed first
 * where the narrow block was not enough. */
static uint32_t choose_columns(struct seeker *seeker, const struct block *block,
                               uint32_t seed, unsigned width)
{
    struct arena *aside = arena_create(0);
    struct ranked *ranked =
        arena_array(aside, (size_t)seeker->problem->cell_count + 1, struct ranked);
    uint32_t kept = 0;
    if (width > 0) {
        take_ball(seeker, ranked, seed, width, &kept);
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < block->cell_count; i++) {
        const uint32_t cell = block->cells[i];
        if (seeker->problem->cells[cell].status != PATTERN_FORCED) {
            ranked[count++] = (struct ranked){rank_of(seeker, cell), cell};
        }
    }
    qsort(ranked, count, sizeof(struct ranked), compare_ranked);
    /* The tableau of a large block fills up: there the hidden cells count as well. */
    const bool is_large = block->cell_count > MANY_CELLS;
    const uint32_t most = columns_for(block->cell_count) << width;
    uint32_t open = 0;
    for (uint32_t i = 0; i < count; i++) {
        const bool is_hidden = ranked[i].cost < 0;
        if ((is_large ? kept : open) >= most && (width > 0 || !is_hidden)) {
            break;
        }
        open += !is_hidden;
        take_cell(seeker, ranked[i].cell, &kept);
    }
    arena_destroy(aside);
    for (uint32_t i = 0; i < kept; i++) {
        seeker->scratch[seeker->order[i]] = UINT32_MAX;
    }
    return kept;
}

static bool lies_within(const struct pattern_problem *problem, uint32_t cell,
                        const uint32_t *stamp, uint32_t stamped)
{
    for (uint32_t i = problem->cell_start[cell]; i < problem->cell_start[cell + 1]; i++) {
        if (stamp[problem->cell_equations[i]] != stamped) {
            return false;
        }
    }
    return true;
}

/* The block's primaries with all their equations within have their home here. */
static void settle(struct seeker *seeker, const struct block *block, uint32_t home)
{
    const struct pattern_problem *problem = seeker->problem;
    struct arena *aside = arena_create(0);
    uint32_t *stamp = arena_array(aside, (size_t)problem->equation_count + 1, uint32_t);
    for (uint32_t i = 0; i < block->equation_count; i++) {
        stamp[block->equations[i]] = 1;
    }
    for (uint32_t i = 0; i < block->cell_count; i++) {
        const uint32_t cell = block->cells[i];
        uint32_t demand = seeker->cover->first_demand[cell];
        if (demand == NO_DEMAND || seeker->home_of[demand] != NO_HOME ||
            !lies_within(problem, cell, stamp, 1)) {
            continue;
        }
        for (; demand < seeker->cover->demand_count &&
               seeker->cover->demands[demand].cell == cell;
             demand++) {
            seeker->home_of[demand] = home;
        }
    }
    arena_destroy(aside);
}

static void put_away(struct home *home)
{
    arena_destroy(home->arena);
    home->arena = NULL;
    home->exchange = NULL;
}

static void build_from_order(struct seeker *seeker, struct home *home, uint32_t count)
{
    home->arena = arena_create(0);
    home->exchange = exchange_create(home->arena, seeker->problem, seeker->order, count,
                                     seeker->scratch);
    seeker->work += home->exchange->work;
}

/* Wide homes are many and large: only the last few stay built. */
static void keep_few_wide(struct seeker *seeker, uint32_t home)
{
    uint32_t *kept = &seeker->wide_kept[seeker->wide_count % WIDE_KEPT];
    if (seeker->wide_count >= WIDE_KEPT && seeker->homes[*kept].exchange) {
        put_away(&seeker->homes[*kept]);
    }
    *kept = home;
    seeker->wide_count++;
}

static void build_home(struct seeker *seeker, uint32_t number)
{
    struct home *home = &seeker->homes[number];
    struct arena *aside = arena_create(0);
    const struct block block =
        block_grow(seeker->grower, aside, home->seed, 0, NARROW_CELLS);
    build_from_order(seeker, home,
                     choose_columns(seeker, &block, home->seed, home->width));
    if (home->width == 0) {
        settle(seeker, &block, number);
    } else {
        keep_few_wide(seeker, number);
    }
    arena_destroy(aside);
}

static uint32_t add_home(struct seeker *seeker, uint32_t seed, unsigned width)
{
    *arena_add(seeker->problem->arena, seeker->homes, seeker->home_count,
               seeker->home_capacity) = (struct home){.seed = seed, .width = width};
    build_home(seeker, seeker->home_count - 1);
    return seeker->home_count - 1;
}

void seeker_release(struct seeker *seeker)
{
    for (uint32_t i = 0; i < seeker->home_count; i++) {
        put_away(&seeker->homes[i]);
    }
}

/* ---- searching ---- */

static void set_prices(struct seeker *seeker, struct exchange *exchange)
{
    const struct pattern_problem *problem = seeker->problem;
    for (uint32_t i = 0; i < exchange->column_count; i++) {
        struct exchange_column *column = &exchange->columns[i];
        const struct pattern_cell *cell = &problem->cells[column->cell];
        const bool is_barred = seeker->is_barred[column->cell];
        column->low = is_barred ? 0 : -cell_room_below(cell);
        column->high = is_barred ? 0 : cell_room_above(cell);
        column->price = 0;
        if (!cover_is_hidden(seeker->cover, column->cell)) {
            const double chance =
                seeker->noise > 0 ? (double)(draw(seeker) >> 11) / 9007199254740992.0 : 0;
            column->price =
                (cell->cost + seeker->cover->fixed_price) * (1 + seeker->noise * chance);
        }
    }
}

static void renew(struct seeker *seeker, struct home *home)
{
    const uint32_t count = home->exchange->column_count;
    for (uint32_t i = 0; i < count; i++) {
        seeker->order[i] = home->exchange->columns[i].cell;
    }
    put_away(home);
    build_from_order(seeker, home, count);
}

/* Looks in the home of the demand as it is built; false when nothing was found. */
static bool find_at_home(struct seeker *seeker, uint32_t demand)
{
    const struct demand *wanted = &seeker->cover->demands[demand];
    struct exchange *exchange = seeker->homes[seeker->home_of[demand]].exchange;
    const uint32_t column = exchange_column_of(exchange, wanted->cell);
    if (column == UINT32_MAX) {
        return false;
    }
    set_prices(seeker, exchange);
    const uint64_t before = exchange->work;
    const bool is_found = exchange_find(exchange, column, wanted->amount);
    seeker->work += exchange->work - before + exchange->column_count;
    return is_found;
}

static uint32_t seek_at_home(struct seeker *seeker, uint32_t demand)
{
    struct home *home = &seeker->homes[seeker->home_of[demand]];
    if (!home->exchange) {
        build_home(seeker, seeker->home_of[demand]);
    } else if (home->exchange->is_worn) {
        renew(seeker, home);
    }
    assert(home->exchange && "a home is built or renewed by now");
    bool is_found = find_at_home(seeker, demand);
    if (!is_found && home->exchange && home->exchange->is_worn) {
        renew(seeker, home);
        is_found = find_at_home(seeker, demand);
    }
    if (!is_found || !home->exchange) {
        return NO_CHANGE;
    }
    const uint32_t change = cover_add_change(seeker->cover, home->exchange);
    return cover_meets(seeker->cover, change, demand) ? change : NO_CHANGE;
}

uint32_t seek_change(struct seeker *seeker, uint32_t demand)
{
    if (seeker->home_of[demand] == NO_HOME) {
        const uint32_t cell = seeker->cover->demands[demand].cell;
        const uint32_t home = add_home(seeker, cell, 0);
        for (uint32_t i = seeker->cover->first_demand[cell];
             i < seeker->cover->demand_count && seeker->cover->demands[i].cell == cell;
             i++) {
            seeker->home_of[i] = home;
        }
    }
    return seek_at_home(seeker, demand);
}

uint32_t seek_change_widely(struct seeker *seeker, uint32_t demand)
{
    uint32_t change = seek_change(seeker, demand);
    for (unsigned width = 1; width <= WIDEST && change == NO_CHANGE; width++) {
        const uint32_t home =
            add_home(seeker, seeker->cover->demands[demand].cell, width);
        seeker->home_of[demand] = home;
        change = seek_at_home(seeker, demand);
    }
    return change;
}
