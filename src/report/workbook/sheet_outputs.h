/*
 * The part of the Summary about the outputs: their table, its sums, and its chart.
 */
#ifndef OUTCHECK_REPORT_SHEET_OUTPUTS_H
#define OUTCHECK_REPORT_SHEET_OUTPUTS_H

#include "report/workbook/sheet_parts.h"

/* Answers the first row below. */
uint32_t draw_outputs(const struct workbook *workbook, uint32_t row);

#endif
