/* L101 to L105: identifiers in names, labels, values and other text. */
#include "risk/risk.h"
#include "support/rulebook.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <stdlib.h>

static struct arena *arena;
static struct policy *policy;

static void set_up(void)
{
    arena = arena_create(0);
    policy = rulebook_create(arena);
    struct policy_rule *rule = rulebook_add(arena, policy, "organisation-identifier");
    rulebook_add_pattern(arena, &rule->names, "\\bukprn\\b|provider", false,
                         "provider number");
    rulebook_add_pattern(arena, &rule->labels, "college", false, "name of a college");
    rulebook_add_pattern(arena, &rule->values, "1[0-9]{7}", true, "provider number");
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
    size_t findings;
} cases[] = {
    {"UKPRN,A\n10003876,40\n10000020,50\n", 1},
    {"ukprn_2019,A\nx,40\n", 1},
    {"Provider Name,A\nAbbey,40\nBeech,50\n", 1},
    {"Region,A\nNorth,40\n", 0},
    {"Name,A\nAbbey College,40\nBeech college,50\nNorth,9\n", 1}, /* one for the column */
    {"Code,A\n10003876,40\n10000020,50\n10000021,60\n", 1},
    {"Code,A\n10003876,40\n201617,50\n201718,60\n", 0}, /* numbers, most of them not */
    {"Code,A\n10003876,4\n10003877,5\n10003878,6\n10003879,6\n201718,60\n",
     1},                                                            /* 4 of 5 */
    {"Code,A\n10003876,4\n10003877,5\n10003878,6\n201718,60\n", 0}, /* 3 of 4 */
    {"Region,A\nN,10003876\nS,40\nE,50\n", 0},
    {"Region,A\nN,10003876\nS,10003877\nE,10003878\n", 1},
    {"Region,A\nN,10003876\nS,10003877\n", 0}, /* two numbers are chance */
    {"Region,Abbey College\nN,40\n", 1},       /* a heading is a label */
    {"Region,UKPRN\nN,40\n", 1},
};

START_TEST(identifiers_are_found_once_a_column)
{
    const struct findings *findings = judge(cases[_i].table);
    ck_assert_msg(findings_of(findings, "L102") == cases[_i].findings, "%s %zu",
                  cases[_i].table, findings_of(findings, "L102"));
}
END_TEST

START_TEST(what_a_column_holds_is_said_with_how_many)
{
    const struct finding *finding =
        finding_of(judge("Region,A\nN,4\nAbbey College,40\nBeech college,50\n"), "L102");
    ck_assert_str_eq(finding->message, "Region: name of a college in 2 of 3 labels");
    ck_assert_uint_eq(finding->row, 2);
    ck_assert_uint_eq(finding->column, 0);
    ck_assert_double_eq(evidence_of(finding, "distinct"), 2);
    finding = finding_of(judge("UKPRN,A\n1,40\n2,50\n"), "L102");
    ck_assert_str_eq(finding->message,
                     "column UKPRN: provider number, 2 distinct values");
    ck_assert_uint_eq(finding->row, 0);
    ck_assert_double_eq(evidence_of(finding, "distinct"), 2);
}
END_TEST

START_TEST(titles_and_notes_are_read)
{
    struct table *table =
        sample_table(arena, "a.csv", "Region,A\nN,40\nSource: Abbey College\n10003876\n");
    table->last_row = 1;
    table->cell_count = 1;
    struct dimension *dimensions = arena_array(arena, 2, struct dimension);
    dimensions[0] = table->dimensions[0];
    dimensions[0].category_count = 1;
    dimensions[1] = table->dimensions[1];
    table->dimensions = dimensions;
    struct table *const tables[] = {table};
    const struct submission *submission = sample_submission(arena, tables, 1);
    /* The submission's copies of grids are not the tables' own. */
    struct submission linked = *submission;
    struct grid *grid = arena_new(arena, struct grid);
    *grid = *submission->grids[0];
    struct grid *const grids[] = {grid};
    linked.grids = grids;
    table->grid = grid;
    const struct findings *findings =
        risk_evaluate(arena, &linked, policy, NULL, problems_create(arena));
    ck_assert_uint_eq(findings->count, 1);
    ck_assert_str_eq(findings->items[0].message, "text in A3: name of a college");
    ck_assert_uint_eq(findings->items[0].row, 2);
    ck_assert_ptr_null(findings->items[0].table);
}
END_TEST

START_TEST(columns_that_make_no_cells_are_read)
{
    struct table *table =
        sample_table(arena, "a.csv", "Region,A,Remark\nN,40,\nS,50,\nE,60,\n");
    static const char *const texts[][3] = {
        {"N", "40", ""},
        {"S", "50", "Abbey College"},
        {"E", "60", "z"},
    };
    struct grid_row *rows = arena_array(arena, 4, struct grid_row);
    rows[0] = table->grid->rows[0];
    for (uint32_t i = 0; i < 3; i++) {
        rows[i + 1] = (struct grid_row){texts[i], 3, i + 2};
    }
    struct grid *grid = arena_new(arena, struct grid);
    *grid = *table->grid;
    grid->rows = rows;
    struct line_role *columns = arena_array(arena, 3, struct line_role);
    for (int i = 0; i < 3; i++) {
        columns[i] = table->columns[i];
    }
    columns[2].role = ROLE_NOTE;
    table->grid = grid;
    table->columns = columns;
    const struct findings *findings = rulebook_judge(arena, policy, table);
    ck_assert_uint_eq(findings_of(findings, "L102"), 1);
    ck_assert_str_eq(finding_of(findings, "L102")->message,
                     "column Remark: name of a college in 1 of 2 labels");
    ck_assert_uint_eq(finding_of(findings, "L102")->row, 2);
    ck_assert_uint_eq(finding_of(findings, "L102")->column, 2);
}
END_TEST

START_TEST(record_level_tables_are_still_read_for_identifiers)
{
    struct table *table = sample_table(arena, "a.csv", "UKPRN,A\n10003876,4\n");
    table->records_reason = "each row is one provider";
    (void)rulebook_add(arena, policy, "minimum-count");
    const struct findings *findings = rulebook_judge(arena, policy, table);
    ck_assert_uint_eq(findings_of(findings, "F105"), 1);
    ck_assert_uint_eq(findings_of(findings, "L102"), 1);
    ck_assert_uint_eq(findings_of(findings, "T101"), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("label");
    TCase *tests = tcase_create("label");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, identifiers_are_found_once_a_column, 0,
                        sizeof(cases) / sizeof(cases[0]));
    tcase_add_test(tests, what_a_column_holds_is_said_with_how_many);
    tcase_add_test(tests, titles_and_notes_are_read);
    tcase_add_test(tests, columns_that_make_no_cells_are_read);
    tcase_add_test(tests, record_level_tables_are_still_read_for_identifiers);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
