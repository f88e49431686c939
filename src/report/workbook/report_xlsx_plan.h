/*
 * The plan of a workbook: what stands on which sheet and in which row, before anything is
 * written.
 *
 * Sheets are written from the top down and link to each other both ways, so every row
 * that a link may point at is known beforehand. The plan also says what does not fit:
 * nothing is left out without a sentence about it.
 */
#ifndef OUTCHECK_REPORT_REPORT_XLSX_PLAN_H
#define OUTCHECK_REPORT_REPORT_XLSX_PLAN_H

#include "report/report.h"
#include "report/tally.h"

#define PLAN_NO_ROW UINT32_MAX

enum {
    /* Every table has its sheet up to so many; beyond, those with findings, worst first.
     */
    PLAN_FEW_TABLES = 40,
    PLAN_SHEET_LIMIT = 200,
    /* Outputs that the Summary names; beyond, it names the worst. */
    PLAN_FEW_OUTPUTS = 25,
    /* Tables are shown whole while all of them hold no more cells; a small one always is.
     */
    PLAN_MANY_CELLS = 200000,
    PLAN_SMALL_TABLE = 2000,
    /* Two links a row: below what a sheet may hold. */
    PLAN_LISTED_LIMIT = 30000,
    PLAN_COMMENT_LIMIT = 20000,
    PLAN_GENERAL_LINES = 6, /* findings about a whole table that stand under its title */
    PLAN_SAMPLE_ROWS = 20,  /* of a large table without findings at its cells */

    FINDINGS_TOP = 4, /* first row of the list on the sheet Findings */
    POLICY_TOP = 4,   /* ... of the rules on the sheet Policy & provenance */
};

/* A finding at a place of a table's grid; `column` UINT32_MAX for a whole row. */
struct placed {
    uint32_t row;
    uint32_t column;
    enum severity severity;
    uint32_t finding;
};

struct table_plan {
    const struct table *table;
    const struct severity_counts *counts;
    bool has_sheet;
    const struct placed *placed; /* by row, column, then the worst first */
    size_t placed_count;
    const uint32_t *general; /* findings about the table or its file, or beside it */
    size_t general_count;
    size_t mark_count;    /* places with findings */
    size_t comment_limit; /* the first so many of them have a comment */
    uint32_t header_rows;
    uint32_t last_column; /* in the grid: the last that a sheet has room for */
    bool shows_all;
    const uint32_t *rows; /* of the grid, unless all are shown */
    uint32_t row_count;
    uint32_t strip_top; /* rows of the sheet */
    uint32_t header_top;
    uint32_t data_top;
};

/* One rule on the sheet Policy & provenance. */
struct rule_line {
    const struct policy_rule *rule; /* NULL for what fires whatever the policy says */
    const char *code;
    const char *name;
    enum severity severity;
    size_t fired;
    uint32_t first[8]; /* findings */
};

struct listed_code {
    const char *code;
    size_t count;
    size_t listed;
};

struct book_plan {
    const struct results *results;
    const struct tally *tally;
    struct table_plan *tables; /* as in the submission */
    size_t sheet_count;        /* tables with a sheet */
    size_t sheets_left_out;    /* tables with findings that have none */
    bool has_index;
    bool is_streamed;
    uint32_t *finding_rows; /* on the sheet Findings; PLAN_NO_ROW where not listed */
    size_t listed;
    const struct listed_code *codes; /* in order of first appearance */
    size_t code_count;
    const struct rule_line *rules;
    size_t rule_count;
    uint32_t *finding_rules; /* index in `rules` */
};

const struct book_plan *book_plan_create(struct arena *arena,
                                         const struct results *results,
                                         const struct tally *tally);

/* The row of a table's sheet on which a row of the grid stands, or PLAN_NO_ROW. */
uint32_t table_plan_row(const struct table_plan *plan, uint32_t grid_row);

/* The place in the grid at which the table's sheet shows the finding; false when it
 * stands under the title. A finding about a column stands at its heading. */
bool table_plan_place(const struct table_plan *plan, const struct finding *finding,
                      struct placed *place);

/* The plan of the finding's table; for a finding about a file, of its first table that
 * has a sheet. NULL when there is none. */
const struct table_plan *book_plan_table(const struct book_plan *plan,
                                         const struct finding *finding);

/* The line under the title that a general finding stands on: 0 up to PLAN_GENERAL_LINES,
 * the last of which says how many more there are. */
uint32_t table_plan_general_lines(const struct table_plan *plan);

#endif
