/*
 * The way of the data, in order: policy, tables, attack, findings, report. Implements
 * outcheck/scan.h.
 *
 * Decides two things alone: that what was not read does not pass, and what a failure on
 * the way leaves behind (nothing half-written).
 */
#include "outcheck/scan.h"

#include "base/file.h"
#include "base/terminal.h"
#include "base/text.h"
#include "clearance/decision_record.h"
#include "flow/attacker.h"
#include "flow/report_guard.h"
#include "flow/scan_event.h"
#include "flow/scan_inside.h"
#include "flow/scan_job.h"
#include "flow/signing_make.h"
#include "flow/turn.h"
#include "ingest/ingest.h"
#include "policy/policy.h"
#include "report/describe.h"
#include "report/report.h"
#include "report/tally.h"
#include "risk/exceptions.h"
#include "risk/risk.h"

#include <string.h>

#define DEFAULT_POLICY      "ons-srs"
#define DEFAULT_FOLDER      "outcheck-report"
#define STANDARD_INPUT_NAME "standard-input.csv"
#define REPORT_NAME         "report.xlsx"

struct outcheck_options outcheck_options_default(void)
{
    return (struct outcheck_options){.write_report = true, .suggest = true};
}

static const char *or_else(const char *text, const char *otherwise)
{
    return text ? text : otherwise;
}

static const char *const *copy_texts(struct arena *arena, const char *const *texts,
                                     size_t count)
{
    const char **copies = arena_array(arena, count, const char *);
    for (size_t i = 0; i < count; i++) {
        copies[i] = text_copy(arena, texts[i], strlen(texts[i]));
    }
    return copies;
}

/* The scan outlives its caller's variables. */
struct outcheck_scan *scan_create(const struct outcheck_options *options)
{
    struct arena *arena = arena_create(0);
    struct outcheck_scan *scan = arena_new(arena, struct outcheck_scan);
    scan->arena = arena;
    scan->problems = problems_create(arena);
    scan->options = *options;
    scan->options.paths = copy_texts(arena, options->paths, options->path_count);
    scan->options.previous_paths =
        copy_texts(arena, options->previous_paths, options->previous_count);
    const char *command = or_else(options->command, "");
    scan->results = (struct results){
        .verdict = SEVERITY_CANNOT_ASSESS,
        .command = text_copy(arena, command, strlen(command)),
        .seconds = -1,
        .version = OUTCHECK_VERSION,
    };
    return scan;
}

void outcheck_scan_destroy(struct outcheck_scan *scan)
{
    if (scan) {
        policy_release(scan->policy);
        arena_destroy(scan->arena);
    }
}

static enum description_source description_source_of(const char *name)
{
    static const char *const names[] = {
        [DESCRIPTION_OF_EES] = "ees",
        [DESCRIPTION_OF_DATA_PACKAGE] = "datapackage",
        [DESCRIPTION_OF_ACRO] = "acro",
        [DESCRIPTION_OF_TAU] = "tau",
    };
    for (size_t i = 1; name && i < sizeof(names) / sizeof(names[0]); i++) {
        if (text_equals(names[i], name)) {
            return (enum description_source)i;
        }
    }
    return DESCRIPTION_OF_ANY;
}

enum outcheck_status scan_read_tables(struct outcheck_scan *scan)
{
    const struct outcheck_options *options = &scan->options;
    if (!options->path_count) {
        problem_add(scan->problems, OUTCHECK_ERROR_USAGE, (struct place){0},
                    "Name a file or a folder.", "nothing to read");
        return OUTCHECK_ERROR_USAGE;
    }
    enum outcheck_status status =
        policy_load(scan->arena, or_else(options->policy, DEFAULT_POLICY), &scan->policy,
                    scan->problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    const struct ingest_options ingest = {
        .paths = options->paths,
        .path_count = options->path_count,
        .standard_input_name = or_else(options->standard_input_name, STANDARD_INPUT_NAME),
        .left_out = scan->left_out ? scan->left_out : options->previous_paths,
        .left_out_count = scan->left_out ? scan->left_out_count : options->previous_count,
        .read_from = scan->read_from,
        .symbols = &scan->policy->symbols,
        .description_source = description_source_of(options->described_by),
        .rounding = policy_rounding(scan->policy),
        .progress = options->progress,
        .progress_context = options->progress_context,
    };
    const struct submission *submission = NULL;
    status = ingest_submission(scan->arena, &ingest, &submission, scan->problems);
    if (status == OUTCHECK_OK && !submission->output_count) {
        problem_add(
            scan->problems, OUTCHECK_ERROR_INPUT, place_of_file(options->paths[0]),
            "Name the files, or another folder.", "there is no file to check here");
        status = OUTCHECK_ERROR_INPUT;
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    scan->submission = submission;
    scan->results.submission = submission;
    scan->results.policy = scan->policy;
    return OUTCHECK_OK;
}

/* What the attacker knows beside the candidate. Its tables have no findings of their own;
 * what could not be read of it has. */
enum outcheck_status scan_read_earlier(struct outcheck_scan *scan)
{
    const struct earlier_paths paths = {
        .items = scan->options.previous_paths,
        .count = scan->options.previous_count,
    };
    enum outcheck_status status = earlier_releases_read(scan->arena, &paths, scan->policy,
                                                        &scan->earlier, scan->problems);
    if (status == OUTCHECK_OK && scan->options.register_where) {
        status = earlier_releases_add_register(scan->arena, scan->options.register_where,
                                               scan->submission, &scan->earlier,
                                               scan->problems);
    }
    if (status != OUTCHECK_OK) {
        scan->submission =
            NULL; /* nothing is judged without what was asked to be known */
        return status;
    }
    scan->submission =
        earlier_releases_remark(scan->arena, &scan->earlier, scan->submission);
    scan->results.submission = scan->submission;
    scan->results.earlier = scan->earlier.items;
    scan->results.earlier_count = scan->earlier.count;
    return OUTCHECK_OK;
}

void scan_judge(struct outcheck_scan *scan)
{
    struct results *results = &scan->results;
    results->limits = attacker_limits(scan->policy);
    results->limits.exact_ranges = scan->options.exact_ranges || scan->options.is_audit;
    results->is_audit = scan->options.is_audit;
    results->attack =
        attacker_run(scan->arena, scan->submission, &scan->earlier, &results->limits);
    if (scan->options.is_audit) {
        results->policy = attacker_policy(scan->arena, scan->policy);
    }
    struct findings *findings = risk_evaluate(
        scan->arena, scan->submission, results->policy, results->attack, scan->problems);
    exceptions_match(scan->submission, findings);
    const enum severity worst = findings_worst(findings->items, findings->count);
    const enum severity floor = tally_floor(scan->submission);
    scan->results.findings = findings->items;
    scan->results.finding_count = findings->count;
    scan->results.verdict = worst > floor ? worst : floor;
}

static struct report_options report_options(const struct outcheck_scan *scan)
{
    return (struct report_options){.hide_parameters = scan->options.hide_parameters};
}

static const char *report_path(const struct outcheck_scan *scan)
{
    return path_join(scan->arena, or_else(scan->options.report_folder, DEFAULT_FOLDER),
                     REPORT_NAME);
}

/* What the checkers' decisions will be bound to, and what became of the last turn. */
static enum outcheck_status make_signing(struct outcheck_scan *scan, const char *folder)
{
    struct signing *before = NULL;
    struct signing *now = signing_make(scan->arena, &scan->results);
    enum outcheck_status status =
        decision_record_read(scan->arena, folder, &before, scan->problems);
    now->run = signing_run_of(scan->arena, &scan->options, folder);
    if (before && !before->returned && text_equals(before->report_id, now->report_id)) {
        now->turn = before->turn;
    } else if (status == OUTCHECK_OK && before) {
        const struct turn turn = {folder, before, scan->submission,
                                  &scan->policy->symbols};
        status = turn_open(scan->arena, &turn, now, scan->problems);
    }
    scan->results.signing = now;
    return status;
}

static enum outcheck_status write_report(struct outcheck_scan *scan)
{
    const char *path = report_path(scan);
    const char *folder = path_folder(scan->arena, path);
    const char *hash = NULL;
    const struct report_options options = report_options(scan);
    enum outcheck_status status = folder_make(scan->arena, folder, scan->problems);
    if (status == OUTCHECK_OK && !scan->options.is_audit) {
        status = make_signing(scan, folder);
    }
    if (status == OUTCHECK_OK) {
        status = report_workbook(&scan->results, &options, path, scan->problems);
    }
    if (status == OUTCHECK_OK) {
        scan->results.report_path = path;
        status = report_guard_record(scan->arena, path, &hash, scan->problems);
    }
    if (status == OUTCHECK_OK) {
        status = scan_event_log(scan->arena, &scan->results, hash, scan->problems);
    }
    return status;
}

/* A file that could not be read is a finding and, for who runs this, an incomplete scan.
 */
static void report_unread_files(struct outcheck_scan *scan)
{
    for (size_t i = 0; i < scan->submission->remark_count; i++) {
        const struct remark *remark = &scan->submission->remarks[i];
        if (remark->kind == REMARK_UNREADABLE) {
            problem_add(scan->problems, OUTCHECK_ERROR_INPUT,
                        place_of_file(remark->output ? remark->output->path : NULL),
                        remark->hint, "%s", remark->sentence);
        }
    }
}

static enum outcheck_status finish(struct outcheck_scan *scan,
                                   enum outcheck_status status)
{
    struct problems *problems = scan->problems;
    scan->problem_texts = arena_array(scan->arena, problems->count, const char *);
    for (size_t i = 0; i < problems->count; i++) {
        scan->problem_texts[i] = problem_render(scan->arena, &problems->items[i]);
    }
    return status != OUTCHECK_OK ? status : problems_status(problems);
}

static enum outcheck_status run(struct outcheck_scan *scan)
{
    const double start = clock_seconds();
    const struct outcheck_options *options = &scan->options;
    if (options->write_report && !options->overwrite_changed) {
        enum outcheck_status status =
            report_guard_check(report_path(scan), scan->problems);
        if (status == OUTCHECK_OK) {
            status =
                turn_check(path_folder(scan->arena, report_path(scan)), scan->problems);
        }
        if (status != OUTCHECK_OK) {
            return status;
        }
    }
    enum outcheck_status status = scan_read_tables(scan);
    if (status == OUTCHECK_OK) {
        status = scan_read_earlier(scan);
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    scan_judge(scan);
    if (options->suggest && !options->is_audit) {
        status = scan_suggest(scan);
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    if (options->record_time) {
        scan->results.checked_at = clock_now();
        scan->results.seconds = clock_seconds() - start;
    }
    if (options->write_report) {
        status = write_report(scan);
    }
    report_unread_files(scan);
    return status;
}

enum outcheck_status outcheck_scan_run(const struct outcheck_options *options,
                                       struct outcheck_scan **scan)
{
    *scan = scan_create(options);
    return finish(*scan, run(*scan));
}

enum outcheck_status outcheck_scan_read(const struct outcheck_options *options,
                                        struct outcheck_scan **scan)
{
    *scan = scan_create(options);
    const enum outcheck_status status = scan_read_tables(*scan);
    if (status == OUTCHECK_OK) {
        report_unread_files(*scan);
    }
    return finish(*scan, status);
}

const struct results *scan_results(const struct outcheck_scan *scan)
{
    return &scan->results;
}

const struct problems *scan_problems(const struct outcheck_scan *scan)
{
    return scan->problems;
}

bool outcheck_scan_has_results(const struct outcheck_scan *scan)
{
    return scan->submission != NULL;
}

static enum outcheck_verdict public_severity(enum severity severity)
{
    static const enum outcheck_verdict verdicts[] = {
        [SEVERITY_INFO] = OUTCHECK_PASS,
        [SEVERITY_CANNOT_ASSESS] = OUTCHECK_CANNOT_ASSESS,
        [SEVERITY_REVIEW] = OUTCHECK_REVIEW,
        [SEVERITY_FAIL] = OUTCHECK_FAIL,
    };
    return verdicts[severity];
}

enum outcheck_verdict outcheck_scan_verdict(const struct outcheck_scan *scan)
{
    return public_severity(scan->results.verdict);
}

struct outcheck_summary outcheck_scan_summary(const struct outcheck_scan *scan)
{
    struct outcheck_summary summary = {0};
    if (!scan->submission) {
        return summary;
    }
    struct arena *arena = arena_create(0);
    const struct tally *tally = tally_create(arena, &scan->results);
    summary = (struct outcheck_summary){
        .fail = tally->all.of[SEVERITY_FAIL],
        .review = tally->all.of[SEVERITY_REVIEW],
        .cannot_assess = tally->all.of[SEVERITY_CANNOT_ASSESS],
        .info = tally->all.of[SEVERITY_INFO],
        .outputs = scan->submission->output_count,
        .tables = scan->submission->table_count,
        .cells = tally->cells,
    };
    arena_destroy(arena);
    return summary;
}

const char *outcheck_scan_report_path(const struct outcheck_scan *scan)
{
    return scan->results.report_path;
}

size_t outcheck_scan_finding_count(const struct outcheck_scan *scan)
{
    return scan->results.finding_count;
}

struct outcheck_finding outcheck_scan_finding_at(const struct outcheck_scan *scan,
                                                 size_t index)
{
    const struct finding *finding = &scan->results.findings[index];
    const bool has_place = finding->row != UINT32_MAX && finding->column != UINT32_MAX;
    return (struct outcheck_finding){
        .id = finding->id,
        .code = finding->code,
        .rule = finding->rule,
        .severity = public_severity(finding->severity),
        .output = finding->output ? finding->output->path : "",
        .table = finding->table ? finding->table->id : "",
        .cell = has_place ? grid_place(scan->arena, finding->row, finding->column) : "",
        .row = finding->row == UINT32_MAX ? 0 : finding->row + 1,
        .column = finding->column == UINT32_MAX ? 0 : finding->column + 1,
        .message = finding->message,
        .help = finding->help,
    };
}

size_t outcheck_scan_problem_count(const struct outcheck_scan *scan)
{
    return scan->problems->count;
}

const char *outcheck_scan_problem_at(const struct outcheck_scan *scan, size_t index)
{
    return scan->problem_texts[index];
}

static struct report_options render_options(const struct outcheck_scan *scan,
                                            const struct outcheck_render_options *options)
{
    struct report_options report = report_options(scan);
    report.use_colour = options->use_colour;
    report.redact = options->redact;
    report.verbose = options->verbose;
    report.quiet = options->quiet;
    report.width = options->width;
    return report;
}

void outcheck_scan_render(const struct outcheck_scan *scan, enum outcheck_format format,
                          const struct outcheck_render_options *options,
                          const struct outcheck_sink *sink)
{
    static void (*const renderers[])(
        const struct results *, const struct report_options *, const struct sink *) = {
        [OUTCHECK_FORMAT_TEXT] = report_text,
        [OUTCHECK_FORMAT_CONCISE] = report_concise,
        [OUTCHECK_FORMAT_JSON] = report_json,
        [OUTCHECK_FORMAT_CSV] = report_csv,
        [OUTCHECK_FORMAT_SARIF] = report_sarif,
    };
    if (scan->submission) {
        const struct report_options report = render_options(scan, options);
        const struct sink inner = {.write = sink->write, .context = sink->context};
        renderers[format](&scan->results, &report, &inner);
    }
}

void outcheck_scan_describe(const struct outcheck_scan *scan, enum outcheck_format format,
                            const struct outcheck_render_options *options,
                            const struct outcheck_sink *sink)
{
    if (scan->submission) {
        const struct report_options report = render_options(scan, options);
        const struct sink inner = {.write = sink->write, .context = sink->context};
        (format == OUTCHECK_FORMAT_JSON ? report_describe_json : report_describe)(
            &scan->results, &report, &inner);
    }
}

/* Never over what is there. */
static enum outcheck_status write_draft(struct outcheck_scan *scan, const char *path,
                                        const char *text, const char *refusal)
{
    if (file_kind_of(path) != FILE_MISSING) {
        problem_add(scan->problems, OUTCHECK_ERROR_USAGE, place_of_file(path),
                    "Edit that file, or move it away first.", "%s", refusal);
        return OUTCHECK_ERROR_USAGE;
    }
    return file_write(scan->arena, path,
                      (struct bytes){.data = text, .length = strlen(text)},
                      scan->problems);
}

static enum outcheck_status write_sidecar(struct outcheck_scan *scan, const char **path)
{
    const char *json = NULL;
    const enum outcheck_status status =
        ingest_draft_sidecar(scan->arena, scan->submission, scan->options.paths[0], path,
                             &json, scan->problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    return write_draft(scan, *path, json,
                       "there is a sidecar already, and it is not overwritten");
}

static enum outcheck_status write_request(struct outcheck_scan *scan, const char **path)
{
    const char *text =
        ingest_draft_request(scan->arena, scan->submission, scan->options.paths[0], path);
    return write_draft(scan, *path, text,
                       "there is one already, and it is not "
                       "overwritten");
}

enum outcheck_status outcheck_scan_write_submission(struct outcheck_scan *scan,
                                                    const char **path)
{
    *path = NULL;
    if (!scan->submission) {
        return OUTCHECK_ERROR_INPUT;
    }
    return finish(scan, write_request(scan, path));
}

enum outcheck_status outcheck_scan_write_sidecar(struct outcheck_scan *scan,
                                                 const char **path)
{
    *path = NULL;
    if (!scan->submission) {
        return OUTCHECK_ERROR_INPUT;
    }
    return finish(scan, write_sidecar(scan, path));
}
