/*
 * Improving a cover: take hidden cells back one at a time, from the dearest to the
 * cheapest, and keep what costs less; then tear down small regions and rebuild them, with
 * prices shaken a little.
 */
#ifndef OUTCHECK_PROTECT_IMPROVE_H
#define OUTCHECK_PROTECT_IMPROVE_H

#include "protect/seek.h"

struct demand_list {
    uint32_t *items;
    size_t count;
    size_t capacity;
};

/* Meets the demands, those with the largest amounts first; stops and answers false when
 * one cannot be met or the cover costs `limit` or more; with `go_on` it goes on where a
 * demand cannot be met. */
bool meet_demands(struct seeker *seeker, struct demand_list *demands, double limit,
                  bool go_on);

/* Into an order of chance. */
void demands_shuffle(struct demand_list *demands, struct seeker *seeker);

/* After this each secondary is needed: without it some demand could not be met by what
 * else is hidden. What could not be taken back cannot be later on either. It stops
 * before the end when `effort` is spent; 0: as much as any but the largest tables take.
 * Cells that are known to be needed are not tried; NULL: none are known. */
void take_back_needless_ones(struct seeker *seeker, uint64_t effort,
                             const bool *is_needed);

/* Works until nothing more is gained or `effort` is spent. */
void improve(struct seeker *seeker, uint64_t effort);

#endif
