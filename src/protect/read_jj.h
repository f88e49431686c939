/*
 * Reads a table of cells and equations in the JJ text layout of tau-ARGUS:
 *
 *     0
 *     <cells>
 *     <id> <value> <cost> <status> <lowest> <highest> <below> <above> <sliding>   each
 *     <equations>
 *     <right side> <terms> : <id> (<coefficient>) ...                             each
 *
 * Status: u primary, m hidden already, s may be hidden, z must stay open. A sliding level
 * (least width of the range) that the two others do not reach is added to the upper one,
 * which protects at least as well.
 *
 * Refuses what is not exactly so: numbers that are none, cells named twice, cells that an
 * equation names and nobody described, values outside their bounds, equations that do not
 * hold. Problems name the line, never a value.
 */
#ifndef OUTCHECK_PROTECT_READ_JJ_H
#define OUTCHECK_PROTECT_READ_JJ_H

#include "base/file.h"
#include "base/problems.h"
#include "protect/pattern.h"

struct jj_table {
    struct pattern_problem *problem; /* indexed */
    const long long *ids;            /* [cell_count] as the file has them */
};

/* `name` stands in problems. */
OUTCHECK_MUST_CHECK enum outcheck_status jj_read(struct arena *arena, const char *name,
                                                 struct bytes bytes,
                                                 struct jj_table *table,
                                                 struct problems *problems);

#endif
