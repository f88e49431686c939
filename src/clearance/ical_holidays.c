/*
 * libical for reading. Its parser is lenient: errors become components of their own, and
 * what it could not read is counted here and refused.
 */
#include "clearance/ical_holidays.h"

#include "base/date.h"
#include "base/text.h"

#include <lazy/ical.h>
#include <libical/ical.h>

static enum outcheck_status refuse(const char *name, const char *sentence,
                                   struct problems *problems)
{
    problem_add(problems, OUTCHECK_ERROR_USAGE, place_of_file(name),
                "Give GOV.UK's bank-holidays.json, or its .ics for England and Wales.",
                "%s", sentence);
    return OUTCHECK_ERROR_USAGE;
}

static bool read_event(struct arena *arena, icalcomponent *event,
                       struct working_calendar *calendar)
{
    const struct icaltimetype start = icalcomponent_get_dtstart(event);
    const struct date date = {start.year, start.month, start.day};
    const char *title = icalcomponent_get_summary(event);
    if (icaltime_is_null_time(start) || !icaltime_is_date(start) || !date_exists(date) ||
        icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY)) {
        return false;
    }
    const int64_t day = date_days(date);
    const struct icaltimetype end = icalcomponent_get_dtend(event);
    if (!icaltime_is_null_time(end)) {
        const struct date last = {end.year, end.month, end.day};
        if (!date_exists(last) || date_days(last) > day + 1) {
            return false;
        }
    }
    working_calendar_add(arena, calendar, day, title ? title : "bank holiday");
    return true;
}

static enum outcheck_status read_events(struct arena *arena, const char *name,
                                        icalcomponent *root,
                                        struct working_calendar *calendar,
                                        struct problems *problems)
{
    for (icalcomponent *event =
             icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT);
         event; event = icalcomponent_get_next_component(root, ICAL_VEVENT_COMPONENT)) {
        if (!read_event(arena, event, calendar)) {
            return refuse(name, "an event in it is not a single day", problems);
        }
    }
    return OUTCHECK_OK;
}

enum outcheck_status ical_holidays_read(struct arena *arena, const char *name,
                                        const char *text,
                                        struct working_calendar *calendar,
                                        struct problems *problems)
{
    if (!ical_open()) {
        return refuse(name, "the library libical (libical3) is not installed", problems);
    }
    icalerror_set_errors_are_fatal(0);
    icalcomponent *root = icalparser_parse_string(text);
    if (!root || icalcomponent_isa(root) != ICAL_VCALENDAR_COMPONENT ||
        icalcomponent_count_errors(root) > 0) {
        if (root) {
            icalcomponent_free(root);
        }
        icalmemory_free_ring();
        return refuse(name, "the file is not an iCalendar that can be read", problems);
    }
    const enum outcheck_status status =
        read_events(arena, name, root, calendar, problems);
    icalcomponent_free(root);
    icalmemory_free_ring();
    return status;
}
