/*
 * A risk appetite of ACRO (config.json of a session, or a YAML file like its
 * default.yaml), read as an overlay of the policy `acro`. JSON is YAML here.
 *
 * Keys that say nothing about a rule (how sessions are run) are known and left alone.
 */
#include "base/file.h"
#include "base/text.h"
#include "base/yaml_value.h"
#include "policy/policy_draft.h"

#include <math.h>

/* A number of the appetite, and the rule it belongs to; shares become percent. */
struct appetite_number {
    const char *key;
    const char *rule;
    const char *number;
    double factor;
};

static const struct appetite_number numbers[] = {
    {"safe_threshold", "minimum-count", "minimum", 1},
    {"safe_threshold", "percent-base", "minimum-base", 1},
    {"safe_threshold", "percent-base", "minimum-average", 1},
    {"safe_threshold", "differencing", "minimum", 1},
    {"safe_threshold", "recoverable", "minimum", 1},
    {"safe_threshold", "hidden-sum", "minimum", 1},
    {"safe_threshold", "gives-back-count", "minimum", 1},
    {"safe_dof_threshold", "degrees-of-freedom", "minimum", 1},
    {"safe_nk_n", "dominance-nk", "n", 1},
    {"safe_nk_k", "dominance-nk", "k", 100},
    {"safe_pratio_p", "dominance-p", "p", 100},
    {"survival_safe_threshold", "survival-step", "minimum", 1},
    {"safe_round_base", "not-rounded", "base", 1},
};

static const char *const known_keys[] = {
    "safe_threshold",
    "safe_dof_threshold",
    "safe_nk_n",
    "safe_nk_k",
    "safe_pratio_p",
    "check_missing_values",
    "survival_safe_threshold",
    "zeros_are_disclosive",
    "safe_round_base",
    "federated",
    "blocked_extensions",
    "suppress",
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

bool policy_is_appetite(const struct yaml_node *root)
{
    return root->kind == YAML_MAP && !yaml_find(root, "id") &&
           (yaml_find(root, "safe_threshold") || yaml_find(root, "safe_dof_threshold") ||
            yaml_find(root, "safe_nk_n") || yaml_find(root, "safe_pratio_p"));
}

static struct policy_rule *rule_of(struct policy_draft *draft, const char *id)
{
    for (size_t i = 0; i < draft->rule_count; i++) {
        if (text_equals(draft->rules[i].id, id)) {
            return &draft->rules[i];
        }
    }
    return NULL;
}

static void mark_rule(struct policy_draft *draft, struct policy_rule *rule,
                      const struct yaml_node *node)
{
    rule->full_id = text_format(draft->arena, "%s/%s", draft->policy.id, rule->id);
    rule->file = draft->file;
    rule->line = node->place.line;
}

static void set_number(struct policy_draft *draft, const struct appetite_number *set,
                       const struct yaml_node *node, const struct source *source)
{
    struct policy_rule *rule = rule_of(draft, set->rule);
    double number = 0;
    if (!rule || !value_number(draft->problems, node, set->key, &number)) {
        return;
    }
    /* 0.9 is 90 % and not 90.00000000000001. */
    number = set->factor > 1 ? round(number * set->factor * 1e9) / 1e9 : number;
    for (size_t i = 0; i < KIND_PARAMETER_LIMIT && rule->kind->parameters[i].key; i++) {
        const struct kind_parameter *parameter = &rule->kind->parameters[i];
        if (!text_equals(parameter->key, set->number)) {
            continue;
        }
        if (number < parameter->lowest || number > parameter->highest ||
            (parameter->is_whole && number != floor(number))) {
            value_mistake(draft->problems, node, "", "%s cannot be %s", set->key,
                          node->text);
            return;
        }
        rule->numbers[i] = number;
        rule->is_set[i] = true;
        rule->number_sources[i] = *source;
    }
    if (rule->kind->takes_rounding) {
        rule->rounding.base = number;
    }
    mark_rule(draft, rule, node);
}

static void read_zeros(struct policy_draft *draft, const struct yaml_node *root)
{
    const struct yaml_node *node = yaml_find(root, "zeros_are_disclosive");
    struct policy_rule *rule = rule_of(draft, "zero");
    if (node && rule &&
        value_yes_no(draft->problems, node, "zeros_are_disclosive", &rule->is_on)) {
        mark_rule(draft, rule, node);
    }
}

void policy_read_appetite(struct policy_draft *draft, const struct yaml_node *root)
{
    struct policy *policy = &draft->policy;
    const struct source source = {
        .title = text_format(draft->arena, "risk appetite in %s", path_name(draft->file)),
        .address = "",
        .status = "confirmed",
    };
    value_check_keys(draft->problems, root,
                     (struct words){known_keys, COUNT_OF(known_keys)});
    policy->id = "acro-appetite";
    policy->title =
        text_format(draft->arena, "ACRO, risk appetite of %s", path_name(draft->file));
    policy->version = "";
    policy->owner = "";
    const struct yaml_node *mistaken = NULL; /* said once, whatever rules it is for */
    policy->summary = "The rules of the policy acro with the numbers of a session.";
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        const struct yaml_node *node = yaml_find(root, numbers[i].key);
        const size_t before = draft->problems->count;
        if (node && node != mistaken) {
            set_number(draft, &numbers[i], node, &source);
        }
        mistaken = draft->problems->count > before ? node : mistaken;
    }
    read_zeros(draft, root);
}
