/*
 * What every reader promises of its grids, for fuzzers: aborts where it is not kept.
 */
#ifndef OUTCHECK_TESTS_GRID_PROMISES_H
#define OUTCHECK_TESTS_GRID_PROMISES_H

#include "ingest/read/reader.h"

#include <stdbool.h>

void check_promises(const struct reading *reading, const struct refusal *refusal,
                    bool is_read);

#endif
