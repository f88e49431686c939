/*
 * The two dates of a notice as a calendar file. Nothing of the publication stands in it,
 * not even its title: calendars are shared.
 */
#include "base/text.h"
#include "clearance/notice.h"
#include "clearance/uk_time.h"

#include <lazy/ical.h>
#include <libical/ical.h>
#include <string.h>

/* An alarm so long before an event, as RFC 5545 writes durations. */
static void add_alarm(icalcomponent *event, const char *before, const char *words)
{
    struct icaltriggertype trigger = {.time = icaltime_null_time()};
    trigger.duration = icaldurationtype_from_string(before);
    icalcomponent_add_component(
        event, icalcomponent_vanew(ICAL_VALARM_COMPONENT,
                                   icalproperty_new_action(ICAL_ACTION_DISPLAY),
                                   icalproperty_new_description(words),
                                   icalproperty_new_trigger(trigger), (void *)0));
}

static struct icaltimetype in_utc(int64_t moment)
{
    return icaltime_from_timet_with_zone((time_t)moment, 0,
                                         icaltimezone_get_utc_timezone());
}

static icalcomponent *add_event(icalcomponent *calendar, const char *identifier,
                                int64_t moment, int64_t stamp, const char *summary)
{
    icalcomponent *event = icalcomponent_vanew(
        ICAL_VEVENT_COMPONENT, icalproperty_new_uid(identifier),
        icalproperty_new_dtstamp(in_utc(stamp)), icalproperty_new_dtstart(in_utc(moment)),
        icalproperty_new_summary(summary), (void *)0);
    icalcomponent_add_component(calendar, event);
    return event;
}

const char *notice_calendar_entry(struct arena *arena, const struct notice *notice)
{
    if (!ical_open()) {
        return NULL;
    }
    const struct notice_times *times = &notice->times;
    const char *to = notice->policy->recipient;
    icalcomponent *calendar = icalcomponent_vanew(
        ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
        icalproperty_new_prodid("-//outcheck//notice//EN"), (void *)0);
    icalcomponent *send = add_event(
        calendar,
        text_format(arena, "send-%.16s@outcheck.invalid", notice->manifest_sha256),
        times->send_by, notice->released,
        text_format(arena, "Send the notice to %s", to));
    icalcomponent_add_property(send, icalproperty_new_description(text_format(
                                         arena, "UK time: %s. The limit is %s.",
                                         uk_time_text(arena, times->send_by),
                                         uk_time_text(arena, times->deadline))));
    add_alarm(send, "-P7D", "Send the notice in seven days");
    add_alarm(send, "-P1D", "Send the notice tomorrow");
    add_alarm(send, "-PT2H", "Send the notice in two hours");
    icalcomponent *limit = add_event(
        calendar,
        text_format(arena, "limit-%.16s@outcheck.invalid", notice->manifest_sha256),
        times->deadline, notice->released,
        text_format(arena, "Limit: %s before publication",
                    notice_lead_text(arena, notice->policy)));
    icalcomponent_add_property(
        limit, icalproperty_new_description(text_format(
                   arena, "UK time: %s.", uk_time_text(arena, times->deadline))));
    char *text = icalcomponent_as_ical_string_r(calendar);
    icalcomponent_free(calendar);
    const char *kept = text ? text_copy(arena, text, strlen(text)) : NULL;
    icalmemory_free_buffer(text);
    icalmemory_free_ring();
    return kept;
}
