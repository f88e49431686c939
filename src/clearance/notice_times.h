/*
 * When somebody must be told before a publication.
 *
 * Hours are elapsed hours, counted in UTC: 72 hours before 09:30 on the Tuesday after the
 * clocks went forward is 08:30 on the Saturday. Working days are counted back by the
 * calendar, at the same time of day. People send in working hours: the time to send by is
 * the last 17:00 of a working day that is not after the limit.
 */
#ifndef OUTCHECK_CLEARANCE_NOTICE_TIMES_H
#define OUTCHECK_CLEARANCE_NOTICE_TIMES_H

#include "clearance/working_calendar.h"
#include "policy/policy.h"

struct notice_times {
    int64_t publication; /* moments, seconds since 1970 */
    int64_t deadline;
    int64_t send_by;
    double hours; /* elapsed, from the deadline to the publication */
    const char *warnings[8];
    size_t warning_count;
};

/* `now`: whether there is time left. A notice that would be sent now is lawful for a
 * publication at notice_earliest() or later. */
void notice_times_work_out(struct arena *arena, const struct policy_notice *notice,
                           int64_t publication, const struct working_calendar *calendar,
                           int64_t now, struct notice_times *times);

/* The first moment at which something may be published that is told of at `now`. */
int64_t notice_earliest(const struct policy_notice *notice,
                        const struct working_calendar *calendar, int64_t now);

void notice_times_warn(struct notice_times *times, const char *sentence);

#endif
