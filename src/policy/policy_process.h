/*
 * The process around the rules: who looks at an output, how often, and who must be told
 * before it is published. Data of the policy, each with its source; what comes of it is
 * for the commands that review, release and notify.
 */
#ifndef OUTCHECK_POLICY_POLICY_PROCESS_H
#define OUTCHECK_POLICY_POLICY_PROCESS_H

#include "model/finding.h"

#include <stdbool.h>
#include <stddef.h>

enum review_mode {
    REVIEW_MODE_NOT_STATED,
    REVIEW_MODE_SEQUENTIAL, /* a checker sees what the one before wrote */
    REVIEW_MODE_BLIND,      /* each on their own, compared afterwards */
};

/* Which decisions of a checker need a reason. */
enum reason_mode {
    REASON_MODE_NOT_STATED,    /* as unless-passed */
    REASON_MODE_ALWAYS,        /* every one */
    REASON_MODE_UNLESS_PASSED, /* all but approving an output in which nothing was found
                                */
    REASON_MODE_REFUSALS,      /* changes and rejections alone */
};

enum lead_unit {
    LEAD_HOURS,        /* elapsed, whatever the day: 72 hours are 72 hours */
    LEAD_WORKING_DAYS, /* by the calendar of the place */
};

/* Somebody who must be told, and how long before publication. */
struct policy_notice {
    const char *id;        /* "dfe" */
    const char *what;      /* "a copy of every publication" */
    const char *recipient; /* an address, or the name of an office */
    double lead;
    enum lead_unit unit;
    struct source source;
};

struct policy_process {
    unsigned checkers; /* how many must agree; 0: not stated */
    struct source checkers_source;
    enum review_mode review;
    struct source review_source;
    bool may_review_own; /* may authors check their own request? */
    struct source own_source;
    enum reason_mode reason;
    struct source reason_source;
    double turnaround; /* working days within which the service answers; 0: not stated */
    struct source turnaround_source;
    const struct policy_notice *notices; /* in the order of the files, base first */
    size_t notice_count;
};

const char *review_mode_name(enum review_mode mode); /* "blind"; "not stated" */
const char *reason_mode_name(enum reason_mode mode); /* "always"; "not stated" */
const char *lead_unit_name(enum lead_unit unit);     /* "hours", "working days" */

#endif
