/*
 * Sums that nobody printed: which a table has, and when they are complete.
 */
#include "attack/know/derived.h"
#include "support/attack_sample.h"
#include "support/run_suite.h"

#include <check.h>

static struct arena *arena;

static void setup(void)
{
    arena = arena_create(0);
}

static void teardown(void)
{
    arena_destroy(arena);
}

static const struct derived_figure *figure_over(const struct knowledge *knowledge,
                                                uint64_t dimensions, double low)
{
    for (size_t i = 0; i < derived_count(knowledge->derived); i++) {
        const struct derived_figure *figure = derived_at(knowledge->derived, i);
        if (figure->dimensions == dimensions && figure->sum.low == low) {
            return figure;
        }
    }
    return NULL;
}

static struct knowledge *know(const char *text)
{
    struct table *table = sample_table(arena, "one.csv", text);
    return know_samples(arena, &table, 1);
}

START_TEST(each_dimension_without_a_total_is_summed_alone_and_together)
{
    const struct knowledge *knowledge = know("Region,M,F\nNorth,20,30\nSouth,40,50\n");
    ck_assert_uint_eq(derived_count(knowledge->derived), 5);
    ck_assert_ptr_nonnull(figure_over(knowledge, 1, 60)); /* men */
    ck_assert_ptr_nonnull(figure_over(knowledge, 2, 50)); /* the North */
    const struct derived_figure *all = figure_over(knowledge, 3, 140);
    ck_assert_ptr_nonnull(all);
    ck_assert_uint_eq(all->parts, 4);
    ck_assert(all->is_complete);
    ck_assert_uint_eq(all->word_count, 1);
}
END_TEST

START_TEST(a_dimension_with_a_total_is_not_summed)
{
    const struct knowledge *knowledge =
        know("Region,M,F,Total\nNorth,20,30,50\nEngland,20,30,50\n");
    ck_assert_uint_eq(derived_count(knowledge->derived), 0);
}
END_TEST

START_TEST(a_line_with_something_hidden_has_no_sum)
{
    const struct knowledge *knowledge = know("Region,M,F\nNorth,c,30\nSouth,40,50\n");
    ck_assert_ptr_null(figure_over(knowledge, 2, 30));
    ck_assert_ptr_nonnull(figure_over(knowledge, 2, 90));
    ck_assert_ptr_null(figure_over(knowledge, 3, 120));
}
END_TEST

START_TEST(ranges_that_overlap_are_not_summed)
{
    const struct knowledge *knowledge = know("Age,Total\n16-18,20\n18-24,30\n25-30,50\n");
    ck_assert_uint_eq(derived_count(knowledge->derived), 0);
}
END_TEST

START_TEST(a_count_that_runs_on_is_not_summed_along_its_dimension)
{
    struct table *table = sample_table(arena, "one.csv", "Grade,M,F\nA,20,30\nB,40,50\n");
    sample_own_measures(arena, table)[0].accumulation =
        (struct accumulation){.is_running = true, .dimension = 0, .steps = UINT32_MAX};
    const struct knowledge *knowledge = know_samples(arena, &table, 1);
    ck_assert_uint_eq(derived_count(knowledge->derived), 2);
    ck_assert_ptr_nonnull(figure_over(knowledge, 2, 50));
    ck_assert_ptr_nonnull(figure_over(knowledge, 2, 90));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("derived");
    TCase *tests = tcase_create("derived");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, each_dimension_without_a_total_is_summed_alone_and_together);
    tcase_add_test(tests, a_dimension_with_a_total_is_not_summed);
    tcase_add_test(tests, a_line_with_something_hidden_has_no_sum);
    tcase_add_test(tests, ranges_that_overlap_are_not_summed);
    tcase_add_test(tests, a_count_that_runs_on_is_not_summed_along_its_dimension);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
