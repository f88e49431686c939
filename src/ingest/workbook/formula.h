/*
 * What can be told from a formula's text; nothing is calculated.
 */
#ifndef OUTCHECK_INGEST_FORMULA_H
#define OUTCHECK_INGEST_FORMULA_H

#include <stdbool.h>

/* Whether the formula gives away numbers that stand in no cell: `7+5`, `ROUND(1234,-1)`,
 * `B2-7`, `B2*1.37`. Not meant are numbers of the craft: `B2/C2*100`, `ROUND(B2,1)`. */
bool formula_holds_numbers(const char *formula);

/* A constant and no reference: `10`, `"Group A"`, `{1,2;3,4}`. */
bool formula_is_constant(const char *formula);

#endif
