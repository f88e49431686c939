/*
 * Which whole numbers can stand behind a printed percentage or mean.
 *
 * A percentage p printed to d decimals of a base n says (p - e) n <= 100 k <= (p + e) n
 * with e half of the last place. Both ends count as possible, since programs differ in
 * how they round halves. A base that was rounded is a range itself; one that is no whole
 * number (full- person equivalents) gives real numbers, not whole ones.
 */
#ifndef OUTCHECK_RISK_WHOLE_NUMBERS_H
#define OUTCHECK_RISK_WHOLE_NUMBERS_H

#include "model/finding.h"

#include <stdbool.h>

/* A printed percentage: 99.7 with `half` 0.05. */
struct percentage {
    double value;
    double half;
};

/* The printed percentage of this cell: in percent also where it is printed as a part
 * of 1. */
struct percentage percentage_of(const struct cell *cell);

/* The same of a rate per so many: 3.1 per 1,000 are 0.31%. */
struct percentage percentage_of_rate(const struct cell *cell, double per);

/* What is left of 100. */
struct percentage percentage_rest(struct percentage percentage);

/* The numbers above the line. Empty (low > high) when no whole number fits. */
struct range numerators_of(struct percentage percentage, struct range base,
                           bool is_whole);

/* The bases that a percentage and its printed numerator allow. */
struct range bases_of(struct percentage percentage, struct range numerator,
                      bool is_whole);

/* The counts that a total and a mean printed to this half step allow. */
struct range counts_of(double total, double mean, double half, bool is_whole);

/* Every number in the range is above 0 and below the minimum; false when it is empty. */
bool range_is_small(struct range range, double minimum);

#endif
