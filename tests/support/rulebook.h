/*
 * Policies made by hand, for tests of single rules.
 *
 *     struct policy *policy = rulebook_create(arena);
 *     rulebook_set(rulebook_add(arena, policy, "minimum-count"), "minimum", 10);
 *     const struct findings *findings = rulebook_judge(arena, policy, table);
 *     ck_assert_uint_eq(findings_of(findings, "T101"), 1);
 *
 * A rule starts with its kind's fallbacks and severity; nothing else is in force but what
 * the evaluation adds by itself for what cannot be read.
 */
#ifndef OUTCHECK_TESTS_RULEBOOK_H
#define OUTCHECK_TESTS_RULEBOOK_H

#include "model/submission.h"
#include "policy/policy.h"

struct policy *rulebook_create(struct arena *arena);
struct policy_rule *rulebook_add(struct arena *arena, struct policy *policy,
                                 const char *kind);
struct policy_rule *rulebook_rule(struct policy *policy, size_t index); /* to change it */
void rulebook_set(struct policy_rule *rule, const char *key, double value);

/* One pattern more at the end of `list`: whole texts for values, else anywhere. */
void rulebook_add_pattern(struct arena *arena, struct pattern_list *list,
                          const char *pattern, bool is_whole, const char *meaning);

/* Releases the patterns. */
void rulebook_release(const struct policy *policy);

const struct findings *rulebook_judge(struct arena *arena, const struct policy *policy,
                                      struct table *table);

/* How many findings have this code; and the first of them, or NULL. */
size_t findings_of(const struct findings *findings, const char *code);
const struct finding *finding_of(const struct findings *findings, const char *code);

/* The evidence under this name, or NAN. */
double evidence_of(const struct finding *finding, const char *name);

#endif
