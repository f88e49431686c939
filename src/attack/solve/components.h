/*
 * Components: what is left of a system once published figures are put in falls apart.
 *
 * Two open unknowns that share a row that still says something belong together; nothing
 * said about one component can change another. A component is a small system of its own,
 * with the fixed figures moved into the limits of its rows.
 */
#ifndef OUTCHECK_ATTACK_COMPONENTS_H
#define OUTCHECK_ATTACK_COMPONENTS_H

#include "attack/solve/system.h"

struct component {
    const uint32_t *unknowns; /* of the whole system, rising */
    uint32_t unknown_count;
    const uint32_t *rows; /* rising */
    uint32_t row_count;
};

struct components {
    const struct component *items; /* by their first unknown */
    uint32_t count;
    const uint32_t *of_unknown; /* [unknown_count]; UINT32_MAX for fixed ones */
};

/* `low` and `high` are the bounds to go by (after propagation, say). */
const struct components *components_find(struct arena *arena, const struct system *system,
                                         const double *low, const double *high);

/* The component alone, indexed; its unknowns and rows are numbered as in `component`. */
struct system *component_system(struct arena *arena, const struct system *system,
                                const struct component *component, const double *low,
                                const double *high, uint32_t *place);

#endif
