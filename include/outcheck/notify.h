/*
 * Notice to those who must be told before something is published: the dates, the drafts,
 * and what became of them. Nothing is sent.
 */
#ifndef OUTCHECK_NOTIFY_H
#define OUTCHECK_NOTIFY_H

#include "outcheck/scan.h"
#include "outcheck/status.h"

struct outcheck_notify_options {
    const char *at;                  /* "2026-12-29 09:30", UK time */
    const char *title;               /* NULL: that of the release */
    const char *clearance;           /* the reference; NULL */
    const char *calendar;            /* bank holidays; NULL: the shipped file */
    const char *policy;              /* that says who is told; NULL: "leo-srs" */
    const char *notice;              /* which of its notices; NULL: the first */
    const char *folder;              /* of the pack; NULL: "outcheck-notice" */
    const char *report_folder;       /* with the log; NULL: "outcheck-report" */
    const char *release_folder;      /* NULL: "outcheck-release" */
    const char *const *publications; /* copies of what will be published */
    size_t publication_count;
    bool is_dry_run; /* work out the dates, write nothing */
    enum outcheck_format format;
};

/* OUTCHECK_ERROR_USAGE where nothing has been released, or what was is not what stands in
 * the release folder. What is late is no error: it is said, with the earliest time. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_notify(const struct outcheck_notify_options *options,
                const struct outcheck_sink *sink, const struct outcheck_sink *problems);

enum outcheck_notice_step { OUTCHECK_NOTICE_SENT, OUTCHECK_NOTICE_ACKNOWLEDGED };

/* Puts into the log that the notice was sent, or that it was acknowledged. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_notify_record(const char *report_folder, enum outcheck_notice_step step,
                       const struct outcheck_sink *sink,
                       const struct outcheck_sink *problems);

#endif
