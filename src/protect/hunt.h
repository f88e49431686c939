/*
 * Hunting for a cheaper pattern by what every pattern must keep.
 *
 * A pool of capacity cuts says what a pattern must hide at least (cut_pool.h); a cheap
 * set of cells that keeps the pool is either a pattern, then it is taken, or leaves
 * demands open, and each of these gives a further cut. Sets that nearly do are completed
 * with single changes. So the search sees the table as a whole, where improve.h sees one
 * region at a time.
 */
#ifndef OUTCHECK_PROTECT_HUNT_H
#define OUTCHECK_PROTECT_HUNT_H

#include "protect/cut_pool.h"
#include "protect/improve.h"

/* The cover's demands, in the order in which they are looked at. Leaves the cheapest
 * cover found in force; stops when `effort` is spent or nothing cheaper is met. */
void hunt(struct seeker *seeker, const struct demand_list *order, uint64_t effort);

/* The same step by step, for a hunt that goes on between other work; spares the last
 * clean-up of a pattern what the cuts found so far say is needed. */
struct hunt;
struct hunt *hunt_begin(struct seeker *seeker, const struct demand_list *order,
                        bool spares_needed);

/* Hunts until `effort` is spent; false where its patience was at its end before. */
bool hunt_on(struct hunt *hunt, uint64_t effort);

/* Looks at this set, and completes it if asked to; answers how many cuts were added
 * because it is no pattern. The hunt goes on from it. */
unsigned hunt_look_at(struct hunt *hunt, const bool *is_in, bool completes);

/* The cuts found so far. */
const struct cut_pool *hunt_cuts(const struct hunt *hunt);

#endif
