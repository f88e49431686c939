/*
 * Days and moments of the Gregorian calendar.
 */
#include "base/date.h"
#include "support/run_suite.h"

#include <check.h>

static struct arena *arena;

static void set_up(void)
{
    arena = arena_create(0);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

START_TEST(every_day_of_four_centuries_comes_back)
{
    int64_t days = date_days((struct date){1899, 12, 31});
    const int64_t end = date_days((struct date){2300, 1, 1});
    enum weekday weekday = date_weekday(days);
    ck_assert_int_eq(weekday, SUNDAY);
    for (; days <= end; days++) {
        const struct date date = date_of_days(days);
        ck_assert(date_exists(date));
        ck_assert_int_eq(date_days(date), days);
        ck_assert_int_eq(date_weekday(days), weekday);
        weekday = (enum weekday)((weekday + 1) % 7);
    }
}
END_TEST

static const struct {
    const char *text;
    bool exists;
} dates[] = {
    {"2028-02-29", true},  {"2027-02-29", false}, {"2000-02-29", true},
    {"1900-02-29", false}, {"2026-04-31", false}, {"2026-12-31", true},
    {"2026-13-01", false}, {"2026-00-10", false}, {"2026-1-10", false},
    {"26-01-10", false},   {"", false},           {"0000-01-01", false},
};

START_TEST(only_dates_that_exist_are_read)
{
    const char *text = dates[_i].text;
    int64_t days = 0;
    ck_assert_int_eq(date_read_iso(&text, &days), dates[_i].exists);
    if (dates[_i].exists) {
        ck_assert_str_eq(date_text_iso(arena, days), dates[_i].text);
        ck_assert_str_eq(text, "");
    }
}
END_TEST

START_TEST(moments_and_days_are_said_in_words)
{
    ck_assert_str_eq(moment_text_utc(arena, 1798709400), "2026-12-31T09:30:00Z");
    ck_assert_str_eq(moment_text_utc(arena, -1), "1969-12-31T23:59:59Z");
    const int64_t day = day_of_seconds(1798709400);
    ck_assert_str_eq(date_text_weekday(arena, day), "Thu 31 Dec 2026");
}
END_TEST

START_TEST(moments_are_read_back)
{
    int64_t seconds = 0;
    ck_assert(moment_read_utc("2026-12-31T09:30:00Z", &seconds));
    ck_assert_int_eq(seconds, 1798709400);
    static const char *const others[] = {"2026-12-31T09:30:00",   "2026-12-31T24:00:00Z",
                                         "2026-12-31T09:60:00Z",  "2026-12-31 09:30:00Z",
                                         "2026-12-31T09:30:00Zx", ""};
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        ck_assert(!moment_read_utc(others[i], &seconds));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("date");
    TCase *cases = tcase_create("date");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, every_day_of_four_centuries_comes_back);
    tcase_add_loop_test(cases, only_dates_that_exist_are_read, 0,
                        sizeof(dates) / sizeof(dates[0]));
    tcase_add_test(cases, moments_and_days_are_said_in_words);
    tcase_add_test(cases, moments_are_read_back);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
