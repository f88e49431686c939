/*
 * Policies and rules in words: what is in force, where each number comes from, what
 * differs between two policies, what one rule means. 80 columns, or JSON.
 */
#ifndef OUTCHECK_REPORT_REPORT_POLICY_H
#define OUTCHECK_REPORT_REPORT_POLICY_H

#include "policy/policy.h"
#include "report/report.h"

void report_policy_list(const struct policy *const *policies, size_t count,
                        const struct sink *sink);
void report_policy_list_json(const struct policy *const *policies, size_t count,
                             const struct sink *sink);

void report_policy_show(const struct policy *policy, const struct sink *sink);
void report_policy_show_json(const struct policy *policy, const struct sink *sink);

void report_policy_diff(const struct policy *from, const struct policy *to,
                        const struct sink *sink);

/* `kind` is NULL for a rule of the policy's own. `page` is the text of the rule's page
 * (docs/rules), or NULL where there is none. */
void report_explain(const char *code, const struct rule_kind *kind,
                    const struct policy *policy, const char *page,
                    const struct sink *sink);

#endif
