/*
 * Ranges against brute force: small random systems of whole numbers, all of whose
 * solutions are counted out. Both ways of solving must find every range exactly, and
 * every contradiction.
 *
 * OUTCHECK_PROPERTY_SEEDS says how many systems each way gets.
 */
#include "attack/solve/solve.h"
#include "support/draw.h"
#include "support/run_suite.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>

enum { UNKNOWN_LIMIT = 8, ROW_LIMIT = 7 };

/* The system once more, in a form that shares no code with what is tested. */
struct plain {
    int unknowns;
    int rows;
    int low[UNKNOWN_LIMIT];
    int high[UNKNOWN_LIMIT];
    int coefficient[ROW_LIMIT][UNKNOWN_LIMIT];
    int row_low[ROW_LIMIT];
    int row_high[ROW_LIMIT];
    int values[UNKNOWN_LIMIT];
    int found_low[UNKNOWN_LIMIT];
    int found_high[UNKNOWN_LIMIT];
    long solutions;
};

static int row_sum(const struct plain *plain, int row, const int *values)
{
    int sum = 0;
    for (int i = 0; i < plain->unknowns; i++) {
        sum += plain->coefficient[row][i] * values[i];
    }
    return sum;
}

static void count_out(struct plain *plain, int depth)
{
    if (depth < plain->unknowns) {
        for (int v = plain->low[depth]; v <= plain->high[depth]; v++) {
            plain->values[depth] = v;
            count_out(plain, depth + 1);
        }
        return;
    }
    for (int row = 0; row < plain->rows; row++) {
        const int sum = row_sum(plain, row, plain->values);
        if (sum < plain->row_low[row] || sum > plain->row_high[row]) {
            return;
        }
    }
    for (int i = 0; i < plain->unknowns; i++) {
        const int v = plain->values[i];
        if (!plain->solutions || v < plain->found_low[i]) {
            plain->found_low[i] = v;
        }
        if (!plain->solutions || v > plain->found_high[i]) {
            plain->found_high[i] = v;
        }
    }
    plain->solutions++;
}

/* Mostly sums of parts, now and then multiples, and limits around a true point. */
static struct plain make_plain(uint64_t seed)
{
    struct random random = {seed * 2 + 1};
    struct plain plain = {
        .unknowns = 2 + (int)draw(&random, 6),
        .rows = 1 + (int)draw(&random, ROW_LIMIT),
    };
    int truth[UNKNOWN_LIMIT];
    const bool has_multiples = draw(&random, 2);
    for (int i = 0; i < plain.unknowns; i++) {
        plain.low[i] = draw(&random, 5) ? 0 : (int)draw(&random, 3);
        plain.high[i] = plain.low[i] + (int)draw(&random, plain.unknowns > 5 ? 4 : 6);
        truth[i] = plain.low[i] + (int)draw(&random, (uint64_t)plain.high[i] -
                                                         (uint64_t)plain.low[i] + 1);
    }
    for (int row = 0; row < plain.rows; row++) {
        for (int i = 0; i < plain.unknowns; i++) {
            const uint64_t kind = draw(&random, has_multiples ? 8 : 4);
            const int coefficients[] = {0, 1, 1, -1, 0, 2, 3, -2};
            plain.coefficient[row][i] = coefficients[kind];
        }
        const int sum = row_sum(&plain, row, truth);
        const bool is_equation = draw(&random, 3);
        plain.row_low[row] = sum - (is_equation ? 0 : (int)draw(&random, 3));
        plain.row_high[row] = sum + (is_equation ? 0 : (int)draw(&random, 3));
        if (draw(&random, 40) == 0) {
            plain.row_low[row]++;
            plain.row_high[row]++;
        }
    }
    return plain;
}

static struct system *make_system(struct arena *arena, const struct plain *plain)
{
    struct system *system = system_create(arena);
    for (int i = 0; i < plain->unknowns; i++) {
        (void)system_add_unknown(system, plain->low[i], plain->high[i], true);
    }
    for (int row = 0; row < plain->rows; row++) {
        struct term terms[UNKNOWN_LIMIT];
        uint32_t count = 0;
        for (int i = 0; i < plain->unknowns; i++) {
            terms[count++] = (struct term){(uint32_t)i, plain->coefficient[row][i]};
        }
        (void)system_add_row(system, terms, count, plain->row_low[row],
                             plain->row_high[row]);
    }
    system_index(system);
    return system;
}

static void compare(uint64_t seed, const struct plain *plain, bool programs_only)
{
    struct arena *arena = arena_create(0);
    struct system *system = make_system(arena, plain);
    uint32_t targets[UNKNOWN_LIMIT];
    for (int i = 0; i < plain->unknowns; i++) {
        targets[i] = (uint32_t)i;
    }
    const struct solve_options options = {
        .targets = targets,
        .target_count = (uint32_t)plain->unknowns,
        .programs_only = programs_only,
    };
    const struct solved *solved = solve_ranges(arena, system, &options);
    if (!plain->solutions) {
        bool is_noticed = solved->contradiction_count > 0;
        for (int i = 0; i < plain->unknowns; i++) {
            is_noticed = is_noticed || solved->ranges[i].proof == RANGE_CONTRADICTORY;
        }
        ck_assert_msg(is_noticed, "seed %lu: nobody noticed that there is no solution",
                      (unsigned long)seed);
    }
    for (int i = 0; plain->solutions && i < plain->unknowns; i++) {
        const struct solved_range *range = &solved->ranges[i];
        ck_assert_msg(range->proof == RANGE_EXACT && range->low == plain->found_low[i] &&
                          range->high == plain->found_high[i],
                      "seed %lu, unknown %d: %g .. %g (%d), brute force says %d .. %d",
                      (unsigned long)seed, i, range->low, range->high, (int)range->proof,
                      plain->found_low[i], plain->found_high[i]);
        ck_assert(range->attained_low == range->low);
        ck_assert(range->attained_high == range->high);
    }
    arena_destroy(arena);
}

static uint64_t seeds(uint64_t usual)
{
    const char *text = getenv("OUTCHECK_PROPERTY_SEEDS"); // NOLINT(concurrency-mt-unsafe)
    return text ? strtoull(text, NULL, 10) : usual;
}

static void compare_all(uint64_t count, bool programs_only)
{
    long feasible = 0;
    for (uint64_t seed = 0; seed < count; seed++) {
        struct plain plain = make_plain(seed);
        count_out(&plain, 0);
        compare(seed, &plain, programs_only);
        feasible += plain.solutions > 0;
    }
    ck_assert_int_gt(feasible, (long)count / 2);
}

START_TEST(search_finds_every_range_that_brute_force_finds)
{
    compare_all(seeds(20000), false);
}
END_TEST

START_TEST(programs_find_every_range_that_brute_force_finds)
{
    compare_all(seeds(1500), true);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ranges");
    TCase *tests = tcase_create("against brute force");
    tcase_set_timeout(tests, 3600);
    tcase_add_test(tests, search_finds_every_range_that_brute_force_finds);
    tcase_add_test(tests, programs_find_every_range_that_brute_force_finds);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
