/*
 * Strata: tables that each count one part of a population, and what proves it.
 */
#include "attack/know/strata.h"
#include "base/text.h"
#include "support/attack_sample.h"
#include "support/run_suite.h"

#include <check.h>

static struct arena *arena;

static void setup(void)
{
    arena = arena_create(0);
}

static void teardown(void)
{
    arena_destroy(arena);
}

static struct knowledge *know_files(const char *const *texts, size_t count)
{
    struct table *tables[16];
    for (size_t i = 0; i < count; i++) {
        tables[i] = sample_table(arena, text_format(arena, "%zu.csv", i), texts[i]);
    }
    return know_samples(arena, tables, count);
}

START_TEST(three_files_of_which_one_is_the_sum_are_found_by_arithmetic)
{
    const char *const texts[] = {"Age,N\n16-18,112\n19-24,205\n25+,318\n",
                                 "Age,N\n16-18,232\n19-24,420\n25+,656\n",
                                 "Age,N\n16-18,120\n19-24,215\n25+,338\n"};
    const struct knowledge *knowledge = know_files(texts, 3);
    ck_assert_uint_eq(knowledge->strata_count, 1);
    ck_assert(!knowledge->strata[0].is_proven); /* three lines: 22 bits */
    const char *const more[] = {
        "Age,N\n16-18,112\n19-24,205\n25-29,318\n30+,771\n60+,95\n",
        "Age,N\n16-18,232\n19-24,420\n25-29,656\n30+,1600\n60+,208\n",
        "Age,N\n16-18,120\n19-24,215\n25-29,338\n30+,829\n60+,113\n"};
    knowledge = know_files(more, 3);
    ck_assert_uint_eq(knowledge->strata_count, 1);
    const struct stratum_sum *sum = &knowledge->strata[0];
    ck_assert(sum->is_proven && sum->is_exhaustive);
    ck_assert_uint_eq(sum->whole.universe, knowledge->table_universe[1]);
    ck_assert_uint_eq(sum->part_count, 2);
    ck_assert_uint_eq(sum->agree, 5);
}
END_TEST

START_TEST(a_line_that_does_not_add_up_leaves_a_rest)
{
    const char *const texts[] = {
        "Age,N\n16-18,112\n19-24,205\n25-29,318\n30+,771\n60+,95\n",
        "Age,N\n16-18,232\n19-24,423\n25-29,656\n30+,1600\n60+,208\n",
        "Age,N\n16-18,120\n19-24,215\n25-29,338\n30+,829\n60+,113\n"};
    const struct knowledge *knowledge = know_files(texts, 3);
    ck_assert_uint_eq(knowledge->strata_count, 1);
    ck_assert(knowledge->strata[0].is_proven && !knowledge->strata[0].is_exhaustive);
}
END_TEST

START_TEST(lines_that_exceed_their_whole_refute_a_sum)
{
    const char *const texts[] = {
        "Age,N\n16-18,112\n19-24,205\n25-29,318\n30+,771\n60+,95\n",
        "Age,N\n16-18,232\n19-24,417\n25-29,656\n30+,1598\n60+,208\n",
        "Age,N\n16-18,120\n19-24,215\n25-29,338\n30+,829\n60+,113\n"};
    ck_assert_uint_eq(know_files(texts, 3)->strata_count, 0);
}
END_TEST

/* Figures of a file: `seed` tells the files apart; lines above 900 people are whole. */
static unsigned figure(unsigned seed, unsigned line)
{
    return 40 + (seed * 7919 + line * 104729 + seed * line * 31337) % 860;
}

static const char *file_of(const unsigned *seeds, unsigned count, unsigned lines)
{
    const char *text = "Area,N\n";
    for (unsigned line = 0; line < lines; line++) {
        unsigned sum = 0;
        for (unsigned i = 0; i < count; i++) {
            sum += figure(seeds[i], line);
        }
        text = text_format(arena, "%sarea %c,%u\n", text, 'a' + (char)line, sum);
    }
    return text;
}

START_TEST(wholes_of_many_files_are_found_by_elimination)
{
    static const unsigned north[] = {1, 2, 3};
    static const unsigned south[] = {4, 5, 6, 7};
    static const unsigned all[] = {1, 2, 3, 4, 5, 6, 7};
    const char *texts[10];
    for (unsigned i = 0; i < 7; i++) {
        texts[i] = file_of(&all[i], 1, 20);
    }
    texts[7] = file_of(north, 3, 20);
    texts[8] = file_of(south, 4, 20);
    texts[9] = file_of(all, 7, 20);
    const struct knowledge *knowledge = know_files(texts, 10);
    bool is_north = false;
    bool is_south = false;
    bool is_all = false;
    for (size_t i = 0; i < knowledge->strata_count; i++) {
        const struct stratum_sum *sum = &knowledge->strata[i];
        ck_assert(sum->is_proven && sum->is_exhaustive);
        is_north |=
            sum->whole.universe == knowledge->table_universe[7] && sum->part_count == 3;
        is_south |=
            sum->whole.universe == knowledge->table_universe[8] && sum->part_count == 4;
        is_all |= sum->whole.universe == knowledge->table_universe[9];
    }
    ck_assert(is_north && is_south && is_all);
}
END_TEST

START_TEST(many_files_that_add_up_to_nothing_are_no_strata)
{
    const char *texts[12];
    for (unsigned i = 0; i < 12; i++) {
        texts[i] = file_of(&i, 1, 20);
    }
    ck_assert_uint_eq(know_files(texts, 12)->strata_count, 0);
}
END_TEST

START_TEST(who_says_that_a_table_is_part_of_no_other_answers_a_suspicion)
{
    static const char *const texts[] = {"Age,N\n16-18,c\n19-24,13\n25+,c\n",
                                        "Age,N\n16-18,c\n19-24,20\n25+,c\n",
                                        "Age,N\n16-18,c\n19-24,33\n25+,c\n"};
    static const char *const names[] = {"learners_male.csv", "learners_female.csv",
                                        "learners_all.csv"};
    static const char *const universes[] = {"men", "women", "all"};
    struct table *tables[3];
    for (size_t i = 0; i < 3; i++) {
        tables[i] = sample_table(arena, names[i], texts[i]);
        tables[i]->universe = universes[i];
    }
    ck_assert_uint_eq(know_samples(arena, tables, 3)->strata_count, 1);
    ck_assert_uint_eq(
        attack_count(attack_samples(arena, tables, 3), DISCLOSURE_SUSPECTED), 1);
    tables[0]->within = "none";
    ck_assert_uint_eq(know_samples(arena, tables, 3)->strata_count, 0);
    ck_assert_uint_eq(
        attack_count(attack_samples(arena, tables, 3), DISCLOSURE_SUSPECTED), 0);
}
END_TEST

START_TEST(what_is_proven_stays_whatever_is_said)
{
    static const char *const texts[] = {
        "Age,N\n16-18,112\n19-24,205\n25-29,318\n30+,771\n60+,95\n",
        "Age,N\n16-18,232\n19-24,420\n25-29,656\n30+,1600\n60+,208\n",
        "Age,N\n16-18,120\n19-24,215\n25-29,338\n30+,829\n60+,113\n"};
    struct table *tables[3];
    for (size_t i = 0; i < 3; i++) {
        tables[i] = sample_table(arena, text_format(arena, "%zu.csv", i), texts[i]);
        tables[i]->universe = text_format(arena, "u%zu", i);
        tables[i]->within = "none";
    }
    ck_assert_uint_eq(know_samples(arena, tables, 3)->strata_count, 1);
}
END_TEST

START_TEST(parts_of_a_suspected_whole_are_no_cuts_of_each_other)
{
    static const char *const texts[] = {"Age,N\n16-18,c\n19-24,13\n25+,40\n",
                                        "Age,N\n16-18,c\n19-24,20\n25+,42\n",
                                        "Age,N\n16-18,c\n19-24,33\n25+,c\n"};
    static const char *const names[] = {"learners_male.csv", "learners_female.csv",
                                        "learners_all.csv"};
    struct table *tables[3];
    for (size_t i = 0; i < 3; i++) {
        tables[i] = sample_table(arena, names[i], texts[i]);
    }
    ck_assert_uint_eq(attack_count(attack_samples(arena, tables, 3), DISCLOSURE_SIMILAR),
                      0);
}
END_TEST

/* What is not looked for in so many steps; the table before cells were hidden or NULL. */
static const struct attack_result *attack_in(size_t steps, const char *text,
                                             const char *before)
{
    static const struct attack_limits limits = {.minimum = 10, .width = 5};
    struct table *tables[] = {sample_table(arena, "one.csv", text)};
    struct table *earlier[] = {before ? sample_table(arena, "one.csv", before) : NULL};
    const struct scope_input input = {
        .candidate = sample_submission(arena, tables, 1),
        .before = before ? sample_submission(arena, earlier, 1) : NULL,
        .search_steps = steps,
    };
    return attack_run(arena, &input, &limits);
}

static const char side_by_side[] = "Group,North,South,East,West,Midlands,Wales\n"
                                   "Learners,1412,1911,3311,987,1500,1204\n"
                                   "Employed,805,1204,2102,503,793,604\n"
                                   "Male,700,900,1600,480,600,500\n"
                                   "Learning,500,700,1008,380,600,490\n"
                                   "Neither,107,c,201,104,107,110\n"
                                   "Female,712,1011,1711,507,900,704\n";

START_TEST(a_search_for_sums_of_categories_that_ends_early_is_told)
{
    const struct attack_result *all = attack_in(0, side_by_side, NULL);
    ck_assert_uint_eq(attack_count(all, DISCLOSURE_UNSEARCHED), 0);
    ck_assert_ptr_nonnull(attack_find(arena, all, DISCLOSURE_RECOVERABLE, "T01", "C6"));
    const struct attack_result *some = attack_in(3, side_by_side, NULL);
    ck_assert_uint_eq(attack_count(some, DISCLOSURE_RECOVERABLE), 0);
    ck_assert_uint_eq(attack_count(some, DISCLOSURE_UNSEARCHED), 3);
    const struct disclosure *open = &some->disclosures[0];
    ck_assert_int_eq((int)open->kind, DISCLOSURE_UNSEARCHED);
    ck_assert_str_eq(open->table->id, "T01");
    ck_assert_str_eq(open->region, "Group");
    ck_assert_uint_eq(some->counts.protected, 0);
    ck_assert_uint_eq(some->counts.not_proven, 1);
    ck_assert_int_eq((int)some->cells[0].outcome, HIDDEN_NOT_PROVEN);
}
END_TEST

START_TEST(what_was_searched_before_cells_were_hidden_is_searched)
{
    const char *before = "Group,North,South,East,West,Midlands,Wales\n"
                         "Learners,1412,1911,3311,987,1500,1204\n"
                         "Employed,805,1204,2102,503,793,604\n"
                         "Male,700,900,1600,480,600,500\n"
                         "Learning,500,700,1008,380,600,490\n"
                         "Neither,107,7,201,104,107,110\n"
                         "Female,712,1011,1711,507,900,704\n";
    /* Enough for both with all cells, and with one hidden. */
    ck_assert_uint_eq(
        attack_count(attack_in(100000, side_by_side, before), DISCLOSURE_UNSEARCHED), 0);
    ck_assert_uint_eq(
        attack_count(attack_in(3, side_by_side, before), DISCLOSURE_UNSEARCHED), 3);
}
END_TEST

START_TEST(a_search_for_sums_of_tables_that_ends_early_is_told)
{
    const char *const texts[] = {
        "Age,N\n16-18,112\n19-24,205\n25-29,318\n30+,771\n60+,95\n",
        "Age,N\n16-18,232\n19-24,420\n25-29,656\n30+,1600\n60+,208\n",
        "Age,N\n16-18,120\n19-24,215\n25-29,338\n30+,829\n60+,113\n"};
    struct table *tables[3];
    for (size_t i = 0; i < 3; i++) {
        tables[i] = sample_table(arena, text_format(arena, "%zu.csv", i), texts[i]);
    }
    const struct attack_limits limits = {.minimum = 10, .width = 5};
    struct scope_input input = {.candidate = sample_submission(arena, tables, 3)};
    ck_assert_uint_eq(
        attack_count(attack_run(arena, &input, &limits), DISCLOSURE_UNSEARCHED), 0);
    input.search_steps = 2;
    const struct attack_result *some = attack_run(arena, &input, &limits);
    ck_assert_uint_eq(attack_count(some, DISCLOSURE_UNSEARCHED), 1);
    ck_assert_ptr_null(some->disclosures[some->disclosure_count - 1].table);
}
END_TEST

START_TEST(one_tree_of_categories_needs_no_search)
{
    static const char tree[] = "Region,A,B,C\n"
                               "North,412,805,90\n"
                               "South,301,c,80\n"
                               "West,202,107,c\n"
                               "England,915,1112,240\n";
    const struct attack_result *result = attack_in(3, tree, NULL);
    for (size_t i = 0; i < result->disclosure_count; i++) {
        const struct disclosure *found = &result->disclosures[i];
        ck_assert(found->kind != DISCLOSURE_UNSEARCHED ||
                  !text_equals(found->region, "Region"));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("strata");
    TCase *tests = tcase_create("found by arithmetic");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, three_files_of_which_one_is_the_sum_are_found_by_arithmetic);
    tcase_add_test(tests, a_line_that_does_not_add_up_leaves_a_rest);
    tcase_add_test(tests, lines_that_exceed_their_whole_refute_a_sum);
    tcase_add_test(tests, wholes_of_many_files_are_found_by_elimination);
    tcase_add_test(tests, many_files_that_add_up_to_nothing_are_no_strata);
    tcase_add_test(tests, who_says_that_a_table_is_part_of_no_other_answers_a_suspicion);
    tcase_add_test(tests, what_is_proven_stays_whatever_is_said);
    tcase_add_test(tests, parts_of_a_suspected_whole_are_no_cuts_of_each_other);
    tcase_add_test(tests, a_search_for_sums_of_categories_that_ends_early_is_told);
    tcase_add_test(tests, what_was_searched_before_cells_were_hidden_is_searched);
    tcase_add_test(tests, a_search_for_sums_of_tables_that_ends_early_is_told);
    tcase_add_test(tests, one_tree_of_categories_needs_no_search);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
