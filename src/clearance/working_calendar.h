/*
 * Working days: Monday to Friday without the bank holidays of England and Wales.
 *
 * The holidays come from a file: the one that is shipped (rules/bank-holidays.json, by
 * the rules of the Banking and Financial Dealings Act 1971 with its substitute days), or
 * what GOV.UK publishes: bank-holidays.json, or an .ics file. The file covers whole
 * years, from that of its first holiday to that of its last. Beyond them nobody knows:
 * days are judged by their weekday, and who asks must warn.
 */
#ifndef OUTCHECK_CLEARANCE_WORKING_CALENDAR_H
#define OUTCHECK_CLEARANCE_WORKING_CALENDAR_H

#include "base/file.h"

#include <stdint.h>

struct holiday {
    int64_t day; /* base/date.h */
    const char *title;
};

struct working_calendar {
    struct holiday *holidays; /* by day */
    size_t count;
    size_t capacity;
    const char *path;
    const char *sha256;
};

/* `path` NULL: the shipped file. A file without any holiday is a mistake. */
OUTCHECK_MUST_CHECK enum outcheck_status
working_calendar_load(struct arena *arena, const char *path,
                      struct working_calendar *calendar, struct problems *problems);

/* The same from bytes: GOV.UK's JSON, or .ics where they begin with BEGIN:VCALENDAR. */
OUTCHECK_MUST_CHECK enum outcheck_status
working_calendar_read(struct arena *arena, const char *name, struct bytes bytes,
                      struct working_calendar *calendar, struct problems *problems);

/* For the readers of formats. */
void working_calendar_add(struct arena *arena, struct working_calendar *calendar,
                          int64_t day, const char *title);

bool working_calendar_covers(const struct working_calendar *calendar, int64_t day);

/* The holiday's name, or NULL. */
const char *working_calendar_holiday(const struct working_calendar *calendar,
                                     int64_t day);
bool working_calendar_is_working(const struct working_calendar *calendar, int64_t day);

/* The last working day that is `day` or before it. */
int64_t working_calendar_on_or_before(const struct working_calendar *calendar,
                                      int64_t day);

/* `count` working days before `day`: the day before that is one is the first. */
int64_t working_calendar_before(const struct working_calendar *calendar, int64_t day,
                                int count);

/* Working days after `from`, up to and with `to`: 0 on the same day. */
int64_t working_calendar_between(const struct working_calendar *calendar, int64_t from,
                                 int64_t to);

#endif
