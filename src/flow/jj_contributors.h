/*
 * How many contribute to the cells of a .jj, whose layout has no place for it: a CSV with
 * the columns id and contributors (or freq).
 */
#ifndef OUTCHECK_FLOW_JJ_CONTRIBUTORS_H
#define OUTCHECK_FLOW_JJ_CONTRIBUTORS_H

#include "base/problems.h"
#include "protect/read_jj.h"

/* [cell_count] 1 where one contributor stands alone behind the cell, else NAN. Cells that
 * the file leaves out have many; one that names no cell is a problem. */
OUTCHECK_MUST_CHECK enum outcheck_status
jj_contributors_read(struct arena *arena, const struct jj_table *table, const char *path,
                     const double **contributors, struct problems *problems);

#endif
