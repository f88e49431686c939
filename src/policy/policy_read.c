/*
 * One file of a policy: everything at its top level. Rules are read by rule_read.c.
 */
#include "base/text.h"
#include "base/yaml_value.h"
#include "policy/policy_draft.h"

#include <string.h>

enum { RULE_LIMIT = 500, SYMBOL_BYTE_LIMIT = 31 };

static const char *const policy_keys[] = {
    "id",
    "title",
    "version",
    "owner",
    "summary",
    "valid-from",
    "valid-to",
    "extends",
    "marker",
    "symbols",
    "sources",
    "rules",
    "confidence",
    "recompute-totals",
    "hide-parameters",
    "process",
};

static void read_identity(struct policy_draft *draft, const struct yaml_node *root)
{
    struct policy *policy = &draft->policy;
    const struct {
        const char *key;
        const char **text;
    } texts[] = {
        {"title", &policy->title},
        {"version", &policy->version},
        {"owner", &policy->owner},
        {"summary", &policy->summary},
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        const struct yaml_node *node = yaml_find(root, texts[i].key);
        *texts[i].text = "";
        if (node) {
            (void)value_text(draft->problems, node, texts[i].key, texts[i].text);
        }
    }
    const struct yaml_node *id = yaml_find(root, "id");
    policy->id = "";
    if (!id) {
        value_mistake(draft->problems, root, "Begin with 'id: NAME'.",
                      "the policy has no id");
    } else {
        (void)value_id(draft->problems, id, "id", &policy->id);
    }
    if (text_is_blank(policy->title)) {
        policy->title = policy->id;
    }
}

static void read_dates(struct policy_draft *draft, const struct yaml_node *root)
{
    struct policy *policy = &draft->policy;
    const struct yaml_node *from = yaml_find(root, "valid-from");
    const struct yaml_node *to = yaml_find(root, "valid-to");
    policy->valid_from = "";
    policy->valid_to = "";
    if (from) {
        (void)value_date(draft->problems, from, "valid-from", &policy->valid_from);
    }
    if (to) {
        (void)value_date(draft->problems, to, "valid-to", &policy->valid_to);
    }
    if (*policy->valid_from && *policy->valid_to &&
        strcmp(policy->valid_from, policy->valid_to) > 0) {
        value_mistake(draft->problems, to, "", "valid-to is before valid-from");
    }
}

static void read_share(struct policy_draft *draft, const struct yaml_node *map,
                       const char *key, double *share)
{
    const struct yaml_node *node = yaml_find(map, key);
    double number = 0;
    if (!node || !value_number(draft->problems, node, key, &number)) {
        return;
    }
    if (number < 0 || number > 1) {
        value_mistake(draft->problems, node, "0.9 stands for 90 %.",
                      "%s must be from 0 to 1", key);
        return;
    }
    *share = number;
}

static void read_confidence(struct policy_draft *draft, const struct yaml_node *root)
{
    static const char *const keys[] = {"review-below", "cannot-assess-below"};
    const struct yaml_node *map = yaml_find(root, "confidence");
    if (!map) {
        return;
    }
    if (map->kind != YAML_MAP) {
        value_mistake(draft->problems, map, "",
                      "confidence must be a map of its two limits");
        return;
    }
    struct policy *policy = &draft->policy;
    value_check_keys(draft->problems, map, (struct words){keys, 2});
    read_share(draft, map, "review-below", &policy->review_confidence);
    read_share(draft, map, "cannot-assess-below", &policy->assess_confidence);
    if (policy->assess_confidence > policy->review_confidence) {
        value_mistake(draft->problems, map, "",
                      "cannot-assess-below must not be above review-below");
    }
}

static void read_source(struct policy_draft *draft, const struct yaml_node *key,
                        const struct yaml_node *map)
{
    static const char *const keys[] = {"title", "address"};
    struct policy_source source = {.source = {"", "", ""}};
    if (!value_id(draft->problems, key, "a source's id", &source.id)) {
        return;
    }
    if (map->kind != YAML_MAP || !yaml_find(map, "title")) {
        value_mistake(draft->problems, map, "Give it a title and an address.",
                      "source '%s' has no title", source.id);
        return;
    }
    value_check_keys(draft->problems, map, (struct words){keys, 2});
    (void)value_text(draft->problems, yaml_find(map, "title"), "title",
                     &source.source.title);
    const struct yaml_node *address = yaml_find(map, "address");
    if (address) {
        (void)value_text(draft->problems, address, "address", &source.source.address);
    }
    for (size_t i = 0; i < draft->source_count; i++) {
        if (text_equals(draft->sources[i].id, source.id)) {
            draft->sources[i] = source;
            return;
        }
    }
    *arena_add(draft->arena, draft->sources, draft->source_count,
               draft->source_capacity) = source;
}

static void read_sources(struct policy_draft *draft, const struct yaml_node *root)
{
    const struct yaml_node *map = yaml_find(root, "sources");
    if (map && map->kind != YAML_MAP) {
        value_mistake(draft->problems, map, "Write 'sources:', then 'ID:' for each.",
                      "sources must be a map");
        return;
    }
    for (size_t i = 0; map && i < map->count; i++) {
        read_source(draft, map->entries[i].key, map->entries[i].value);
    }
}

/* `[c]` and `c` are one symbol. */
static const char *bare_symbol(struct arena *arena, const char *text)
{
    const size_t length = strlen(text);
    return length > 2 && text[0] == '[' && text[length - 1] == ']'
               ? text_copy(arena, text + 1, length - 2)
               : text;
}

static bool read_state(struct policy_draft *draft, const struct yaml_node *node,
                       enum cell_state *state)
{
    static const enum cell_state states[] = {
        CELL_HIDDEN, CELL_LOW, CELL_NOT_AVAILABLE, CELL_NOT_APPLICABLE, CELL_UNRELIABLE,
    };
    enum { STATE_COUNT = sizeof(states) / sizeof(states[0]) };
    const char *names[STATE_COUNT];
    for (size_t i = 0; i < STATE_COUNT; i++) {
        names[i] = cell_state_name(states[i]);
    }
    size_t index = 0;
    if (!value_choice(draft->problems, node, "a symbol's state",
                      (struct words){names, STATE_COUNT}, &index)) {
        return false;
    }
    *state = states[index];
    return true;
}

static void read_symbol(struct policy_draft *draft, const struct yaml_node *key,
                        const struct yaml_node *value)
{
    static const char *const keys[] = {"state", "meaning"};
    struct symbol symbol = {.text = bare_symbol(draft->arena, key->text), .meaning = ""};
    if (text_is_blank(symbol.text) || strlen(symbol.text) > SYMBOL_BYTE_LIMIT ||
        strchr("0123456789", symbol.text[0])) {
        value_mistake(draft->problems, key,
                      "A symbol is short and no number; ranges like <10 are always read.",
                      "'%s' cannot be a symbol", key->text);
        return;
    }
    const bool is_map = value->kind == YAML_MAP;
    const struct yaml_node *state = is_map ? yaml_find(value, "state") : value;
    const struct yaml_node *meaning = is_map ? yaml_find(value, "meaning") : NULL;
    if (is_map) {
        value_check_keys(draft->problems, value, (struct words){keys, 2});
    }
    if (!state) {
        value_mistake(draft->problems, value, "Say 'state: hidden', for example.",
                      "symbol '%s' has no state", key->text);
        return;
    }
    if (!read_state(draft, state, &symbol.state)) {
        return;
    }
    if (meaning) {
        (void)value_text(draft->problems, meaning, "meaning", &symbol.meaning);
    }
    for (size_t i = 0; i < draft->symbol_count; i++) {
        if (text_equals_ignoring_case(draft->symbols[i].text, symbol.text)) {
            draft->symbols[i] = symbol;
            return;
        }
    }
    *arena_add(draft->arena, draft->symbols, draft->symbol_count,
               draft->symbol_capacity) = symbol;
}

static void read_symbols(struct policy_draft *draft, const struct yaml_node *root)
{
    const struct yaml_node *map = yaml_find(root, "symbols");
    if (map && map->kind != YAML_MAP) {
        value_mistake(draft->problems, map, "Write 'symbols:', then 'c: hidden'.",
                      "symbols must be a map");
        return;
    }
    for (size_t i = 0; map && i < map->count; i++) {
        read_symbol(draft, map->entries[i].key, map->entries[i].value);
    }
}

static void read_marker(struct policy_draft *draft, const struct yaml_node *root)
{
    const struct yaml_node *node = yaml_find(root, "marker");
    const char *marker = NULL;
    if (!node || !value_text(draft->problems, node, "marker", &marker)) {
        return;
    }
    const struct symbols symbols = {draft->symbols, draft->symbol_count};
    const struct symbol *symbol = symbol_find(&symbols, marker);
    if (!symbol || symbol->state != CELL_HIDDEN) {
        value_mistake(draft->problems, node,
                      "Add it to the symbols with 'state: hidden'.",
                      "the marker '%s' is not a symbol for hidden cells", marker);
        return;
    }
    draft->policy.marker = symbol->text;
}

static void read_switch(struct policy_draft *draft, const struct yaml_node *root,
                        const char *key, bool *answer)
{
    const struct yaml_node *node = yaml_find(root, key);
    if (node) {
        (void)value_yes_no(draft->problems, node, key, answer);
    }
}

/* A file may speak about a rule once. */
static bool is_repeated_rule(struct policy_draft *draft, const struct yaml_node *rules,
                             size_t index)
{
    const struct yaml_node *id = yaml_find(rules->entries[index].value, "id");
    for (size_t i = 0; id && i < index; i++) {
        const struct yaml_node *earlier = yaml_find(rules->entries[i].value, "id");
        if (earlier && text_equals(earlier->text, id->text)) {
            value_mistake(draft->problems, id, "Keep one of the two.",
                          "rule '%s' stands on line %zu already", id->text,
                          earlier->place.line);
            return true;
        }
    }
    return false;
}

static void read_rules(struct policy_draft *draft, const struct yaml_node *root)
{
    const struct yaml_node *rules = yaml_find(root, "rules");
    if (!rules) {
        return;
    }
    if (rules->kind != YAML_LIST || rules->count > RULE_LIMIT) {
        value_mistake(draft->problems, rules,
                      "Write 'rules:', then '- id: NAME' for each.",
                      "rules must be a list of at most 500");
        return;
    }
    for (size_t i = 0; i < rules->count; i++) {
        if (!is_repeated_rule(draft, rules, i)) {
            rule_read(draft, rules->entries[i].value);
        }
    }
}

void policy_read(struct policy_draft *draft, const struct yaml_node *root)
{
    value_check_keys(
        draft->problems, root,
        (struct words){policy_keys, sizeof(policy_keys) / sizeof(policy_keys[0])});
    read_identity(draft, root);
    read_dates(draft, root);
    read_confidence(draft, root);
    read_symbols(draft, root);
    read_marker(draft, root);
    read_switch(draft, root, "recompute-totals", &draft->policy.recompute_totals);
    read_switch(draft, root, "hide-parameters", &draft->policy.hides_parameters);
    read_sources(draft, root);
    policy_read_process(draft, root);
    read_rules(draft, root);
}
