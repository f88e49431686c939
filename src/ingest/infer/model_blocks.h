/*
 * Blocks that are regression tables: models side by side with N and measures of fit below
 * the coefficients (esttab, outreg2, modelsummary, stargazer), or a summary of pairs
 * "label, value" above the coefficients (statsmodels).
 */
#ifndef OUTCHECK_INGEST_MODEL_BLOCKS_H
#define OUTCHECK_INGEST_MODEL_BLOCKS_H

#include "ingest/infer/block_finder.h"

/* Marks the blocks that are, joins what belongs to one model, and finds where their data
 * begin. */
void model_blocks_mark(const struct finder *finder, struct table_block *blocks,
                       size_t *count);

/* "(1)": the number of a model, not a result. */
bool model_number(const char *text);

/* "(0.034)": a standard error, or a negative number. */
bool model_bracketed(const char *text);

#endif
