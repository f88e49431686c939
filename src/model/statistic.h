/*
 * What a number is: the role of a column, row or cell, and its statistic class.
 *
 * Roles are the words of the sidecar (contract, section 7); classes are the fourteen
 * "statbarns" of the SACRO taxonomy, by which policies say what their rules apply to.
 */
#ifndef OUTCHECK_MODEL_STATISTIC_H
#define OUTCHECK_MODEL_STATISTIC_H

#include <stdbool.h>

enum role {
    ROLE_UNKNOWN,
    ROLE_DIMENSION,
    ROLE_COUNT, /* unweighted units: people unless the table says otherwise */
    ROLE_WEIGHTED,
    ROLE_TOTAL, /* a count that is the total of others in its row or column */
    ROLE_PERCENT,
    ROLE_RATE,
    ROLE_MEAN,
    ROLE_MEDIAN,
    ROLE_QUANTILE,
    ROLE_SUM,
    ROLE_MAX,
    ROLE_MIN,
    ROLE_SD,    /* a standard deviation, a variance: 0 where all have one value */
    ROLE_SHAPE, /* skewness, kurtosis: 0 says nothing of the kind */
    ROLE_N,     /* the count behind other statistics of its row */
    ROLE_TOP1,
    ROLE_TOP2,
    ROLE_CONTRIBUTORS,
    ROLE_ORGANISATIONS,
    ROLE_MODEL,       /* coefficients, their standard errors and intervals */
    ROLE_CORRELATION, /* a coefficient of correlation: -1 to 1 */
    ROLE_TEST,        /* t, F, chi-squared, p, R-squared: statistics of tests and fits */
    ROLE_DOF,         /* residual degrees of freedom */
    ROLE_RATIO,       /* odds, risk and hazard ratios */
    ROLE_MODE,        /* the most frequent value */
    ROLE_SURVIVAL,    /* a survivor function or a hazard */
    ROLE_AT_RISK,     /* units still under observation at a step */
    ROLE_EVENTS,      /* units that leave at a step: by the event, or censored */
    ROLE_GINI,        /* 0 to 1 */
    ROLE_CONCENTRATION, /* a Herfindahl index or a concentration ratio */
    ROLE_ID,
    ROLE_NOTE,
    ROLE_IGNORE,
    ROLE_COUNT_OF_ROLES
};

enum statistic_class {
    CLASS_FREQUENCIES,
    CLASS_LINEAR_AGGREGATIONS,
    CLASS_POSITION,
    CLASS_ENDPOINTS,
    CLASS_SHAPE,
    CLASS_MODE,
    CLASS_CORRELATION,
    CLASS_TESTS,
    CLASS_RATIOS,
    CLASS_SURVIVAL,
    CLASS_GINI,
    CLASS_CONCENTRATION,
    CLASS_LINKED,
    CLASS_CLUSTERS,
    CLASS_COUNT
};

const char *role_name(enum role role); /* "count" */
enum role role_find(const char *name); /* ROLE_UNKNOWN when there is no such role */
const char *statistic_class_name(enum statistic_class statistic);

/* CLASS_COUNT when there is no such class. */
enum statistic_class statistic_class_find(const char *name);

/* The class of a number of this role; CLASS_COUNT for dimensions, notes and the like. */
enum statistic_class role_class(enum role role);

/* Roles whose cells are unweighted numbers of units: count, total, n, contributors,
 * organisations, at risk, events. */
bool role_is_count(enum role role);

/* Counts and sums: the parts of a group add up to it. */
bool role_adds_up(enum role role);

/* Roles that need a count behind them before anybody can judge them. */
bool role_needs_count(enum role role);

#endif
