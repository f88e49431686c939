/*
 * The key `process` of a policy file, laid over what earlier files said.
 */
#include "base/text.h"
#include "base/yaml_value.h"
#include "policy/policy_draft.h"

#define WORDS_OF(array) ((struct words){(array), sizeof(array) / sizeof((array)[0])})

static const char *const review_words[] = {"sequential", "blind"};
static const char *const reason_words[] = {"always", "unless-passed", "refusals"};
static const char *const unit_words[] = {"hours", "working-days"};

const char *review_mode_name(enum review_mode mode)
{
    return mode == REVIEW_MODE_NOT_STATED ? "not stated" : review_words[mode - 1];
}

const char *reason_mode_name(enum reason_mode mode)
{
    return mode == REASON_MODE_NOT_STATED ? "not stated" : reason_words[mode - 1];
}

const char *lead_unit_name(enum lead_unit unit)
{
    return unit == LEAD_HOURS ? "hours" : "working days";
}

/* The plain value of `key: VALUE` or `key: {value: VALUE, source: ID, status: WORD}`, or
 * NULL; its source in `*source`. */
static const struct yaml_node *stated(struct policy_draft *draft,
                                      const struct yaml_node *map, const char *key,
                                      struct source *source)
{
    static const char *const keys[] = {"value", "source", "status"};
    const struct yaml_node *node = yaml_find(map, key);
    if (!node) {
        return NULL;
    }
    *source = source_not_stated(draft);
    if (node->kind != YAML_MAP) {
        return node;
    }
    value_check_keys(draft->problems, node, WORDS_OF(keys));
    (void)source_read(draft, node, source);
    const struct yaml_node *value = yaml_find(node, "value");
    if (!value) {
        value_mistake(draft->problems, node,
                      "Write {value: 2, source: ID, status: WORD}.", "%s has no value",
                      key);
    }
    return value;
}

/* A whole number from 1 up to `most`. */
static bool read_whole(struct policy_draft *draft, const struct yaml_node *node,
                       const char *key, double most, double *number)
{
    double read = 0;
    if (!value_number(draft->problems, node, key, &read)) {
        return false;
    }
    if (read < 1 || read > most || read != (double)(long long)read) {
        value_mistake(draft->problems, node, "",
                      "%s must be a whole number from 1 to %s, not %s", key,
                      text_number_short(draft->arena, most), node->text);
        return false;
    }
    *number = read;
    return true;
}

static void read_review(struct policy_draft *draft, const struct yaml_node *map)
{
    struct policy_process *process = &draft->policy.process;
    double number = 0;
    size_t index = 0;
    const struct yaml_node *node =
        stated(draft, map, "checkers", &process->checkers_source);
    if (node && read_whole(draft, node, "checkers", 9, &number)) {
        process->checkers = (unsigned)number;
    }
    node = stated(draft, map, "review", &process->review_source);
    if (node &&
        value_choice(draft->problems, node, "review", WORDS_OF(review_words), &index)) {
        process->review = index == 0 ? REVIEW_MODE_SEQUENTIAL : REVIEW_MODE_BLIND;
    }
    node = stated(draft, map, "review-own", &process->own_source);
    if (node) {
        (void)value_yes_no(draft->problems, node, "review-own", &process->may_review_own);
    }
    node = stated(draft, map, "reason", &process->reason_source);
    if (node &&
        value_choice(draft->problems, node, "reason", WORDS_OF(reason_words), &index)) {
        process->reason = (enum reason_mode)(index + REASON_MODE_ALWAYS);
    }
    node = stated(draft, map, "turnaround", &process->turnaround_source);
    if (node) {
        (void)read_whole(draft, node, "turnaround", 366, &process->turnaround);
    }
}

static void store_notice(struct policy_draft *draft, const struct policy_notice *notice)
{
    for (size_t i = 0; i < draft->notice_count; i++) {
        if (text_equals(draft->notices[i].id, notice->id)) {
            draft->notices[i] = *notice;
            return;
        }
    }
    *arena_add(draft->arena, draft->notices, draft->notice_count,
               draft->notice_capacity) = *notice;
}

static bool has_key(struct policy_draft *draft, const struct yaml_node *map,
                    const char *key)
{
    if (yaml_find(map, key)) {
        return true;
    }
    value_mistake(draft->problems, map,
                  "A notice has an id, a lead, a unit and a recipient.",
                  "the notice has no %s", key);
    return false;
}

static void read_notice(struct policy_draft *draft, const struct yaml_node *map)
{
    static const char *const keys[] = {"id",   "what",   "recipient", "lead",
                                       "unit", "source", "status"};
    static const char *const needed[] = {"id", "recipient", "lead", "unit"};
    struct policy_notice notice = {.what = "", .source = source_not_stated(draft)};
    bool is_whole = map->kind == YAML_MAP;
    size_t unit = 0;
    if (!is_whole) {
        value_mistake(draft->problems, map, "Write '- id: NAME' and the rest under it.",
                      "a notice must be a map");
        return;
    }
    value_check_keys(draft->problems, map, WORDS_OF(keys));
    for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
        is_whole &= has_key(draft, map, needed[i]);
    }
    if (!is_whole) {
        return;
    }
    const struct yaml_node *what = yaml_find(map, "what");
    (void)source_read(draft, map, &notice.source);
    if (what) {
        (void)value_text(draft->problems, what, "what", &notice.what);
    }
    /* All of them, so that every mistake is said. */
    is_whole = value_id(draft->problems, yaml_find(map, "id"), "id", &notice.id);
    is_whole = value_text(draft->problems, yaml_find(map, "recipient"), "recipient",
                          &notice.recipient) &&
               is_whole;
    is_whole = read_whole(draft, yaml_find(map, "lead"), "lead", 10000, &notice.lead) &&
               is_whole;
    is_whole = value_choice(draft->problems, yaml_find(map, "unit"), "unit",
                            WORDS_OF(unit_words), &unit) &&
               is_whole;
    notice.unit = unit == 0 ? LEAD_HOURS : LEAD_WORKING_DAYS;
    if (is_whole) {
        store_notice(draft, &notice);
    }
}

void policy_read_process(struct policy_draft *draft, const struct yaml_node *root)
{
    static const char *const keys[] = {"checkers", "review",     "review-own",
                                       "reason",   "turnaround", "notices"};
    const struct yaml_node *map = yaml_find(root, "process");
    if (!map) {
        return;
    }
    if (map->kind != YAML_MAP) {
        value_mistake(draft->problems, map, "Write 'process:', then 'checkers: 2'.",
                      "process must be a map");
        return;
    }
    value_check_keys(draft->problems, map, WORDS_OF(keys));
    read_review(draft, map);
    const struct yaml_node *notices = yaml_find(map, "notices");
    if (notices && notices->kind != YAML_LIST) {
        value_mistake(draft->problems, notices,
                      "Write 'notices:', then '- id: NAME' for each.",
                      "notices must be a list");
        return;
    }
    for (size_t i = 0; notices && i < notices->count; i++) {
        read_notice(draft, notices->entries[i].value);
    }
}
