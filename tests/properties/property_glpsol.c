/*
 * A second opinion: ranges of tables too large to count out, confirmed by GLPK's solver,
 * which shares no code with ours. Skipped where there is no glpsol.
 */
#define _DEFAULT_SOURCE /* mkdtemp */ // NOLINT

#include "attack/solve/solve.h"
#include "attack/solve/write_mps.h"
#include "support/draw.h"
#include "support/run_suite.h"

#include <check.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 9, COLUMNS = 8, LAYERS = 4, CELLS = ROWS * COLUMNS * LAYERS, ASKED = 12 };

static size_t place(uint32_t r, uint32_t c, uint32_t l)
{
    return ((size_t)r * COLUMNS + c) * LAYERS + l;
}

/* One line of a table of three dimensions: the cells along `along`, and their known sum.
 */
static void add_line(struct system *system, const double *truth, int along, uint32_t one,
                     uint32_t other)
{
    const uint32_t lengths[] = {ROWS, COLUMNS, LAYERS};
    struct term terms[ROWS + COLUMNS];
    double sum = 0;
    for (uint32_t i = 0; i < lengths[along]; i++) {
        const size_t cell = along == 0   ? place(i, one, other)
                            : along == 1 ? place(one, i, other)
                                         : place(one, other, i);
        terms[i] = (struct term){(uint32_t)cell, 1};
        sum += truth[cell];
    }
    (void)system_add_row(system, terms, lengths[along], sum, sum);
}

/* All margins of two dimensions are known, a third of the cells is not. */
static struct system *make_system(struct arena *arena, struct random *random,
                                  uint32_t *hidden, uint32_t *count)
{
    struct system *system = system_create(arena);
    double truth[CELLS];
    for (size_t i = 0; i < CELLS; i++) {
        truth[i] = (double)draw(random, draw(random, 3) ? 12 : 90);
        const bool is_hidden = draw(random, 3) == 0;
        const uint32_t unknown = system_add_unknown(
            system, is_hidden ? 0 : truth[i], is_hidden ? INFINITY : truth[i], true);
        if (is_hidden) {
            hidden[(*count)++] = unknown;
        }
    }
    for (uint32_t r = 0; r < ROWS; r++) {
        for (uint32_t c = 0; c < COLUMNS; c++) {
            add_line(system, truth, 2, r, c);
        }
        for (uint32_t l = 0; l < LAYERS; l++) {
            add_line(system, truth, 1, r, l);
        }
    }
    for (uint32_t c = 0; c < COLUMNS; c++) {
        for (uint32_t l = 0; l < LAYERS; l++) {
            add_line(system, truth, 0, c, l);
        }
    }
    system_index(system);
    return system;
}

static int run(const char *command)
{
    return system(command); // NOLINT(cert-env33-c,concurrency-mt-unsafe)
}

/* The objective value in glpsol's report, NAN where it found no proven optimum. */
static double ask_glpsol(const struct system *asked, uint32_t unknown, const char *sense)
{
    char folder[] = "/tmp/outcheck-glpsol-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(folder));
    char path[64];
    char command[256];
    char report[64];
    (void)snprintf(path, sizeof(path), "%s/q.mps", folder);
    (void)snprintf(report, sizeof(report), "%s/q.txt", folder);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert(write_mps(file, asked, unknown));
    ck_assert_int_eq(fclose(file), 0);
    (void)snprintf(command, sizeof(command),
                   "glpsol --freemps %s --%s -o %s >/dev/null 2>&1", path, sense, report);
    double value = NAN;
    if (run(command) == 0) {
        char line[256];
        bool is_optimal = false;
        file = fopen(report, "r");
        while (file && fgets(line, sizeof(line), file)) {
            is_optimal = is_optimal ||
                         (strncmp(line, "Status:", 7) == 0 && strstr(line, "OPTIMAL"));
            const char *objective =
                strncmp(line, "Objective:", 10) == 0 ? strchr(line, '=') : NULL;
            if (objective && is_optimal) {
                value = strtod(objective + 1, NULL);
            }
        }
        if (file) {
            (void)fclose(file);
        }
    }
    (void)remove(path);
    (void)remove(report);
    (void)remove(folder);
    return value;
}

START_TEST(glpsol_finds_the_same_ranges)
{
    if (run("glpsol --version >/dev/null 2>&1") != 0) {
        return; /* nobody to ask */
    }
    struct arena *arena = arena_create(0);
    struct random random = {2026 + (uint64_t)_i};
    uint32_t hidden[CELLS];
    uint32_t count = 0;
    struct system *asked = make_system(arena, &random, hidden, &count);
    const struct solve_options options = {.targets = hidden, .target_count = count};
    const struct solved *solved = solve_ranges(arena, asked, &options);
    uint32_t confirmed = 0;
    for (uint32_t i = 0; i < count && confirmed < ASKED; i += 1 + count / ASKED) {
        const struct solved_range *range = &solved->ranges[i];
        const double low = ask_glpsol(asked, hidden[i], "min");
        const double high = ask_glpsol(asked, hidden[i], "max");
        ck_assert_int_eq(range->proof, RANGE_EXACT);
        ck_assert_double_eq_tol(range->low, low, 1e-6);
        ck_assert_double_eq_tol(range->high, high, 1e-6);
        confirmed++;
    }
    ck_assert_uint_ge(confirmed, ASKED / 2);
    arena_destroy(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("glpsol");
    TCase *tests = tcase_create("second opinion");
    tcase_set_timeout(tests, 600);
    tcase_add_loop_test(tests, glpsol_finds_the_same_ranges, 0, 3);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
