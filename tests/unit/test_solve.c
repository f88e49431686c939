/*
 * Systems, propagation, certificates and ranges, on systems small enough to solve by
 * hand.
 */
#include "attack/solve/certificate.h"
#include "attack/solve/components.h"
#include "attack/solve/propagate.h"
#include "attack/solve/search.h"
#include "attack/solve/solve.h"
#include "base/process.h"
#include "support/run_suite.h"

#include <check.h>

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

static struct arena *arena;

static void setup(void)
{
    arena = arena_create(0);
}

static void teardown(void)
{
    arena_destroy(arena);
}

/* x0 + x1 = 10 and x1 + x2 = 4, all whole and not negative. */
static struct system *chain(void)
{
    struct system *system = system_create(arena);
    for (int i = 0; i < 3; i++) {
        (void)system_add_unknown(system, 0, INFINITY, true);
    }
    const struct term first[] = {{0, 1}, {1, 1}};
    const struct term second[] = {{1, 1}, {2, 1}};
    (void)system_add_row(system, first, 2, 10, 10);
    (void)system_add_row(system, second, 2, 4, 4);
    system_index(system);
    return system;
}

static const struct solved *solve(struct system *system, const double *enough)
{
    uint32_t *targets = arena_array(arena, system->unknown_count, uint32_t);
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        targets[i] = i;
    }
    const struct solve_options options = {
        .targets = targets,
        .target_count = system->unknown_count,
        .enough = enough,
    };
    return solve_ranges(arena, system, &options);
}

static void check_exact(const struct solved_range *range, double low, double high)
{
    ck_assert_int_eq(range->proof, RANGE_EXACT);
    ck_assert_double_eq(range->low, low);
    ck_assert_double_eq(range->high, high);
}

START_TEST(terms_of_one_unknown_are_added_up_and_dropped_when_they_cancel)
{
    struct system *system = system_create(arena);
    (void)system_add_unknown(system, 0, 9, true);
    (void)system_add_unknown(system, 0, 9, true);
    const struct term terms[] = {{0, 2}, {1, 1}, {0, 3}, {1, -1}};
    const uint32_t row = system_add_row(system, terms, 4, 4.2, 10.9);
    ck_assert_uint_eq(row_length(system, row), 1);
    ck_assert_int_eq(row_begin(system, row)->coefficient, 5);
    ck_assert_double_eq(system->row_low[row], 5);
    ck_assert_double_eq(system->row_high[row], 10);
}
END_TEST

START_TEST(propagation_finds_the_ranges_of_a_chain)
{
    struct propagation *propagation = propagation_create(arena, chain());
    propagation_queue_all(propagation);
    ck_assert_int_eq(propagation_run(propagation), PROPAGATION_DONE);
    ck_assert_double_eq(propagation->low[0], 6);
    ck_assert_double_eq(propagation->high[0], 10);
    ck_assert_double_eq(propagation->high[1], 4);
    ck_assert_double_eq(propagation->low[2], 0);
}
END_TEST

START_TEST(propagation_can_be_undone)
{
    struct propagation *propagation = propagation_create(arena, chain());
    propagation->keeps_trail = true;
    ck_assert(propagation_narrow(propagation, 1, 3, 3));
    ck_assert_int_eq(propagation_run(propagation), PROPAGATION_DONE);
    ck_assert_double_eq(propagation->low[0], 7);
    propagation_undo(propagation, 0);
    ck_assert_double_eq(propagation->low[0], 0);
    ck_assert(isinf(propagation->high[0]));
}
END_TEST

START_TEST(two_numbers_that_chase_each_other_stop)
{
    struct system *system = system_create(arena);
    (void)system_add_unknown(system, 0, 1e9, true);
    (void)system_add_unknown(system, 0, 1e9, true);
    const struct term first[] = {{0, 1}, {1, -1}};
    (void)system_add_row(system, first, 2, 1, INFINITY);
    const struct term second[] = {{1, 1}, {0, -1}};
    (void)system_add_row(system, second, 2, 1, INFINITY);
    system_index(system);
    struct propagation *propagation = propagation_create(arena, system);
    propagation_queue_all(propagation);
    ck_assert_int_eq(propagation_run(propagation), PROPAGATION_STOPPED);
}
END_TEST

START_TEST(published_figures_part_a_system_into_components)
{
    struct system *system = system_create(arena);
    for (int i = 0; i < 5; i++) {
        (void)system_add_unknown(system, i == 2 ? 7 : 0, i == 2 ? 7 : 20, true);
    }
    const struct term first[] = {{0, 1}, {1, 1}, {2, 1}};
    const struct term second[] = {{2, 1}, {3, 1}, {4, 1}};
    (void)system_add_row(system, first, 3, 20, 20);
    (void)system_add_row(system, second, 3, 15, 15);
    system_index(system);
    const struct components *components =
        components_find(arena, system, system->low, system->high);
    ck_assert_uint_eq(components->count, 2);
    ck_assert_uint_eq(components->of_unknown[1], 0);
    ck_assert_uint_eq(components->of_unknown[2], UINT32_MAX);
    ck_assert_uint_eq(components->of_unknown[4], 1);
    uint32_t place[5];
    const struct system *small = component_system(arena, system, &components->items[1],
                                                  system->low, system->high, place);
    ck_assert_double_eq(small->row_low[0], 8);
    ck_assert_uint_eq(place[4], 1);
}
END_TEST

START_TEST(a_certificate_is_a_bound_whatever_the_multipliers)
{
    const struct system *system = chain();
    const double low[] = {0, 0, 0};
    const double high[] = {10, 10, 10};
    const struct bounds bounds = {low, high};
    double scratch[3];
    /* x0 >= 10 - x1 >= 10 - 4 + x2: multipliers 1 and -1. */
    double good[] = {1.0000000001, -0.9999999999};
    ck_assert_double_eq_tol(certificate_bound(system, &bounds, 0, 1, good, scratch), 6,
                            1e-9);
    double poor[] = {0.3, 0.2};
    ck_assert_double_le(certificate_bound(system, &bounds, 0, 1, poor, scratch), 6);
    double none[] = {0, 0};
    ck_assert_double_eq_tol(certificate_bound(system, &bounds, 0, -1, none, scratch), -10,
                            1e-9);
}
END_TEST

START_TEST(numbers_near_fractions_become_their_numerators)
{
    double thirds[] = {0.33333333, -1.66666667, 2};
    ck_assert_int_eq(snap_to_fractions(thirds, 3), 3);
    ck_assert_double_eq(thirds[1], -5);
    double others[] = {0.123456789};
    ck_assert_int_eq(snap_to_fractions(others, 1), 0);
    ck_assert_double_eq(others[0], 0.123456789);
}
END_TEST

START_TEST(search_proves_that_there_is_no_whole_solution)
{
    struct system *system = system_create(arena);
    (void)system_add_unknown(system, 0, 50, true);
    (void)system_add_unknown(system, 0, 50, true);
    const struct term terms[] = {{0, 2}, {1, 2}};
    (void)system_add_row(system, terms, 2, 7, 7);
    system_index(system);
    double point[2];
    struct search search = {
        .propagation = propagation_create(arena, system), .nodes = 1000, .point = point};
    ck_assert_int_eq(search_point(&search, NO_UNKNOWN, 0, 0), SEARCH_NONE);
    search.nodes = 0;
    ck_assert_int_eq(search_point(&search, NO_UNKNOWN, 0, 0), SEARCH_GAVE_UP);
}
END_TEST

START_TEST(ranges_of_a_chain_are_exact)
{
    const struct solved *solved = solve(chain(), NULL);
    check_exact(&solved->ranges[0], 6, 10);
    check_exact(&solved->ranges[1], 0, 4);
    check_exact(&solved->ranges[2], 0, 4);
}
END_TEST

START_TEST(a_number_that_nothing_bounds_has_no_upper_end)
{
    struct system *system = system_create(arena);
    (void)system_add_unknown(system, 0, INFINITY, true);
    (void)system_add_unknown(system, 0, INFINITY, true);
    const struct term terms[] = {{0, 1}, {1, -1}};
    (void)system_add_row(system, terms, 2, 3, INFINITY);
    system_index(system);
    const struct solved *solved = solve(system, NULL);
    check_exact(&solved->ranges[0], 3, INFINITY);
    check_exact(&solved->ranges[1], 0, INFINITY);
}
END_TEST

START_TEST(a_contradiction_is_put_out_and_the_rest_still_solved)
{
    struct system *system = system_create(arena);
    for (int i = 0; i < 3; i++) {
        (void)system_add_unknown(system, i == 2 ? 0 : 5, i == 2 ? INFINITY : 5, true);
    }
    const struct term wrong[] = {{0, 1}, {1, 1}};
    const struct term right[] = {{0, 1}, {2, 1}};
    (void)system_add_row(system, wrong, 2, 11, 11);
    (void)system_add_row(system, right, 2, 9, 9);
    system_index(system);
    const struct solved *solved = solve(system, NULL);
    ck_assert_uint_eq(solved->contradiction_count, 1);
    ck_assert_uint_eq(solved->contradictions[0], 0);
    check_exact(&solved->ranges[2], 4, 4);
}
END_TEST

START_TEST(a_width_that_suffices_is_never_overstated)
{
    struct system *system = system_create(arena);
    double enough[60];
    struct term terms[60];
    for (uint32_t i = 0; i < 60; i++) {
        terms[i] = (struct term){system_add_unknown(system, 0, INFINITY, true), 1};
        enough[i] = 4;
    }
    (void)system_add_row(system, terms, 60, 500, 500);
    (void)system_add_row(system, terms, 30, 3, 3);
    system_index(system);
    const struct solved *solved = solve(system, enough);
    for (uint32_t i = 0; i < 60; i++) {
        const struct solved_range *range = &solved->ranges[i];
        if (i < 30) {
            check_exact(range, 0, 3);
        } else {
            ck_assert(range->proof == RANGE_EXACT || range->proof == RANGE_WIDE_ENOUGH);
            ck_assert_double_ge(range->attained_high - range->attained_low, 4);
            ck_assert_double_ge(range->attained_low, range->low);
            ck_assert_double_le(range->attained_high, range->high);
        }
    }
}
END_TEST

START_TEST(money_is_solved_within_its_last_place)
{
    struct system *system = system_create(arena);
    (void)system_add_unknown(system, 0, INFINITY, false);
    (void)system_add_unknown(system, 1000.25, 1000.75, false);
    const struct term terms[] = {{0, 1}, {1, 1}};
    (void)system_add_row(system, terms, 2, 1500.5, 1500.5);
    system_index(system);
    const struct solved *solved = solve(system, NULL);
    ck_assert_double_eq_tol(solved->ranges[0].low, 499.75, 1e-3);
    ck_assert_double_eq_tol(solved->ranges[0].high, 500.25, 1e-3);
    ck_assert_double_le(solved->ranges[0].low, 499.75 + 1e-9);
    ck_assert_double_ge(solved->ranges[0].high, 500.25 - 1e-9);
}
END_TEST

static void abort_on_three(void *context, size_t index)
{
    int *done = context;
    if (index == 3) {
        abort();
    }
    done[index] = (int)index + 1;
}

START_TEST(a_child_that_aborts_costs_one_task)
{
    enum { TASKS = 9 };
    int *done = process_shared_create(TASKS * sizeof(int));
    ck_assert_ptr_nonnull(done);
    enum process_outcome outcomes[TASKS];
    const struct process_limits limits = {.workers = 2, .seconds_per_task = 20};
    process_run(&limits, TASKS, abort_on_three, done, outcomes);
    for (int i = 0; i < TASKS; i++) {
        ck_assert_int_eq(outcomes[i], i == 3 ? PROCESS_FAILED : PROCESS_DONE);
        ck_assert_int_eq(done[i], i == 3 ? 0 : i + 1);
    }
    process_shared_destroy(done, TASKS * sizeof(int));
}
END_TEST

static void hang_on_one(void *context, size_t index)
{
    atomic_uint *spin = context;
    while (index == 1 && atomic_fetch_add(spin, 2) != 1) {
    }
}

START_TEST(a_child_that_hangs_is_ended_and_the_others_go_on)
{
    atomic_uint *spin = process_shared_create(sizeof(*spin));
    ck_assert_ptr_nonnull(spin);
    enum process_outcome outcomes[3];
    const struct process_limits limits = {.workers = 1, .seconds_per_task = 1};
    process_run(&limits, 3, hang_on_one, spin, outcomes);
    ck_assert_int_eq(outcomes[0], PROCESS_DONE);
    ck_assert_int_eq(outcomes[1], PROCESS_TIMED_OUT);
    ck_assert_int_eq(outcomes[2], PROCESS_DONE);
    process_shared_destroy(spin, sizeof(*spin));
}
END_TEST

/* Sanitizers reserve the whole address space: process.c sets no limit under them. */
#if defined(__SANITIZE_ADDRESS__)
#define MEMORY_IS_LIMITED 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MEMORY_IS_LIMITED 0
#endif
#endif
#ifndef MEMORY_IS_LIMITED
#define MEMORY_IS_LIMITED 1
#endif

static void eat_memory_on_one(void *context, size_t index)
{
    enum { BLOCKS = 16, BLOCK = 16 << 20 };
    int *done = context;
    void *blocks[BLOCKS] = {NULL};
    for (int i = 0; index == 1 && i < BLOCKS; i++) {
        blocks[i] = malloc(BLOCK);
        if (!blocks[i]) {
            abort(); /* as a library would */
        }
    }
    for (int i = 0; i < BLOCKS; i++) {
        free(blocks[i]);
    }
    done[index] = 1;
}

START_TEST(a_child_that_eats_memory_costs_one_task)
{
    int *done = process_shared_create(3 * sizeof(int));
    ck_assert_ptr_nonnull(done);
    enum process_outcome outcomes[3];
    const struct process_limits limits = {
        .workers = 2,
        .seconds_per_task = 20,
        .bytes_per_worker = (size_t)64 << 20,
    };
    process_run(&limits, 3, eat_memory_on_one, done, outcomes);
    ck_assert_int_eq(outcomes[0], PROCESS_DONE);
    ck_assert_int_eq(outcomes[1], MEMORY_IS_LIMITED ? PROCESS_FAILED : PROCESS_DONE);
    ck_assert_int_eq(outcomes[2], PROCESS_DONE);
    ck_assert_int_eq(done[1], MEMORY_IS_LIMITED ? 0 : 1);
    process_shared_destroy(done, 3 * sizeof(int));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("solve");
    TCase *tests = tcase_create("ranges");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, terms_of_one_unknown_are_added_up_and_dropped_when_they_cancel);
    tcase_add_test(tests, propagation_finds_the_ranges_of_a_chain);
    tcase_add_test(tests, propagation_can_be_undone);
    tcase_add_test(tests, two_numbers_that_chase_each_other_stop);
    tcase_add_test(tests, published_figures_part_a_system_into_components);
    tcase_add_test(tests, a_certificate_is_a_bound_whatever_the_multipliers);
    tcase_add_test(tests, numbers_near_fractions_become_their_numerators);
    tcase_add_test(tests, search_proves_that_there_is_no_whole_solution);
    tcase_add_test(tests, ranges_of_a_chain_are_exact);
    tcase_add_test(tests, a_number_that_nothing_bounds_has_no_upper_end);
    tcase_add_test(tests, a_contradiction_is_put_out_and_the_rest_still_solved);
    tcase_add_test(tests, a_width_that_suffices_is_never_overstated);
    tcase_add_test(tests, money_is_solved_within_its_last_place);
    tcase_add_test(tests, a_child_that_aborts_costs_one_task);
    tcase_add_test(tests, a_child_that_hangs_is_ended_and_the_others_go_on);
    tcase_add_test(tests, a_child_that_eats_memory_costs_one_task);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
