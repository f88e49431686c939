#include "attack/solve/lp.h"

#include "attack/solve/lp_clp.h"
#include "attack/solve/simplex.h"

struct lp {
    struct arena *arena;
    const struct system *system;
    struct simplex *simplex; /* NULL: the other one does the work */
    struct clp *clp;
    double *costs; /* [unknown_count] */
};

struct lp *lp_create(struct arena *arena, const struct system *system)
{
    struct lp *lp = arena_new(arena, struct lp);
    *lp = (struct lp){
        .arena = arena,
        .system = system,
        .simplex = simplex_create(arena, system),
        .costs = arena_array(arena, (size_t)system->unknown_count + 1, double),
    };
    if (!lp->simplex) {
        lp->clp = clp_create(arena, system);
    }
    return lp->simplex || lp->clp ? lp : NULL;
}

void lp_destroy(struct lp *lp)
{
    if (lp) {
        clp_destroy(lp->clp);
        lp->clp = NULL;
    }
}

void lp_set_cost(struct lp *lp, uint32_t unknown, double cost)
{
    lp->costs[unknown] = cost;
    if (lp->simplex) {
        simplex_set_cost(lp->simplex, unknown, cost);
    } else {
        clp_set_cost(lp->clp, unknown, cost);
    }
}

/* What the tableau cannot decide is left to Clp, and all that follows too. */
static enum lp_end change_over(struct lp *lp)
{
    struct clp *clp = clp_create(lp->arena, lp->system);
    if (!clp) {
        return LP_UNDECIDED;
    }
    for (uint32_t i = 0; i < lp->system->unknown_count; i++) {
        clp_set_cost(clp, i, lp->costs[i]);
    }
    lp->clp = clp;
    lp->simplex = NULL;
    return clp_minimise(clp);
}

enum lp_end lp_minimise(struct lp *lp)
{
    if (!lp->simplex) {
        return clp_minimise(lp->clp);
    }
    const enum lp_end end = simplex_minimise(lp->simplex);
    return end == LP_OPTIMAL ? end : change_over(lp);
}

void lp_values(const struct lp *lp, double *values)
{
    if (lp->simplex) {
        simplex_values(lp->simplex, values);
    } else {
        clp_values(lp->clp, values);
    }
}

void lp_duals(const struct lp *lp, double *duals)
{
    if (lp->simplex) {
        simplex_duals(lp->simplex, duals);
    } else {
        clp_duals(lp->clp, duals);
    }
}

uint32_t lp_distance(const struct lp *lp, uint32_t unknown, int sign)
{
    return lp->simplex ? simplex_distance(lp->simplex, unknown, sign) : 0;
}
