/*
 * The texts of the notice. Their order follows what data owners ask for; the parts that
 * only people know are left as blanks in brackets, never made up.
 */
#include "base/date.h"
#include "base/text.h"
#include "clearance/notice.h"
#include "clearance/uk_time.h"

#include <math.h>
#include <string.h>

const char notice_blank[] = "[to be filled in]";

static const char *or_blank(const char *text)
{
    return text_is_blank(text) ? notice_blank : text;
}

const char *notice_lead_text(struct arena *arena, const struct policy_notice *policy)
{
    const bool is_days = policy->unit == LEAD_WORKING_DAYS;
    return text_counted(arena, policy->lead, is_days ? "working day" : "hour",
                        is_days ? "working days" : "hours");
}

const char *notice_file_kind_text(enum notice_file_kind kind)
{
    return kind == NOTICE_PUBLICATION ? "the publication" : "cleared output";
}

const char *notice_subject(struct arena *arena, const struct notice *notice)
{
    return text_format(arena, "Notice of publication on %s: %s",
                       uk_time_text(arena, notice->times.publication),
                       or_blank(notice->title));
}

/* One line a file of the kind: its name and its hash. */
static const char *file_lines(struct arena *arena, const struct notice *notice,
                              enum notice_file_kind kind)
{
    const char *text = "";
    for (size_t i = 0; i < notice->file_count; i++) {
        const struct notice_file *file = &notice->files[i];
        if (file->kind == kind) {
            text = text_format(arena, "%s  %s\n    SHA-256 %s\n", text, file->name,
                               file->sha256);
        }
    }
    return *text ? text : "  none\n";
}

const char *notice_cover_note(struct arena *arena, const struct notice *notice)
{
    const struct notice_times *times = &notice->times;
    return text_format(
        arena,
        "NOTICE OF PUBLICATION\n"
        "\n"
        "To:                     %s\n"
        "Publication:            %s\n"
        "Type:                   %s\n"
        "Authors, institution:   %s\n"
        "Planned for (UK time):  %s\n"
        "Place:                  %s\n"
        "Project:                %s\n"
        "Datasets:               %s\n"
        "Clearance:              %s, released %s\n"
        "\n"
        "The publication:\n%s"
        "\n"
        "Cleared outputs used in it:\n%s"
        "\n"
        "Summary of findings (one paragraph, by the authors):\n"
        "  %s\n"
        "\n"
        "Embargo: not for further circulation before %s.\n"
        "\n"
        "Contact, with telephone: %s\n"
        "Statement required by the data owners: %s\n"
        "Changed since an earlier notice: %s\n"
        "\n"
        "Notice is due %s before publication: by %s.\n",
        notice->policy->recipient, or_blank(notice->title), notice_blank,
        or_blank(notice->authors), uk_time_text(arena, times->publication), notice_blank,
        or_blank(notice->project), notice_blank, or_blank(notice->reference),
        date_text(arena, uk_day(notice->released)),
        file_lines(arena, notice, NOTICE_PUBLICATION),
        file_lines(arena, notice, NOTICE_CLEARED), notice_blank,
        uk_time_text(arena, times->publication), notice_blank, notice_blank, notice_blank,
        notice_lead_text(arena, notice->policy), uk_time_text(arena, times->deadline));
}

const char *notice_letter(struct arena *arena, const struct notice *notice)
{
    return text_format(
        arena,
        "Dear colleague,\n"
        "\n"
        "we plan to publish %s on %s (UK time). This is our notice, at least %s ahead, "
        "with a copy of the publication and the cleared outputs that it uses.\n"
        "\n"
        "%s"
        "\n"
        "Please acknowledge receipt.\n",
        or_blank(notice->title), uk_time_text(arena, notice->times.publication),
        notice_lead_text(arena, notice->policy), notice_cover_note(arena, notice));
}

/* Quoted always; quotes doubled. What a spreadsheet would take for a formula begins with
 * an apostrophe. */
static const char *csv_field(struct arena *arena, const char *text)
{
    char *quoted = arena_array(arena, 2 * strlen(text) + 4, char);
    char *at = quoted;
    *at++ = '"';
    if (*text && strchr("=+-@\t\r", *text)) {
        *at++ = '\'';
    }
    for (; *text; text++) {
        if (*text == '"') {
            *at++ = '"';
        }
        *at++ = *text;
    }
    *at = '"';
    return quoted;
}

const char *notice_outputs_csv(struct arena *arena, const struct notice *notice)
{
    const char *text = "item,file,sha256,bytes,what,clearance,released,used_in\n";
    for (size_t i = 0; i < notice->file_count; i++) {
        const struct notice_file *file = &notice->files[i];
        const bool is_cleared = file->kind == NOTICE_CLEARED;
        text = text_format(
            arena, "%s%zu,%s,%s,%zu,%s,%s,%s,\"\"\n", text, i + 1,
            csv_field(arena, file->name), file->sha256, file->bytes.length,
            csv_field(arena, notice_file_kind_text(file->kind)),
            csv_field(arena, is_cleared && notice->reference ? notice->reference : ""),
            is_cleared ? date_text_iso(arena, uk_day(notice->released)) : "");
    }
    return text;
}

const char *notice_checklist(struct arena *arena, const struct notice *notice)
{
    const struct notice_times *times = &notice->times;
    const char *text = text_format(
        arena,
        "Before you send\n"
        "[ ] The publication is final, and it is the copy in this folder.\n"
        "[ ] Every number in it stands in a cleared output (not checked by the "
        "program).\n"
        "[ ] The blanks in cover-note.txt are filled in.\n"
        "[ ] The address is right: %s\n"
        "\n"
        "Send\n"
        "[ ] Open draft.eml in your mail program, check it, send it.\n"
        "[ ] By %s; the limit is %s.\n"
        "[ ] outcheck notify --sent\n"
        "[ ] outcheck notify --acknowledged, when the reply is there; keep the reply.\n"
        "\n"
        "If the date changes, run outcheck notify again.\n",
        notice->policy->recipient, uk_time_text(arena, times->send_by),
        uk_time_text(arena, times->deadline));
    for (size_t i = 0; i < times->warning_count; i++) {
        text = text_format(arena, "%s%sWarning: %s.\n", text, i ? "" : "\n",
                           times->warnings[i]);
    }
    return text;
}
