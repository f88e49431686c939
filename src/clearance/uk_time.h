/*
 * Europe/London: from what a clock on the wall shows to a moment, and back.
 *
 * The rule has been the same since 1996: an hour ahead of UTC from the last Sunday of
 * March, 01:00 UTC, to the last Sunday of October, 01:00 UTC (Summer Time Order 2002,
 * SI 2002/262; before it SI 1997/2982 and SI 1994/2798). It is written down here, and not
 * taken from the machine, because secure desktops often have no time zone data or old
 * ones, and both would move a legal limit by an hour in silence. Should Parliament change
 * the rule, this file changes; a test compares it with the machine's zone data.
 *
 * Two hours a year are awkward: one does not exist, one comes twice.
 */
#ifndef OUTCHECK_CLEARANCE_UK_TIME_H
#define OUTCHECK_CLEARANCE_UK_TIME_H

#include "base/problems.h"

#include <stdbool.h>
#include <stdint.h>

enum { UK_FIRST_YEAR = 1996, UK_LAST_YEAR = 2199 };

/* Seconds that UK clocks are ahead of UTC at a moment: 3600 or 0. */
int64_t uk_offset(int64_t moment);

/* The moments at which UK clocks show `wall` (seconds since 1970 as if it were UTC):
 * none, one or two, earlier first. */
int uk_moments(int64_t wall, int64_t moments[2]);

/*
 * Reads "2026-12-29 09:30", with a T instead of the space if you like, and behind it
 * GMT, BST, Z or an offset such as +01:00, which is needed where the time comes twice.
 *
 * OUTCHECK_ERROR_USAGE and a problem where it is no such time, the time does not exist
 * (the problem names its neighbours), it comes twice and nothing says which, or GMT or
 * BST is not what clocks show on that day.
 */
OUTCHECK_MUST_CHECK enum outcheck_status uk_time_read(struct arena *arena,
                                                      const char *text, int64_t *moment,
                                                      struct problems *problems);

/* "Sat 26 Dec 2026 09:30 GMT" */
const char *uk_time_text(struct arena *arena, int64_t moment);
/* "2026-12-26 09:30" */
const char *uk_time_text_short(struct arena *arena, int64_t moment);

/* The day that UK calendars show at a moment. */
int64_t uk_day(int64_t moment);

#endif
