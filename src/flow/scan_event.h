/*
 * A scan as an event of the log: what was read, with which policy, and the verdict.
 */
#ifndef OUTCHECK_FLOW_SCAN_EVENT_H
#define OUTCHECK_FLOW_SCAN_EVENT_H

#include "report/report.h"

/* Adds the event to the log beside the report, whose hash is `sha256`. */
OUTCHECK_MUST_CHECK enum outcheck_status scan_event_log(struct arena *arena,
                                                        const struct results *results,
                                                        const char *sha256,
                                                        struct problems *problems);

#endif
