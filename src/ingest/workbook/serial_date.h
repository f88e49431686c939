/*
 * Days as spreadsheets count them -> dates in ISO 8601.
 *
 * Day 1 is 1 January 1900, and day 60 is 29 February 1900, which never was: days before
 * it are one off, as the spreadsheets have it. In workbooks of the 1904 system day 0 is
 * 1 January 1904.
 */
#ifndef OUTCHECK_INGEST_SERIAL_DATE_H
#define OUTCHECK_INGEST_SERIAL_DATE_H

#include "base/arena.h"

#include <stdbool.h>

/* "2023-09-01", "2023-09-01 12:30:00", "12:30:00"; NULL where it is no date. */
const char *serial_date_text(struct arena *arena, double days, bool has_date,
                             bool has_time, bool is_1904);

/* "36:30:00" for a day and a half; NULL where it is no duration. */
const char *serial_duration_text(struct arena *arena, double days);

#endif
