/*
 * What the files of notify share.
 */
#ifndef OUTCHECK_FLOW_NOTIFY_JOB_H
#define OUTCHECK_FLOW_NOTIFY_JOB_H

#include "clearance/event_log.h"
#include "clearance/notice.h"
#include "flow/call.h"
#include "outcheck/notify.h"
#include "policy/policy.h"

struct notify_job {
    struct call *call;
    const struct outcheck_notify_options *options;
    const char *folder;
    const char *report_folder;
    const char *release_folder;
    const struct policy *policy;
    struct working_calendar calendar;
    struct log_book log;
    struct notice notice;
    struct notice_file *files;
    size_t file_capacity;
    const char *sums_sha256; /* of the pack's SHA256SUMS, once it is written */
};

/* Finds the release in the log and its files in the release folder, and reads the copies
 * of the publication. */
OUTCHECK_MUST_CHECK enum outcheck_status notify_read_release(struct notify_job *job);

/* Writes the pack; nothing half-written stays. */
OUTCHECK_MUST_CHECK enum outcheck_status notify_write_pack(struct notify_job *job);

#endif
