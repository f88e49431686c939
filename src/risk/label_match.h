/*
 * What a label rule's patterns find in texts: each distinct text is matched once, and
 * what one column, dimension or sheet holds is gathered in a catch.
 */
#ifndef OUTCHECK_RISK_LABEL_MATCH_H
#define OUTCHECK_RISK_LABEL_MATCH_H

#include "risk/rule.h"

/* What was found among the texts of one column, dimension or sheet. */
struct catch
{
    uint32_t texts;   /* looked at */
    uint32_t numbers; /* ... of them numbers alone */
    uint32_t hits;
    uint32_t number_hits;
    uint32_t first; /* the first hit: a category or a row */
    uint32_t first_number;
    const struct policy_pattern *pattern;
    const struct policy_pattern *number_pattern;
};

/* The pattern among the rule's labels and values that the text matches, or NULL. */
const struct policy_pattern *label_match(struct rule_run *run, const char *text);

void catch_text(struct rule_run *run, struct catch *caught, const char *text,
                uint32_t place);

/* Numbers count when most of them match; then they and the other hits are one. */
bool catch_is_full(struct catch *caught);

/* Digits with signs and separators, nothing else. */
bool text_is_number_alone(const char *text);

/* What a hit means, for people. */
const char *label_meaning(const struct policy_rule *rule,
                          const struct policy_pattern *pattern);

#endif
