/*
 * Ways while they are tried: what redesign.c and the files of each kind of way share.
 */
#ifndef OUTCHECK_PROTECT_REDESIGN_INSIDE_H
#define OUTCHECK_PROTECT_REDESIGN_INSIDE_H

#include "protect/redesign.h"

/* Ways that are tried. */
enum { TRIED_LIMIT = 24 };

struct designing {
    struct arena *arena;
    const struct plan_input *input;
    const struct redesign_options *options;
    const struct suggestion *suggestion;
    struct alternative *ways;
    size_t *objections; /* [way] */
    size_t count;
};

/* Makes and judges the way, and says what was found against it; false where it cannot be
 * made, or changes nothing. */
bool redesign_judge(const struct designing *at, struct alternative *way,
                    size_t *objections);

/* The same, and adds it to those that were tried while there is room. */
void redesign_try(struct designing *at, struct alternative way);

/* redesign_rounding.c, redesign_mergers.c */
void redesign_try_roundings(struct designing *at);
void redesign_try_mergers(struct designing *at);

#endif
