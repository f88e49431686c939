/*
 * What could not be assessed, in lines for the Summary: the gaps in the files, then what
 * no run can know.
 */
#ifndef OUTCHECK_REPORT_SHEET_GAPS_H
#define OUTCHECK_REPORT_SHEET_GAPS_H

#include "report/workbook/sheet_parts.h"

enum {
    UNASSESSED_FINDINGS = 10, /* lines; what is beyond is counted in one line */
    UNASSESSED_REMARKS = 6,
    UNASSESSED_ALWAYS = 6, /* the two lines that count, and what no run can know */
};

struct gap_lines {
    const char *items[UNASSESSED_FINDINGS + UNASSESSED_REMARKS + UNASSESSED_ALWAYS];
    size_t count;
};

struct gap_lines collect_gaps(const struct workbook *workbook);

#endif
