/*
 * The attack on hand-made tables: each trap is one that somebody fell into, with the
 * arithmetic that gives the figure away.
 */
#include "attack/attack.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;

static void setup(void)
{
    arena = arena_create(0);
}

static void teardown(void)
{
    arena_destroy(arena);
}

static const struct attack_limits usual_limits = {
    .minimum = 10, .width = 5, .exact_ranges = true};

static const struct attack_result *attack(struct table *const *tables, size_t count)
{
    const struct submission *submission = sample_submission(arena, tables, count);
    const struct scope_input input = {.candidate = submission};
    return attack_run(arena, &input, &usual_limits);
}

/* The table with its counts rounded to a base. */
static void set_base(struct table *table, double base)
{
    struct measure *measures = arena_array(arena, table->measure_count, struct measure);
    memcpy(measures, table->measures, table->measure_count * sizeof(*measures));
    measures[0].rounding = (struct rounding){.kind = ROUNDING_NEAREST, .base = base};
    table->measures = measures;
}

static const struct attack_result *attack_one(const char *text)
{
    struct table *tables[] = {sample_table(arena, "one.csv", text)};
    return attack(tables, 1);
}

static const struct attack_result *attack_two(const char *one, const char *other)
{
    struct table *tables[] = {
        sample_table(arena, "one.csv", one),
        sample_table(arena, "two.csv", other),
    };
    tables[0]->universe = tables[1]->universe = "learners";
    return attack(tables, 2);
}

static const struct disclosure *find(const struct attack_result *result,
                                     enum disclosure_kind kind, const char *table,
                                     const char *place)
{
    for (size_t i = 0; i < result->disclosure_count; i++) {
        const struct disclosure *disclosure = &result->disclosures[i];
        if (disclosure->kind == kind && disclosure->table &&
            strcmp(disclosure->table->id, table) == 0 &&
            strcmp(table_cell_place(arena, disclosure->table, disclosure->cell), place) ==
                0) {
            return disclosure;
        }
    }
    return NULL;
}

static size_t count_of(const struct attack_result *result, enum disclosure_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < result->disclosure_count; i++) {
        count += result->disclosures[i].kind == kind;
    }
    return count;
}

static double signed_sum(const struct disclosure *disclosure)
{
    double sum = 0;
    for (uint32_t i = 0; i < disclosure->figure_count; i++) {
        sum += (double)disclosure->figures[i].multiplier * disclosure->figures[i].value;
    }
    return sum / (double)disclosure->divisor;
}

/* The disclosure is there, has this one value, and its figures give it. */
static void check_value(const struct attack_result *result, enum disclosure_kind kind,
                        const char *table, const char *place, double value)
{
    const struct disclosure *disclosure = find(result, kind, table, place);
    ck_assert_msg(disclosure != NULL, "nothing of kind %d at %s %s", (int)kind, table,
                  place);
    ck_assert_double_eq(disclosure->range.low, value);
    ck_assert_double_eq(disclosure->range.high, value);
    ck_assert_uint_gt(disclosure->figure_count, 0);
    ck_assert_double_eq_tol(signed_sum(disclosure), value, 1e-9);
}

static const struct solved_range *range_at(const struct attack_result *result,
                                           const char *table, const char *place)
{
    for (size_t i = 0; i < result->cell_count; i++) {
        const struct attack_cell *cell = &result->cells[i];
        if (strcmp(cell->table->id, table) == 0 &&
            strcmp(table_cell_place(arena, cell->table, cell->cell), place) == 0) {
            return &cell->range;
        }
    }
    ck_abort_msg("no hidden cell at %s %s", table, place);
    return NULL;
}

static void check_range(const struct attack_result *result, const char *table,
                        const char *place, double low, double high)
{
    const struct solved_range *range = range_at(result, table, place);
    ck_assert_int_eq(range->proof, RANGE_EXACT);
    ck_assert_double_eq(range->low, low);
    ck_assert_double_eq(range->high, high);
}

START_TEST(a_lone_hidden_cell_follows_from_its_margins)
{
    const struct attack_result *result = attack_one("Region,A,B,Total\n"
                                                    "North,c,20,27\n"
                                                    "South,30,40,70\n"
                                                    "England,37,60,97\n");
    check_value(result, DISCLOSURE_RECOVERABLE, "T01", "B2", 7);
    ck_assert_uint_eq(result->counts.exact, 1);
    ck_assert_uint_eq(find(result, DISCLOSURE_RECOVERABLE, "T01", "B2")->figure_count, 2);
}
END_TEST

START_TEST(a_table_without_hidden_cells_discloses_nothing)
{
    const struct attack_result *result = attack_one("Region,A,B,Total\n"
                                                    "North,17,20,37\n"
                                                    "South,30,40,70\n"
                                                    "England,47,60,107\n");
    ck_assert_uint_eq(result->disclosure_count, 0);
    ck_assert_uint_eq(result->cell_count, 0);
}
END_TEST

START_TEST(hidden_cells_of_a_square_keep_a_wide_range)
{
    const struct attack_result *result = attack_one("Region,A,B,C,Total\n"
                                                    "North,c,c,20,56\n"
                                                    "South,c,c,40,80\n"
                                                    "England,44,32,60,136\n");
    ck_assert_uint_eq(result->disclosure_count, 0);
    ck_assert_uint_eq(result->counts.protected, 4);
    check_range(result, "T01", "B2", 4, 36);
    check_range(result, "T01", "C3", 0, 32);
}
END_TEST

START_TEST(two_hidden_cells_that_are_small_together_are_a_hidden_sum)
{
    const struct attack_result *result = attack_one("Region,A,B,C,Total\n"
                                                    "North,c,c,20,26\n"
                                                    "South,c,c,40,80\n"
                                                    "England,24,22,60,106\n");
    check_value(result, DISCLOSURE_HIDDEN_SUM, "T01", "B2", 6);
    ck_assert_uint_eq(count_of(result, DISCLOSURE_HIDDEN_SUM), 1);
    check_range(result, "T01", "B2", 0, 6);
}
END_TEST

START_TEST(a_total_that_leaves_nothing_shows_every_hidden_zero)
{
    const struct attack_result *result = attack_one("Region,A,B,C,Total\n"
                                                    "North,c,c,26,26\n"
                                                    "South,c,c,40,80\n"
                                                    "England,24,16,66,106\n");
    const struct disclosure *zero = find(result, DISCLOSURE_RECOVERABLE, "T01", "B2");
    ck_assert_ptr_nonnull(zero);
    ck_assert_double_eq(zero->range.high, 0);
    check_value(result, DISCLOSURE_RECOVERABLE, "T01", "B3", 24);
}
END_TEST

START_TEST(bands_that_overlap_by_a_year_leave_that_year)
{
    struct table *tables[] = {
        sample_table(arena, "one.csv", "Age,Total\n16-24,1405\n25-34,300\n"),
        sample_table(arena, "two.csv", "Age,Total\n16 to 25,1412\n26-34,293\n"),
    };
    const struct attack_result *result = attack(tables, 2);
    ck_assert_uint_ge(count_of(result, DISCLOSURE_DIFFERENCE), 1);
    const struct disclosure *year = &result->disclosures[0];
    ck_assert_double_eq(year->range.low, 7);
    ck_assert_double_eq(year->range.high, 7);
    ck_assert_double_eq_tol(signed_sum(year), 7, 1e-9);
    ck_assert_str_eq(year->region, "aged 25");
}
END_TEST

START_TEST(a_narrower_universe_leaves_those_outside_it)
{
    struct table *tables[] = {
        sample_table(arena, "all.csv",
                     "Region,Total\nNorth,120\nSouth,300\nEngland,420\n"),
        sample_table(arena, "earners.csv",
                     "Region,Total\nNorth,113\nSouth,280\nEngland,393\n"),
    };
    tables[0]->universe = "all learners";
    tables[1]->universe = "with earnings";
    tables[1]->within = "all learners";
    const struct attack_result *result = attack(tables, 2);
    check_value(result, DISCLOSURE_DIFFERENCE, "T02", "B2", 7);
    ck_assert_uint_eq(count_of(result, DISCLOSURE_DIFFERENCE), 1);
}
END_TEST

START_TEST(a_later_cut_with_one_more_person_is_alike)
{
    struct table *tables[] = {
        sample_table(arena, "old.csv",
                     "Region,A,B,Total\nNorth,20,30,50\nSouth,30,40,70\n"
                     "England,50,70,120\n"),
        sample_table(arena, "new.csv",
                     "Region,A,B,Total\nNorth,21,30,51\nSouth,30,40,70\n"
                     "England,51,70,121\n"),
    };
    const struct attack_result *result = attack(tables, 2);
    ck_assert_uint_eq(count_of(result, DISCLOSURE_SIMILAR), 4);
    check_value(result, DISCLOSURE_SIMILAR, "T01", "B2", 1);
}
END_TEST

START_TEST(two_years_of_one_table_are_not_alike)
{
    struct table *tables[] = {
        sample_table(arena, "old.csv",
                     "Region,A,B,Total\nNorth,220,330,550\nSouth,130,440,570\n"
                     "England,350,770,1120\n"),
        sample_table(arena, "new.csv",
                     "Region,A,B,Total\nNorth,271,390,661\nSouth,99,403,502\n"
                     "England,370,793,1163\n"),
    };
    const struct attack_result *result = attack(tables, 2);
    ck_assert_uint_eq(result->disclosure_count, 0);
}
END_TEST

START_TEST(an_earlier_release_joins_the_system)
{
    struct table *now[] = {
        sample_table(arena, "now.csv",
                     "Region,A,B,Total\nNorth,c,c,50\nSouth,c,c,70\nEngland,50,70,120\n"),
    };
    struct table *then[] = {
        sample_table(arena, "then.csv", "Region,A,Total\nNorth,13,50\n"),
    };
    now[0]->universe = then[0]->universe = "learners";
    const struct submission *candidate = sample_submission(arena, now, 1);
    const struct submission *earlier[] = {sample_submission(arena, then, 1)};
    const struct scope_input input = {
        .candidate = candidate, .earlier = earlier, .earlier_count = 1};
    ck_assert_uint_eq(
        attack_run(arena, &(struct scope_input){.candidate = candidate}, &usual_limits)
            ->counts.exact,
        0);
    const struct attack_result *result = attack_run(arena, &input, &usual_limits);
    check_value(result, DISCLOSURE_RECOVERABLE, "T01", "C2", 37);
    check_value(result, DISCLOSURE_RECOVERABLE, "T01", "B3", 37);
}
END_TEST

START_TEST(a_recomputed_total_beside_the_true_one_gives_the_hidden_row)
{
    const struct attack_result *result =
        attack_two("Region,A,B,Total\nNorth,c,30,30\nSouth,30,40,70\nEngland,30,70,100\n",
                   "Region,Total\nNorth,33\nSouth,70\nEngland,103\n");
    const struct disclosure *alike = find(result, DISCLOSURE_SIMILAR, "T01", "D2");
    ck_assert_ptr_nonnull(alike);
    ck_assert_double_eq(alike->range.low, 3);
    ck_assert_double_eq(signed_sum(alike), 3);
    ck_assert_ptr_nonnull(find(result, DISCLOSURE_CONTRADICTION, "T01", "D2"));
}
END_TEST

START_TEST(a_second_table_with_merged_columns_undoes_the_first)
{
    const struct attack_result *result = attack_two("Region,A,B,C,Total\n"
                                                    "North,c,c,20,40\n"
                                                    "South,c,c,40,80\n"
                                                    "England,24,36,60,120\n",
                                                    "Region,A,B or C,Total\n"
                                                    "North,c,33,40\n"
                                                    "South,17,63,80\n"
                                                    "England,24,96,120\n");
    check_value(result, DISCLOSURE_RECOVERABLE, "T01", "B2", 7);
    check_value(result, DISCLOSURE_RECOVERABLE, "T01", "C2", 13);
    check_value(result, DISCLOSURE_RECOVERABLE, "T01", "C3", 23);
    ck_assert_uint_eq(result->counts.exact, 4);
}
END_TEST

/* Each pair of the three leaves every cell open; all three give them. */
START_TEST(three_tables_reveal_only_together)
{
    const char *texts[] = {
        "Region,A,B,C,Total\nNorth,c,c,c,30\nSouth,c,c,c,70\nEngland,40,40,20,100\n",
        "Region,A or B,C,Total\nNorth,c,c,30\nSouth,c,c,70\nEngland,80,20,100\n",
        "Region,A,B or C,Total\nNorth,8,22,30\nSouth,32,38,70\nEngland,40,60,100\n",
    };
    struct table *tables[3];
    for (int i = 0; i < 3; i++) {
        tables[i] = sample_table(arena,
                                 i == 0   ? "1.csv"
                                 : i == 1 ? "2.csv"
                                          : "3.csv",
                                 texts[i]);
        tables[i]->universe = "learners";
    }
    ck_assert_uint_eq(attack(tables, 2)->counts.exact, 0);
    const struct attack_result *result = attack(tables, 3);
    check_value(result, DISCLOSURE_RECOVERABLE, "T01", "B2", 8);
    check_range(result, "T01", "C2", 2, 22);
}
END_TEST

START_TEST(a_percentage_gives_back_a_hidden_count)
{
    struct table *table = sample_table(arena, "one.csv",
                                       "Region,A,B,C,Total,% A\n"
                                       "North,c,c,20,57,12.3\n"
                                       "South,c,c,40,90,33.3\n"
                                       "England,37,50,60,147,25.2\n");
    const struct attack_result *result = attack(&table, 1);
    check_range(result, "T01", "B2", 7, 7);
    const struct disclosure *found = find(result, DISCLOSURE_RECOVERABLE, "T01", "B2");
    ck_assert_ptr_nonnull(found);
    ck_assert_uint_ge(found->figure_count, 1);
}
END_TEST

/* 5 of 60 would be 8.3 %; rounded to 5 the count could be 3 to 7. */
START_TEST(a_percentage_undoes_a_rounding)
{
    struct table *table = sample_table(arena, "one.csv",
                                       "Region,A,B,Total,% A\n"
                                       "North,5,55,60,6.67\n");
    set_base(table, 5);
    const struct attack_result *result = attack(&table, 1);
    const struct disclosure *found = find(result, DISCLOSURE_GIVES_BACK, "T01", "B2");
    ck_assert_ptr_nonnull(found);
    ck_assert_double_eq(found->range.low, 4);
    ck_assert_double_eq(found->range.high, 4);
}
END_TEST

START_TEST(a_number_behind_a_percentage_alone_is_given_back)
{
    struct table *table = sample_table(
        arena, "one.csv", "Region,Total,% Deaf\nNorth,57,12.3\nSouth,400,25.0\n");
    const struct attack_result *result = attack(&table, 1);
    ck_assert_uint_eq(count_of(result, DISCLOSURE_GIVES_BACK), 1);
    ck_assert_double_eq(result->disclosures[0].range.low, 7);
    ck_assert_double_eq(result->disclosures[0].range.high, 7);
}
END_TEST

START_TEST(shares_without_a_base_give_it_back)
{
    struct table *table = sample_table(
        arena, "one.csv", "Region,% A,% B\nNorth,12.28,87.72\nSouth,50.0,50.0\n");
    const struct attack_result *result = attack(&table, 1);
    const struct disclosure *found = find(result, DISCLOSURE_COMMON_BASE, "T01", "B2");
    ck_assert_ptr_nonnull(found);
    ck_assert_uint_eq(found->candidate_count, 1);
    ck_assert_double_eq(found->candidates[0], 57);
    ck_assert_uint_eq(count_of(result, DISCLOSURE_COMMON_BASE), 1);
}
END_TEST

START_TEST(a_mean_of_a_few_gives_back_how_many)
{
    struct table *table =
        sample_table(arena, "one.csv", "Region,n,mean\nNorth,<5,1.33\n");
    struct measure *measures = sample_own_measures(arena, table);
    for (uint32_t m = 0; m < table->measure_count; m++) {
        measures[m].is_money = false; /* absences, say */
    }
    const struct attack_result *result = attack(&table, 1);
    const struct disclosure *found = find(result, DISCLOSURE_COMMON_BASE, "T01", "B2");
    ck_assert_ptr_nonnull(found);
    ck_assert_double_eq(found->candidates[0], 3);
}
END_TEST

/* 763 in all, 700 shown: the two others hold 63, and a band of less than 60 leaves 4 or
 * more. */
START_TEST(a_band_beside_a_known_total_narrows_the_other_cell)
{
    const struct attack_result *result =
        attack_one("Region,A,B,C,Total\nNorth,c,<60,700,763\nSouth,30,40,50,120\n");
    check_range(result, "T01", "B2", 4, 62);
    check_range(result, "T01", "C2", 1, 59);
}
END_TEST

START_TEST(regions_rounded_to_ten_leave_a_range_not_a_value)
{
    const char *text = "Area,Total\nDurham,20\nYork,c\nEngland,40\n";
    struct table *exact = sample_table(arena, "exact.csv", text);
    check_value(attack(&exact, 1), DISCLOSURE_RECOVERABLE, "T01", "B3", 20);
    struct table *rounded = sample_table(arena, "rounded.csv", text);
    set_base(rounded, 10);
    check_range(attack(&rounded, 1), "T01", "B3", 35 - 24, 44 - 15);
}
END_TEST

START_TEST(parts_that_exceed_their_total_are_a_contradiction_and_left_out)
{
    const struct attack_result *result = attack_one("Region,A,B,Total\n"
                                                    "North,17,20,39\n"
                                                    "South,30,c,70\n"
                                                    "England,47,60,109\n");
    ck_assert_uint_ge(count_of(result, DISCLOSURE_CONTRADICTION), 1);
    ck_assert_ptr_nonnull(find(result, DISCLOSURE_CONTRADICTION, "T01", "D2"));
    check_value(result, DISCLOSURE_RECOVERABLE, "T01", "C3", 40);
}
END_TEST

START_TEST(results_are_the_same_for_one_worker_and_two)
{
    const char *text = "Region,A,B,C,Total\nNorth,c,c,20,56\nSouth,c,c,40,80\n"
                       "West,c,c,c,90\nEngland,74,62,90,226\n";
    struct table *tables[] = {sample_table(arena, "one.csv", text)};
    const struct submission *submission = sample_submission(arena, tables, 1);
    const struct scope_input input = {.candidate = submission};
    struct attack_limits limits = usual_limits;
    limits.workers = 1;
    const struct attack_result *one = attack_run(arena, &input, &limits);
    limits.workers = 3;
    const struct attack_result *three = attack_run(arena, &input, &limits);
    ck_assert_uint_eq(one->cell_count, three->cell_count);
    for (size_t i = 0; i < one->cell_count; i++) {
        ck_assert_double_eq(one->cells[i].range.low, three->cells[i].range.low);
        ck_assert_double_eq(one->cells[i].range.high, three->cells[i].range.high);
        ck_assert_int_eq(one->cells[i].range.proof, three->cells[i].range.proof);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("attack");
    TCase *tests = tcase_create("traps");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_lone_hidden_cell_follows_from_its_margins);
    tcase_add_test(tests, a_table_without_hidden_cells_discloses_nothing);
    tcase_add_test(tests, hidden_cells_of_a_square_keep_a_wide_range);
    tcase_add_test(tests, two_hidden_cells_that_are_small_together_are_a_hidden_sum);
    tcase_add_test(tests, a_total_that_leaves_nothing_shows_every_hidden_zero);
    tcase_add_test(tests, bands_that_overlap_by_a_year_leave_that_year);
    tcase_add_test(tests, a_narrower_universe_leaves_those_outside_it);
    tcase_add_test(tests, a_later_cut_with_one_more_person_is_alike);
    tcase_add_test(tests, two_years_of_one_table_are_not_alike);
    tcase_add_test(tests, an_earlier_release_joins_the_system);
    tcase_add_test(tests, a_recomputed_total_beside_the_true_one_gives_the_hidden_row);
    tcase_add_test(tests, a_second_table_with_merged_columns_undoes_the_first);
    tcase_add_test(tests, three_tables_reveal_only_together);
    tcase_add_test(tests, a_percentage_gives_back_a_hidden_count);
    tcase_add_test(tests, a_percentage_undoes_a_rounding);
    tcase_add_test(tests, a_number_behind_a_percentage_alone_is_given_back);
    tcase_add_test(tests, shares_without_a_base_give_it_back);
    tcase_add_test(tests, a_mean_of_a_few_gives_back_how_many);
    tcase_add_test(tests, a_band_beside_a_known_total_narrows_the_other_cell);
    tcase_add_test(tests, regions_rounded_to_ten_leave_a_range_not_a_value);
    tcase_add_test(tests, parts_that_exceed_their_total_are_a_contradiction_and_left_out);
    tcase_add_test(tests, results_are_the_same_for_one_worker_and_two);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
