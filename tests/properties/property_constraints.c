/*
 * Suggestions where not everything can be hidden: figures that an earlier release
 * printed, figures that must be published, zeros that cannot be otherwise, and sums with
 * negative values. Tiny tables of two regions and three groups beside one of the regions
 * alone; everything is counted out: all populations that would print what is shown.
 *
 * No hidden count may be known more closely than the width; what must stay stays; what is
 * hidden to protect others is needed; where nothing is suggested, the figure in the way
 * is named, and hiding all that may be hidden would not do either.
 *
 * OUTCHECK_PROPERTY_SEEDS says how many submissions.
 */
#include "base/text.h"
#include "protect/examine.h"
#include "support/linked_world.h"
#include "support/rulebook.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <math.h>
#include <string.h>

enum {
    ROWS = 2,
    COLUMNS = 3,
    ATOMS = ROWS * COLUMNS,
    WIDE = COLUMNS + 1,
    CELLS = (ROWS + 1) * WIDE,
    MOST = 17, /* what is counted out: an inner cell up to so much */
};

enum burden { RELEASED = 1, WISHED = 2, STRUCTURAL = 4 };

struct tiny {
    struct world *world;
    int atoms[ATOMS];
    bool is_released[CELLS];
    bool is_kept[CELLS];
    bool is_shown[CELLS]; /* as a number, here or before */
    int low[CELLS];
    int high[CELLS];
    struct wish wish;
};

static bool is_in(int cell, int atom)
{
    return (cell / WIDE == ROWS || cell / WIDE == atom / COLUMNS) &&
           (cell % WIDE == COLUMNS || cell % WIDE == atom % COLUMNS);
}

static int sum_of(const int *atoms, int cell)
{
    int sum = 0;
    for (int i = 0; i < ATOMS; i++) {
        sum += is_in(cell, i) ? atoms[i] : 0;
    }
    return sum;
}

/* ---- making ---- */

/* The whole table, with a marker in place of what `shows` says; all of it for NULL. */
static struct table *print_table(const struct tiny *tiny, const char *path,
                                 const bool *shows)
{
    static const char *const rows[] = {"North", "South", "Total"};
    struct arena *arena = tiny->world->arena;
    const char *text = "Region,A,B,C,Total";
    for (int cell = 0; cell < CELLS; cell++) {
        text = cell % WIDE ? text : text_format(arena, "%s\n%s", text, rows[cell / WIDE]);
        text = !shows || shows[cell]
                   ? text_format(arena, "%s,%d", text, sum_of(tiny->atoms, cell))
                   : text_format(arena, "%s,c", text);
    }
    struct table *table = sample_table(arena, path, text_format(arena, "%s\n", text));
    table->universe = "people";
    return table;
}

static struct table *print_regions(const struct tiny *tiny)
{
    return sample_table(
        tiny->world->arena, "regions.csv",
        text_format(tiny->world->arena, "Region,Total\nNorth,%d\nSouth,%d\nTotal,%d\n",
                    sum_of(tiny->atoms, COLUMNS), sum_of(tiny->atoms, WIDE + COLUMNS),
                    sum_of(tiny->atoms, CELLS - 1)));
}

/* Cells of the large table stand in the order of its rows. */
static void release_some(struct tiny *tiny)
{
    struct arena *arena = tiny->world->arena;
    for (int cell = 0; cell < CELLS; cell++) {
        tiny->is_released[cell] = draw(&tiny->world->random, 4) == 0;
    }
    struct table *table = print_table(tiny, "before.csv", tiny->is_released);
    struct output *output = arena_new(arena, struct output);
    *output = *table->output;
    output->release = "spring";
    table->output = output;
    const struct submission **earlier = arena_array(arena, 1, const struct submission *);
    earlier[0] = sample_submission(arena, &table, 1);
    tiny->world->input.scope.earlier = earlier;
    tiny->world->input.scope.earlier_count = 1;
}

static void wish_for_one(struct tiny *tiny)
{
    const uint32_t cell = (uint32_t)draw(&tiny->world->random, CELLS);
    tiny->wish = (struct wish){.kind = WISH_KEEP, .table = 0, .cell = cell};
    tiny->is_kept[cell] = true;
}

static void make_zeros_structural(struct tiny *tiny, struct table *table)
{
    struct cell *cells = sample_own_cells(tiny->world->arena, table);
    for (int cell = 0; cell < CELLS; cell++) {
        cells[cell].is_structural_zero = cells[cell].value == 0;
        tiny->is_kept[cell] = tiny->is_kept[cell] || cells[cell].is_structural_zero;
    }
}

static struct tiny *make_tiny(struct arena *arena, uint64_t seed, unsigned burdens)
{
    struct tiny *tiny = arena_new(arena, struct tiny);
    struct world *world = arena_new(arena, struct world);
    tiny->world = world;
    world->arena = arena;
    world->random.state = seed * 2 + 1;
    for (int i = 0; i < ATOMS; i++) {
        tiny->atoms[i] = (int)draw(&world->random, draw(&world->random, 3) ? 10 : 3);
    }
    world->tables[world->table_count++] = print_table(tiny, "groups.csv", NULL);
    if (burdens & STRUCTURAL) {
        make_zeros_structural(tiny, world->tables[0]);
    }
    world->tables[world->table_count++] = print_regions(tiny);
    world_take_tables(world);
    if (burdens & RELEASED) {
        release_some(tiny);
    }
    if (burdens & WISHED) {
        wish_for_one(tiny);
    }
    return tiny;
}

/* ---- counting ---- */

static void take(struct tiny *tiny, const int *atoms)
{
    for (int cell = 0; cell < CELLS; cell++) {
        if (tiny->is_shown[cell] && sum_of(atoms, cell) != sum_of(tiny->atoms, cell)) {
            return;
        }
    }
    for (int cell = 0; cell < CELLS; cell++) {
        const int value = sum_of(atoms, cell);
        tiny->low[cell] = value < tiny->low[cell] ? value : tiny->low[cell];
        tiny->high[cell] = value > tiny->high[cell] ? value : tiny->high[cell];
    }
}

/* A row that prints its total is done with when it does not come out. */
static void count_out(struct tiny *tiny, int *atoms, int next)
{
    const int total = (next / COLUMNS - 1) * WIDE + COLUMNS;
    if (next && next % COLUMNS == 0 && tiny->is_shown[total] &&
        sum_of(atoms, total) != sum_of(tiny->atoms, total)) {
        return;
    }
    if (next == ATOMS) {
        take(tiny, atoms);
        return;
    }
    const int column = next % COLUMNS;
    const int last = ROWS * WIDE + column;
    int low = 0;
    int high = MOST;
    if (tiny->is_shown[next / COLUMNS * WIDE + column]) {
        low = high = tiny->atoms[next];
    } else if (next / COLUMNS == ROWS - 1 && tiny->is_shown[last]) {
        low = high = sum_of(tiny->atoms, last) - atoms[column];
    }
    for (int value = low < 0 ? 0 : low; value <= high; value++) {
        atoms[next] = value;
        count_out(tiny, atoms, next + 1);
    }
}

/* Whether each cell that is not shown has a range of the width, counted out. */
static bool counts_as_wide(struct tiny *tiny)
{
    int atoms[ATOMS] = {0};
    bool is_wide = true;
    for (int cell = 0; cell < CELLS; cell++) {
        tiny->low[cell] = 10000;
        tiny->high[cell] = -1;
    }
    count_out(tiny, atoms, 0);
    for (int cell = 0; cell < CELLS; cell++) {
        const bool is_hidden = !tiny->is_shown[cell];
        is_wide = is_wide && (!is_hidden || tiny->high[cell] - tiny->low[cell] >= WIDTH);
    }
    return is_wide;
}

/* ---- the properties ---- */

/* What the suggestion leaves; each hidden number must be hidden in both tables. */
static void show(struct tiny *tiny, const struct cell_marks *marks)
{
    for (int cell = 0; cell < CELLS; cell++) {
        const int row = cell / WIDE;
        const bool is_hidden = marks->hidden[0][cell];
        ck_assert(cell % WIDE != COLUMNS || marks->hidden[1][row] == is_hidden);
        ck_assert(!is_hidden || !tiny->is_kept[cell]);
        ck_assert(!is_hidden || !tiny->is_released[cell]);
        tiny->is_shown[cell] = !is_hidden || tiny->is_released[cell];
    }
}

static void check_proven(struct tiny *tiny, const struct suggestion *suggestion)
{
    const struct cell_marks marks = world_marks(tiny->world, suggestion);
    size_t secondaries = 0;
    show(tiny, &marks);
    ck_assert(counts_as_wide(tiny));
    ck_assert(world_is_clear(tiny->world, &marks));
    const char *needless = world_needless_cell(tiny->world, suggestion, &secondaries);
    ck_assert_msg(!needless, "%s need not be hidden", needless);
}

/* Whether a small count cannot be believed as large as it is to be: by the width, and up
 * to the minimum. */
static bool falls_short(struct tiny *tiny)
{
    bool falls_short = !counts_as_wide(tiny);
    for (int cell = 0; cell < CELLS; cell++) {
        const int value = sum_of(tiny->atoms, cell);
        const int level = value + WIDTH > MINIMUM ? WIDTH : MINIMUM - value;
        const bool is_small = value >= 1 && value < MINIMUM;
        falls_short = falls_short || (is_small && tiny->high[cell] < value + level);
    }
    return falls_short;
}

/* Hides all that may be hidden: the attacker still finds something, or a level is not
 * reached. */
static void check_impossible(struct tiny *tiny, const struct suggestion *suggestion)
{
    const struct world *world = tiny->world;
    const struct cell_marks marks = cell_marks_create(world->arena, world->submission);
    for (uint32_t cell = 0; cell < CELLS; cell++) {
        const bool may_go = !tiny->is_kept[cell] && !tiny->is_released[cell];
        marks.hidden[0][cell] = may_go;
        if (cell % WIDE == COLUMNS) {
            marks.hidden[1][cell / WIDE] = may_go;
        }
    }
    ck_assert_ptr_nonnull(suggestion->obstacle);
    ck_assert_msg(strstr(suggestion->obstacle, "released before") ||
                      strstr(suggestion->obstacle, "to be kept") ||
                      strstr(suggestion->obstacle, "structural zero") ||
                      strstr(suggestion->obstacle, " of groups.csv: "),
                  "no figure is named: %s", suggestion->obstacle);
    show(tiny, &marks);
    ck_assert_msg(!world_is_clear(world, &marks) || falls_short(tiny),
                  "it can be done, and not: %s", suggestion->obstacle);
}

/* Answers whether it was proven. */
static bool check(uint64_t seed, unsigned burdens)
{
    struct arena *arena = arena_create(0);
    struct tiny *tiny = make_tiny(arena, seed, burdens);
    const struct suggest_options options = {.wishes = &tiny->wish,
                                            .wish_count = burdens & WISHED ? 1 : 0};
    const struct suggestion *found = suggest(arena, &tiny->world->input, &options);
    const bool is_proven = found->end <= SUGGESTION_PROVEN;
    if (found->end == SUGGESTION_PROVEN) {
        check_proven(tiny, found);
    } else if (!is_proven) {
        check_impossible(tiny, found);
    }
    rulebook_release(tiny->world->policy);
    arena_destroy(arena);
    return is_proven;
}

START_TEST(what_must_stay_stays_and_what_cannot_be_is_said)
{
    const uint64_t count = draw_seeds(32);
    uint64_t proven = 0;
    for (uint64_t seed = 0; seed < count; seed++) {
        proven += check(seed, (unsigned)(seed % 8));
    }
    ck_assert_uint_gt(proven, count / 4);
    ck_assert_uint_lt(proven, count);
}
END_TEST

/* ---- negative values ---- */

/* Sums, and none of them of anybody that could be counted. */
static void make_sums(struct arena *arena, struct table *table)
{
    struct cell *cells = sample_own_cells(arena, table);
    struct measure *measures = sample_own_measures(arena, table);
    measures[0].role = ROLE_SUM;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        cells[i].role = ROLE_SUM;
        cells[i].count = NO_CELL;
    }
}

/* Whether the cell can move while everything shown stays: any amount, for sums may be
 * negative. In a table of lines and columns it can where it can by 1. */
static bool can_move(const struct tiny *tiny, int wanted)
{
    for (int code = 0; code < 729; code++) { /* 3^6: each inner cell -1, 0 or 1 */
        int moves[ATOMS];
        for (int i = 0, rest = code; i < ATOMS; i++, rest /= 3) {
            moves[i] = rest % 3 - 1;
        }
        bool fits = sum_of(moves, wanted) != 0;
        for (int cell = 0; fits && cell < CELLS; cell++) {
            fits = !tiny->is_shown[cell] || sum_of(moves, cell) == 0;
        }
        if (fits) {
            return true;
        }
    }
    return false;
}

static bool all_can_move(const struct tiny *tiny)
{
    for (int cell = 0; cell < CELLS; cell++) {
        if (!tiny->is_shown[cell] && !can_move(tiny, cell)) {
            return false;
        }
    }
    return true;
}

static struct tiny *make_signed(struct arena *arena, uint64_t seed)
{
    struct tiny *tiny = arena_new(arena, struct tiny);
    struct world *world = arena_new(arena, struct world);
    tiny->world = world;
    world->arena = arena;
    world->random.state = seed * 2 + 1;
    for (int i = 0; i < ATOMS; i++) {
        tiny->atoms[i] = 300 - (int)draw(&world->random, 700);
    }
    world->tables[world->table_count++] = print_table(tiny, "groups.csv", NULL);
    world->tables[world->table_count++] = print_regions(tiny);
    make_sums(arena, world->tables[0]);
    make_sums(arena, world->tables[1]);
    world_take_tables(world);
    const uint32_t atom = (uint32_t)draw(&world->random, ATOMS);
    tiny->wish = (struct wish){
        .kind = WISH_UNSAFE,
        .table = 0,
        .cell = atom / COLUMNS * WIDE + atom % COLUMNS,
    };
    return tiny;
}

/* Which sides of the unsafe cell reach its level, a tenth of it, in an attack. */
static unsigned sides_that_hold(const struct tiny *tiny, const struct cell_marks *marks)
{
    const struct world *world = tiny->world;
    struct scope_input scope = world->input.scope;
    scope.candidate = cell_marks_apply(world->arena, marks, "c");
    scope.before = world->submission;
    const struct attack_result *attack =
        attack_run(world->arena, &scope, &world->input.limits);
    const double value = world->tables[0]->cells[tiny->wish.cell].value;
    const double level = fmax(WIDTH, fabs(value) / 10);
    unsigned sides = 0;
    for (size_t i = 0; i < attack->cell_count; i++) {
        const struct attack_cell *cell = &attack->cells[i];
        if (cell->cell == tiny->wish.cell && text_equals(cell->table->id, "T01")) {
            sides |= cell->range.attained_high >= value + level ? 1u : 0u;
            sides |= cell->range.attained_low <= value - level ? 2u : 0u;
        }
    }
    return sides;
}

static bool is_needed(struct tiny *tiny, const struct cell_marks *marks, uint32_t cell)
{
    const unsigned before = sides_that_hold(tiny, marks);
    marks->hidden[0][cell] = false;
    if (cell % WIDE == COLUMNS) {
        marks->hidden[1][cell / WIDE] = false;
    }
    tiny->is_shown[cell] = true;
    const bool is_needed = !all_can_move(tiny) || !world_is_clear(tiny->world, marks) ||
                           (before & ~sides_that_hold(tiny, marks)) != 0;
    marks->hidden[0][cell] = true;
    if (cell % WIDE == COLUMNS) {
        marks->hidden[1][cell / WIDE] = true;
    }
    tiny->is_shown[cell] = false;
    return is_needed;
}

/* Where all figures below zero are hidden, the attacker takes hidden ones for zero at
 * least, and a pattern may not be found. */
START_TEST(sums_that_may_be_negative_move_either_way)
{
    const uint64_t count = draw_seeds(32);
    uint64_t proven = 0;
    for (uint64_t seed = 0; seed < count; seed++) {
        struct arena *arena = arena_create(0);
        struct tiny *tiny = make_signed(arena, seed);
        const struct suggest_options options = {.wishes = &tiny->wish, .wish_count = 1};
        const struct suggestion *found = suggest(arena, &tiny->world->input, &options);
        const bool is_proven = found->end == SUGGESTION_PROVEN;
        const struct cell_marks marks = world_marks(tiny->world, found);
        show(tiny, &marks);
        ck_assert(is_proven || found->obstacle);
        ck_assert(!is_proven || !tiny->is_shown[tiny->wish.cell]);
        ck_assert(!is_proven || world_is_clear(tiny->world, &marks));
        ck_assert(!is_proven || all_can_move(tiny));
        for (uint32_t cell = 0; is_proven && cell < CELLS; cell++) {
            ck_assert_msg(tiny->is_shown[cell] || cell == tiny->wish.cell ||
                              is_needed(tiny, &marks, cell),
                          "seed %lu: cell %u need not be hidden", (unsigned long)seed,
                          cell);
        }
        proven += is_proven;
        rulebook_release(tiny->world->policy);
        arena_destroy(arena);
    }
    ck_assert_uint_ge(proven, count - count / 10);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("constraints");
    TCase *tests = tcase_create("tiny submissions");
    tcase_set_timeout(tests, 3600);
    tcase_add_test(tests, what_must_stay_stays_and_what_cannot_be_is_said);
    tcase_add_test(tests, sums_that_may_be_negative_move_either_way);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
