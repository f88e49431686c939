/*
 * Cheap sets that keep a pool of cuts, on pools small enough to work out by hand.
 */
#include "protect/cut_pool.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>

enum { CELLS = 4, STEPS = 200 };

static struct arena *arena;
static struct cut_pool *pool;

/* Cells 0 to 3 cost 1, 10, 4 and 4. */
static void set_up(void)
{
    static const double costs[CELLS] = {1, 10, 4, 4};
    arena = arena_create(0);
    struct pattern_problem *problem = pattern_problem_create(arena);
    for (uint32_t i = 0; i < CELLS; i++) {
        (void)pattern_problem_add_cell(
            problem, (struct pattern_cell){.cost = costs[i], .high = INFINITY});
    }
    pattern_problem_index(problem);
    pool = cut_pool_create(cover_create(problem), 1);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static void add(uint32_t one, double weight, uint32_t other, double other_weight)
{
    uint32_t cells[] = {one, other};
    double weights[] = {weight, other_weight};
    const struct cut cut = {cells, weights, 2};
    cut_pool_add(pool, &cut);
}

static void check_set(const bool *wanted)
{
    for (uint32_t i = 0; i < CELLS; i++) {
        ck_assert_int_eq(cut_pool_has(pool, i), wanted[i]);
    }
}

START_TEST(an_empty_pool_asks_for_nothing)
{
    ck_assert(cut_pool_search(pool, INFINITY, STEPS));
    ck_assert_double_eq(cut_pool_cost(pool), 0);
    check_set((const bool[CELLS]){false, false, false, false});
}
END_TEST

START_TEST(one_dear_cell_gives_way_to_two_cheap_ones)
{
    add(1, 1, 2, 1);
    add(1, 1, 3, 1);
    ck_assert(cut_pool_search(pool, INFINITY, STEPS));
    ck_assert_double_eq(cut_pool_cost(pool), 8);
    check_set((const bool[CELLS]){false, false, true, true});
}
END_TEST

START_TEST(cells_that_give_way_in_part_are_needed_together)
{
    add(0, 0.5, 2, 0.5);
    ck_assert(cut_pool_search(pool, INFINITY, STEPS));
    ck_assert_double_eq(cut_pool_cost(pool), 5);
    check_set((const bool[CELLS]){true, false, true, false});
}
END_TEST

START_TEST(a_further_cut_is_kept_by_the_next_set)
{
    add(0, 1, 1, 1);
    ck_assert(cut_pool_search(pool, INFINITY, STEPS));
    ck_assert_double_eq(cut_pool_cost(pool), 1);
    add(2, 1, 3, 1);
    ck_assert(cut_pool_search(pool, INFINITY, STEPS));
    ck_assert_double_eq(cut_pool_cost(pool), 5);
    ck_assert(cut_pool_has(pool, 0));
    ck_assert(cut_pool_has(pool, 2) != cut_pool_has(pool, 3));
}
END_TEST

START_TEST(nothing_is_found_that_does_not_cost_less_than_the_limit)
{
    add(2, 1, 3, 1);
    ck_assert(!cut_pool_search(pool, 4, STEPS));
    ck_assert(cut_pool_search(pool, 4.5, STEPS));
    ck_assert_double_eq(cut_pool_cost(pool), 4);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cut_pool");
    TCase *tests = tcase_create("cut_pool");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, an_empty_pool_asks_for_nothing);
    tcase_add_test(tests, one_dear_cell_gives_way_to_two_cheap_ones);
    tcase_add_test(tests, cells_that_give_way_in_part_are_needed_together);
    tcase_add_test(tests, a_further_cut_is_kept_by_the_next_set);
    tcase_add_test(tests, nothing_is_found_that_does_not_cost_less_than_the_limit);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
