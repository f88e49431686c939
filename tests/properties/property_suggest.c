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
#include "support/rulebook.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { REGIONS = 4, SEXES = 2, AGES = 3, MINIMUM = 5, WIDTH = 4 };

struct random {
    uint64_t state;
};

/* splitmix64 */
static uint64_t draw(struct random *random, uint64_t below)
{
    random->state += 0x9e3779b97f4a7c15u;
    uint64_t z = random->state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (z ^ (z >> 31)) % below;
}

struct world {
    struct arena *arena;
    struct random random;
    int people[REGIONS][SEXES][AGES];
    struct table *tables[3];
    size_t table_count;
    const struct submission *submission;
    struct policy *policy;
    struct plan_input input;
};

static const char *const regions[REGIONS + 1] = {"North", "South", "East", "West",
                                                 "Total"};

/* An index beyond the last means all. */
static int count_of(const struct world *world, int region, int sex, int age)
{
    int sum = 0;
    for (int r = 0; r < REGIONS; r++) {
        for (int cell = 0; cell < SEXES * AGES; cell++) {
            const int s = cell / AGES;
            const int a = cell % AGES;
            const bool is_in = (region == REGIONS || r == region) &&
                               (sex == SEXES || s == sex) && (age == AGES || a == age);
            sum += is_in ? world->people[r][s][a] : 0;
        }
    }
    return sum;
}

static struct table *by_sex(struct world *world, bool has_percent)
{
    const char *text = has_percent ? "Region,M,F,Total,% M\n" : "Region,M,F,Total\n";
    for (int r = 0; r <= REGIONS; r++) {
        text = text_format(world->arena, "%s%s", text, regions[r]);
        for (int s = 0; s <= SEXES; s++) {
            text = text_format(world->arena, "%s,%d", text, count_of(world, r, s, AGES));
        }
        const int all = count_of(world, r, SEXES, AGES);
        if (has_percent && all) {
            text = text_format(world->arena, "%s,%.1f", text,
                               100.0 * count_of(world, r, 0, AGES) / all);
        } else if (has_percent) {
            text = text_format(world->arena, "%s,", text);
        }
        text = text_format(world->arena, "%s\n", text);
    }
    return sample_table(world->arena, "by_sex.csv", text);
}

static struct table *by_age(struct world *world, const char *path, int sex)
{
    const char *text = "Region,16-18,19-24,25+,Total\n";
    for (int r = 0; r <= REGIONS; r++) {
        text = text_format(world->arena, "%s%s", text, regions[r]);
        for (int a = 0; a <= AGES; a++) {
            text = text_format(world->arena, "%s,%d", text, count_of(world, r, sex, a));
        }
        text = text_format(world->arena, "%s\n", text);
    }
    return sample_table(world->arena, path, text);
}

static void make_policy(struct world *world)
{
    static const char *const kinds[] = {"minimum-count", "recoverable", "differencing",
                                        "hidden-sum", "gives-back-count"};
    struct policy *policy = rulebook_create(world->arena);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        rulebook_set(rulebook_add(world->arena, policy, kinds[i]), "minimum", MINIMUM);
    }
    rulebook_set(rulebook_add(world->arena, policy, "narrow-range"), "width", WIDTH);
    policy->marker = "c";
    world->policy = policy;
}

static void take_tables(struct world *world)
{
    for (size_t t = 0; t < world->table_count; t++) {
        world->tables[t]->universe = "people";
    }
    world->submission =
        sample_submission(world->arena, world->tables, world->table_count);
    make_policy(world);
    world->input = (struct plan_input){
        .scope = {.candidate = world->submission},
        .policy = world->policy,
        .audit_policy = world->policy,
        .limits = {.minimum = MINIMUM, .width = WIDTH, .exact_ranges = true},
    };
}

static struct world *make_world(struct arena *arena, uint64_t seed)
{
    struct world *world = arena_new(arena, struct world);
    world->arena = arena;
    world->random.state = seed * 2 + 1;
    for (int i = 0; i < REGIONS * SEXES * AGES; i++) {
        world->people[i / (SEXES * AGES)][i / AGES % SEXES][i % AGES] =
            (int)draw(&world->random, draw(&world->random, 3) ? 14 : 2);
    }
    world->tables[world->table_count++] = by_sex(world, draw(&world->random, 2));
    if (draw(&world->random, 3)) {
        world->tables[world->table_count++] = by_age(world, "by_age.csv", SEXES);
    }
    take_tables(world);
    return world;
}

static struct cell_marks marks_of(const struct world *world,
                                  const struct suggestion *suggestion)
{
    const struct cell_marks marks = cell_marks_create(world->arena, world->submission);
    for (size_t i = 0; i < suggestion->cell_count; i++) {
        (void)cell_marks_add(&marks, suggestion->cells[i].table,
                             suggestion->cells[i].cell);
    }
    return marks;
}

static bool is_clear(const struct world *world, const struct cell_marks *marks)
{
    const struct submission *shown = cell_marks_apply(world->arena, marks, "c");
    const struct examination examination = examine(world->arena, &world->input, shown);
    return !examination_objection(&examination);
}

static bool has_primaries_below(const struct world *world, const struct cell_marks *marks,
                                const struct suggestion *suggestion)
{
    struct scope_input scope = world->input.scope;
    scope.candidate = cell_marks_apply(world->arena, marks, "c");
    const struct attack_result *attack =
        attack_run(world->arena, &scope, &world->input.limits);
    for (size_t i = 0; i < attack->cell_count; i++) {
        const struct attack_cell *cell = &attack->cells[i];
        for (size_t k = 0; k < suggestion->cell_count; k++) {
            const struct suggested_cell *own = &suggestion->cells[k];
            const struct table *table = world->submission->tables[own->table];
            const double value = table->cells[own->cell].value;
            if (own->is_primary && text_equals(table->id, cell->table->id) &&
                own->cell == cell->cell && value < MINIMUM &&
                cell->range.attained_high < value + WIDTH) {
                return true;
            }
        }
    }
    return false;
}

/* The same number may stand in two tables: both are shown again. */
static void show_again(const struct world *world, const struct cell_marks *marks,
                       const struct suggested_cell *cell, bool is_hidden)
{
    const struct table *table = world->submission->tables[cell->table];
    const char *label = table_cell_label(world->arena, table, cell->cell);
    for (size_t t = 0; t < world->table_count; t++) {
        const struct table *other = world->submission->tables[t];
        for (uint32_t i = 0; i < other->cell_count; i++) {
            const bool is_same =
                text_equals(table_cell_label(world->arena, other, i), label) &&
                other->measures[other->cells[i].measure].role ==
                    table->measures[table->cells[cell->cell].measure].role;
            if (is_same) {
                marks->hidden[t][i] = is_hidden;
            }
        }
    }
}

static size_t check_needed(const struct world *world, const struct suggestion *suggestion)
{
    const struct cell_marks marks = marks_of(world, suggestion);
    size_t checked = 0;
    ck_assert(is_clear(world, &marks));
    for (size_t i = 0; i < suggestion->cell_count; i++) {
        const struct suggested_cell *cell = &suggestion->cells[i];
        if (cell->is_primary || !cell->has_range) {
            continue;
        }
        show_again(world, &marks, cell, false);
        ck_assert_msg(
            !is_clear(world, &marks) || has_primaries_below(world, &marks, suggestion),
            "%s need not be hidden",
            table_cell_label(world->arena, world->submission->tables[cell->table],
                             cell->cell));
        show_again(world, &marks, cell, true);
        checked++;
    }
    return checked;
}

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
    const struct cell_marks marks = marks_of(world, suggestion);
    ck_assert(!marks.hidden[0][wish.cell]);
    ck_assert(suggestion->end > SUGGESTION_PROVEN || is_clear(world, &marks));
    ck_assert(suggestion->end <= SUGGESTION_PROVEN || suggestion->obstacle);
}

START_TEST(suggestions_leave_nothing_and_hide_nothing_needless)
{
    const char *text = getenv("OUTCHECK_PROPERTY_SEEDS"); // NOLINT(concurrency-mt-unsafe)
    const uint64_t count = text ? strtoull(text, NULL, 10) : 20;
    size_t proven = 0;
    size_t checked = 0;
    for (uint64_t seed = 0; seed < count; seed++) {
        struct arena *arena = arena_create(0);
        struct world *world = make_world(arena, seed);
        const struct suggest_options options = {0};
        const struct suggestion *one = suggest(arena, &world->input, &options);
        check_same(one, suggest(arena, &world->input, &options));
        proven += one->end == SUGGESTION_PROVEN;
        if (one->end == SUGGESTION_PROVEN) {
            checked += check_needed(world, one);
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
        text = text_format(arena, "%s%s", text, regions[r]);
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
    take_tables(world);
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
    const struct cell_marks marks = marks_of(world, one);
    ck_assert(is_clear(world, &marks));
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
