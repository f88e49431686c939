/*
 * A notice: who must be told of a publication, what of, and by when. What the files of
 * the pack are made from; nothing here reads or writes.
 *
 * The program drafts. It sends nothing.
 */
#ifndef OUTCHECK_CLEARANCE_NOTICE_H
#define OUTCHECK_CLEARANCE_NOTICE_H

#include "base/file.h"
#include "clearance/notice_times.h"

enum notice_file_kind {
    NOTICE_PUBLICATION, /* what will be published */
    NOTICE_CLEARED,     /* stands in the release pack, with that hash */
};

struct notice_file {
    const char *name; /* in the pack and as an attachment */
    enum notice_file_kind kind;
    struct bytes bytes;
    const char *sha256;
};

struct notice {
    const char *title; /* of the publication */
    const char *project;
    const char *authors;         /* "A. Okafor; B. Lindqvist" */
    const char *reference;       /* of the clearance */
    int64_t released;            /* the moment of the release, which dates all files */
    const char *manifest_sha256; /* of the release pack */
    const struct policy_notice *policy;
    const struct working_calendar *calendar;
    struct notice_times times;
    const struct notice_file *files; /* publications first */
    size_t file_count;
};

/* "72 hours", "10 working days" */
const char *notice_lead_text(struct arena *arena, const struct policy_notice *policy);

const char *notice_file_kind_text(enum notice_file_kind kind);

/* What stands where people must fill in. */
extern const char notice_blank[];

const char *notice_cover_note(struct arena *arena, const struct notice *notice);
const char *notice_subject(struct arena *arena, const struct notice *notice);
const char *notice_letter(struct arena *arena, const struct notice *notice);
const char *notice_outputs_csv(struct arena *arena, const struct notice *notice);
const char *notice_checklist(struct arena *arena, const struct notice *notice);

/* ical_write.c: two events in UTC, with no result in them. NULL when memory is short or
 * libical is not installed. */
const char *notice_calendar_entry(struct arena *arena, const struct notice *notice);

/* mail_draft.c: a message that mail programs open as a draft, with all files attached. */
OUTCHECK_MUST_CHECK enum outcheck_status notice_mail(struct arena *arena,
                                                     const struct notice *notice,
                                                     struct bytes *mail,
                                                     struct problems *problems);

/* notice_sheet.c: the workbook with the sheet "DfE notification". */
OUTCHECK_MUST_CHECK enum outcheck_status
notice_workbook(const struct notice *notice, const char *path, struct problems *problems);

#endif
