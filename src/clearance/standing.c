#include "clearance/standing.h"

#include "base/date.h"
#include "base/text.h"

static const char *const state_names[] = {
    [NOTICE_NOT_STARTED] = "not started",
    [NOTICE_DRAFTED] = "drafted",
    [NOTICE_LATE] = "late",
    [NOTICE_SENT] = "sent",
    [NOTICE_ACKNOWLEDGED] = "acknowledged",
    [NOTICE_PUBLISHED] = "published",
};

const char *notice_state_name(enum notice_state state)
{
    return state_names[state];
}

static bool is_later(const struct log_entry *one, const struct log_entry *other)
{
    return one && other && one->number > other->number;
}

static const char *detail_text(const struct log_entry *entry, const char *key)
{
    const struct log_detail *detail = entry ? log_find_detail(entry, key) : NULL;
    return detail && detail->text ? detail->text : "";
}

/* An event that is about this notice: it came after it. */
static const struct log_entry *after(const struct log_entry *entry,
                                     const struct log_entry *notice)
{
    return is_later(entry, notice) ? entry : NULL;
}

static void find_events(const struct log_book *book, struct standing *standing)
{
    const struct log_entry *assigned = log_last(book, "assign");
    standing->scan = log_last(book, "scan");
    standing->decision = log_last(book, "decide");
    if (!standing->decision || is_later(assigned, standing->decision)) {
        standing->decision = assigned;
    }
    standing->release = log_last(book, "release");
    standing->registered = log_last(book, "register");
    standing->notice = log_last(book, "notify");
    standing->sent = after(log_last(book, "notice-sent"), standing->notice);
    standing->acknowledged =
        after(log_last(book, "notice-acknowledged"), standing->notice);
    standing->state = detail_text(standing->decision, "state");
    standing->is_scanned_again = is_later(standing->scan, standing->decision);
    standing->is_decided_again = is_later(standing->decision, standing->release);
    standing->is_released_again = is_later(standing->release, standing->notice);
}

static enum notice_state state_of_notice(const struct standing *standing, int64_t now)
{
    if (!standing->notice) {
        return NOTICE_NOT_STARTED;
    }
    if (!standing->sent) {
        return now > standing->deadline ? NOTICE_LATE : NOTICE_DRAFTED;
    }
    if (now >= standing->publication) {
        return NOTICE_PUBLISHED;
    }
    return standing->acknowledged ? NOTICE_ACKNOWLEDGED : NOTICE_SENT;
}

/* Whoever sends late must publish late. */
static bool is_sent_late(const struct standing *standing)
{
    int64_t sent = 0;
    return standing->sent && moment_read_utc(standing->sent->time, &sent) &&
           sent > standing->deadline;
}

static const char *next_of_notice(const struct standing *standing)
{
    static const char *const sentences[] = {
        [NOTICE_NOT_STARTED] = "outcheck notify --at TIME drafts the notice.",
        [NOTICE_DRAFTED] = "Send draft.eml, then outcheck notify --sent.",
        [NOTICE_LATE] = "The limit has passed: give a later time to outcheck notify.",
        [NOTICE_SENT] = "Wait for the reply, then outcheck notify --acknowledged.",
        [NOTICE_ACKNOWLEDGED] = "Publish at the time that was given.",
        [NOTICE_PUBLISHED] = "Nothing is left to do.",
    };
    if (standing->notice_state != NOTICE_PUBLISHED && is_sent_late(standing)) {
        return "It was sent after the limit: give a later time to outcheck notify.";
    }
    return sentences[standing->notice_state];
}

/* The first thing that is missing, in the order of the work. */
static const char *next_step(const struct standing *standing)
{
    if (!standing->is_whole) {
        return "outcheck log verify says what is wrong with the log.";
    }
    if (!standing->scan && !standing->release) {
        return "outcheck scan checks the tables.";
    }
    if (!standing->decision && !standing->release) {
        return text_equals(detail_text(standing->scan, "verdict"), "FAIL")
                   ? "Mend what fails and scan again, then outcheck decide --assign."
                   : "outcheck decide --assign gives checkers their copies.";
    }
    if (standing->is_scanned_again && !standing->release) {
        return "outcheck decide --assign begins the next turn.";
    }
    if (!standing->release || standing->is_decided_again) {
        return text_equals(standing->state, "cleared")
                   ? "outcheck release writes the release pack."
                   : "The checkers decide; outcheck decide reads their copies.";
    }
    if (standing->is_released_again) {
        return "outcheck notify --at TIME drafts the notice of what is released now.";
    }
    return next_of_notice(standing);
}

void standing_work_out(const struct log_book *book, int64_t now,
                       struct standing *standing)
{
    *standing = (struct standing){.is_whole = book->fault_count == 0};
    find_events(book, standing);
    if (standing->notice &&
        (!moment_read_utc(detail_text(standing->notice, "publication"),
                          &standing->publication) ||
         !moment_read_utc(detail_text(standing->notice, "deadline"),
                          &standing->deadline) ||
         !moment_read_utc(detail_text(standing->notice, "send-by"),
                          &standing->send_by))) {
        standing->is_whole = false;
    }
    standing->notice_state = state_of_notice(standing, now);
    standing->next = next_step(standing);
}
