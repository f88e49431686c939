/*
 * Lines around the coefficients of a model that hold figures in a way of their own: what
 * R's lme4 and fixest print. Each is read into pairs (label, value), as infer_model.c
 * reads them.
 */
#ifndef OUTCHECK_INGEST_MODEL_LINES_H
#define OUTCHECK_INGEST_MODEL_LINES_H

#include "ingest/text/aligned.h"

enum { MODEL_LINE_CELLS = 24 };

/*
 * How many cells the line is; 0 when it is none of these:
 *
 *     Number of obs: 180, groups:  school, 18; region, 9
 *     Fixed-effects: school: 18,  year: 3
 *      school   (Intercept) 1378.18  37.124      below "Groups Name Variance Std.Dev."
 *       1743.6   1755.1   -867.8   1735.6   176  below "AIC BIC logLik deviance df.resid"
 *     age -0.371                                 below "Correlation of Fixed Effects:"
 */
uint32_t model_line_read(const struct text_page *page, uint32_t line,
                         const char *texts[MODEL_LINE_CELLS]);

/* The headings of these: no figures. */
bool model_line_is_heading(const char *text);

#endif
