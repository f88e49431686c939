/*
 * What a cell of an OpenDocument spreadsheet holds, and how much of it is on screen.
 *
 * The format keeps both: the value, exact, and the text that stands in the cell.
 */
#ifndef OUTCHECK_INGEST_ODS_VALUE_H
#define OUTCHECK_INGEST_ODS_VALUE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* As its attributes say; NULL what they do not. */
struct ods_value {
    const char *type; /* "float", "percentage", "currency", "date", "time", "boolean" */
    const char *number;
    const char *currency; /* "GBP" */
    const char *date;
    const char *time;
    const char *flag;
    const char *string;
};

/* The text of the grid; `shown` is what stands on screen, "" where that is not known or
 * nothing. Adds to `hides` (enum sheet_hides). NULL where it says that it is a number and
 * is none. */
const char *ods_value_text(struct arena *arena, const struct ods_value *value,
                           const char *shown, bool has_shown, uint8_t *hides);

#endif
