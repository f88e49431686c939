#include "clearance/working_calendar.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "clearance/ical_holidays.h"
#include "policy/policy_find.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_BYTE_LIMIT = 4000000, LONGEST_STOP = 366 };

#define SHIPPED_NAME "bank-holidays.json"
#define DIVISION     "england-and-wales"

/* ---- the file ---- */

void working_calendar_add(struct arena *arena, struct working_calendar *calendar,
                          int64_t day, const char *title)
{
    *arena_add(arena, calendar->holidays, calendar->count, calendar->capacity) =
        (struct holiday){day, text_copy(arena, title, strlen(title))};
}

static enum outcheck_status refuse(const char *name, const char *sentence,
                                   struct problems *problems)
{
    problem_add(problems, OUTCHECK_ERROR_USAGE, place_of_file(name),
                "Give GOV.UK's bank-holidays.json, or its .ics for England and Wales.",
                "%s", sentence);
    return OUTCHECK_ERROR_USAGE;
}

static enum outcheck_status read_events(struct arena *arena, const char *name,
                                        const json_t *events,
                                        struct working_calendar *calendar,
                                        struct problems *problems)
{
    for (size_t i = 0; i < json_array_size(events); i++) {
        const json_t *event = json_array_get(events, i);
        const char *title = json_text(event, "title");
        const char *date = json_text(event, "date");
        int64_t day = 0;
        if (!date || !date_read_iso(&date, &day) || *date) {
            return refuse(
                name, text_format(arena, "the date of holiday %zu is not a date", i + 1),
                problems);
        }
        title = title ? title : "bank holiday";
        const char *notes = json_text(event, "notes");
        working_calendar_add(
            arena, calendar, day,
            text_is_blank(notes) ? title : text_format(arena, "%s (%s)", title, notes));
    }
    return OUTCHECK_OK;
}

/* The list of GOV.UK's file, or of its part for England and Wales alone. */
static enum outcheck_status read_json(struct arena *arena, const char *name,
                                      struct bytes bytes,
                                      struct working_calendar *calendar,
                                      struct problems *problems)
{
    json_t *root = json_read(name, bytes.data, bytes.length, problems);
    if (!root) {
        return OUTCHECK_ERROR_USAGE;
    }
    const json_t *division = json_object_get(root, DIVISION);
    const json_t *events = json_object_get(division ? division : root, "events");
    const enum outcheck_status status =
        json_is_array(events)
            ? read_events(arena, name, events, calendar, problems)
            : refuse(name, "there is no list of holidays of England and Wales in it",
                     problems);
    json_decref(root);
    return status;
}

static int compare_days(const void *one, const void *other)
{
    const struct holiday *first = one;
    const struct holiday *second = other;
    if (first->day != second->day) {
        return first->day < second->day ? -1 : 1;
    }
    return strcmp(first->title, second->title);
}

enum outcheck_status working_calendar_read(struct arena *arena, const char *name,
                                           struct bytes bytes,
                                           struct working_calendar *calendar,
                                           struct problems *problems)
{
    *calendar = (struct working_calendar){
        .path = name,
        .sha256 = hash_sha256(arena, bytes.data, bytes.length),
    };
    if (!text_is_utf8(bytes.data, bytes.length)) {
        return refuse(name, "the file is not UTF-8 text", problems);
    }
    const char *begin = bytes.data + strspn(bytes.data, " \t\r\n\xef\xbb\xbf");
    const enum outcheck_status status =
        text_starts_with(begin, "BEGIN:VCALENDAR")
            ? ical_holidays_read(arena, name, begin, calendar, problems)
            : read_json(arena, name, bytes, calendar, problems);
    if (status != OUTCHECK_OK) {
        return status;
    }
    if (calendar->count == 0) {
        return refuse(name, "there is no holiday in it", problems);
    }
    qsort(calendar->holidays, calendar->count, sizeof(*calendar->holidays), compare_days);
    return OUTCHECK_OK;
}

enum outcheck_status working_calendar_load(struct arena *arena, const char *path,
                                           struct working_calendar *calendar,
                                           struct problems *problems)
{
    if (!path) {
        const char *folder = policy_folder(arena, problems);
        if (!folder) {
            return OUTCHECK_ERROR_USAGE;
        }
        path = path_join(arena, folder, SHIPPED_NAME);
    }
    struct bytes bytes = {0};
    const enum outcheck_status status =
        file_read(arena, path, FILE_BYTE_LIMIT, &bytes, problems);
    return status == OUTCHECK_OK
               ? working_calendar_read(arena, path, bytes, calendar, problems)
               : status;
}

/* ---- days ---- */

bool working_calendar_covers(const struct working_calendar *calendar, int64_t day)
{
    const int year = date_of_days(day).year;
    return year >= date_of_days(calendar->holidays[0].day).year &&
           year <= date_of_days(calendar->holidays[calendar->count - 1].day).year;
}

const char *working_calendar_holiday(const struct working_calendar *calendar, int64_t day)
{
    size_t low = 0;
    size_t high = calendar->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (calendar->holidays[middle].day < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const bool is_found = low < calendar->count && calendar->holidays[low].day == day;
    return is_found ? calendar->holidays[low].title : NULL;
}

bool working_calendar_is_working(const struct working_calendar *calendar, int64_t day)
{
    return date_weekday(day) < SATURDAY && !working_calendar_holiday(calendar, day);
}

/* A file that makes a year of holidays does not make the search endless. */
int64_t working_calendar_on_or_before(const struct working_calendar *calendar,
                                      int64_t day)
{
    for (int64_t tried = day; tried > day - LONGEST_STOP; tried--) {
        if (working_calendar_is_working(calendar, tried)) {
            return tried;
        }
    }
    return day - LONGEST_STOP;
}

int64_t working_calendar_before(const struct working_calendar *calendar, int64_t day,
                                int count)
{
    for (int i = 0; i < count; i++) {
        day = working_calendar_on_or_before(calendar, day - 1);
    }
    return day;
}

int64_t working_calendar_between(const struct working_calendar *calendar, int64_t from,
                                 int64_t to)
{
    int64_t count = 0;
    for (int64_t day = from + 1; day <= to; day++) {
        count += working_calendar_is_working(calendar, day) ? 1 : 0;
    }
    return count;
}
