/*
 * The rows under the coefficients of a regression table: N, degrees of freedom, measures
 * of fit, and what only describes the model.
 */
#ifndef OUTCHECK_INGEST_MODEL_WORDS_H
#define OUTCHECK_INGEST_MODEL_WORDS_H

#include "base/arena.h"
#include "model/statistic.h"

/* ROLE_N, ROLE_DOF, ROLE_TEST; ROLE_COUNT or ROLE_ORGANISATIONS for numbers of groups;
 * ROLE_NOTE for text ("Controls", "Standard errors"); ROLE_UNKNOWN: rather a term. */
enum role model_row_role(struct arena *arena, const char *label);

/* "(1)", "Model 2", "VARIABLES", "Dependent variable:", "earnings": no number of a
 * result. */
bool model_heading_label(struct arena *arena, const char *label);

#endif
