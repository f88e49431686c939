/*
 * What the parts of table building share. No other stage sees this.
 */
#ifndef OUTCHECK_INGEST_BUILD_CONTEXT_H
#define OUTCHECK_INGEST_BUILD_CONTEXT_H

#include "base/map.h"
#include "ingest/infer/cell_values.h"
#include "ingest/infer/doubts.h"
#include "ingest/plan.h"
#include "outcheck/status.h"

/* A dimension while its categories are still being met. */
struct draft_dimension {
    struct dimension dimension;
    struct category *categories;
    size_t count;
    size_t capacity;
    struct map *by_text; /* as written -> category */
    struct map *by_key;
    struct map *by_id;   /* where an identifier tells namesakes apart */
    const char **groups; /* [count]: the breakdown each category belongs to; "" */
    size_t group_capacity;
    uint8_t *ranks;    /* [count], geography: 0 country, 1 region; 255 unknown */
    uint32_t *parents; /* [count], geography: the place it lies in, or NO_CATEGORY */
    size_t rank_capacity;
    size_t parent_capacity;
    struct partition *partitions;
    size_t partition_count;
    size_t partition_capacity;
    const char *total; /* the label that a sidecar calls "all"; "" */
    bool is_places;
    bool has_groups;
    bool is_untested; /* its named total never stands beside its parts alone */
};

struct pair_of_line {
    uint32_t dimension;
    uint32_t category;
};

struct build {
    struct arena *arena;
    struct arena *scratch; /* gone when the table is done */
    const struct plan *plan;
    const struct symbols *symbols;
    const struct grid *grid;
    const struct cell_values *values;
    struct table *table;

    struct draft_dimension *dimensions;
    size_t dimension_count;
    size_t dimension_capacity;
    struct map *dimension_by_key;

    struct measure *measures;
    size_t measure_count;
    size_t measure_capacity;
    struct map *measure_by_key;

    uint32_t *line_dimension;      /* [columns]: of label columns, or UINT32_MAX */
    struct pair_of_line **line_of; /* [columns][of_count] */
    uint32_t *line_measure;        /* [columns], or UINT32_MAX */

    struct cell *cells;
    uint32_t *categories;
    size_t cell_count;

    struct doubts doubts;
    bool has_proven_sum;
};

void build_doubt(struct build *at, uint32_t row, uint32_t column, double weight,
                 const char *format, ...) OUTCHECK_PRINTF(5, 6);

/* build_dimensions.c */
uint32_t build_dimension(struct build *at, const char *name, bool is_named,
                         enum origin origin);
uint32_t build_category(struct build *at, uint32_t dimension, const char *text);
void build_plan_dimensions(struct build *at);
void build_finish_dimensions(struct build *at);

/* build_places.c: the place of a row, and what lies in what. */
uint32_t build_place(struct build *at, uint32_t dimension, uint32_t row);

/* build_cells.c */
void build_plan_measures(struct build *at);
void build_cells(struct build *at);
void build_outside_cells(struct build *at);
uint32_t build_measure(struct build *at, const char *name, enum role role,
                       const struct plan_line *line);

/* build_spots.c: cells that have roles of their own, instead of rows and columns. */
void build_spot_dimensions(struct build *at);
void build_spots(struct build *at);

/* build_scale.c: counts in thousands, rates per so many. */
double build_scale(struct build *at, const char *name, enum role role,
                   const struct plan_line *line);
void build_scales(struct build *at);

/* build_rounding.c */
void build_rounding(struct build *at);
void build_category_rounding(struct build *at);

/* prescribed_rounding.c: numbers that are rounded by size, as the policy has it, do not
 * add up closer than that. */
void build_banded_rounding(struct build *at);

/* build_cumulative.c: counts that run on along a dimension */
void build_cumulative(struct build *at);

/* Whether the cell can be added up with its neighbours in this dimension. */
static inline bool build_runs_on(const struct build *at, size_t cell, uint32_t dimension)
{
    const struct accumulation *own = &at->measures[at->cells[cell].measure].accumulation;
    return own->is_running && own->dimension == dimension;
}

/* build_partitions.c; build_joint_totals.c: totals of several dimensions at once */
void build_partitions(struct build *at);
void build_joint_totals(struct build *at);

/* build_links.c */
void build_links(struct build *at);

/* build_shown_totals.c: totals that leave out what is hidden */
void build_shown_totals(struct build *at);

/* build_strip.c: what each column is, in words; the class of the table. */
void build_strip(struct build *at);

static inline uint32_t build_cell_category(const struct build *at, size_t cell,
                                           uint32_t dimension)
{
    return at->categories[cell * at->dimension_count + dimension];
}

#endif
