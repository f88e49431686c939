/*
 * Implements outcheck/notify.h: the dates first, then the pack, then the log.
 */
#include "outcheck/notify.h"

#include "base/date.h"
#include "base/terminal.h"
#include "base/text.h"
#include "clearance/uk_time.h"
#include "flow/notify_job.h"
#include "report/json_writer.h"
#include "report/printable.h"

#include <math.h>

#define DEFAULT_POLICY  "leo-srs"
#define DEFAULT_REPORT  "outcheck-report"
#define DEFAULT_RELEASE "outcheck-release"
#define DEFAULT_PACK    "outcheck-notice"

static const char *or_else(const char *text, const char *otherwise)
{
    return text ? text : otherwise;
}

static enum outcheck_status refuse(struct notify_job *job, const char *hint,
                                   const char *sentence)
{
    problem_add(job->call->problems, OUTCHECK_ERROR_USAGE, (struct place){0}, hint, "%s",
                sentence);
    return OUTCHECK_ERROR_USAGE;
}

/* ---- the dates ---- */

/* The notice that is asked for, else the first. */
static enum outcheck_status choose_notice(struct notify_job *job)
{
    const struct policy_process *process = &job->policy->process;
    const char *wish = job->options->notice;
    const char *names = "";
    for (size_t i = 0; i < process->notice_count; i++) {
        const struct policy_notice *notice = &process->notices[i];
        if (!wish || text_equals(notice->id, wish)) {
            job->notice.policy = notice;
            return OUTCHECK_OK;
        }
        names = text_format(job->call->arena, "%s%s%s", names, i ? ", " : "", notice->id);
    }
    if (!process->notice_count) {
        return refuse(job, "Name another with --policy, such as leo-srs.",
                      text_format(job->call->arena,
                                  "policy %s says nothing of notice before publication",
                                  job->policy->id));
    }
    return refuse(job, text_format(job->call->arena, "It has: %s.", names),
                  text_format(job->call->arena, "policy %s has no notice '%s'",
                              job->policy->id, wish));
}

static void warn_of_others(struct notify_job *job)
{
    const struct policy_process *process = &job->policy->process;
    for (size_t i = 0; i < process->notice_count && !job->options->notice; i++) {
        if (&process->notices[i] != job->notice.policy) {
            notice_times_warn(&job->notice.times,
                              text_format(job->call->arena,
                                          "the policy asks for another notice as well: "
                                          "--notice %s",
                                          process->notices[i].id));
        }
    }
}

static enum outcheck_status work_out_dates(struct notify_job *job)
{
    struct arena *arena = job->call->arena;
    struct problems *problems = job->call->problems;
    int64_t publication = 0;
    if (!job->options->at) {
        return refuse(job, "Give --at \"2026-12-29 09:30\", UK time.",
                      "the time of the publication is missing");
    }
    enum outcheck_status status =
        uk_time_read(arena, job->options->at, &publication, problems);
    if (status == OUTCHECK_OK) {
        status = policy_load(arena, or_else(job->options->policy, DEFAULT_POLICY),
                             &job->policy, problems);
    }
    if (status == OUTCHECK_OK) {
        status = choose_notice(job);
    }
    if (status == OUTCHECK_OK) {
        status = working_calendar_load(arena, job->options->calendar, &job->calendar,
                                       problems);
    }
    if (status != OUTCHECK_OK) {
        return status;
    }
    job->notice.calendar = &job->calendar;
    job->notice.reference = job->options->clearance;
    notice_times_work_out(arena, job->notice.policy, publication, &job->calendar,
                          clock_now(), &job->notice.times);
    warn_of_others(job);
    return OUTCHECK_OK;
}

/* ---- saying it ---- */

static void write_json(struct printer *printer, const struct notify_job *job)
{
    const struct notice_times *times = &job->notice.times;
    struct arena *scratch = printer_scratch(printer);
    struct json_writer writer = json_writer_on(printer, 2);
    json_write_object(&writer);
    json_member_text(&writer, "publication_utc",
                     moment_text_utc(scratch, times->publication));
    json_member_text(&writer, "deadline_utc", moment_text_utc(scratch, times->deadline));
    json_member_text(&writer, "send_by_local",
                     uk_time_text_short(scratch, times->send_by));
    json_member_number(&writer, "hours", times->hours);
    json_member_text(&writer, "recipient", job->notice.policy->recipient);
    json_write_key(&writer, "warnings");
    json_write_array(&writer);
    for (size_t i = 0; i < times->warning_count; i++) {
        json_write_text(&writer, times->warnings[i]);
    }
    json_write_end(&writer);
    if (!job->options->is_dry_run) {
        json_member_text(&writer, "folder", job->folder);
    }
    json_write_end(&writer);
    json_writer_finish(&writer);
}

static void write_text(struct printer *printer, const struct notify_job *job)
{
    const struct notice_times *times = &job->notice.times;
    struct arena *scratch = printer_scratch(printer);
    for (size_t i = 0; i < times->warning_count; i++) {
        printer_text(printer, "Warning:     ");
        print_wrapped(printer, text_printable(scratch, times->warnings[i]), 13, 80);
        printer_text(printer, "\n");
    }
    printer_format(printer, "Publication: %s\n",
                   uk_time_text(scratch, times->publication));
    printer_format(printer, "Limit:       %s (%s before)\n",
                   uk_time_text(scratch, times->deadline),
                   notice_lead_text(scratch, job->notice.policy));
    printer_format(printer, "To:          %s\n",
                   text_printable(scratch, job->notice.policy->recipient));
    if (!job->options->is_dry_run) {
        printer_format(printer, "Pack:        %s\n",
                       text_printable(scratch, job->folder));
        printer_text(printer,
                     "Next:        fill in cover-note.txt, send draft.eml, then outcheck "
                     "notify --sent\n");
    }
    printer_format(printer, "Send by:     %s\n", uk_time_text(scratch, times->send_by));
}

static void say(struct notify_job *job, const struct outcheck_sink *sink)
{
    const struct sink out = call_sink(job->call, sink);
    struct printer printer;
    printer_start(&printer, &out);
    (job->options->format == OUTCHECK_FORMAT_JSON ? write_json : write_text)(&printer,
                                                                             job);
    printer_finish(&printer);
}

/* ---- the log ---- */

static enum outcheck_status log_notice(struct notify_job *job)
{
    struct arena *arena = job->call->arena;
    const struct notice_times *times = &job->notice.times;
    const struct log_detail details[] = {
        {.key = "publication", .text = moment_text_utc(arena, times->publication)},
        {.key = "deadline", .text = moment_text_utc(arena, times->deadline)},
        {.key = "send-by", .text = moment_text_utc(arena, times->send_by)},
        {.key = "recipient", .text = job->notice.policy->recipient},
        {.key = "clearance", .text = or_else(job->notice.reference, "")},
        {.key = "title", .text = or_else(job->notice.title, "")},
    };
    const struct log_event event = {
        .name = "notify",
        .object = job->folder,
        .sha256 = job->sums_sha256,
        .details = details,
        .detail_count = sizeof(details) / sizeof(details[0]),
    };
    return log_append(job->report_folder, &event, job->call->problems);
}

static void warn_before_clearance(struct notify_job *job)
{
    if (!log_is_sound(&job->log)) {
        notice_times_warn(&job->notice.times,
                          "the log is not whole, so nobody knows what was released");
    } else if (!log_last(&job->log, "release")) {
        notice_times_warn(&job->notice.times,
                          "nothing has been released yet; notice comes after clearance");
    }
}

static enum outcheck_status run(struct notify_job *job, const struct outcheck_sink *sink)
{
    enum outcheck_status status = work_out_dates(job);
    if (status == OUTCHECK_OK) {
        status = log_read(job->call->arena, job->report_folder, &job->log,
                          job->call->problems);
    }
    if (status == OUTCHECK_OK && job->options->is_dry_run) {
        warn_before_clearance(job);
        say(job, sink);
        return OUTCHECK_OK;
    }
    if (status == OUTCHECK_OK) {
        status = notify_read_release(job);
    }
    if (status == OUTCHECK_OK) {
        status = notify_write_pack(job);
    }
    if (status == OUTCHECK_OK) {
        status = log_notice(job);
    }
    if (status == OUTCHECK_OK) {
        say(job, sink);
    }
    return status;
}

enum outcheck_status outcheck_notify(const struct outcheck_notify_options *options,
                                     const struct outcheck_sink *sink,
                                     const struct outcheck_sink *problems)
{
    struct call call = call_start();
    struct notify_job job = {
        .call = &call,
        .options = options,
        .folder = or_else(options->folder, DEFAULT_PACK),
        .report_folder = or_else(options->report_folder, DEFAULT_REPORT),
        .release_folder = or_else(options->release_folder, DEFAULT_RELEASE),
    };
    const enum outcheck_status status = run(&job, sink);
    policy_release(job.policy);
    return call_end(&call, status, problems);
}

/* ---- what became of it ---- */

static enum outcheck_status refuse_step(struct call *call, const char *hint,
                                        const char *sentence)
{
    problem_add(call->problems, OUTCHECK_ERROR_USAGE, (struct place){0}, hint, "%s",
                sentence);
    return OUTCHECK_ERROR_USAGE;
}

static enum outcheck_status record(struct call *call, const char *folder,
                                   enum outcheck_notice_step step)
{
    struct log_book log;
    const enum outcheck_status status =
        log_read(call->arena, folder, &log, call->problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    const struct log_entry *notice = log_last(&log, "notify");
    const struct log_entry *sent = log_last(&log, "notice-sent");
    const bool is_acknowledged = step == OUTCHECK_NOTICE_ACKNOWLEDGED;
    if (!notice) {
        return refuse_step(call, "outcheck notify --at makes one.",
                           "there is no notice that could have been sent");
    }
    if (is_acknowledged && (!sent || sent->number < notice->number)) {
        return refuse_step(call, "First outcheck notify --sent.",
                           "the notice has not been sent");
    }
    const struct log_event event = {
        .name = is_acknowledged ? "notice-acknowledged" : "notice-sent",
        .object = notice->event.object,
        .sha256 = notice->event.sha256,
    };
    return log_append(folder, &event, call->problems);
}

enum outcheck_status outcheck_notify_record(const char *report_folder,
                                            enum outcheck_notice_step step,
                                            const struct outcheck_sink *sink,
                                            const struct outcheck_sink *problems)
{
    struct call call = call_start();
    const enum outcheck_status status =
        record(&call, or_else(report_folder, DEFAULT_REPORT), step);
    if (status == OUTCHECK_OK) {
        const struct sink out = call_sink(&call, sink);
        struct printer printer;
        printer_start(&printer, &out);
        printer_text(&printer, step == OUTCHECK_NOTICE_ACKNOWLEDGED
                                   ? "Logged: the notice was acknowledged.\n"
                                   : "Logged: the notice was sent.\n");
        printer_finish(&printer);
    }
    return call_end(&call, status, problems);
}
