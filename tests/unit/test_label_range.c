#include "attack/names/cell_range.h"
#include "attack/names/label_range.h"
#include "base/text.h"
#include "support/run_suite.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>

struct label_case {
    const char *label;
    bool is_range;
    double low;
    double high;
};

static const struct label_case label_cases[] = {
    {"16-24", true, 16, 25},
    {"16 to 24", true, 16, 25},
    {"16\xe2\x80\x93"
     "24",
     true, 16, 25},
    {"Aged 16 to 24", true, 16, 25},
    {"under 16", true, -INFINITY, 16},
    {"Up to 16", true, -INFINITY, 17},
    {"25+", true, 25, INFINITY},
    {"25 and over", true, 25, INFINITY},
    {"65 years and older", true, 65, INFINITY},
    {"over 65", true, 66, INFINITY},
    {"19", true, 19, 20},
    {"\xc2\xa3"
     "10,000-\xc2\xa3"
     "14,999",
     true, 10000, 15000},
    {"10k to 20k", true, 10000, 20001},
    {"2019/20", true, 2019, 2020},
    {"2019-20", true, 2019, 2020},
    {"2019-21", false, 0, 0},
    {"24-16", false, 0, 0},
    {"16-24 employed", false, 0, 0},
    {"North East", false, 0, 0},
    {"", false, 0, 0},
    {"Level 2", false, 0, 0},
    {"5/6", false, 0, 0},
    {"16-18-20", false, 0, 0},
};

START_TEST(labels_are_read_as_ranges_or_not_at_all)
{
    const struct label_case *expected = &label_cases[_i];
    struct arena *arena = arena_create(0);
    struct label_range range;
    const bool is_range = label_range_read(text_key(arena, expected->label), &range);
    ck_assert_msg(is_range == expected->is_range, "%s", expected->label);
    if (is_range) {
        ck_assert_msg(range.low == expected->low && range.high == expected->high,
                      "%s: %g, %g", expected->label, range.low, range.high);
    }
    arena_destroy(arena);
}
END_TEST

struct rounding_case {
    double shown;
    struct rounding rounding;
    double low;
    double high;
};

static const struct rounding_case rounding_cases[] = {
    {12, {.kind = ROUNDING_NONE}, 12, 12},
    {15, {.kind = ROUNDING_NEAREST, .base = 5}, 13, 17},
    {20, {.kind = ROUNDING_NEAREST, .base = 10}, 15, 24},
    {0, {.kind = ROUNDING_NEAREST, .base = 10}, 0, 4},
    {0, {.kind = ROUNDING_NEAREST, .base = 5, .small_below = 10}, 0, 9},
    {10, {.kind = ROUNDING_NEAREST, .base = 5, .small_below = 10}, 10, 12},
    {3, {.kind = ROUNDING_MIDPOINT, .base = 6}, 1, 6},
    {9, {.kind = ROUNDING_MIDPOINT, .base = 6}, 7, 12},
    {0, {.kind = ROUNDING_MIDPOINT, .base = 6}, 0, 0},
};

static double shown_as(double value, const struct rounding *rounding)
{
    if (value < rounding->small_below) {
        return 0;
    }
    if (rounding->kind == ROUNDING_MIDPOINT) {
        return value == 0
                   ? 0
                   : ceil(value / rounding->base) * rounding->base - rounding->base / 2;
    }
    return rounding->kind == ROUNDING_NEAREST
               ? floor(value / rounding->base + 0.5) * rounding->base
               : value;
}

/* Both ways: every number of the range is shown as this, and its neighbours are not. */
START_TEST(a_rounded_figure_is_just_the_numbers_that_are_shown_so)
{
    const struct rounding_case *expected = &rounding_cases[_i];
    const struct range range = rounded_range(expected->shown, &expected->rounding);
    ck_assert_double_eq(range.low, expected->low);
    ck_assert_double_eq(range.high, expected->high);
    for (int value = (int)fmax(0, range.low - 1); value <= (int)range.high + 1; value++) {
        const bool is_inside = value >= range.low && value <= range.high;
        const bool is_shown = shown_as(value, &expected->rounding) == expected->shown;
        ck_assert_msg(is_inside == is_shown, "%d", value);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("labels and figures");
    TCase *tests = tcase_create("ranges");
    tcase_add_loop_test(tests, labels_are_read_as_ranges_or_not_at_all, 0,
                        (int)(sizeof(label_cases) / sizeof(label_cases[0])));
    tcase_add_loop_test(tests, a_rounded_figure_is_just_the_numbers_that_are_shown_so, 0,
                        (int)(sizeof(rounding_cases) / sizeof(rounding_cases[0])));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
