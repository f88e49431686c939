/* P101 and P102: small bases, and counts that percentages and means give back. */
#include "support/rulebook.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>

static struct arena *arena;
static struct policy *policy;

static void set_up(void)
{
    arena = arena_create(0);
    policy = rulebook_create(arena);
    (void)rulebook_add(arena, policy, "percent-base");
    (void)rulebook_add(arena, policy, "gives-back-count");
    rulebook_set(rulebook_rule(policy, 0), "minimum-base", 10);
    rulebook_set(rulebook_rule(policy, 1), "minimum", 10);
}

static void tear_down(void)
{
    rulebook_release(policy);
    arena_destroy(arena);
}

static const struct findings *judge(const char *text)
{
    return rulebook_judge(arena, policy, sample_table(arena, "a.csv", text));
}

static const struct {
    const char *table;
    size_t base;
    size_t given_back;
} cases[] = {
    {"R,% A,Total\nN,55.6,9\n", 1, 0},
    {"R,% A,Total\nN,50.0,10\n", 0, 1}, /* 5 of 10 */
    {"R,% A,Total\nN,50.0,20\n", 0, 0}, /* 10 of 20 */
    {"R,% A,Total\nN,45.0,20\n", 0, 1}, /* 9 of 20 */
    {"R,% A,Total\nN,50.0,0\n", 0, 0},
    {"R,mean,n\nN,2000,9\n", 1, 0},
    {"R,mean,n\nN,2000,10\n", 0, 0},
    {"R,median,n\nN,2000,9\n", 1, 0},
    {"R,sum,n\nN,2000,9\n", 1, 0},
    {"R,rate,n\nN,12.5,9\n", 1, 0},
    {"R,rate,n\nN,12.5,10\n", 0, 0},
    {"R,% A,Total\nN,99.7,1431\n", 0, 1}, /* leaves 4 or 5 */
    {"R,% A,Total\nN,0.3,1431\n", 0, 1},  /* 4 or 5 */
    {"R,% A,Total\nN,99.0,1431\n", 0, 0}, /* leaves 14 or 15 */
    {"R,% A,Total\nN,100.0,1431\n", 0, 0},
    {"R,% A,Total\nN,0.0,1431\n", 0, 0},
    {"R,% A,Total\nN,1,1000\n", 0, 0}, /* 5 to 15 */
    {"R,% A,Total\nN,1,600\n", 0, 1},  /* 3 to 9 */
    {"R,% A,Total\nN,1,666\n", 0, 1},  /* 4 to 9 */
    {"R,% A,Total\nN,1,667\n", 0, 0},  /* 4 to 10 */
    {"R,% A,Total\nN,1,199\n", 0, 1},  /* 1 or 2 */
    {"R,% A,Total\nN,c,1431\n", 0, 0},
    {"R,A,% A,Total\nN,7,1.4,500\n", 0, 1}, /* the count is printed: hide both */
    /* A hidden count, exactly or nearly nobody. */
    {"R,A,% A,Total\nN,c,30.0,40\n", 0, 1}, /* 12 exactly */
    {"R,A,% A,Total\nN,c,30,4000\n", 0, 0},
    {"R,A,% A,Total\nN,c,0,600\n", 0, 1},    /* 0 to 3 */
    {"R,A,% A,Total\nN,40,30.0,40\n", 0, 0}, /* printed: nothing to give back */
    /* A hidden base. */
    {"R,A,% A,Total\nN,12,30.0,c\n", 0, 1}, /* 40 */
    {"R,A,% A,Total\nN,1200,30,c\n", 0, 0},
    /* Full-person equivalents: no whole number need fit. */
    {"R,% A,Total\nN,99.5,1431.5\n", 0, 1}, /* 6.4 to 7.9 */
    {"R,% A,Total\nN,99.3,1431.5\n", 0, 0}, /* 9.3 to 10.7 */
    /* A total over its mean. */
    {"R,n,mean,sum\nN,c,5850,23400\n", 0, 1},
    {"R,n,mean,sum\nN,c,500,20000\n", 0, 1}, /* 40, hidden and exact */
    {"R,n,mean,sum\nN,c,50,200000\n", 0, 0},
    {"R,mean,sum\nN,5850,23400\n", 0, 1},
    {"R,mean,sum\nN,500,20000\n", 0, 0},
    {"R,n,mean,sum\nN,40,5850,23400\n", 0, 0},
};

START_TEST(small_bases_and_counts_given_back_are_found)
{
    const struct findings *findings = judge(cases[_i].table);
    ck_assert_msg(findings_of(findings, "P101") == cases[_i].base, "%s %zu",
                  cases[_i].table, findings_of(findings, "P101"));
    ck_assert_msg(findings_of(findings, "P102") == cases[_i].given_back, "%s %zu",
                  cases[_i].table, findings_of(findings, "P102"));
}
END_TEST

static const struct {
    const char *table;
    const char *code;
    const char *message;
} messages[] = {
    {"R,% A,Total\nMids,99.7,1431\n", "P102",
     "99.7% of 1,431 gives back 4 or 5 people who are not counted in it"},
    {"R,% A,Total\nMids,0.3,1431\n", "P102", "0.3% of 1,431 gives back 4 or 5 people"},
    {"R,% A,Total\nMids,10.0,10\n", "P102", "10.0% of 10 gives back 1 person"},
    {"R,% A,Total\nMids,1,600\n", "P102", "1% of 600 gives back 3 to 9 people"},
    {"R,A,% A,Total\nMids,c,30.0,40\n", "P102",
     "30.0% of 40 gives back 12 people, which is hidden"},
    {"R,A,% A,Total\nMids,12,30.0,c\n", "P102", "12 is 30.0% of a hidden base: it is 40"},
    {"R,n,mean,sum\nMids,c,5850,23400\n", "P102",
     "total 23,400 over mean 5,850 in Mids gives back a count of 4, which is hidden"},
    {"R,% A,Total\nMids,55.6,9\n", "P101",
     "percentage 55.6% in Mids rests on 9 people; minimum base is 10"},
    {"R,mean,n\nMids,21000,9\n", "P101",
     "mean 21,000 in Mids rests on 9 people; minimum base is 10"},
};

START_TEST(what_is_given_back_is_said)
{
    const struct finding *finding =
        finding_of(judge(messages[_i].table), messages[_i].code);
    ck_assert_ptr_nonnull(finding);
    ck_assert_str_eq(finding->message, messages[_i].message);
}
END_TEST

START_TEST(the_range_and_the_base_come_with_the_finding)
{
    const struct finding *finding =
        finding_of(judge("R,% A,Total\nN,99.7,1431\n"), "P102");
    ck_assert(finding->has_range);
    ck_assert_double_eq(finding->range.low, 4);
    ck_assert_double_eq(finding->range.high, 5);
    ck_assert_uint_eq(finding->figure_count, 1);
    ck_assert_double_eq(finding->figures[0].value, 1431);
}
END_TEST

static const struct {
    double minimum;
    const char *table;
    size_t findings;
} bases[] = {
    {22.5, "R,% A,Total\nN,50.0,22.5\n", 0},
    {22.5, "R,% A,Total\nN,50.0,22.4\n", 1},
    {22.5, "R,% A,Total\nN,50.0,22\n", 1},
    {22.5, "R,% A,Total\nN,50.0,23\n", 0},
};

START_TEST(a_minimum_need_not_be_whole)
{
    rulebook_set(rulebook_rule(policy, 0), "minimum-base", bases[_i].minimum);
    ck_assert_uint_eq(findings_of(judge(bases[_i].table), "P101"), bases[_i].findings);
}
END_TEST

static const struct {
    const char *table;
    size_t findings;
} sides[] = {
    {"R,A,% A,Total\nN,2,4.0,50\n", 1},   {"R,A,% A,Total\nN,3,6.0,50\n", 0},
    {"R,A,% A,Total\nN,0,0.0,50\n", 0},   {"R,A,% A,Total\nN,48,96.0,50\n", 1},
    {"R,A,% A,Total\nN,46,92.0,50\n", 0}, {"R,A,% A,Total\nN,50,100.0,50\n", 0},
};

START_TEST(numerator_and_remainder_have_minimums_of_their_own)
{
    rulebook_set(rulebook_rule(policy, 0), "minimum-numerator", 3);
    rulebook_set(rulebook_rule(policy, 0), "minimum-remainder", 4);
    ck_assert_uint_eq(findings_of(judge(sides[_i].table), "P101"), sides[_i].findings);
}
END_TEST

START_TEST(means_may_have_another_minimum_than_percentages)
{
    rulebook_set(rulebook_rule(policy, 0), "minimum-average", 8);
    ck_assert_uint_eq(findings_of(judge("R,mean,n\nN,2000,8\n"), "P101"), 0);
    ck_assert_uint_eq(findings_of(judge("R,mean,n\nN,2000,7\n"), "P101"), 1);
    ck_assert_uint_eq(findings_of(judge("R,% A,Total\nN,50,8\n"), "P101"), 1);
}
END_TEST

START_TEST(a_rounded_base_widens_what_is_given_back)
{
    struct table *table = sample_table(arena, "a.csv", "R,% A,Total\nN,99.3,1420\n");
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "P102"), 0);
    table = sample_table(arena, "a.csv", "R,% A,Total\nN,1,650\n"); /* 4 to 9 */
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "P102"), 1);
    struct measure *measures = arena_array(arena, table->measure_count, struct measure);
    for (uint32_t m = 0; m < table->measure_count; m++) {
        measures[m] = table->measures[m];
        measures[m].rounding = (struct rounding){ROUNDING_NEAREST, 50, 0, ORIGIN_SIDECAR};
    }
    table->measures = measures; /* now 625 to 674, and 4 to 10 */
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, policy, table), "P102"), 0);
}
END_TEST

START_TEST(a_fraction_is_a_percentage)
{
    struct table *table = sample_table(arena, "a.csv", "R,% A,Total\nN,0.997,1431\n");
    struct cell *cells = arena_array(arena, table->cell_count, struct cell);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        cells[i] = table->cells[i];
    }
    cells[0].is_fraction = true;
    table->cells = cells;
    const struct finding *finding =
        finding_of(rulebook_judge(arena, policy, table), "P102");
    ck_assert_ptr_nonnull(finding);
    ck_assert_str_eq(finding->message,
                     "0.997 of 1,431 gives back 4 or 5 people who are not counted in it");
}
END_TEST

/* No count is printed, but a record of the session says how many there are at most. */
START_TEST(a_record_tells_of_a_base_that_is_too_small)
{
    static const struct {
        double most;
        size_t findings;
    } known[] = {{10, 0}, {9, 1}, {1, 1}, {0, 0}, {NAN, 0}};
    struct policy *book = rulebook_create(arena);
    rulebook_set(rulebook_add(arena, book, "percent-base"), "minimum-base", 10);
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        struct table *table = sample_table(arena, "a.csv", "Region,mean\nNorth,31.2\n");
        struct cell_record *record =
            arena_array(arena, table->cell_count, struct cell_record);
        for (uint32_t c = 0; c < table->cell_count; c++) {
            record[c] = cell_record_empty();
            record[c].least = record[c].most = known[i].most;
        }
        table->cell_records = record;
        ck_assert_uint_eq(findings_of(rulebook_judge(arena, book, table), "P101"),
                          known[i].findings);
    }
    rulebook_release(book);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("percentage");
    TCase *tests = tcase_create("percentage");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, small_bases_and_counts_given_back_are_found, 0,
                        sizeof(cases) / sizeof(cases[0]));
    tcase_add_loop_test(tests, what_is_given_back_is_said, 0,
                        sizeof(messages) / sizeof(messages[0]));
    tcase_add_test(tests, the_range_and_the_base_come_with_the_finding);
    tcase_add_loop_test(tests, a_minimum_need_not_be_whole, 0,
                        sizeof(bases) / sizeof(bases[0]));
    tcase_add_loop_test(tests, numerator_and_remainder_have_minimums_of_their_own, 0,
                        sizeof(sides) / sizeof(sides[0]));
    tcase_add_test(tests, means_may_have_another_minimum_than_percentages);
    tcase_add_test(tests, a_rounded_base_widens_what_is_given_back);
    tcase_add_test(tests, a_fraction_is_a_percentage);
    tcase_add_test(tests, a_record_tells_of_a_base_that_is_too_small);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
