/*
 * What the parts of inference share while they work on one block. No other stage sees
 * this.
 *
 * The parts run in the order of their declarations below; each adds to `lines` (one a
 * column of the block) and to the plan, and says with infer_doubt() what it could not
 * make sure of.
 */
#ifndef OUTCHECK_INGEST_INFER_CONTEXT_H
#define OUTCHECK_INGEST_INFER_CONTEXT_H

#include "ingest/infer/cell_values.h"
#include "ingest/infer/doubts.h"
#include "ingest/infer/find_tables.h"
#include "ingest/infer/name_words.h"
#include "ingest/plan.h"
#include "outcheck/status.h"

/* A heading taken apart: "Median earnings 2019/20 (N = 728)". */
struct heading {
    const char *text; /* all levels, as people would say it */
    const char *rest; /* the last level without statistic, year and count: "earnings" */
    const char *statistic; /* the words that name the statistic, as written; "" */
    const char *year;      /* "2019/20"; "" */
    enum role role;        /* of the statistic, or ROLE_UNKNOWN */
    bool is_money;
    bool has_count; /* "(N = 728)" stands in it */
    double count;
    struct name_words words;   /* of `text` */
    const char *const *levels; /* [level_count], blanks filled in */
};

/* What one level of headings tells apart. */
enum level_kind { LEVEL_CATEGORY, LEVEL_STATISTIC, LEVEL_TIME };

struct inference {
    struct arena *arena;
    const struct grid *grid;
    const struct table_block *block;
    const struct symbols *symbols;
    const struct plan *known; /* from a sidecar, or NULL */
    const struct cell_values *values;

    uint32_t column_count;
    struct heading *headings; /* [column_count] */
    struct plan_line *lines;  /* [column_count] */
    bool *is_known;           /* [column_count]: its role came with `known` */

    uint32_t level_count;
    const char **level_names; /* [level_count]; "" where the file does not say */
    enum level_kind *level_kinds;

    enum role hint; /* what title or file name say about all numbers; ROLE_UNKNOWN */
    bool hint_is_money;
    bool hint_is_file_name; /* weaker than a title */
    bool is_tidy;           /* one row a cell or record, no categories in headings */

    struct plan *plan;
    struct doubts doubts;
};

void infer_doubt(struct inference *at, uint32_t row, uint32_t column, double weight,
                 const char *format, ...) OUTCHECK_PRINTF(5, 6);

/* The grid column of a line and back. */
static inline uint32_t grid_column(const struct inference *at, uint32_t line)
{
    return at->block->first_column + line;
}

static inline const struct column_facts *line_facts(const struct inference *at,
                                                    uint32_t line)
{
    return &at->values->facts[line];
}

static inline const struct cell_value *line_values(const struct inference *at,
                                                   uint32_t line)
{
    return at->values->items + (size_t)line * at->values->row_count;
}

static inline bool role_is_number(enum role role)
{
    return role != ROLE_UNKNOWN && role != ROLE_DIMENSION && role != ROLE_ID &&
           role != ROLE_NOTE && role != ROLE_IGNORE;
}

/* Whether this row of the block holds data; `row` counts from the block's first. */
static inline bool is_data_row(const struct inference *at, uint32_t row)
{
    return at->block->kinds[row] == ROW_DATA;
}

/* heading_parts.c: one heading text taken apart. */
struct heading heading_parts(struct arena *arena, const char *text);

/* "N = 728" anywhere in a text: its length in bytes and where it starts, or 0. */
size_t heading_count_in(const char *text, double *count, size_t *start);

/* infer_headings.c: levels, names of levels, headings of all columns. */
void infer_headings(struct inference *at);

/* infer_short_words.c: "t", "SE", "df" where their neighbours say what they mean. */
void infer_short_words(struct inference *at);

/* infer_columns.c: labels, numbers, identifiers, notes. Number columns keep ROLE_UNKNOWN.
 */
void infer_columns(struct inference *at);

/* infer_differences.c: changes in numbers, "Change on year". */
void infer_differences(struct inference *at);

/* infer_hints.c: what title and file name say of all numbers; title, unit; counts
 * outside. */
void infer_hints(struct inference *at);
void infer_outside(struct inference *at);
void infer_add_outside(struct inference *at, const struct plan_outside *outside);

/* infer_note_counts.c: counts in other words: "7 learners excluded", "n (7 excluded)". */
void infer_note_counts(struct inference *at, const struct text_line *line);
void infer_left_out(struct inference *at, const struct text_line *line, bool is_heading);
bool name_counts_people(struct arena *arena, const char *word);

/* infer_label_counts.c: counts at the end of headings and labels: "F (7)". */
void infer_bracket_counts(struct inference *at);
void infer_bracket_labels(struct inference *at);

/* infer_correlations.c: the same variables in rows and columns. */
void infer_correlations(struct inference *at);

/* infer_model.c: regression tables, instead of all that follows. */
void infer_model(struct inference *at);

/* infer_measures.c: role, measure and categories of number columns. */
void infer_measures(struct inference *at);
void infer_number_roles(struct inference *at); /* its second half, infer_number_roles.c */

/* infer_row_measures.c: statistics that stand in rows: describe(), long tables. */
void infer_row_measures(struct inference *at);

/* infer_percent.c: percentages proven by 100 * a / b; infer_shares.c: by what they add up
 * to. */
void infer_percent(struct inference *at);
void infer_shares(struct inference *at);

/* infer_counts.c: which count stands behind each statistic. */
void infer_counts(struct inference *at);

/* infer_change.c: percentages by which one count is more than another. */
void infer_change(struct inference *at);

/* infer_said.c: roles from a sidecar that the numbers contradict. */
void infer_said(struct inference *at);

/* infer_contributors.c: largest contributions that cannot be what they are called. */
void infer_contributors(struct inference *at);

/* infer_nested.c: counts within counts: "learners" and "learners excluding SEN". */
void infer_nested(struct inference *at);

/* infer_stacked.c: several variables below each other under one total, which sections
 * would give to the last of them. False where the sections are such. */
bool infer_stacked(struct inference *at, const struct plan_section *sections,
                   size_t count);

/* infer_paths.c: labels that repeat under parents, told apart by how far they are set in.
 */
void infer_paths(struct inference *at);

/* infer_spans.c: numbers in merged cells, which may belong to each of their places or to
 * none. */
void infer_spans(struct inference *at);

/* infer_dimensions.c: totals by name, geography, breakdowns, sections, blanks. */
void infer_dimensions(struct inference *at);

/* The name that a label column gives its dimension: "rows" where it has none. */
const char *infer_dimension_name(const struct inference *at, uint32_t line);

/* infer_unjudged.c: columns and rows that a name keeps from being judged. */
void infer_unjudged(struct inference *at);

/* infer_records.c: do the rows look like single units? */
void infer_records(struct inference *at);

#endif
