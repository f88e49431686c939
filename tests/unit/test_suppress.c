/*
 * Secondary suppression on tables small enough to work out by hand.
 */
#include "protect/suppress.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>

enum { SIDE = 3 };

static struct arena *arena;

static void set_up(void)
{
    arena = arena_create(0);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

/* Two rows and two columns with their totals; cell 0 is primary.
 *     4 20 | 24
 *    30 40 | 70
 *    34 60 | 94   */
static struct pattern_problem *two_by_two(enum pattern_status totals)
{
    static const double values[] = {4, 20, 24, 30, 40, 70, 34, 60, 94};
    struct pattern_problem *problem = pattern_problem_create(arena);
    for (uint32_t i = 0; i < SIDE * SIDE; i++) {
        const bool is_total = i % SIDE == SIDE - 1 || i / SIDE == SIDE - 1;
        (void)pattern_problem_add_cell(problem, (struct pattern_cell){
                                                    .value = values[i],
                                                    .cost = values[i],
                                                    .high = INFINITY,
                                                    .below = i == 0 ? 2 : 0,
                                                    .above = i == 0 ? 2 : 0,
                                                    .status = i == 0     ? PATTERN_PRIMARY
                                                              : is_total ? totals
                                                                         : PATTERN_OPEN,
                                                });
    }
    for (uint32_t i = 0; i < SIDE; i++) {
        const struct entry row[] = {{3 * i + 2, -1}, {3 * i, 1}, {3 * i + 1, 1}};
        const struct entry column[] = {{6 + i, -1}, {i, 1}, {3 + i, 1}};
        pattern_problem_add_equation(problem, row, SIDE, 0);
        pattern_problem_add_equation(problem, column, SIDE, 0);
    }
    return problem;
}

static const struct suppression *protect(struct pattern_problem *problem)
{
    pattern_problem_index(problem);
    const struct suppress_options options = {0};
    return suppress(problem, &options);
}

START_TEST(a_square_of_four_protects_a_corner)
{
    const struct suppression *found = protect(two_by_two(PATTERN_FORCED));
    ck_assert_uint_eq(found->unproven, 0);
    ck_assert_uint_eq(found->primaries, 1);
    ck_assert_uint_eq(found->secondaries, 3);
    ck_assert_double_eq(found->cost, 90);
    ck_assert(found->is_hidden[0] && found->is_hidden[1] && found->is_hidden[3] &&
              found->is_hidden[4]);
}
END_TEST

START_TEST(every_demand_comes_with_its_change)
{
    const struct suppression *found = protect(two_by_two(PATTERN_FORCED));
    ck_assert_uint_eq(found->demand_count, 2);
    for (uint32_t i = 0; i < found->demand_count; i++) {
        const struct suppress_demand *demand = &found->demands[i];
        ck_assert(demand->is_proven);
        ck_assert_uint_eq(demand->change.count, 4);
        ck_assert_double_eq(fabs(demand->change.amounts[0] * demand->times), 2);
    }
}
END_TEST

START_TEST(cells_hidden_already_are_used_before_others)
{
    struct pattern_problem *problem = two_by_two(PATTERN_OPEN);
    problem->cells[2].status = PATTERN_HIDDEN;
    problem->cells[5].status = PATTERN_HIDDEN;
    const struct suppression *found = protect(problem);
    ck_assert_uint_eq(found->unproven, 0);
    ck_assert_uint_eq(found->secondaries, 1);
    ck_assert(found->is_hidden[3]);
}
END_TEST

START_TEST(a_neighbour_too_small_to_give_way_is_reported)
{
    struct pattern_problem *problem = two_by_two(PATTERN_FORCED);
    problem->cells[1].low = 19; /* the attacker knows that it is at least 19 */
    const struct suppression *found = protect(problem);
    ck_assert_uint_eq(found->demand_count, 2);
    ck_assert_uint_eq(found->unproven, 1);
    ck_assert(!found->demands[0].is_proven && found->demands[1].is_proven);
    ck_assert_uint_eq(found->impossible, 1);
    ck_assert(found->demands[0].is_impossible && !found->demands[1].is_impossible);
    ck_assert_uint_ge(found->demands[0].blocker_count, 1);
    ck_assert_uint_eq(found->demands[0].blockers[0], 2); /* the total of the row */
}
END_TEST

START_TEST(a_sum_of_hidden_cells_is_protected_as_such)
{
    static const struct entry row[] = {{0, 1}, {1, 1}};
    struct pattern_problem *problem = two_by_two(PATTERN_OPEN);
    problem->cells[1].status = PATTERN_HIDDEN;
    const uint32_t sum = pattern_problem_add_sum(problem, row, 2, 3, 3);
    const struct suppression *found = protect(problem);
    ck_assert_uint_eq(found->demand_count, 4);
    ck_assert_uint_eq(found->unproven, 0);
    ck_assert_uint_eq(found->primaries, 1);
    ck_assert(found->is_hidden[2]); /* else the sum is published */
    ck_assert(problem->cells[sum].is_virtual);
}
END_TEST

START_TEST(who_knows_a_neighbour_does_not_learn_the_cell)
{
    static const uint32_t known[] = {1};
    struct pattern_problem *problem = two_by_two(PATTERN_OPEN);
    pattern_problem_add_demand(
        problem,
        (struct pattern_demand){
            .cell = 0, .below = 1, .above = 1, .known = known, .known_count = 1});
    const struct suppression *found = protect(problem);
    ck_assert_uint_eq(found->demand_count, 4);
    ck_assert_uint_eq(found->unproven, 0);
    for (uint32_t i = 0; i < found->demand_count; i++) {
        const struct suppress_demand *demand = &found->demands[i];
        for (uint32_t k = 0; k < demand->change.count && demand->known_count > 0; k++) {
            ck_assert_uint_ne(demand->change.cells[k], 1);
        }
    }
}
END_TEST

START_TEST(no_secondary_is_hidden_for_nothing)
{
    const struct suppression *found = protect(two_by_two(PATTERN_OPEN));
    ck_assert_uint_eq(found->secondaries, 3);
}
END_TEST

START_TEST(a_forced_neighbour_leaves_nothing_to_prove)
{
    struct pattern_problem *problem = two_by_two(PATTERN_FORCED);
    problem->cells[4].status = PATTERN_FORCED;
    const struct suppression *found = protect(problem);
    ck_assert_uint_eq(found->unproven, 2);
    ck_assert_uint_eq(found->secondaries, 0);
    ck_assert_uint_eq(found->impossible, 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("suppress");
    TCase *tests = tcase_create("suppress");
    tcase_set_timeout(tests, 120); /* sanitizers and a busy machine */
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_square_of_four_protects_a_corner);
    tcase_add_test(tests, every_demand_comes_with_its_change);
    tcase_add_test(tests, cells_hidden_already_are_used_before_others);
    tcase_add_test(tests, a_neighbour_too_small_to_give_way_is_reported);
    tcase_add_test(tests, a_forced_neighbour_leaves_nothing_to_prove);
    tcase_add_test(tests, a_sum_of_hidden_cells_is_protected_as_such);
    tcase_add_test(tests, who_knows_a_neighbour_does_not_learn_the_cell);
    tcase_add_test(tests, no_secondary_is_hidden_for_nothing);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
