/* E104 of a submission as a whole: what submission.yaml leaves out, files that it does
 * not name, files that it names and that are not there. */
#include "base/text.h"
#include "model/request.h"
#include "risk/risk.h"
#include "support/rulebook.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static struct arena *arena;

static void set_up(void)
{
    arena = arena_create(0);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

/* One table of "a.csv", fully described, so that nothing but the request is asked about.
 */
static struct submission *submission_of_one(void)
{
    struct table *table = sample_table(arena, "a.csv", "Region,A,B\nNorth,411,399\n");
    table->is_described = true;
    table->population = "learners";
    table->period = "2023/24";
    struct table *const tables[] = {table};
    struct submission *submission = arena_new(arena, struct submission);
    *submission = *sample_submission(arena, tables, 1);
    return submission;
}

static const struct findings *judge(const struct submission *submission)
{
    struct policy *policy = rulebook_create(arena);
    (void)rulebook_add(arena, policy, "description-missing");
    return risk_evaluate(arena, submission, policy, NULL, problems_create(arena));
}

static const char *const somebody[] = {"A. Nother"};

/* Everything is said, and a.csv is named. */
static struct request *whole_request(const struct submission *submission)
{
    struct request_file *files = arena_array(arena, 2, struct request_file);
    files[0] = (struct request_file){
        .path = "a.csv", .role = REQUEST_OUTPUT, .output = submission->outputs[0]};
    struct request *request = arena_new(arena, struct request);
    *request = (struct request){
        .project = "P1",
        .title = "Destinations",
        .authors = {true, somebody, 1},
        .datasets = {true, somebody, 1},
        .population = "learners",
        .controls = {.is_given = true},
        .earlier = {.is_given = true},
        .files = files,
        .file_count = 1,
    };
    return request;
}

enum part {
    PART_NONE,
    PART_PROJECT,
    PART_BLANK_PROJECT,
    PART_TITLE,
    PART_AUTHORS,
    PART_DATASETS,
    PART_POPULATION,
    PART_CONTROLS,
    PART_EARLIER,
};

static void leave_out(struct request *request, enum part part)
{
    request->project = part == PART_PROJECT         ? NULL
                       : part == PART_BLANK_PROJECT ? "  "
                                                    : request->project;
    request->title = part == PART_TITLE ? NULL : request->title;
    request->authors.count = part == PART_AUTHORS ? 0 : 1;
    request->datasets.count = part == PART_DATASETS ? 0 : 1;
    request->population = part == PART_POPULATION ? NULL : request->population;
    request->controls.is_given = part != PART_CONTROLS;
    request->earlier.is_given = part != PART_EARLIER;
}

static const struct {
    enum part part;
    const char *says; /* "": nothing is missing */
} parts[] = {
    {PART_NONE, ""},
    {PART_PROJECT, "(project)"},
    {PART_BLANK_PROJECT, "(project)"},
    {PART_TITLE, "(title)"},
    {PART_AUTHORS, "(author)"},
    {PART_DATASETS, "(datasets)"},
    {PART_POPULATION, "(population)"},
    {PART_CONTROLS, "(controls)"},
    {PART_EARLIER, "(earlier-releases)"},
};

START_TEST(a_part_that_is_missing_is_named)
{
    struct submission *submission = submission_of_one();
    struct request *request = whole_request(submission);
    leave_out(request, parts[_i].part);
    submission->request = request;
    const struct findings *findings = judge(submission);
    ck_assert_uint_eq(findings_of(findings, "E104"), parts[_i].says[0] ? 1 : 0);
    if (parts[_i].says[0]) {
        const struct finding *finding = finding_of(findings, "E104");
        ck_assert_ptr_nonnull(strstr(finding->message, parts[_i].says));
        ck_assert_ptr_null(finding->output);
    }
}
END_TEST

START_TEST(without_a_request_nothing_is_asked)
{
    ck_assert_uint_eq(findings_of(judge(submission_of_one()), "E104"), 0);
}
END_TEST

START_TEST(a_file_that_is_not_there_is_named)
{
    struct submission *submission = submission_of_one();
    struct request *request = whole_request(submission);
    request->files[1] =
        (struct request_file){.path = "b.csv", .role = REQUEST_SUPPORTING};
    request->file_count = 2;
    submission->request = request;
    const struct findings *findings = judge(submission);
    ck_assert_uint_eq(findings_of(findings, "E104"), 1);
    ck_assert_str_eq(finding_of(findings, "E104")->message,
                     "submission.yaml names b.csv, which is not there");
}
END_TEST

START_TEST(an_output_that_is_not_named_is_told_at_the_output)
{
    struct submission *submission = submission_of_one();
    struct request *request = whole_request(submission);
    struct output *other = arena_new(arena, struct output);
    other->path = "c.csv";
    request->files[0].output = other;
    submission->request = request;
    const struct findings *findings = judge(submission);
    ck_assert_uint_eq(findings_of(findings, "E104"), 1);
    ck_assert_ptr_eq(finding_of(findings, "E104")->output, submission->outputs[0]);
}
END_TEST

START_TEST(a_request_without_files_asks_for_them_once)
{
    struct submission *submission = submission_of_one();
    struct request *request = whole_request(submission);
    request->file_count = 0;
    submission->request = request;
    const struct findings *findings = judge(submission);
    ck_assert_uint_eq(findings_of(findings, "E104"), 1);
    ck_assert_ptr_nonnull(strstr(finding_of(findings, "E104")->message, "(outputs)"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rule_request");
    TCase *tests = tcase_create("rule_request");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, a_part_that_is_missing_is_named, 0, COUNT_OF(parts));
    tcase_add_test(tests, without_a_request_nothing_is_asked);
    tcase_add_test(tests, a_file_that_is_not_there_is_named);
    tcase_add_test(tests, an_output_that_is_not_named_is_told_at_the_output);
    tcase_add_test(tests, a_request_without_files_asks_for_them_once);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
