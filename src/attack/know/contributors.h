/*
 * Contributors: how many people or firms stand behind each hidden figure, as far as that
 * is known.
 *
 * Read from counts of contributors, organisations or people beside a sum, from largest
 * contributions that are all of it, from records, and from a table of counts with the
 * same region. Each bounds the number from above; the least is taken. Who is alone in a
 * figure knows it, whether others see it or not: what is not printed counts as well.
 */
#ifndef OUTCHECK_ATTACK_CONTRIBUTORS_H
#define OUTCHECK_ATTACK_CONTRIBUTORS_H

#include "attack/attack.h"
#include "attack/know/knowledge.h"

struct contributors {
    double *units;  /* [name_count] at most so many; NAN: not known */
    bool *are_few;  /* [name_count] too few for the policy, so that the figure matters */
    bool are_asked; /* some figure has as few as may act together */
};

/* `before` is the candidate before cells were hidden in it, or NULL. */
struct contributors contributors_read(struct arena *arena, struct knowledge *knowledge,
                                      const struct submission *before,
                                      const struct attack_limits *limits);

/* Whether those behind the unknown know it: they are as few as act together. */
bool contributors_know(const struct contributors *contributors,
                       const struct knowledge *knowledge,
                       const struct attack_limits *limits, uint32_t unknown);

#endif
