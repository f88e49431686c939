#include "protect/cut_pool.h"

#include <math.h>

#define NOWHERE UINT32_MAX

static const double nearly = 1 - 1e-7; /* as much as a cut asks for */

/* A cell in a row, and the same seen from the cell. */
struct pool_entry {
    uint32_t cell;
    uint32_t item; /* its number among those of the cell */
    double weight;
};

struct pool_item {
    uint32_t row;
    size_t entry;
};

struct pool_row {
    size_t start; /* in entries; those in the set come first */
    uint32_t count;
    uint32_t inside; /* how many of them are in the set */
    uint32_t place;  /* among the open rows, or NOWHERE */
    double sum;
    double penalty;
};

struct pool_column {
    struct pool_item *items;
    size_t count;
    size_t capacity;
    double cost;
};

struct cut_pool {
    struct arena *arena;
    uint32_t cell_count;
    struct pool_column *columns; /* [cell_count] */
    double *scores;   /* [cell_count] penalties saved by entering, or caused by leaving */
    double *worth;    /* [cell_count] one by the cost */
    uint32_t *moved;  /* [cell_count] step of the last move */
    uint32_t *places; /* [cell_count] in the set, or NOWHERE */
    bool *is_best;    /* [cell_count] in the cheapest set met */
    struct pool_entry *entries;
    size_t entry_count;
    size_t entry_capacity;
    struct pool_row *rows;
    size_t row_count;
    size_t row_capacity;
    uint32_t *open; /* rows that are not kept */
    size_t open_count;
    size_t open_capacity;
    uint32_t *inside; /* [cell_count] the set */
    uint32_t inside_count;
    double cost;
    double best_cost;
    uint32_t step;
    uint64_t random;
    uint64_t work;
};

struct cut_pool *cut_pool_create(const struct cover *cover, uint64_t seed)
{
    struct arena *arena = cover->arena;
    const uint32_t cells = cover->problem->cell_count;
    struct cut_pool *pool = arena_new(arena, struct cut_pool);
    const size_t size = (size_t)cells + 1;
    *pool = (struct cut_pool){
        .arena = arena,
        .cell_count = cells,
        .columns = arena_array(arena, size, struct pool_column),
        .scores = arena_array(arena, size, double),
        .worth = arena_array(arena, size, double),
        .moved = arena_array(arena, size, uint32_t),
        .places = arena_array(arena, size, uint32_t),
        .is_best = arena_array(arena, size, bool),
        .inside = arena_array(arena, size, uint32_t),
        .best_cost = INFINITY,
        .random = seed,
    };
    for (uint32_t i = 0; i < cells; i++) {
        pool->columns[i].cost =
            fmax(1e-9, cover->problem->cells[i].cost + cover->fixed_price);
        pool->worth[i] = 1 / pool->columns[i].cost;
        pool->places[i] = NOWHERE;
    }
    return pool;
}

static uint32_t draw(struct cut_pool *pool, size_t count)
{
    pool->random = pool->random * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)((pool->random >> 33) % count);
}

static bool is_inside(const struct cut_pool *pool, uint32_t cell)
{
    return pool->places[cell] != NOWHERE;
}

/* How much of the row's demand hangs on the cell: what it gives, or would give. */
static double share(double sum, double weight, bool is_in)
{
    const double low = is_in ? sum - weight : sum;
    const double high = is_in ? sum : sum + weight;
    return (high < 1 ? high : 1) - (low < 1 ? low : 1);
}

static void list_open(struct cut_pool *pool, uint32_t row)
{
    struct pool_row *it = &pool->rows[row];
    const bool is_open = it->sum < nearly;
    if (is_open && it->place == NOWHERE) {
        it->place = (uint32_t)pool->open_count;
        *arena_add(pool->arena, pool->open, pool->open_count, pool->open_capacity) = row;
    } else if (!is_open && it->place != NOWHERE) {
        const uint32_t last = pool->open[--pool->open_count];
        pool->open[it->place] = last;
        pool->rows[last].place = it->place;
        it->place = NOWHERE;
    }
}

static void exchange(struct cut_pool *pool, size_t one, size_t other)
{
    const struct pool_entry kept = pool->entries[one];
    pool->entries[one] = pool->entries[other];
    pool->entries[other] = kept;
    pool->columns[kept.cell].items[kept.item].entry = other;
    const struct pool_entry *moved = &pool->entries[one];
    pool->columns[moved->cell].items[moved->item].entry = one;
}

void cut_pool_add(struct cut_pool *pool, const struct cut *cut)
{
    const uint32_t row = (uint32_t)pool->row_count;
    struct pool_row it = {pool->entry_count, cut->count, 0, NOWHERE, 0, 1};
    for (uint32_t i = 0; i < cut->count; i++) {
        const uint32_t cell = cut->cells[i];
        struct pool_column *column = &pool->columns[cell];
        const struct pool_item item = {row, pool->entry_count};
        const struct pool_entry entry = {cell, (uint32_t)column->count, cut->weights[i]};
        *arena_add(pool->arena, pool->entries, pool->entry_count, pool->entry_capacity) =
            entry;
        *arena_add(pool->arena, column->items, column->count, column->capacity) = item;
        if (is_inside(pool, cell)) {
            it.sum += cut->weights[i];
            exchange(pool, it.start + it.inside++, item.entry);
        }
    }
    for (uint32_t i = 0; i < cut->count; i++) {
        pool->scores[cut->cells[i]] +=
            share(it.sum, cut->weights[i], is_inside(pool, cut->cells[i]));
    }
    *arena_add(pool->arena, pool->rows, pool->row_count, pool->row_capacity) = it;
    list_open(pool, row);
    pool->best_cost = INFINITY;
}

/* What changes for the others of a row when its sum does. */
static void rescore(struct cut_pool *pool, const struct pool_row *row, double before)
{
    if (before >= 2 && row->sum >= 2) {
        return; /* no single cell matters to it */
    }
    const struct pool_entry *entries = pool->entries + row->start;
    for (uint32_t i = 0; i < row->inside; i++) {
        const double weight = entries[i].weight;
        pool->scores[entries[i].cell] +=
            row->penalty * (share(row->sum, weight, true) - share(before, weight, true));
    }
    if (before >= 1 && row->sum >= 1) {
        pool->work += row->inside;
        return; /* nothing to gain before, nor now */
    }
    for (uint32_t i = row->inside; i < row->count; i++) {
        const double weight = entries[i].weight;
        pool->scores[entries[i].cell] += row->penalty * (share(row->sum, weight, false) -
                                                         share(before, weight, false));
    }
    pool->work += row->count;
}

/* The cell of the item enters the row's share of the set, or leaves it. */
static void shift_row(struct cut_pool *pool, const struct pool_item *item, bool enters)
{
    struct pool_row *row = &pool->rows[item->row];
    const struct pool_entry entry = pool->entries[item->entry];
    const double before = row->sum;
    row->sum += enters ? entry.weight : -entry.weight;
    const double score = pool->scores[entry.cell];
    row->inside -= enters ? 0 : 1;
    exchange(pool, row->start + row->inside, item->entry);
    row->inside += enters ? 1 : 0;
    rescore(pool, row, before);
    pool->scores[entry.cell] = score; /* its own is the same both ways */
    list_open(pool, item->row);
}

static void move(struct cut_pool *pool, uint32_t cell)
{
    const struct pool_column *column = &pool->columns[cell];
    const bool enters = !is_inside(pool, cell);
    if (enters) {
        pool->places[cell] = pool->inside_count;
        pool->inside[pool->inside_count++] = cell;
    } else {
        const uint32_t last = pool->inside[--pool->inside_count];
        pool->inside[pool->places[cell]] = last;
        pool->places[last] = pool->places[cell];
        pool->places[cell] = NOWHERE;
    }
    pool->cost += enters ? column->cost : -column->cost;
    pool->moved[cell] = pool->step;
    for (size_t i = 0; i < column->count; i++) {
        shift_row(pool, &column->items[i], enters);
    }
}

static void place_cell(struct cut_pool *pool, uint32_t cell, bool is_wanted)
{
    if (is_wanted != is_inside(pool, cell)) {
        move(pool, cell);
    }
}

void cut_pool_set(struct cut_pool *pool, const struct cover *cover)
{
    pool->step++;
    for (uint32_t i = 0; i < pool->cell_count; i++) {
        place_cell(pool, i, cover->uses[i] > 0 && !cover_is_given(cover, i));
    }
    pool->step += 2;
    pool->best_cost = INFINITY;
}

void cut_pool_begin_from(struct cut_pool *pool, const bool *is_in)
{
    pool->step++;
    for (uint32_t i = 0; i < pool->cell_count; i++) {
        place_cell(pool, i, is_in[i]);
    }
    pool->step += 2;
    pool->best_cost = INFINITY;
}

/* The cell whose leaving costs least for what it saves; not one that came just now. */
static uint32_t least_needed(const struct cut_pool *pool)
{
    uint32_t best = NOWHERE;
    double least = INFINITY;
    for (uint32_t i = 0; i < pool->inside_count; i++) {
        const uint32_t cell = pool->inside[i];
        const double ratio = pool->scores[cell] * pool->worth[cell];
        if (ratio > least || pool->moved[cell] + 1 >= pool->step) {
            continue;
        }
        if (ratio < least || pool->moved[cell] < pool->moved[best]) {
            least = ratio;
            best = cell;
        }
    }
    return best;
}

/* The cell of the row that helps most for its cost. */
static uint32_t most_helpful(const struct cut_pool *pool, uint32_t row, double limit)
{
    const struct pool_row *it = &pool->rows[row];
    uint32_t best = NOWHERE;
    double most = 0;
    for (uint32_t i = it->inside; i < it->count; i++) {
        const uint32_t cell = pool->entries[it->start + i].cell;
        const double ratio = pool->scores[cell] * pool->worth[cell];
        if (ratio < most || pool->moved[cell] == pool->step ||
            pool->cost + pool->columns[cell].cost >= limit) {
            continue;
        }
        if (ratio > most || best == NOWHERE || pool->moved[cell] < pool->moved[best]) {
            most = ratio;
            best = cell;
        }
    }
    return best;
}

static void raise_penalties(struct cut_pool *pool)
{
    for (size_t k = 0; k < pool->open_count; k++) {
        struct pool_row *it = &pool->rows[pool->open[k]];
        it->penalty += 1;
        for (uint32_t i = 0; i < it->count; i++) {
            const struct pool_entry *entry = &pool->entries[it->start + i];
            pool->scores[entry->cell] += share(it->sum, entry->weight, i < it->inside);
        }
        pool->work += it->count;
    }
}

static void keep_set(struct cut_pool *pool)
{
    for (uint32_t i = 0; i < pool->cell_count; i++) {
        pool->is_best[i] = is_inside(pool, i);
    }
    pool->best_cost = pool->cost;
}

static void leave(struct cut_pool *pool)
{
    const uint32_t cell = least_needed(pool);
    pool->work += pool->inside_count;
    if (cell != NOWHERE) {
        move(pool, cell);
    }
}

static void enter(struct cut_pool *pool, double limit)
{
    while (pool->open_count > 0) {
        const uint32_t row = pool->open[draw(pool, pool->open_count)];
        const uint32_t cell = most_helpful(pool, row, limit);
        pool->work += pool->rows[row].count;
        if (cell == NOWHERE) {
            return;
        }
        move(pool, cell);
        raise_penalties(pool);
    }
}

bool cut_pool_search(struct cut_pool *pool, double limit, uint32_t steps)
{
    bool is_found = false;
    for (uint32_t i = 0; i < steps; i++) {
        pool->step++;
        if (pool->open_count == 0 && pool->cost < limit - 1e-9) {
            keep_set(pool);
            limit = pool->cost;
            is_found = true;
        }
        if (pool->inside_count == 0 && pool->open_count == 0) {
            break;
        }
        leave(pool);
        if (pool->open_count > 0) {
            leave(pool);
        }
        enter(pool, limit);
    }
    return is_found;
}

bool cut_pool_has(const struct cut_pool *pool, uint32_t cell)
{
    return pool->is_best[cell];
}

double cut_pool_cost(const struct cut_pool *pool)
{
    return pool->best_cost;
}

uint64_t cut_pool_work(const struct cut_pool *pool)
{
    return pool->work;
}

size_t cut_pool_count(const struct cut_pool *pool)
{
    return pool->row_count;
}

void cut_pool_copy(const struct cut_pool *pool, size_t row, struct cut *cut)
{
    const struct pool_row *it = &pool->rows[row];
    cut->count = it->count;
    for (uint32_t i = 0; i < it->count; i++) {
        cut->cells[i] = pool->entries[it->start + i].cell;
        cut->weights[i] = pool->entries[it->start + i].weight;
    }
}

static void mark_needed_by(const struct pool_row *row, const struct pool_entry *entries,
                           const struct cover *cover, bool *is_needed)
{
    double sum = 0;
    for (uint32_t i = 0; i < row->count; i++) {
        sum += cover->uses[entries[i].cell] > 0 ? entries[i].weight : 0;
    }
    for (uint32_t i = 0; i < row->count && sum < 2; i++) {
        if (cover->uses[entries[i].cell] > 0 && sum - entries[i].weight < nearly) {
            is_needed[entries[i].cell] = true;
        }
    }
}

void cut_pool_mark_needed(const struct cut_pool *pool, const struct cover *cover,
                          bool *is_needed)
{
    for (uint32_t i = 0; i < pool->cell_count; i++) {
        is_needed[i] = false;
    }
    for (size_t r = 0; r < pool->row_count; r++) {
        const struct pool_row *row = &pool->rows[r];
        mark_needed_by(row, pool->entries + row->start, cover, is_needed);
    }
}
