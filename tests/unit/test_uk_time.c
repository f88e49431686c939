#define _XOPEN_SOURCE 700 /* NOLINT: the system's name, for setenv and tzset */
/*
 * UK time: the rule that is written down agrees with the machine's zone data, and the two
 * awkward hours are refused or asked about.
 */
#include "base/date.h"
#include "clearance/uk_time.h"
#include "support/run_suite.h"

#include <check.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct arena *arena;
static struct problems *problems;

static void set_up(void)
{
    arena = arena_create(0);
    problems = problems_create(arena);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

/* What the machine's zone data says of 1996 to 2037; false where it has none. */
static bool machine_offset(int64_t moment, int64_t *offset)
{
    const time_t seconds = (time_t)moment;
    struct tm wall;
    if (!localtime_r(&seconds, &wall)) {
        return false;
    }
    *offset =
        date_days((struct date){wall.tm_year + 1900, wall.tm_mon + 1, wall.tm_mday}) *
            SECONDS_A_DAY +
        wall.tm_hour * SECONDS_AN_HOUR + wall.tm_min * SECONDS_A_MINUTE + wall.tm_sec -
        moment;
    return true;
}

START_TEST(the_rule_agrees_with_the_zone_data)
{
    ck_assert_int_eq(setenv("TZ", "Europe/London", 1), 0);
    tzset();
    int64_t offset = 0;
    const int64_t july = date_days((struct date){2026, 7, 1}) * SECONDS_A_DAY;
    if (!machine_offset(july, &offset) || offset != SECONDS_AN_HOUR) {
        return; /* no zone data here */
    }
    const int64_t end = date_days((struct date){2037, 12, 31}) * SECONDS_A_DAY;
    const int64_t step = 30 * SECONDS_A_MINUTE;
    for (int64_t moment = date_days((struct date){1996, 1, 1}) * SECONDS_A_DAY;
         moment < end; moment += step) {
        ck_assert(machine_offset(moment, &offset));
        if (uk_offset(moment) != offset) {
            ck_abort_msg("%s", moment_text_utc(arena, moment));
        }
    }
}
END_TEST

static const struct {
    const char *text;
    const char *utc; /* NULL: refused */
    const char *says;
} times[] = {
    {"2026-12-29 09:30", "2026-12-29T09:30:00Z", NULL},
    {"2027-03-30 09:30", "2027-03-30T08:30:00Z", NULL},
    {"2027-03-30T09:30", "2027-03-30T08:30:00Z", NULL},
    {"2027-03-30 09:30:00", "2027-03-30T08:30:00Z", NULL},
    {"2027-03-30 09:30 BST", "2027-03-30T08:30:00Z", NULL},
    {"2027-03-30 09:30+01:00", "2027-03-30T08:30:00Z", NULL},
    {"2027-03-30T08:30Z", "2027-03-30T08:30:00Z", NULL},
    {"2028-02-29 00:00", "2028-02-29T00:00:00Z", NULL},
    /* the hour that does not exist, and its neighbours */
    {"2027-03-28 00:59", "2027-03-28T00:59:00Z", NULL},
    {"2027-03-28 01:00", NULL, "does not exist"},
    {"2027-03-28 01:30", NULL, "does not exist"},
    {"2027-03-28 01:59", NULL, "does not exist"},
    {"2027-03-28 02:00", "2027-03-28T01:00:00Z", NULL},
    {"2027-03-28 01:30 GMT", NULL, "do not show GMT"},
    /* the hour that comes twice, and its neighbours */
    {"2026-10-25 00:59", "2026-10-24T23:59:00Z", NULL},
    {"2026-10-25 01:00", NULL, "comes twice"},
    {"2026-10-25 01:59", NULL, "comes twice"},
    {"2026-10-25 01:30 BST", "2026-10-25T00:30:00Z", NULL},
    {"2026-10-25 01:30 gmt", "2026-10-25T01:30:00Z", NULL},
    {"2026-10-25 01:30 +0100", "2026-10-25T00:30:00Z", NULL},
    {"2026-10-25 02:00", "2026-10-25T02:00:00Z", NULL},
    /* not what clocks show, not a time */
    {"2026-12-29 09:30 BST", NULL, "do not show BST"},
    {"2026-07-01 09:30 GMT", NULL, "do not show GMT"},
    {"2026-02-29 09:30", NULL, "is not a date"},
    {"2026-12-29", NULL, "is not a date"},
    {"2026-12-29 24:00", NULL, "is not a date"},
    {"2026-12-29 9:30", NULL, "is not a date"},
    {"2026-12-29 09:30 CET", NULL, "is not a date"},
    {"2026-12-29 09:30+1", NULL, "is not a date"},
    {"29/12/2026 09:30", NULL, "is not a date"},
    {"", NULL, "is not a date"},
    {"1995-06-01 09:30", NULL, "the year must be"},
    {"2200-06-01 09:30", NULL, "the year must be"},
};

START_TEST(a_time_is_read_or_refused)
{
    int64_t moment = 0;
    const enum outcheck_status status =
        uk_time_read(arena, times[_i].text, &moment, problems);
    if (times[_i].utc) {
        ck_assert_int_eq(status, OUTCHECK_OK);
        ck_assert_str_eq(moment_text_utc(arena, moment), times[_i].utc);
    } else {
        ck_assert_int_eq(status, OUTCHECK_ERROR_USAGE);
        ck_assert_ptr_nonnull(strstr(problems->items[0].message, times[_i].says));
    }
}
END_TEST

START_TEST(the_neighbours_of_a_missing_time_are_named)
{
    int64_t moment = 0;
    ck_assert_int_eq(uk_time_read(arena, "2027-03-28 01:30", &moment, problems),
                     OUTCHECK_ERROR_USAGE);
    ck_assert_str_eq(problems->items[0].hint,
                     "Its neighbours are 2027-03-28 00:59 GMT and 2027-03-28 02:00 BST.");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("UK time");
    TCase *cases = tcase_create("UK time");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, the_rule_agrees_with_the_zone_data);
    tcase_add_loop_test(cases, a_time_is_read_or_refused, 0,
                        sizeof(times) / sizeof(times[0]));
    tcase_add_test(cases, the_neighbours_of_a_missing_time_are_named);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
