/*
 * A table beside what would be released of it: which lines go, what labels become, and
 * which numbers are others.
 */
#ifndef OUTCHECK_REPORT_SUPPRESS_AFTER_H
#define OUTCHECK_REPORT_SUPPRESS_AFTER_H

#include "model/label_places.h"

struct after_label {
    struct label_place place;
    const char *text;
};

struct after_view {
    const struct table *before;
    const struct table *after; /* totals of what is shown are numbers here */
    const uint32_t *origin;    /* [cell of after] the same of before */
    const bool *gone_rows;     /* [row of the grid] */
    const bool *gone_columns;
    const struct after_label *labels;
    size_t label_count;
    size_t other_numbers; /* that show something else, and no marker */
};

struct after_view after_view_create(struct arena *arena, const struct table *before,
                                    const struct table *after);

/* The new label at this place of the grid, or NULL. */
const char *after_view_label(const struct after_view *view, uint32_t row,
                             uint32_t column);

/* Whether a cell of `after` shows something else than it did. */
bool after_view_is_other(const struct after_view *view, const struct cell *cell);

#endif
