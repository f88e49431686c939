/* The JSON and SARIF formats: well-formed, complete, in a fixed order, without what is
 * redacted. */
#include "base/json.h"
#include "base/text.h"
#include "report/json_writer.h"
#include "support/run_suite.h"
#include "support/sample_results.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct report_options plain = {0};
static const struct report_options redacted = {.redact = true};

static json_t *parse(struct arena *arena, const char *text)
{
    struct problems *problems = problems_create(arena);
    json_t *json = json_read("output", text, strlen(text), problems);
    ck_assert_msg(json != NULL, "not JSON: %s",
                  problems->count ? problems->items[0].message : "");
    return json;
}

static struct sample_results *two_findings(struct arena *arena)
{
    struct sample_results *sample = sample_results(arena, "a b/destinations.csv", NULL);
    struct finding *finding =
        sample_finding(sample, 0, "T101", SEVERITY_FAIL,
                       "7 people in North East x Apprenticeship; minimum is 10");
    finding_add_evidence(finding, "count", 7);
    finding_add_evidence(finding, "minimum", 10);
    finding->has_range = true;
    finding->range = (struct range){.low = 0, .high = INFINITY};
    (void)sample_finding(sample, 3, "P102", SEVERITY_REVIEW, "98.6% of 507 gives back 7");
    return sample;
}

static const char *keys_of(struct arena *arena, json_t *object)
{
    const char *keys = "";
    const char *key = NULL;
    json_t *value = NULL;
    json_object_foreach(object, key, value)
    {
        keys = text_format(arena, "%s%s%s", keys, *keys ? " " : "", key);
    }
    return keys;
}

START_TEST(the_document_has_the_keys_of_schema_1_in_their_order)
{
    struct arena *arena = arena_create(0);
    const struct results *results = sample_finish(two_findings(arena));
    json_t *json = parse(arena, sample_render(arena, report_json, results, &plain));
    ck_assert_str_eq(keys_of(arena, json),
                     "schema outcheck policy verdict summary outputs tables findings "
                     "attack suppression remarks");
    ck_assert_str_eq(keys_of(arena, json_array_get(json_object_get(json, "tables"), 0)),
                     "id output sheet range title population period unit statbarn "
                     "confidence verdict cells columns dimensions");
    ck_assert_str_eq(keys_of(arena, json_array_get(json_object_get(json, "findings"), 0)),
                     "id code rule severity output table sheet cell row column labels "
                     "value range evidence with message why help source");
    ck_assert_str_eq(
        keys_of(arena, json_object_get(json, "attack")),
        "cells equations hidden exact narrow protected not_proven ranges compared");
    json_decref(json);
    arena_destroy(arena);
}
END_TEST

START_TEST(a_finding_carries_place_labels_value_and_evidence)
{
    struct arena *arena = arena_create(0);
    const struct results *results = sample_finish(two_findings(arena));
    json_t *json = parse(arena, sample_render(arena, report_json, results, &plain));
    const json_t *finding = json_array_get(json_object_get(json, "findings"), 0);
    ck_assert_str_eq(json_text(finding, "cell"), "B2");
    ck_assert_int_eq(json_integer_value(json_object_get(finding, "row")), 2);
    ck_assert_int_eq(json_integer_value(json_object_get(finding, "column")), 2);
    ck_assert_int_eq(json_integer_value(json_object_get(finding, "value")), 7);
    const json_t *labels = json_object_get(finding, "labels");
    ck_assert_str_eq(json_text(labels, "Region"), "North East");
    const json_t *evidence = json_object_get(finding, "evidence");
    ck_assert_int_eq(json_integer_value(json_object_get(evidence, "minimum")), 10);
    const json_t *range = json_object_get(finding, "range");
    ck_assert_int_eq(json_integer_value(json_object_get(range, "low")), 0);
    ck_assert(json_is_null(json_object_get(range, "high")));
    ck_assert_str_eq(json_text(json_object_get(finding, "source"), "status"),
                     "confirmed");
    json_decref(json);
    arena_destroy(arena);
}
END_TEST

START_TEST(hidden_cells_are_counted_and_none_is_called_protected)
{
    struct arena *arena = arena_create(0);
    const struct results *results = sample_finish(two_findings(arena));
    json_t *json = parse(arena, sample_render(arena, report_json, results, &plain));
    const json_t *attack = json_object_get(json, "attack");
    ck_assert_int_eq(json_integer_value(json_object_get(attack, "hidden")), 1);
    ck_assert_int_eq(json_integer_value(json_object_get(attack, "not_proven")), 1);
    ck_assert_int_eq(json_integer_value(json_object_get(attack, "protected")), 0);
    json_decref(json);
    arena_destroy(arena);
}
END_TEST

START_TEST(every_output_and_table_has_the_worst_verdict_of_its_findings)
{
    struct arena *arena = arena_create(0);
    struct sample_results *sample = sample_results(arena, "a.csv", NULL);
    (void)sample_finding(sample, 3, "P102", SEVERITY_REVIEW, "gives back 7");
    (void)sample_finding(sample, 1, "T101", SEVERITY_INFO, "just so");
    json_t *json =
        parse(arena, sample_render(arena, report_json, sample_finish(sample), &plain));
    ck_assert_str_eq(json_text(json, "verdict"), "review");
    ck_assert_str_eq(
        json_text(json_array_get(json_object_get(json, "outputs"), 0), "verdict"),
        "review");
    ck_assert_str_eq(
        json_text(json_array_get(json_object_get(json, "tables"), 0), "verdict"),
        "review");
    const json_t *summary = json_object_get(json, "summary");
    ck_assert_int_eq(json_integer_value(json_object_get(summary, "info")), 1);
    ck_assert_int_eq(json_integer_value(json_object_get(summary, "fail")), 0);
    json_decref(json);
    arena_destroy(arena);
}
END_TEST

START_TEST(what_could_not_be_read_never_passes_although_no_rule_fired)
{
    static const enum remark_kind kinds[] = {REMARK_UNREADABLE, REMARK_FILE_TYPE,
                                             REMARK_NO_TABLE};
    struct arena *arena = arena_create(0);
    struct sample_results *sample = sample_results(arena, "a.csv", NULL);
    const struct remark remark = {.kind = kinds[_i],
                                  .output = sample->table->output,
                                  .row = UINT32_MAX,
                                  .column = UINT32_MAX,
                                  .sentence = "it holds NUL bytes",
                                  .hint = ""};
    struct submission submission = *sample->results.submission;
    submission.remarks = &remark;
    submission.remark_count = 1;
    sample->results.submission = &submission;
    json_t *json =
        parse(arena, sample_render(arena, report_json, sample_finish(sample), &plain));
    ck_assert_str_eq(json_text(json, "verdict"), "cannot-assess");
    ck_assert_str_eq(
        json_text(json_array_get(json_object_get(json, "outputs"), 0), "verdict"),
        "cannot-assess");
    json_decref(json);
    arena_destroy(arena);
}
END_TEST

START_TEST(redacted_documents_hold_no_value)
{
    static const renderer renderers[] = {report_json, report_sarif, report_csv,
                                         report_concise, report_text};
    struct arena *arena = arena_create(0);
    struct sample_results *sample =
        sample_results(arena, "a.csv",
                       "Region,Apprenticeship,Education,Total,% Education\n"
                       "North East,7331,50055,57386,87.2253\n");
    struct finding *finding =
        sample_finding(sample, 0, "T101", SEVERITY_FAIL, "7331 people in North East");
    finding_add_evidence(finding, "count", 7331);
    finding->help = "Replace 7331.";
    finding->why = "7331 is too few.";
    finding->has_range = true;
    finding->range = (struct range){.low = 7331, .high = 7331};
    const struct figure figure = {.table = sample->table, .value = 7331, .sign = 1};
    finding->figures = &figure;
    finding->figure_count = 1;
    struct finding *label =
        sample_finding(sample, 1, "L101", SEVERITY_FAIL, "a pupil: 7331");
    label->help = "Remove 7331.";
    const char *text =
        sample_render(arena, renderers[_i], sample_finish(sample), &redacted);
    ck_assert_ptr_null(strstr(text, "7331"));
    ck_assert_ptr_null(strstr(text, "87.2"));
    ck_assert_ptr_nonnull(strstr(text, "minimum count in North East"));
    ck_assert_ptr_nonnull(strstr(text, "person identifier (details left out)"));
    arena_destroy(arena);
}
END_TEST

START_TEST(redacted_titles_and_headings_hold_no_counts)
{
    struct arena *arena = arena_create(0);
    struct sample_results *sample =
        sample_results(arena, "a.csv", "Region,16-24 (n=728),Total\nNorth,7,9\n");
    (void)sample_finding(sample, 0, "T101", SEVERITY_FAIL, "7");
    sample->table->title = "Learners aged 16-24";
    const struct results *results = sample_finish(sample);
    const char *text = sample_render(arena, report_json, results, &redacted);
    ck_assert_ptr_nonnull(strstr(text, "\"Learners aged 16-24\""));
    ck_assert_ptr_nonnull(strstr(text, "16-24 (n=?\?\?)"));

    struct cell *cells = arena_array(arena, sample->table->cell_count, struct cell);
    memcpy(cells, sample->table->cells, sample->table->cell_count * sizeof(*cells));
    cells[1].is_outside = true;
    sample->table->cells = cells;
    sample->table->title = "Learners, 1 728 of them";
    text = sample_render(arena, report_json, results, &redacted);
    ck_assert_ptr_nonnull(strstr(text, "\"Learners, ? ?\?\? of them\""));
    arena_destroy(arena);
}
END_TEST

START_TEST(hidden_parameters_leave_dominance_numbers_out_and_nothing_else)
{
    static const struct report_options hiding = {.hide_parameters = true};
    struct arena *arena = arena_create(0);
    struct sample_results *sample = two_findings(arena);
    struct finding *finding = sample_finding(sample, 1, "D101", SEVERITY_FAIL,
                                             "the largest holds 61%; limit is 43.75%");
    finding_add_evidence(finding, "limit", 43.75);
    const char *text = sample_render(arena, report_json, sample_finish(sample), &hiding);
    ck_assert_ptr_null(strstr(text, "43.75"));
    ck_assert_ptr_nonnull(strstr(text, "minimum is 10"));
    json_decref(parse(arena, text));
    arena_destroy(arena);
}
END_TEST

START_TEST(labels_with_quotes_controls_and_emoji_stay_what_they_are)
{
    struct arena *arena = arena_create(0);
    struct sample_results *sample = sample_results(
        arena, "a.csv",
        "Ardal,Prentisiaeth \"\\ \x01\t\xf0\x9f\x8f\xb4,Total\nM\xc3\xb4n,7,9\n");
    (void)sample_finding(sample, 0, "T101", SEVERITY_FAIL, "7");
    json_t *json =
        parse(arena, sample_render(arena, report_json, sample_finish(sample), &plain));
    const json_t *finding = json_array_get(json_object_get(json, "findings"), 0);
    const json_t *labels = json_object_get(finding, "labels");
    ck_assert_str_eq(json_text(labels, "Ardal"), "M\xc3\xb4n");
    ck_assert_str_eq(json_text(labels, "columns"),
                     "Prentisiaeth \"\\ \x01\t\xf0\x9f\x8f\xb4");
    json_decref(json);
    arena_destroy(arena);
}
END_TEST

START_TEST(two_runs_give_the_same_bytes_and_dates_only_when_asked)
{
    static const struct report_options verbose = {.verbose = true};
    struct arena *arena = arena_create(0);
    struct sample_results *sample = two_findings(arena);
    const struct results *results = sample_finish(sample);
    const char *first = sample_render(arena, report_json, results, &plain);
    sample->results.checked_at = 1700000000;
    sample->results.seconds = 1.5;
    ck_assert_str_eq(first, sample_render(arena, report_json, results, &plain));
    const char *timed = sample_render(arena, report_json, results, &verbose);
    ck_assert_ptr_nonnull(strstr(timed, "\"checked_at\": 1700000000"));
    arena_destroy(arena);
}
END_TEST

START_TEST(numbers_read_back_as_the_same_double)
{
    static const struct {
        double number;
        const char *text;
    } cases[] = {
        {0, "0"},
        {-0.0, "0"},
        {7, "7"},
        {-5, "-5"},
        {12.3, "12.3"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1e14, "100000000000000"},
        {1e300, "1e+300"},
        {1.0 / 3, "0.3333333333333333"},
    };
    struct arena *arena = arena_create(0);
    const char *text = json_number_text(arena, cases[_i].number);
    ck_assert_str_eq(text, cases[_i].text);
    ck_assert(strtod(text, NULL) == cases[_i].number);
    arena_destroy(arena);
}
END_TEST

START_TEST(sarif_results_point_at_rules_lines_and_fields)
{
    struct arena *arena = arena_create(0);
    const struct results *results = sample_finish(two_findings(arena));
    json_t *json = parse(arena, sample_render(arena, report_sarif, results, &plain));
    const json_t *run = json_array_get(json_object_get(json, "runs"), 0);
    const json_t *driver = json_object_get(json_object_get(run, "tool"), "driver");
    const json_t *rules = json_object_get(driver, "rules");
    const json_t *result = json_array_get(json_object_get(run, "results"), 0);
    const json_t *index = json_object_get(result, "ruleIndex");
    const json_t *rule = json_array_get(rules, (size_t)json_integer_value(index));
    ck_assert_str_eq(json_text(json, "version"), "2.1.0");
    ck_assert_str_eq(json_text(rule, "id"), json_text(result, "ruleId"));
    ck_assert_str_eq(json_text(result, "level"), "error");
    const json_t *physical = json_object_get(
        json_array_get(json_object_get(result, "locations"), 0), "physicalLocation");
    ck_assert_str_eq(json_text(json_object_get(physical, "artifactLocation"), "uri"),
                     "a%20b/destinations.csv");
    const json_t *region = json_object_get(physical, "region");
    ck_assert_int_eq(json_integer_value(json_object_get(region, "startLine")), 2);
    ck_assert_int_eq(json_integer_value(json_object_get(region, "startColumn")), 2);
    json_decref(json);
    arena_destroy(arena);
}
END_TEST

static const char *first_fingerprint(struct arena *arena, struct sample_results *sample,
                                     uint32_t cell, const char *message)
{
    (void)sample_finding(sample, cell, "T101", SEVERITY_FAIL, message);
    json_t *json =
        parse(arena, sample_render(arena, report_sarif, sample_finish(sample), &plain));
    const json_t *run = json_array_get(json_object_get(json, "runs"), 0);
    const json_t *result = json_array_get(json_object_get(run, "results"), 0);
    const char *text =
        json_text(json_object_get(result, "partialFingerprints"), "outcheckCell/v1");
    const char *copy = text_copy(arena, text, strlen(text));
    json_decref(json);
    return copy;
}

START_TEST(a_fingerprint_stays_when_rows_move_and_changes_with_the_cell)
{
    struct arena *arena = arena_create(0);
    const char *before =
        first_fingerprint(arena, sample_results(arena, "a.csv", NULL), 0, "7 people");
    const char *moved = first_fingerprint(
        arena,
        sample_results(arena, "a.csv",
                       "Region,Apprenticeship,Education,Total,% Education\n"
                       "South,50,50,100,50\nNorth East,8,500,508,98.4\n"),
        4, "8 people");
    const char *other =
        first_fingerprint(arena, sample_results(arena, "a.csv", NULL), 1, "7 people");
    ck_assert_str_eq(before, moved);
    ck_assert_str_ne(before, other);
    arena_destroy(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report_json");
    TCase *cases = tcase_create("json");
    tcase_add_test(cases, the_document_has_the_keys_of_schema_1_in_their_order);
    tcase_add_test(cases, a_finding_carries_place_labels_value_and_evidence);
    tcase_add_test(cases, hidden_cells_are_counted_and_none_is_called_protected);
    tcase_add_test(cases, every_output_and_table_has_the_worst_verdict_of_its_findings);
    tcase_add_loop_test(cases, what_could_not_be_read_never_passes_although_no_rule_fired,
                        0, 3);
    tcase_add_loop_test(cases, redacted_documents_hold_no_value, 0, 5);
    tcase_add_test(cases, redacted_titles_and_headings_hold_no_counts);
    tcase_add_test(cases, hidden_parameters_leave_dominance_numbers_out_and_nothing_else);
    tcase_add_test(cases, labels_with_quotes_controls_and_emoji_stay_what_they_are);
    tcase_add_test(cases, two_runs_give_the_same_bytes_and_dates_only_when_asked);
    tcase_add_loop_test(cases, numbers_read_back_as_the_same_double, 0, 9);
    tcase_add_test(cases, sarif_results_point_at_rules_lines_and_fields);
    tcase_add_test(cases, a_fingerprint_stays_when_rows_move_and_changes_with_the_cell);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
