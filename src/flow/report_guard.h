/*
 * Guards a report that somebody has worked in.
 *
 * Checkers write their decisions into the workbook, so a later scan must not replace it.
 * Beside each report stands `report.xlsx.sha256`, the hash of what was written; a report
 * that has another hash, or none on record, counts as worked in.
 */
#ifndef OUTCHECK_FLOW_REPORT_GUARD_H
#define OUTCHECK_FLOW_REPORT_GUARD_H

#include "base/problems.h"

/* OUTCHECK_ERROR_USAGE and a problem where the report at `path` may hold somebody's work.
 */
OUTCHECK_MUST_CHECK enum outcheck_status report_guard_check(const char *path,
                                                            struct problems *problems);

/* Records the hash of the report that was just written, and answers it in `arena`. */
OUTCHECK_MUST_CHECK enum outcheck_status report_guard_record(struct arena *arena,
                                                             const char *path,
                                                             const char **hash,
                                                             struct problems *problems);

#endif
