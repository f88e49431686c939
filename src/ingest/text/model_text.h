/*
 * Output of models in running text: what Stata's estimation commands, R's summary() and
 * statsmodels print, with the header or footer that says how many are behind it.
 *
 * A model is known by the headings of its coefficients ("Coefficient  Std. err.  t
 * P>|t|"). From there the lines above (Stata, statsmodels) and below (R, statsmodels)
 * are taken as long as they hold statistics with a label. The lines of a model become one
 * block of the page, in rows of pairs (label, value) and rows of coefficients:
 * infer/infer_model.c reads them. A line that is not understood stays as it is, and is
 * counted as unread.
 */
#ifndef OUTCHECK_INGEST_MODEL_TEXT_H
#define OUTCHECK_INGEST_MODEL_TEXT_H

#include "ingest/text/aligned.h"

/* Finds the models of the page: fills in rows, blocks and is_read, and takes their lines
 * from all that look for tables and counts later. */
void model_text_find(struct text_page *page);

#endif
