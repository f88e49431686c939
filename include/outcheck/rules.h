/*
 * Policies and rules, for people: what is in force, where each number comes from, what a
 * rule means.
 *
 * Each call writes text (or JSON) to the sink. Trouble goes to `problems` in words, ready
 * to print; the status is the program's exit status.
 */
#ifndef OUTCHECK_RULES_H
#define OUTCHECK_RULES_H

#include "outcheck/scan.h"
#include "outcheck/status.h"

/* One policy a line: id, version, title. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_policy_list(enum outcheck_format format, const struct outcheck_sink *sink,
                     const struct outcheck_sink *problems);

/* Every rule with its numbers, each with source and status. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_policy_show(const char *policy, enum outcheck_format format,
                     const struct outcheck_sink *sink,
                     const struct outcheck_sink *problems);

/* OUTCHECK_OK when the file is a good policy; else all its mistakes. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_policy_check(const char *policy, const struct outcheck_sink *sink,
                      const struct outcheck_sink *problems);

/* What changes between two policies, rule by rule. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_policy_diff(const char *from, const char *to, const struct outcheck_sink *sink,
                     const struct outcheck_sink *problems);

/* One rule: what, why, the limit in this policy and its source, examples, remedies. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_explain(const char *code, const char *policy, const struct outcheck_sink *sink,
                 const struct outcheck_sink *problems);

#endif
