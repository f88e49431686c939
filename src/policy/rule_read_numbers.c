/*
 * The numbers of a rule, and where they and the rule come from.
 */
#include "base/text.h"
#include "base/yaml_value.h"
#include "policy/policy_draft.h"

static const char *const statuses[] = {"confirmed", "second-hand", "unconfirmed"};
static const char *const number_keys[] = {"value", "source", "status"};

#define WORDS_OF(array) ((struct words){(array), sizeof(array) / sizeof((array)[0])})

struct source source_not_stated(const struct policy_draft *draft)
{
    return (struct source){
        .title = text_format(draft->arena, "not stated in %s", draft->policy.id),
        .address = "",
        .status = "unconfirmed",
    };
}

static void read_status(struct policy_draft *draft, const struct yaml_node *map,
                        struct source *source)
{
    const struct yaml_node *node = yaml_find(map, "status");
    size_t index = 0;
    if (node &&
        value_choice(draft->problems, node, "status", WORDS_OF(statuses), &index)) {
        source->status = statuses[index];
    }
}

bool source_read(struct policy_draft *draft, const struct yaml_node *map,
                 struct source *source)
{
    const struct yaml_node *node = yaml_find(map, "source");
    const char *id = NULL;
    bool is_named = false;
    if (node && value_text(draft->problems, node, "source", &id)) {
        const char **ids =
            arena_array(draft->arena, draft->source_count + 1, const char *);
        size_t index = draft->source_count;
        for (size_t i = 0; i < draft->source_count; i++) {
            ids[i] = draft->sources[i].id;
            index = text_equals(id, ids[i]) ? i : index;
        }
        if (index == draft->source_count) {
            value_mistake(
                draft->problems, node,
                value_suggestion(draft->problems, id, (struct words){ids, index}),
                "there is no source '%s'", id);
        } else {
            *source = draft->sources[index].source;
            source->status = "unconfirmed";
            is_named = true;
        }
    }
    read_status(draft, map, source);
    return is_named;
}

static void check_number(struct policy_draft *draft,
                         const struct kind_parameter *parameter,
                         const struct yaml_node *node, double number)
{
    if (number < parameter->lowest || number > parameter->highest) {
        value_mistake(draft->problems, node,
                      text_format(draft->arena, "It is the %s.", parameter->meaning),
                      "%s must be from %s to %s, not %s", parameter->key,
                      text_number_short(draft->arena, parameter->lowest),
                      text_number_short(draft->arena, parameter->highest), node->text);
    } else if (parameter->is_whole && number != (double)(long long)number) {
        value_mistake(draft->problems, node, "", "%s must be a whole number, not %s",
                      parameter->key, node->text);
    }
}

/* `minimum: 10`, or `minimum: {value: 10, source: ID, status: confirmed}`. */
static void read_number(struct policy_draft *draft, struct policy_rule *rule,
                        size_t index, const struct yaml_node *node,
                        const struct source *source)
{
    const struct kind_parameter *parameter = &rule->kind->parameters[index];
    const struct yaml_node *value = node;
    rule->number_sources[index] = *source;
    if (node->kind == YAML_MAP) {
        value_check_keys(draft->problems, node, WORDS_OF(number_keys));
        (void)source_read(draft, node, &rule->number_sources[index]);
        value = yaml_find(node, "value");
    }
    double number = 0;
    if (!value) {
        value_mistake(draft->problems, node,
                      "Write {value: 10, source: ID, status: WORD}.", "%s has no value",
                      parameter->key);
    } else if (value_number(draft->problems, value, parameter->key, &number)) {
        check_number(draft, parameter, value, number);
        rule->numbers[index] = number;
        rule->is_set[index] = true;
    }
}

static void read_numbers(struct policy_draft *draft, struct policy_rule *rule,
                         const struct yaml_node *node, const struct source *source)
{
    const struct rule_kind *kind = rule->kind;
    for (size_t i = 0; i < KIND_PARAMETER_LIMIT && kind->parameters[i].key; i++) {
        const struct yaml_node *number = yaml_find(node, kind->parameters[i].key);
        if (number) {
            read_number(draft, rule, i, number, source);
        } else if (!rule->is_set[i] && kind->parameters[i].is_required && rule->is_on) {
            value_mistake(
                draft->problems, yaml_find(node, "id"),
                text_format(draft->arena, "It is the %s.", kind->parameters[i].meaning),
                "rule '%s' needs '%s'", rule->id, kind->parameters[i].key);
        }
    }
}

/* A number that this file changes must not borrow the source that an earlier file gave.
 */
void rule_read_numbers(struct policy_draft *draft, struct policy_rule *rule,
                       const struct yaml_node *node, bool is_new)
{
    const bool is_named = source_read(draft, node, &rule->source);
    if (is_new && !is_named && !text_equals(rule->source.status, "unconfirmed")) {
        value_mistake(draft->problems, yaml_find(node, "status"),
                      "Add 'source: ID', or leave the status out.",
                      "status '%s' needs a source", rule->source.status);
    }
    const struct source source =
        is_named || is_new ? rule->source : source_not_stated(draft);
    read_numbers(draft, rule, node, &source);
}
