/*
 * One rule of a policy file, laid over the rule of the same id if there is one: what the
 * file does not say stays as it was.
 */
#include "base/text.h"
#include "base/yaml_value.h"
#include "policy/expression.h"
#include "policy/policy_draft.h"

#include <string.h>

enum { KEY_LIMIT = 40, KIND_LIMIT = 64, REMEDY_LIMIT = 20 };

static const char *const common_keys[] = {
    "id",     "kind",   "title", "off",  "severity", "applies-to",
    "source", "status", "why",   "note", "remedies",
};
static const char *const pattern_keys[] = {"names",     "labels",     "values",
                                           "add-names", "add-labels", "add-values"};
static const char *const rounding_keys[] = {"method", "bands", "percent-bands"};
static const char *const condition_keys[] = {"code", "condition", "message"};

#define WORDS_OF(array) ((struct words){(array), sizeof(array) / sizeof((array)[0])})

static struct policy_rule *find_rule(const struct policy_draft *draft, const char *id)
{
    for (size_t i = 0; i < draft->rule_count; i++) {
        if (text_equals(draft->rules[i].id, id)) {
            return &draft->rules[i];
        }
    }
    return NULL;
}

static void check_keys(struct policy_draft *draft, const struct rule_kind *kind,
                       const struct yaml_node *node)
{
    const char *keys[KEY_LIMIT];
    size_t count = 0;
    const struct words groups[] = {
        WORDS_OF(common_keys),
        kind->takes_patterns ? WORDS_OF(pattern_keys) : (struct words){NULL, 0},
        kind->takes_condition ? WORDS_OF(condition_keys) : (struct words){NULL, 0},
        kind->takes_rounding ? WORDS_OF(rounding_keys) : (struct words){NULL, 0},
    };
    for (size_t i = 0; i < KIND_PARAMETER_LIMIT && kind->parameters[i].key; i++) {
        keys[count++] = kind->parameters[i].key;
    }
    for (size_t g = 0; g < sizeof(groups) / sizeof(groups[0]); g++) {
        for (size_t i = 0; i < groups[g].count; i++) {
            keys[count++] = groups[g].items[i];
        }
    }
    value_check_keys(draft->problems, node, (struct words){keys, count});
}

static const struct rule_kind *read_kind(struct policy_draft *draft,
                                         const struct yaml_node *node)
{
    const char *names[KIND_LIMIT];
    size_t count = 0;
    for (; count < KIND_LIMIT && rule_kind_at(count); count++) {
        names[count] = rule_kind_at(count)->name;
    }
    size_t index = 0;
    return value_choice(draft->problems, node, "kind", (struct words){names, count},
                        &index)
               ? rule_kind_at(index)
               : NULL;
}

static void read_severity(struct policy_draft *draft, struct policy_rule *rule,
                          const struct yaml_node *node)
{
    static const enum severity severities[] = {SEVERITY_FAIL, SEVERITY_REVIEW,
                                               SEVERITY_CANNOT_ASSESS, SEVERITY_INFO};
    enum { SEVERITY_COUNT = sizeof(severities) / sizeof(severities[0]) };
    const char *names[SEVERITY_COUNT];
    for (size_t i = 0; i < SEVERITY_COUNT; i++) {
        names[i] = severity_name(severities[i]);
    }
    size_t index = 0;
    if (value_choice(draft->problems, node, "severity",
                     (struct words){names, SEVERITY_COUNT}, &index)) {
        rule->severity = severities[index];
    }
}

static void read_class(struct policy_draft *draft, const struct yaml_node *node,
                       unsigned *classes)
{
    const char *names[CLASS_COUNT];
    for (int i = 0; i < CLASS_COUNT; i++) {
        names[i] = statistic_class_name((enum statistic_class)i);
    }
    size_t index = 0;
    if (value_choice(draft->problems, node, "applies-to",
                     (struct words){names, CLASS_COUNT}, &index)) {
        *classes |= 1u << index;
    }
}

/* A list of statistic classes, one class, or `all`. */
static void read_applies_to(struct policy_draft *draft, struct policy_rule *rule,
                            const struct yaml_node *node)
{
    unsigned classes = 0;
    if (node->kind == YAML_TEXT && text_equals(node->text, "all")) {
        rule->applies_to = 0;
        return;
    }
    if (node->kind == YAML_LIST) {
        for (size_t i = 0; i < node->count; i++) {
            read_class(draft, node->entries[i].value, &classes);
        }
    } else {
        read_class(draft, node, &classes);
    }
    if (node->kind == YAML_LIST && node->count == 0) {
        value_mistake(draft->problems, node,
                      "Write 'all' for every class, or 'off: true'.",
                      "applies-to is empty");
    }
    rule->applies_to = classes;
}

static void read_remedies(struct policy_draft *draft, struct policy_rule *rule,
                          const struct yaml_node *node)
{
    if (node->kind != YAML_LIST || node->count > REMEDY_LIMIT) {
        value_mistake(draft->problems, node, "Write one remedy a line, the best first.",
                      "remedies must be a list of at most 20");
        return;
    }
    const char **remedies = arena_array(draft->arena, node->count + 1, const char *);
    rule->remedy_count = 0;
    for (size_t i = 0; i < node->count; i++) {
        if (value_text(draft->problems, node->entries[i].value, "a remedy",
                       &remedies[rule->remedy_count])) {
            rule->remedy_count++;
        }
    }
    rule->remedies = remedies;
}

static void read_texts(struct policy_draft *draft, struct policy_rule *rule,
                       const struct yaml_node *node)
{
    const struct {
        const char *key;
        const char **text;
    } texts[] = {
        {"title", &rule->title},
        {"why", &rule->why},
        {"note", &rule->note},
        {"message", &rule->message},
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        const struct yaml_node *text = yaml_find(node, texts[i].key);
        if (text) {
            (void)value_text(draft->problems, text, texts[i].key, texts[i].text);
        }
    }
}

static void read_common(struct policy_draft *draft, struct policy_rule *rule,
                        const struct yaml_node *node)
{
    const struct yaml_node *severity = yaml_find(node, "severity");
    const struct yaml_node *classes = yaml_find(node, "applies-to");
    const struct yaml_node *remedies = yaml_find(node, "remedies");
    const struct yaml_node *off = yaml_find(node, "off");
    bool is_off = !rule->is_on;
    if (severity) {
        read_severity(draft, rule, severity);
    }
    if (classes) {
        read_applies_to(draft, rule, classes);
    }
    if (remedies) {
        read_remedies(draft, rule, remedies);
    }
    if (off && value_yes_no(draft->problems, off, "off", &is_off)) {
        rule->is_on = !is_off;
    }
    read_texts(draft, rule, node);
}

static void blank_rule(struct policy_draft *draft, struct policy_rule *rule,
                       const char *id, const struct rule_kind *kind)
{
    *rule = (struct policy_rule){
        .id = id,
        .kind = kind,
        .code = kind->code ? kind->code : "",
        .title = kind->title,
        .is_on = true,
        .severity = kind->severity,
        .condition_text = "",
        .message = "",
        .why = "",
        .note = "",
        .source = source_not_stated(draft),
    };
    for (size_t i = 0; i < KIND_PARAMETER_LIMIT; i++) {
        rule->numbers[i] = kind->parameters[i].fallback;
        rule->number_sources[i] =
            (struct source){"default of this program", "", "unconfirmed"};
    }
}

/* The kind that the rule has, or is to have; NULL when that is not to be found out. */
static const struct rule_kind *kind_of(struct policy_draft *draft,
                                       const struct policy_rule *before,
                                       const struct yaml_node *node)
{
    const struct yaml_node *kind_node = yaml_find(node, "kind");
    if (!kind_node && !before) {
        const struct yaml_node *id = yaml_find(node, "id");
        value_mistake(draft->problems, id,
                      "A rule that no earlier file has must say 'kind: NAME'.",
                      "rule '%s' has no kind", id->text);
        return NULL;
    }
    if (!kind_node) {
        return before->kind;
    }
    const struct rule_kind *kind = read_kind(draft, kind_node);
    if (before && kind && kind != before->kind) {
        value_mistake(draft->problems, kind_node,
                      "Switch the rule off and add one with another id.",
                      "rule '%s' is of kind '%s' already", before->id,
                      before->kind->name);
        return NULL;
    }
    return kind;
}

static void read_condition(struct policy_draft *draft, struct policy_rule *rule,
                           const struct yaml_node *node)
{
    const struct yaml_node *condition = yaml_find(node, "condition");
    const char *text = NULL;
    if (condition && value_text(draft->problems, condition, "condition", &text)) {
        const char *sentence = NULL;
        rule->condition = expression_compile(draft->arena, text, &sentence);
        if (!rule->condition) {
            value_mistake(draft->problems, condition, "rules/README.md lists the fields.",
                          "condition: %s", sentence);
            return;
        }
        rule->condition_text = text;
        policy_handles_add(draft, (struct policy_handle){.expression = rule->condition});
    }
}

static void read_code(struct policy_draft *draft, struct policy_rule *rule,
                      const struct yaml_node *node)
{
    const struct yaml_node *code = yaml_find(node, "code");
    if (!code) {
        return;
    }
    if (code->kind != YAML_TEXT || strlen(code->text) != 4 || code->text[0] != 'U' ||
        strspn(code->text + 1, "0123456789") != 3) {
        value_mistake(draft->problems, code, "Rules of your own are U001 to U999.",
                      "a code is U and three digits");
        return;
    }
    rule->code = code->text;
}

/* `kind: expression` must say what it looks for and what to call it. */
static void read_expression(struct policy_draft *draft, struct policy_rule *rule,
                            const struct yaml_node *node)
{
    if (!rule->kind->takes_condition) {
        return;
    }
    const struct {
        const char *key;
        bool is_missing;
    } needed[] = {
        {"code", text_is_blank(rule->code) && !yaml_find(node, "code")},
        {"condition", !rule->condition && !yaml_find(node, "condition")},
        {"message", text_is_blank(rule->message) && !yaml_find(node, "message")},
    };
    for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
        if (needed[i].is_missing) {
            value_mistake(draft->problems, yaml_find(node, "id"),
                          "An expression has a code (U001), a condition and a message.",
                          "rule '%s' needs '%s'", rule->id, needed[i].key);
        }
    }
    read_code(draft, rule, node);
    read_condition(draft, rule, node);
    const char *wrong = expression_message_mistake(draft->arena, rule->message);
    if (wrong) {
        const struct yaml_node *message = yaml_find(node, "message");
        value_mistake(draft->problems, message ? message : node,
                      "rules/README.md lists the fields.", "the message has no field %s",
                      wrong);
    }
}

static void store_rule(struct policy_draft *draft, const struct policy_rule *rule)
{
    struct policy_rule *before = find_rule(draft, rule->id);
    if (before) {
        *before = *rule;
    } else {
        *arena_add(draft->arena, draft->rules, draft->rule_count, draft->rule_capacity) =
            *rule;
    }
}

void rule_read(struct policy_draft *draft, const struct yaml_node *node)
{
    const struct yaml_node *id_node = yaml_find(node, "id");
    const char *id = NULL;
    if (!id_node) {
        value_mistake(draft->problems, node, "Write '- id: NAME' and the rest under it.",
                      "a rule has no id");
        return;
    }
    if (!value_id(draft->problems, id_node, "id", &id)) {
        return;
    }
    const struct policy_rule *before = find_rule(draft, id);
    const struct rule_kind *kind = kind_of(draft, before, node);
    if (!kind) {
        return;
    }
    struct policy_rule rule;
    if (before) {
        rule = *before;
    } else {
        blank_rule(draft, &rule, id, kind);
    }
    check_keys(draft, kind, node);
    read_common(draft, &rule, node);
    rule_read_numbers(draft, &rule, node, !before);
    if (kind->takes_patterns) {
        rule_read_patterns(draft, &rule, node);
    }
    if (kind->takes_rounding) {
        rule_read_rounding(draft, &rule, node);
    }
    read_expression(draft, &rule, node);
    rule.full_id = text_format(draft->arena, "%s/%s", draft->policy.id, id);
    rule.file = draft->file;
    rule.line = node->place.line;
    store_rule(draft, &rule);
}
