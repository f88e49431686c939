/*
 * The pattern lists of a rule: compiled at once, so that a mistake is shown where it
 * stands.
 */
#include "base/text.h"
#include "base/yaml_value.h"
#include "policy/pattern.h"
#include "policy/policy_draft.h"

enum { PATTERN_LIMIT = 300 };

/* The place `offset` bytes into the text of a node, where the file shows it unchanged. */
static struct place place_inside(struct arena *arena, const struct yaml_node *node,
                                 size_t offset)
{
    struct place place = node->place;
    if (node->is_plain) {
        place.column += text_width(text_copy(arena, node->text, offset));
        place.width = 1;
    }
    return place;
}

static const struct pattern *compile(struct policy_draft *draft,
                                     const struct yaml_node *node,
                                     enum pattern_scope scope)
{
    struct pattern_mistake mistake = {0};
    const struct pattern *pattern =
        pattern_compile(draft->arena, node->text, scope, &mistake);
    if (!pattern) {
        problem_add(draft->problems, OUTCHECK_ERROR_USAGE,
                    place_inside(draft->arena, node, mistake.offset),
                    "Patterns are Perl regular expressions; put them in single quotes.",
                    "pattern: %s (after %zu characters)", mistake.sentence,
                    mistake.offset);
        return NULL;
    }
    policy_handles_add(draft, (struct policy_handle){.pattern = pattern});
    return pattern;
}

/* `'^urn$'`, or `{pattern: '^urn$', meaning: school}`. False when it is wrong. */
static bool read_pattern(struct policy_draft *draft, const struct yaml_node *node,
                         enum pattern_scope scope, struct policy_pattern *pattern)
{
    static const char *const keys[] = {"pattern", "meaning"};
    const struct yaml_node *text = node;
    *pattern = (struct policy_pattern){.meaning = ""};
    if (node->kind == YAML_MAP) {
        value_check_keys(draft->problems, node, (struct words){keys, 2});
        text = yaml_find(node, "pattern");
        const struct yaml_node *meaning = yaml_find(node, "meaning");
        if (meaning) {
            (void)value_text(draft->problems, meaning, "meaning", &pattern->meaning);
        }
    }
    if (!text || text->kind != YAML_TEXT) {
        value_mistake(draft->problems, node,
                      "Write '...' or {pattern: '...', meaning: TEXT}.",
                      "this is no pattern");
        return false;
    }
    pattern->written = text->text;
    pattern->pattern = compile(draft, text, scope);
    return pattern->pattern != NULL;
}

/* Reads a list; with `keep`, the patterns that are there already stay in front. */
static void read_list(struct policy_draft *draft, const struct yaml_node *node,
                      enum pattern_scope scope, bool keep, struct pattern_list *list)
{
    if (!node) {
        return;
    }
    const size_t kept = keep ? list->count : 0;
    if (node->kind != YAML_LIST || node->count + kept > PATTERN_LIMIT) {
        value_mistake(draft->problems, node, "Write one pattern a line, each after '- '.",
                      "patterns must be a list of at most 300");
        return;
    }
    struct policy_pattern *items =
        arena_array(draft->arena, kept + node->count + 1, struct policy_pattern);
    size_t count = 0;
    for (; count < kept; count++) {
        items[count] = list->items[count];
    }
    for (size_t i = 0; i < node->count; i++) {
        if (read_pattern(draft, node->entries[i].value, scope, &items[count])) {
            count++;
        }
    }
    *list = (struct pattern_list){items, count};
}

void rule_read_patterns(struct policy_draft *draft, struct policy_rule *rule,
                        const struct yaml_node *node)
{
    const struct {
        const char *key;
        const char *add_key;
        enum pattern_scope scope;
        struct pattern_list *list;
    } lists[] = {
        {"names", "add-names", PATTERN_ANYWHERE, &rule->names},
        {"labels", "add-labels", PATTERN_ANYWHERE, &rule->labels},
        {"values", "add-values", PATTERN_WHOLE, &rule->values},
    };
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        read_list(draft, yaml_find(node, lists[i].key), lists[i].scope, false,
                  lists[i].list);
        read_list(draft, yaml_find(node, lists[i].add_key), lists[i].scope, true,
                  lists[i].list);
    }
}
