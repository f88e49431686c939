/*
 * Plans the inside of each table's sheet. Called by book_plan_create() alone.
 */
#ifndef OUTCHECK_REPORT_REPORT_XLSX_TABLES_H
#define OUTCHECK_REPORT_REPORT_XLSX_TABLES_H

#include "report/workbook/report_xlsx_plan.h"

void plan_tables(struct arena *arena, struct book_plan *plan);

#endif
