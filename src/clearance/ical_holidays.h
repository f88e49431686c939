/*
 * Bank holidays from an .ics file: every all-day event is one.
 */
#ifndef OUTCHECK_CLEARANCE_ICAL_HOLIDAYS_H
#define OUTCHECK_CLEARANCE_ICAL_HOLIDAYS_H

#include "clearance/working_calendar.h"

/* Adds to the calendar. Refuses (OUTCHECK_ERROR_USAGE) what is no calendar, and one with
 * events that are not single days: it means something else. */
OUTCHECK_MUST_CHECK enum outcheck_status
ical_holidays_read(struct arena *arena, const char *name, const char *text,
                   struct working_calendar *calendar, struct problems *problems);

#endif
