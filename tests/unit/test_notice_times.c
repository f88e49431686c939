/*
 * When notice must be given: the cases that local arithmetic gets wrong, and the calendar
 * of working days behind them.
 */
#include "base/date.h"
#include "base/text.h"
#include "clearance/notice_times.h"
#include "clearance/uk_time.h"
#include "support/run_suite.h"

#include <check.h>

#include <string.h>

static struct arena *arena;
static struct problems *problems;
static struct working_calendar calendar;

static void set_up(void)
{
    arena = arena_create(0);
    problems = problems_create(arena);
    ck_assert_int_eq(
        working_calendar_load(arena, OUTCHECK_SOURCE_DIR "/rules/bank-holidays.json",
                              &calendar, problems),
        OUTCHECK_OK);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static int64_t moment_of(const char *text)
{
    int64_t moment = 0;
    ck_assert_int_eq(uk_time_read(arena, text, &moment, problems), OUTCHECK_OK);
    return moment;
}

static int64_t day_of(const char *text)
{
    int64_t day = 0;
    ck_assert(date_read_iso(&text, &day));
    return day;
}

/* ---- the calendar ---- */

/* The anonymous Gregorian algorithm (Nature, 20 April 1876). */
static int64_t easter_sunday(int year)
{
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int g = (b - (b + 8) / 25 + 1) / 3;
    const int h = (19 * a + b - b / 4 - g + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;
    return date_days((struct date){year, n / 31, n % 31 + 1});
}

static int64_t monday_from(int year, int month, int day)
{
    int64_t days = date_days((struct date){year, month, day});
    while (date_weekday(days) != MONDAY) {
        days++;
    }
    return days;
}

/* The weekday that stands for a holiday: itself, or the next that is not taken. */
static int64_t substitute(int64_t day, int64_t taken)
{
    while (date_weekday(day) >= SATURDAY || day == taken) {
        day++;
    }
    return day;
}

START_TEST(the_shipped_holidays_follow_the_law)
{
    const int year = 2024 + _i;
    const int64_t christmas = date_days((struct date){year, 12, 25});
    const bool is_boxing_free = date_weekday(christmas + 1) < SATURDAY;
    const int64_t boxing = is_boxing_free ? christmas + 1 : 0;
    const int64_t first = substitute(christmas, boxing);
    const int64_t expected[] = {
        substitute(date_days((struct date){year, 1, 1}), 0),
        easter_sunday(year) - 2,
        easter_sunday(year) + 1,
        monday_from(year, 5, 1),
        monday_from(year, 5, 25),
        monday_from(year, 8, 25),
        first,
        is_boxing_free ? boxing : substitute(christmas + 1, first),
    };
    const size_t count = sizeof(expected) / sizeof(expected[0]);
    size_t found = 0;
    for (int64_t day = date_days((struct date){year, 1, 1});
         day <= date_days((struct date){year, 12, 31}); day++) {
        found += working_calendar_holiday(&calendar, day) != NULL;
    }
    ck_assert_uint_eq(found, count);
    for (size_t i = 0; i < count; i++) {
        ck_assert_ptr_nonnull(working_calendar_holiday(&calendar, expected[i]));
    }
}
END_TEST

START_TEST(working_days_are_counted_over_christmas)
{
    ck_assert(working_calendar_is_working(&calendar, day_of("2026-12-24")));
    ck_assert(!working_calendar_is_working(&calendar, day_of("2026-12-25")));
    ck_assert(!working_calendar_is_working(&calendar, day_of("2026-12-28")));
    ck_assert_int_eq(
        working_calendar_between(&calendar, day_of("2026-12-24"), day_of("2026-12-29")),
        1);
    ck_assert_int_eq(working_calendar_before(&calendar, day_of("2026-12-29"), 1),
                     day_of("2026-12-24"));
    ck_assert_int_eq(working_calendar_on_or_before(&calendar, day_of("2026-12-28")),
                     day_of("2026-12-24"));
    ck_assert(working_calendar_covers(&calendar, day_of("2024-01-01")));
    ck_assert(working_calendar_covers(&calendar, day_of("2030-12-31")));
    ck_assert(!working_calendar_covers(&calendar, day_of("2023-12-31")));
    ck_assert(!working_calendar_covers(&calendar, day_of("2031-01-01")));
}
END_TEST

static const struct {
    const char *bytes;
    const char *holiday; /* NULL: refused */
} files[] = {
    {"{\"england-and-wales\":{\"events\":[{\"title\":\"A\",\"date\":\"2026-06-01\"}]},"
     "\"scotland\":{\"events\":[{\"title\":\"B\",\"date\":\"2026-06-02\"}]}}",
     "2026-06-01"},
    {"{\"events\":[{\"date\":\"2026-06-01\"}]}", "2026-06-01"},
    {"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\n"
     "DTSTART;VALUE=DATE:20260601\r\nDTEND;VALUE=DATE:20260602\r\nSUMMARY:A\r\n"
     "END:VEVENT\r\nEND:VCALENDAR\r\n",
     "2026-06-01"},
    {"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART:20260601T100000Z\r\n"
     "END:VEVENT\r\nEND:VCALENDAR\r\n",
     NULL},
    {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260601\r\n"
     "DTEND;VALUE=DATE:20260701\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
     NULL},
    {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260601\r\n"
     "RRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
     NULL},
    {"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", NULL},
    {"BEGIN:VCALENDAR", NULL},
    {"{\"england-and-wales\":{\"events\":[{\"date\":\"1/6/2026\"}]}}", NULL},
    {"{\"england-and-wales\":{\"events\":[{\"date\":20260601}]}}", NULL},
    {"{\"scotland\":{\"events\":[]}}", NULL},
    {"{\"events\":[]}", NULL},
    {"[]", NULL},
    {"", NULL},
    {"\xff\xfe", NULL},
};

START_TEST(a_calendar_file_is_read_or_refused)
{
    struct working_calendar own;
    const struct bytes bytes = {files[_i].bytes, strlen(files[_i].bytes)};
    const enum outcheck_status status =
        working_calendar_read(arena, "file", bytes, &own, problems);
    if (files[_i].holiday) {
        ck_assert_int_eq(status, OUTCHECK_OK);
        ck_assert_uint_eq(own.count, 1);
        ck_assert_int_eq(own.holidays[0].day, day_of(files[_i].holiday));
    } else {
        ck_assert_int_eq(status, OUTCHECK_ERROR_USAGE);
        ck_assert_uint_eq(problems->count, 1);
    }
}
END_TEST

/* ---- the limit ---- */

static const struct policy_notice dfe = {
    .id = "dfe", .recipient = "data.sharing@education.gov.uk", .lead = 72};
static const struct policy_notice hmrc = {
    .id = "hmrc", .recipient = "HMRC", .lead = 10, .unit = LEAD_WORKING_DAYS};

static const struct {
    const struct policy_notice *notice;
    const char *publication;
    const char *deadline;
    const char *send_by;
} cases[] = {
    /* the three worked cases: Christmas, Easter with the clocks, October */
    {&dfe, "2026-12-29 09:30", "Sat 26 Dec 2026 09:30 GMT", "Thu 24 Dec 2026 17:00 GMT"},
    {&dfe, "2027-03-30 09:30", "Sat 27 Mar 2027 08:30 GMT", "Thu 25 Mar 2027 17:00 GMT"},
    {&dfe, "2026-10-27 09:30", "Sat 24 Oct 2026 10:30 BST", "Fri 23 Oct 2026 17:00 BST"},
    /* a leap day in between, on the limit, and as the day of publication */
    {&dfe, "2028-03-02 09:30", "Mon 28 Feb 2028 09:30 GMT", "Fri 25 Feb 2028 17:00 GMT"},
    {&dfe, "2028-03-03 09:30", "Tue 29 Feb 2028 09:30 GMT", "Mon 28 Feb 2028 17:00 GMT"},
    {&dfe, "2028-02-29 09:30", "Sat 26 Feb 2028 09:30 GMT", "Fri 25 Feb 2028 17:00 GMT"},
    {&dfe, "2027-03-03 09:30", "Sun 28 Feb 2027 09:30 GMT", "Fri 26 Feb 2027 17:00 GMT"},
    /* both sides of five o'clock */
    {&dfe, "2026-11-27 17:00", "Tue 24 Nov 2026 17:00 GMT", "Tue 24 Nov 2026 17:00 GMT"},
    {&dfe, "2026-11-27 16:59", "Tue 24 Nov 2026 16:59 GMT", "Mon 23 Nov 2026 17:00 GMT"},
    /* the limit in the hour that comes twice, and just after the one that is missing */
    {&dfe, "2026-10-28 00:30", "Sun 25 Oct 2026 01:30 BST", "Fri 23 Oct 2026 17:00 BST"},
    {&dfe, "2026-10-28 01:30", "Sun 25 Oct 2026 01:30 GMT", "Fri 23 Oct 2026 17:00 BST"},
    {&dfe, "2027-03-31 02:30", "Sun 28 Mar 2027 02:30 BST", "Thu 25 Mar 2027 17:00 GMT"},
    /* ten working days over two holidays and a clock change */
    {&hmrc, "2027-01-12 09:30", "Thu 24 Dec 2026 09:30 GMT", "Wed 23 Dec 2026 17:00 GMT"},
    {&hmrc, "2027-04-06 09:30", "Fri 19 Mar 2027 09:30 GMT", "Thu 18 Mar 2027 17:00 GMT"},
    {&hmrc, "2026-11-28 12:00", "Mon 16 Nov 2026 12:00 GMT", "Fri 13 Nov 2026 17:00 GMT"},
};

START_TEST(the_limit_agrees_to_the_minute)
{
    struct notice_times times;
    notice_times_work_out(arena, cases[_i].notice, moment_of(cases[_i].publication),
                          &calendar, 0, &times);
    ck_assert_str_eq(uk_time_text(arena, times.deadline), cases[_i].deadline);
    ck_assert_str_eq(uk_time_text(arena, times.send_by), cases[_i].send_by);
    if (cases[_i].notice == &dfe) {
        ck_assert_double_eq(times.hours, 72);
    }
}
END_TEST

static const struct {
    const char *now;
    const char *publication;
    const char *warning; /* NULL: none */
} warnings[] = {
    {"2026-11-25 09:00", "2026-12-29 09:30", NULL},
    {"2026-12-24 17:00", "2026-12-29 09:30", NULL},
    {"2026-12-24 17:01", "2026-12-29 09:30",
     "the working time to send it has passed; the limit is Sat 26 Dec 2026 09:30 GMT"},
    {"2026-12-26 09:30", "2026-12-29 09:30",
     "the working time to send it has passed; the limit is Sat 26 Dec 2026 09:30 GMT"},
    {"2026-12-26 09:31", "2026-12-29 09:30",
     "the limit has passed; told now, the earliest time to publish is Tue 29 Dec 2026 "
     "09:31 GMT"},
    {"2027-03-27 08:31", "2027-03-30 09:30",
     "the limit has passed; told now, the earliest time to publish is Tue 30 Mar 2027 "
     "09:31 BST"},
    {"2026-12-29 09:30", "2026-12-29 09:30", "the publication time has passed"},
    {"2026-11-25 09:00", "2026-12-28 09:30", "the publication is on a bank holiday"},
    {"2026-11-25 09:00", "2026-12-27 09:30", "the publication is on a weekend"},
    {"2026-11-25 09:00", "2031-02-04 09:30",
     "the bank holidays in bank-holidays.json end before that date or begin after it; "
     "check them with --calendar"},
};

START_TEST(what_is_too_late_or_odd_is_warned_of)
{
    struct notice_times times;
    notice_times_work_out(arena, &dfe, moment_of(warnings[_i].publication), &calendar,
                          moment_of(warnings[_i].now), &times);
    ck_assert_uint_eq(times.warning_count, warnings[_i].warning ? 1 : 0);
    if (warnings[_i].warning) {
        ck_assert_str_eq(times.warnings[0], warnings[_i].warning);
    }
}
END_TEST

START_TEST(the_earliest_publication_is_lawful_and_no_later_than_need_be)
{
    const struct policy_notice *notice = _i % 2 ? &hmrc : &dfe;
    const int64_t now = moment_of("2026-10-01 00:00") +
                        (int64_t)_i * (SECONDS_A_DAY + 5 * SECONDS_AN_HOUR);
    const int64_t earliest = notice_earliest(notice, &calendar, now);
    struct notice_times times;
    notice_times_work_out(arena, notice, earliest, &calendar, 0, &times);
    ck_assert_int_ge(times.deadline, now);
    notice_times_work_out(arena, notice, earliest - SECONDS_A_DAY, &calendar, 0, &times);
    ck_assert_int_lt(times.deadline, now);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("notice times");
    TCase *tests = tcase_create("notice times");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, the_shipped_holidays_follow_the_law, 0, 7);
    tcase_add_test(tests, working_days_are_counted_over_christmas);
    tcase_add_loop_test(tests, a_calendar_file_is_read_or_refused, 0,
                        sizeof(files) / sizeof(files[0]));
    tcase_add_loop_test(tests, the_limit_agrees_to_the_minute, 0,
                        sizeof(cases) / sizeof(cases[0]));
    tcase_add_loop_test(tests, what_is_too_late_or_odd_is_warned_of, 0,
                        sizeof(warnings) / sizeof(warnings[0]));
    tcase_add_loop_test(
        tests, the_earliest_publication_is_lawful_and_no_later_than_need_be, 0, 100);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
