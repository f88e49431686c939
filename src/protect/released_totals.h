/*
 * Copies of tables in which totals are to be worked out anew: first without their
 * numbers, since nobody knows yet what will be hidden; then with what is shown added up.
 */
#ifndef OUTCHECK_PROTECT_RELEASED_TOTALS_H
#define OUTCHECK_PROTECT_RELEASED_TOTALS_H

#include "model/submission.h"
#include "protect/suggest.h"

struct released_totals {
    struct arena *arena;
    const struct submission *from;
    const struct submission *made; /* without the numbers of these totals */
    bool ***is_whole; /* [table][dimension][category] worked out; [table] NULL: none */
};

/* False where no table has a total that can be worked out; those of the tables that
 * `stays` marks stay as they are. */
bool released_totals_create(struct arena *arena, const struct submission *from,
                            const struct suggest_options *options, const bool *stays,
                            struct released_totals *totals);

/* `shown` is `made` with cells hidden; answers it with all totals, NULL where some cannot
 * be said. `count`: totals that now leave something out. */
const struct submission *released_totals_fill(const struct released_totals *totals,
                                              const struct submission *shown,
                                              const char *marker, size_t *count);

#endif
