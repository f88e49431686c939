#include "flow/attacker.h"

#include "base/file.h"
#include "base/text.h"
#include "clearance/register/register.h"
#include "ingest/ingest.h"

#include <string.h>

/* ---- earlier releases ---- */

/* The last name of the path, whatever the path looks like: "." has one, too. */
static const char *release_name(struct arena *arena, const char *path)
{
    const char *resolved = path_resolved(arena, path);
    const char *name = path_name(resolved ? resolved : path);
    return *name ? name : path;
}

/* What stands beside a report in its folder, and says nothing that the report does not.
 */
static bool is_beside_report(const char *name)
{
    return text_starts_with(name, "log.jsonl") || text_ends_with(name, ".sha256") ||
           text_equals(name, "protection.json") ||
           (text_starts_with(name, "decisions.") && text_ends_with(name, ".json"));
}

/* What a pack holds besides its tables, and the same tables again. */
static bool is_beside_tables(const char *name)
{
    static const char *const names[] = {"SHA256SUMS", "manifest.json", "release.zip",
                                        "tables.xlsx"};
    bool is_beside = false;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        is_beside = is_beside || text_equals(name, names[i]);
    }
    return is_beside;
}

static bool has_file(struct arena *arena, const char *folder, const char *name)
{
    return file_kind_of(path_join(arena, folder, name)) == FILE_REGULAR;
}

struct paths {
    const char **items;
    size_t count;
};

/* A folder of reports is as good as the reports in it, and a pack as its tables. */
static struct paths records_of(struct arena *arena, const char *path)
{
    struct paths records = {0};
    const char *const *names = NULL;
    size_t count = 0;
    const bool has_report = has_file(arena, path, "report.xlsx");
    const bool is_pack = has_file(arena, path, "manifest.json") &&
                         has_file(arena, path, "SHA256SUMS") &&
                         has_file(arena, path, "release.zip");
    if ((!has_report && !is_pack) ||
        folder_list(arena, path, &names, &count, problems_create(arena)) != OUTCHECK_OK) {
        return records; /* what is wrong with it is said when it is read */
    }
    records.items = arena_array(arena, count + 1, const char *);
    for (size_t i = 0; i < count; i++) {
        if ((has_report && is_beside_report(names[i])) ||
            (is_pack && is_beside_tables(names[i]))) {
            records.items[records.count++] = path_join(arena, path, names[i]);
        }
    }
    return records;
}

static enum outcheck_status read_release(struct arena *arena, const char *path,
                                         const struct policy *policy,
                                         const struct submission **release,
                                         struct problems *problems)
{
    const struct paths records = records_of(arena, path);
    const struct ingest_options options = {
        .left_out = records.items,
        .left_out_count = records.count,
        .paths = &path,
        .path_count = 1,
        .reads_reports = true,
        .symbols = &policy->symbols,
        .rounding = policy_rounding(policy),
    };
    const enum outcheck_status status =
        ingest_submission(arena, &options, release, problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    const char *name = release_name(arena, path);
    for (size_t i = 0; i < (*release)->output_count; i++) {
        (*release)->outputs[i]->release = name;
    }
    return OUTCHECK_OK;
}

enum outcheck_status earlier_releases_read(struct arena *arena,
                                           const struct earlier_paths *paths,
                                           const struct policy *policy,
                                           struct earlier_releases *earlier,
                                           struct problems *problems)
{
    const struct submission **items =
        arena_array(arena, paths->count, const struct submission *);
    for (size_t i = 0; i < paths->count; i++) {
        const enum outcheck_status status =
            read_release(arena, paths->items[i], policy, &items[i], problems);
        if (status != OUTCHECK_OK) {
            return status;
        }
    }
    *earlier = (struct earlier_releases){.items = items, .count = paths->count};
    return OUTCHECK_OK;
}

/* A release that holds nothing but the remark. */
static const struct submission *left_out(struct arena *arena, const char *where,
                                         const struct register_fetched *fetched)
{
    struct output *output = arena_new(arena, struct output);
    struct remark *remark = arena_new(arena, struct remark);
    struct submission *submission = arena_new(arena, struct submission);
    *output = (struct output){.path = "the rest", .release = where};
    *remark = (struct remark){
        .kind = REMARK_NO_TABLE,
        .output = output,
        .row = UINT32_MAX,
        .column = UINT32_MAX,
        .sentence = text_format(
            arena, "%zu of %zu tables that count the same people are too many at once",
            fetched->tables_left_out, fetched->tables + fetched->tables_left_out),
        .hint = "Describe population and period of the tables, or scan them in parts.",
    };
    submission->remarks = remark;
    submission->remark_count = 1;
    return submission;
}

static bool says_whom_it_counts(const struct table *table)
{
    const bool is_described =
        table->population && *table->population && table->period && *table->period;
    return is_described || (table->universe && *table->universe);
}

/* Said, not judged: E104 is about what is missing. NULL where nothing is to be said. */
static const struct submission *nothing_compared(struct arena *arena, const char *where,
                                                 const struct submission *candidate)
{
    size_t silent = 0;
    for (size_t t = 0; t < candidate->table_count; t++) {
        silent += !says_whom_it_counts(candidate->tables[t]);
    }
    if (!silent) {
        return NULL;
    }
    struct output *output = arena_new(arena, struct output);
    struct remark *remark = arena_new(arena, struct remark);
    struct submission *submission = arena_new(arena, struct submission);
    *output = (struct output){.path = "", .release = where};
    *remark = (struct remark){
        .kind = REMARK_UNUSED_TEXT,
        .output = output,
        .row = UINT32_MAX,
        .column = UINT32_MAX,
        .sentence = text_format(
            arena,
            "nothing in the register was compared: %zu of %zu tables say neither a "
            "universe nor both population and period",
            silent, candidate->table_count),
        .hint = "outcheck describe --write drafts the description of a table.",
    };
    submission->remarks = remark;
    submission->remark_count = 1;
    return submission;
}

static void join(struct arena *arena, const char *where,
                 const struct register_fetched *fetched,
                 const struct submission *candidate, struct earlier_releases *earlier)
{
    const struct submission **items = arena_array(
        arena, earlier->count + fetched->count + 1, const struct submission *);
    const struct submission *nothing =
        fetched->has_releases && fetched->tables + fetched->tables_left_out == 0
            ? nothing_compared(arena, where, candidate)
            : NULL;
    size_t count = 0;
    for (size_t i = 0; i < earlier->count; i++) {
        items[count++] = earlier->items[i];
    }
    for (size_t i = 0; i < fetched->count; i++) {
        items[count++] = fetched->items[i];
    }
    if (fetched->tables_left_out) {
        items[count++] = left_out(arena, where, fetched);
    }
    if (nothing) {
        items[count++] = nothing;
    }
    *earlier = (struct earlier_releases){.items = items, .count = count};
}

enum outcheck_status earlier_releases_add_register(struct arena *arena, const char *where,
                                                   const struct submission *candidate,
                                                   struct earlier_releases *earlier,
                                                   struct problems *problems)
{
    struct register_book *book = NULL;
    struct register_fetched fetched;
    enum outcheck_status status =
        register_open(arena, where, SQL_STORE_READ, &book, problems);
    if (status == OUTCHECK_OK) {
        status = register_fetch(book, arena, candidate, 0, &fetched, problems);
    }
    if (status == OUTCHECK_OK) {
        join(arena, text_starts_with(where, "odbc:") ? "odbc" : where, &fetched,
             candidate, earlier);
    }
    register_close(book);
    return status;
}

/* The first thing of a kind that was not read, and how many more there are. */
static bool remark_unread(struct arena *arena, const struct submission *release,
                          enum remark_kind kind, struct remark *remark)
{
    const struct remark *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < release->remark_count; i++) {
        if (release->remarks[i].kind == kind) {
            first = first ? first : &release->remarks[i];
            count++;
        }
    }
    if (!first) {
        return false;
    }
    const struct output *output = first->output;
    const char *more =
        count > 1 ? text_format(arena, ", and %zu more like it", count - 1) : "";
    *remark = (struct remark){
        .kind = kind,
        .row = UINT32_MAX,
        .column = UINT32_MAX,
        .sentence = text_format(arena, "not compared with %s of release %s%s: %s",
                                output ? output->path : "a file",
                                output && output->release ? output->release : "", more,
                                first->sentence),
        .hint = first->hint,
    };
    return true;
}

static const char *said_of_release(struct arena *arena, const struct remark *said)
{
    const struct output *output = said->output;
    return *output->path ? text_format(arena, "%s of release %s: %s", output->path,
                                       output->release, said->sentence)
                         : said->sentence;
}

/* What is to be said of how a release was read, and judged by nobody. */
static bool remark_reading(struct arena *arena, const struct submission *release,
                           struct remark *remark)
{
    for (size_t i = 0; i < release->remark_count; i++) {
        const struct remark *said = &release->remarks[i];
        if (said->kind == REMARK_UNUSED_TEXT && said->row == UINT32_MAX && said->output) {
            *remark = *said;
            remark->sentence = said_of_release(arena, said);
            remark->output = NULL;
            return true;
        }
    }
    return false;
}

static void drop_remarks(struct arena *arena, struct earlier_releases *earlier)
{
    const struct submission **items =
        arena_array(arena, earlier->count + 1, const struct submission *);
    size_t count = 0;
    for (size_t i = 0; i < earlier->count; i++) {
        if (earlier->items[i]->output_count) {
            items[count++] = earlier->items[i];
        }
    }
    *earlier = (struct earlier_releases){.items = items, .count = count};
}

const struct submission *earlier_releases_remark(struct arena *arena,
                                                 struct earlier_releases *earlier,
                                                 const struct submission *candidate)
{
    static const enum remark_kind kinds[] = {REMARK_UNREADABLE, REMARK_FILE_TYPE,
                                             REMARK_NO_TABLE, REMARK_NOT_UNDERSTOOD};
    const size_t kind_count = sizeof(kinds) / sizeof(kinds[0]);
    struct remark *remarks =
        arena_array(arena, candidate->remark_count + (kind_count + 1) * earlier->count,
                    struct remark);
    size_t count = candidate->remark_count;
    if (count) {
        memcpy(remarks, candidate->remarks, count * sizeof(*remarks));
    }
    for (size_t i = 0; i < kind_count * earlier->count; i++) {
        count += remark_unread(arena, earlier->items[i / kind_count],
                               kinds[i % kind_count], &remarks[count]);
    }
    for (size_t i = 0; i < earlier->count; i++) {
        count += remark_reading(arena, earlier->items[i], &remarks[count]);
    }
    drop_remarks(arena, earlier);
    struct submission *submission = arena_new(arena, struct submission);
    *submission = *candidate;
    submission->remarks = remarks;
    submission->remark_count = count;
    return submission;
}

/* ---- limits ---- */

static void widen(double *limit, const struct policy *policy, const char *kind,
                  const char *key)
{
    for (size_t i = 0; i < policy->rule_count; i++) {
        const struct policy_rule *rule = &policy->rules[i];
        if (!rule->is_on || !text_equals(rule->kind->name, kind)) {
            continue;
        }
        const double number = policy_number(rule, key);
        *limit = number > *limit ? number : *limit;
    }
}

struct attack_limits attacker_limits(const struct policy *policy)
{
    static const char *const small_kinds[] = {"differencing", "recoverable", "hidden-sum",
                                              "gives-back-count"};
    struct attack_limits limits = {
        .zeros_count = policy_find_kind(policy, "zero") != NULL,
    };
    for (size_t i = 0; i < sizeof(small_kinds) / sizeof(small_kinds[0]); i++) {
        widen(&limits.minimum, policy, small_kinds[i], "minimum");
    }
    widen(&limits.width, policy, "narrow-range", "width");
    /* A rule about the largest contributors asks to keep them from each other. */
    limits.sum_insiders = !policy_find_kind(policy, "recoverable") &&
                          (policy_find_kind(policy, "largest-share") ||
                           policy_find_kind(policy, "dominance-nk") ||
                           policy_find_kind(policy, "dominance-p"));
    widen(&limits.sum_insiders, policy, "recoverable", "sum-insiders");
    widen(&limits.count_insiders, policy, "recoverable", "count-insiders");
    widen(&limits.few_people, policy, "minimum-count", "minimum");
    widen(&limits.few_organisations, policy, "minimum-organisations", "minimum");
    return limits;
}

/* ---- the attack ---- */

/* Names that mean one variable, whatever the submission. */
static const struct attack_alias aliases[] = {
    {"gender", "sex"},
    {"age group", "age"},
    {"age band", "age"},
    {"age range", "age"},
};

struct scope_input attacker_scope(const struct submission *candidate,
                                  const struct earlier_releases *earlier)
{
    return (struct scope_input){
        .candidate = candidate,
        .earlier = earlier->items,
        .earlier_count = earlier->count,
        .aliases = aliases,
        .alias_count = sizeof(aliases) / sizeof(aliases[0]),
    };
}

const struct attack_result *attacker_run(struct arena *arena,
                                         const struct submission *candidate,
                                         const struct earlier_releases *earlier,
                                         const struct attack_limits *limits)
{
    const struct scope_input input = attacker_scope(candidate, earlier);
    return attack_run(arena, &input, limits);
}

static bool is_about_attack(const struct policy_rule *rule)
{
    static const char *const kinds[] = {
        "differencing", "recoverable", "narrow-range",     "marker-leak",
        "not-additive", "hidden-sum",  "gives-back-count", "roles-unsure",
        "file-type",    "unreadable",  "record-level",
    };
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (text_equals(rule->kind->name, kinds[i])) {
            return true;
        }
    }
    return false;
}

const struct policy *attacker_policy(struct arena *arena, const struct policy *policy)
{
    struct policy *own = arena_new(arena, struct policy);
    struct policy_rule *rules =
        arena_array(arena, policy->rule_count, struct policy_rule);
    *own = *policy;
    own->rules = rules;
    own->rule_count = 0;
    for (size_t i = 0; i < policy->rule_count; i++) {
        if (is_about_attack(&policy->rules[i])) {
            rules[own->rule_count++] = policy->rules[i];
        }
    }
    return own;
}
