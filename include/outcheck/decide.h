/*
 * Decisions of output checkers: a copy of the report for each of them, and their
 * workbooks read back, checked and merged.
 *
 * The scan that made the report is done again each time, so that a decision can only ever
 * be about files and findings as they are now. What does not hold is refused with its
 * cell, all of it at once, and then nothing is written.
 */
#ifndef OUTCHECK_DECIDE_H
#define OUTCHECK_DECIDE_H

#include "outcheck/scan.h"
#include "outcheck/status.h"

struct outcheck_decide_options {
    /* Checkers' workbooks; with `assign` or `make_public` the report (at most one; none:
     * "outcheck-report/report.xlsx"). */
    const char *const *paths;
    size_t path_count;
    const char *assign;  /* "A. Okafor,B. Lindqvist": write each a copy; or NULL */
    const char *checker; /* who decided in a workbook that names nobody; or NULL */
    /* The register, where the scan used one on a server by a connection string: that is
     * written down nowhere. Otherwise it is known; or NULL. */
    const char *register_where;
    bool make_public; /* write the researcher's copy, and give the submission back */
    bool overwrite_changed;      /* copies that somebody has worked in, too (--force) */
    enum outcheck_format format; /* text or JSON */
};

/* `*is_cleared`: whether every output is cleared now. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_decide(const struct outcheck_decide_options *options, bool *is_cleared,
                const struct outcheck_sink *sink, const struct outcheck_sink *problems);

#endif
