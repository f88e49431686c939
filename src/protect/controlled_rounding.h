/*
 * Controlled rounding: every count becomes one of the two multiples of the base beside
 * it, a multiple stays as it is, and parts still add up to their totals, in all tables
 * together.
 *
 * A number that several tables print is rounded once. The sums are those that the
 * attacker sees between printed numbers. A linear program proposes; what it proposes is
 * rounded, checked against every sum, and otherwise searched for, in a bounded number of
 * steps. Where none is found there may still be one.
 */
#ifndef OUTCHECK_PROTECT_CONTROLLED_ROUNDING_H
#define OUTCHECK_PROTECT_CONTROLLED_ROUNDING_H

#include "attack/names/scope.h"
#include "protect/table_redesign.h"

/* Unknowns beyond which none is looked for. */
enum { CONTROLLED_LIMIT = 2000 };

/* Fills `tables` ([table_count] of the candidate). False where none was found, or where
 * the rule is no rounding to multiples of one base. */
bool controlled_rounding_make(struct arena *arena, const struct scope_input *scope,
                              const struct table_rounding *how, struct table **tables,
                              struct redesign_cost *cost);

#endif
