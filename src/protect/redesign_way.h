/*
 * A way to protect tables by another design, as a recipe: small, and enough to make the
 * tables anew wherever they are wanted.
 *
 *   merge     two neighbouring categories become one, in every table that has both; may
 *             follow another merger
 *   coarsen   the parts of a category are left out: it alone stays, or their total
 *   round     every number as a rule prints it
 *   control   the same so that parts and totals still add up
 *
 * What may remain to be hidden afterwards is no part of it.
 */
#ifndef OUTCHECK_PROTECT_REDESIGN_WAY_H
#define OUTCHECK_PROTECT_REDESIGN_WAY_H

#include "attack/names/scope.h"
#include "model/submission.h"
#include "protect/table_redesign.h"

enum way_kind {
    WAY_HIDE, /* nothing is made anew */
    WAY_MERGE,
    WAY_COARSEN,
    WAY_ROUND,
    WAY_CONTROL,
    WAY_BOUND, /* hidden, but for ranges in place of some numbers */
};

/* Texts are keys (text_key()). */
struct redesign_way {
    enum way_kind kind;
    const struct redesign_way *before; /* WAY_MERGE: what is merged first; NULL */
    const char *dimension;
    const char *first; /* WAY_MERGE: these two */
    const char *second;
    const char *const *dropped; /* WAY_COARSEN: these */
    size_t dropped_count;
    struct table_rounding rounding; /* WAY_ROUND, WAY_CONTROL */
};

/* The tables as the way makes them, in the same order and each cell at its place in the
 * file; NULL where it cannot be made: some table has one of two categories alone, or
 * nothing would be left. */
const struct submission *redesign_make(struct arena *arena,
                                       const struct scope_input *scope,
                                       const struct redesign_way *way,
                                       struct redesign_cost *cost);

#endif
