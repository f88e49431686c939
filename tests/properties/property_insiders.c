/*
 * Tables of two rows and three columns with their totals, in which some cells have one
 * contributor. Everything is counted out: all tables that would be published so, and all
 * that one contributor, who knows his own figures, can still believe.
 *
 * What is hidden must keep each primary cell's levels against each of them;
 * insiders_are_kept_out() must say of any pattern what counting says; and which hidden
 * cells give each other must be what all directions say.
 *
 * OUTCHECK_PROPERTY_SEEDS says how many tables.
 */
#include "attack/solve/bound_pairs.h"
#include "protect/insiders.h"
#include "support/draw.h"
#include "support/run_suite.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>

enum {
    ROWS = 2,
    COLUMNS = 3,
    INNER = ROWS * COLUMNS,
    CELLS = (ROWS + 1) * (COLUMNS + 1),
    MOST = 9, /* what is counted out: an inner cell up to so much */
};

struct world {
    struct pattern_problem *problem;
    int inner[INNER];
    int units[INNER]; /* contributors */
    double contributors[CELLS];
    const bool *is_hidden;
    int low[CELLS][CELLS]; /* [insider][cell] what he can still believe */
    int high[CELLS][CELLS];
};

static uint32_t place(int row, int column)
{
    return (uint32_t)(row * (COLUMNS + 1) + column);
}

static bool is_in(int cell, int inner)
{
    const int row = cell / (COLUMNS + 1);
    const int column = cell % (COLUMNS + 1);
    return (row == ROWS || inner / COLUMNS == row) &&
           (column == COLUMNS || inner % COLUMNS == column);
}

static int sum_of(const int *inner, int cell)
{
    int sum = 0;
    for (int i = 0; i < INNER; i++) {
        sum += is_in(cell, i) ? inner[i] : 0;
    }
    return sum;
}

static void add_line(struct pattern_problem *problem, uint32_t total,
                     const uint32_t *parts, uint32_t count)
{
    struct entry entries[COLUMNS + 1] = {{total, -1}};
    for (uint32_t i = 0; i < count; i++) {
        entries[i + 1] = (struct entry){parts[i], 1};
    }
    pattern_problem_add_equation(problem, entries, count + 1, 0);
}

static void add_lines(struct pattern_problem *problem)
{
    for (int row = 0; row <= ROWS; row++) {
        const uint32_t parts[] = {place(row, 0), place(row, 1), place(row, 2)};
        add_line(problem, place(row, COLUMNS), parts, COLUMNS);
    }
    for (int column = 0; column <= COLUMNS; column++) {
        const uint32_t parts[] = {place(0, column), place(1, column)};
        add_line(problem, place(ROWS, column), parts, ROWS);
    }
}

static struct pattern_cell cell_of(const struct world *world, struct random *random,
                                   int cell)
{
    const int value = sum_of(world->inner, cell);
    const int units = sum_of(world->units, cell);
    const bool is_primary = units == 1 || units == 2;
    const int level = 1 + (int)draw(random, 2);
    return (struct pattern_cell){
        .value = value,
        .cost = 1 + value + 20.0 * (cell == CELLS - 1),
        .high = INFINITY,
        .below = is_primary ? (level < value ? level : value) : 0,
        .above = is_primary ? level : 0,
        .status = is_primary   ? PATTERN_PRIMARY
                  : units == 0 ? PATTERN_FORCED
                               : PATTERN_OPEN,
    };
}

static struct world *make_world(struct arena *arena, uint64_t seed)
{
    static const int crowd[] = {0, 1, 1, 2, 3, 5, 5, 5};
    struct random random = {seed * 7 + 3};
    struct world *world = arena_new(arena, struct world);
    world->problem = pattern_problem_create(arena);
    for (int i = 0; i < INNER; i++) {
        world->units[i] = crowd[draw(&random, 8)];
        world->inner[i] = world->units[i] ? 1 + (int)draw(&random, 5) : 0;
    }
    for (int cell = 0; cell < CELLS; cell++) {
        const int units = sum_of(world->units, cell);
        (void)pattern_problem_add_cell(world->problem, cell_of(world, &random, cell));
        world->contributors[cell] = units == 1 ? 1 : NAN;
    }
    add_lines(world->problem);
    pattern_problem_index(world->problem);
    return world;
}

/* ---- counting ---- */

/* The only contributor of the cell, by the inner cell where he is; -1. */
static int person_of(const struct world *world, int cell)
{
    int person = -1;
    for (int i = 0; i < INNER; i++) {
        person = is_in(cell, i) && world->units[i] == 1 ? i : person;
    }
    return sum_of(world->units, cell) == 1 ? person : -1;
}

static bool knows(const struct world *world, int person, int cell)
{
    return person >= 0 && person_of(world, cell) == person;
}

/* Whether the table would be published so; what each insider can believe then. */
static void take_table(struct world *world, const int *inner)
{
    int values[CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
        values[cell] = sum_of(inner, cell);
        if (!world->is_hidden[cell] && values[cell] != sum_of(world->inner, cell)) {
            return;
        }
    }
    for (int insider = 0; insider < CELLS; insider++) {
        const int person = person_of(world, insider);
        bool fits = true;
        for (int cell = 0; fits && cell < CELLS; cell++) {
            fits =
                !knows(world, person, cell) || values[cell] == sum_of(world->inner, cell);
        }
        for (int cell = 0; fits && cell < CELLS; cell++) {
            const int value = values[cell];
            int *low = &world->low[insider][cell];
            int *high = &world->high[insider][cell];
            *low = value < *low ? value : *low;
            *high = value > *high ? value : *high;
        }
    }
}

/* Inner cells one by one; a published one has its own value. */
static void count_out(struct world *world, int *inner, int next)
{
    if (next == INNER) {
        take_table(world, inner);
        return;
    }
    const uint32_t cell = place(next / COLUMNS, next % COLUMNS);
    const bool is_free = world->is_hidden[cell];
    const int own = world->inner[next];
    for (int value = is_free ? 0 : own; value <= (is_free ? MOST : own); value++) {
        inner[next] = value;
        count_out(world, inner, next + 1);
    }
}

/* An outsider is an insider of a cell with many contributors. */
static bool counts_as_safe(struct world *world, const bool *is_hidden)
{
    int inner[INNER];
    world->is_hidden = is_hidden;
    for (int i = 0; i < CELLS * CELLS; i++) {
        world->low[i / CELLS][i % CELLS] = 1000;
        world->high[i / CELLS][i % CELLS] = -1;
    }
    count_out(world, inner, 0);
    for (int insider = 0; insider < CELLS; insider++) {
        const int person = is_hidden[insider] ? person_of(world, insider) : -1;
        for (int cell = 0; cell < CELLS; cell++) {
            const struct pattern_cell *it = &world->problem->cells[cell];
            const bool is_asked = it->status == PATTERN_PRIMARY &&
                                  !knows(world, person, cell) &&
                                  (is_hidden[insider] || person_of(world, insider) < 0);
            if (is_asked && (world->low[insider][cell] > it->value - it->below ||
                             world->high[insider][cell] < it->value + it->above)) {
                return false;
            }
        }
    }
    return true;
}

/* ---- directions ---- */

static void check_directions(const struct world *world, const bool *is_hidden)
{
    struct arena *arena = arena_create(0);
    struct system *system = system_create(arena);
    uint64_t marks[CELLS] = {0};
    bool gives[CELLS][CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
        (void)system_add_unknown(system, 0, INFINITY, true);
        for (int other = 0; other < CELLS; other++) {
            gives[cell][other] = true;
        }
    }
    for (uint32_t e = 0; e < world->problem->equation_count; e++) {
        struct term terms[COLUMNS + 1];
        uint32_t count = 0;
        for (const struct entry *entry = equation_begin(world->problem, e);
             entry < equation_end(world->problem, e); entry++) {
            terms[count++] = (struct term){entry->cell, entry->coefficient};
        }
        (void)system_add_row(system, terms, count, 0, 0);
    }
    system_index(system);
    ck_assert(bound_pairs_mark(system, is_hidden, marks));
    for (int code = 0; code < 729; code++) { /* 3^6: each inner cell -1, 0 or 1 */
        int inner[INNER];
        int moves[CELLS];
        bool is_direction = true;
        for (int i = 0, rest = code; i < INNER; i++, rest /= 3) {
            inner[i] = rest % 3 - 1;
        }
        for (int cell = 0; cell < CELLS; cell++) {
            moves[cell] = sum_of(inner, cell);
            is_direction = is_direction && (is_hidden[cell] || moves[cell] == 0);
        }
        for (int i = 0; is_direction && i < CELLS * CELLS; i++) {
            gives[i / CELLS][i % CELLS] =
                gives[i / CELLS][i % CELLS] && (moves[i / CELLS] || !moves[i % CELLS]);
        }
    }
    for (int one = 0; one < CELLS; one++) {
        for (int other = 0; other < CELLS; other++) {
            const bool is_bound = !marks[other] || marks[other] == marks[one];
            ck_assert_msg(is_bound == gives[one][other], "%d gives %d", one, other);
        }
    }
    arena_destroy(arena);
}

/* ---- the properties ---- */

static bool holds(struct world *world, const bool *is_hidden)
{
    const struct insiders insiders = {.contributors = world->contributors};
    const bool is_safe = counts_as_safe(world, is_hidden);
    ck_assert(insiders_are_kept_out(world->problem, &insiders, is_hidden) == is_safe);
    check_directions(world, is_hidden);
    return is_safe;
}

START_TEST(no_contributor_can_take_himself_off)
{
    const uint64_t count = draw_seeds(50);
    size_t undone = 0;
    size_t proven = 0;
    for (uint64_t seed = 0; seed < count; seed++) {
        struct arena *arena = arena_create(0);
        struct world *world = make_world(arena, seed);
        const struct suppress_options options = {0};
        const struct insiders insiders = {.contributors = world->contributors};
        const struct suppression *naive = suppress(world->problem, &options);
        if (naive->unproven == 0) {
            undone += !holds(world, naive->is_hidden);
        }
        const struct suppression *found =
            suppress_against_insiders(world->problem, &insiders, &options);
        if (found->unproven == 0) {
            ck_assert_msg(holds(world, found->is_hidden), "table %lu",
                          (unsigned long)seed);
            proven++;
        }
        arena_destroy(arena);
    }
    ck_assert_uint_gt(undone, count / 10); /* the trap was there */
    ck_assert_uint_gt(proven, count / 4);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("insiders");
    TCase *tests = tcase_create("tiny tables");
    tcase_set_timeout(tests, 3600);
    tcase_add_test(tests, no_contributor_can_take_himself_off);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
