/*
 * Several models side by side in running text, as esttab, stargazer, etable, screenreg
 * and summary_col print them:
 *
 *                    (1)          (2)
 *     female       0.123***     0.117**
 *                 (0.034)      (0.036)
 *     N             1286         1190
 *
 * The numbers of the models (or the names above "Dependent Var.:") say where the columns
 * are; every cell below belongs to the nearest. A line that does not fit ends the table
 * and stays as it is, to be counted as unread. Without what models alone have (stars,
 * errors in brackets, measures of fit) it is no table of models: counts may have numbers
 * for headings, and an N below them.
 */
#ifndef OUTCHECK_INGEST_MODEL_COLUMNS_H
#define OUTCHECK_INGEST_MODEL_COLUMNS_H

#include "ingest/text/aligned.h"

/* Finds them on the page: fills in rows, blocks and is_read, and takes their lines from
 * all that look for tables and counts later. */
void model_columns_find(struct text_page *page);

#endif
