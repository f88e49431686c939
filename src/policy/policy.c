/*
 * Loads the stack of files of a policy, base first, and finishes the draft into a policy.
 */
#include "policy/policy.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/yaml_value.h"
#include "policy/expression.h"
#include "policy/pattern.h"
#include "policy/policy_draft.h"
#include "policy/policy_find.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { STACK_LIMIT = 8 };

/* The files of a stack, from the one asked for down to its base. */
struct stack_file {
    const char *path;
    struct bytes bytes;
    const struct yaml_node *root;
};

struct stack {
    struct stack_file files[STACK_LIMIT];
    size_t count;
};

static bool is_in_stack(const struct stack *stack, const char *path)
{
    for (size_t i = 0; i < stack->count; i++) {
        if (text_equals(stack->files[i].path, path)) {
            return true;
        }
    }
    return false;
}

/* Reads one file and puts it on the stack; its `extends` node, or NULL, in `*base`. */
static bool push_file(struct arena *arena, struct stack *stack, const char *path,
                      const struct yaml_node **base, struct problems *problems)
{
    struct stack_file *file = &stack->files[stack->count++];
    file->path = path;
    if (file_read(arena, path, YAML_BYTE_LIMIT, &file->bytes, problems) != OUTCHECK_OK) {
        return false;
    }
    const struct yaml_file source = {
        .path = path,
        .bytes = file->bytes,
        .what = "policy",
        .beginning = "Begin with 'id: NAME'; rules/README.md shows the shape.",
    };
    file->root = yaml_read(arena, &source, problems);
    *base = file->root ? yaml_find(file->root, "extends") : NULL;
    return file->root != NULL;
}

/* Puts the file that `*base` names under the last one; the next base in `*base`. */
static bool push_base(struct arena *arena, struct stack *stack,
                      const struct yaml_node **base, struct problems *problems)
{
    const struct yaml_node *extends = *base;
    const char *text = NULL;
    if (!value_text(problems, extends, "extends", &text)) {
        return false;
    }
    const char *beside = stack->files[stack->count - 1].path;
    const char *path = policy_find(arena, text, beside, extends->place, problems);
    if (!path) {
        return false;
    }
    if (is_in_stack(stack, path)) {
        value_mistake(problems, extends, "", "'%s' extends itself in a circle", text);
        return false;
    }
    if (stack->count == STACK_LIMIT) {
        value_mistake(problems, extends, "", "more than %d policies on each other",
                      STACK_LIMIT);
        return false;
    }
    return push_file(arena, stack, path, base, problems);
}

static bool collect_stack(struct arena *arena, const char *name, struct stack *stack,
                          struct problems *problems)
{
    const struct yaml_node *base = NULL;
    const char *path = policy_find(arena, name, NULL, (struct place){0}, problems);
    if (!path || !push_file(arena, stack, path, &base, problems)) {
        return false;
    }
    if (policy_is_appetite(stack->files[0].root)) {
        path = policy_find(arena, "acro", NULL, (struct place){0}, problems);
        if (!path || !push_file(arena, stack, path, &base, problems)) {
            return false;
        }
    }
    while (base) {
        if (!push_base(arena, stack, &base, problems)) {
            return false;
        }
    }
    return true;
}

static const char *hash_of_stack(struct arena *arena, const struct stack *stack)
{
    size_t length = 0;
    for (size_t i = 0; i < stack->count; i++) {
        length += stack->files[i].bytes.length;
    }
    char *all = arena_array(arena, length + 1, char);
    size_t end = 0;
    for (size_t i = stack->count; i-- > 0;) {
        memcpy(all + end, stack->files[i].bytes.data, stack->files[i].bytes.length);
        end += stack->files[i].bytes.length;
    }
    return hash_sha256(arena, all, length);
}

static int compare_rules(const void *one, const void *other)
{
    const struct policy_rule *left = one;
    const struct policy_rule *right = other;
    const int by_code = strcmp(left->code, right->code);
    return by_code ? by_code : strcmp(left->id, right->id);
}

static const struct policy *finish(struct policy_draft *draft, const struct stack *stack,
                                   const char *const *ids)
{
    struct policy *policy = arena_new(draft->arena, struct policy);
    const char **files = arena_array(draft->arena, stack->count, const char *);
    for (size_t i = 0; i < stack->count; i++) {
        files[i] = stack->files[stack->count - 1 - i].path;
    }
    if (draft->rule_count) {
        qsort(draft->rules, draft->rule_count, sizeof(draft->rules[0]), compare_rules);
    }
    *policy = draft->policy;
    policy->sha256 = hash_of_stack(draft->arena, stack);
    policy->stack = ids;
    policy->stack_files = files;
    policy->stack_count = stack->count;
    policy->symbols = (struct symbols){draft->symbols, draft->symbol_count};
    policy->rules = draft->rules;
    policy->rule_count = draft->rule_count;
    policy->handles = draft->handles;
    policy->process.notices = draft->notices;
    policy->process.notice_count = draft->notice_count;
    return policy;
}

void policy_handles_add(struct policy_draft *draft, struct policy_handle handle)
{
    struct policy_handles *handles = draft->handles;
    *arena_add(draft->arena, handles->items, handles->count, handles->capacity) = handle;
}

void policy_handles_release(const struct policy_handles *handles)
{
    for (size_t i = 0; i < handles->count; i++) {
        pattern_release(handles->items[i].pattern);
        expression_release(handles->items[i].expression);
    }
}

/* Problems that this load has added: earlier ones of the caller do not count. */
static enum outcheck_status status_since(const struct problems *problems, size_t before)
{
    enum outcheck_status worst = OUTCHECK_OK;
    for (size_t i = before; i < problems->count; i++) {
        worst = problems->items[i].status > worst ? problems->items[i].status : worst;
    }
    return worst;
}

enum outcheck_status policy_load(struct arena *arena, const char *name,
                                 const struct policy **policy, struct problems *problems)
{
    const size_t before = problems->count;
    struct stack stack = {.count = 0};
    *policy = NULL;
    if (!collect_stack(arena, name, &stack, problems)) {
        return status_since(problems, before);
    }
    struct policy_draft draft = {
        .arena = arena,
        .problems = problems,
        .policy = {.marker = "c", .review_confidence = 0.90, .assess_confidence = 0.60},
        .handles = arena_new(arena, struct policy_handles),
    };
    const char **ids = arena_array(arena, stack.count, const char *);
    for (size_t i = 0; i < stack.count; i++) {
        const struct stack_file *file = &stack.files[stack.count - 1 - i];
        draft.file = file->path;
        if (policy_is_appetite(file->root)) {
            policy_read_appetite(&draft, file->root);
        } else {
            policy_read(&draft, file->root);
        }
        ids[i] = draft.policy.id;
    }
    const enum outcheck_status status = status_since(problems, before);
    if (status == OUTCHECK_OK) {
        *policy = finish(&draft, &stack, ids);
    } else {
        problems_sort_places(problems, before);
        policy_handles_release(draft.handles);
    }
    return status;
}

void policy_release(const struct policy *policy)
{
    if (policy) {
        policy_handles_release(policy->handles);
    }
}

static int compare_ids(const void *one, const void *other)
{
    const char *const *left = one;
    const char *const *right = other;
    return strcmp(*left, *right);
}

enum outcheck_status policy_list(struct arena *arena, const char *const **ids,
                                 size_t *count, struct problems *problems)
{
    const char *folder = policy_folder(arena, problems);
    const char *const *names = NULL;
    size_t name_count = 0;
    *count = 0;
    if (!folder) {
        return OUTCHECK_ERROR_USAGE;
    }
    const enum outcheck_status status =
        folder_list(arena, folder, &names, &name_count, problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    static const char ending[] = ".yaml";
    const char **found = arena_array(arena, name_count + 1, const char *);
    for (size_t i = 0; i < name_count; i++) {
        if (text_ends_with(names[i], ending)) {
            found[(*count)++] =
                text_copy(arena, names[i], strlen(names[i]) - (sizeof(ending) - 1));
        }
    }
    /* By id, not by file name: "idbr" before "idbr-eul". */
    qsort(found, *count, sizeof(found[0]), compare_ids);
    *ids = found;
    return OUTCHECK_OK;
}

static size_t index_of_number(const struct policy_rule *rule, const char *key)
{
    size_t index = 0;
    while (index < KIND_PARAMETER_LIMIT && rule->kind->parameters[index].key &&
           !text_equals(rule->kind->parameters[index].key, key)) {
        index++;
    }
    assert(index < KIND_PARAMETER_LIMIT && rule->kind->parameters[index].key);
    return index;
}

double policy_number(const struct policy_rule *rule, const char *key)
{
    return rule->numbers[index_of_number(rule, key)];
}

bool policy_number_is_set(const struct policy_rule *rule, const char *key)
{
    return rule->is_set[index_of_number(rule, key)];
}

bool policy_rule_applies(const struct policy_rule *rule, enum statistic_class statistic)
{
    return rule->applies_to == 0 ||
           (statistic < CLASS_COUNT && (rule->applies_to & (1u << statistic)));
}

const struct policy_rule *policy_find_kind(const struct policy *policy, const char *kind)
{
    for (size_t i = 0; i < policy->rule_count; i++) {
        if (policy->rules[i].is_on && text_equals(policy->rules[i].kind->name, kind)) {
            return &policy->rules[i];
        }
    }
    return NULL;
}

const struct rounding_rule *policy_rounding(const struct policy *policy)
{
    const struct policy_rule *rule = policy_find_kind(policy, "not-rounded");
    return rule ? &rule->rounding : NULL;
}

const struct policy_pattern *pattern_list_search(const struct pattern_list *list,
                                                 const char *text, bool *gave_up)
{
    const struct policy_pattern *hit = NULL;
    const struct policy_pattern *doubtful = NULL;
    for (size_t i = 0; !hit && i < list->count; i++) {
        const enum pattern_result result = pattern_match(list->items[i].pattern, text);
        if (result == PATTERN_HIT) {
            hit = &list->items[i];
        } else if (result == PATTERN_GAVE_UP && !doubtful) {
            doubtful = &list->items[i];
        }
    }
    if (gave_up) {
        *gave_up = !hit && doubtful;
    }
    return hit ? hit : doubtful;
}

const struct policy_pattern *pattern_list_match(const struct pattern_list *list,
                                                const char *text)
{
    return pattern_list_search(list, text, NULL);
}
