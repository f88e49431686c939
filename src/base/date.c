/*
 * The days-from-civil algorithm counts years from March, so that the leap day comes last
 * and every month before it has a fixed place (H. Hinnant, "chrono-Compatible Low-Level
 * Date Algorithms").
 */
#include "base/date.h"

#include "base/text.h"

enum {
    DAYS_AN_ERA = 146097, /* 400 years */
    DAYS_TO_1970 = 719468,
    YEARS_AN_ERA = 400,
    DAYS_A_WEEK = 7,
    FIRST_YEAR = 1,
    LAST_YEAR = 9999,
    MONTHS = 12,
};

static const char *const month_names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const weekday_names[] = {"Mon", "Tue", "Wed", "Thu",
                                            "Fri", "Sat", "Sun"};

static int64_t floor_divide(int64_t number, int64_t by)
{
    return number / by - (number % by < 0 ? 1 : 0);
}

bool date_exists(struct date date)
{
    if (date.year < FIRST_YEAR || date.year > LAST_YEAR || date.month < 1 ||
        date.month > MONTHS || date.day < 1) {
        return false;
    }
    const struct date back = date_of_days(date_days(date));
    return back.day == date.day && back.month == date.month;
}

int64_t date_days(struct date date)
{
    const int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const int64_t era = floor_divide(year, YEARS_AN_ERA);
    const int64_t year_of_era = year - era * YEARS_AN_ERA;
    const int64_t month = date.month + (date.month > 2 ? -3 : 9);
    const int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    const int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_AN_ERA + day_of_era - DAYS_TO_1970;
}

struct date date_of_days(int64_t days)
{
    const int64_t shifted = days + DAYS_TO_1970;
    const int64_t era = floor_divide(shifted, DAYS_AN_ERA);
    const int64_t day_of_era = shifted - era * DAYS_AN_ERA;
    const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                                 day_of_era / (DAYS_AN_ERA - 1)) /
                                365;
    const int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t month = (5 * day_of_year + 2) / 153;
    const int month_number = (int)(month < 10 ? month + 3 : month - 9);
    return (struct date){
        .year = (int)(year_of_era + era * YEARS_AN_ERA + (month_number <= 2 ? 1 : 0)),
        .month = month_number,
        .day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
    };
}

enum weekday date_weekday(int64_t days)
{
    const int64_t shifted = days + THURSDAY; /* 1 January 1970 */
    return (enum weekday)(shifted - floor_divide(shifted, DAYS_A_WEEK) * DAYS_A_WEEK);
}

int64_t day_of_seconds(int64_t seconds)
{
    return floor_divide(seconds, SECONDS_A_DAY);
}

const char *date_text(struct arena *arena, int64_t days)
{
    const struct date date = date_of_days(days);
    return text_format(arena, "%d %s %d", date.day, month_names[date.month - 1],
                       date.year);
}

const char *date_text_weekday(struct arena *arena, int64_t days)
{
    return text_format(arena, "%s %s", weekday_names[date_weekday(days)],
                       date_text(arena, days));
}

const char *date_text_iso(struct arena *arena, int64_t days)
{
    const struct date date = date_of_days(days);
    return text_format(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

const char *moment_text_utc(struct arena *arena, int64_t seconds)
{
    const int64_t day = day_of_seconds(seconds);
    const int64_t rest = seconds - day * SECONDS_A_DAY;
    return text_format(arena, "%sT%02d:%02d:%02dZ", date_text_iso(arena, day),
                       (int)(rest / SECONDS_AN_HOUR),
                       (int)(rest % SECONDS_AN_HOUR / SECONDS_A_MINUTE),
                       (int)(rest % SECONDS_A_MINUTE));
}

/* Exactly `digits` digits. */
static bool read_digits(const char **text, int digits, int *number)
{
    *number = 0;
    for (int i = 0; i < digits; i++) {
        const char letter = **text;
        if (letter < '0' || letter > '9') {
            return false;
        }
        *number = *number * 10 + (letter - '0');
        (*text)++;
    }
    return true;
}

static bool read_dash(const char **text)
{
    const bool is_dash = **text == '-';
    *text += is_dash ? 1 : 0;
    return is_dash;
}

bool date_read_iso(const char **text, int64_t *days)
{
    struct date date;
    const char *at = *text;
    if (!read_digits(&at, 4, &date.year) || !read_dash(&at) ||
        !read_digits(&at, 2, &date.month) || !read_dash(&at) ||
        !read_digits(&at, 2, &date.day) || !date_exists(date)) {
        return false;
    }
    *days = date_days(date);
    *text = at;
    return true;
}

bool moment_read_utc(const char *text, int64_t *seconds)
{
    int64_t day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!date_read_iso(&text, &day) || *text++ != 'T' || !read_digits(&text, 2, &hour) ||
        *text++ != ':' || !read_digits(&text, 2, &minute) || *text++ != ':' ||
        !read_digits(&text, 2, &second) || *text++ != 'Z' || *text) {
        return false;
    }
    *seconds =
        day * SECONDS_A_DAY + hour * SECONDS_AN_HOUR + minute * SECONDS_A_MINUTE + second;
    return hour * SECONDS_AN_HOUR < SECONDS_A_DAY &&
           minute * SECONDS_A_MINUTE < SECONDS_AN_HOUR && second < SECONDS_A_MINUTE;
}
