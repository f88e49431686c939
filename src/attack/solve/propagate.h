/*
 * Interval propagation: each row tightens the bounds of its unknowns until nothing
 * changes.
 *
 * Sound whenever it stops: the bounds always contain every solution. Whole unknowns are
 * rounded inwards. Work is bounded by `row_visits`; running out only leaves bounds wider.
 * Every change goes on a trail, so that a search can go back.
 *
 * Bounds found here need no solver and no tolerance where everything is whole and below
 * 2^52.
 */
#ifndef OUTCHECK_ATTACK_PROPAGATE_H
#define OUTCHECK_ATTACK_PROPAGATE_H

#include "attack/solve/system.h"

enum propagation_end {
    PROPAGATION_DONE,
    PROPAGATION_STOPPED,  /* out of row visits */
    PROPAGATION_CONFLICT, /* no solution; conflict_row says where it showed */
};

struct bound_change {
    uint32_t unknown;
    double low;
    double high;
};

struct propagation {
    const struct system *system;
    double *low; /* [unknown_count], its own copies */
    double *high;
    uint64_t row_visits; /* how many are left */
    uint32_t conflict_row;

    uint32_t *queue; /* a ring of rows */
    uint32_t queue_first;
    uint32_t queue_count;
    bool *is_queued;

    struct bound_change *trail;
    size_t trail_count;
    size_t trail_capacity;
    bool keeps_trail;
    struct arena *arena;
};

/* Starts from the system's bounds; no row is queued yet. The system must be indexed. */
struct propagation *propagation_create(struct arena *arena, const struct system *system);

void propagation_queue_all(struct propagation *propagation);

/* Whether the row alone, with the bounds as they are now, can hold. */
bool propagation_row_is_possible(const struct propagation *propagation, uint32_t row);

/* Takes back everything, down to the system's own bounds. */
void propagation_restart(struct propagation *propagation);

/* Narrows one unknown and queues its rows; false when nothing is left of it. */
bool propagation_narrow(struct propagation *propagation, uint32_t unknown, double low,
                        double high);

enum propagation_end propagation_run(struct propagation *propagation);

/* Puts the bounds back as they were when the trail had `mark` entries; empties the queue.
 */
void propagation_undo(struct propagation *propagation, size_t mark);

#endif
