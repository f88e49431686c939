/*
 * From the results of a scan to the signing of its report: what decisions will be bound
 * to.
 */
#ifndef OUTCHECK_FLOW_SIGNING_MAKE_H
#define OUTCHECK_FLOW_SIGNING_MAKE_H

#include "outcheck/scan.h"
#include "report/report.h"

/* The signing of a first turn, with nobody to sign yet. */
struct signing *signing_make(struct arena *arena, const struct results *results);

/* What it takes to do the scan again, as seen from the folder of the report, which
 * exists. */
struct signing_run signing_run_of(struct arena *arena,
                                  const struct outcheck_options *options,
                                  const char *folder);

/* Back from there: the options of the scan as seen from here. */
struct outcheck_options signing_run_options(struct arena *arena,
                                            const struct signing_run *run,
                                            const char *folder);

#endif
