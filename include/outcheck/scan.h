/*
 * outcheck: check candidate research outputs against a disclosure policy.
 *
 * The whole way in one call: read the tables, apply the policy, write the annotated
 * workbook.
 *
 *     struct outcheck_options options = outcheck_options_default();
 *     const char *paths[] = {"destinations.csv"};
 *     options.paths = paths;
 *     options.path_count = 1;
 *     struct outcheck_scan *scan = NULL;
 *     enum outcheck_status status = outcheck_scan_run(&options, &scan);
 *     if (status == OUTCHECK_OK && outcheck_scan_verdict(scan) != OUTCHECK_PASS) { ... }
 *     outcheck_scan_destroy(scan);
 *
 * What comes out of an accessor belongs to the scan and lives as long as it does. Texts
 * are UTF-8. A scan holds unreleased counts: treat what it gives as you treat the input.
 */
#ifndef OUTCHECK_SCAN_H
#define OUTCHECK_SCAN_H

#include "outcheck/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum outcheck_verdict {
    OUTCHECK_PASS, /* no rule fired; this is not a clearance */
    OUTCHECK_CANNOT_ASSESS,
    OUTCHECK_REVIEW,
    OUTCHECK_FAIL,
};

enum outcheck_format {
    OUTCHECK_FORMAT_TEXT,
    OUTCHECK_FORMAT_CONCISE,
    OUTCHECK_FORMAT_JSON,
    OUTCHECK_FORMAT_CSV,
    OUTCHECK_FORMAT_SARIF,
};

/* Totals of hidden cells in what is suggested: as they are, or worked out anew from what
 * is shown (`recompute-totals` in a policy). */
enum outcheck_totals {
    OUTCHECK_TOTALS_POLICY,
    OUTCHECK_TOTALS_KEEP,
    OUTCHECK_TOTALS_RECOMPUTE,
};

struct outcheck_options {
    const char *const *paths; /* files, folders, or "-" for standard input */
    size_t path_count;
    const char *standard_input_name; /* NULL: "standard-input.csv" */
    /* What has been released before: files or folders, each a release of its own, known
     * to an attacker. Nothing below them is taken for a candidate. */
    const char *const *previous_paths;
    size_t previous_count;
    /* A register of releases (outcheck/register.h), of which the attacker knows all that
     * can touch the candidate; NULL: none. */
    const char *register_where;
    const char *policy;        /* shipped id or path; NULL: "ons-srs" */
    const char *report_folder; /* NULL: "outcheck-report"; made where it is missing */
    /* Whose descriptions of tables to believe: "ees", "datapackage", "acro" or "tau";
     * NULL: all there are. */
    const char *described_by;
    bool write_report;      /* report.xlsx in that folder */
    bool overwrite_changed; /* also a report that somebody has worked in (--force) */
    bool hide_parameters;   /* leave the dominance numbers out of all that is written */
    bool suggest;           /* work out what could be hidden */
    enum outcheck_totals totals; /* in what is suggested */
    bool is_audit;               /* the attacker alone: what follows about hidden cells */
    bool exact_ranges;           /* work out the whole range of every hidden cell */
    bool record_time;    /* date and duration; without, two runs give the same bytes */
    const char *command; /* the command line, for provenance; NULL */
    /* Called after each file, from the calling thread; NULL: never. */
    void (*progress)(void *context, const char *path, size_t done, size_t all);
    void *progress_context;
};

struct outcheck_render_options {
    bool use_colour;
    bool redact;    /* leave values, counts and identifiers out */
    bool verbose;   /* all findings; rules that did not fire; dates and timings */
    bool quiet;     /* the verdict alone (text) */
    unsigned width; /* of the terminal in columns; 0: unlimited */
};

/* Receives text piece by piece. */
struct outcheck_sink {
    void (*write)(void *context, const char *bytes, size_t length);
    void *context;
};

struct outcheck_summary {
    size_t fail;
    size_t review;
    size_t cannot_assess;
    size_t info;
    size_t outputs;
    size_t tables;
    size_t cells;
};

/* A finding as other programs need it; the JSON has the rest. */
struct outcheck_finding {
    const char *id;
    const char *code;
    const char *rule;
    enum outcheck_verdict severity; /* OUTCHECK_PASS stands for "info" */
    const char *output;
    const char *table; /* "" for a file as a whole */
    const char *cell;  /* "B6"; "" */
    uint32_t row;      /* from 1; 0 for none */
    uint32_t column;
    const char *message;
    const char *help;
};

struct outcheck_scan;

/* The policy is "ons-srs", the report is written to "outcheck-report", with suggestions.
 */
OUTCHECK_API struct outcheck_options outcheck_options_default(void);

/*
 * The whole way. Always sets `*scan`, also on failure: the problems are in it.
 *
 * OUTCHECK_OK: everything was read and judged, and the report written.
 *
 * OUTCHECK_ERROR_USAGE: a bad policy, a bad sidecar, a report that somebody has worked
 * in. Nothing was written.
 *
 * OUTCHECK_ERROR_INPUT: something could not be read or written. Where
 * outcheck_scan_has_results(), the rest was judged all the same.
 */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_scan_run(const struct outcheck_options *options, struct outcheck_scan **scan);

/* Reads the tables and stops: for outcheck_scan_describe(). No rule is applied, no report
 * written, and the verdict is OUTCHECK_CANNOT_ASSESS. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_scan_read(const struct outcheck_options *options, struct outcheck_scan **scan);

OUTCHECK_API void outcheck_scan_destroy(struct outcheck_scan *scan); /* accepts NULL */

/* Whether the tables were read; without, there is nothing to render and no verdict but
 * OUTCHECK_CANNOT_ASSESS. */
OUTCHECK_API bool outcheck_scan_has_results(const struct outcheck_scan *scan);

OUTCHECK_API enum outcheck_verdict
outcheck_scan_verdict(const struct outcheck_scan *scan);
OUTCHECK_API struct outcheck_summary
outcheck_scan_summary(const struct outcheck_scan *scan);

/* Where the workbook stands; NULL when none was written. */
OUTCHECK_API const char *outcheck_scan_report_path(const struct outcheck_scan *scan);

/* Worst first; then by output, table, row, column and code. */
OUTCHECK_API size_t outcheck_scan_finding_count(const struct outcheck_scan *scan);
OUTCHECK_API struct outcheck_finding
outcheck_scan_finding_at(const struct outcheck_scan *scan, size_t index);

/* Trouble in words, ready to print, each ending in a new line. */
OUTCHECK_API size_t outcheck_scan_problem_count(const struct outcheck_scan *scan);
OUTCHECK_API const char *outcheck_scan_problem_at(const struct outcheck_scan *scan,
                                                  size_t index);

/* The results in one of the formats; nothing where there are none. */
OUTCHECK_API void outcheck_scan_render(const struct outcheck_scan *scan,
                                       enum outcheck_format format,
                                       const struct outcheck_render_options *options,
                                       const struct outcheck_sink *sink);

/* How each table was read: as JSON, else as text. */
OUTCHECK_API void outcheck_scan_describe(const struct outcheck_scan *scan,
                                         enum outcheck_format format,
                                         const struct outcheck_render_options *options,
                                         const struct outcheck_sink *sink);

/* Drafts the sidecar that says what was inferred, beside the file or in the folder of the
 * first path; never over an existing one (OUTCHECK_ERROR_USAGE). `*path` says where it
 * is. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_scan_write_sidecar(struct outcheck_scan *scan, const char **path);

/* Drafts submission.yaml, the description of the submission as a whole, in the same way.
 */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_scan_write_submission(struct outcheck_scan *scan, const char **path);

#endif
