/*
 * What one call of the public interface needs beside its work: memory, problems, and the
 * caller's sink as the reports know it.
 *
 *     struct call call = call_start();
 *     enum outcheck_status status = work(&call);
 *     return call_end(&call, status, problems);
 */
#ifndef OUTCHECK_FLOW_CALL_H
#define OUTCHECK_FLOW_CALL_H

#include "base/problems.h"
#include "outcheck/scan.h"
#include "report/report.h"

struct call {
    struct arena *arena;
    struct problems *problems;
    struct outcheck_sink out; /* of call_sink() */
};

struct call call_start(void);

/* Says the problems unless all is well, and frees the memory; answers `status`. */
enum outcheck_status call_end(struct call *call, enum outcheck_status status,
                              const struct outcheck_sink *problems);

/* The public sink and the reports' are alike in shape but not one type. What comes back
 * lives as long as the call. */
struct sink call_sink(struct call *call, const struct outcheck_sink *sink);

#endif
