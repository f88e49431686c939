#include "support/rulebook.h"

#include "base/text.h"
#include "policy/pattern.h"
#include "risk/risk.h"
#include "support/sample.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_RULES = 16 };

/* The rules stand behind the policy, so that they can still be changed. */
struct book {
    struct policy policy;
    struct policy_rule rules[MOST_RULES];
};

struct policy *rulebook_create(struct arena *arena)
{
    struct book *book = arena_new(arena, struct book);
    book->policy = (struct policy){
        .id = "test",
        .title = "test",
        .marker = "c",
        .review_confidence = 0.9,
        .assess_confidence = 0.6,
        .rules = book->rules,
    };
    return &book->policy;
}

/* A rule of rounding has its base twice: as a number and ready for use. */
static void keep_rounding(struct policy_rule *rule)
{
    if (rule->kind->takes_rounding) {
        rule->rounding.base = policy_number(rule, "base");
        rule->rounding.small_below = policy_number(rule, "small-below");
    }
}

struct policy_rule *rulebook_add(struct arena *arena, struct policy *policy,
                                 const char *kind)
{
    struct book *book = (struct book *)policy;
    assert(policy->rule_count < MOST_RULES);
    struct policy_rule *rule = &book->rules[policy->rule_count++];
    *rule = (struct policy_rule){
        .id = kind,
        .full_id = text_format(arena, "test/%s", kind),
        .kind = rule_kind_find(kind),
        .is_on = true,
        .message = "",
        .why = "because",
        .title = kind,
        .file = "",
    };
    assert(rule->kind);
    rule->code = rule->kind->code ? rule->kind->code : "U001";
    rule->severity = rule->kind->severity;
    for (int i = 0; i < KIND_PARAMETER_LIMIT; i++) {
        rule->numbers[i] = rule->kind->parameters[i].fallback;
    }
    keep_rounding(rule);
    return rule;
}

struct policy_rule *rulebook_rule(struct policy *policy, size_t index)
{
    assert(index < policy->rule_count);
    return &((struct book *)policy)->rules[index];
}

void rulebook_set(struct policy_rule *rule, const char *key, double value)
{
    for (int i = 0; i < KIND_PARAMETER_LIMIT; i++) {
        const char *known = rule->kind->parameters[i].key;
        if (known && text_equals(known, key)) {
            rule->numbers[i] = value;
            rule->is_set[i] = true;
            keep_rounding(rule);
            return;
        }
    }
    abort(); /* no such key */
}

void rulebook_add_pattern(struct arena *arena, struct pattern_list *list,
                          const char *pattern, bool is_whole, const char *meaning)
{
    struct policy_pattern *items =
        arena_array(arena, list->count + 1, struct policy_pattern);
    if (list->count) {
        memcpy(items, list->items, list->count * sizeof(*items));
    }
    struct pattern_mistake mistake = {0};
    items[list->count] = (struct policy_pattern){
        .pattern = pattern_compile(arena, pattern,
                                   is_whole ? PATTERN_WHOLE : PATTERN_ANYWHERE, &mistake),
        .written = pattern,
        .meaning = meaning,
    };
    assert(items[list->count].pattern);
    list->items = items;
    list->count++;
}

static void release_list(const struct pattern_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        pattern_release(list->items[i].pattern);
    }
}

void rulebook_release(const struct policy *policy)
{
    for (size_t i = 0; i < policy->rule_count; i++) {
        release_list(&policy->rules[i].names);
        release_list(&policy->rules[i].labels);
        release_list(&policy->rules[i].values);
    }
}

const struct findings *rulebook_judge(struct arena *arena, const struct policy *policy,
                                      struct table *table)
{
    struct table *const tables[] = {table};
    return risk_evaluate(arena, sample_submission(arena, tables, 1), policy, NULL,
                         problems_create(arena));
}

size_t findings_of(const struct findings *findings, const char *code)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        count += text_equals(findings->items[i].code, code);
    }
    return count;
}

const struct finding *finding_of(const struct findings *findings, const char *code)
{
    for (size_t i = 0; i < findings->count; i++) {
        if (text_equals(findings->items[i].code, code)) {
            return &findings->items[i];
        }
    }
    return NULL;
}

double evidence_of(const struct finding *finding, const char *name)
{
    for (uint32_t i = 0; i < finding->evidence_count; i++) {
        if (text_equals(finding->evidence[i].name, name)) {
            return finding->evidence[i].value;
        }
    }
    return NAN;
}
