/*
 * One call of outcheck_protect(), in the hands of whoever does the work: of tables of
 * cells and equations (protect_jj.c) or of a submission (protect_tables.c).
 */
#ifndef OUTCHECK_FLOW_PROTECT_JOB_H
#define OUTCHECK_FLOW_PROTECT_JOB_H

#include "base/problems.h"
#include "outcheck/protect.h"
#include "report/report.h"

struct protect_job {
    struct arena *arena;
    struct problems *problems;
    const struct outcheck_protect_options *options;
    struct sink sink;
    enum outcheck_protect_end end;
};

OUTCHECK_MUST_CHECK enum outcheck_status protect_jj(struct protect_job *job);
OUTCHECK_MUST_CHECK enum outcheck_status protect_tables(struct protect_job *job);

#endif
