/*
 * Random small tables, some of them linked through a second grouping of the rows: after
 * protection the attacker's own solver, which knows nothing of the search, finds no level
 * missed; no forced cell is hidden; the same input gives the same pattern.
 */
#include "attack/solve/solve.h"
#include "protect/cuts.h"
#include "protect/optimal.h"
#include "protect/suppress.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TABLES = 60, MINIMUM = 10, MOST_LINES = 6 };

static uint64_t state;

static uint32_t draw(uint32_t count)
{
    state += 0x9e3779b97f4a7c15U;
    uint64_t mixed = state;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return (uint32_t)((mixed ^ (mixed >> 31)) % count);
}

static struct pattern_cell cell_of(double value, bool may_be_forced)
{
    struct pattern_cell cell = {
        .value = value,
        .cost = value + 1,
        .low = 0,
        .high = INFINITY,
        .status = PATTERN_OPEN,
    };
    if (value > 0 && value < MINIMUM) {
        cell.status = PATTERN_PRIMARY;
        cell.above = fmax(1, 0.3 * value);
        cell.below = fmin(value, cell.above);
    } else if (value == 0 || (may_be_forced && draw(12) == 0)) {
        cell.status = PATTERN_FORCED;
    }
    return cell;
}

struct table {
    struct pattern_problem *problem;
    uint32_t rows;
    uint32_t columns;
    double values[(MOST_LINES + 1) * (MOST_LINES + 1)];
};

static uint32_t place(const struct table *table, uint32_t row, uint32_t column)
{
    return row * (table->columns + 1) + column;
}

static void add_sum(struct table *table, uint32_t total, const uint32_t *parts,
                    uint32_t count)
{
    struct entry entries[MOST_LINES + 1] = {{total, -1}};
    for (uint32_t i = 0; i < count; i++) {
        entries[i + 1] = (struct entry){parts[i], 1};
    }
    pattern_problem_add_equation(table->problem, entries, count + 1, 0);
}

/* A second grouping of the rows, whose parts cross those of the totals. */
static void add_links(struct table *table)
{
    for (uint32_t column = 0; column < table->columns; column++) {
        const uint32_t one = place(table, 1, column);
        const uint32_t other = place(table, 2, column);
        const double sum = table->values[one] + table->values[other];
        const uint32_t pair =
            pattern_problem_add_cell(table->problem, cell_of(sum, false));
        add_sum(table, pair, (const uint32_t[]){one, other}, 2);
    }
}

static struct table make_table(struct arena *arena)
{
    struct table table = {
        .problem = pattern_problem_create(arena),
        .rows = 3 + draw(MOST_LINES - 2),
        .columns = 3 + draw(MOST_LINES - 2),
    };
    for (uint32_t row = 0; row < table.rows; row++) {
        for (uint32_t column = 0; column < table.columns; column++) {
            const double value = draw(4) == 0 ? draw(MINIMUM) : 10 + draw(60);
            table.values[place(&table, row, column)] = value;
            table.values[place(&table, row, table.columns)] += value;
            table.values[place(&table, table.rows, column)] += value;
            table.values[place(&table, table.rows, table.columns)] += value;
        }
    }
    for (uint32_t i = 0; i < (table.rows + 1) * (table.columns + 1); i++) {
        (void)pattern_problem_add_cell(table.problem, cell_of(table.values[i], true));
    }
    uint32_t parts[MOST_LINES];
    for (uint32_t row = 0; row <= table.rows; row++) {
        for (uint32_t column = 0; column < table.columns; column++) {
            parts[column] = place(&table, row, column);
        }
        add_sum(&table, place(&table, row, table.columns), parts, table.columns);
    }
    for (uint32_t column = 0; column <= table.columns; column++) {
        for (uint32_t row = 0; row < table.rows; row++) {
            parts[row] = place(&table, row, column);
        }
        add_sum(&table, place(&table, table.rows, column), parts, table.rows);
    }
    if (draw(2) == 0) {
        add_links(&table);
    }
    pattern_problem_index(table.problem);
    return table;
}

/* What an attacker can say of each cell, from everything that is not hidden. */
static const struct solved *
attack(struct arena *arena, const struct pattern_problem *problem, const bool *is_hidden)
{
    struct system *system = system_create(arena);
    uint32_t *targets = arena_array(arena, problem->cell_count, uint32_t);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        const struct pattern_cell *cell = &problem->cells[i];
        (void)system_add_unknown(system, is_hidden[i] ? cell->low : cell->value,
                                 is_hidden[i] ? cell->high : cell->value, false);
        targets[i] = i;
    }
    struct term terms[MOST_LINES + 1];
    for (uint32_t i = 0; i < problem->equation_count; i++) {
        uint32_t count = 0;
        for (const struct entry *entry = equation_begin(problem, i);
             entry < equation_end(problem, i); entry++) {
            terms[count++] = (struct term){entry->cell, entry->coefficient};
        }
        (void)system_add_row(system, terms, count, problem->right_side[i],
                             problem->right_side[i]);
    }
    system_index(system);
    const struct solve_options options = {.targets = targets,
                                          .target_count = problem->cell_count};
    return solve_ranges(arena, system, &options);
}

static uint32_t missed_levels(struct arena *arena, const struct pattern_problem *problem,
                              const bool *is_hidden)
{
    const struct solved *solved = attack(arena, problem, is_hidden);
    uint32_t missed = 0;
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        const struct pattern_cell *cell = &problem->cells[i];
        const struct solved_range *range = &solved->ranges[i];
        if (cell->status == PATTERN_PRIMARY) {
            missed += !(range->attained_low <= cell->value - cell->below + 1e-6);
            missed += !(range->attained_high >= cell->value + cell->above - 1e-6);
        }
    }
    return missed;
}

static void check_against_attacker(struct arena *arena,
                                   const struct pattern_problem *problem,
                                   const struct suppression *found)
{
    uint32_t hidden = 0;
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        const enum pattern_status status = problem->cells[i].status;
        ck_assert(status != PATTERN_FORCED || !found->is_hidden[i]);
        ck_assert(status != PATTERN_PRIMARY || found->is_hidden[i]);
        hidden += found->is_hidden[i];
    }
    ck_assert_uint_eq(hidden, found->primaries + found->secondaries);
    ck_assert_uint_eq(missed_levels(arena, problem, found->is_hidden), 0);
}

/* Where the search finds no way, hiding everything that may be hidden finds none. */
static void check_impossible(struct arena *arena, const struct pattern_problem *problem)
{
    bool *is_hidden = arena_array(arena, problem->cell_count, bool);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        is_hidden[i] = problem->cells[i].status != PATTERN_FORCED;
    }
    ck_assert_uint_gt(missed_levels(arena, problem, is_hidden), 0);
}

START_TEST(the_attacker_misses_no_level_and_nothing_forced_is_hidden)
{
    uint32_t protected = 0;
    uint32_t secondaries = 0;
    for (uint64_t seed = 0; seed < TABLES; seed++) {
        state = seed * 977;
        struct arena *arena = arena_create(0);
        const struct table table = make_table(arena);
        const struct suppress_options options = {.effort = 200000};
        const struct suppression *found = suppress(table.problem, &options);
        const struct suppression *again = suppress(table.problem, &options);
        ck_assert_mem_eq(found->is_hidden, again->is_hidden, table.problem->cell_count);
        if (found->unproven == 0) {
            check_against_attacker(arena, table.problem, found);
            protected++;
            secondaries += found->secondaries;
        } else {
            check_impossible(arena, table.problem);
        }
        arena_destroy(arena);
    }
    ck_assert_uint_gt(protected, TABLES / 2);
    ck_assert_uint_gt(secondaries, TABLES);
}
END_TEST

START_TEST(reopening_any_one_secondary_breaks_something)
{
    for (uint64_t seed = 0; seed < TABLES / 3; seed++) {
        state = seed * 1013;
        struct arena *arena = arena_create(0);
        const struct table table = make_table(arena);
        const struct suppress_options options = {.effort = 200000};
        const struct suppression *found = suppress(table.problem, &options);
        for (uint32_t i = 0; i < table.problem->cell_count && !found->unproven; i++) {
            if (found->is_hidden[i] && table.problem->cells[i].status == PATTERN_OPEN) {
                found->is_hidden[i] = false;
                ck_assert_uint_gt(missed_levels(arena, table.problem, found->is_hidden),
                                  0);
                found->is_hidden[i] = true;
            }
        }
        arena_destroy(arena);
    }
}
END_TEST

/* Whether the attacker misses no level where just these cells are hidden. */
static bool protects(struct arena *arena, const struct pattern_problem *problem,
                     const uint32_t *open, uint32_t count, uint32_t chosen)
{
    bool *is_hidden = arena_array(arena, problem->cell_count, bool);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        is_hidden[i] = problem->cells[i].status == PATTERN_PRIMARY;
    }
    for (uint32_t i = 0; i < count; i++) {
        is_hidden[open[i]] = (chosen >> i & 1U) != 0;
    }
    return missed_levels(arena, problem, is_hidden) == 0;
}

static double cheapest(const struct pattern_problem *problem, const uint32_t *open,
                       uint32_t count)
{
    double best = INFINITY;
    for (uint32_t chosen = 0; chosen < 1U << count; chosen++) {
        struct arena *aside = arena_create(0);
        double cost = 0;
        for (uint32_t i = 0; i < count; i++) {
            cost += (chosen >> i & 1U) != 0 ? problem->cells[open[i]].cost : 0;
        }
        if (cost < best && protects(aside, problem, open, count, chosen)) {
            best = cost;
        }
        arena_destroy(aside);
    }
    return best;
}

static bool is_kept(const struct cut *cut, const bool *is_hidden)
{
    double sum = 0;
    for (uint32_t i = 0; i < cut->count; i++) {
        sum += is_hidden[cut->cells[i]] ? cut->weights[i] : 0;
    }
    return sum >= 1 - 1e-6;
}

/* Whether the attacker's range reaches as far as the demand asks. */
static bool is_met(const struct pattern_problem *problem, const struct demand *demand,
                   const struct solved_range *range)
{
    const double wanted = problem->cells[demand->cell].value + demand->amount;
    return demand->amount > 0 ? range->attained_high >= wanted - 1e-6
                              : range->attained_low <= wanted + 1e-6;
}

/* Hides some cells by chance; answers how many of the demands that leaves open. */
static uint32_t try_set(struct arena *arena, const struct pattern_problem *problem,
                        const bool *pattern)
{
    const struct cover *cover = cover_create(problem);
    struct cutter *cutter = cutter_create(cover);
    bool *is_hidden = arena_array(arena, problem->cell_count, bool);
    double *shares = arena_array(arena, problem->cell_count, double);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        const bool is_chosen = problem->cells[i].status == PATTERN_OPEN && draw(2) == 0;
        is_hidden[i] = is_chosen || cover_is_given(cover, i);
        shares[i] = is_chosen ? WHOLE_SHARE : 0;
    }
    const struct solved *solved = attack(arena, problem, is_hidden);
    uint32_t open = 0;
    for (uint32_t i = 0; i < cover->demand_count; i++) {
        const struct demand *demand = &cover->demands[i];
        const struct solved_range *range = &solved->ranges[demand->cell];
        if (range->proof != RANGE_EXACT) {
            continue;
        }
        struct cut cut;
        const enum dual_end end = cutter_find(cutter, shares, i, &cut);
        const bool met = is_met(problem, demand, range);
        ck_assert_int_eq(end, met ? DUAL_FOUND : DUAL_IMPOSSIBLE);
        ck_assert(met || !is_kept(&cut, is_hidden));
        ck_assert(met || is_kept(&cut, pattern));
        open += !met;
    }
    return open;
}

START_TEST(what_a_set_leaves_open_gives_a_cut_that_patterns_keep)
{
    uint32_t open = 0;
    for (uint64_t seed = 0; seed < (uint64_t)10 * TABLES; seed++) {
        state = seed * 1319;
        struct arena *arena = arena_create(0);
        const struct table table = make_table(arena);
        const struct suppress_options options = {.effort = 1000};
        const struct suppression *found = suppress(table.problem, &options);
        if (found->unproven == 0) {
            open += try_set(arena, table.problem, found->is_hidden);
        }
        arena_destroy(arena);
    }
    ck_assert_uint_gt(open, TABLES);
}
END_TEST

START_TEST(the_optimal_mode_agrees_with_trying_everything)
{
    uint32_t compared = 0;
    for (uint64_t seed = 0; seed < 1200 && compared < 5; seed++) {
        state = seed * 1201;
        struct arena *arena = arena_create(0);
        const struct table table = make_table(arena);
        uint32_t *open = arena_array(arena, table.problem->cell_count, uint32_t);
        uint32_t count = 0;
        for (uint32_t i = 0; i < table.problem->cell_count; i++) {
            if (table.problem->cells[i].status == PATTERN_OPEN) {
                open[count++] = i;
            }
        }
        const struct suppress_options options = {.effort = 1000};
        const struct suppression *fast = suppress(table.problem, &options);
        if (count <= 13 && fast->secondaries > 0 && fast->unproven == 0) {
            const struct optimum optimum =
                suppress_optimally(table.problem, &options, 60);
            ck_assert(optimum.is_optimal);
            ck_assert_double_eq_tol(optimum.suppression->cost,
                                    cheapest(table.problem, open, count), 1e-6);
            compared++;
        }
        arena_destroy(arena);
    }
    ck_assert_uint_ge(compared, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("suppress");
    TCase *tests = tcase_create("suppress");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, the_attacker_misses_no_level_and_nothing_forced_is_hidden);
    tcase_add_test(tests, reopening_any_one_secondary_breaks_something);
    tcase_add_test(tests, what_a_set_leaves_open_gives_a_cut_that_patterns_keep);
    tcase_add_test(tests, the_optimal_mode_agrees_with_trying_everything);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
