/*
 * What the readings of regression tables share: the figures found so far. The layouts are
 * in infer_model.c (a model a column) and infer_model_pairs.c (a summary of pairs).
 */
#ifndef OUTCHECK_INGEST_MODEL_SPOTS_H
#define OUTCHECK_INGEST_MODEL_SPOTS_H

#include "ingest/infer/infer_context.h"

struct reading_model {
    struct inference *at;
    struct plan_spot *spots;
    size_t count;
    size_t capacity;
};

/* The text of a cell, squeezed. */
const char *model_text_at(const struct inference *at, uint32_t row, uint32_t column);

/* The number of a spot: its own, or its cell's. */
double model_spot_value(const struct inference *at, const struct plan_spot *spot);

/* Keeps the spot; residual degrees of freedom of a model without a name are kept once. */
void model_add_spot(struct reading_model *reading, struct plan_spot spot);

/* One cell of a known role: a spot, two where it holds two numbers, none where it is
 * empty. */
void model_take_cell(struct reading_model *reading, struct plan_spot spot);

/* "No. Observations:" without its colon. */
const char *model_fit_name(struct arena *arena, const char *label);

/* The whole block as pairs and coefficients. */
void model_read_pairs(struct reading_model *reading);

#endif
