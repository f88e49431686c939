#include "clearance/review_clock.h"

#include "base/date.h"
#include "base/terminal.h"
#include "base/text.h"
#include "clearance/uk_time.h"
#include "clearance/working_calendar.h"

enum { FAR_DAYS = 1000 };

static bool load(struct arena *arena, struct working_calendar *calendar)
{
    struct problems *unheard = problems_create(arena);
    return working_calendar_load(arena, NULL, calendar, unheard) == OUTCHECK_OK;
}

static int64_t days_of_turn(const struct working_calendar *calendar,
                            const struct signing *signing)
{
    const int64_t end = signing->returned ? signing->returned : clock_now();
    return signing->submitted && end > signing->submitted
               ? working_calendar_between(calendar, uk_day(signing->submitted),
                                          uk_day(end))
               : 0;
}

int64_t review_clock_turn(const struct signing *signing)
{
    struct arena *scratch = arena_create(0);
    struct working_calendar calendar;
    const int64_t days = load(scratch, &calendar) ? days_of_turn(&calendar, signing) : 0;
    arena_destroy(scratch);
    return days;
}

/* The day on which `count` working days after `from` have passed. */
static int64_t day_after(const struct working_calendar *calendar, int64_t from,
                         int64_t count)
{
    int64_t day = from;
    for (int64_t passed = 0; passed < count && day - from < FAR_DAYS;) {
        passed += working_calendar_is_working(calendar, ++day);
    }
    return day;
}

void review_clock_show(struct arena *arena, struct signing *signing, double turnaround)
{
    struct arena *scratch = arena_create(0);
    struct working_calendar calendar;
    if (signing->submitted && load(scratch, &calendar)) {
        const int64_t used = signing->days_before + days_of_turn(&calendar, signing);
        const int64_t left = (int64_t)turnaround - signing->days_before;
        signing->days_used = turnaround > 0 ? text_format(arena, "%lld of %.0f",
                                                          (long long)used, turnaround)
                                            : text_format(arena, "%lld", (long long)used);
        if (turnaround > 0 && left > 0) {
            signing->target = date_text_weekday(
                arena, day_after(&calendar, uk_day(signing->submitted), left));
        }
    }
    arena_destroy(scratch);
}
