#include "ingest/workbook/serial_date.h"

#include "base/text.h"

#include <math.h>

enum {
    LAST_DAY = 2958465, /* 31 December 9999 */
    LEAP_DAY_1900 = 60,
    DAYS_TO_1904 = 1462,
    DAYS_TO_1900 = 693899, /* from 1 March of year 0 to day 0 */
    SECONDS_A_DAY = 86400,
};

/* Years from 1 March, so that leap days stand at their ends (Howard Hinnant's
 * days_from_civil, turned round). */
static const char *date_text(struct arena *arena, long day)
{
    const long shifted = day + DAYS_TO_1900;
    const long era = shifted / 146097;
    const long of_era = shifted - era * 146097;
    const long year_of_era =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const long of_year =
        of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const long month_from_march = (5 * of_year + 2) / 153;
    const long day_of_month = of_year - (153 * month_from_march + 2) / 5 + 1;
    const long month =
        month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    const long year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    return text_format(arena, "%04ld-%02ld-%02ld", year, month, day_of_month);
}

static const char *time_text(struct arena *arena, long seconds)
{
    return text_format(arena, "%02ld:%02ld:%02ld", seconds / 3600, seconds / 60 % 60,
                       seconds % 60);
}

const char *serial_date_text(struct arena *arena, double days, bool has_date,
                             bool has_time, bool is_1904)
{
    if (!(days >= 0) || days >= LAST_DAY + 1.0) {
        return NULL;
    }
    long day = (long)floor(days);
    long seconds = lround((days - (double)day) * SECONDS_A_DAY);
    if (seconds == SECONDS_A_DAY) {
        day++;
        seconds = 0;
    }
    if (is_1904) {
        day += DAYS_TO_1904;
    } else if (day < LEAP_DAY_1900) {
        day++;
    }
    const char *time = time_text(arena, seconds);
    if (!has_date) {
        return days < 1 || !has_time ? time : NULL;
    }
    const char *date = date_text(arena, day);
    return has_time || seconds ? text_format(arena, "%s %s", date, time) : date;
}

const char *serial_duration_text(struct arena *arena, double days)
{
    if (!(fabs(days) < LAST_DAY)) {
        return NULL;
    }
    const long seconds = lround(fabs(days) * SECONDS_A_DAY);
    return text_format(arena, "%s%s", days < 0 ? "-" : "", time_text(arena, seconds));
}
