/*
 * Where figures stand, as short as a reader can still follow: neighbours in a row or
 * column are one area, and the file is named once.
 */
#ifndef OUTCHECK_RISK_FIGURE_PLACES_H
#define OUTCHECK_RISK_FIGURE_PLACES_H

#include "attack/attack.h"

/* The place of a cell for somebody who looks at the table `here` (NULL: at none): "F6",
 * "destinations.csv F6", "R-2026-003 T04 C9". */
const char *figure_place(struct arena *arena, const struct table *here,
                         const struct table *table, uint32_t cell);

/* "B3:E3", "D2:D8 and D10:D21", "C4 of london.csv and 7 more files"; how many there are
 * where they are too scattered: "20 figures: B2, D4, regions.csv E8 and 17 more". */
const char *figure_places(struct arena *arena, const struct table *here,
                          const struct attack_figure *const *figures, uint32_t count);

#endif
