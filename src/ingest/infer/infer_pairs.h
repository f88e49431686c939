/*
 * Categories of columns: small helpers of inference.
 */
#ifndef OUTCHECK_INGEST_INFER_PAIRS_H
#define OUTCHECK_INGEST_INFER_PAIRS_H

#include "ingest/plan.h"

void pairs_add(struct arena *arena, struct plan_line *line, const char *dimension,
               const char *category);

/* Whether the line holds a category of this dimension. */
bool pairs_have_dimension(const struct plan_line *line, const char *dimension);

/* Whether two lines stand for the same categories. */
bool pairs_are_same(const struct plan_line *one, const struct plan_line *other);

/* Whether all categories of `some` are among those of `all`. */
bool pairs_are_within(const struct plan_line *some, const struct plan_line *all);

#endif
