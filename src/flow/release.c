/*
 * Implements outcheck/release.h: checks, writes, and says what was written.
 */
#include "base/file.h"
#include "base/text.h"
#include "clearance/event_log.h"
#include "flow/release_job.h"
#include "report/json_writer.h"
#include "report/printable.h"

static const struct pack_file *find_kind(const struct release_job *job, const char *kind)
{
    for (size_t i = 0; i < job->file_count; i++) {
        if (text_equals(job->files[i].kind, kind)) {
            return &job->files[i];
        }
    }
    return NULL;
}

static enum outcheck_status log_release(struct release_job *job)
{
    const struct pack_file *manifest = find_kind(job, "manifest");
    const struct signing *signing = job->deciding.before;
    const struct log_detail details[] = {
        {.key = "outputs", .count = (int64_t)signing->output_count},
        {.key = "tables", .count = (int64_t)job->submission->table_count},
        {.key = "report", .text = signing->report_id},
        {.key = "registered", .text = job->registered.name},
    };
    const struct log_event event = {
        .name = "release",
        .object = manifest->name,
        .sha256 = manifest->sha256,
        .details = details,
        .detail_count =
            sizeof(details) / sizeof(details[0]) - (job->registered.name ? 0 : 1),
    };
    return log_append(job->deciding.folder, &event, job->deciding.call->problems);
}

/* Register and log. What cannot be recorded is not released, and the pack before comes
 * back; but a release that is in the register stays. */
static enum outcheck_status record(struct release_job *job)
{
    enum outcheck_status status = OUTCHECK_OK;
    bool is_registered = false;
    if (job->options->confirm) {
        status = release_register(job);
        is_registered = status == OUTCHECK_OK;
    }
    if (status == OUTCHECK_OK) {
        status = log_release(job);
    }
    if (status == OUTCHECK_OK || is_registered) {
        pack_folder_finish(&job->pack);
    } else {
        pack_folder_undo(&job->pack);
    }
    return status;
}

static void print_text(struct printer *printer, const struct release_job *job)
{
    struct arena *scratch = printer_scratch(printer);
    for (size_t i = 0; i < job->file_count; i++) {
        const struct pack_file *file = &job->files[i];
        printer_format(printer, "  %-9s %s\n", file->kind,
                       text_printable(scratch, file->name));
    }
    printer_format(
        printer, "Wrote:  %s\n",
        text_printable(scratch, path_join(scratch, job->folder, "release.zip")));
    if (job->registered.name) {
        printer_format(printer, "Added:  %s to the register\n",
                       text_printable(scratch, job->registered.name));
    }
    printer_format(printer,
                   "Next:   outcheck notify tells those who must know before it is "
                   "published\n");
    printer_format(
        printer, "Released: %s, %s, read back and compared\n",
        text_counted(scratch, (double)job->deciding.before->output_count, "output",
                     "outputs"),
        text_counted(scratch, (double)job->submission->table_count, "table", "tables"));
}

static void print_json(struct printer *printer, const struct release_job *job)
{
    struct json_writer json = json_writer_on(printer, 2);
    json_write_object(&json);
    json_member_count(&json, "schema", 1);
    json_member_text(&json, "folder", job->folder);
    json_member_text(&json, "registered", job->registered.name);
    json_write_key(&json, "files");
    json_write_array(&json);
    for (size_t i = 0; i < job->file_count; i++) {
        json_write_object(&json);
        json_member_text(&json, "path", job->files[i].name);
        json_member_text(&json, "kind", job->files[i].kind);
        json_member_text(&json, "sha256", job->files[i].sha256);
        json_write_end(&json);
    }
    json_write_end(&json);
    json_write_end(&json);
    json_writer_finish(&json);
}

static void print(struct release_job *job, const struct sink *sink)
{
    struct printer *printer = arena_new(job->deciding.call->arena, struct printer);
    printer_start(printer, sink);
    if (job->options->format == OUTCHECK_FORMAT_JSON) {
        print_json(printer, job);
    } else {
        print_text(printer, job);
    }
    printer_finish(printer);
}

enum outcheck_status outcheck_release(const struct outcheck_release_options *options,
                                      const struct outcheck_sink *sink,
                                      const struct outcheck_sink *problems)
{
    struct call call = call_start();
    const struct sink out = call_sink(&call, sink);
    struct release_job job = {
        .deciding = {.call = &call,
                     .folder = options->report_folder ? options->report_folder
                                                      : "outcheck-report"},
        .options = options,
        .folder = options->folder ? options->folder : "outcheck-release",
    };
    enum outcheck_status status = release_check(&job);
    if (status == OUTCHECK_OK) {
        status = release_protected(&job);
    }
    if (status == OUTCHECK_OK) {
        status = release_write(&job);
    }
    if (status == OUTCHECK_OK) {
        status = record(&job);
    }
    if (status == OUTCHECK_OK) {
        print(&job, &out);
    }
    const enum outcheck_status answer = call_end(&call, status, problems);
    outcheck_scan_destroy(job.protected_scan);
    outcheck_scan_destroy(job.deciding.scan);
    return answer;
}
