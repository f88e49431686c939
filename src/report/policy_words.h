/*
 * The parts of a policy that several reports print alike: a rule's heading, its numbers
 * with their sources, its patterns.
 */
#ifndef OUTCHECK_REPORT_POLICY_WORDS_H
#define OUTCHECK_REPORT_POLICY_WORDS_H

#include "policy/policy.h"
#include "report/printer.h"

enum { POLICY_PAGE_WIDTH = 80, POLICY_INDENT = 6 };

/* "FAIL", or "OFF". */
const char *rule_severity_word(const struct policy_rule *rule);

/* "frequencies, position", or "every statistic". */
const char *rule_classes(struct arena *arena, const struct policy_rule *rule);

/* "10", "43.75" */
const char *rule_number_text(struct arena *arena, const struct policy_rule *rule,
                             size_t index);

bool same_source(const struct source *one, const struct source *other);

/* "confirmed: TITLE" and the address under it. */
void print_source(struct printer *printer, const struct source *source, size_t column);

/* Each number that the policy sets, with its meaning and source; the rule's own source
 * where there is none of them. */
void print_numbers(struct printer *printer, const struct policy_rule *rule,
                   size_t column);

/* "to the nearest 5; from 50 on 25; ..."; NULL where the rule is about something else. */
const char *rule_rounding_text(struct arena *arena, const struct policy_rule *rule);
const char *rule_percent_bands_text(struct arena *arena, const struct policy_rule *rule);

/* "names: a person's name; date of birth; ..." */
void print_patterns(struct printer *printer, const struct policy_rule *rule,
                    size_t column);

/* Wrapped at the width of the page, from `column` on, with a new line at the end. */
void print_paragraph(struct printer *printer, const char *text, size_t column);

#endif
