/*
 * What the user says of cells before anything is hidden: from sidecars (keep, hideFirst,
 * cost of a column or row) and from a file of wishes.
 *
 * The file is a CSV with the columns
 *
 *     output   path of the file as scan shows it; may be left out where there is one
 *     cell     B6 (Sheet!B6 in a workbook), or
 *     labels   North East x Apprenticeship
 *     wish     keep, hide first, hidden, cost
 *     cost     a number, for cost
 *
 * or an a-priori file of tau-ARGUS (.hst): the labels of a cell in the order of the
 * table's dimensions, then its status (u, m: hidden; p, z: keep; s: nothing; c and a
 * number: cost).
 *
 * A wish for a cell that is not there is a mistake (OUTCHECK_ERROR_USAGE).
 */
#ifndef OUTCHECK_FLOW_WISHES_H
#define OUTCHECK_FLOW_WISHES_H

#include "base/problems.h"
#include "model/submission.h"
#include "protect/suggest.h"

/* `path` may be NULL: sidecars alone. Sets wishes and wish_count. */
OUTCHECK_MUST_CHECK enum outcheck_status
wishes_read(struct arena *arena, const struct submission *submission, const char *path,
            struct suggest_options *options, struct problems *problems);

#endif
