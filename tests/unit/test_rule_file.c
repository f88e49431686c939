/* F102, F103, F105: files and rows that are no tables of groups. */
#include "risk/risk.h"
#include "support/rulebook.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static struct policy *policy;

static void set_up(void)
{
    arena = arena_create(0);
    policy = rulebook_create(arena);
    struct policy_rule *rule = rulebook_add(arena, policy, "record-level");
    rulebook_add_pattern(arena, &rule->names, "^(pupil|person) (id|ref)$", false,
                         "number of a person");
    rulebook_add_pattern(arena, &rule->values, "[A-Z]{2}[0-9]{6}[A-D]", true,
                         "National Insurance number");
    (void)rulebook_add(arena, policy, "minimum-count");
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
    {"Pupil_ID,A\n1,4\n2,5\n", 1},
    {"Pupil_ID,A\n1,4\n1,5\n", 0}, /* one value is no identifier */
    {"Pupil_ID,A\na,1\nb,1\nc,1\nd,1\ne,1\nf,1\ng,1\nh,1\ni,1\ni,1\n", 1}, /* 9 of 10 */
    {"Pupil_ID,A\na,1\nb,1\nc,1\nd,1\ne,1\nf,1\ng,1\nh,1\nh,1\nh,1\n", 0}, /* 8 of 10 */
    {"Pupil_ID,A\n1,4\n", 0},
    {"Region,A\n1,4\n2,5\n", 0},
    {"Code,A\nAB123456C,1\nAB123457D,1\n", 1},
    {"Code,A\nAB123456C,1\nNorth,1\n", 0},
};

START_TEST(columns_of_identifiers_make_rows_records)
{
    const struct findings *findings = judge(cases[_i].table);
    ck_assert_msg(findings_of(findings, "F105") == cases[_i].findings, "%s",
                  cases[_i].table);
    /* The cells of records are not listed one by one. */
    ck_assert_msg((findings_of(findings, "T101") == 0) == (cases[_i].findings == 1), "%s",
                  cases[_i].table);
}
END_TEST

START_TEST(what_the_reader_says_about_the_rows_is_believed)
{
    struct table *table = sample_table(arena, "a.csv", "A,B\nN,4\nS,5\n");
    table->records_reason = "no two rows have the same labels";
    const struct findings *findings = rulebook_judge(arena, policy, table);
    ck_assert_uint_eq(findings->count, 1);
    ck_assert_str_eq(findings->items[0].message,
                     "rows look like single people or firms: no two rows have the same "
                     "labels");
    ck_assert_int_eq(findings->items[0].severity, SEVERITY_FAIL);
    ck_assert_double_eq(evidence_of(&findings->items[0], "rows"), 2);
}
END_TEST

START_TEST(records_are_found_though_the_policy_says_nothing)
{
    struct policy *silent = rulebook_create(arena);
    struct table *table = sample_table(arena, "a.csv", "A,B\nN,4\nS,5\n");
    table->records_reason = "no two rows have the same labels";
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, silent, table), "F105"), 1);
    rulebook_add(arena, silent, "record-level")->is_on = false;
    ck_assert_uint_eq(findings_of(rulebook_judge(arena, silent, table), "F105"), 0);
}
END_TEST

static const struct {
    enum remark_kind kind;
    const char *code;
    enum severity severity;
} remarks[] = {
    {REMARK_UNREADABLE, "F103", SEVERITY_CANNOT_ASSESS},
    {REMARK_FILE_TYPE, "F102", SEVERITY_CANNOT_ASSESS},
    {REMARK_CLAIM, "F104", SEVERITY_FAIL},
    {REMARK_NO_TABLE, "E103", SEVERITY_CANNOT_ASSESS},
    {REMARK_UNUSED_TEXT, "E103", SEVERITY_INFO},
    {REMARK_SIDECAR_UNUSED, "E103", SEVERITY_INFO},
};

START_TEST(what_was_not_read_never_passes)
{
    const struct output output = {.path = "a.png"};
    const struct remark remark = {
        .kind = remarks[_i].kind,
        .output = &output,
        .row = UINT32_MAX,
        .column = UINT32_MAX,
        .sentence = "an image cannot be read",
        .hint = "Supply the table behind it.",
    };
    const struct submission submission = {.remarks = &remark, .remark_count = 1};
    const struct findings *findings =
        risk_evaluate(arena, &submission, policy, NULL, problems_create(arena));
    ck_assert_uint_eq(findings->count, 1);
    ck_assert_str_eq(findings->items[0].code, remarks[_i].code);
    ck_assert_int_eq(findings->items[0].severity, remarks[_i].severity);
    ck_assert_str_eq(findings->items[0].message, "an image cannot be read");
    ck_assert_str_eq(findings->items[0].help, "Supply the table behind it.");
    ck_assert_ptr_eq(findings->items[0].output, &output);
}
END_TEST

/* What the policy refuses although it can be read: by kind, by bytes, by rows. */
static const struct {
    const char *kind;
    uint64_t bytes;
    double maximum_bytes;
    double maximum_rows;
    const char *message; /* NULL: none */
} sizes[] = {
    {"csv", 101, 100, 0, "the file has 101 bytes; limit is 100"},
    {"csv", 100, 100, 0, NULL},
    {"csv", 100, 0, 1, "table T01 has 2 rows; limit is 1"},
    {"csv", 100, 0, 2, NULL},
    {"csv", 100, 0, 0, NULL},
    {"html", 100, 0, 0, "a .html file is not released: a web page"},
};

START_TEST(files_that_are_too_large_are_refused)
{
    struct policy_rule *rule = rulebook_add(arena, policy, "file-type");
    rulebook_set(rule, "maximum-bytes", sizes[_i].maximum_bytes);
    rulebook_set(rule, "maximum-rows", sizes[_i].maximum_rows);
    rulebook_add_pattern(arena, &rule->names, "^html$", false, "a web page");
    struct table *table = sample_table(arena, "a.csv", "A,B\nN,44\nS,45\n");
    table->id = "T01";
    struct output output = *table->output;
    output.bytes = sizes[_i].bytes;
    output.kind = sizes[_i].kind;
    table->output = &output;
    struct output *outputs = &output;
    struct table *tables = table;
    const struct submission submission = {
        .outputs = &outputs, .output_count = 1, .tables = &tables, .table_count = 1};
    const struct findings *findings =
        risk_evaluate(arena, &submission, policy, NULL, problems_create(arena));
    ck_assert_uint_eq(findings_of(findings, "F102"), sizes[_i].message ? 1 : 0);
    for (size_t i = 0; i < findings->count; i++) {
        if (strcmp(findings->items[i].code, "F102") == 0) {
            ck_assert_str_eq(findings->items[i].message, sizes[_i].message);
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("file");
    TCase *tests = tcase_create("file");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, columns_of_identifiers_make_rows_records, 0,
                        sizeof(cases) / sizeof(cases[0]));
    tcase_add_test(tests, what_the_reader_says_about_the_rows_is_believed);
    tcase_add_test(tests, records_are_found_though_the_policy_says_nothing);
    tcase_add_loop_test(tests, what_was_not_read_never_passes, 0,
                        sizeof(remarks) / sizeof(remarks[0]));
    tcase_add_loop_test(tests, files_that_are_too_large_are_refused, 0,
                        sizeof(sizes) / sizeof(sizes[0]));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
