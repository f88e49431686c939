/*
 * Any bytes at all, read as a policy file: no crash, no hang, and either a mistake with
 * words or rules that keep the promises of policy.h.
 */
#include "base/text.h"
#include "policy/policy_draft.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* libfyaml 0.7.12 itself loses 2 KB on some quoted texts that never end. */
const char *__lsan_default_suppressions(void); /* NOLINT: the sanitizer's name */
const char *__lsan_default_suppressions(void)  /* NOLINT */
{
    return "leak:libfyaml.so";
}

static void promise(bool is_kept)
{
    if (!is_kept) {
        abort();
    }
}

static void check_numbers(const struct policy_rule *rule)
{
    const struct kind_parameter *parameters = rule->kind->parameters;
    for (size_t i = 0; i < KIND_PARAMETER_LIMIT && parameters[i].key; i++) {
        promise(!rule->is_set[i] || (rule->numbers[i] >= parameters[i].lowest &&
                                     rule->numbers[i] <= parameters[i].highest));
        promise(rule->is_set[i] || !parameters[i].is_required || !rule->is_on);
        promise(rule->number_sources[i].status != NULL);
    }
}

static void check_rule(const struct policy_rule *rule)
{
    promise(rule->kind && rule->code && rule->title && rule->why && rule->message);
    promise(rule->source.title && rule->source.address && rule->source.status);
    promise(!rule->kind->takes_condition || rule->condition);
    check_numbers(rule);
    (void)pattern_list_match(&rule->names, "pupil matching ref");
    (void)pattern_list_match(&rule->labels, "North East");
    (void)pattern_list_match(&rule->values, "E01000001");
}

static void check_problems(struct arena *arena, const struct problems *problems)
{
    for (size_t i = 0; i < problems->count; i++) {
        const struct problem *problem = &problems->items[i];
        promise(problem->message[0] != '\0' && problem->status == OUTCHECK_ERROR_USAGE);
        promise(problem_render(arena, problem)[0] != '\0');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create(0);
    struct problems *problems = problems_create(arena);
    const char *text = text_copy(arena, (const char *)data, size);
    const struct yaml_file file = {
        .path = "fuzz.yaml",
        .bytes = {.data = text, .length = size},
        .what = "policy",
        .beginning = "",
    };
    const struct yaml_node *root = yaml_read(arena, &file, problems);
    promise(root || problems->count);
    if (root) {
        struct policy_draft draft = {
            .arena = arena,
            .problems = problems,
            .policy = {.marker = "c"},
            .handles = arena_new(arena, struct policy_handles),
            .file = "fuzz.yaml",
        };
        policy_read(&draft, root);
        for (size_t i = 0; problems->count == 0 && i < draft.rule_count; i++) {
            check_rule(&draft.rules[i]);
        }
        policy_handles_release(draft.handles);
    }
    check_problems(arena, problems);
    arena_destroy(arena);
    return 0;
}
