/*
 * A plan: what each row and column of a table is, before its cells are made.
 *
 * Sidecars, companion files and inference all answer with plans; build_table() turns a
 * plan and its grid into a table. So every way of knowing gives the same kind of table,
 * and a drafted sidecar read back gives the same plan.
 */
#ifndef OUTCHECK_INGEST_PLAN_H
#define OUTCHECK_INGEST_PLAN_H

#include "model/rounding_rule.h"
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
    uint32_t count_line; /* plan_line position of the counts behind it, or PLAN_NONE */
    uint32_t numerator_line;   /* of a percentage */
    uint32_t denominator_line; /* of a percentage: a column of the same row ... */
    const char
        *denominator_dimension; /* ... or the same measure at this dimension's total */
    const char *detail;         /* for the role strip: "percent of F" */
    uint32_t
        group_column; /* ROLE_DIMENSION: the grid column whose text names the breakdown
                         that a category belongs to ("breakdown_topic"), or PLAN_NONE */
    const char *const *row_labels; /* ROLE_DIMENSION: what each row of the block is called
                                      instead of its text; NULL */
    uint32_t id_column; /* ROLE_DIMENSION: the grid column that tells namesakes apart */
    bool fills_down;    /* ROLE_DIMENSION: blank means "as above" */
    bool is_fraction;   /* ROLE_PERCENT: printed as parts of 1 */
    bool is_change;     /* ROLE_PERCENT: by how much the count above the line is more */
    bool is_cumulative; /* said to run on ... */
    const char *cumulative_over; /* ... along this dimension; "" where nobody says */
    struct line_wish wish;
};

/* A line of which nothing is known but its place. */
static inline struct plan_line plan_line_at(uint32_t index)
{
    return (struct plan_line){
        .index = index,
        .origin = ORIGIN_GUESS,
        .name = "",
        .dimension = "",
        .total = "",
        .measure = "",
        .unit = "",
        .rounding = {.origin = ORIGIN_GUESS},
        .count_line = PLAN_NONE,
        .numerator_line = PLAN_NONE,
        .denominator_line = PLAN_NONE,
        .detail = "",
        .group_column = PLAN_NONE,
        .id_column = PLAN_NONE,
        .cumulative_over = "",
    };
}

/* Rows of a block that stand under a heading of their own: "Panel A: 2022". */
struct plan_section {
    uint32_t first_row;
    uint32_t last_row;
    struct plan_pair of;
};

/* One level of a geography spread over columns: National, Regional, Local authority. */
struct plan_place_level {
    const char *key;      /* text_key() of what stands in the level column */
    uint32_t name_column; /* in the grid, or PLAN_NONE */
    uint32_t code_column;
    uint32_t rank; /* 0 country, 1 region, 2 and more within a region */
};

/* Geography columns that together are one dimension. */
struct plan_places {
    const char *dimension;
    uint32_t level_column;
    const struct plan_place_level *levels; /* sorted by rank */
    uint32_t level_count;
};

/* Categories known to make up another: from arithmetic, codes or a sidecar. */
struct plan_partition {
    const char *dimension;
    const char *whole;
    const char *const *parts;
    uint32_t part_count;
    bool is_exhaustive;
    bool is_nested; /* each part lies within the whole, and nothing is added up */
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
    const char *measure; /* a count of its own: "count told in A7"; "" the table's */
};

/* One number with a role of its own, where neither rows nor columns have one: regression
 * tables. `value` stands for what the cell says beside its number ("(df = 30)"); NAN: the
 * cell's number. */
struct plan_spot {
    uint32_t row;
    uint32_t column;
    enum role role;
    const char *measure; /* "coefficient", "standard error", "R2" */
    const char *term;    /* "female"; "" for the model as a whole */
    const char *model;   /* "(1) earnings"; "" where there is only one */
    double value;
    int8_t decimals;
};

struct cell_values;

struct plan {
    const struct grid *grid;
    const struct cell_values
        *values;        /* the block's cells as numbers; NULL: not read yet */
    uint32_t first_row; /* headings included, title and notes not */
    uint32_t last_row;
    uint32_t first_column;
    uint32_t last_column;
    uint32_t first_data_row;
    const uint8_t
        *skips_row; /* [last_row - first_row + 1]: headings inside, blanks, notes */

    const struct plan_line *columns;
    uint32_t column_count;
    const struct plan_line *rows; /* empty unless rows have roles */
    uint32_t row_count;
    const struct plan_pair *of; /* what the whole block stands for: "Panel A: 2022" */
    uint32_t of_count;
    const struct plan_section *sections; /* in the order of their rows */
    uint32_t section_count;
    const struct plan_places *places; /* NULL unless geography is spread over columns */
    uint32_t measure_column; /* the grid column that names each row's statistic, or
                                PLAN_NONE; then every row has a line of its own */
    const struct plan_pair
        *totals; /* the "all" of dimensions without a column of their own */
    uint32_t total_count;
    const struct plan_partition *partitions;
    uint32_t partition_count;
    const struct plan_spot *spots; /* then all cells come from here */
    uint32_t spot_count;
    struct plan_outside *outside;
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
    const struct rounding_rule *prescribed; /* by the policy; NULL: nothing */
    const struct plan_pair
        *structural_zeros; /* combinations are joined by `x` in category */
    uint32_t structural_zero_count;

    double confidence;    /* of the reading so far; build_table() may lower or raise it */
    bool is_misdescribed; /* a description without which it cannot be read, and which
                             does not fit: its doubts are grave */
    bool is_count_by_guess; /* nothing but whole numbers says that these are counts */
    const struct doubt *doubts;
    uint32_t doubt_count;
    const char *records_reason;
};

#endif
