/*
 * A table for release as CSV (RFC 4180) and its description (W3C CSV on the Web).
 */
#ifndef OUTCHECK_CLEARANCE_RELEASE_CSV_H
#define OUTCHECK_CLEARANCE_RELEASE_CSV_H

#include "base/file.h"
#include "clearance/release_table.h"

struct bytes release_csv(struct arena *arena, const struct release_table *table);

/* NULL data where it cannot be written as JSON. */
struct bytes release_csvw(struct arena *arena, const struct release_table *table,
                          const struct request *request);

#endif
