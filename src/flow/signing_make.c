#include "flow/signing_make.h"

#include "base/file.h"
#include "base/growing_text.h"
#include "base/text.h"
#include "report/tally.h"

#include <string.h>

enum { USUAL_CHECKERS = 2 };

/* A text that grows line by line, to be hashed. */
static void add_line(struct growing_text *list, const char *line)
{
    grow_by(list, line);
    grow_by(list, "\n");
}

/* Everything of a finding that a decision about it depends on. */
static const char *finding_line(struct arena *arena, const struct finding *finding)
{
    return text_format(
        arena, "%s|%s|%s|%s|%lu|%lu|%s", finding->id, finding->code,
        severity_name(finding->severity), finding->output ? finding->output->path : "",
        (unsigned long)finding->row, (unsigned long)finding->column, finding->message);
}

static void add_findings(struct growing_text *listing, const struct results *results,
                         const struct output *output)
{
    for (size_t i = 0; i < results->finding_count; i++) {
        if (!output || results->findings[i].output == output) {
            struct arena *scratch = arena_create(0);
            add_line(listing, finding_line(scratch, &results->findings[i]));
            arena_destroy(scratch);
        }
    }
}

static void add_file(struct growing_text *listing, const struct output *file)
{
    add_line(listing, text_format(listing->arena, "%s  %s",
                                  file->sha256 ? file->sha256 : "", file->path));
}

static const char *report_id(struct arena *arena, const struct results *results)
{
    const struct submission *submission = results->submission;
    struct arena *scratch = arena_create(0);
    struct growing_text listing = {.arena = scratch};
    add_line(&listing, results->policy->sha256);
    for (size_t i = 0; i < submission->output_count; i++) {
        add_file(&listing, submission->outputs[i]);
    }
    for (size_t i = 0; i < submission->supporting_count; i++) {
        add_file(&listing, submission->supporting[i]);
    }
    if (submission->request) {
        add_file(&listing, submission->request->file);
    }
    add_findings(&listing, results, NULL);
    const char *id = growing_text_hash(arena, &listing);
    arena_destroy(scratch);
    return id;
}

static struct signed_output sign_output(struct arena *arena,
                                        const struct results *results,
                                        const struct tally *tally, size_t index)
{
    const struct output *output = results->submission->outputs[index];
    struct arena *scratch = arena_create(0);
    struct growing_text listing = {.arena = scratch};
    add_line(&listing, results->policy->sha256);
    add_findings(&listing, results, output);
    struct signed_output made = {
        .path = output->path,
        .sha256 = output->sha256,
        .findings_sha256 = growing_text_hash(arena, &listing),
        .result = tally->outputs[index].verdict,
    };
    for (size_t i = 0; i < SIGNING_CHECKER_LIMIT; i++) {
        made.opinions[i] = (struct opinion){.reason = "", .comment = ""};
    }
    arena_destroy(scratch);
    return made;
}

struct signing *signing_make(struct arena *arena, const struct results *results)
{
    const struct policy_process *process = &results->policy->process;
    const struct tally *tally = tally_create(arena, results);
    struct signing *signing = arena_new(arena, struct signing);
    *signing = (struct signing){
        .report_id = report_id(arena, results),
        .turn = 1,
        .needed = process->checkers ? process->checkers : USUAL_CHECKERS,
        .is_blind = process->review != REVIEW_MODE_SEQUENTIAL,
        .output_count = results->submission->output_count,
        .reader = "",
    };
    signing->outputs =
        arena_array(arena, signing->output_count + 1, struct signed_output);
    for (size_t i = 0; i < signing->output_count; i++) {
        signing->outputs[i] = sign_output(arena, results, tally, i);
    }
    return signing;
}

/* ---- the run ---- */

static bool is_policy_path(const char *policy)
{
    return strchr(policy, '/') || strchr(policy, '\\') ||
           text_ends_with(policy, ".yaml") || text_ends_with(policy, ".yml") ||
           text_ends_with(policy, ".json");
}

static const char *const *all_relative(struct arena *arena, const char *folder,
                                       const char *const *paths, size_t count)
{
    const char **relative = arena_array(arena, count + 1, const char *);
    for (size_t i = 0; i < count; i++) {
        relative[i] =
            text_equals(paths[i], "-") ? "-" : path_relative(arena, folder, paths[i]);
    }
    return relative;
}

/* A connection string may hold a password: it is not written down. */
static const char *register_relative(struct arena *arena, const char *folder,
                                     const char *where)
{
    if (!where || !text_starts_with(where, "odbc:")) {
        return where ? path_relative(arena, folder, where) : NULL;
    }
    return strchr(where, '=') ? SIGNING_SECRET_REGISTER : where;
}

static const char *register_from(struct arena *arena, const char *folder,
                                 const char *where)
{
    return !where || text_starts_with(where, "odbc:")
               ? where
               : path_relative(arena, ".", path_join(arena, folder, where));
}

struct signing_run signing_run_of(struct arena *arena,
                                  const struct outcheck_options *options,
                                  const char *folder)
{
    const char *policy = options->policy;
    return (struct signing_run){
        .paths = all_relative(arena, folder, options->paths, options->path_count),
        .path_count = options->path_count,
        .previous =
            all_relative(arena, folder, options->previous_paths, options->previous_count),
        .previous_count = options->previous_count,
        .register_where = register_relative(arena, folder, options->register_where),
        .policy = policy && is_policy_path(policy) ? path_relative(arena, folder, policy)
                                                   : policy,
    };
}

static const char *const *all_from(struct arena *arena, const char *folder,
                                   const char *const *paths, size_t count)
{
    const char **here = arena_array(arena, count + 1, const char *);
    for (size_t i = 0; i < count; i++) {
        here[i] = path_relative(arena, ".", path_join(arena, folder, paths[i]));
    }
    return here;
}

struct outcheck_options signing_run_options(struct arena *arena,
                                            const struct signing_run *run,
                                            const char *folder)
{
    struct outcheck_options options = outcheck_options_default();
    const bool is_path = run->policy && is_policy_path(run->policy);
    options.paths = all_from(arena, folder, run->paths, run->path_count);
    options.path_count = run->path_count;
    options.previous_paths = all_from(arena, folder, run->previous, run->previous_count);
    options.previous_count = run->previous_count;
    options.register_where = register_from(arena, folder, run->register_where);
    options.policy =
        is_path ? path_relative(arena, ".", path_join(arena, folder, run->policy))
                : run->policy;
    options.write_report = false;
    return options;
}
