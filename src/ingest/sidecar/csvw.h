/*
 * CSVW, the inside of the sidecar reader and writer: nobody else includes this.
 *
 * Reads one table description against one grid. The disclosure roles stand under one key,
 * the absolute address (or, when typed by hand, "sdc"); every other address is another
 * program's and is left alone. What CSVW says of links, transformations and validation is
 * not our business and is ignored.
 */
#ifndef OUTCHECK_INGEST_CSVW_H
#define OUTCHECK_INGEST_CSVW_H

#include "base/map.h"
#include "ingest/sidecar/sidecar.h"
#include "ingest/sidecar/sidecar_node.h"

#define CSVW_SDC_KEY   "https://w3id.org/outcheck/sdc"
#define CSVW_SDC_SHORT "sdc"

/* One column or row that is described or referred to. */
struct csvw_line {
    struct sidecar_node node; /* json NULL: only referred to */
    const char *name;         /* CSVW name; "" */
    const char *const *titles;
    size_t title_count;
    const char *const *keys; /* of titles and heading, for comparison */
    size_t key_count;
    struct plan_line plan;
};

struct csvw_axis {
    bool is_rows;
    uint32_t first; /* in the grid: the columns of the table, or its rows with figures */
    uint32_t end;
    uint32_t parts; /* headings a line: the rows of headings above a column */
    const char *const
        *keys; /* [(end - first) * (parts + 1)]: each part, and all joined */
    struct csvw_line *lines;
    size_t count;
    size_t capacity;
};

struct csvw_reader {
    struct sidecar_source *source;
    struct arena *arena;
    const struct grid *grid;
    struct sidecar_table *said;
    uint32_t heading_row; /* where the headings stand */
    uint32_t heading_count;
    uint32_t first_column;
    uint32_t last_column;
    struct csvw_axis columns;
    struct csvw_axis rows;
};

/* What a table group and a table description share. */
struct csvw_description {
    struct sidecar_node group; /* json NULL: none */
    struct sidecar_node table;
    const char *fragment; /* of the url: "row=5-15"; "" */
};

/* Nothing said yet. */
struct sidecar_table sidecar_table_empty(const struct grid *grid, const char *file,
                                         enum origin origin);

/* Reads everything; mistakes are complaints of `source`. */
void csvw_read_table(struct sidecar_source *source,
                     const struct csvw_description *description, const struct grid *grid,
                     struct sidecar_table *said);

/* The parts of it, in order; the two axes are prepared between place and columns. */
void csvw_prepare_axis(const struct csvw_reader *reader, struct csvw_axis *axis);
void csvw_read_place(struct csvw_reader *reader,
                     const struct csvw_description *description);
void csvw_read_columns(struct csvw_reader *reader, const struct sidecar_node *schema);
void csvw_read_rows(struct csvw_reader *reader, const struct sidecar_node *sdc);
void csvw_read_links(struct csvw_reader *reader, struct csvw_axis *axis);
void csvw_read_structure(struct csvw_reader *reader, const struct sidecar_node *sdc);

/* The object under our key; json NULL when there is none. */
struct sidecar_node csvw_sdc(const struct sidecar_node *node);

/* Complains about keys that are not in `known`: all of them when `is_ours`, else only
 * those that look like a slip of the pen. */
void csvw_check_keys(struct sidecar_source *source, const struct sidecar_node *node,
                     const char *const *known, size_t count, bool is_ours);

/* {"Region": "London", "Sex": "F"} as pairs. */
uint32_t csvw_read_pairs(struct sidecar_source *source, const struct sidecar_node *node,
                         const struct plan_pair **pairs);
bool csvw_read_rounding(struct sidecar_source *source, const struct sidecar_node *node,
                        struct rounding *rounding);

/* The position among the axis's lines of the one so called, or PLAN_NONE with a
 * complaint. A column of the grid that is not described yet becomes a line. */
uint32_t csvw_find_line(struct csvw_reader *reader, struct csvw_axis *axis,
                        const struct sidecar_node *node, const char *called);

/* The same without a complaint. */
uint32_t csvw_look_for_line(struct csvw_reader *reader, struct csvw_axis *axis,
                            const char *called, bool *is_ambiguous);

/* The distinct cells of a dimension's column, the categories of wide columns and rows,
 * and declared totals: everything that may be called a category of it. */
struct csvw_categories {
    struct map *keys;
    const char **texts;
    size_t count;
    size_t capacity;
    bool is_open; /* nothing says where this dimension stands */
};

void csvw_list_categories(struct csvw_reader *reader, const char *dimension,
                          struct csvw_categories *categories);

/* False, with a complaint, when the dimension has no such category. */
bool csvw_check_category(struct csvw_reader *reader, const struct sidecar_node *node,
                         const struct csvw_categories *categories, const char *dimension,
                         const char *category);

/* "Female: %" of a column, "mean" of a row: its headings joined. */
const char *csvw_heading(const struct csvw_reader *reader, const struct csvw_axis *axis,
                         uint32_t index);

/* Whether one of the line's titles is the heading there, or a part of it; a line without
 * titles agrees with any. */
bool csvw_line_agrees(const struct csvw_reader *reader, struct csvw_axis *axis,
                      const struct csvw_line *line, uint32_t index);

/* The first index that agrees, or PLAN_NONE. */
uint32_t csvw_search_index(const struct csvw_reader *reader, struct csvw_axis *axis,
                           const struct csvw_line *line);

bool csvw_is_described(const struct csvw_axis *axis, uint32_t index);

/* Complains that the file has no line so called. */
void csvw_no_such_line(struct csvw_reader *reader, const struct csvw_axis *axis,
                       const struct sidecar_node *node, const char *title);

/* Appends an undescribed line. */
struct csvw_line *csvw_add_line(struct csvw_reader *reader, struct csvw_axis *axis,
                                uint32_t index);

#endif
