/*
 * The process of a policy, for `policy show` and `policy diff`: who checks, how often,
 * and who is told before publication.
 */
#include "report/report_policy_process.h"

#include "base/text.h"
#include "report/policy_words.h"

const char *notice_text(struct arena *arena, const struct policy_notice *notice)
{
    return text_format(arena, "%s %s before publication, to %s%s%s",
                       text_number_short(arena, notice->lead),
                       lead_unit_name(notice->unit), notice->recipient,
                       *notice->what ? ": " : "", notice->what);
}

static void print_stated(struct printer *printer, const char *text,
                         const struct source *source)
{
    print_paragraph(printer, text, 2);
    print_source(printer, source, 4);
}

static bool is_anything_stated(const struct policy_process *process)
{
    return process->checkers || process->review != REVIEW_MODE_NOT_STATED ||
           process->own_source.title || process->reason != REASON_MODE_NOT_STATED ||
           process->turnaround > 0 || process->notice_count;
}

void print_process(struct printer *printer, const struct policy_process *process)
{
    struct arena *arena = printer_scratch(printer);
    if (!is_anything_stated(process)) {
        return;
    }
    printer_text(printer, "\nprocess\n");
    if (process->checkers) {
        print_stated(printer, text_format(arena, "checkers: %u", process->checkers),
                     &process->checkers_source);
    }
    if (process->review != REVIEW_MODE_NOT_STATED) {
        print_stated(printer,
                     text_format(arena, "review: %s", review_mode_name(process->review)),
                     &process->review_source);
    }
    if (process->own_source.title) {
        print_stated(printer,
                     process->may_review_own ? "authors may check their own requests"
                                             : "authors do not check their own requests",
                     &process->own_source);
    }
    if (process->reason != REASON_MODE_NOT_STATED) {
        print_stated(printer,
                     text_format(arena, "reason: %s", reason_mode_name(process->reason)),
                     &process->reason_source);
    }
    if (process->turnaround > 0) {
        print_stated(printer,
                     text_format(arena, "turnaround: %s working days",
                                 text_number_short(arena, process->turnaround)),
                     &process->turnaround_source);
    }
    for (size_t i = 0; i < process->notice_count; i++) {
        print_stated(printer,
                     text_format(arena, "notice %s: %s", process->notices[i].id,
                                 notice_text(arena, &process->notices[i])),
                     &process->notices[i].source);
    }
}

static void write_checkers(struct json_writer *writer,
                           const struct policy_process *process)
{
    if (process->checkers) {
        json_member_count(writer, "checkers", process->checkers);
        json_member_source(writer, "checkers_source", &process->checkers_source);
    }
    if (process->review != REVIEW_MODE_NOT_STATED) {
        json_member_text(writer, "review", review_mode_name(process->review));
        json_member_source(writer, "review_source", &process->review_source);
    }
    if (process->own_source.title) {
        json_write_key(writer, "review_own");
        json_write_bool(writer, process->may_review_own);
        json_member_source(writer, "review_own_source", &process->own_source);
    }
    if (process->reason != REASON_MODE_NOT_STATED) {
        json_member_text(writer, "reason", reason_mode_name(process->reason));
        json_member_source(writer, "reason_source", &process->reason_source);
    }
    if (process->turnaround > 0) {
        json_member_number(writer, "turnaround_working_days", process->turnaround);
        json_member_source(writer, "turnaround_source", &process->turnaround_source);
    }
}

void json_member_process(struct json_writer *writer, const struct policy_process *process)
{
    json_write_key(writer, "process");
    json_write_object(writer);
    write_checkers(writer, process);
    json_write_key(writer, "notices");
    json_write_array(writer);
    for (size_t i = 0; i < process->notice_count; i++) {
        const struct policy_notice *notice = &process->notices[i];
        json_write_object(writer);
        json_member_text(writer, "id", notice->id);
        json_member_text(writer, "what", notice->what);
        json_member_text(writer, "recipient", notice->recipient);
        json_member_number(writer, "lead", notice->lead);
        json_member_text(writer, "unit", lead_unit_name(notice->unit));
        json_member_source(writer, "source", &notice->source);
        json_write_end(writer);
    }
    json_write_end(writer);
    json_write_end(writer);
}

const struct policy_notice *find_notice(const struct policy_process *process,
                                        const char *id)
{
    for (size_t i = 0; i < process->notice_count; i++) {
        if (text_equals(process->notices[i].id, id)) {
            return &process->notices[i];
        }
    }
    return NULL;
}
