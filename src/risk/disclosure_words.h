/*
 * The arithmetic behind what the attacker found, in words that a reader can follow with a
 * pocket calculator: "1,412 (F6) less 1,405 (R-2026-003 T04 C9)".
 *
 * Knows no rule and no limit; shared by findings and reports.
 */
#ifndef OUTCHECK_RISK_DISCLOSURE_WORDS_H
#define OUTCHECK_RISK_DISCLOSURE_WORDS_H

#include "attack/attack.h"
#include "risk/figure_places.h"

/* Percentages and means take part without being added up. */
bool figure_is_added(const struct attack_figure *figure);

/* "20 (E6) less 13 (C6)"; of more than three of one sign their sum
 * and their places: "98 (C2:F2)"; "" where there is
 * no arithmetic to show. */
const char *disclosure_arithmetic(struct arena *arena,
                                  const struct disclosure *disclosure,
                                  const struct table *here);

/* "7", "4 or 5", "1 to 4", "12 or more": what is left. */
const char *range_words(struct arena *arena, double low, double high);

#endif
