/*
 * Findings: a cell (or a file, or a table), the rule that it breaks, and by how much.
 *
 * Data for people and programs; how they are worded for a format is for report/ to say.
 */
#ifndef OUTCHECK_MODEL_FINDING_H
#define OUTCHECK_MODEL_FINDING_H

#include "model/request.h"
#include "model/table.h"

enum severity { SEVERITY_INFO, SEVERITY_CANNOT_ASSESS, SEVERITY_REVIEW, SEVERITY_FAIL };

const char *severity_name(enum severity severity); /* "cannot-assess", as in JSON */
const char *severity_word(enum severity severity); /* "CANNOT ASSESS", as on screens */

/* Where a rule's number comes from. */
struct source {
    const char *title;
    const char *address;
    const char *status; /* "confirmed", "second-hand", "unconfirmed" */
};

/* What an attacker can deduce: whole numbers for counts; high INFINITY where unbounded.
 */
struct range {
    double low;
    double high;
};

/* One named number of a finding's evidence: {"count", 7}. */
struct evidence {
    const char *name;
    double value;
};

/* Another figure that takes part; the signed sum of all is the figure disclosed. */
struct figure {
    const struct output *output;
    const struct table *table;
    uint32_t cell;
    double value;
    int sign; /* 1 or -1 in nearly all; 0: used (a percentage), but not added up */
};

enum { EVIDENCE_LIMIT = 6 };

struct finding {
    const char *id;   /* "F004217": the same for the same file, place and code */
    const char *code; /* "T101" */
    const char *rule; /* "ons-srs/minimum-count" */
    enum severity severity;
    const struct output *output; /* NULL: the submission as a whole */
    const struct table *table;   /* NULL: the file as a whole */
    const char *sheet;           /* or NULL */
    uint32_t row;                /* in the grid, from 0; UINT32_MAX for none */
    uint32_t column;
    uint32_t cell; /* NO_CELL when it is about no single cell */
    bool has_range;
    struct range range;
    struct evidence evidence[EVIDENCE_LIMIT];
    uint32_t evidence_count;
    const struct figure *figures;
    uint32_t figure_count;
    const char *region;  /* what the range is about where it is no cell: "Age 19"; NULL */
    const char *message; /* "7 people in North East x Apprenticeship; minimum is 10" */
    const char *why;
    const char *help;
    const struct source *source;
    const struct exception *exception; /* that the researcher asks for; or NULL */
    bool exception_is_void;            /* it was asked for another value */
};

/* The list under construction. */
struct findings {
    struct arena *arena;
    struct finding *items;
    size_t count;
    size_t capacity;
};

/* Adds a zeroed finding with row, column and cell set to "none". */
struct finding *findings_add(struct findings *findings);

void finding_add_evidence(struct finding *finding, const char *name, double value);

/* Sorts (severity, output, table, row, column, code) and gives ids. */
void findings_finish(struct findings *findings);

/* The worst severity; SEVERITY_INFO where there is none worse. `verdict_word` says
 * "PASS". */
enum severity findings_worst(const struct finding *items, size_t count);
const char *
verdict_name(enum severity worst); /* "pass", "cannot-assess", "review", "fail" */
const char *verdict_word(enum severity worst); /* "PASS", ... */

#endif
