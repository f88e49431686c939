/*
 * Statistics in a line of model output, each a label, a sign and a number: "Number of obs
 * =  74", "Adj. R-squared:  0.353", "n= 228, number of events= 165".
 */
#ifndef OUTCHECK_INGEST_STATISTIC_PAIRS_H
#define OUTCHECK_INGEST_STATISTIC_PAIRS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { PAIRS_A_LINE = 8 };

struct statistic_pair {
    const char *label; /* "F(2, 9)" */
    const char *value; /* "7.52", "2.1 on 8 degrees of freedom", "< 2.2e-16" */
};

/* The pairs of a line, from the left; at most PAIRS_A_LINE. Signs before words ("Method:
 * Least Squares") and before times are none. */
size_t statistic_pairs_in(struct arena *arena, const char *text,
                          struct statistic_pair *pairs);

/* A sign before anything: the line says something of a model, in words at least. */
bool statistic_pairs_has_sign(const char *text);

#endif
