/*
 * The simplex method of our own, many objectives over one system: its point keeps every
 * row and bound, and its multipliers prove that no other is better.
 */
#include "attack/solve/simplex.h"
#include "support/run_suite.h"

#include <check.h>

#include <math.h>

enum { SEEDS = 100, OBJECTIVES = 40, LONGEST = 6 };

static struct arena *arena;

static void setup(void)
{
    arena = arena_create(0);
}

static void teardown(void)
{
    arena_destroy(arena);
}

static uint64_t state;

static uint32_t draw(uint32_t limit)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return limit ? (uint32_t)(state >> 33) % limit : 0;
}

/* Rows of a few unknowns around a hidden solution: equations, two repeated, and limits on
 * one side or both. With `is_wrong` one equation misses it. */
static struct system *random_system(bool is_wrong)
{
    struct system *system = system_create(arena);
    const uint32_t unknowns = 4 + draw(30);
    double *truth = arena_array(arena, unknowns, double);
    for (uint32_t i = 0; i < unknowns; i++) {
        truth[i] = draw(3) ? draw(40) : 0;
        (void)system_add_unknown(system, draw(4) ? 0 : -5, truth[i] + draw(60), true);
    }
    struct term *terms = arena_array(arena, LONGEST, struct term);
    const uint32_t rows = 2 + draw(unknowns);
    for (uint32_t row = 0; row < rows; row++) {
        const uint32_t count = 2 + draw(LONGEST - 1);
        double sum = 0;
        for (uint32_t i = 0; i < count; i++) {
            terms[i] = (struct term){draw(unknowns), draw(5) ? 1 : -(int64_t)draw(90)};
            sum += (double)terms[i].coefficient * truth[terms[i].unknown];
        }
        const uint32_t kind = draw(6);
        (void)system_add_row(system, terms, count, kind == 0 ? -INFINITY : sum,
                             kind == 1   ? INFINITY
                             : kind == 2 ? sum + draw(10)
                                         : sum);
        if (kind == 3) {
            const double miss = is_wrong && row == 0 ? 1 : 0;
            (void)system_add_row(system, terms, count, sum + miss, sum + miss);
        }
    }
    if (is_wrong) {
        terms[0] = (struct term){0, 1};
        (void)system_add_row(system, terms, 1, -50, -50);
    }
    system_index(system);
    return system;
}

static double objective_of(const double *costs, const double *values, uint32_t count)
{
    double sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        sum += costs[i] * values[i];
    }
    return sum;
}

/* What the multipliers prove about the objective: the certificate of certificate.h for
 * more than one cost. */
static double proven(const struct system *system, const double *costs,
                     const double *multipliers)
{
    double bound = 0;
    double *rest = arena_array(arena, system->unknown_count, double);
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        rest[i] = costs[i];
    }
    for (uint32_t row = 0; row < system->row_count; row++) {
        const double y = fabs(multipliers[row]) < 1e-9 ? 0 : multipliers[row];
        bound += y == 0 ? 0 : y * (y > 0 ? system->row_low[row] : system->row_high[row]);
        for (const struct term *term = row_begin(system, row);
             term < row_end(system, row); term++) {
            rest[term->unknown] -= y * (double)term->coefficient;
        }
    }
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        bound += rest[i] * (rest[i] > 0 ? system->low[i] : system->high[i]);
    }
    return bound;
}

static void check_objective(const struct system *system, struct simplex *simplex,
                            const double *costs)
{
    const uint32_t count = system->unknown_count;
    double *values = arena_array(arena, count, double);
    double *multipliers = arena_array(arena, system->row_count, double);
    for (uint32_t i = 0; i < count; i++) {
        simplex_set_cost(simplex, i, costs[i]);
    }
    ck_assert_int_eq(simplex_minimise(simplex), LP_OPTIMAL);
    for (uint32_t i = 0; i < count; i++) {
        simplex_set_cost(simplex, i, 0); /* answers are of the last call */
    }
    simplex_values(simplex, values);
    simplex_duals(simplex, multipliers);
    const double value = objective_of(costs, values, count);
    ck_assert_double_eq_tol(value, proven(system, costs, multipliers),
                            1e-5 * (1 + fabs(value)));
    for (uint32_t i = 0; i < count; i++) {
        ck_assert_double_ge(values[i], system->low[i] - 1e-7);
        ck_assert_double_le(values[i], system->high[i] + 1e-7);
    }
    for (uint32_t row = 0; row < system->row_count; row++) {
        double sum = 0;
        for (const struct term *term = row_begin(system, row);
             term < row_end(system, row); term++) {
            sum += (double)term->coefficient * values[term->unknown];
        }
        ck_assert_double_ge(sum, system->row_low[row] - 1e-6);
        ck_assert_double_le(sum, system->row_high[row] + 1e-6);
    }
}

START_TEST(every_objective_has_an_optimum_and_its_proof)
{
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        teardown();
        setup();
        state = seed;
        const struct system *system = random_system(false);
        struct simplex *simplex = simplex_create(arena, system);
        ck_assert_ptr_nonnull(simplex);
        double *costs = arena_array(arena, system->unknown_count, double);
        for (int objective = 0; objective < OBJECTIVES; objective++) {
            for (uint32_t i = 0; i < system->unknown_count; i++) {
                costs[i] = draw(3) ? 0 : (double)draw(9) - 4;
            }
            check_objective(system, simplex, costs);
        }
    }
}
END_TEST

START_TEST(what_has_no_solution_is_said_to_have_none)
{
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        teardown();
        setup();
        state = seed;
        struct simplex *simplex = simplex_create(arena, random_system(true));
        ck_assert_int_eq(simplex_minimise(simplex), LP_INFEASIBLE);
    }
}
END_TEST

START_TEST(an_end_that_is_reached_is_at_no_distance)
{
    state = 7;
    const struct system *system = random_system(false);
    struct simplex *simplex = simplex_create(arena, system);
    for (uint32_t i = 0; i < system->unknown_count; i++) {
        for (int sign = -1; sign <= 1; sign += 2) {
            simplex_set_cost(simplex, i, sign);
            ck_assert_int_eq(simplex_minimise(simplex), LP_OPTIMAL);
            ck_assert_uint_eq(simplex_distance(simplex, i, sign), 0);
            simplex_set_cost(simplex, i, 0);
        }
    }
}
END_TEST

START_TEST(what_it_cannot_hold_it_does_not_take)
{
    struct system *system = system_create(arena);
    (void)system_add_unknown(system, 0, INFINITY, true);
    system_index(system);
    ck_assert_ptr_null(simplex_create(arena, system));
    struct system *large = system_create(arena);
    for (int i = 0; i < 3000; i++) {
        (void)system_add_unknown(large, 0, 9, true);
        const struct term term = {(uint32_t)i, 1};
        (void)system_add_row(large, &term, 1, 0, 5);
    }
    system_index(large);
    ck_assert_ptr_null(simplex_create(arena, large));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("simplex");
    TCase *tests = tcase_create("simplex");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, every_objective_has_an_optimum_and_its_proof);
    tcase_add_test(tests, what_has_no_solution_is_said_to_have_none);
    tcase_add_test(tests, an_end_that_is_reached_is_at_no_distance);
    tcase_add_test(tests, what_it_cannot_hold_it_does_not_take);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
