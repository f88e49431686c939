/*
 * `describe`: what is said of a table, in 80 columns, and what is asked.
 */
#include "base/json.h"
#include "base/text.h"
#include "report/describe.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <stdlib.h>
#include <string.h>

static const char destinations[] =
    "Region,Apprenticeship,Education,Total,% Education,mean\n"
    "North East,7,500,507,98.6,21000\n"
    "London and all the boroughs that belong to it whatever their name,30,c,600,c,20000\n"
    "England,37,1070,1107,96.7,20500\n";

static struct arena *arena;
static char *said;
static size_t said_length;

static void set_up(void)
{
    arena = arena_create(0);
    said = NULL;
    said_length = 0;
}

static void tear_down(void)
{
    free(said);
    arena_destroy(arena);
}

static void keep(void *context, const char *bytes, size_t length)
{
    (void)context;
    char *grown = realloc(said, said_length + length + 1);
    ck_assert_ptr_nonnull(grown);
    said = grown;
    memcpy(said + said_length, bytes, length);
    said_length += length;
    said[said_length] = '\0';
}

static const struct sink sink = {.write = keep};

static const char *describe(const struct submission *submission,
                            struct report_options options)
{
    const struct results results = {.submission = submission};
    report_describe(&results, &options, &sink);
    return said;
}

static struct table *sample(void)
{
    return sample_table(arena, "out/destinations.csv", destinations);
}

START_TEST(each_column_has_its_letter_heading_role_and_reason)
{
    struct table *table = sample();
    const char *text = describe(sample_submission(arena, &table, 1),
                                (struct report_options){.width = 80});
    ck_assert_ptr_nonnull(strstr(text, "out/destinations.csv"));
    ck_assert_ptr_nonnull(strstr(text, "T01  A1:F4"));
    ck_assert_ptr_nonnull(
        strstr(text, "A    Region                  dimension     3 categories"));
    ck_assert_ptr_nonnull(strstr(text, "E    % Education             percent"));
    ck_assert_ptr_nonnull(strstr(text, "by its name; counts in D"));
    ck_assert_ptr_nonnull(strstr(text, "Region: 3 categories; total: England"));
    ck_assert_ptr_nonnull(
        strstr(text, "England = North East + London and all the boroughs"));
    ck_assert_ptr_nonnull(strstr(text, "proven by arithmetic"));
}
END_TEST

START_TEST(no_line_is_wider_than_the_terminal)
{
    struct table *table = sample();
    table->title =
        "A title that is much too long to stand on one line of a terminal with "
        "eighty columns";
    const char *text = describe(sample_submission(arena, &table, 1),
                                (struct report_options){.width = 80});
    ck_assert_uint_gt(strlen(text), 500);
    for (const char *line = text; *line;) {
        const size_t length = strcspn(line, "\n");
        ck_assert_msg(text_width(text_copy(arena, line, length)) <= 80, "too wide: %.*s",
                      (int)length, line);
        line += length + (line[length] == '\n');
    }
}
END_TEST

START_TEST(each_question_is_asked_once_for_all_tables)
{
    struct table *tables[] = {sample(), sample()};
    tables[0]->unit = "people";
    tables[1]->unit = "people";
    const struct submission *submission = sample_submission(arena, tables, 2);
    struct describe_question questions[3];
    ck_assert_uint_eq(describe_questions(arena, submission, questions), 1);
    ck_assert_str_eq(questions[0].key, "population");
    ck_assert_uint_eq(questions[0].table_count, 2);
    const char *text = describe(submission, (struct report_options){.width = 80});
    const char *first = strstr(text, "Whom and when");
    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_null(strstr(first + 1, "Whom and when"));
    ck_assert_ptr_nonnull(strstr(text, "tables T01, T02"));
}
END_TEST

START_TEST(means_without_counts_are_asked_about)
{
    struct table *table =
        sample_table(arena, "means.csv", "Region,mean\nNorth East,21000\nLondon,30000\n");
    table->unit = "people";
    table->is_described = true;
    struct describe_question questions[3];
    const struct submission *submission = sample_submission(arena, &table, 1);
    ck_assert_uint_eq(describe_questions(arena, submission, questions), 1);
    ck_assert_str_eq(questions[0].key, "counts");
}
END_TEST

START_TEST(a_complete_table_is_asked_nothing)
{
    struct table *table = sample();
    table->unit = "people";
    table->is_described = true;
    const char *text = describe(sample_submission(arena, &table, 1),
                                (struct report_options){.width = 80});
    ck_assert_ptr_null(strstr(text, "To be answered"));
}
END_TEST

START_TEST(doubts_and_remarks_are_said_with_their_place)
{
    struct table *table = sample();
    const struct doubt doubt = {
        .row = 0, .column = 2, .sentence = "the heading is empty"};
    table->doubts = &doubt;
    table->doubt_count = 1;
    table->confidence = 0.5;
    struct submission submission = *sample_submission(arena, &table, 1);
    const struct remark remarks[] = {
        {.kind = REMARK_UNUSED_TEXT,
         .output = submission.outputs[0],
         .row = 7,
         .column = 0,
         .sentence = "text below the table",
         .hint = ""},
        {.kind = REMARK_SIDECAR_UNUSED,
         .row = UINT32_MAX,
         .column = UINT32_MAX,
         .sentence = "it describes gone.csv",
         .hint = ""},
    };
    submission.remarks = remarks;
    submission.remark_count = 2;
    const char *text = describe(&submission, (struct report_options){.width = 80});
    ck_assert_ptr_nonnull(strstr(text, "C1: the heading is empty"));
    ck_assert_ptr_nonnull(strstr(text, "confidence 50%: not sure enough to assess it"));
    ck_assert_ptr_nonnull(strstr(text, "not read: A8: text below the table"));
    ck_assert_ptr_nonnull(strstr(text, "it describes gone.csv"));
}
END_TEST

START_TEST(counts_outside_cells_are_left_out_when_redacted)
{
    struct table *table = sample();
    struct cell *cells = arena_array(arena, table->cell_count, struct cell);
    memcpy(cells, table->cells, table->cell_count * sizeof(*cells));
    cells[0].is_outside = true;
    table->cells = cells;
    table->title = "Learners (N = 4711)";
    const struct submission *submission = sample_submission(arena, &table, 1);
    const char *text = describe(submission, (struct report_options){.width = 80});
    ck_assert_ptr_nonnull(strstr(text, "B2: 7, for North East x Apprenticeship"));
    ck_assert_ptr_nonnull(strstr(text, "4711"));
    said_length = 0;
    text = describe(submission, (struct report_options){.width = 80, .redact = true});
    ck_assert_ptr_nonnull(strstr(text, "B2: (number left out)"));
    ck_assert_ptr_null(strstr(text, "4711"));
}
END_TEST

START_TEST(escape_sequences_do_not_reach_the_terminal)
{
    struct table *table = sample();
    table->title = "\x1b[31mred";
    const char *text = describe(sample_submission(arena, &table, 1),
                                (struct report_options){.width = 80});
    ck_assert_ptr_null(strchr(text, '\x1b'));
    ck_assert_ptr_nonnull(strstr(text, "[31mred"));
}
END_TEST

START_TEST(the_json_says_the_same)
{
    struct table *table = sample();
    const struct results results = {.submission = sample_submission(arena, &table, 1)};
    const struct report_options options = {0};
    report_describe_json(&results, &options, &sink);
    json_error_t error;
    json_t *json = json_loads(said, JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(json != NULL, "%s: %s", error.text, said);
    const json_t *first = json_array_get(json_object_get(json, "tables"), 0);
    const json_t *columns = json_object_get(first, "columns");
    ck_assert_uint_eq(json_array_size(columns), table->column_count);
    const json_t *column = json_array_get(columns, 0);
    ck_assert_str_eq(json_string_value(json_object_get(column, "role")), "dimension");
    ck_assert_int_eq(json_integer_value(json_object_get(column, "index")), 1);
    ck_assert_str_eq(json_string_value(json_object_get(first, "range")), "A1:F4");
    ck_assert_uint_ge(json_array_size(json_object_get(json, "questions")), 1);
    json_decref(json);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("describe");
    TCase *tests = tcase_create("describe");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, each_column_has_its_letter_heading_role_and_reason);
    tcase_add_test(tests, no_line_is_wider_than_the_terminal);
    tcase_add_test(tests, each_question_is_asked_once_for_all_tables);
    tcase_add_test(tests, means_without_counts_are_asked_about);
    tcase_add_test(tests, a_complete_table_is_asked_nothing);
    tcase_add_test(tests, doubts_and_remarks_are_said_with_their_place);
    tcase_add_test(tests, counts_outside_cells_are_left_out_when_redacted);
    tcase_add_test(tests, escape_sequences_do_not_reach_the_terminal);
    tcase_add_test(tests, the_json_says_the_same);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
