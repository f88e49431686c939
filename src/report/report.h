/*
 * Report: everything so far, for people and for programs. Decides nothing.
 *
 * Every format is written from the same `struct results`; every sentence that is not a
 * finding's own stands in wording.c.
 */
#ifndef OUTCHECK_REPORT_REPORT_H
#define OUTCHECK_REPORT_REPORT_H

#include "attack/attack.h"
#include "base/problems.h"
#include "model/finding.h"
#include "model/signing.h"
#include "model/submission.h"
#include "policy/policy.h"
#include "protect/suggestion.h"

#include <stdbool.h>
#include <stdint.h>

struct results {
    const struct submission *submission;
    const struct policy *policy;
    const struct finding *findings;
    size_t finding_count;
    enum severity verdict;
    const struct attack_result *attack;      /* NULL where nobody attacked */
    struct attack_limits limits;             /* what was asked of it */
    const struct submission *const *earlier; /* releases that it knew */
    size_t earlier_count;
    const struct suggestion *suggestion; /* what could be hidden; NULL: not asked */
    bool is_audit;
    const struct signing *signing; /* who decided what; NULL where it is no matter */
    const char *command;           /* the command line, for provenance */
    int64_t checked_at;            /* seconds since 1970; 0: left out */
    double seconds;                /* time taken; below 0: left out */
    const char *report_path;       /* of the workbook; NULL when none is written */
    const char *version;
};

struct report_options {
    bool use_colour;
    bool redact;          /* leave values out */
    bool hide_parameters; /* leave dominance numbers out */
    bool verbose;
    bool quiet;
    unsigned width; /* of the terminal; 0: unlimited */
};

/* Where text goes, piece by piece. */
struct sink {
    void (*write)(void *context, const char *bytes, size_t length);
    void *context;
};

void report_text(const struct results *results, const struct report_options *options,
                 const struct sink *sink);
void report_concise(const struct results *results, const struct report_options *options,
                    const struct sink *sink);
void report_json(const struct results *results, const struct report_options *options,
                 const struct sink *sink);
void report_csv(const struct results *results, const struct report_options *options,
                const struct sink *sink);
void report_sarif(const struct results *results, const struct report_options *options,
                  const struct sink *sink);

/* The annotated workbook. Written beside `path`, then renamed; byte-identical for the
 * same results (dates come from SOURCE_DATE_EPOCH or `checked_at`). */
OUTCHECK_MUST_CHECK enum outcheck_status
report_workbook(const struct results *results, const struct report_options *options,
                const char *path, struct problems *problems);

#endif
