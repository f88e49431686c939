/*
 * A grid from comma-separated text, for tests that begin where the readers end: commas
 * part cells, double quotes keep them, newlines end rows. One output is made for it.
 */
#ifndef OUTCHECK_TESTS_TEXT_GRID_H
#define OUTCHECK_TESTS_TEXT_GRID_H

#include "model/grid.h"

const struct grid *text_grid(struct arena *arena, const char *path, const char *text);

#endif
