/* What `policy list|show|check|diff` and `explain` print, through the public header. */
#include "base/arena.h"
#include "base/json.h"
#include "base/text.h"
#include "outcheck/rules.h"
#include "policy/rule_kind.h"
#include "support/run_suite.h"

#include <check.h>

#include <stdlib.h>
#include <string.h>

/* Everything that was written to a sink. */
struct heard {
    char *text;
    size_t length;
    size_t capacity;
};

static struct arena *arena;
static struct heard out;
static struct heard trouble;
static struct outcheck_sink out_sink;
static struct outcheck_sink trouble_sink;

static void hear(void *context, const char *bytes, size_t length)
{
    struct heard *heard = context;
    heard->text =
        arena_grow(arena, heard->text, &heard->capacity, heard->length + length + 1, 1);
    memcpy(heard->text + heard->length, bytes, length);
    heard->length += length;
    heard->text[heard->length] = '\0';
}

static void set_up(void)
{
    arena = arena_create(0);
    out = (struct heard){0};
    trouble = (struct heard){0};
    out_sink = (struct outcheck_sink){hear, &out};
    trouble_sink = (struct outcheck_sink){hear, &trouble};
    hear(&out, "", 0);
    hear(&trouble, "", 0);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static void assert_says(const struct heard *heard, const char *words)
{
    ck_assert_msg(strstr(heard->text, words), "'%s' is missing in:\n%.1500s", words,
                  heard->text);
}

/* Addresses stay whole, however long, and so do the prescribed headings of a file. */
static void assert_fits_the_page(const char *text)
{
    for (const char *at = text; *at;) {
        const size_t length = strcspn(at, "\n");
        const char *line = text_copy(arena, at, length);
        ck_assert_msg(text_width(line) <= 80 || strstr(line, "http") ||
                          strstr(line, ".yaml") || strstr(line, "sha256") ||
                          strstr(line, "geographic_level,") ||
                          strstr(line, "indicator_grouping,"),
                      "too wide: %s", line);
        at += length + (at[length] == '\n');
    }
}

static json_t *heard_json(void)
{
    json_t *json = json_read("heard", out.text, out.length, problems_create(arena));
    ck_assert_ptr_nonnull(json);
    return json;
}

START_TEST(the_list_names_each_shipped_policy)
{
    ck_assert_int_eq(outcheck_policy_list(OUTCHECK_FORMAT_TEXT, &out_sink, &trouble_sink),
                     OUTCHECK_OK);
    assert_says(&out, "ons-srs               1.0     ONS Secure Research Service");
    assert_says(&out, "leo-srs");
    ck_assert_str_eq(trouble.text, "");
}
END_TEST

START_TEST(the_list_as_json_has_hash_and_stack)
{
    ck_assert_int_eq(outcheck_policy_list(OUTCHECK_FORMAT_JSON, &out_sink, &trouble_sink),
                     OUTCHECK_OK);
    json_t *json = heard_json();
    const json_t *policies = json_object_get(json, "policies");
    ck_assert_uint_eq(json_array_size(policies), 46);
    const json_t *leo = json_array_get(policies, 26);
    ck_assert_str_eq(json_text(leo, "id"), "leo-srs");
    ck_assert_uint_eq(strlen(json_text(leo, "sha256")), 64);
    ck_assert_uint_eq(json_array_size(json_object_get(leo, "stack")), 2);
    json_decref(json);
}
END_TEST

START_TEST(show_prints_source_and_status_of_each_number)
{
    ck_assert_int_eq(
        outcheck_policy_show("ons-srs", OUTCHECK_FORMAT_TEXT, &out_sink, &trouble_sink),
        OUTCHECK_OK);
    assert_says(&out, "T101 minimum count: FAIL [ons-srs/minimum-count]");
    assert_says(&out, "minimum: 10 (smallest number of units that may be shown)");
    assert_says(&out, "confirmed: Advice from the Office for National Statistics");
    assert_says(&out, "share: 43.75");
    assert_says(&out, "second-hand: Notes from the ONS Safe Researcher course");
    assert_says(&out, "R101 not rounded: OFF");
    assert_fits_the_page(out.text);
}
END_TEST

START_TEST(show_as_json_has_every_rule_with_its_source)
{
    ck_assert_int_eq(
        outcheck_policy_show("leo-srs", OUTCHECK_FORMAT_JSON, &out_sink, &trouble_sink),
        OUTCHECK_OK);
    json_t *json = heard_json();
    const json_t *rules = json_object_get(json, "rules");
    ck_assert_uint_gt(json_array_size(rules), 25);
    for (size_t i = 0; i < json_array_size(rules); i++) {
        const json_t *rule = json_array_get(rules, i);
        const json_t *source = json_object_get(rule, "source");
        ck_assert_ptr_nonnull(json_text(rule, "code"));
        ck_assert_ptr_nonnull(json_text(source, "status"));
        ck_assert_ptr_nonnull(json_text(source, "address"));
    }
    json_decref(json);
}
END_TEST

START_TEST(policies_are_shown_as_text_or_json_alone)
{
    ck_assert_int_eq(
        outcheck_policy_show("ons-srs", OUTCHECK_FORMAT_SARIF, &out_sink, &trouble_sink),
        OUTCHECK_ERROR_USAGE);
    assert_says(&trouble, "policies are shown as text or as JSON");
    ck_assert_str_eq(out.text, "");
}
END_TEST

START_TEST(check_says_how_many_rules_a_good_policy_has)
{
    ck_assert_int_eq(outcheck_policy_check("hesa", &out_sink, &trouble_sink),
                     OUTCHECK_OK);
    ck_assert_str_eq(out.text, "hesa 1.0: 13 rules, no mistake found\n");
}
END_TEST

START_TEST(check_of_a_missing_policy_is_wrong_use)
{
    ck_assert_int_eq(outcheck_policy_check("hesaa", &out_sink, &trouble_sink),
                     OUTCHECK_ERROR_USAGE);
    assert_says(&trouble, "there is no policy 'hesaa'");
    assert_says(&trouble, "Did you mean 'hesa'?");
    assert_says(&trouble, "1 mistake\n");
}
END_TEST

START_TEST(diff_says_what_an_overlay_changes)
{
    ck_assert_int_eq(outcheck_policy_diff("ons-srs", "leo-srs", &out_sink, &trouble_sink),
                     OUTCHECK_OK);
    assert_says(&out, "Z101 zero\n  severity: REVIEW -> OFF\n");
    assert_says(&out, "L104 owner-consent: new, REVIEW\n");
    assert_says(&out, "L102 organisation-identifier\n  severity: REVIEW -> FAIL\n");
    ck_assert_ptr_null(strstr(out.text, "T101"));
    ck_assert_ptr_null(strstr(out.text, "settings"));
}
END_TEST

START_TEST(diff_of_unlike_policies_lists_settings_symbols_and_what_is_gone)
{
    ck_assert_int_eq(outcheck_policy_diff("ons-srs", "hesa", &out_sink, &trouble_sink),
                     OUTCHECK_OK);
    assert_says(&out, "settings\n  marker: c -> ..\n  recompute-totals: yes -> no\n");
    assert_says(&out, "T101 minimum-count: gone\n");
    assert_says(&out, "minimum-base: 10 -> 22.5\n");
}
END_TEST

START_TEST(a_policy_does_not_differ_from_itself)
{
    ck_assert_int_eq(outcheck_policy_diff("hesa", "hesa", &out_sink, &trouble_sink),
                     OUTCHECK_OK);
    ck_assert_str_eq(out.text,
                     "from hesa 1.0 to hesa 1.0\nNo rule, number or symbol differs.\n");
}
END_TEST

static size_t kind_count(void)
{
    size_t count = 0;
    while (rule_kind_at(count)) {
        count++;
    }
    return count;
}

START_TEST(every_code_is_explained_with_story_formula_examples_and_relatives)
{
    static const char *const parts[] = {
        "\nWhy\n",    "\nIn the policy leo-srs 1.0\n", "\nFormula\n",       "\nFails\n",
        "\nPasses\n", "\nWhat a checker may accept\n", "\nRelated rules\n",
    };
    const struct rule_kind *kind = rule_kind_at((size_t)_i);
    if (!kind->code) {
        return; /* a policy's own rules have no page */
    }
    ck_assert_int_eq(outcheck_explain(kind->code, "leo-srs", &out_sink, &trouble_sink),
                     OUTCHECK_OK);
    ck_assert(text_starts_with(out.text,
                               text_format(arena, "%s %s: ", kind->code, kind->name)));
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        assert_says(&out, parts[i]);
    }
    ck_assert_ptr_null(strstr(out.text, "```"));
    assert_fits_the_page(out.text);
}
END_TEST

START_TEST(explain_gives_the_limit_in_this_policy_and_its_remedies)
{
    ck_assert_int_eq(outcheck_explain("t101", NULL, &out_sink, &trouble_sink),
                     OUTCHECK_OK);
    assert_says(&out, "ons-srs/minimum-count: FAIL, applies to frequencies\n");
    assert_says(&out, "    minimum: 10 (smallest number of units that may be shown)\n");
    assert_says(&out, "What to do, in this order\n  1. Merge");
}
END_TEST

START_TEST(explain_takes_the_name_of_a_kind)
{
    ck_assert_int_eq(outcheck_explain("minimum-count", NULL, &out_sink, &trouble_sink),
                     OUTCHECK_OK);
    ck_assert(text_starts_with(out.text, "T101 minimum-count: "));
}
END_TEST

START_TEST(explain_says_when_a_policy_has_no_such_rule)
{
    ck_assert_int_eq(
        outcheck_explain("L102", "dfe-publication", &out_sink, &trouble_sink),
        OUTCHECK_OK);
    assert_says(&out, "This policy has no such rule.");
}
END_TEST

START_TEST(an_unknown_code_is_wrong_use_with_a_suggestion)
{
    ck_assert_int_eq(outcheck_explain("minimum-cout", NULL, &out_sink, &trouble_sink),
                     OUTCHECK_ERROR_USAGE);
    assert_says(&trouble, "there is no rule 'minimum-cout'");
    assert_says(&trouble, "Did you mean 'minimum-count'?");
    ck_assert_str_eq(out.text, "");
}
END_TEST

static Suite *rules_suite(void)
{
    Suite *suite = suite_create("rules");
    TCase *tests = tcase_create("rules");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, the_list_names_each_shipped_policy);
    tcase_add_test(tests, the_list_as_json_has_hash_and_stack);
    tcase_add_test(tests, show_prints_source_and_status_of_each_number);
    tcase_add_test(tests, show_as_json_has_every_rule_with_its_source);
    tcase_add_test(tests, policies_are_shown_as_text_or_json_alone);
    tcase_add_test(tests, check_says_how_many_rules_a_good_policy_has);
    tcase_add_test(tests, check_of_a_missing_policy_is_wrong_use);
    tcase_add_test(tests, diff_says_what_an_overlay_changes);
    tcase_add_test(tests,
                   diff_of_unlike_policies_lists_settings_symbols_and_what_is_gone);
    tcase_add_test(tests, a_policy_does_not_differ_from_itself);
    tcase_add_loop_test(tests,
                        every_code_is_explained_with_story_formula_examples_and_relatives,
                        0, (int)kind_count());
    tcase_add_test(tests, explain_gives_the_limit_in_this_policy_and_its_remedies);
    tcase_add_test(tests, explain_takes_the_name_of_a_kind);
    tcase_add_test(tests, explain_says_when_a_policy_has_no_such_rule);
    tcase_add_test(tests, an_unknown_code_is_wrong_use_with_a_suggestion);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return run_suite(rules_suite());
}
