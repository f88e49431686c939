/*
 * A policy under construction: files of a stack are laid over each other, base first.
 *
 * policy_read() lays one file on the draft; rule_read() one rule of it. Both go on after
 * a mistake, so that one pass finds them all; whoever loads the stack looks at the
 * problems.
 */
#ifndef OUTCHECK_POLICY_POLICY_DRAFT_H
#define OUTCHECK_POLICY_POLICY_DRAFT_H

#include "base/yaml.h"
#include "policy/policy.h"

/* Compiled patterns and conditions: the library handles that a policy holds. */
struct policy_handle {
    const struct pattern *pattern;       /* or NULL */
    const struct expression *expression; /* or NULL */
};

struct policy_handles {
    struct policy_handle *items;
    size_t count;
    size_t capacity;
};

void policy_handles_release(const struct policy_handles *handles);

/* An entry of `sources`. */
struct policy_source {
    const char *id;
    struct source source; /* without a status: that is for rules to say */
};

struct policy_draft {
    struct arena *arena;
    struct problems *problems;
    struct policy policy; /* without rules, symbols and stack until it is finished */
    struct policy_handles *handles;
    struct policy_source *sources;
    size_t source_count;
    size_t source_capacity;
    struct symbol *symbols;
    size_t symbol_count;
    size_t symbol_capacity;
    struct policy_rule *rules;
    size_t rule_count;
    size_t rule_capacity;
    struct policy_notice *notices;
    size_t notice_count;
    size_t notice_capacity;
    const char *file; /* the one being read */
};

void policy_handles_add(struct policy_draft *draft, struct policy_handle handle);

void policy_read(struct policy_draft *draft, const struct yaml_node *root);
void rule_read(struct policy_draft *draft, const struct yaml_node *node);

/* A risk appetite of ACRO instead of a policy: an overlay of `acro`. */
bool policy_is_appetite(const struct yaml_node *root);
void policy_read_appetite(struct policy_draft *draft, const struct yaml_node *root);

/* The key `process`. */
void policy_read_process(struct policy_draft *draft, const struct yaml_node *root);

/* A source for what a file says without naming one. */
struct source source_not_stated(const struct policy_draft *draft);

/* `source: ID` and `status: WORD` of a map. True when a source was named. */
bool source_read(struct policy_draft *draft, const struct yaml_node *map,
                 struct source *source);

/* The numbers of a rule with their sources, and the rule's own source and status. */
void rule_read_numbers(struct policy_draft *draft, struct policy_rule *rule,
                       const struct yaml_node *node, bool is_new);

/* The keys `method`, `bands` and `percent-bands`; after the numbers. */
void rule_read_rounding(struct policy_draft *draft, struct policy_rule *rule,
                        const struct yaml_node *node);

/* The keys `names`, `labels`, `values`, `add-names`, ... of a rule. */
void rule_read_patterns(struct policy_draft *draft, struct policy_rule *rule,
                        const struct yaml_node *node);

#endif
