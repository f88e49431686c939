/*
 * A submission: read and judged as a scan does, protected on all its tables together, and
 * written where it is proven.
 */
#include "base/text.h"
#include "flow/protection.h"
#include "flow/wishes.h"

#define DEFAULT_PROTECTED "outcheck-protected"
#define DEFAULT_PROOF     "outcheck-report/protection.json"

enum { WORK_A_SECOND = 80000000, OPTIMAL_SECONDS = 60 };

static struct outcheck_options scan_options(const struct protect_job *job)
{
    const struct outcheck_protect_options *options = job->options;
    struct outcheck_options scan = outcheck_options_default();
    scan.paths = options->paths;
    scan.path_count = options->path_count;
    scan.previous_paths = options->previous_paths;
    scan.previous_count = options->previous_count;
    scan.policy = options->policy;
    scan.totals = options->totals;
    scan.write_report = false;
    scan.suggest = false;
    return scan;
}

static void take_problems(struct protect_job *job, const struct outcheck_scan *scan)
{
    for (size_t i = 0; i < scan->problems->count; i++) {
        const struct problem *problem = &scan->problems->items[i];
        const struct place place = {
            .file = problem->place.file
                        ? text_format(job->arena, "%s", problem->place.file)
                        : NULL,
            .line = problem->place.line,
            .column = problem->place.column,
        };
        problem_add(job->problems, problem->status, place,
                    text_format(job->arena, "%s", problem->hint), "%s", problem->message);
    }
}

static enum outcheck_status read(struct protection *protection)
{
    struct outcheck_scan *scan = protection->scan;
    enum outcheck_status status = scan_read_tables(scan);
    if (status == OUTCHECK_OK) {
        status = scan_read_earlier(scan);
    }
    if (status == OUTCHECK_OK) {
        scan_judge(scan);
    } else {
        take_problems(protection->job, scan);
    }
    return status;
}

/* Totals that were worked out anew and cannot be written so, or are not understood when
 * read back, stay as they are. */
static enum outcheck_status write(struct protection *protection)
{
    struct problems *problems = protection->job->problems;
    const size_t before = problems->count;
    const struct suggestion *kept = protection->suggestion->with_totals_kept;
    const enum outcheck_status status = protection_write(protection);
    if (status != OUTCHECK_ERROR_INPUT || !kept || kept->end != SUGGESTION_PROVEN ||
        protection->way) {
        return status;
    }
    problems->count = before;
    protection->file_count = 0;
    protection->left_out_count = 0;
    protection->suggestion = kept;
    protection->shown = kept->shown;
    return protection_write(protection);
}

static enum outcheck_status protect(struct protection *protection)
{
    struct protect_job *job = protection->job;
    struct outcheck_scan *scan = protection->scan;
    struct suggest_options options = {
        .findings = scan->results.findings,
        .finding_count = scan->results.finding_count,
    };
    if (job->options->is_optimal) {
        options.optimal_seconds =
            job->options->seconds ? job->options->seconds : OPTIMAL_SECONDS;
    } else {
        options.search.effort = (uint64_t)job->options->seconds * WORK_A_SECOND;
    }
    const enum outcheck_status status =
        wishes_read(protection->arena, scan->submission, job->options->wishes, &options,
                    job->problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    protection->input = scan_plan_input(scan);
    protection_choose(protection, &options);
    return protection_is_proven(protection) ? write(protection) : OUTCHECK_OK;
}

/* Problems are said when the scan is gone, and with it the paths that it read. */
static void keep_places(const struct protect_job *job)
{
    for (size_t i = 0; i < job->problems->count; i++) {
        struct place *place = &job->problems->items[i].place;
        place->file = place->file ? text_format(job->arena, "%s", place->file) : NULL;
    }
}

static enum outcheck_protect_end end_of(const struct protection *protection)
{
    if (protection->suggestion->end > SUGGESTION_PROVEN || !protection->file_count) {
        return OUTCHECK_NOT_PROVEN;
    }
    return protection->left_out_count ? OUTCHECK_PROTECTED_PART : OUTCHECK_PROTECTED;
}

enum outcheck_status protect_tables(struct protect_job *job)
{
    const struct outcheck_options options = scan_options(job);
    struct protection protection = {
        .job = job,
        .arena = job->arena,
        .scan = scan_create(&options),
        .folder = job->options->folder ? job->options->folder : DEFAULT_PROTECTED,
        .proof = job->options->proof ? job->options->proof : DEFAULT_PROOF,
    };
    enum outcheck_status status = read(&protection);
    if (status == OUTCHECK_OK) {
        status = protect(&protection);
    }
    if (status == OUTCHECK_OK) {
        protection_print(&protection);
        job->end = end_of(&protection);
    }
    keep_places(job);
    outcheck_scan_destroy(protection.scan);
    return status;
}
