#include "clearance/notice_times.h"

#include "base/date.h"
#include "base/text.h"
#include "clearance/uk_time.h"

#include <math.h>

enum { SEND_BY_HOUR = 17, LONGEST_LEAD = 3660 };

void notice_times_warn(struct notice_times *times, const char *sentence)
{
    if (times->warning_count < sizeof(times->warnings) / sizeof(times->warnings[0])) {
        times->warnings[times->warning_count++] = sentence;
    }
}

/* The moment of a time on the wall. Of the hour that comes twice the earlier one; for the
 * one that does not exist, the hour before: a limit is never moved towards the
 * publication. */
static int64_t moment_of_wall(int64_t wall)
{
    int64_t moments[2] = {0, 0};
    return uk_moments(wall, moments) ? moments[0] : wall - SECONDS_AN_HOUR;
}

static int working_days(const struct policy_notice *notice)
{
    const double lead = ceil(notice->lead);
    return lead < 0 ? 0 : lead > LONGEST_LEAD ? LONGEST_LEAD : (int)lead;
}

static int64_t deadline_of(const struct policy_notice *notice,
                           const struct working_calendar *calendar, int64_t publication)
{
    if (notice->unit == LEAD_HOURS) {
        return publication - (int64_t)ceil(notice->lead * SECONDS_AN_HOUR);
    }
    const int64_t wall = publication + uk_offset(publication);
    const int64_t day = day_of_seconds(wall);
    const int64_t limit = working_calendar_before(calendar, day, working_days(notice));
    return moment_of_wall(wall + (limit - day) * SECONDS_A_DAY);
}

static int64_t send_by_of(const struct working_calendar *calendar, int64_t deadline)
{
    int64_t day = working_calendar_on_or_before(calendar, uk_day(deadline));
    const int64_t hour = SEND_BY_HOUR * SECONDS_AN_HOUR;
    if (moment_of_wall(day * SECONDS_A_DAY + hour) > deadline) {
        day = working_calendar_on_or_before(calendar, day - 1);
    }
    return moment_of_wall(day * SECONDS_A_DAY + hour);
}

int64_t notice_earliest(const struct policy_notice *notice,
                        const struct working_calendar *calendar, int64_t now)
{
    if (notice->unit == LEAD_HOURS) {
        return now + (int64_t)ceil(notice->lead * SECONDS_AN_HOUR);
    }
    const int64_t wall = now + uk_offset(now);
    int64_t day = day_of_seconds(wall);
    for (int i = 0; i < LONGEST_LEAD * 2 &&
                    deadline_of(notice, calendar,
                                moment_of_wall(wall + (day - day_of_seconds(wall)) *
                                                          SECONDS_A_DAY)) < now;
         i++) {
        day++;
    }
    return moment_of_wall(wall + (day - day_of_seconds(wall)) * SECONDS_A_DAY);
}

static void warn_of_time(struct arena *arena, const struct policy_notice *notice,
                         const struct working_calendar *calendar, int64_t now,
                         struct notice_times *times)
{
    if (times->publication <= now) {
        notice_times_warn(times, "the publication time has passed");
    } else if (times->deadline < now) {
        const int64_t minute = SECONDS_A_MINUTE;
        const int64_t rounded = (now + minute - 1) / minute * minute;
        notice_times_warn(
            times,
            text_format(arena,
                        "the limit has passed; told now, the earliest time to "
                        "publish is %s",
                        uk_time_text(arena, notice_earliest(notice, calendar, rounded))));
    } else if (times->send_by < now) {
        notice_times_warn(times,
                          text_format(arena,
                                      "the working time to send it has passed; the "
                                      "limit is %s",
                                      uk_time_text(arena, times->deadline)));
    }
}

static void warn_of_day(struct arena *arena, const struct working_calendar *calendar,
                        struct notice_times *times)
{
    const int64_t day = uk_day(times->publication);
    if (!working_calendar_covers(calendar, day) ||
        !working_calendar_covers(calendar, uk_day(times->send_by))) {
        notice_times_warn(times,
                          text_format(arena,
                                      "the bank holidays in %s end before that date or "
                                      "begin after it; check them with --calendar",
                                      path_name(calendar->path)));
    }
    if (!working_calendar_is_working(calendar, day)) {
        const char *holiday = working_calendar_holiday(calendar, day);
        notice_times_warn(times, text_format(arena, "the publication is on a %s",
                                             holiday ? "bank holiday" : "weekend"));
    }
}

void notice_times_work_out(struct arena *arena, const struct policy_notice *notice,
                           int64_t publication, const struct working_calendar *calendar,
                           int64_t now, struct notice_times *times)
{
    const int64_t deadline = deadline_of(notice, calendar, publication);
    *times = (struct notice_times){
        .publication = publication,
        .deadline = deadline,
        .send_by = send_by_of(calendar, deadline),
        .hours = (double)(publication - deadline) / SECONDS_AN_HOUR,
    };
    warn_of_time(arena, notice, calendar, now, times);
    warn_of_day(arena, calendar, times);
}
