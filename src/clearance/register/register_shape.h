/*
 * The shape of a table as JSON: everything but its cells. Written once, read back the
 * same: dimensions with categories and partitions, measures with rounding, what is
 * counted.
 */
#ifndef OUTCHECK_CLEARANCE_REGISTER_SHAPE_H
#define OUTCHECK_CLEARANCE_REGISTER_SHAPE_H

#include "base/problems.h"
#include "model/table.h"

const char *register_shape_write(struct arena *arena, const struct table *table);

/* False where the text is not what register_shape_write() wrote: nothing in it is
 * believed. */
bool register_shape_read(struct arena *arena, const char *text, struct table *table);

#endif
