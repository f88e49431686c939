/*
 * The sheets of the workbook, each in its own file. To add one: its function here, its
 * file, its place in report_xlsx.c, its sentences in sheet_words.h.
 */
#ifndef OUTCHECK_REPORT_SHEETS_H
#define OUTCHECK_REPORT_SHEETS_H

#include "report/workbook/sheet_parts.h"

void sheet_summary_write(const struct workbook *workbook);
void sheet_findings_write(const struct workbook *workbook);
void sheet_index_write(const struct workbook *workbook);
void sheet_differencing_write(const struct workbook *workbook);
void sheet_policy_write(const struct workbook *workbook);
void sheet_changes_write(const struct workbook *workbook);
void sheet_signoff_write(const struct workbook *workbook);
void sheet_record_write(const struct workbook *workbook);

/* The table at this place of the submission, which has a sheet. */
void sheet_annotated_write(const struct workbook *workbook, size_t table);

/* What could be hidden in the table at this place of the submission. */
void sheet_suppress_write(const struct workbook *workbook, size_t table);

#endif
