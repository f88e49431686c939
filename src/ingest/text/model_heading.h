/*
 * The headings above coefficients: "Coefficient  Std. err.  t  P>|t|  [95% conf.
 * interval]", "Estimate Std. Error t value Pr(>|t|)", "coef  std err ...".
 */
#ifndef OUTCHECK_INGEST_MODEL_HEADING_H
#define OUTCHECK_INGEST_MODEL_HEADING_H

#include "ingest/text/screen_line.h"

enum { MODEL_COLUMNS = 12 };

struct model_heading {
    const char *stub; /* what stands above the terms: the dependent variable; "" */
    const char *texts[MODEL_COLUMNS];
    uint32_t count;
};

/* False: the line is no such heading. */
bool model_heading_read(struct arena *arena, const struct screen_line *line,
                        struct model_heading *heading);

#endif
