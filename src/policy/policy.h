/*
 * A policy: the rules in force, where each of their numbers comes from, and what symbols
 * mean.
 *
 * Loaded from one YAML file that may `extends` another; an overlay changes, adds or
 * switches off rules by id, and every rule remembers which file spoke last (`full_id`,
 * "leo-srs/zero"). A loaded policy is complete: kinds are known, numbers are inside their
 * limits, patterns are compiled. Loading a bad file gives all its mistakes at once, each
 * with line and caret.
 */
#ifndef OUTCHECK_POLICY_POLICY_H
#define OUTCHECK_POLICY_POLICY_H

#include "base/problems.h"
#include "model/finding.h"
#include "model/rounding_rule.h"
#include "model/symbol.h"
#include "policy/policy_process.h"
#include "policy/rule_kind.h"

#include <stdbool.h>
#include <stddef.h>

struct pattern;    /* policy/pattern.h: PCRE2 with match limits */
struct expression; /* policy/expression.h */
struct policy_handles;

/* One compiled pattern of a list, and what a hit means. */
struct policy_pattern {
    const struct pattern *pattern;
    const char *written; /* as in the file */
    const char *meaning; /* "pupil pseudonym"; "" */
};

struct pattern_list {
    const struct policy_pattern *items;
    size_t count;
};

struct policy_rule {
    const char *id;      /* "minimum-count" */
    const char *full_id; /* "ons-srs/minimum-count": the file that spoke last */
    const struct rule_kind *kind;
    const char *code;
    const char *title;
    bool is_on;
    enum severity severity;
    unsigned applies_to; /* bit set: 1u << enum statistic_class; 0 means every class */
    double numbers[KIND_PARAMETER_LIMIT]; /* in the kind's order; fallbacks filled in */
    bool is_set[KIND_PARAMETER_LIMIT];
    struct source
        number_sources[KIND_PARAMETER_LIMIT]; /* the rule's own unless it says else */
    /* Of columns and dimensions: tried on pattern_normal_name() of their names. */
    struct pattern_list names;
    /* Of text that people wrote (categories, headings, titles, notes): anywhere in it. */
    struct pattern_list labels;
    /* Of any one cell of a file, categories too: the pattern must match the whole of it.
     */
    struct pattern_list values;
    /* Rounding: how counts are rounded, base included; steps of percentages by the size
     * of what is below the line, or none. */
    struct rounding_rule rounding;
    const struct rounding_band *percent_bands;
    size_t percent_band_count;
    const struct expression *condition;
    const char *condition_text; /* as in the file; "" */
    const char *message; /* template for `expression` rules; "" for built-in wording */
    const char *why;
    const char *note;            /* what to know about the rule or its source; "" */
    const char *const *remedies; /* in order */
    size_t remedy_count;
    struct source source; /* what the file does not state is "unconfirmed" */
    const char *file;     /* path of the file that spoke last */
    size_t line;
};

struct policy {
    const char *id; /* "leo-srs" */
    const char *title;
    const char *version;
    const char *owner;
    const char *valid_from; /* "2024-06-20"; "" */
    const char *valid_to;
    const char *summary;
    const char *sha256;       /* over all files of the stack, base first */
    const char *const *stack; /* ids, base first: "ons-srs", "leo-srs" */
    const char *const *stack_files;
    size_t stack_count;
    struct symbols symbols;
    const char *marker; /* what replaces a hidden number: "c" */
    bool recompute_totals;
    bool hides_parameters; /* dominance numbers are kept out of the researcher's copy */
    struct policy_process process;
    double review_confidence;        /* tables read with less are REVIEW; 0.90 */
    double assess_confidence;        /* ... and below this CANNOT ASSESS; 0.60 */
    const struct policy_rule *rules; /* in the order of codes, then ids */
    size_t rule_count;
    const struct policy_handles *handles; /* what policy_release() releases */
};

/* `name` is a shipped id, or a path (it has a slash or ends in .yaml or .yml). Where the
 * shipped packs are: policy_find.h. On failure `*policy` is NULL, with nothing to
 * release. */
OUTCHECK_MUST_CHECK enum outcheck_status policy_load(struct arena *arena,
                                                     const char *name,
                                                     const struct policy **policy,
                                                     struct problems *problems);

/* The shipped packs: ids in sorted order. */
OUTCHECK_MUST_CHECK enum outcheck_status policy_list(struct arena *arena,
                                                     const char *const **ids,
                                                     size_t *count,
                                                     struct problems *problems);

/* Releases compiled patterns and expressions; the rest goes with the arena. Accepts NULL.
 */
void policy_release(const struct policy *policy);

/* The number under `key`, its fallback if the policy does not set it; asserts that the
 * kind has such a key. Look it up once a rule, not once a cell. */
double policy_number(const struct policy_rule *rule, const char *key);
bool policy_number_is_set(const struct policy_rule *rule, const char *key);

bool policy_rule_applies(const struct policy_rule *rule, enum statistic_class statistic);

/* The first rule of this kind that is on, or NULL. */
const struct policy_rule *policy_find_kind(const struct policy *policy, const char *kind);

/* How the policy asks counts to be rounded, or NULL where it does not. Use with
 * rounding_rule_apply(). */
const struct rounding_rule *policy_rounding(const struct policy *policy);

/* The first pattern of the list that matches `text`, or NULL. A pattern that gave up (see
 * pattern.h) counts as a match that somebody must look at; then `*gave_up` is set, unless
 * it is NULL. */
const struct policy_pattern *pattern_list_search(const struct pattern_list *list,
                                                 const char *text, bool *gave_up);

/* The same where it makes no difference why. */
const struct policy_pattern *pattern_list_match(const struct pattern_list *list,
                                                const char *text);

#endif
