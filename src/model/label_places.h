/*
 * Where the label of a category stands in the file, in a cell of its own: in the column
 * of its dimension, or over the columns that hold it.
 */
#ifndef OUTCHECK_MODEL_LABEL_PLACES_H
#define OUTCHECK_MODEL_LABEL_PLACES_H

#include "model/table.h"

struct label_place {
    uint32_t row; /* in the grid, from 0 */
    uint32_t column;
};

/* In the order of columns and rows; 0 where it only stands within other text. */
size_t label_places_find(struct arena *arena, const struct table *table,
                         uint32_t dimension, uint32_t category,
                         struct label_place **places);

#endif
