/*
 * Rule kinds: every test that a policy can ask for, with its code and its numbers.
 *
 * The kinds' names and codes are those of the contract; a policy's rule says `kind: NAME`
 * and sets the numbers. What a kind *does* is in src/risk, which finds its evaluator by
 * the same name. This table feeds the policy loader (what may be written), `policy show`
 * and `explain` (what it means), and the report (names).
 *
 * To add a kind: a row here, an evaluator in src/risk, a page in docs/rules, fixtures.
 */
#ifndef OUTCHECK_POLICY_RULE_KIND_H
#define OUTCHECK_POLICY_RULE_KIND_H

#include "model/finding.h"

#include <stdbool.h>
#include <stddef.h>

enum { KIND_PARAMETER_LIMIT = 8 };

/* One number that a rule may set. */
struct kind_parameter {
    const char *key; /* as in YAML: "minimum" */
    double lowest;
    double highest;
    bool is_whole;
    bool is_required; /* else `fallback` is used when the policy does not set it */
    double fallback;
    const char *meaning; /* "smallest number of units that may be shown" */
};

struct rule_kind {
    const char *name;  /* "minimum-count" */
    const char *code;  /* "T101"; NULL for `expression`, whose rules bring their own */
    const char *title; /* "minimum count" */
    const char *what;  /* one sentence: what the rule tests */
    enum severity severity; /* unless the policy says otherwise */
    struct kind_parameter parameters[KIND_PARAMETER_LIMIT];
    bool takes_patterns;  /* names, labels, values: lists of patterns */
    bool takes_condition; /* condition: an expression over a cell's fields */
    bool takes_rounding;  /* method, bands, percent-bands */
};

/* In the order of codes. */
const struct rule_kind *rule_kind_at(size_t index); /* NULL past the end */
const struct rule_kind *rule_kind_find(const char *name);
const struct rule_kind *rule_kind_find_code(const char *code);

#endif
