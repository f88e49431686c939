/*
 * A plan: what each row and column of a table is, before its cells are made.
 *
 * Sidecars, companion files and inference all answer with plans; build_table() turns a plan
 * and its grid into a table. So every way of knowing gives the same kind of table, and a
 * drafted sidecar read back gives the same plan.
 */
#ifndef OUTCHECK_INGEST_PLAN_H
#define OUTCHECK_INGEST_PLAN_H

#include "model/table.h"

#define PLAN_NONE UINT32_MAX

/* A category that a row, a column or a whole block stands for. */
struct plan_pair {
    const char *dimension; /* "Destination"; "" where the file does not name it */
    const char *category;  /* "Apprenticeship" */
};

/* One source column, or one source row where rows have roles of their own. */
struct plan_line {
    uint32_t index; /* in the grid, from 0 */
    enum role role;
    enum origin origin;
    const char *name;      /* heading path, as people would say it: "Female: %" */
    const char *dimension; /* ROLE_DIMENSION: the variable whose categories stand here */
    const char *total;     /* ROLE_DIMENSION: the label that means "all"; "" */
    const char *measure;   /* numbers: what they are; "" for the table's only measure */
    const char *unit;      /* "people", "GBP", "%", "" */
    bool is_money;
    struct rounding rounding;
    const struct plan_pair *of; /* categories that all its cells share */
    uint32_t of_count;
    uint32_t count_line;       /* plan_line position of the counts behind it, or PLAN_NONE */
    uint32_t numerator_line;   /* of a percentage */
    uint32_t denominator_line; /* of a percentage: a column of the same row ... */
    const char *denominator_dimension; /* ... or the same measure at this dimension's total */
    const char *detail;        /* for the role strip: "percent of F" */
};

/* Categories known to make up another: from arithmetic, codes or a sidecar. */
struct plan_partition {
    const char *dimension;
    const char *whole;
    const char *const *parts;
    uint32_t part_count;
    bool is_exhaustive;
    enum origin origin;
    const char *name;
};

/* A count read from a title, heading or note: "Female (N = 728)". */
struct plan_outside {
    uint32_t row;
    uint32_t column;
    double value;
    const struct plan_pair *of; /* what it stands over; none for the whole table */
    uint32_t of_count;
};

struct plan {
    const struct grid *grid;
    uint32_t first_row; /* headings included, title and notes not */
    uint32_t last_row;
    uint32_t first_column;
    uint32_t last_column;
    uint32_t first_data_row;
    const uint8_t *skips_row; /* [last_row - first_row + 1]: headings inside, blanks, notes */

    const struct plan_line *columns;
    uint32_t column_count;
    const struct plan_line *rows; /* empty unless rows have roles */
    uint32_t row_count;
    const struct plan_pair *of; /* what the whole block stands for: "Panel A: 2022" */
    uint32_t of_count;
    const struct plan_partition *partitions;
    uint32_t partition_count;
    const struct plan_outside *outside;
    uint32_t outside_count;

    const char *title;
    const char *population;
    const char *universe;
    const char *within;
    const char *period;
    const char *unit;
    bool is_described;
    bool is_weighted;
    struct rounding rounding;
    const struct plan_pair *structural_zeros; /* combinations are joined by `x` in category */
    uint32_t structural_zero_count;

    double confidence;
    const struct doubt *doubts;
    uint32_t doubt_count;
    const char *records_reason;
};

#endif
