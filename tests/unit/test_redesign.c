/* Other ways than hiding: merged categories and rounded counts, and when they are shown.
 */
#include "base/text.h"
#include "protect/redesign.h"
#include "protect/suggest.h"
#include "protect/table_redesign.h"
#include "support/rulebook.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <math.h>

static struct arena *arena;

static void set_up(void)
{
    arena = arena_create(0);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static const char *const ages = "Age,Training,Education,Total,% Education\n"
                                "16-17,4,500,504,99.2\n"
                                "18,30,420,450,93.3\n"
                                "19-24,75,290,365,79.5\n"
                                "All,109,1210,1319,91.7\n";

/* The number in the cell that is called so; NAN where there is none. */
static double value_of(const struct table *table, enum role role, const char *label)
{
    for (uint32_t i = 0; i < table->cell_count; i++) {
        if (table->measures[table->cells[i].measure].role == role &&
            text_equals(table_cell_label(arena, table, i), label)) {
            return table->cells[i].value;
        }
    }
    return -1;
}

START_TEST(merged_categories_add_up_and_their_shares_are_worked_out_anew)
{
    struct redesign_cost cost = {0};
    const struct table *table = sample_table(arena, "ages.csv", ages);
    const struct table *merged = table_merged(arena, table, 0, 0, 1, &cost);
    ck_assert_ptr_nonnull(merged);
    ck_assert_uint_eq(merged->cell_count + 4, table->cell_count);
    ck_assert_uint_eq(cost.hidden, 0);
    ck_assert_double_eq(value_of(merged, ROLE_COUNT, "16-18 x Training"), 34);
    ck_assert_double_eq(value_of(merged, ROLE_COUNT, "16-18 x Education"), 920);
    ck_assert_double_eq_tol(value_of(merged, ROLE_PERCENT, "16-18"), 96.4, 1e-9);
    ck_assert_double_eq(value_of(merged, ROLE_COUNT, "19-24 x Training"), 75);
    for (uint32_t p = 0; p < merged->dimensions[0].partition_count; p++) {
        ck_assert_uint_eq(merged->dimensions[0].partitions[p].part_count, 2);
    }
}
END_TEST

START_TEST(rounded_counts_say_so_and_shares_follow_them)
{
    struct redesign_cost cost = {0};
    const struct table_rounding how = {.counts = {.base = 10}, .percent_decimals = 0};
    const struct table *table =
        table_rounded(arena, sample_table(arena, "ages.csv", ages), &how, NULL, &cost);
    ck_assert_double_eq(value_of(table, ROLE_COUNT, "16-17 x Training"), 0);
    ck_assert_double_eq(value_of(table, ROLE_COUNT, "19-24 x Training"), 80);
    ck_assert_double_eq(value_of(table, ROLE_COUNT, "16-17 x Education"), 500);
    ck_assert_double_eq_tol(value_of(table, ROLE_PERCENT, "16-17"), 100, 1e-9);
    ck_assert_double_eq(table->measures[0].rounding.base, 10);
    ck_assert_uint_gt(cost.changed, 0);
}
END_TEST

/* The ways for a submission of ages and, where given, another table. */
static unsigned completed;

static const struct suggestion *ways_for(const char *other, struct policy *policy)
{
    static const char *const kinds[] = {"minimum-count", "recoverable", "differencing",
                                        "hidden-sum", "gives-back-count"};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        rulebook_set(rulebook_add(arena, policy, kinds[i]), "minimum", 10);
    }
    policy->marker = "c";
    struct table *tables[2] = {sample_table(arena, "ages.csv", ages)};
    tables[0]->universe = "people";
    if (other) {
        tables[1] = sample_table(arena, "other.csv", other);
        tables[1]->universe = "people";
    }
    const struct plan_input input = {
        .scope = {.candidate = sample_submission(arena, tables, other ? 2 : 1)},
        .policy = policy,
        .audit_policy = policy,
        .limits = {.minimum = 10, .width = 1},
    };
    struct suggestion *suggestion = arena_new(arena, struct suggestion);
    *suggestion = *suggest(arena, &input, &(struct suggest_options){0});
    const struct suggest_options hiding = {.seconds = 0};
    const struct redesign_options options = {
        .kinds = REDESIGN_ALL, .completed = completed, .hiding = &hiding};
    ck_assert(redesign(arena, &input, &options, suggestion));
    return suggestion;
}

static const struct alternative *find_way(const struct suggestion *suggestion,
                                          const char *method)
{
    for (size_t i = 0; i < suggestion->alternative_count; i++) {
        if (text_equals(suggestion->alternatives[i].method, method)) {
            return &suggestion->alternatives[i];
        }
    }
    return NULL;
}

START_TEST(ways_that_are_enough_come_first_and_the_others_say_what_is_left)
{
    struct policy *policy = rulebook_create(arena);
    const struct suggestion *suggestion = ways_for(NULL, policy);
    ck_assert_int_eq(suggestion->end, SUGGESTION_PROVEN);
    const struct alternative *merger = find_way(suggestion, "Merge 16-17 with 18");
    const struct alternative *rounding = find_way(suggestion, "Round counts to 5");
    ck_assert_ptr_nonnull(merger);
    ck_assert(merger->is_proven);
    ck_assert_str_eq(merger->risk, "None found");
    ck_assert_ptr_nonnull(rounding);
    ck_assert(!rounding->is_proven);
    ck_assert_str_ne(rounding->risk, "None found");
    ck_assert(suggestion->alternatives[0].is_proven);
    rulebook_release(policy);
}
END_TEST

START_TEST(ways_that_are_not_enough_are_completed_by_hiding)
{
    struct policy *policy = rulebook_create(arena);
    completed = 8;
    const struct suggestion *suggestion = ways_for(NULL, policy);
    completed = 0;
    const struct alternative *rounding = find_way(suggestion, "Round counts to 5");
    ck_assert_ptr_nonnull(rounding);
    ck_assert(rounding->is_proven);
    ck_assert_uint_gt(rounding->hidden, 0);
    ck_assert_double_gt(rounding->people, 0);
    rulebook_release(policy);
}
END_TEST

/* Sums of the example hold, each number is one of its two neighbours, and one that is a
 * multiple stays. */
START_TEST(controlled_rounding_keeps_all_totals)
{
    struct redesign_cost cost = {0};
    struct table *tables[1] = {
        sample_table(arena, "ages.csv",
                     "Age,Training,Education,Total\n16-17,4,503,507\n"
                     "18,34,424,458\n19-24,74,294,368\n"
                     "All,112,1221,1333\n")};
    const struct scope_input scope = {.candidate = sample_submission(arena, tables, 1)};
    const struct redesign_way way = {
        .kind = WAY_CONTROL,
        .rounding = {.counts = {.base = 10}, .percent_decimals = -1},
    };
    const struct submission *made = redesign_make(arena, &scope, &way, &cost);
    ck_assert_ptr_nonnull(made);
    const struct table *table = made->tables[0];
    const char *const rows[] = {"16-17", "18", "19-24"};
    double training = 0;
    for (size_t i = 0; i < 3; i++) {
        const double one =
            value_of(table, ROLE_COUNT, text_format(arena, "%s x Training", rows[i]));
        const double other =
            value_of(table, ROLE_COUNT, text_format(arena, "%s x Education", rows[i]));
        ck_assert_double_eq(one + other, value_of(table, ROLE_COUNT, rows[i]));
        training += one;
    }
    ck_assert_double_eq(training, value_of(table, ROLE_COUNT, "Training"));
    for (uint32_t i = 0; i < table->cell_count; i++) {
        ck_assert_double_lt(fabs(table->cells[i].value - tables[0]->cells[i].value), 10);
    }
}
END_TEST

START_TEST(controlled_rounding_is_not_for_midpoints)
{
    struct redesign_cost cost = {0};
    struct table *tables[1] = {sample_table(arena, "ages.csv", ages)};
    const struct scope_input scope = {.candidate = sample_submission(arena, tables, 1)};
    const struct redesign_way way = {
        .kind = WAY_CONTROL,
        .rounding = {.counts = {.method = ROUND_TO_MIDPOINT, .base = 6}},
    };
    ck_assert_ptr_null(redesign_make(arena, &scope, &way, &cost));
}
END_TEST

/* Parts that go leave their whole, and what is left adds up no further. */
START_TEST(a_breakdown_is_left_out_with_its_cells)
{
    struct redesign_cost cost = {0};
    struct table *tables[1] = {sample_table(arena, "ages.csv", ages)};
    const struct scope_input scope = {.candidate = sample_submission(arena, tables, 1)};
    const char *const dropped[] = {"16-17", "18", "19-24"};
    const struct redesign_way way = {.kind = WAY_COARSEN,
                                     .dimension = tables[0]->dimensions[0].key,
                                     .dropped = dropped,
                                     .dropped_count = 3};
    const struct submission *made = redesign_make(arena, &scope, &way, &cost);
    ck_assert_ptr_nonnull(made);
    ck_assert_uint_eq(made->tables[0]->cell_count, 4);
    ck_assert_uint_eq(cost.gone, 12);
    ck_assert_uint_eq(made->tables[0]->dimensions[0].partition_count, 0);
    ck_assert_double_eq(value_of(made->tables[0], ROLE_COUNT, "Training"), 109);
}
END_TEST

START_TEST(categories_that_another_table_keeps_apart_are_not_merged)
{
    struct policy *policy = rulebook_create(arena);
    const struct suggestion *suggestion =
        ways_for("Age,Total\n16-17,504\n18-24,815\nAll,1319\n", policy);
    ck_assert_ptr_null(find_way(suggestion, "Merge 16-17 with 18"));
    rulebook_release(policy);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("redesign");
    TCase *tests = tcase_create("other ways");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, merged_categories_add_up_and_their_shares_are_worked_out_anew);
    tcase_add_test(tests, rounded_counts_say_so_and_shares_follow_them);
    tcase_add_test(tests,
                   ways_that_are_enough_come_first_and_the_others_say_what_is_left);
    tcase_add_test(tests, categories_that_another_table_keeps_apart_are_not_merged);
    tcase_add_test(tests, ways_that_are_not_enough_are_completed_by_hiding);
    tcase_add_test(tests, controlled_rounding_keeps_all_totals);
    tcase_add_test(tests, controlled_rounding_is_not_for_midpoints);
    tcase_add_test(tests, a_breakdown_is_left_out_with_its_cells);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
