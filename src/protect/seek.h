/*
 * Seeking changes for demands: each primary cell has a home, a block of the problem whose
 * tableau is kept; demands that cannot be met there are sought in wider blocks, in the
 * end in the whole problem.
 */
#ifndef OUTCHECK_PROTECT_SEEK_H
#define OUTCHECK_PROTECT_SEEK_H

#include "protect/block.h"
#include "protect/cover.h"

#define NO_HOME UINT32_MAX

struct home {
    uint32_t seed;
    unsigned width;            /* 0: the narrowest */
    struct exchange *exchange; /* NULL: put away, to be built again */
    struct arena *arena;
};

enum { WIDE_KEPT = 64 };

struct seeker {
    const struct pattern_problem *problem;
    struct cover *cover;
    struct block_grower *grower;
    struct home *homes;
    uint32_t home_count;
    size_t home_capacity;
    uint32_t *home_of;             /* [demand_count] */
    uint32_t wide_kept[WIDE_KEPT]; /* a ring of the wide homes that are built */
    uint32_t wide_count;
    uint32_t *scratch; /* [cell_count], all UINT32_MAX */
    uint32_t *order;   /* [cell_count] */
    bool *is_barred;   /* [cell_count] cells that no new change may touch */
    double noise;      /* prices are raised by up to this share, by chance */
    uint64_t random;
    uint64_t work;
};

struct seeker *seeker_create(const struct pattern_problem *problem, struct cover *cover);

/* A change that meets the demand, in the home of its cell; NO_CHANGE when there is none.
 * Prices are what the hidden cells do not cost yet. */
uint32_t seek_change(struct seeker *seeker, uint32_t demand);

/* The same, in ever wider blocks. */
uint32_t seek_change_widely(struct seeker *seeker, uint32_t demand);

/* Gives back the memory of the tableaux. */
void seeker_release(struct seeker *seeker);

/* A number in [0, count). */
uint32_t seeker_draw(struct seeker *seeker, uint32_t count);

#endif
