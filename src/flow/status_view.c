/*
 * outcheck status: where a submission stands, for people and programs.
 */
#include "base/date.h"
#include "base/file.h"
#include "base/terminal.h"
#include "base/text.h"
#include "clearance/standing.h"
#include "clearance/uk_time.h"
#include "flow/call.h"
#include "outcheck/log.h"
#include "report/json_writer.h"
#include "report/printable.h"

#define DEFAULT_FOLDER "outcheck-report"

struct status_view {
    const char *folder;
    int64_t now;
    struct log_book log;
    struct standing standing;
};

/* ---- text ---- */

/* "2 days 3 hours" or "3 hours 20 minutes", whatever the sign. */
static const char *span_text(struct arena *arena, int64_t seconds)
{
    seconds = seconds < 0 ? -seconds : seconds;
    const int64_t days = seconds / SECONDS_A_DAY;
    const int64_t hours = seconds % SECONDS_A_DAY / SECONDS_AN_HOUR;
    const int64_t minutes = seconds % SECONDS_AN_HOUR / SECONDS_A_MINUTE;
    if (days > 0) {
        return text_format(arena, "%s %s",
                           text_counted(arena, (double)days, "day", "days"),
                           text_counted(arena, (double)hours, "hour", "hours"));
    }
    return text_format(arena, "%s %s",
                       text_counted(arena, (double)hours, "hour", "hours"),
                       text_counted(arena, (double)minutes, "minute", "minutes"));
}

static const char *when_and_who(struct arena *arena, const struct log_entry *entry)
{
    int64_t moment = 0;
    const char *when =
        moment_read_utc(entry->time, &moment) ? uk_time_text(arena, moment) : entry->time;
    return text_format(arena, "%s by %s", when, text_printable(arena, entry->actor));
}

/* "FAIL: 4 fail, 1 review, 2 cannot be assessed" */
static const char *verdict_text(struct arena *arena, const struct log_entry *scan)
{
    static const char *const keys[] = {"fail", "review", "cannot-assess"};
    static const char *const words[] = {"fail", "review", "cannot be assessed"};
    const struct log_detail *verdict = log_find_detail(scan, "verdict");
    const char *text =
        verdict && verdict->text ? text_printable(arena, verdict->text) : "no verdict";
    const char *mark = ": ";
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        const struct log_detail *count = log_find_detail(scan, keys[i]);
        if (count && count->count > 0) {
            text = text_format(arena, "%s%s%lld %s", text, mark, (long long)count->count,
                               words[i]);
            mark = ", ";
        }
    }
    return text;
}

static void print_line(struct printer *printer, const char *name,
                       const struct log_entry *entry, const char *what)
{
    struct arena *scratch = printer_scratch(printer);
    printer_format(printer, "%-11s ", name);
    if (!entry) {
        printer_text(printer, "-\n");
        return;
    }
    printer_format(printer, "%s%s%s\n", what, *what ? "; " : "",
                   when_and_who(scratch, entry));
}

static void print_notice(struct printer *printer, const struct status_view *view)
{
    struct arena *scratch = printer_scratch(printer);
    const struct standing *standing = &view->standing;
    print_line(printer, "Notice", standing->notice,
               notice_state_name(standing->notice_state));
    if (!standing->notice) {
        return;
    }
    printer_format(printer, "            publication %s\n",
                   uk_time_text(scratch, standing->publication));
    if (standing->sent) {
        printer_format(printer, "            sent %s\n",
                       when_and_who(scratch, standing->sent));
        return;
    }
    printer_format(printer, "            send by %s: %s %s\n",
                   uk_time_text(scratch, standing->send_by),
                   span_text(scratch, standing->send_by - view->now),
                   standing->send_by < view->now ? "ago" : "left");
    printer_format(printer, "            limit %s: %s %s\n",
                   uk_time_text(scratch, standing->deadline),
                   span_text(scratch, standing->deadline - view->now),
                   standing->deadline < view->now ? "ago" : "left");
}

static void print_text(struct printer *printer, const struct status_view *view)
{
    struct arena *scratch = printer_scratch(printer);
    const struct standing *standing = &view->standing;
    printer_format(printer, "%-11s %s, %s\n", "Log",
                   standing->is_whole ? "whole" : "NOT WHOLE",
                   text_counted(scratch, (double)view->log.count, "event", "events"));
    print_line(printer, "Scan", standing->scan,
               standing->scan ? verdict_text(scratch, standing->scan) : "");
    print_line(printer, "Decisions", standing->decision,
               standing->is_scanned_again
                   ? text_format(scratch, "%s, and scanned again since",
                                 text_printable(scratch, standing->state))
                   : text_printable(scratch, standing->state));
    print_line(printer, "Release", standing->release,
               standing->is_decided_again ? "decided again since" : "");
    print_line(printer, "Register", standing->registered, "");
    print_notice(printer, view);
    printer_format(printer, "%-11s ", "Next");
    print_wrapped(printer, standing->next, 12, 80);
    printer_text(printer, "\n");
}

/* ---- JSON ---- */

static void write_event(struct json_writer *writer, const char *key,
                        const struct log_entry *entry)
{
    json_write_key(writer, key);
    if (!entry) {
        json_write_null(writer);
        return;
    }
    json_write_object(writer);
    json_member_count(writer, "n", entry->number);
    json_member_text(writer, "time", entry->time);
    json_member_text(writer, "actor", entry->actor);
    json_member_text(writer, "sha256", entry->event.sha256);
    json_write_end(writer);
}

static void write_notice(struct json_writer *writer, const struct status_view *view)
{
    const struct standing *standing = &view->standing;
    struct arena *scratch = printer_scratch(writer->printer);
    json_write_key(writer, "notice");
    json_write_object(writer);
    json_member_text(writer, "state", notice_state_name(standing->notice_state));
    if (standing->notice) {
        json_member_text(writer, "publication_utc",
                         moment_text_utc(scratch, standing->publication));
        json_member_text(writer, "deadline_utc",
                         moment_text_utc(scratch, standing->deadline));
        json_member_text(writer, "send_by_local",
                         uk_time_text_short(scratch, standing->send_by));
        json_member_number(writer, "hours_left",
                           (double)(standing->deadline - view->now) / SECONDS_AN_HOUR);
    }
    json_write_end(writer);
}

static void write_json(struct printer *printer, const struct status_view *view)
{
    const struct standing *standing = &view->standing;
    struct json_writer writer = json_writer_on(printer, 1);
    json_write_object(&writer);
    json_member_count(&writer, "schema", 1);
    json_write_key(&writer, "log_is_whole");
    json_write_bool(&writer, standing->is_whole);
    json_member_count(&writer, "events", view->log.count);
    write_event(&writer, "scan", standing->scan);
    write_event(&writer, "decision", standing->decision);
    json_member_text(&writer, "state", standing->decision ? standing->state : NULL);
    write_event(&writer, "release", standing->release);
    write_event(&writer, "registered", standing->registered);
    write_notice(&writer, view);
    json_member_text(&writer, "next", standing->next);
    json_write_end(&writer);
    json_writer_finish(&writer);
}

static enum outcheck_status read_standing(struct call *call, struct status_view *view)
{
    const char *path = path_join(call->arena, view->folder, LOG_NAME);
    if (file_kind_of(path) == FILE_MISSING &&
        file_kind_of(text_format(call->arena, "%s.head", path)) == FILE_MISSING) {
        problem_add(call->problems, OUTCHECK_ERROR_INPUT, place_of_file(path),
                    "The first outcheck scan begins it; or name the report's folder.",
                    "there is no log yet");
        return OUTCHECK_ERROR_INPUT;
    }
    const enum outcheck_status status =
        log_read(call->arena, view->folder, &view->log, call->problems);
    if (status == OUTCHECK_OK) {
        standing_work_out(&view->log, view->now, &view->standing);
    }
    return status;
}

enum outcheck_status outcheck_status_show(const char *folder, enum outcheck_format format,
                                          bool *is_whole,
                                          const struct outcheck_sink *sink,
                                          const struct outcheck_sink *problems)
{
    struct call call = call_start();
    struct status_view view = {
        .folder = folder ? folder : DEFAULT_FOLDER,
        .now = clock_now(),
    };
    const enum outcheck_status status = read_standing(&call, &view);
    *is_whole = status == OUTCHECK_OK && view.standing.is_whole;
    if (status == OUTCHECK_OK) {
        const struct sink out = call_sink(&call, sink);
        struct printer printer;
        printer_start(&printer, &out);
        (format == OUTCHECK_FORMAT_JSON ? write_json : print_text)(&printer, &view);
        printer_finish(&printer);
    }
    return call_end(&call, status, problems);
}
