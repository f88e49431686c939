/*
 * Implements outcheck/rules.h: loads policies and hands them to the reports.
 */
#include "outcheck/rules.h"

#include "base/file.h"
#include "base/text.h"
#include "policy/policy.h"
#include "policy/policy_find.h"
#include "report/report_policy.h"

#include <string.h>

enum { PAGE_BYTE_LIMIT = 256 * 1024, CODE_LIMIT = 64 };

/* The public sink and the reports' are alike in shape but not one type. */
struct relay {
    const struct outcheck_sink *sink;
};

static void pass_on(void *context, const char *bytes, size_t length)
{
    const struct relay *relay = context;
    relay->sink->write(relay->sink->context, bytes, length);
}

static struct sink sink_of(struct relay *relay)
{
    return (struct sink){.write = pass_on, .context = relay};
}

/* What one call needs; made and ended by it. */
struct job {
    struct arena *arena;
    struct problems *problems;
};

static struct job job_start(void)
{
    struct arena *arena = arena_create(0);
    return (struct job){.arena = arena, .problems = problems_create(arena)};
}

static enum outcheck_status job_end(struct job *job, enum outcheck_status status,
                                    const struct outcheck_sink *sink)
{
    for (size_t i = 0; status != OUTCHECK_OK && i < job->problems->count; i++) {
        const char *text = problem_render(job->arena, &job->problems->items[i]);
        sink->write(sink->context, text, strlen(text));
    }
    arena_destroy(job->arena);
    return status;
}

static const char *policy_or_default(const char *policy)
{
    return policy ? policy : "ons-srs";
}

static enum outcheck_status check_format(struct job *job, enum outcheck_format format)
{
    if (format == OUTCHECK_FORMAT_TEXT || format == OUTCHECK_FORMAT_JSON) {
        return OUTCHECK_OK;
    }
    problem_add(job->problems, OUTCHECK_ERROR_USAGE, (struct place){0},
                "Use --format text or --format json.",
                "policies are shown as text or as JSON");
    return OUTCHECK_ERROR_USAGE;
}

static enum outcheck_status load_all(struct job *job, const struct policy **policies,
                                     const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const enum outcheck_status status =
            policy_load(job->arena, ids[i], &policies[i], job->problems);
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
    struct job job = job_start();
    const char *const *ids = NULL;
    size_t count = 0;
    enum outcheck_status status = check_format(&job, format);
    if (status == OUTCHECK_OK) {
        status = policy_list(job.arena, &ids, &count, job.problems);
    }
    if (status != OUTCHECK_OK) {
        return job_end(&job, status, problems);
    }
    const struct policy **policies =
        arena_array(job.arena, count + 1, const struct policy *);
    status = load_all(&job, policies, ids, count);
    struct relay relay = {sink};
    const struct sink out = sink_of(&relay);
    if (status == OUTCHECK_OK && format == OUTCHECK_FORMAT_JSON) {
        report_policy_list_json(policies, count, &out);
    } else if (status == OUTCHECK_OK) {
        report_policy_list(policies, count, &out);
    }
    for (size_t i = 0; i < count; i++) {
        policy_release(policies[i]);
    }
    return job_end(&job, status, problems);
}

enum outcheck_status outcheck_policy_show(const char *policy, enum outcheck_format format,
                                          const struct outcheck_sink *sink,
                                          const struct outcheck_sink *problems)
{
    struct job job = job_start();
    const struct policy *loaded = NULL;
    struct relay relay = {sink};
    const struct sink out = sink_of(&relay);
    enum outcheck_status status = check_format(&job, format);
    if (status == OUTCHECK_OK) {
        status = policy_load(job.arena, policy_or_default(policy), &loaded, job.problems);
    }
    if (status == OUTCHECK_OK && format == OUTCHECK_FORMAT_JSON) {
        report_policy_show_json(loaded, &out);
    } else if (status == OUTCHECK_OK) {
        report_policy_show(loaded, &out);
    }
    policy_release(loaded);
    return job_end(&job, status, problems);
}

enum outcheck_status outcheck_policy_check(const char *policy,
                                           const struct outcheck_sink *sink,
                                           const struct outcheck_sink *problems)
{
    struct job job = job_start();
    const struct policy *loaded = NULL;
    const enum outcheck_status status =
        policy_load(job.arena, policy_or_default(policy), &loaded, job.problems);
    if (status == OUTCHECK_OK) {
        const char *text = text_format(job.arena, "%s %s: %zu rules, no mistake found\n",
                                       loaded->id, loaded->version, loaded->rule_count);
        sink->write(sink->context, text, strlen(text));
    } else {
        const size_t count = job.problems->count;
        problem_add(job.problems, status, (struct place){0}, "", "%zu %s", count,
                    count == 1 ? "mistake" : "mistakes");
    }
    policy_release(loaded);
    return job_end(&job, status, problems);
}

enum outcheck_status outcheck_policy_diff(const char *from, const char *to,
                                          const struct outcheck_sink *sink,
                                          const struct outcheck_sink *problems)
{
    struct job job = job_start();
    const char *const names[] = {policy_or_default(from), policy_or_default(to)};
    const struct policy *policies[] = {NULL, NULL};
    struct relay relay = {sink};
    const struct sink out = sink_of(&relay);
    const enum outcheck_status status = load_all(&job, policies, names, 2);
    if (status == OUTCHECK_OK) {
        report_policy_diff(policies[0], policies[1], &out);
    }
    policy_release(policies[0]);
    policy_release(policies[1]);
    return job_end(&job, status, problems);
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

static void add_unknown_code(struct job *job, const char *word)
{
    const char *words[2 * CODE_LIMIT];
    const char *codes = "";
    size_t count = 0;
    for (size_t i = 0; i < CODE_LIMIT && rule_kind_at(i); i++) {
        const struct rule_kind *kind = rule_kind_at(i);
        if (kind->code) {
            codes =
                text_format(job->arena, "%s%s%s", codes, *codes ? " " : "", kind->code);
            words[count++] = kind->code;
            words[count++] = kind->name;
        }
    }
    const char *nearest = text_nearest(word, words, count);
    problem_add(job->problems, OUTCHECK_ERROR_USAGE, (struct place){0},
                nearest ? text_format(job->arena, "Did you mean '%s'?", nearest)
                        : text_format(job->arena, "Codes: %s.", codes),
                "there is no rule '%s'", word);
}

/* The rule's page, or NULL: explanations go without what they cannot read. */
static const char *read_page(struct job *job, const char *code)
{
    const char *path = policy_find_page(job->arena, code);
    struct problems *unheard = problems_create(job->arena);
    struct bytes bytes = {0};
    if (!path ||
        file_read(job->arena, path, PAGE_BYTE_LIMIT, &bytes, unheard) != OUTCHECK_OK) {
        return NULL;
    }
    return text_is_utf8(bytes.data, bytes.length) ? bytes.data : NULL;
}

enum outcheck_status outcheck_explain(const char *code, const char *policy,
                                      const struct outcheck_sink *sink,
                                      const struct outcheck_sink *problems)
{
    struct job job = job_start();
    const struct policy *loaded = NULL;
    struct relay relay = {sink};
    const struct sink out = sink_of(&relay);
    enum outcheck_status status =
        policy_load(job.arena, policy_or_default(policy), &loaded, job.problems);
    if (status == OUTCHECK_OK) {
        const struct rule_kind *kind = NULL;
        const char *known = find_code(loaded, code, &kind);
        if (known) {
            report_explain(known, kind, loaded, read_page(&job, known), &out);
        } else {
            add_unknown_code(&job, code);
            status = OUTCHECK_ERROR_USAGE;
        }
    }
    policy_release(loaded);
    return job_end(&job, status, problems);
}
