/*
 * The arithmetic behind what the attacker found, in words that a reader can follow with a
 * pocket calculator: "1,412 (F6) less 1,405 (R-2026-003 T04 C9)".
 *
 * Knows no rule and no limit; shared by findings and reports.
 */
#ifndef OUTCHECK_RISK_DISCLOSURE_WORDS_H
#define OUTCHECK_RISK_DISCLOSURE_WORDS_H

#include "attack/attack.h"

/* The place of a cell, as short as can be for somebody who looks at the table `here`
 * (NULL: at none): "F6", "destinations.csv F6", "R-2026-003 T04 C9". */
const char *figure_place(struct arena *arena, const struct table *here,
                         const struct table *table, uint32_t cell);

/* Percentages and means take part without being added up. */
bool figure_is_added(const struct attack_figure *figure);

/* "20 (E6) less 13 (C6)"; with many figures their sum stands for them; "" where there is
 * no arithmetic to show. */
const char *disclosure_arithmetic(struct arena *arena,
                                  const struct disclosure *disclosure,
                                  const struct table *here);

/* "7", "4 or 5", "1 to 4", "12 or more": what is left. */
const char *range_words(struct arena *arena, double low, double high);

#endif
