#include "protect/master.h"

#include <coin/Cbc_C_Interface.h>
#include <coin/Clp_C_Interface.h>

#include <lazy/cbc.h>
#include <lazy/clp.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

struct master {
    struct arena *arena;
    Clp_Simplex *relaxed;
    const double *costs;
    int columns;
    /* the cuts, row by row */
    int *starts; /* [cuts + 1] */
    double *sides;
    int cuts;
    size_t start_capacity;
    size_t side_capacity;
    int *indices;
    double *weights;
    size_t entries;
    size_t index_capacity;
    size_t weight_capacity;
};

struct master *master_create(struct arena *arena, const double *costs, uint32_t count)
{
    if (!clp_open() || !cbc_open()) {
        return NULL;
    }
    struct master *master = arena_new(arena, struct master);
    *master = (struct master){
        .arena = arena,
        .relaxed = Clp_newModel(),
        .costs = costs,
        .columns = (int)count,
        .starts = arena_array(arena, 1, int),
        .start_capacity = 1,
    };
    double *low = arena_array(arena, (size_t)count + 1, double);
    double *high = arena_array(arena, (size_t)count + 1, double);
    CoinBigIndex *empty = arena_array(arena, (size_t)count + 1, CoinBigIndex);
    for (uint32_t i = 0; i < count; i++) {
        high[i] = 1;
    }
    Clp_setLogLevel(master->relaxed, 0);
    Clp_addColumns(master->relaxed, (int)count, low, high, costs, empty, NULL, NULL);
    return master;
}

void master_destroy(struct master *master)
{
    if (master) {
        Clp_deleteModel(master->relaxed);
    }
}

void master_add_cut(struct master *master, const uint32_t *columns, const double *weights,
                    uint32_t count, double right_side)
{
    struct arena *arena = master->arena;
    const size_t first = master->entries;
    for (uint32_t i = 0; i < count; i++) {
        size_t at = master->entries;
        *arena_add(arena, master->indices, at, master->index_capacity) = (int)columns[i];
        *arena_add(arena, master->weights, master->entries, master->weight_capacity) =
            weights[i];
    }
    size_t cuts = (size_t)master->cuts;
    *arena_add(arena, master->sides, cuts, master->side_capacity) = right_side;
    *arena_add(arena, master->starts, cuts, master->start_capacity) =
        (int)master->entries;
    master->cuts++;
    const CoinBigIndex bounds[] = {0, (CoinBigIndex)count};
    const double most = INFINITY;
    Clp_addRows(master->relaxed, 1, &right_side, &most, bounds, master->indices + first,
                master->weights + first);
}

bool master_relax(struct master *master, double *x, double *value)
{
    if (Clp_dual(master->relaxed, 0) != 0 || Clp_status(master->relaxed) != 0) {
        return false;
    }
    memcpy(x, Clp_primalColumnSolution(master->relaxed),
           (size_t)master->columns * sizeof(double));
    *value = Clp_objectiveValue(master->relaxed);
    return true;
}

/* The cuts by column, as Cbc wants them. */
static Cbc_Model *load(struct master *master, struct arena *aside)
{
    const size_t columns = (size_t)master->columns;
    CoinBigIndex *starts = arena_array(aside, columns + 2, CoinBigIndex);
    int *rows = arena_array(aside, master->entries + 1, int);
    double *weights = arena_array(aside, master->entries + 1, double);
    double *low = arena_array(aside, columns + 1, double);
    double *high = arena_array(aside, columns + 1, double);
    double *most = arena_array(aside, (size_t)master->cuts + 1, double);
    for (size_t i = 0; i < master->entries; i++) {
        starts[master->indices[i] + 2]++;
    }
    for (size_t i = 2; i < columns + 2; i++) {
        starts[i] += starts[i - 1];
    }
    for (int cut = 0; cut < master->cuts; cut++) {
        most[cut] = INFINITY;
        for (int i = master->starts[cut]; i < master->starts[cut + 1]; i++) {
            const CoinBigIndex at = starts[master->indices[i] + 1]++;
            rows[at] = cut;
            weights[at] = master->weights[i];
        }
    }
    for (size_t i = 0; i < columns; i++) {
        high[i] = 1;
    }
    Cbc_Model *model = Cbc_newModel();
    Cbc_loadProblem(model, master->columns, master->cuts, starts, rows, weights, low,
                    high, master->costs, master->sides, most);
    for (int i = 0; i < master->columns; i++) {
        Cbc_setInteger(model, i);
    }
    return model;
}

bool master_decide(struct master *master, double cutoff, double seconds, double *x,
                   double *bound)
{
    struct arena *aside = arena_create(0);
    Cbc_Model *model = load(master, aside);
    char text[64];
    Cbc_setLogLevel(model, 0);
    Cbc_setParameter(model, "log", "0");
    (void)snprintf(text, sizeof text, "%.3f", seconds);
    Cbc_setParameter(model, "timeMode", "elapsed");
    Cbc_setParameter(model, "sec", text);
    Cbc_setParameter(model, "ratio", "0");
    Cbc_setCutoff(model, cutoff);
    (void)Cbc_solve(model);
    const double *best = Cbc_bestSolution(model);
    const bool is_proven = Cbc_status(model) == 0;
    const bool is_stopped = Cbc_status(model) == 1;
    if (best) {
        memcpy(x, best, (size_t)master->columns * sizeof(double));
    }
    /* What an abandoned search says is worth nothing. */
    *bound = is_proven && !best        ? cutoff
             : is_proven || is_stopped ? Cbc_getBestPossibleObjValue(model)
                                       : 0;
    if (!best && !is_proven) {
        *bound = *bound < cutoff ? *bound : 0;
    }
    Cbc_deleteModel(model);
    arena_destroy(aside);
    return best != NULL;
}
