/*
 * A training submission: small tables of invented numbers with planted faults, and the
 * answer sheet.
 */
#ifndef OUTCHECK_EXAMPLE_H
#define OUTCHECK_EXAMPLE_H

#include "outcheck/scan.h"
#include "outcheck/status.h"

/* Writes `tables/`, `answers.csv` and `README.txt` into the folder, which must not be
 * there yet or be empty. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_example(const char *folder, const struct outcheck_sink *sink,
                 const struct outcheck_sink *problems);

#endif
