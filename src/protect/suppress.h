/*
 * Secondary suppression: which further cells to hide so that every primary cell is
 * protected to its levels, at little cost.
 *
 * Every demand (a side of a primary cell) is met by an explicit change of the hidden
 * values that leaves every published figure as it is. The search may be as clever as it
 * likes: at the end each change is checked against the equations by proof.h, and a demand
 * whose change does not stand is reported as not proven. Where no pattern at all could
 * meet it, that is told apart, with a proof as well.
 *
 * Deterministic: effort is counted, not timed.
 */
#ifndef OUTCHECK_PROTECT_SUPPRESS_H
#define OUTCHECK_PROTECT_SUPPRESS_H

#include "protect/pattern.h"

struct suppress_options {
    uint64_t effort;   /* units of work for improving the pattern; 0: by size */
    uint64_t cleaning; /* units of work for the last clean-up; 0: as much as it takes */
    uint64_t seed;     /* of the chances taken */
    /* [cell_count] cells thought worth hiding, tried first; or NULL */
    const bool *hint;
};

struct suppress_change {
    const uint32_t *cells;
    const double *amounts;
    uint32_t count;
};

struct suppress_demand {
    uint32_t cell;
    double amount;         /* how far the cell must be able to move, signed */
    const uint32_t *known; /* cells that the change must leave alone */
    uint32_t known_count;
    struct suppress_change change; /* count 0: none was found */
    double times; /* the change times this moves the cell by the amount */
    bool is_proven;
    /* Not even hiding everything else that may be hidden would meet it: this is proven,
     * and `blockers` are figures that stay published and take part in it. */
    bool is_impossible;
    const uint32_t *blockers;
    uint32_t blocker_count;
};

struct suppression {
    bool *is_hidden;    /* [cell_count] */
    uint32_t primaries; /* of the figures; virtual cells are never counted */
    uint32_t secondaries;
    double cost; /* of the secondaries */
    struct suppress_demand *demands;
    uint32_t demand_count;
    uint32_t unproven;   /* demands; 0 when everything is protected */
    uint32_t impossible; /* of these */
    uint64_t work;
};

/* The problem must be indexed. */
const struct suppression *suppress(const struct pattern_problem *problem,
                                   const struct suppress_options *options);

#endif
