/*
 * The request on the Summary: what the researcher says of the submission as a whole.
 */
#ifndef OUTCHECK_REPORT_SHEET_REQUEST_H
#define OUTCHECK_REPORT_SHEET_REQUEST_H

#include "report/workbook/sheet_parts.h"

/* From this row on, for a submission that has a request. */
void draw_request(const struct workbook *workbook, uint32_t row);

#endif
