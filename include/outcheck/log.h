/*
 * The log of a submission: what was done, when and by whom, and whether it is whole.
 *
 * `folder` is the folder of the report; NULL: "outcheck-report". Text (or JSON) goes to
 * `sink`, trouble in words to `problems`.
 */
#ifndef OUTCHECK_LOG_H
#define OUTCHECK_LOG_H

#include "outcheck/scan.h"
#include "outcheck/status.h"

/* Every event in its order. A log that is not whole is shown, and said to be so. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_log_show(const char *folder, enum outcheck_format format,
                  const struct outcheck_sink *sink, const struct outcheck_sink *problems);

/* Looks for lines that were changed, are missing or out of order. `head` is the hash of
 * an event that was written down elsewhere and must be in the log; NULL: none. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_log_verify(const char *folder, const char *head, bool *is_whole,
                    const struct outcheck_sink *sink,
                    const struct outcheck_sink *problems);

/* Where the submission stands and what comes next, with the time that is left for the
 * notice. `*is_whole`: whether the log is, without which nothing of it counts. */
OUTCHECK_API OUTCHECK_MUST_CHECK enum outcheck_status
outcheck_status_show(const char *folder, enum outcheck_format format, bool *is_whole,
                     const struct outcheck_sink *sink,
                     const struct outcheck_sink *problems);

#endif
