/*
 * Insiders: primary cells are protected against those as well who stand behind another
 * hidden cell and know it.
 *
 * A pattern is searched against outsiders first. What each primary cell's change leaves
 * alone, its demand stands against whoever knows only that. Where a change moves a cell
 * whose few contributors know it, another change is looked for in the same pattern that
 * does not; only where there is none does it become a demand of a second search. What
 * that leaves open is met by hiding more.
 */
#ifndef OUTCHECK_PROTECT_INSIDERS_H
#define OUTCHECK_PROTECT_INSIDERS_H

#include "protect/suppress.h"

/* Contributors of the cells of a problem. */
struct insiders {
    const double *contributors; /* [cell_count] so many know the cell; NAN: nobody does */
    /* A search to be used instead of suppress(); NULL. */
    const struct suppression *(*search)(const struct pattern_problem *problem,
                                        const struct suppress_options *options,
                                        void *context);
    void *context;
};

/* As suppress(), and some of the demands that insiders make are added to the problem.
 * What cannot be met counts as unproven. */
const struct suppression *
suppress_against_insiders(struct pattern_problem *problem,
                          const struct insiders *insiders,
                          const struct suppress_options *options);

/* Whether these hidden cells protect every primary cell to its levels, against outsiders
 * and insiders. */
bool insiders_are_kept_out(const struct pattern_problem *problem,
                           const struct insiders *insiders, const bool *is_hidden);

#endif
