/*
 * Categories that exist within one category of another variable alone: Durham in the
 * North East, whatever table prints it.
 *
 * Where every part of a split is always printed beside one and the same category of the
 * other variable, a part that is missing elsewhere is no gap: nobody is there. So the
 * local authorities of a region add up to it, although the split names those of all.
 */
#ifndef OUTCHECK_ATTACK_NESTING_H
#define OUTCHECK_ATTACK_NESTING_H

#include "attack/know/knowledge.h"

struct nesting;

/* From all names that the knowledge has now. */
const struct nesting *nesting_create(const struct knowledge *knowledge);

/* The variable of one of the member's sets that the split's parts are nested in; NO_SET
 * answers that there is none. Gives that set itself. */
uint32_t nesting_home(const struct nesting *nesting, const struct split *split,
                      const struct name *member);

/* Whether the part belongs to another set of that variable than `home`. */
bool nesting_is_elsewhere(const struct nesting *nesting, uint32_t part, uint32_t home);

#endif
