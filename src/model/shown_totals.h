/*
 * What totals come to when only the figures shown are added up.
 *
 * Where parts of a total are hidden, a policy may have it worked out anew from those that
 * are left. Such a number says nothing that its parts do not say; the true total is
 * another one, and nobody prints it here. Both who writes such totals and who reads them
 * reckon by this file: a total is the sum of all its shown parts' parts, in whichever
 * dimension they are added.
 */
#ifndef OUTCHECK_MODEL_SHOWN_TOTALS_H
#define OUTCHECK_MODEL_SHOWN_TOTALS_H

#include "model/table.h"

struct shown_total {
    double value;
    bool has_hidden; /* some part is not shown */
    bool has_number; /* some part is */
};

struct shown_totals;

/* `is_whole` [dimension][category] marks the categories that are worked out. */
struct shown_totals *shown_totals_create(struct arena *arena, const struct table *table,
                                         bool *const *is_whole);

/* Whether some category of the cell is worked out, and its measure can be added up. */
bool shown_totals_concern(const struct shown_totals *totals, uint32_t cell);

/* The cell itself where it is no total. False where it cannot be said: a part has no
 * cell, or the parts of a category are not known. */
bool shown_totals_find(struct shown_totals *totals, uint32_t cell,
                       struct shown_total *found);

/* The length of a label before TOTAL_OF_SHOWN; all of it where that is not said. */
size_t label_length_without_shown(const char *label);

#endif
