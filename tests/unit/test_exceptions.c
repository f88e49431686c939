/* What a researcher asks to let stand: it fits a finding by rule, file and all labels of
 * its cell, and holds for the value that it names. */
#include "base/text.h"
#include "risk/exceptions.h"
#include "support/read_sample.h"
#include "support/run_suite.h"
#include "support/sample.h"

#include <check.h>

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

static struct table *counts(void)
{
    struct table *table = arena_new(arena, struct table);
    *table = *read_sample(arena, "a.csv",
                          "Region,Sex,Learners\nLondon,Female,7\nLondon,Male,30\n"
                          "Wales,Female,40\nWales,Male,50\n",
                          0);
    return table;
}

/* A small count in London x Female (row 1, column 1) of a.csv. */
static struct finding *small_count(struct findings *findings, const struct table *table)
{
    struct finding *finding = findings_add(findings);
    finding->code = "T101";
    finding->rule = "ons-srs/minimum-count";
    finding->table = table;
    finding->output = table->output;
    finding->cell = 0;
    return finding;
}

static const struct request_label both[] = {{"Region", "London"}, {"Sex", "Female"}};
static const struct request_label loudly[] = {{"SEX", "female "}, {"region", "LONDON"}};
static const struct request_label region[] = {{"Region", "London"}};
static const struct request_label wales[] = {{"Region", "Wales"}, {"Sex", "Female"}};
static const struct request_label more[] = {
    {"Region", "London"}, {"Sex", "Female"}, {"Age", "16"}};

#define VALUE(number) .has_value = true, .value = (number)
#define LABELS(list)  .labels = (list), .label_count = COUNT_OF(list)

static const struct {
    struct exception exception;
    bool fits;
    bool is_void;
} cases[] = {
    {{.rule = "T101", LABELS(both), VALUE(7)}, true, false},
    {{.rule = "t101", LABELS(loudly), VALUE(7)}, true, false},
    {{.rule = "minimum-count", LABELS(both), VALUE(7)}, true, false},
    {{.rule = "ons-srs/minimum-count", LABELS(both), VALUE(7)}, true, false},
    {{.rule = "leo-srs/minimum-count", LABELS(both), VALUE(7)}, false, false},
    {{.rule = "T102", LABELS(both), VALUE(7)}, false, false},
    {{.rule = "T101", .output = "a.csv", LABELS(both), VALUE(7)}, true, false},
    {{.rule = "T101", .output = "b.csv", LABELS(both), VALUE(7)}, false, false},
    {{.rule = "T101", LABELS(region), VALUE(7)}, false, false},
    {{.rule = "T101", LABELS(wales), VALUE(7)}, false, false},
    {{.rule = "T101", LABELS(more), VALUE(7)}, false, false},
    {{.rule = "T101", VALUE(7)}, false, false},
    {{.rule = "T101", LABELS(both), VALUE(8)}, true, true},
    {{.rule = "T101", LABELS(both), VALUE(6)}, true, true},
    {{.rule = "T101", LABELS(both)}, true, true},
};

START_TEST(an_exception_fits_one_finding_and_one_value)
{
    struct table *table = counts();
    struct submission submission = *sample_submission(arena, &table, 1);
    const struct request request = {.exceptions = &cases[_i].exception,
                                    .exception_count = 1};
    submission.request = &request;
    struct findings findings = {.arena = arena};
    const struct finding *finding = small_count(&findings, table);
    exceptions_match(&submission, &findings);
    ck_assert_int_eq(finding->exception != NULL, cases[_i].fits);
    ck_assert_int_eq(finding->exception_is_void, cases[_i].is_void);
}
END_TEST

START_TEST(one_that_holds_comes_before_one_that_is_void)
{
    struct table *table = counts();
    struct submission submission = *sample_submission(arena, &table, 1);
    const struct exception exceptions[] = {
        {.rule = "T101", LABELS(both), VALUE(8)},
        {.rule = "T101", LABELS(both), VALUE(7)},
        {.rule = "T101", LABELS(both), VALUE(9)},
    };
    const struct request request = {.exceptions = exceptions, .exception_count = 3};
    submission.request = &request;
    struct findings findings = {.arena = arena};
    const struct finding *finding = small_count(&findings, table);
    exceptions_match(&submission, &findings);
    ck_assert_ptr_eq(finding->exception, &exceptions[1]);
    ck_assert(!finding->exception_is_void);
}
END_TEST

/* A finding about a file holds while the file is the same. */
START_TEST(an_exception_for_a_file_holds_for_its_bytes)
{
    struct table *table = sample_table(arena, "a.csv", "Region,n\nLondon,70\n");
    struct submission submission = *sample_submission(arena, &table, 1);
    const struct output output = {.path = "c.csv", .sha256 = "ab12"};
    const struct exception exceptions[] = {{.rule = "F101", .sha256 = "AB12"},
                                           {.rule = "F102", .sha256 = "ab13"},
                                           {.rule = "F103"}};
    const struct request request = {.exceptions = exceptions, .exception_count = 3};
    static const char *const codes[] = {"F101", "F102", "F103", "F104"};
    submission.request = &request;
    struct findings findings = {.arena = arena};
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        struct finding *finding = findings_add(&findings);
        finding->code = codes[i];
        finding->rule = "x/y";
        finding->output = &output;
    }
    exceptions_match(&submission, &findings);
    ck_assert_ptr_eq(findings.items[0].exception, &exceptions[0]);
    ck_assert(!findings.items[0].exception_is_void);
    ck_assert(findings.items[1].exception && findings.items[1].exception_is_void);
    ck_assert(findings.items[2].exception && findings.items[2].exception_is_void);
    ck_assert_ptr_null(findings.items[3].exception);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("exceptions");
    TCase *tests = tcase_create("exceptions");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, an_exception_fits_one_finding_and_one_value, 0,
                        COUNT_OF(cases));
    tcase_add_test(tests, one_that_holds_comes_before_one_that_is_void);
    tcase_add_test(tests, an_exception_for_a_file_holds_for_its_bytes);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
