#include "clearance/uk_time.h"

#include "base/date.h"
#include "base/text.h"

#include <string.h>

enum {
    CHANGE_HOUR = 1, /* UTC, in spring and in autumn */
    MARCH = 3,
    OCTOBER = 10,
    DAYS_OF_BOTH = 31,
    DAYS_A_WEEK = 7,
    MINUTES_AN_HOUR = 60,
    HOURS_A_DAY = 24,
};

/* 01:00 UTC on the last Sunday of a month with 31 days. */
static int64_t last_sunday(int year, int month)
{
    const int64_t last = date_days((struct date){year, month, DAYS_OF_BOTH});
    const int64_t back = (date_weekday(last) + 1) % DAYS_A_WEEK;
    return (last - back) * SECONDS_A_DAY + CHANGE_HOUR * SECONDS_AN_HOUR;
}

int64_t uk_offset(int64_t moment)
{
    const int year = date_of_days(day_of_seconds(moment)).year;
    const bool is_summer =
        moment >= last_sunday(year, MARCH) && moment < last_sunday(year, OCTOBER);
    return is_summer ? SECONDS_AN_HOUR : 0;
}

int uk_moments(int64_t wall, int64_t moments[2])
{
    int count = 0;
    for (int64_t offset = SECONDS_AN_HOUR; offset >= 0; offset -= SECONDS_AN_HOUR) {
        if (uk_offset(wall - offset) == offset) {
            moments[count++] = wall - offset;
        }
    }
    return count;
}

int64_t uk_day(int64_t moment)
{
    return day_of_seconds(moment + uk_offset(moment));
}

static const char *clock_text(struct arena *arena, int64_t wall)
{
    const int minutes =
        (int)((wall - day_of_seconds(wall) * SECONDS_A_DAY) / SECONDS_A_MINUTE);
    return text_format(arena, "%02d:%02d", minutes / MINUTES_AN_HOUR,
                       minutes % MINUTES_AN_HOUR);
}

const char *uk_time_text(struct arena *arena, int64_t moment)
{
    const int64_t offset = uk_offset(moment);
    return text_format(arena, "%s %s %s", date_text_weekday(arena, uk_day(moment)),
                       clock_text(arena, moment + offset), offset ? "BST" : "GMT");
}

const char *uk_time_text_short(struct arena *arena, int64_t moment)
{
    return text_format(arena, "%s %s", date_text_iso(arena, uk_day(moment)),
                       clock_text(arena, moment + uk_offset(moment)));
}

/* ---- reading ---- */

enum zone_kind { ZONE_NONE, ZONE_GMT, ZONE_BST, ZONE_OFFSET };

struct written_time {
    int64_t wall;
    enum zone_kind zone;
    int64_t offset; /* ZONE_OFFSET: seconds ahead of UTC */
};

/* Two digits, below `limit`. */
static bool read_two(const char **text, int limit, int *number)
{
    const char *at = *text;
    if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9') {
        return false;
    }
    *number = (at[0] - '0') * 10 + (at[1] - '0');
    *text += 2;
    return *number < limit;
}

static void skip_spaces(const char **text)
{
    *text += strspn(*text, " ");
}

static bool read_offset(const char **text, int64_t *offset)
{
    const int sign = **text == '-' ? -1 : 1;
    int hours = 0;
    int minutes = 0;
    (*text)++;
    if (!read_two(text, HOURS_A_DAY, &hours)) {
        return false;
    }
    *text += **text == ':' ? 1 : 0;
    if (**text && !read_two(text, MINUTES_AN_HOUR, &minutes)) {
        return false;
    }
    *offset = sign * (hours * SECONDS_AN_HOUR + minutes * SECONDS_A_MINUTE);
    return true;
}

static bool read_zone(const char *text, struct written_time *time)
{
    skip_spaces(&text);
    if (*text == '\0') {
        return true;
    }
    if (text_equals_ignoring_case(text, "gmt")) {
        time->zone = ZONE_GMT;
        return true;
    }
    if (text_equals_ignoring_case(text, "bst")) {
        time->zone = ZONE_BST;
        return true;
    }
    time->zone = ZONE_OFFSET;
    if (text_equals_ignoring_case(text, "z") || text_equals_ignoring_case(text, "utc")) {
        return true;
    }
    return (*text == '+' || *text == '-') && read_offset(&text, &time->offset) && !*text;
}

static bool read_written(const char *text, struct written_time *time)
{
    int64_t day = 0;
    int hour = 0;
    int minute = 0;
    *time = (struct written_time){0};
    skip_spaces(&text);
    if (!date_read_iso(&text, &day) || (*text != ' ' && *text != 'T')) {
        return false;
    }
    text++;
    skip_spaces(&text);
    if (!read_two(&text, HOURS_A_DAY, &hour) || *text != ':') {
        return false;
    }
    text++;
    if (!read_two(&text, MINUTES_AN_HOUR, &minute)) {
        return false;
    }
    if (strncmp(text, ":00", 3) == 0) {
        text += 3;
    }
    time->wall = day * SECONDS_A_DAY + hour * SECONDS_AN_HOUR + minute * SECONDS_A_MINUTE;
    return read_zone(text, time);
}

static enum outcheck_status refuse_missing(struct arena *arena, int64_t wall,
                                           struct problems *problems)
{
    const char *day = date_text_iso(arena, day_of_seconds(wall));
    problem_add(
        problems, OUTCHECK_ERROR_USAGE, (struct place){0},
        text_format(arena, "Its neighbours are %s 00:59 GMT and %s 02:00 BST.", day, day),
        "%s %s does not exist: clocks go from 01:00 to 02:00 on that day", day,
        clock_text(arena, wall));
    return OUTCHECK_ERROR_USAGE;
}

static enum outcheck_status refuse_twice(struct arena *arena, int64_t wall,
                                         struct problems *problems)
{
    const char *time =
        text_format(arena, "%s %s", date_text_iso(arena, day_of_seconds(wall)),
                    clock_text(arena, wall));
    problem_add(
        problems, OUTCHECK_ERROR_USAGE, (struct place){0},
        text_format(arena, "Write \"%s BST\" or, an hour later, \"%s GMT\".", time, time),
        "%s comes twice: clocks go back on that day", time);
    return OUTCHECK_ERROR_USAGE;
}

/* GMT and BST are what the clocks must show. */
static enum outcheck_status resolve_named(struct arena *arena,
                                          const struct written_time *time,
                                          int64_t *moment, struct problems *problems)
{
    const int64_t offset = time->zone == ZONE_BST ? SECONDS_AN_HOUR : 0;
    *moment = time->wall - offset;
    if (uk_offset(*moment) == offset) {
        return OUTCHECK_OK;
    }
    problem_add(problems, OUTCHECK_ERROR_USAGE, (struct place){0},
                text_format(arena, "That moment is %s.", uk_time_text(arena, *moment)),
                "UK clocks do not show %s at that time",
                time->zone == ZONE_BST ? "BST" : "GMT");
    return OUTCHECK_ERROR_USAGE;
}

static enum outcheck_status resolve(struct arena *arena, const struct written_time *time,
                                    int64_t *moment, struct problems *problems)
{
    int64_t moments[2];
    if (time->zone == ZONE_OFFSET) {
        *moment = time->wall - time->offset;
        return OUTCHECK_OK;
    }
    if (time->zone != ZONE_NONE) {
        return resolve_named(arena, time, moment, problems);
    }
    switch (uk_moments(time->wall, moments)) {
    case 0:
        return refuse_missing(arena, time->wall, problems);
    case 1:
        *moment = moments[0];
        return OUTCHECK_OK;
    default:
        return refuse_twice(arena, time->wall, problems);
    }
}

enum outcheck_status uk_time_read(struct arena *arena, const char *text, int64_t *moment,
                                  struct problems *problems)
{
    struct written_time time;
    if (!read_written(text, &time)) {
        problem_add(problems, OUTCHECK_ERROR_USAGE, (struct place){0},
                    "Write year, month, day and UK time: \"2026-12-29 09:30\".",
                    "'%s' is not a date and a time", text);
        return OUTCHECK_ERROR_USAGE;
    }
    const int year = date_of_days(day_of_seconds(time.wall)).year;
    if (year < UK_FIRST_YEAR || year > UK_LAST_YEAR) {
        problem_add(problems, OUTCHECK_ERROR_USAGE, (struct place){0}, "",
                    "the year must be from %d to %d", UK_FIRST_YEAR, UK_LAST_YEAR);
        return OUTCHECK_ERROR_USAGE;
    }
    return resolve(arena, &time, moment, problems);
}
