/*
 * CSV text read as ingest reads it, without files, and what came of it in one comparable
 * line.
 */
#ifndef OUTCHECK_TESTS_READ_SAMPLE_H
#define OUTCHECK_TESTS_READ_SAMPLE_H

#include "model/table.h"

/* The only table of the text, or the `index`-th of several; NULL where there is none. */
const struct table *read_sample(struct arena *arena, const char *path, const char *text,
                                uint32_t index);

/* "dimension count count total": the roles of the columns. */
const char *sample_roles(struct arena *arena, const struct table *table);

/* "region 4 All=3! | columns 3 All=2!": dimensions, categories, wholes with their parts;
 * `!` proven by arithmetic, `?` by name, `~` parts lie within; `time` where it is one. */
const char *sample_dimensions(struct arena *arena, const struct table *table);

/* "mean 'London x F' n=C2": the cell at a place, with the cells that explain it. */
const char *sample_cell(struct arena *arena, const struct table *table,
                        const char *place);

/* Whether any doubt contains these words. */
bool sample_doubts(const struct table *table, const char *words);

#endif
