/*
 * Like tables: when two of them are compared, and what is told.
 */
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

static const struct attack_result *attack(const char *one, const char *other,
                                          const char *measure)
{
    struct table *tables[] = {sample_table(arena, "one.csv", one),
                              sample_table(arena, "two.csv", other)};
    struct measure *mine = sample_own_measures(arena, tables[0]);
    struct measure *yours = sample_own_measures(arena, tables[1]);
    mine[0].name = mine[0].key = "male learners";
    yours[0].name = yours[0].key = measure;
    return attack_samples(arena, tables, 2);
}

static const char *const first = "Region,Total\nNorth,405\nSouth,600\nLondon,1100\n";

START_TEST(a_later_cut_is_told_place_by_place)
{
    const struct attack_result *result =
        attack(first, "Region,Total\nNorth,407\nSouth,601\nLondon,1100\n", "learners");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_SIMILAR), 2);
    const struct disclosure *north =
        attack_find(arena, result, DISCLOSURE_SIMILAR, "T01", "B2");
    ck_assert_ptr_nonnull(north);
    ck_assert_double_eq(north->range.low, 2);
    ck_assert_double_eq(north->figures[0].value, 407);
    ck_assert_int_eq(north->figures[1].multiplier, -1);
}
END_TEST

START_TEST(tables_of_which_few_figures_are_close_are_not_compared)
{
    const struct attack_result *result = attack(
        first, "Region,Total\nNorth,407\nSouth,900\nLondon,1900\n", "male learners");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_SIMILAR), 0);
}
END_TEST

START_TEST(a_count_within_another_by_its_name_is_compared_place_by_place)
{
    const struct attack_result *result =
        attack(first, "Region,Total\nNorth,407\nSouth,900\nLondon,1900\n", "learners");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_SIMILAR), 1);
}
END_TEST

START_TEST(measures_that_count_others_are_not_two_cuts)
{
    const char *other = "Region,Total\nNorth,407\nSouth,601\nLondon,1100\n";
    ck_assert_uint_eq(
        attack_count(attack(first, other, "female learners"), DISCLOSURE_SIMILAR), 0);
    ck_assert_uint_eq(
        attack_count(attack(first, other, "number of male learners"), DISCLOSURE_SIMILAR),
        2);
}
END_TEST

START_TEST(a_difference_of_the_minimum_or_more_is_not_told)
{
    const struct attack_result *result =
        attack(first, "Region,Total\nNorth,415\nSouth,609\nLondon,1100\n", "learners");
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_SIMILAR), 1);
}
END_TEST

START_TEST(one_universe_that_prints_two_numbers_contradicts_itself)
{
    struct table *tables[] = {
        sample_table(arena, "one.csv", first),
        sample_table(arena, "two.csv", "Region,Total\nNorth,407\nSouth,600\n")};
    tables[0]->universe = tables[1]->universe = "learners";
    const struct attack_result *result = attack_samples(arena, tables, 2);
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_CONTRADICTION), 1);
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_SIMILAR), 1);
}
END_TEST

/* What is said of a table: NULL for nothing. */
struct said {
    const char *population;
    const char *period;
    const char *universe;
    const char *within;
};

static void say(struct table *table, const struct said *said)
{
    table->population = said->population;
    table->period = said->period;
    table->universe = said->universe;
    table->within = said->within;
}

static const struct attack_result *attack_said(const char *one, const struct said *of_one,
                                               const char *other,
                                               const struct said *of_other)
{
    struct table *tables[] = {sample_table(arena, "one.csv", one),
                              sample_table(arena, "two.csv", other)};
    say(tables[0], of_one);
    say(tables[1], of_other);
    return attack_samples(arena, tables, 2);
}

static const struct {
    struct said one;
    struct said other;
    size_t told;
} sayings[] = {
    {{.population = NULL}, {.population = NULL}, 2},
    {{.population = "learners", .period = "2024"}, {.population = NULL}, 2},
    {{.population = "learners"}, {.population = "learners excluding SEN"}, 2},
    {{.universe = "march"}, {.universe = "april"}, 2},
    {{.universe = "march"}, {.population = "learners"}, 2},
    {{.period = "2023"}, {.period = "2024"}, 0},
    {{.universe = "march", .period = "2023"}, {.period = "2024"}, 0},
};

START_TEST(cuts_are_compared_whatever_is_said_of_them_but_the_period)
{
    const struct attack_result *result = attack_said(
        first, &sayings[_i].one, "Region,Total\nNorth,407\nSouth,601\nLondon,1100\n",
        &sayings[_i].other);
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_SIMILAR), sayings[_i].told);
}
END_TEST

START_TEST(what_is_declared_to_lie_within_is_told_as_a_difference)
{
    const struct attack_result *result =
        attack_said(first, &(struct said){.universe = "some", .within = "all"},
                    "Region,Total\nNorth,407\nSouth,601\nLondon,1100\n",
                    &(struct said){.universe = "all"});
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_SIMILAR), 0);
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_DIFFERENCE), 2);
}
END_TEST

static const struct {
    struct said one;
    struct said other;
    size_t told;
} hidings[] = {
    {{.population = NULL}, {.population = "learners", .period = "2024"}, 1},
    {{.population = "learners"}, {.universe = "all", .population = "learners"}, 1},
    {{.population = NULL}, {.universe = "all"}, 1},
    {{.population = "learners"}, {.universe = "all", .population = "parents"}, 0},
    {{.period = "2023"}, {.period = "2024"}, 0},
    {{.universe = "some"}, {.universe = "all"}, 0},
};

START_TEST(a_number_that_another_table_prints_is_known_unless_it_is_said_to_be_another)
{
    const struct attack_result *result = attack_said(
        "Region,Total\nNorth,405\nSouth,c\nLondon,1100\n", &hidings[_i].one,
        "Region,Total\nNorth,405\nSouth,7\nLondon,1100\n", &hidings[_i].other);
    ck_assert_uint_eq(attack_count(result, DISCLOSURE_RECOVERABLE), hidings[_i].told);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("alike");
    TCase *tests = tcase_create("alike");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_later_cut_is_told_place_by_place);
    tcase_add_test(tests, tables_of_which_few_figures_are_close_are_not_compared);
    tcase_add_test(tests, a_count_within_another_by_its_name_is_compared_place_by_place);
    tcase_add_test(tests, measures_that_count_others_are_not_two_cuts);
    tcase_add_test(tests, a_difference_of_the_minimum_or_more_is_not_told);
    tcase_add_test(tests, one_universe_that_prints_two_numbers_contradicts_itself);
    tcase_add_loop_test(tests, cuts_are_compared_whatever_is_said_of_them_but_the_period,
                        0, sizeof(sayings) / sizeof(sayings[0]));
    tcase_add_test(tests, what_is_declared_to_lie_within_is_told_as_a_difference);
    tcase_add_loop_test(
        tests,
        a_number_that_another_table_prints_is_known_unless_it_is_said_to_be_another, 0,
        sizeof(hidings) / sizeof(hidings[0]));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
