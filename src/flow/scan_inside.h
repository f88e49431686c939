/*
 * The inside of a scan, for those stages of the library that go on from its results.
 */
#ifndef OUTCHECK_FLOW_SCAN_INSIDE_H
#define OUTCHECK_FLOW_SCAN_INSIDE_H

#include "base/problems.h"
#include "outcheck/scan.h"
#include "report/report.h"

/* They live as long as the scan. */
const struct results *scan_results(const struct outcheck_scan *scan);
const struct problems *scan_problems(const struct outcheck_scan *scan);

#endif
