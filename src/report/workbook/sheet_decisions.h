/*
 * The checkers' columns of the sheet Findings: cream ones to fill in for the reader of
 * this workbook, or, in the joint report, what each of them decided.
 */
#ifndef OUTCHECK_REPORT_SHEET_DECISIONS_H
#define OUTCHECK_REPORT_SHEET_DECISIONS_H

#include "report/workbook/sheet_parts.h"

/* Whether the workbook holds everybody's decisions, and none to fill in. */
bool is_joint_report(const struct workbook *workbook);

enum { DECISION_COLUMN_LIMIT = 2 * SIGNING_CHECKER_LIMIT + 1 };

/* How many columns there are. */
uint32_t decision_column_count(const struct workbook *workbook);

/* As write_headings() takes them; room for DECISION_COLUMN_LIMIT. */
void fill_decision_headings(const struct workbook *workbook, const char **names,
                            double *widths);
void write_finding_decisions(const struct workbook *workbook,
                             const struct finding *finding, uint32_t row, uint32_t first);

/* Lists to choose from and colours, for the rows of the list. */
void add_decision_lists(const struct workbook *workbook, uint32_t first,
                        uint32_t first_row, uint32_t last_row);

#endif
