/*
 * A scan from the inside, for the other commands that go the same way: its steps, one by
 * one, and what has come of them so far.
 */
#ifndef OUTCHECK_FLOW_SCAN_JOB_H
#define OUTCHECK_FLOW_SCAN_JOB_H

#include "base/problems.h"
#include "flow/attacker.h"
#include "model/submission.h"
#include "outcheck/scan.h"
#include "policy/policy.h"
#include "protect/plan.h"
#include "report/report.h"

struct outcheck_scan {
    struct arena *arena;
    struct problems *problems;
    const char **problem_texts; /* made by finish() */
    struct outcheck_options options;
    const struct policy *policy;
    const struct submission *submission;
    struct earlier_releases earlier;
    /* Where outputs are read instead of where they were found, and which are not; NULL.
     */
    const char *read_from;
    const char *const *left_out;
    size_t left_out_count;
    struct results results; /* its submission is set once tables were read */
};

/* To be destroyed with outcheck_scan_destroy(). */
struct outcheck_scan *scan_create(const struct outcheck_options *options);

/* The steps, in this order; after one that fails, no other. */
OUTCHECK_MUST_CHECK enum outcheck_status scan_read_tables(struct outcheck_scan *scan);
OUTCHECK_MUST_CHECK enum outcheck_status scan_read_earlier(struct outcheck_scan *scan);
void scan_judge(struct outcheck_scan *scan);

/* scan_suggest.c: what a plan for this submission is made from; after scan_judge(). */
struct plan_input scan_plan_input(const struct outcheck_scan *scan);

/* Sets results.suggestion. */
OUTCHECK_MUST_CHECK enum outcheck_status scan_suggest(struct outcheck_scan *scan);

#endif
