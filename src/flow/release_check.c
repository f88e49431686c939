/*
 * Whether a submission may be released: every condition that does not hold is said.
 */
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "clearance/decision_record.h"
#include "clearance/event_log.h"
#include "flow/release_job.h"
#include "flow/signing_make.h"

enum { RECORD_LIMIT = 256 * 1024 * 1024 };

static void refuse(struct release_job *job, const char *place, const char *hint,
                   const char *message)
{
    problem_add(job->deciding.call->problems, OUTCHECK_ERROR_USAGE, place_of_file(place),
                hint, "%s", message);
}

/* ---- decisions ---- */

static void check_outcomes(struct release_job *job)
{
    const struct signing *signing = job->deciding.before;
    for (size_t i = 0; i < signing->output_count; i++) {
        const struct signed_output *output = &signing->outputs[i];
        if (output->outcome != OUTCOME_CLEARED) {
            refuse(job, output->path, "Read the checkers' workbooks: outcheck decide.",
                   text_format(job->deciding.call->arena, "it is not cleared: %s",
                               outcome_name(output->outcome)));
        }
    }
    if (!signing->output_count) {
        refuse(job, job->deciding.folder, "", "there is no output to release");
    }
}

/* The record must be what the log says was written last: its own hash can be made anew by
 * anybody, a line of the log cannot. */
static void check_log(struct release_job *job, const struct log_book *book)
{
    struct arena *arena = job->deciding.call->arena;
    const char *path = path_join(arena, job->deciding.folder, DECISION_RECORD_NAME);
    const struct log_entry *last = NULL;
    struct bytes bytes;
    if (!log_is_sound(book)) {
        refuse(job, path_join(arena, job->deciding.folder, LOG_NAME),
               "outcheck log verify says where.", "the log is not whole");
        return;
    }
    for (size_t i = 0; i < book->count; i++) {
        if (text_equals(book->entries[i].event.object, DECISION_RECORD_NAME)) {
            last = &book->entries[i];
        }
    }
    job->log_head = book->head ? text_format(arena, "%s", book->head) : NULL;
    if (file_read(arena, path, RECORD_LIMIT, &bytes, job->deciding.call->problems) !=
        OUTCHECK_OK) {
        return;
    }
    const char *sha256 = hash_sha256(arena, bytes.data, bytes.length);
    if (!last || !text_equals(last->event.sha256, sha256)) {
        refuse(job, path, "Put back the file that 'outcheck decide' wrote.",
               "the log does not know these decisions");
    }
}

static enum outcheck_status read_decisions(struct release_job *job)
{
    struct call *call = job->deciding.call;
    struct log_book book;
    enum outcheck_status status = decision_record_read(
        call->arena, job->deciding.folder, &job->deciding.before, call->problems);
    if (status == OUTCHECK_OK && !job->deciding.before) {
        refuse(job, job->deciding.folder, "Begin with 'outcheck decide --assign'.",
               "nobody has decided about this submission");
        status = OUTCHECK_ERROR_USAGE;
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    check_outcomes(job);
    status = log_read(call->arena, job->deciding.folder, &book, call->problems);
    if (status == OUTCHECK_OK) {
        check_log(job, &book);
    }
    return status == OUTCHECK_OK ? problems_status(call->problems) : status;
}

/* ---- files and findings ---- */

static void check_files(struct release_job *job)
{
    const struct signing *before = job->deciding.before;
    const struct signing *now = job->deciding.signing;
    bool is_said = false;
    if (text_equals(before->report_id, now->report_id)) {
        return;
    }
    for (size_t i = 0; i < now->output_count; i++) {
        const struct signed_output *output = &now->outputs[i];
        const struct signed_output *cleared = signing_find_output(before, output->path);
        if (!cleared || !text_equals(cleared->sha256, output->sha256)) {
            is_said = true;
            refuse(job, output->path, "Scan again; a new turn looks at what changed.",
                   cleared ? "it has changed since it was cleared"
                           : "it was not among what was cleared");
        }
    }
    for (size_t i = 0; i < before->output_count; i++) {
        if (!signing_find_output(now, before->outputs[i].path)) {
            is_said = true;
            refuse(job, before->outputs[i].path, "Put it back, or begin a new turn.",
                   "it was cleared, and is not there any more");
        }
    }
    if (!is_said) {
        refuse(job, job->deciding.folder, "Scan again; a new turn looks at the findings.",
               "the findings are not those that were cleared");
    }
}

static void check_request(struct release_job *job)
{
    const struct request *request = job->deciding.results.submission->request;
    static const char hint[] = "outcheck describe --submission drafts it.";
    if (!request) {
        refuse(job, "submission.yaml", hint, "a release needs it, and it is not there");
        return;
    }
    if (text_is_blank(request->title) || text_is_blank(request->project) ||
        text_is_blank(request->population) || !request->authors.count ||
        !request->datasets.count) {
        refuse(job, request->file->location, hint,
               "a release needs project, title, author, datasets and population");
    }
}

/* The run of the scan, with the register that was asked for. A file that is not there yet
 * is made by --confirm, and nothing is in it to compare with. */
static struct signing_run run_with_register(struct release_job *job)
{
    struct arena *arena = job->deciding.call->arena;
    const char *where = job->options->register_where;
    struct signing_run run = job->deciding.before->run;
    if (where && text_starts_with(where, "odbc:")) {
        run.register_where = where;
    } else if (where && file_kind_of(where) != FILE_MISSING) {
        run.register_where = path_relative(arena, job->deciding.folder, where);
    } else if (where) {
        run.register_where = NULL;
    }
    job->register_where =
        where ? where
              : signing_run_options(arena, &run, job->deciding.folder).register_where;
    return run;
}

enum outcheck_status release_check(struct release_job *job)
{
    enum outcheck_status status = read_decisions(job);
    if (status == OUTCHECK_OK) {
        const struct signing_run run = run_with_register(job);
        status = deciding_prepare(&job->deciding, &run);
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    check_files(job);
    if (problems_status(job->deciding.call->problems) == OUTCHECK_OK) {
        check_request(job);
    }
    return problems_status(job->deciding.call->problems);
}
