/*
 * Implements outcheck/rules.h: loads policies and hands them to the reports.
 */
#include "outcheck/rules.h"

#include "base/file.h"
#include "base/text.h"
#include "flow/call.h"
#include "policy/policy.h"
#include "policy/policy_find.h"
#include "report/report_policy.h"

#include <string.h>

enum { PAGE_BYTE_LIMIT = 256 * 1024, CODE_LIMIT = 64 };

static const char *policy_or_default(const char *policy)
{
    return policy ? policy : "ons-srs";
}

static enum outcheck_status check_format(struct call *call, enum outcheck_format format)
{
    if (format == OUTCHECK_FORMAT_TEXT || format == OUTCHECK_FORMAT_JSON) {
        return OUTCHECK_OK;
    }
    problem_add(call->problems, OUTCHECK_ERROR_USAGE, (struct place){0},
                "Use --format text or --format json.",
                "policies are shown as text or as JSON");
    return OUTCHECK_ERROR_USAGE;
}

static enum outcheck_status load_all(struct call *call, const struct policy **policies,
                                     const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const enum outcheck_status status =
            policy_load(call->arena, ids[i], &policies[i], call->problems);
        if (status != OUTCHECK_OK) {
            return status;
        }
    }
    return OUTCHECK_OK;
}

enum outcheck_status outcheck_policy_list(enum outcheck_format format,
                                          const struct outcheck_sink *sink,
                                          const struct outcheck_sink *problems)
{
    struct call call = call_start();
    const char *const *ids = NULL;
    size_t count = 0;
    enum outcheck_status status = check_format(&call, format);
    if (status == OUTCHECK_OK) {
        status = policy_list(call.arena, &ids, &count, call.problems);
    }
    if (status != OUTCHECK_OK) {
        return call_end(&call, status, problems);
    }
    const struct policy **policies =
        arena_array(call.arena, count + 1, const struct policy *);
    status = load_all(&call, policies, ids, count);
    const struct sink out = call_sink(&call, sink);
    if (status == OUTCHECK_OK && format == OUTCHECK_FORMAT_JSON) {
        report_policy_list_json(policies, count, &out);
    } else if (status == OUTCHECK_OK) {
        report_policy_list(policies, count, &out);
    }
    for (size_t i = 0; i < count; i++) {
        policy_release(policies[i]);
    }
    return call_end(&call, status, problems);
}

enum outcheck_status outcheck_policy_show(const char *policy, enum outcheck_format format,
                                          const struct outcheck_sink *sink,
                                          const struct outcheck_sink *problems)
{
    struct call call = call_start();
    const struct policy *loaded = NULL;
    const struct sink out = call_sink(&call, sink);
    enum outcheck_status status = check_format(&call, format);
    if (status == OUTCHECK_OK) {
        status =
            policy_load(call.arena, policy_or_default(policy), &loaded, call.problems);
    }
    if (status == OUTCHECK_OK && format == OUTCHECK_FORMAT_JSON) {
        report_policy_show_json(loaded, &out);
    } else if (status == OUTCHECK_OK) {
        report_policy_show(loaded, &out);
    }
    policy_release(loaded);
    return call_end(&call, status, problems);
}

enum outcheck_status outcheck_policy_check(const char *policy,
                                           const struct outcheck_sink *sink,
                                           const struct outcheck_sink *problems)
{
    struct call call = call_start();
    const struct policy *loaded = NULL;
    const enum outcheck_status status =
        policy_load(call.arena, policy_or_default(policy), &loaded, call.problems);
    if (status == OUTCHECK_OK) {
        const char *text = text_format(call.arena, "%s %s: %zu rules, no mistake found\n",
                                       loaded->id, loaded->version, loaded->rule_count);
        sink->write(sink->context, text, strlen(text));
    } else {
        const size_t count = call.problems->count;
        problem_add(call.problems, status, (struct place){0}, "", "%zu %s", count,
                    count == 1 ? "mistake" : "mistakes");
    }
    policy_release(loaded);
    return call_end(&call, status, problems);
}

enum outcheck_status outcheck_policy_diff(const char *from, const char *to,
                                          const struct outcheck_sink *sink,
                                          const struct outcheck_sink *problems)
{
    struct call call = call_start();
    const char *const names[] = {policy_or_default(from), policy_or_default(to)};
    const struct policy *policies[] = {NULL, NULL};
    const struct sink out = call_sink(&call, sink);
    const enum outcheck_status status = load_all(&call, policies, names, 2);
    if (status == OUTCHECK_OK) {
        report_policy_diff(policies[0], policies[1], &out);
    }
    policy_release(policies[0]);
    policy_release(policies[1]);
    return call_end(&call, status, problems);
}

/* The code as the policy writes it, for a code in any case or the name of a kind; NULL
 * when nothing is called so. */
static const char *find_code(const struct policy *policy, const char *word,
                             const struct rule_kind **kind)
{
    *kind = rule_kind_find_code(word);
    if (!*kind) {
        *kind = rule_kind_find(word);
    }
    if (*kind && (*kind)->code) {
        return (*kind)->code;
    }
    *kind = NULL;
    for (size_t i = 0; i < policy->rule_count; i++) {
        if (text_equals_ignoring_case(policy->rules[i].code, word)) {
            return policy->rules[i].code;
        }
    }
    return NULL;
}

static void add_unknown_code(struct call *call, const char *word)
{
    const char *words[2 * CODE_LIMIT];
    const char *codes = "";
    size_t count = 0;
    for (size_t i = 0; i < CODE_LIMIT && rule_kind_at(i); i++) {
        const struct rule_kind *kind = rule_kind_at(i);
        if (kind->code) {
            codes =
                text_format(call->arena, "%s%s%s", codes, *codes ? " " : "", kind->code);
            words[count++] = kind->code;
            words[count++] = kind->name;
        }
    }
    const char *nearest = text_nearest(word, words, count);
    problem_add(call->problems, OUTCHECK_ERROR_USAGE, (struct place){0},
                nearest ? text_format(call->arena, "Did you mean '%s'?", nearest)
                        : text_format(call->arena, "Codes: %s.", codes),
                "there is no rule '%s'", word);
}

/* The rule's page, or NULL: explanations go without what they cannot read. */
static const char *read_page(struct call *call, const char *code)
{
    const char *path = policy_find_page(call->arena, code);
    struct problems *unheard = problems_create(call->arena);
    struct bytes bytes = {0};
    if (!path ||
        file_read(call->arena, path, PAGE_BYTE_LIMIT, &bytes, unheard) != OUTCHECK_OK) {
        return NULL;
    }
    return text_is_utf8(bytes.data, bytes.length) ? bytes.data : NULL;
}

enum outcheck_status outcheck_explain(const char *code, const char *policy,
                                      const struct outcheck_sink *sink,
                                      const struct outcheck_sink *problems)
{
    struct call call = call_start();
    const struct policy *loaded = NULL;
    const struct sink out = call_sink(&call, sink);
    enum outcheck_status status =
        policy_load(call.arena, policy_or_default(policy), &loaded, call.problems);
    if (status == OUTCHECK_OK) {
        const struct rule_kind *kind = NULL;
        const char *known = find_code(loaded, code, &kind);
        if (known) {
            report_explain(known, kind, loaded, read_page(&call, known), &out);
        } else {
            add_unknown_code(&call, code);
            status = OUTCHECK_ERROR_USAGE;
        }
    }
    policy_release(loaded);
    return call_end(&call, status, problems);
}
