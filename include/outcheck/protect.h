/*
 * Protection: the least that must be hidden so that neither a rule nor the attacker finds
 * anything more, and the proof.
 *
 * Of tables as people submit them, writes a folder with each table as it was submitted,
 * hidden cells replaced, and nothing else; the proof, which holds hidden values, stands
 * apart. Of a table of cells and equations (tau-ARGUS .jj), writes <name>.hst and
 * <name>-suppressed.csv. Nothing is written unless all of it is proven, and what is
 * written is read back and attacked again.
 */
#ifndef OUTCHECK_PROTECT_H
#define OUTCHECK_PROTECT_H

#include "outcheck/scan.h"
#include "outcheck/status.h"

/* How tables are made safe. */
enum outcheck_protect_method {
    OUTCHECK_SUPPRESS, /* cells are hidden */
    OUTCHECK_ROUND,    /* counts are rounded, as the policy asks */
    OUTCHECK_MERGE,    /* neighbouring categories become one, or parts are left out */
    OUTCHECK_BOUND,    /* as the first; some cells show a range and no marker */
    OUTCHECK_AUTO,     /* what loses least */
};

struct outcheck_protect_options {
    const char *const *paths; /* files and folders; or one .jj file */
    size_t path_count;
    const char *const *previous_paths; /* as in outcheck_options */
    size_t previous_count;
    const char *policy;       /* NULL: "ons-srs" */
    const char *folder;       /* for the tables; NULL: "outcheck-protected" */
    const char *proof;        /* NULL: "outcheck-report/protection.json" */
    const char *wishes;       /* a CSV file of wishes, or .hst; NULL */
    const char *contributors; /* of a .jj: a CSV of id and contributors; NULL */
    enum outcheck_protect_method method;
    enum outcheck_totals totals;
    enum outcheck_format format; /* text or JSON */
    bool redact;                 /* leave values out of what is printed */
    unsigned seconds; /* effort for improving the pattern, about so long; 0: by size */
    bool is_optimal;  /* look for the cheapest pattern of all, within `seconds` (60) */
    bool record_time; /* print the processor time too */
};

/* What came of it. */
enum outcheck_protect_end {
    OUTCHECK_PROTECTED,      /* all is proven and written */
    OUTCHECK_PROTECTED_PART, /* proven and written, but for files that were left out */
    OUTCHECK_NOT_PROVEN,     /* nothing was written */
};

/* The summary goes to `sink`, trouble in words to `problems`. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_protect(const struct outcheck_protect_options *options,
                 enum outcheck_protect_end *end, const struct outcheck_sink *sink,
                 const struct outcheck_sink *problems);

#endif
