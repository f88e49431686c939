/* A submission as a whole: every file handed in is a table, or a remark that says why
 * not. */
#define _XOPEN_SOURCE 700 /* NOLINT: the system's name, for mkdtemp */

#include "base/file.h"
#include "base/text.h"
#include "ingest/ingest.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena *arena;
static struct problems *problems;
static const struct submission *submission;
static char root[] = "/tmp/outcheck-ingest-XXXXXX";
static const char *made[32];
static size_t made_count;

static const char table_text[] = "Region,Female,Male,Total\n"
                                 "North East,44,41,85\n"
                                 "North West,[c],[c],51\n"
                                 "South,30,31,61\n"
                                 "England,104,93,197\n";

/* Every test runs in a folder of its own, as the current one. */
static void set_up(void)
{
    arena = arena_create(0);
    problems = problems_create(arena);
    submission = NULL;
    ck_assert_ptr_nonnull(mkdtemp(root));
    ck_assert_int_eq(chdir(root), 0);
}

static void tear_down(void)
{
    while (made_count) {
        made_count--;
        ck_assert_int_eq(remove(made[made_count]), 0);
    }
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert_int_eq(rmdir(root), 0);
    arena_destroy(arena);
}

static void make_bytes(const char *path, const char *data, size_t length)
{
    const struct bytes bytes = {.data = data, .length = length};
    ck_assert_int_eq(file_write(arena, path, bytes, problems), OUTCHECK_OK);
    made[made_count++] = path;
}

static void make(const char *path, const char *text)
{
    make_bytes(path, text, strlen(text));
}

static const char *progress_seen;

static void note_progress(void *context, const char *path, size_t done, size_t all)
{
    (void)context;
    progress_seen = text_format(arena, "%s %s %zu/%zu", progress_seen, path, done, all);
}

static enum outcheck_status ingest(const char *path)
{
    progress_seen = "";
    const struct ingest_options options = {
        .paths = &path,
        .path_count = 1,
        .symbols = sample_symbols(),
        .progress = note_progress,
    };
    return ingest_submission(arena, &options, &submission, problems);
}

/* The remark of this kind about this output, or NULL. */
static const struct remark *remark_about(const char *path, enum remark_kind kind)
{
    for (size_t i = 0; i < submission->remark_count; i++) {
        const struct remark *remark = &submission->remarks[i];
        if (remark->kind == kind && text_equals(remark->output->path, path)) {
            return remark;
        }
    }
    return NULL;
}

START_TEST(a_file_becomes_a_table)
{
    make("a.csv", table_text);
    ck_assert_int_eq(ingest("a.csv"), OUTCHECK_OK);
    ck_assert_uint_eq(submission->output_count, 1);
    ck_assert_str_eq(submission->outputs[0]->read_as, "CSV, UTF-8, comma");
    ck_assert_uint_eq(submission->outputs[0]->bytes, strlen(table_text));
    ck_assert_uint_eq(strlen(submission->outputs[0]->sha256), 64);
    ck_assert_uint_eq(submission->grid_count, 1);
    ck_assert_uint_eq(submission->table_count, 1);
    ck_assert_str_eq(submission->tables[0]->id, "T01");
    ck_assert_ptr_eq(submission->tables[0]->output, submission->outputs[0]);
    ck_assert_uint_eq(submission->tables[0]->cell_count, 12);
}
END_TEST

START_TEST(tables_are_numbered_in_the_order_of_files)
{
    make("b.csv", table_text);
    make("a.csv", table_text);
    make("c.csv", table_text);
    ck_assert_int_eq(ingest("."), OUTCHECK_OK);
    ck_assert_uint_eq(submission->table_count, 3);
    ck_assert_str_eq(submission->tables[0]->output->path, "a.csv");
    ck_assert_str_eq(submission->tables[2]->id, "T03");
    ck_assert_str_eq(submission->tables[2]->output->path, "c.csv");
    ck_assert_str_eq(progress_seen, " a.csv 1/3 b.csv 2/3 c.csv 3/3");
}
END_TEST

START_TEST(what_cannot_be_read_is_remarked_and_the_rest_goes_on)
{
    make("a.csv", table_text);
    make("broken.csv", "a,b\n1,\"2\n");
    make_bytes("nul.csv", "a,b\n1,\0\n", 8);
    make_bytes("workbook.csv", "PK\x03\x04....", 8);
    make_bytes("workbook.xlsx", "PK\x03\x04....", 8);
    make("figure.pdf", "%PDF-1.7");
    make("strange.thing", "?");
    ck_assert_int_eq(ingest("."), OUTCHECK_OK);
    ck_assert_uint_eq(submission->output_count, 7);
    ck_assert_uint_eq(submission->table_count, 1);
    ck_assert_uint_eq(submission->remark_count, 6);
    const struct remark *broken = remark_about("broken.csv", REMARK_UNREADABLE);
    ck_assert_ptr_nonnull(broken);
    ck_assert_ptr_nonnull(strstr(broken->sentence, "line 2"));
    ck_assert_ptr_nonnull(remark_about("nul.csv", REMARK_UNREADABLE));
    ck_assert_ptr_nonnull(remark_about("workbook.csv", REMARK_UNREADABLE));
    ck_assert_ptr_nonnull(remark_about("workbook.xlsx", REMARK_UNREADABLE));
    ck_assert_ptr_nonnull(remark_about("figure.pdf", REMARK_FILE_TYPE));
    ck_assert_ptr_nonnull(remark_about("strange.thing", REMARK_FILE_TYPE));
    ck_assert_str_eq(submission->outputs[1]->read_as, "");
}
END_TEST

START_TEST(a_file_without_a_table_is_remarked)
{
    make("empty.csv", "");
    make("blank.csv", "\n\n");
    make("prose.txt", "Nothing but words here.\n");
    ck_assert_int_eq(ingest("."), OUTCHECK_OK);
    ck_assert_uint_eq(submission->table_count, 0);
    ck_assert_ptr_nonnull(remark_about("empty.csv", REMARK_NO_TABLE));
    ck_assert_ptr_nonnull(remark_about("blank.csv", REMARK_NO_TABLE));
    ck_assert_ptr_null(remark_about("prose.txt", REMARK_NO_TABLE));
}
END_TEST

START_TEST(companions_that_describe_nothing_are_remarked)
{
    make("a.csv", table_text);
    make("gone.meta.csv", "col_name,col_type\n");
    make("config.json", "{}");
    make("results.json", "{}");
    ck_assert_int_eq(ingest("."), OUTCHECK_OK);
    ck_assert_uint_eq(submission->output_count, 1);
    ck_assert_ptr_nonnull(remark_about("gone.meta.csv", REMARK_SIDECAR_UNUSED));
    ck_assert_ptr_nonnull(remark_about("results.json", REMARK_UNREADABLE));
}
END_TEST

START_TEST(the_first_row_of_an_ees_file_is_its_heading)
{
    make("a.csv", "time_period,geographic_level,country_name,topic,learners,awards\n"
                  "202122,National,England,Total,z,z\n"
                  "202122,National,England,Arts,40,12\n"
                  "202122,National,England,Crafts,50,15\n");
    make("a.meta.csv", "col_name,col_type,label,indicator_grouping,indicator_unit,"
                       "indicator_dp,filter_hint,filter_grouping_column\n"
                       "topic,Filter,Topic,,,,,\n"
                       "learners,Indicator,Learners,,,0,,\n"
                       "awards,Indicator,Awards,,,0,,\n");
    ck_assert_int_eq(ingest("a.csv"), OUTCHECK_OK);
    ck_assert_uint_eq(submission->table_count, 1);
    ck_assert_uint_eq(submission->tables[0]->first_data_row, 1);
    ck_assert_uint_eq(submission->tables[0]->cell_count, 6);
}
END_TEST

START_TEST(a_sidecar_that_describes_one_block_hides_no_other)
{
    make("a.csv", "Region,Female,Male\n"
                  "North,44,41\n"
                  "South,30,31\n"
                  "\n"
                  "Region,Employed,Other\n"
                  "North,24,21\n"
                  "South,13,14\n");
    make("a.csv-metadata.json", "{\"@context\": \"http://www.w3.org/ns/csvw\","
                                " \"url\": \"a.csv\","
                                " \"sdc\": {\"range\": \"A1:C3\"}}");
    ck_assert_int_eq(ingest("a.csv"), OUTCHECK_OK);
    ck_assert_uint_eq(submission->table_count, 2);
    ck_assert_uint_eq(submission->tables[0]->last_row, 2);
    ck_assert_uint_eq(submission->tables[1]->first_row, 4);
}
END_TEST

START_TEST(a_bad_sidecar_is_a_problem)
{
    make("a.csv", table_text);
    make("a.csv-metadata.json", "{");
    ck_assert_int_eq(ingest("a.csv"), OUTCHECK_ERROR_USAGE);
    ck_assert_uint_gt(problems->count, 0);
}
END_TEST

START_TEST(a_path_that_is_not_there_is_a_problem)
{
    ck_assert_int_eq(ingest("missing.csv"), OUTCHECK_ERROR_INPUT);
    ck_assert_uint_eq(problems->count, 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ingest");
    TCase *cases = tcase_create("ingest");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, a_file_becomes_a_table);
    tcase_add_test(cases, tables_are_numbered_in_the_order_of_files);
    tcase_add_test(cases, what_cannot_be_read_is_remarked_and_the_rest_goes_on);
    tcase_add_test(cases, a_file_without_a_table_is_remarked);
    tcase_add_test(cases, companions_that_describe_nothing_are_remarked);
    tcase_add_test(cases, the_first_row_of_an_ees_file_is_its_heading);
    tcase_add_test(cases, a_sidecar_that_describes_one_block_hides_no_other);
    tcase_add_test(cases, a_bad_sidecar_is_a_problem);
    tcase_add_test(cases, a_path_that_is_not_there_is_a_problem);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
