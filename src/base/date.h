/*
 * Days and moments of the Gregorian calendar, counted from 1970; no time zone, no clock
 * and no locale.
 *
 * A day is a number, so that days can be added, compared and kept. Years from 1 to 9999.
 */
#ifndef OUTCHECK_BASE_DATE_H
#define OUTCHECK_BASE_DATE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

#define SECONDS_A_MINUTE INT64_C(60)
#define SECONDS_AN_HOUR  INT64_C(3600)
#define SECONDS_A_DAY    INT64_C(86400)

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

struct date {
    int year;
    int month; /* from 1 */
    int day;   /* from 1 */
};

bool date_exists(struct date date);

/* Days since 1 January 1970; below 0 before it. */
int64_t date_days(struct date date);
struct date date_of_days(int64_t days);
enum weekday date_weekday(int64_t days);

/* The day on which a moment (seconds since 1970) falls, counted in the same zone. */
int64_t day_of_seconds(int64_t seconds);

const char *date_text(struct arena *arena, int64_t days);         /* "21 Nov 2026" */
const char *date_text_weekday(struct arena *arena, int64_t days); /* "Sat 21 Nov 2026" */
const char *date_text_iso(struct arena *arena, int64_t days);     /* "2026-11-21" */

/* "2026-12-29T09:30:00Z" */
const char *moment_text_utc(struct arena *arena, int64_t seconds);

/* Reads what moment_text_utc() wrote; false where it is something else. */
bool moment_read_utc(const char *text, int64_t *seconds);

/* Reads "2026-11-21" and moves `*text` behind it; false where it is no date. */
bool date_read_iso(const char **text, int64_t *days);

#endif
