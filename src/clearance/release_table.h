/*
 * A table as it is released: one row of unique headings, no blank cell, shorthand in
 * square brackets. Made from a table of the submission; holds nothing that is not on
 * screen there.
 */
#ifndef OUTCHECK_CLEARANCE_RELEASE_TABLE_H
#define OUTCHECK_CLEARANCE_RELEASE_TABLE_H

#include "model/submission.h"

struct release_cell {
    const char *text; /* "1412", "[c]", "North East": as CSV has it */
    bool is_number;
    double value;
    int decimals;
};

struct release_column {
    const char *heading;
    bool is_numeric; /* numbers and shorthand alone */
    bool is_whole;   /* no number has decimals */
};

struct release_table {
    const struct table *table;
    const char *sheet; /* "Table_1" */
    const char *file;  /* "destinations.csv" */
    const char *title;
    const char *source;       /* "" */
    const char *const *notes; /* what stands beside the table in its file */
    size_t note_count;
    struct release_column *columns;
    uint32_t column_count;
    struct release_cell *cells; /* row by row */
    uint32_t row_count;
};

struct release_shorthand {
    const char *text;    /* "[c]" */
    const char *meaning; /* "confidential" */
};

/* All tables of the submission in their order. */
struct release_table *release_tables_make(struct arena *arena,
                                          const struct submission *submission);

const struct release_cell *release_cell_at(const struct release_table *table,
                                           uint32_t row, uint32_t column);

/* The shorthand that the table uses, each once; at most so many. */
enum { RELEASE_SHORTHANDS = 5 };
size_t release_shorthands(const struct release_table *table,
                          struct release_shorthand shorthands[RELEASE_SHORTHANDS]);

#endif
