/*
 * Suggestions on random submissions of linked tables: region x sex, region x age and
 * sometimes all three, of one population, some with percentages, some released before.
 *
 * What is suggested must leave the attacker nothing, keep what was to be kept, be the
 * same when asked for twice, and hold no cell that could be shown again.
 *
 * OUTCHECK_PROPERTY_SEEDS says how many submissions.
 */
#include "base/text.h"
#include "protect/cell_marks.h"
#include "protect/clean_up.h"
#include "protect/demands.h"
#include "protect/examine.h"
#include "protect/plan_wishes.h"
#include "protect/suggest.h"
#include "support/linked_world.h"
#include "support/rulebook.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void check_same(const struct suggestion *one, const struct suggestion *other)
{
    ck_assert_uint_eq(one->end, other->end);
    ck_assert_uint_eq(one->cell_count, other->cell_count);
    for (size_t i = 0; i < one->cell_count; i++) {
        ck_assert_uint_eq(one->cells[i].table, other->cells[i].table);
        ck_assert_uint_eq(one->cells[i].cell, other->cells[i].cell);
        ck_assert(one->cells[i].is_primary == other->cells[i].is_primary);
    }
}

/* One large cell of the first table must stay. */
static void check_kept(struct world *world)
{
    const struct table *table = world->submission->tables[0];
    struct wish wish = {.kind = WISH_KEEP, .cell = NO_CELL};
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const uint32_t cell =
            (uint32_t)((i + draw(&world->random, table->cell_count)) % table->cell_count);
        if (role_is_count((enum role)table->cells[cell].role) &&
            table->cells[cell].value >= MINIMUM) {
            wish.cell = cell;
            break;
        }
    }
    const struct suggest_options options = {.wishes = &wish, .wish_count = 1};
    if (wish.cell == NO_CELL) {
        return;
    }
    const struct suggestion *suggestion = suggest(world->arena, &world->input, &options);
    const struct cell_marks marks = world_marks(world, suggestion);
    ck_assert(!marks.hidden[0][wish.cell]);
    ck_assert(suggestion->end > SUGGESTION_PROVEN || world_is_clear(world, &marks));
    ck_assert(suggestion->end <= SUGGESTION_PROVEN || suggestion->obstacle);
}

START_TEST(suggestions_leave_nothing_and_hide_nothing_needless)
{
    const uint64_t count = draw_seeds(20);
    size_t proven = 0;
    size_t checked = 0;
    for (uint64_t seed = 0; seed < count; seed++) {
        struct arena *arena = arena_create(0);
        struct world *world = world_make(arena, seed);
        const struct suggest_options options = {0};
        const struct suggestion *one = suggest(arena, &world->input, &options);
        check_same(one, suggest(arena, &world->input, &options));
        proven += one->end == SUGGESTION_PROVEN;
        if (one->end == SUGGESTION_PROVEN) {
            const struct cell_marks marks = world_marks(world, one);
            size_t secondaries = 0;
            ck_assert(world_is_clear(world, &marks));
            ck_assert_ptr_null(world_needless_cell(world, one, &secondaries));
            checked += secondaries;
        }
        if (seed % 4 == 0) {
            check_kept(world);
        }
        rulebook_release(world->policy);
        arena_destroy(arena);
    }
    ck_assert_uint_gt(proven, count / 2);
    ck_assert_uint_gt(checked, count);
}
END_TEST

/* ---- the cheapest of all ---- */

enum { LINES = 2, MOST_COLUMNS = 3, MOST_OPEN = 8, COMPARED = 12 };

/* Two lines and a total, two or three columns and a total. */
static struct world *make_tiny_world(struct arena *arena, uint64_t seed)
{
    struct world *world = arena_new(arena, struct world);
    world->arena = arena;
    world->random.state = seed * 2 + 1;
    const int columns = 2 + (int)draw(&world->random, 2);
    int sums[MOST_COLUMNS + 1] = {0};
    const char *text = columns == 2 ? "Region,A,B,Total\n" : "Region,A,B,C,Total\n";
    for (int r = 0; r < LINES; r++) {
        int all = 0;
        text = text_format(arena, "%s%s", text, r ? "South" : "North");
        for (int c = 0; c < columns; c++) {
            const int value = 1 + (int)draw(&world->random, 20);
            text = text_format(arena, "%s,%d", text, value);
            sums[c] += value;
            all += value;
        }
        text = text_format(arena, "%s,%d\n", text, all);
        sums[columns] += all;
    }
    text = text_format(arena, "%sTotal", text);
    for (int c = 0; c <= columns; c++) {
        text = text_format(arena, "%s,%d", text, sums[c]);
    }
    world->tables[world->table_count++] =
        sample_table(arena, "tiny.csv", text_format(arena, "%s\n", text));
    world_take_tables(world);
    return world;
}

static struct plan *make_plan(struct world *world, bool asks_down)
{
    struct plan *plan = plan_create(world->arena, &world->input);
    const struct examination first =
        examine(world->arena, &world->input, world->submission);
    plan->asks_down = asks_down;
    plan_wish(plan, NULL, 0);
    (void)demands_add(plan, first.findings, first.finding_count);
    plan_mark_first(plan);
    return plan;
}

/* The cost of the cheapest pattern that holds, by trying all of them; NAN where they are
 * too many. */
static double cheapest(struct plan *plan)
{
    uint32_t open[MOST_OPEN];
    uint32_t count = 0;
    double least = INFINITY;
    for (uint32_t n = 0; n < plan->knowledge->name_count; n++) {
        const struct plan_unknown *unknown = &plan->unknowns[n];
        plan->unknowns[n].is_hidden = unknown->is_primary;
        if (unknown->is_open && !unknown->is_primary && unknown->keep == KEEP_NOT) {
            if (count == MOST_OPEN) {
                return NAN;
            }
            open[count++] = n;
        }
    }
    for (uint32_t chosen = 0; chosen < 1U << count; chosen++) {
        double cost = 0;
        for (uint32_t i = 0; i < count; i++) {
            struct plan_unknown *unknown = &plan->unknowns[open[i]];
            unknown->is_hidden = (chosen >> i & 1U) != 0;
            cost += unknown->is_hidden ? unknown->cost : 0;
        }
        least = cost < least && plan_holds(plan) ? cost : least;
    }
    return least;
}

/* Answers whether the suggestion is known to be the cheapest. */
static bool compare_with_all(struct world *world, double least)
{
    const struct suggest_options options = {.optimal_seconds = 20};
    const struct suggest_options fast = {0};
    const struct suggestion *one = suggest(world->arena, &world->input, &options);
    const struct suggestion *usual = suggest(world->arena, &world->input, &fast);
    const double slack = 1e-6;
    ck_assert_int_eq(one->end, SUGGESTION_PROVEN);
    ck_assert(one->bounds && !usual->bounds);
    const struct cell_marks marks = world_marks(world, one);
    ck_assert(world_is_clear(world, &marks));
    ck_assert_double_le(one->cost, usual->cost + slack);
    ck_assert_double_ge(one->cost, least - slack);
    ck_assert_double_le(one->bounds->findings, least + slack);
    ck_assert_double_le(one->bounds->findings, one->bounds->all + slack);
    const bool is_known = one->cost <= one->bounds->findings + slack;
    ck_assert(!is_known || fabs(one->cost - least) <= slack);
    return is_known;
}

START_TEST(the_optimal_mode_agrees_with_trying_every_pattern)
{
    size_t compared = 0;
    size_t known = 0;
    for (uint64_t seed = 0; seed < (uint64_t)20 * COMPARED && compared < COMPARED;
         seed++) {
        struct arena *arena = arena_create(0);
        struct world *world = make_tiny_world(arena, seed);
        const double up = cheapest(make_plan(world, false));
        const double least = fmin(up, cheapest(make_plan(world, true)));
        if (isfinite(up) && isfinite(least) && least > 0) {
            known += compare_with_all(world, least);
            compared++;
        }
        rulebook_release(world->policy);
        arena_destroy(arena);
    }
    ck_assert_uint_eq(compared, COMPARED);
    ck_assert_uint_gt(known, COMPARED / 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("suggest");
    TCase *tests = tcase_create("random submissions");
    tcase_set_timeout(tests, 3600);
    tcase_add_test(tests, the_optimal_mode_agrees_with_trying_every_pattern);
    tcase_add_test(tests, suggestions_leave_nothing_and_hide_nothing_needless);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
