/* What the attacker found becomes findings: where, how bad, and once. */
#include "base/text.h"
#include "risk/disclosure_words.h"
#include "risk/risk.h"
#include "support/rulebook.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <string.h>

static struct arena *arena;
static struct policy *policy;

static void set_up(void)
{
    arena = arena_create(0);
    policy = rulebook_create(arena);
    rulebook_set(rulebook_add(arena, policy, "differencing"), "minimum", 10);
    rulebook_set(rulebook_add(arena, policy, "recoverable"), "minimum", 10);
    rulebook_set(rulebook_add(arena, policy, "narrow-range"), "width", 10);
    rulebook_set(rulebook_add(arena, policy, "hidden-sum"), "minimum", 10);
    (void)rulebook_add(arena, policy, "marker-leak");
}

static void tear_down(void)
{
    rulebook_release(policy);
    arena_destroy(arena);
}

/* The findings of a candidate, with `earlier` released as "R-1" where it is not NULL. */
static const struct findings *attack(struct table *table, struct table *earlier)
{
    struct table *const own[] = {table};
    struct table *const known[] = {earlier};
    const struct submission *candidate = sample_submission(arena, own, 1);
    const struct submission *release =
        earlier ? sample_submission(arena, known, 1) : NULL;
    if (earlier) {
        release->outputs[0]->release = "R-1";
    }
    const struct scope_input input = {
        .candidate = candidate,
        .earlier = &release,
        .earlier_count = earlier ? 1 : 0,
    };
    const struct attack_limits limits = {.minimum = 10, .width = 10};
    return risk_evaluate(arena, candidate, policy, attack_run(arena, &input, &limits),
                         problems_create(arena));
}

static struct table *table_of(const char *text)
{
    return sample_table(arena, "a.csv", text);
}

START_TEST(a_small_hidden_count_that_follows_fails_with_its_arithmetic)
{
    const struct findings *findings = attack(table_of("Region,A,B,Total\n"
                                                      "North,c,400,407\n"
                                                      "South,300,c,801\n"
                                                      "England,307,901,1208\n"),
                                             NULL);
    ck_assert_uint_eq(findings_of(findings, "X102"), 2);
    const struct finding *finding = finding_of(findings, "X102");
    ck_assert_int_eq((int)finding->severity, SEVERITY_FAIL);
    ck_assert(finding->has_range);
    ck_assert_double_eq(finding->range.low, 7);
    ck_assert_double_eq(finding->range.high, 7);
    double sum = 0;
    for (uint32_t i = 0; i < finding->figure_count; i++) {
        sum += finding->figures[i].sign * finding->figures[i].value;
    }
    ck_assert_double_eq(sum, 7);
}
END_TEST

START_TEST(a_large_hidden_count_that_follows_is_information)
{
    const struct findings *findings = attack(table_of("Region,A,B,Total\n"
                                                      "North,c,400,507\n"
                                                      "South,300,500,800\n"
                                                      "England,407,900,1307\n"),
                                             NULL);
    ck_assert_uint_eq(findings_of(findings, "X102"), 1);
    ck_assert_int_eq((int)finding_of(findings, "X102")->severity, SEVERITY_INFO);
}
END_TEST

/* The hidden part of North is between 0 and `rest`; the width asked for is ten. */
static const struct {
    const char *total;
    size_t narrow;
    size_t sums;
} widths[] = {{"409", 2, 1}, {"410", 0, 0}};

START_TEST(a_range_of_nine_is_narrow_and_a_range_of_ten_is_not)
{
    const char *text = text_format(arena,
                                   "Region,A,B,C,Total\n"
                                   "North,c,c,400,%s\n",
                                   widths[_i].total);
    const struct findings *findings = attack(table_of(text), NULL);
    ck_assert_uint_eq(findings_of(findings, "X103"), widths[_i].narrow);
    ck_assert_uint_eq(findings_of(findings, "X106"), widths[_i].sums);
}
END_TEST

/* Two tables of one universe that print two numbers for one group: which is wrong nobody
 * knows, and by how much is said. */
static const struct {
    const char *other;
    size_t findings;
} contradictions[] = {
    {"Region,Total\nNorth,400\nSouth,600\n", 0},
    {"Region,Total\nNorth,401\nSouth,600\n", 1},
    {"Region,Total\nNorth,399\nSouth,600\n", 1},
};

START_TEST(tables_that_contradict_each_other_are_told)
{
    struct table *tables[] = {
        sample_table(arena, "one.csv", "Region,Total\nNorth,400\nSouth,600\n"),
        sample_table(arena, "two.csv", contradictions[_i].other)};
    tables[0]->universe = tables[1]->universe = "learners";
    const struct submission *submission = sample_submission(arena, tables, 2);
    const struct scope_input input = {.candidate = submission};
    const struct attack_limits limits = {.minimum = 10, .width = 10};
    struct policy *book = rulebook_create(arena);
    (void)rulebook_add(arena, book, "not-additive");
    const struct findings *findings =
        risk_evaluate(arena, submission, book, attack_run(arena, &input, &limits),
                      problems_create(arena));
    ck_assert_uint_eq(findings_of(findings, "X105"), contradictions[_i].findings);
    if (contradictions[_i].findings) {
        const struct finding *finding = finding_of(findings, "X105");
        ck_assert_ptr_nonnull(strstr(finding->message, "should be 0 for North"));
        ck_assert_ptr_nonnull(strstr(finding->message, "by 1 or more"));
        ck_assert_double_eq(evidence_of(finding, "difference"), 1);
    }
}
END_TEST

START_TEST(a_later_cut_is_for_review_and_names_the_release)
{
    struct table *later = table_of("Region,A,B\nNorth,411,399\nSouth,702,755\n");
    struct table *before =
        sample_table(arena, "b.csv", "Region,A,B\nNorth,411,398\nSouth,702,755\n");
    const struct findings *findings = attack(later, before);
    const struct finding *finding = finding_of(findings, "X101");
    ck_assert_ptr_nonnull(finding);
    ck_assert_int_eq((int)finding->severity, SEVERITY_REVIEW);
    ck_assert_ptr_eq(finding->table, later);
    ck_assert_ptr_nonnull(strstr(finding->message, "R-1"));
    for (size_t i = 0; i < findings->count; i++) {
        ck_assert_ptr_ne(findings->items[i].table, before);
    }
}
END_TEST

START_TEST(one_finding_stands_for_a_cell_and_a_code)
{
    const struct findings *findings = attack(table_of("Region,A,B,C,Total\n"
                                                      "North,c,c,400,406\n"
                                                      "South,c,c,500,900\n"
                                                      "England,202,204,900,1306\n"),
                                             NULL);
    for (size_t i = 0; i < findings->count; i++) {
        for (size_t k = i + 1; k < findings->count; k++) {
            const struct finding *one = &findings->items[i];
            const struct finding *other = &findings->items[k];
            ck_assert(one->cell != other->cell || one->table != other->table ||
                      !text_equals(one->code, other->code));
        }
    }
    ck_assert_uint_eq(findings_of(findings, "X106"), 1);
    ck_assert_uint_eq(findings_of(findings, "X103"), 4);
}
END_TEST

/* The rule's own minimum, whatever the attacker was asked to look for. */
static struct policy *policy_at(const char *kind, double minimum)
{
    struct policy *own = rulebook_create(arena);
    rulebook_set(rulebook_add(arena, own, kind), "minimum", minimum);
    return own;
}

static const struct {
    const char *kind;
    const char *code;
    const char *table;
    const char *earlier; /* NULL: none */
    double told;         /* the figure: told below this minimum alone */
} limits_of_rules[] = {
    {"differencing", "X101", "Region,A,B\nNorth,411,405\nSouth,702,755\n",
     "Region,A,B\nNorth,411,398\nSouth,702,755\n", 7},
    {"hidden-sum", "X106", "Region,A,B,C,Total\nNorth,c,c,400,409\n", NULL, 9},
    {"gives-back-count", "P102", "Region,% A,% B\nNorth,12.28,87.72\n", NULL, 7},
};

START_TEST(a_figure_at_the_minimum_of_the_rule_is_not_told)
{
    const char *earlier = limits_of_rules[_i].earlier;
    for (int above = 0; above <= 1; above++) {
        struct policy *before = policy;
        policy = policy_at(limits_of_rules[_i].kind, limits_of_rules[_i].told + above);
        const struct findings *findings =
            attack(table_of(limits_of_rules[_i].table),
                   earlier ? sample_table(arena, "b.csv", earlier) : NULL);
        ck_assert_msg(findings_of(findings, limits_of_rules[_i].code) == (size_t)above,
                      "%s at %g", limits_of_rules[_i].kind,
                      limits_of_rules[_i].told + above);
        rulebook_release(policy);
        policy = before;
    }
}
END_TEST

START_TEST(a_hidden_count_at_the_minimum_of_the_rule_is_information)
{
    for (int above = 0; above <= 1; above++) {
        struct policy *before = policy;
        policy = policy_at("recoverable", 7 + above);
        const struct findings *findings =
            attack(table_of("Region,A,B,Total\nNorth,c,400,407\n"), NULL);
        ck_assert_uint_eq(findings_of(findings, "X102"), 1);
        ck_assert_int_eq((int)finding_of(findings, "X102")->severity,
                         above ? SEVERITY_FAIL : SEVERITY_INFO);
        rulebook_release(policy);
        policy = before;
    }
}
END_TEST

/* 5 of 60 would be 8.3%: rounded to 5, it was 4. */
START_TEST(a_number_behind_a_percentage_at_the_minimum_of_the_rule_is_for_review)
{
    for (int above = 0; above <= 1; above++) {
        struct policy *before = policy;
        policy = policy_at("gives-back-count", 4 + above);
        struct table *table = table_of("Region,A,B,Total,% A\nNorth,5,55,60,6.67\n");
        struct measure *measures =
            arena_array(arena, table->measure_count, struct measure);
        memcpy(measures, table->measures, table->measure_count * sizeof(*measures));
        measures[0].rounding = (struct rounding){.kind = ROUNDING_NEAREST, .base = 5};
        table->measures = measures;
        const struct findings *findings = attack(table, NULL);
        const struct finding *found = finding_of(findings, "P102");
        ck_assert_ptr_nonnull(found);
        ck_assert_int_eq((int)found->severity, above ? SEVERITY_FAIL : SEVERITY_REVIEW);
        rulebook_release(policy);
        policy = before;
    }
}
END_TEST

START_TEST(without_an_attack_nothing_is_told)
{
    const struct findings *findings =
        rulebook_judge(arena, policy, table_of("Region,A,Total\nNorth,c,7\n"));
    ck_assert_uint_eq(findings_of(findings, "X102"), 0);
}
END_TEST

static const struct {
    const char *cells;
    size_t expected;
} markers[] = {
    {"<10,c", 1}, /* the bands are the small ones */
    {"c,c", 0},   {"<10,<10", 0}, {"low,c", 1}, {"c,400", 0},
};

START_TEST(symbols_that_tell_small_numbers_apart_are_for_review)
{
    const char *text =
        text_format(arena, "Region,A,B\nNorth,%s\nSouth,500,600\n", markers[_i].cells);
    const struct findings *findings = rulebook_judge(arena, policy, table_of(text));
    ck_assert_uint_eq(findings_of(findings, "X104"), markers[_i].expected);
}
END_TEST

/* The places of these cells of one row or block, read by somebody at another table. */
static const char *places_of(const struct table *table, const uint32_t *cells,
                             uint32_t count)
{
    const struct attack_figure *items[32];
    for (uint32_t i = 0; i < count; i++) {
        struct attack_figure *figure = arena_new(arena, struct attack_figure);
        *figure =
            (struct attack_figure){table, cells[i], table->cells[cells[i]].value, -1};
        items[i] = figure;
    }
    return figure_places(arena, table, items, count);
}

START_TEST(places_are_areas_where_figures_stand_side_by_side)
{
    const struct table *table = table_of("Region,A,B,C,D,E,F,G\n"
                                         "North,10,20,30,40,50,60,70\n"
                                         "South,11,21,31,41,51,61,71\n"
                                         "East,12,22,32,42,52,62,72\n");
    static const uint32_t row[] = {3, 1, 2, 0};
    ck_assert_str_eq(places_of(table, row, 4), "B2:E2");
    static const uint32_t block[] = {0, 1, 7, 8, 14, 15};
    ck_assert_str_eq(places_of(table, block, 6), "B2:C4");
    static const uint32_t two[] = {0, 1, 3, 4, 12};
    ck_assert_str_eq(places_of(table, two, 5), "B2:C2, E2:F2 and G3");
    static const uint32_t six[] = {0, 2, 4, 6, 8, 10};
    ck_assert_str_eq(places_of(table, six, 6), "B2, D2, F2, H2, C3 and E3");
    static const uint32_t scattered[] = {0, 2, 4, 6, 8, 10, 12};
    ck_assert_str_eq(places_of(table, scattered, 7), "7 figures: B2, D2, F2 and 4 more");
}
END_TEST

START_TEST(one_place_of_many_files_is_told_once)
{
    struct table *files[5];
    const struct attack_figure *items[5];
    for (uint32_t i = 0; i < 5; i++) {
        files[i] = sample_table(arena, text_format(arena, "%u.csv", i), "A,N\nB,70\n");
        struct attack_figure *figure = arena_new(arena, struct attack_figure);
        *figure = (struct attack_figure){files[i], 0, 70, 1};
        items[i] = figure;
    }
    (void)sample_submission(arena, files, 5);
    ck_assert_str_eq(figure_places(arena, files[0], items, 5),
                     "B2 of 0.csv and 4 more files");
    ck_assert_str_eq(figure_places(arena, files[0], items, 3),
                     "B2, 1.csv B2 and 2.csv B2");
}
END_TEST

START_TEST(many_figures_are_told_by_their_sum)
{
    const struct table *table = table_of("Region,A,B,C,D,E\nNorth,10,20,30,40,7\n");
    struct attack_figure figures[5];
    for (uint32_t i = 0; i < 5; i++) {
        figures[i] = (struct attack_figure){table, i, table->cells[i].value, i ? -1 : 1};
    }
    const struct disclosure disclosure = {
        .figures = figures,
        .figure_count = 5,
        .divisor = 1,
    };
    ck_assert_str_eq(disclosure_arithmetic(arena, &disclosure, table),
                     "10 (B2) less 97 (C2:F2)");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rule_disclosure");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_small_hidden_count_that_follows_fails_with_its_arithmetic);
    tcase_add_test(tests, a_large_hidden_count_that_follows_is_information);
    tcase_add_loop_test(tests, a_range_of_nine_is_narrow_and_a_range_of_ten_is_not, 0,
                        sizeof(widths) / sizeof(widths[0]));
    tcase_add_test(tests, a_later_cut_is_for_review_and_names_the_release);
    tcase_add_test(tests, one_finding_stands_for_a_cell_and_a_code);
    tcase_add_loop_test(tests, a_figure_at_the_minimum_of_the_rule_is_not_told, 0,
                        sizeof(limits_of_rules) / sizeof(limits_of_rules[0]));
    tcase_add_test(tests, a_hidden_count_at_the_minimum_of_the_rule_is_information);
    tcase_add_test(tests,
                   a_number_behind_a_percentage_at_the_minimum_of_the_rule_is_for_review);
    tcase_add_test(tests, without_an_attack_nothing_is_told);
    tcase_add_loop_test(tests, symbols_that_tell_small_numbers_apart_are_for_review, 0,
                        sizeof(markers) / sizeof(markers[0]));
    tcase_add_test(tests, many_figures_are_told_by_their_sum);
    tcase_add_test(tests, places_are_areas_where_figures_stand_side_by_side);
    tcase_add_test(tests, one_place_of_many_files_is_told_once);
    tcase_add_loop_test(tests, tables_that_contradict_each_other_are_told, 0,
                        sizeof(contradictions) / sizeof(contradictions[0]));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
