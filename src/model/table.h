/*
 * A table: cells with all their labels, whatever the layout they were read from.
 *
 * The vocabulary of every stage after reading. A cell is a number (or what stands for
 * one) of one measure at one combination of categories; a wide table, a long one and an
 * EES file with forty indicators all become the same cells. In the mathematics of
 * docs/attacker.md: a cell's name is (universe, measure, region), and the region leaves
 * out each variable that is at its total.
 *
 *   measures     what is counted or summed: "learners", "% sustained", "mean earnings"
 *   dimensions   what it is broken down by: Region, Sex; each with its categories
 *   partitions   which categories make up another one: England = the nine regions
 *   cells        value, state, place in the file, and the cells that explain it
 *
 * A table is read-only once ingest has made it.
 */
#ifndef OUTCHECK_MODEL_TABLE_H
#define OUTCHECK_MODEL_TABLE_H

#include "base/arena.h"
#include "model/grid.h"
#include "model/statistic.h"
#include "model/symbol.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NO_CELL     UINT32_MAX
#define NO_CATEGORY UINT32_MAX /* the cell is not broken down by this dimension */

/* How something about a table is known; a later one never overrules an earlier one. */
enum origin {
    ORIGIN_SIDECAR,
    ORIGIN_META, /* EES .meta.csv and other companions */
    ORIGIN_ARITHMETIC,
    ORIGIN_NAME,
    ORIGIN_LAYOUT,
    ORIGIN_GUESS,
};

struct category {
    const char *text; /* as written */
    const char *key;  /* text_key(), for comparison; without TOTAL_OF_SHOWN */
    bool is_of_shown; /* its numbers are totals of the figures shown beside them */
};

/*
 * What stands behind the label of a total that was worked out anew when some of its parts
 * were hidden: "Total (figures shown)". Such a number says nothing that its parts do not
 * say; the total of the label is another one, which is not printed.
 */
#define TOTAL_OF_SHOWN " (figures shown)"

/* Categories that together are another category of their dimension. */
struct partition {
    uint32_t whole;
    const uint32_t *parts;
    uint32_t part_count;
    bool is_exhaustive; /* whole = sum of parts, proven or declared; else parts lie within
                           it */
    bool is_nested; /* "learners" and "learners without SEN": each part lies within the
                       whole, and nothing is added up */
    enum origin origin;
    const char *name; /* the breakdown it is one of: "Gender"; "" */
};

enum dimension_kind {
    DIMENSION_PLAIN,
    DIMENSION_ORDERED, /* age bands, earnings bands: neighbours may be merged */
    DIMENSION_TIME,    /* parts do not add up to anything */
    DIMENSION_GEOGRAPHY,
    DIMENSION_PANEL, /* blocks of one file that are not known to add up */
};

struct dimension {
    const char
        *name; /* "Region"; a stand-in such as "columns" where the file does not say */
    const char *key;
    bool is_named;
    enum dimension_kind kind;
    enum origin origin;
    const struct category *categories;
    uint32_t category_count;
    uint32_t total; /* the category that means "all"; NO_CATEGORY when there is none */
    const struct partition *partitions;
    uint32_t partition_count;
};

/* How published numbers of a measure were rounded. */
enum rounding_kind {
    ROUNDING_UNKNOWN,
    ROUNDING_NONE,     /* exact */
    ROUNDING_NEAREST,  /* to a multiple of base, halves up */
    ROUNDING_MIDPOINT, /* ceil(x / base) * base - base / 2, as OpenSAFELY's midpoint-6 */
};

struct rounding {
    enum rounding_kind kind;
    double base;
    double small_below; /* numbers under this one are shown as 0; 0 where there is no such
                           rule */
    enum origin origin;
};

/* Counts that run on along a dimension: "at risk", "cumulative number". Each then counts
 * everybody of its category and of all categories before it (or after it). */
struct accumulation {
    bool is_running;
    bool is_falling;     /* from the category on, not up to it */
    uint32_t dimension;  /* in the order of its categories */
    uint32_t steps;      /* the measure that counts each category alone, by proof, or
                            UINT32_MAX */
    bool starts_at_step; /* its first category is its first step: nobody is in it besides
                          */
};

struct measure {
    const char *name; /* as people would call it: "number of learners" */
    const char *key;
    enum role role;   /* never ROLE_DIMENSION */
    const char *unit; /* "people", "schools", "GBP", "%" */
    bool is_money;
    double quantile; /* the share of units below it: 0.5 for a median; 0: not known */
    double scale;  /* counts printed in thousands: 1,000, and the cells hold units; rates:
                      per how many; 0: as printed, or not known */
    bool is_aside; /* told in a title or note alone, of nobody that the table tells apart
                    */
    struct rounding rounding;
    struct accumulation accumulation;
};

struct cell {
    double value; /* as printed: 12.3 for 12.3%; NAN unless CELL_NUMBER or is_of_shown */
    double low;   /* CELL_BAND: what the text gives away; else value */
    double high;  /* INFINITY for "10+" */
    uint32_t row; /* in the grid, from 0 */
    uint32_t column;
    uint32_t measure;
    uint32_t count; /* the unweighted count behind it; itself for counts; or NO_CELL */
    uint32_t numerator; /* of a percentage: the count above the line, or NO_CELL */
    uint32_t
        denominator;  /* of a percentage or rate: the count below the line, or NO_CELL */
    uint8_t state;    /* enum cell_state */
    uint8_t role;     /* enum role: its measure's, or ROLE_TOTAL where it is a total */
    int8_t decimals;  /* printed after the point */
    bool is_outside;  /* read from a title, a heading or a note: "N = 180" */
    bool is_shared;   /* two numbers stand at its place in the file: "44 (61.4%)" */
    bool is_fraction; /* a percentage printed as a part of 1 */
    bool is_change;   /* a percentage by which the count above the line is more than the
                         one below it: 100 is left out */
    bool is_structural_zero;
    bool
        is_of_shown; /* a total of what is shown, of which some is hidden, or a percentage
                        with one: CELL_BAND, since it gives no figure of its own */
    uint16_t rounded_to; /* where coarser than its measure: regions to 5 over exact areas;
                            or 0 */
    const char *symbol;  /* the text as written unless CELL_NUMBER; else NULL */
};

/*
 * What the record of an analysis (an ACRO session, evidence tables) says of a cell beyond
 * what is printed. Nobody publishes it: rules may rely on it, the attacker knows nothing
 * of it. Bounds, both ends included; NAN where the record is silent.
 */
struct cell_record {
    double least; /* units behind the cell */
    double most;
    double numerator; /* of a share */
    double denominator;
    double largest_least; /* percent of the total that the largest contributor holds */
    double largest_most;
    double two_least; /* ... and the two largest together */
    double two_most;
    double rest_least; /* the others, in percent of the largest contributor */
    double rest_most;
    bool is_suppressed; /* the record says that its number is hidden */
};

/* Silent on everything. */
struct cell_record cell_record_empty(void);

/* The unit of a percentage as printed (100, or 1 of parts), and its value as a share of
 * the count below the line: 71.4 for a share, 171.4 for a change of 71.4%. */
static inline double cell_percent_unit(const struct cell *cell)
{
    return cell->is_fraction ? 1 : 100;
}

static inline double cell_percent_value(const struct cell *cell)
{
    return cell->value + (cell->is_change ? cell_percent_unit(cell) : 0);
}

/* A column of letters that say what may be done with the figures of each row, as
 * tau-ARGUS writes them; NULL in all where the column is another. */
struct status_letters {
    const char *safe;
    const char *unsafe;
    const char *protect; /* must be published */
};

/* What a sidecar asks for the cells of a line when something has to be hidden. */
struct line_wish {
    struct status_letters letters;
    bool keeps;
    bool hides_first;
    bool has_cost;
    double cost;
};

/* What a source column or row is: the role strip of reports and `describe`. */
struct line_role {
    uint32_t index; /* in the grid, from 0 */
    enum role role;
    const char *name;   /* heading path: "Female: Number" */
    const char *detail; /* "total (row)", "percent of F", "" */
    enum origin origin;
    uint32_t dimension; /* ROLE_DIMENSION: which; else UINT32_MAX */
    uint32_t measure;   /* which, where all its cells are of one; else UINT32_MAX */
    uint32_t column_dimension; /* a wide column: the dimension it holds one category of */
    uint32_t column_category;  /* and that category; else UINT32_MAX */
    struct line_wish wish;
};

/* Something that was seen and not understood, or understood with a doubt. */
struct doubt {
    uint32_t row; /* in the grid, from 0; UINT32_MAX for the whole table */
    uint32_t column;
    const char *sentence; /* "the heading of column C is empty" */
};

struct table {
    const char *id; /* "T01" */
    const struct output *output;
    const struct grid *grid;
    const struct grid *meta; /* the EES .meta.csv beside the file, as it stands; NULL */
    uint32_t first_row;      /* in the grid, headings included */
    uint32_t last_row;
    uint32_t first_column;
    uint32_t last_column;
    uint32_t first_data_row;

    const char *title; /* "" where nothing says */
    const char *population;
    const char
        *universe; /* an id: tables with the same one count the same units; "" unknown */
    const char *within; /* the id of a wider universe; "" */
    const char *period;
    const char *unit; /* "people" */
    bool
        is_described; /* population and period come from a sidecar or a submission file */
    bool is_weighted;
    enum statistic_class statistic_class;

    double confidence; /* 0 .. 1 */
    const struct doubt *doubts;
    uint32_t doubt_count;
    const char
        *records_reason; /* why its rows look like single units; NULL when they do not */

    const struct dimension *dimensions;
    uint32_t dimension_count;
    const struct measure *measures;
    uint32_t measure_count;
    const struct line_role *columns;
    uint32_t column_count;
    const struct line_role *rows; /* only where rows have roles: describe(), SPSS */
    uint32_t row_count;

    const struct cell *cells;
    uint32_t cell_count;
    const uint32_t *categories;             /* [cell_count * dimension_count] */
    const struct cell_record *cell_records; /* [cell_count]; NULL without any record */
};

/* The category of a cell in a dimension, or NO_CATEGORY. */
static inline uint32_t table_category(const struct table *table, uint32_t cell,
                                      uint32_t dimension)
{
    return table->categories[(size_t)cell * table->dimension_count + dimension];
}

/* "North East x Apprenticeship": what a cell stands for, totals left out. */
const char *table_cell_label(struct arena *arena, const struct table *table,
                             uint32_t cell);

/* What a record says of the cell; NULL where there is none. */
static inline const struct cell_record *table_cell_record(const struct table *table,
                                                          uint32_t cell)
{
    return table->cell_records ? &table->cell_records[cell] : NULL;
}

/* The measure of this role that belongs to the measure `owner`, a sum or mean: the first
 * after it and before the next such; else the table's only one; UINT32_MAX. */
uint32_t table_companion(const struct table *table, uint32_t owner, enum role role);

/* Whether the cell is what its row is about: a sum, or a count in a table without any. */
bool table_is_response(const struct table *table, uint32_t cell);

/* "B6" of a cell in its file, or "line 6" in running text. */
const char *table_cell_place(struct arena *arena, const struct table *table,
                             uint32_t cell);

/* "A5:G15", whatever the file */
const char *table_corners(struct arena *arena, const struct table *table);

/* The same for people: "lines 5 to 15" in running text. */
const char *table_range(struct arena *arena, const struct table *table);

/*
 * Finds cells by name. A category that is the dimension's total and NO_CATEGORY are one
 * name. Built once a table; lookup is O(dimensions).
 */
struct cell_index;

struct cell_index *cell_index_create(struct arena *arena, const struct table *table);

/* `categories` has one entry a dimension. The first such cell, or NO_CELL. */
uint32_t cell_index_find(const struct cell_index *index, uint32_t measure,
                         const uint32_t *categories);

/* The cell with the same name as `cell` but for one dimension (and measure), or NO_CELL.
 */
uint32_t cell_index_sibling(const struct cell_index *index, uint32_t cell,
                            uint32_t measure, uint32_t dimension, uint32_t category);

#endif
