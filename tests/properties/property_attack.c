/*
 * The attack against brute force: random submissions of two to four linked tables of a
 * small population (sex x single years of age), with bands that nest or overlap,
 * rounding, percentages, running totals, parts without a total and hidden cells. Every
 * population that would print the same tables is counted out; the range of each hidden
 * cell must be exactly what they leave.
 *
 * OUTCHECK_PROPERTY_SEEDS says how many submissions.
 */
#include "attack/attack.h"
#include "base/text.h"
#include "support/draw.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEXES = 2, YEARS = 3, ATOMS = SEXES * YEARS, STATEMENTS = 200, TABLES = 4 };

/* What one cell shows of the atoms in `mask`, in a form that shares no code with src/. */
struct statement {
    unsigned mask;
    unsigned base_mask; /* of a percentage */
    enum { SHOWS_NUMBER, SHOWS_ROUNDED, SHOWS_PERCENT, SHOWS_NOTHING } kind;
    int shown; /* a percentage in tenths */
    int table;
    uint32_t row;
    uint32_t column;
    int low; /* found by counting out */
    int high;
};

struct world {
    int truth[ATOMS];
    struct statement statements[STATEMENTS];
    int statement_count;
    int most; /* no population is larger */
    bool
        is_open; /* tables without a total by sex, and one that proves the sexes to be all
                  */
    long populations;
};

static int sum_of(const int *atoms, unsigned mask)
{
    int sum = 0;
    for (int i = 0; i < ATOMS; i++) {
        sum += mask >> i & 1u ? atoms[i] : 0;
    }
    return sum;
}

static int rounded_to_five(int value)
{
    return (value + 2) / 5 * 5;
}

/* Whether a percentage of one decimal could be shown: within half of the last place. */
static bool could_show(int above, int below, int tenths)
{
    return abs(2000 * above - 2 * tenths * below) <= below;
}

static bool agrees(const struct statement *statement, const int *atoms)
{
    const int sum = sum_of(atoms, statement->mask);
    switch (statement->kind) {
    case SHOWS_NUMBER:
        return sum == statement->shown;
    case SHOWS_ROUNDED:
        return rounded_to_five(sum) == statement->shown;
    case SHOWS_PERCENT:
        return could_show(sum, sum_of(atoms, statement->base_mask), statement->shown);
    case SHOWS_NOTHING:
        break;
    }
    return true;
}

static void count_out(struct world *world, int *atoms, int depth, int left)
{
    if (depth < ATOMS) {
        for (int v = 0; v <= left; v++) {
            atoms[depth] = v;
            count_out(world, atoms, depth + 1, left - v);
        }
        return;
    }
    for (int i = 0; i < world->statement_count; i++) {
        if (!agrees(&world->statements[i], atoms)) {
            return;
        }
    }
    for (int i = 0; i < world->statement_count; i++) {
        struct statement *statement = &world->statements[i];
        const int sum = sum_of(atoms, statement->mask);
        statement->low =
            !world->populations || sum < statement->low ? sum : statement->low;
        statement->high =
            !world->populations || sum > statement->high ? sum : statement->high;
    }
    world->populations++;
}

/* ---- making tables ---- */

struct axis {
    const char *labels[5];
    unsigned masks[5];
    int count;
};

static unsigned years(unsigned which)
{
    unsigned mask = 0;
    for (unsigned y = 0; y < YEARS; y++) {
        mask |= which >> y & 1u ? 3u << (SEXES * y) : 0;
    }
    return mask;
}

static struct axis age_axis(struct random *random)
{
    const struct axis axes[] = {
        {{"16", "17", "18", "All"}, {years(1), years(2), years(4), years(7)}, 4},
        {{"16-17", "18", "All"}, {years(3), years(4), years(7)}, 3},
        {{"16", "17 to 18", "All"}, {years(1), years(6), years(7)}, 3},
        {{"16-17", "17-18"}, {years(3), years(6)}, 2},
        {{"16-17"}, {years(3)}, 1},
    };
    return axes[draw(random, sizeof(axes) / sizeof(axes[0]))];
}

static struct axis sex_axis(struct random *random, bool is_open)
{
    unsigned men = 0;
    for (int y = 0; y < YEARS; y++) {
        men |= 1u << (SEXES * y);
    }
    const unsigned all = (1u << ATOMS) - 1;
    if (draw(random, 4) == 0) {
        return (struct axis){{"Total"}, {all}, 1};
    }
    if (is_open && draw(random, 3)) {
        return (struct axis){{"M", "F"}, {men, all & ~men}, 2};
    }
    return (struct axis){{"M", "F", "Total"}, {men, all & ~men, all}, 3};
}

static const char *show(struct arena *arena, struct random *random,
                        struct statement *statement, const int *truth, bool is_rounded)
{
    const int sum = sum_of(truth, statement->mask);
    const bool is_grand_total = statement->mask == (1u << ATOMS) - 1;
    if (!is_grand_total && draw(random, 3) == 0) {
        statement->kind = SHOWS_NOTHING;
        return "c";
    }
    statement->kind = is_rounded ? SHOWS_ROUNDED : SHOWS_NUMBER;
    statement->shown = is_rounded ? rounded_to_five(sum) : sum;
    return text_format(arena, "%d", statement->shown);
}

/* "% M" of the row's total, to one decimal; only where there is somebody to divide by. */
static const char *show_percent(struct arena *arena, struct statement *statement,
                                const int *truth)
{
    const int above = sum_of(truth, statement->mask);
    const int below = sum_of(truth, statement->base_mask);
    if (below == 0) {
        statement->kind = SHOWS_NOTHING;
        return "";
    }
    statement->kind = SHOWS_PERCENT;
    statement->shown = (2000 * above + below) / (2 * below);
    return text_format(arena, "%d.%d", statement->shown / 10, statement->shown % 10);
}

static struct table *make_table(struct arena *arena, struct random *random,
                                struct world *world, int index)
{
    const struct axis ages = age_axis(random);
    const struct axis sexes = sex_axis(random, world->is_open);
    const bool is_rounded = index > 0 && draw(random, 4) == 0;
    const bool has_percent = sexes.count == 3 && draw(random, 3) == 0;
    const char *text = "Age";
    for (int c = 0; c < sexes.count; c++) {
        text = text_format(arena, "%s,%s", text, sexes.labels[c]);
    }
    text = text_format(arena, "%s%s\n", text, has_percent ? ",% M" : "");
    for (int r = 0; r < ages.count; r++) {
        text = text_format(arena, "%s%s", text, ages.labels[r]);
        for (int c = 0; c < sexes.count + has_percent; c++) {
            const bool is_percent = c == sexes.count;
            struct statement *statement = &world->statements[world->statement_count++];
            *statement = (struct statement){
                .mask = ages.masks[r] & sexes.masks[is_percent ? 0 : c],
                .base_mask = ages.masks[r],
                .table = index,
                .row = (uint32_t)r + 1,
                .column = (uint32_t)c + 1,
            };
            const char *shown =
                is_percent ? show_percent(arena, statement, world->truth)
                           : show(arena, random, statement, world->truth, is_rounded);
            text = text_format(arena, "%s,%s", text, shown);
        }
        text = text_format(arena, "%s\n", text);
    }
    struct table *table = sample_table(arena, text_format(arena, "%d.csv", index), text);
    table->universe = "people";
    if (is_rounded) {
        struct measure *measures =
            arena_array(arena, table->measure_count, struct measure);
        memcpy(measures, table->measures, table->measure_count * sizeof(*measures));
        measures[0].rounding = (struct rounding){.kind = ROUNDING_NEAREST, .base = 5};
        table->measures = measures;
    }
    return table;
}

/* The size of the population is always printed, and that nobody is younger or older: else
 * nothing would bound the counting. */
static struct table *make_size(struct arena *arena, struct world *world, int index)
{
    const int size = sum_of(world->truth, (1u << ATOMS) - 1);
    world->statements[world->statement_count++] = (struct statement){
        .mask = (1u << ATOMS) - 1,
        .kind = SHOWS_NUMBER,
        .shown = size,
        .table = index,
        .row = 1,
        .column = 1,
    };
    world->most = size;
    struct table *table =
        sample_table(arena, "size.csv",
                     text_format(arena, "Age,Total\n16-18,%d\nAll,%d\n", size, size));
    table->universe = "people";
    return table;
}

/* Both sexes of everybody, as they are: their sum is the size, so they are all. */
static struct table *make_sexes(struct arena *arena, struct world *world, int index)
{
    int shown[SEXES];
    for (uint32_t sex = 0; sex < SEXES; sex++) {
        unsigned mask = 0;
        for (int y = 0; y < YEARS; y++) {
            mask |= 1u << (SEXES * y) << sex;
        }
        shown[sex] = sum_of(world->truth, mask);
        world->statements[world->statement_count++] = (struct statement){
            .mask = mask,
            .kind = SHOWS_NUMBER,
            .shown = shown[sex],
            .table = index,
            .row = 1,
            .column = sex + 1,
        };
    }
    struct table *table =
        sample_table(arena, "sexes.csv",
                     text_format(arena, "Age,M,F\nAll,%d,%d\n", shown[0], shown[1]));
    table->universe = "people";
    return table;
}

/* Each year of age, and everybody up to it. */
static struct table *make_running(struct arena *arena, struct random *random,
                                  struct world *world, int index)
{
    const char *text = "Age,Total,n\n"; /* n runs on */
    for (uint32_t y = 0; y < YEARS; y++) {
        text = text_format(arena, "%s%u", text, 16 + y);
        for (uint32_t column = 1; column <= 2; column++) {
            struct statement *statement = &world->statements[world->statement_count++];
            *statement = (struct statement){
                .mask = column == 1 ? years(1u << y) : years((2u << y) - 1),
                .table = index,
                .row = y + 1,
                .column = column,
            };
            text = text_format(arena, "%s,%s", text,
                               show(arena, random, statement, world->truth, false));
        }
        text = text_format(arena, "%s\n", text);
    }
    struct table *table = sample_table(arena, text_format(arena, "%d.csv", index), text);
    struct measure *measures = sample_own_measures(arena, table);
    ck_assert_uint_eq(table->measure_count, 2);
    measures[1].accumulation =
        (struct accumulation){.is_running = true, .steps = 0, .starts_at_step = true};
    table->universe = "people";
    return table;
}

/* ---- parts of the population in tables of their own ---- */

/* A file of one sex, or of both: bands of age, and older people enough that the figures
 * of the three prove what they are. The size of the youth is printed in that of all. */
static struct table *make_stratum(struct arena *arena, struct random *random,
                                  struct world *world, int index)
{
    static const char *const names[] = {"all.csv", "m.csv", "f.csv"};
    static const int older[][3] = {{912, 431, 481}, {655, 302, 353}, {1204, 700, 504}};
    const struct axis ages = age_axis(random);
    const unsigned all = (1u << ATOMS) - 1;
    unsigned sexes = all;
    for (int i = 0; i < ATOMS && index; i++) {
        sexes &= i % SEXES == index - 1 ? ~0u : ~(1u << i);
    }
    const char *text = "Age,Learners\n";
    uint32_t row = 1;
    for (int r = 0; r < ages.count; r++) {
        if (text_equals(ages.labels[r], "All")) {
            continue; /* would hold the older, too */
        }
        struct statement *statement = &world->statements[world->statement_count++];
        *statement = (struct statement){
            .mask = ages.masks[r] & sexes, .table = index, .row = row++, .column = 1};
        text = text_format(arena, "%s%s,%s\n", text, ages.labels[r],
                           show(arena, random, statement, world->truth, false));
    }
    for (int i = 0; i < 3; i++) {
        text = text_format(arena, "%s%d-%d,%d\n", text, 30 + 10 * i, 39 + 10 * i,
                           older[i][index]);
    }
    if (index == 0) {
        world->most = sum_of(world->truth, all);
        world->statements[world->statement_count++] = (struct statement){
            .mask = all, .shown = world->most, .table = 0, .row = row + 3, .column = 1};
        text = text_format(arena, "%s16-18,%d\n", text, world->most);
    }
    return sample_table(arena, names[index], text);
}

static const struct statement *statement_of(const struct world *world,
                                            const struct attack_cell *cell,
                                            struct table *const *tables)
{
    const struct cell *place = &cell->table->cells[cell->cell];
    for (int i = 0; i < world->statement_count; i++) {
        const struct statement *statement = &world->statements[i];
        if (tables[statement->table] == cell->table && statement->row == place->row &&
            statement->column == place->column) {
            return statement;
        }
    }
    return NULL;
}

struct comparison {
    uint64_t seed;
    size_t hidden;
    size_t exact;
};

static void compare_ranges(struct arena *arena, struct world *world,
                           struct table *const *tables, int count,
                           struct comparison *comparison)
{
    int atoms[ATOMS] = {0};
    count_out(world, atoms, 0, world->most);
    ck_assert_int_gt(world->populations, 0);
    const struct submission *submission = sample_submission(arena, tables, (size_t)count);
    const struct scope_input input = {.candidate = submission};
    const struct attack_limits limits = {.minimum = 5, .width = 3, .exact_ranges = true};
    const struct attack_result *result = attack_run(arena, &input, &limits);
    for (size_t i = 0; i < result->cell_count; i++) {
        const struct attack_cell *cell = &result->cells[i];
        const struct statement *statement = statement_of(world, cell, tables);
        ck_assert_ptr_nonnull(statement);
        ck_assert_msg(cell->range.proof == RANGE_EXACT &&
                          cell->range.low == statement->low &&
                          cell->range.high == statement->high,
                      "seed %lu, table %d, row %u, column %u: %g .. %g (%d), brute force "
                      "says %d .. %d",
                      (unsigned long)comparison->seed, statement->table, statement->row,
                      statement->column, cell->range.low, cell->range.high,
                      (int)cell->range.proof, statement->low, statement->high);
        comparison->hidden++;
        comparison->exact += statement->low == statement->high;
    }
}

static void compare(struct comparison *comparison)
{
    struct arena *arena = arena_create(0);
    struct random random = {comparison->seed * 2 + 1};
    struct world *world = arena_new(arena, struct world);
    for (int i = 0; i < ATOMS; i++) {
        world->truth[i] = draw(&random, 3) ? (int)draw(&random, 4) : 0;
    }
    struct table *tables[TABLES + 1];
    int count = 0;
    tables[count] = make_size(arena, world, count);
    count++;
    world->is_open = world->most > 0 && draw(&random, 3) == 0;
    if (world->is_open) {
        tables[count] = make_sexes(arena, world, count);
        count++;
    }
    const int wanted = 2 + (int)draw(&random, TABLES - 1);
    for (; count <= wanted; count++) {
        tables[count] = draw(&random, 5) ? make_table(arena, &random, world, count)
                                         : make_running(arena, &random, world, count);
    }
    compare_ranges(arena, world, tables, count, comparison);
    arena_destroy(arena);
}

static void compare_strata(struct comparison *comparison)
{
    struct arena *arena = arena_create(0);
    struct random random = {comparison->seed * 2 + 1};
    struct world *world = arena_new(arena, struct world);
    for (int i = 0; i < ATOMS; i++) {
        world->truth[i] = draw(&random, 3) ? (int)draw(&random, 4) : 0;
    }
    struct table *tables[3];
    for (int i = 0; i < 3; i++) {
        tables[i] = make_stratum(arena, &random, world, i);
    }
    compare_ranges(arena, world, tables, 3, comparison);
    arena_destroy(arena);
}

static uint64_t seeds_wanted(void)
{
    const char *text = getenv("OUTCHECK_PROPERTY_SEEDS"); // NOLINT(concurrency-mt-unsafe)
    return text ? strtoull(text, NULL, 10) : 1200;
}

START_TEST(every_hidden_cell_has_the_range_that_brute_force_finds)
{
    const uint64_t count = seeds_wanted();
    struct comparison comparison = {0};
    for (; comparison.seed < count; comparison.seed++) {
        compare(&comparison);
    }
    ck_assert_uint_gt(comparison.hidden, 2 * count);
    ck_assert_uint_gt(comparison.exact, count / 2);
    ck_assert_uint_gt(comparison.hidden - comparison.exact, count / 4);
}
END_TEST

START_TEST(tables_of_each_part_of_a_population_are_added_up)
{
    const uint64_t count = seeds_wanted();
    struct comparison comparison = {0};
    for (; comparison.seed < count; comparison.seed++) {
        compare_strata(&comparison);
    }
    ck_assert_uint_gt(comparison.hidden, count);
    ck_assert_uint_gt(comparison.exact, count / 4);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("attack");
    TCase *tests = tcase_create("against brute force");
    tcase_set_timeout(tests, 3600);
    tcase_add_test(tests, every_hidden_cell_has_the_range_that_brute_force_finds);
    tcase_add_test(tests, tables_of_each_part_of_a_population_are_added_up);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
