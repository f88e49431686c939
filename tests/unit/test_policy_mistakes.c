/* Bad policy files: each mistake is said in words at its place, all of them in one pass.
 */
#include "base/file.h"
#include "base/text.h"
#include "policy/policy.h"
#include "support/run_suite.h"
#include "support/scratch_folder.h"

#include <check.h>

#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static const char path[] = "./mistakes-of-test.yaml";

static struct arena *arena;
static struct problems *problems;

static void set_up(void)
{
    arena = arena_create(0);
    problems = problems_create(arena);
}

static void tear_down(void)
{
    arena_destroy(arena);
}

static void write_file(const char *name, const char *text)
{
    const struct bytes bytes = {text, strlen(text)};
    ck_assert_int_eq(file_write(arena, name, bytes, problems), OUTCHECK_OK);
}

static void load_bad(const char *text)
{
    const struct policy *policy = NULL;
    write_file(path, text);
    ck_assert_msg(policy_load(arena, path, &policy, problems) == OUTCHECK_ERROR_USAGE,
                  "taken: %s", text);
    ck_assert_ptr_null(policy);
}

/* One mistake each. */
static const struct {
    const char *text;
    size_t line;
    const char *at; /* what stands above the caret */
    const char *message;
    const char *hint;
} mistakes[] = {
    {"titel: x\nid: a\n", 1, "titel", "unknown key 'titel'", "Did you mean 'title'?"},
    {"title: x\n", 1, "title", "the policy has no id", "Begin with 'id: NAME'."},
    {"id: My Policy\n", 1, "My", "id cannot be 'My Policy'",
     "Use lower-case letters, digits and hyphens: minimum-count."},
    {"id: a\ntitle:\n", 2, "title", "title is empty",
     "Say what it is, or leave the line out."},
    {"id: a\ntitle: [x]\n", 2, "[x", "title must be text, not a list", ""},
    {"id: a\nvalid-from: 2023-02-29\n", 2, "2023-02-29",
     "valid-from must be a date, not '2023-02-29'",
     "Write year, month and day: 2024-06-20."},
    {"id: a\nvalid-from: 2024-02-29\nvalid-to: 2024-02-28\n", 3, "2024-02-28",
     "valid-to is before valid-from", ""},
    {"id: a\nextends: ons-sr\n", 2, "ons-sr", "there is no policy 'ons-sr'",
     "Did you mean 'ons-srs'?"},
    {"id: a\nextends: ./gone.yaml\n", 2, ".", "there is no policy file './gone.yaml'",
     ""},
    {"id: a\nconfidence: {review-below: 90}\n", 2, "90",
     "review-below must be from 0 to 1", "0.9 stands for 90 %."},
    {"id: a\nconfidence: {review-below: 0.5}\n", 2, "{review-below",
     "cannot-assess-below must not be above review-below", ""},
    {"id: a\nsymbols: {c: hiden}\n", 2, "hiden", "a symbol's state cannot be 'hiden'",
     "Did you mean 'hidden'?"},
    {"id: a\nsymbols: {7: hidden}\n", 2, "7", "'7' cannot be a symbol",
     "A symbol is short and no number; ranges like <10 are always read."},
    {"id: a\nmarker: q\n", 2, "q", "the marker 'q' is not a symbol for hidden cells",
     "Add it to the symbols with 'state: hidden'."},
    {"id: a\nsymbols: {z: not-applicable}\nmarker: z\n", 3, "z",
     "the marker 'z' is not a symbol for hidden cells",
     "Add it to the symbols with 'state: hidden'."},
    {"id: a\nrecompute-totals: maybe\n", 2, "maybe", "recompute-totals cannot be 'maybe'",
     "Known here: no, yes, false, true, off, on."},
    {"id: a\nsources: {memo: {address: x}}\n", 2, "{address",
     "source 'memo' has no title", "Give it a title and an address."},
    {"id: a\nrules: 5\n", 2, "5", "rules must be a list of at most 500",
     "Write 'rules:', then '- id: NAME' for each."},
    {"id: a\nrules:\n  - kind: zero\n", 3, "kind", "a rule has no id",
     "Write '- id: NAME' and the rest under it."},
    {"id: a\nrules:\n  - id: r\n", 3, "r", "rule 'r' has no kind",
     "A rule that no earlier file has must say 'kind: NAME'."},
    {"id: a\nrules:\n  - {id: r, kind: zeros}\n", 3, "zeros", "kind cannot be 'zeros'",
     "Did you mean 'zero'?"},
    {"id: a\nextends: ons-srs\nrules:\n  - {id: zero, kind: whole-group, share: 90}\n", 4,
     "whole-group", "rule 'zero' is of kind 'zero' already",
     "Switch the rule off and add one with another id."},
    {"id: a\nrules:\n  - {id: r, kind: zero}\n  - {id: r, kind: zero}\n", 4, "r",
     "rule 'r' stands on line 3 already", "Keep one of the two."},
    {"id: a\nrules:\n  - {id: r, kind: zero, severty: fail}\n", 3, "severty",
     "unknown key 'severty'", "Did you mean 'severity'?"},
    {"id: a\nrules:\n  - {id: r, kind: zero, minimum: 5}\n", 3, "minimum",
     "unknown key 'minimum'", NULL},
    {"id: a\nrules:\n  - {id: r, kind: zero, severity: fatal}\n", 3, "fatal",
     "severity cannot be 'fatal'", "Did you mean 'fail'?"},
    {"id: a\nrules:\n  - {id: r, kind: zero, off: of}\n", 3, "of", "off cannot be 'of'",
     NULL},
    {"id: a\nrules:\n  - {id: r, kind: zero, applies-to: [frequency]}\n", 3, "frequency",
     "applies-to cannot be 'frequency'", "Did you mean 'frequencies'?"},
    {"id: a\nrules:\n  - {id: r, kind: zero, applies-to: []}\n", 3, "[",
     "applies-to is empty", "Write 'all' for every class, or 'off: true'."},
    {"id: a\nrules:\n  - {id: r, kind: zero, status: sure}\n", 3, "sure",
     "status cannot be 'sure'", "Known here: confirmed, second-hand, unconfirmed."},
    {"id: a\nrules:\n  - {id: r, kind: zero, status: confirmed}\n", 3, "confirmed",
     "status 'confirmed' needs a source", "Add 'source: ID', or leave the status out."},
    {"id: a\nextends: ons-srs\nrules:\n  - {id: zero, source: celsis}\n", 4, "celsis",
     "there is no source 'celsis'", "Did you mean 'celsius'?"},
    {"id: a\nrules:\n  - {id: r, kind: minimum-count}\n", 3, "r",
     "rule 'r' needs 'minimum'", "It is the smallest number of units that may be shown."},
    {"id: a\nrules:\n  - {id: r, kind: minimum-count, minimum: ten}\n", 3, "ten",
     "minimum must be a number, not 'ten'",
     "Write it in digits, with a point before decimals: 10 or 43.75."},
    {"id: a\nrules:\n  - {id: r, kind: minimum-count, minimum: 0}\n", 3, "0",
     "minimum must be from 1 to 1,000,000, not 0",
     "It is the smallest number of units that may be shown."},
    {"id: a\nrules:\n  - {id: r, kind: minimum-count, minimum: 9.5}\n", 3, "9.5",
     "minimum must be a whole number, not 9.5", ""},
    {"id: a\nrules:\n  - {id: r, kind: minimum-count, minimum: 1e1}\n", 3, "1e1",
     "minimum must be a number, not '1e1'", NULL},
    {"id: a\nrules:\n  - {id: r, kind: minimum-count, minimum: {status: confirmed}}\n", 3,
     "{status", "minimum has no value", "Write {value: 10, source: ID, status: WORD}."},
    {"id: a\nrules:\n  - {id: r, kind: zero, remedies: hide it}\n", 3, "hide",
     "remedies must be a list of at most 20", "Write one remedy a line, the best first."},
    {"id: a\nrules:\n  - {id: r, kind: environment, names: ['ab(cd']}\n", 3, "'",
     "pattern: missing closing parenthesis (after 5 characters)",
     "Patterns are Perl regular expressions; put them in single quotes."},
    {"id: a\nrules:\n  - {id: r, kind: environment, names: ['\xC3\xA9\xC3\xA9*[']}\n", 3,
     "'", "pattern: missing terminating ] for character class (after 6 characters)",
     NULL},
    {"id: a\nrules:\n  - {id: r, kind: environment, names: ['']}\n", 3, "'",
     "pattern: empty: it would match anything (after 0 characters)", NULL},
    {"id: a\nrules:\n  - {id: r, kind: environment, names: [{meaning: x}]}\n", 3,
     "{meaning", "this is no pattern", "Write '...' or {pattern: '...', meaning: TEXT}."},
    {"id: a\nrules:\n  - {id: r, kind: expression, code: U001, message: x}\n", 3, "r",
     "rule 'r' needs 'condition'",
     "An expression has a code (U001), a condition and a message."},
    {"id: a\nrules:\n  - {id: r, kind: expression, code: T101, message: x, "
     "condition: n > 1}\n",
     3, "T101", "a code is U and three digits", "Rules of your own are U001 to U999."},
    {"id: a\nrules:\n  - {id: r, kind: expression, code: U001, message: x, "
     "condition: m > 1}\n",
     3, "m", "condition: there is no field 'm'; did you mean 'n'?", NULL},
    {"id: a\nrules:\n  - {id: r, kind: expression, code: U001, message: '{m}', "
     "condition: n > 1}\n",
     3, "{m", "the message has no field {m}", "rules/README.md lists the fields."},
    {"id: a\nrules:\n  - {id: r, kind: not-rounded, base: 5, method: up}\n", 3, "up",
     "method cannot be 'up'", "Known here: nearest, midpoint."},
    {"id: a\nrules:\n  - {id: r, kind: not-rounded, base: 5, bands: 5}\n", 3, "5",
     "bands must be a list of at most 30", "Write '- {from: 50, base: 25}' for each."},
    {"id: a\nrules:\n  - {id: r, kind: not-rounded, base: 5, bands: [{from: 5}]}\n", 3,
     "{from", "a band needs 'from' and 'base'", "Write {from: 50, base: 25}."},
    {"id: a\nrules:\n  - {id: r, kind: not-rounded, base: 5, "
     "bands: [{from: 5, base: 0}]}\n",
     3, "{from", "a band's base must be above 0, and from not below 0", ""},
    {"id: a\nrules:\n  - {id: r, kind: not-rounded, base: 5, "
     "bands: [{from: 9, base: 10}, {from: 9, base: 20}]}\n",
     3, "{from", "bands must rise", "The smallest sizes come first."},
    {"id: a\nrules:\n  - {id: r, kind: zero, bands: []}\n", 3, "bands",
     "unknown key 'bands'", NULL},
    {"safe_threshold: 10\nsafe_nk: 2\n", 2, "safe_nk", "unknown key 'safe_nk'", NULL},
    {"safe_threshold: 0\n", 1, "0", "safe_threshold cannot be 0", NULL},
    {"safe_nk_k: 1.5\nsafe_nk_n: 2\n", 1, "1.5", "safe_nk_k cannot be 1.5", ""},
    {"safe_nk_n: two\n", 1, "two", "safe_nk_n must be a number, not 'two'", NULL},
    {"id: a\nprocess: 2\n", 2, "2", "process must be a map",
     "Write 'process:', then 'checkers: 2'."},
    {"id: a\nprocess: {checker: 2}\n", 2, "checker", "unknown key 'checker'",
     "Did you mean 'checkers'?"},
    {"id: a\nprocess: {checkers: 0}\n", 2, "0",
     "checkers must be a whole number from 1 to 9, not 0", ""},
    {"id: a\nprocess: {checkers: 10}\n", 2, "10",
     "checkers must be a whole number from 1 to 9, not 10", ""},
    {"id: a\nprocess: {turnaround: 2.5}\n", 2, "2.5",
     "turnaround must be a whole number from 1 to 366, not 2.5", ""},
    {"id: a\nprocess: {checkers: {status: confirmed}}\n", 2, "{status",
     "checkers has no value", "Write {value: 2, source: ID, status: WORD}."},
    {"id: a\nprocess: {review: blinded}\n", 2, "blinded", "review cannot be 'blinded'",
     "Did you mean 'blind'?"},
    {"id: a\nprocess: {reason: refusal}\n", 2, "refusal", "reason cannot be 'refusal'",
     "Did you mean 'refusals'?"},
    {"id: a\nprocess: {notices: x}\n", 2, "x", "notices must be a list",
     "Write 'notices:', then '- id: NAME' for each."},
    {"id: a\nprocess: {notices: [x]}\n", 2, "x", "a notice must be a map",
     "Write '- id: NAME' and the rest under it."},
    {"id: a\nprocess: {notices: [{id: n, lead: 72, unit: hours}]}\n", 2, "{id",
     "the notice has no recipient",
     "A notice has an id, a lead, a unit and a recipient."},
    {"id: a\nprocess: {notices: [{id: n, lead: 72, unit: days, recipient: x}]}\n", 2,
     "days", "unit cannot be 'days'", "Known here: hours, working-days."},
    {"id: a\nid: b\n", 2, "id", "'id' is given twice", "Keep one of the two."},
    {"id: &x a\ntitle: *x\n", 1, "a",
     "aliases (*), anchors (&) and tags (!) are not read here", NULL},
    {"id: a\ntitle: *x\n", 2, "x",
     "aliases (*), anchors (&) and tags (!) are not read here", NULL},
    {"id: a\ntitle: !!str x\n", 2, "x",
     "aliases (*), anchors (&) and tags (!) are not read here", NULL},
    {"id: a\n---\nid: b\n", 2, "---", "a second document begins here",
     "One file holds one policy."},
    {"id: a\nrules: [[[[[[[[[]]]]]]]]]\n", 2, "[[", "nested too deep",
     "A policy needs four levels at most."},
    {"? [a]\n: b\n", 1, "[a", "a key must be a word, not a list or a map",
     "Write 'key: value'."},
    {"id: \"a\ntitle: x\n", 1, "\"a",
     "this is not YAML: wrongly indented double-quoted scalar", ""},
    {"", 0, "", "there is no policy in this file",
     "Begin with 'id: NAME'; rules/README.md shows the shape."},
    {"- a\n- b\n", 0, "", "there is no policy in this file", NULL},
    {"id: \xFF\n", 0, "", "not UTF-8 text", "Save it as UTF-8 text."},
};

/* The source from the caret on; columns are characters, not bytes. */
static const char *above_caret(const struct place *place)
{
    const char *at = place->source ? place->source : "";
    for (size_t column = 1; column < place->column && *at; column++) {
        do {
            at++;
        } while (((unsigned char)*at & 0xC0) == 0x80);
    }
    return at;
}

START_TEST(a_mistake_is_said_at_its_place)
{
    load_bad(mistakes[_i].text);
    const struct problem *problem = &problems->items[0];
    ck_assert_str_eq(problem->message, mistakes[_i].message);
    ck_assert_uint_eq(problem->place.line, mistakes[_i].line);
    ck_assert_msg(text_starts_with(above_caret(&problem->place), mistakes[_i].at),
                  "'%s' is not at column %zu", mistakes[_i].at, problem->place.column);
    if (mistakes[_i].hint) {
        ck_assert_str_eq(problem->hint, mistakes[_i].hint);
    }
    ck_assert_uint_eq(problems->count, 1);
}
END_TEST

START_TEST(all_mistakes_come_at_once_from_top_to_bottom)
{
    load_bad("id: a\n"
             "titel: x\n"
             "rules:\n"
             "  - id: one\n"
             "    kind: minimum-count\n"
             "    minimum: ten\n"
             "    severty: fail\n"
             "  - id: two\n"
             "    kind: zeros\n"
             "  - id: three\n"
             "    kind: environment\n"
             "    names: ['(', ')']\n");
    static const size_t lines[] = {2, 6, 7, 9, 12, 12};
    ck_assert_uint_eq(problems->count, COUNT_OF(lines));
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        ck_assert_uint_eq(problems->items[i].place.line, lines[i]);
    }
}
END_TEST

START_TEST(a_mistake_is_shown_with_its_line_and_a_caret)
{
    load_bad("id: a\nrules:\n  - {id: r, kind: zero, severty: fail}\n");
    ck_assert_str_eq(problem_render(arena, &problems->items[0]),
                     "./mistakes-of-test.yaml:3:25: error: unknown key 'severty'\n"
                     "    3 |   - {id: r, kind: zero, severty: fail}\n"
                     "      |                         ^~~~~~~\n"
                     "hint: Did you mean 'severity'?\n");
}
END_TEST

START_TEST(mistakes_of_a_base_name_the_base)
{
    write_file("./base-of-test.yaml", "id: base\ntitel: x\n");
    load_bad("id: a\nextends: base-of-test.yaml\n");
    ck_assert_uint_eq(problems->count, 1);
    ck_assert_str_eq(problems->items[0].place.file, "base-of-test.yaml");
    ck_assert_str_eq(problems->items[0].message, "unknown key 'titel'");
}
END_TEST

START_TEST(policies_that_extend_each_other_are_refused)
{
    write_file("./circle-of-test.yaml", "id: b\nextends: ./circle-of-test.yaml\n");
    load_bad("id: a\nextends: circle-of-test.yaml\n");
    /* However the paths are spelt, the stack has an end. */
    const struct problem *last = &problems->items[problems->count - 1];
    ck_assert(strstr(last->message, "in a circle") ||
              text_equals(last->message, "more than 8 policies on each other"));
}
END_TEST

/* `count` times `piece`, after `start`. */
static const char *repeated(const char *start, const char *piece, size_t count)
{
    const size_t length = strlen(piece);
    char *pieces = arena_array(arena, count * length + 1, char);
    for (size_t i = 0; i < count * length; i++) {
        pieces[i] = piece[i % length];
    }
    return text_format(arena, "%s%s\n", start, pieces);
}

START_TEST(files_of_unreasonable_shape_are_refused_quickly)
{
    load_bad(repeated("id: a\nx: ", "[", 100000));
    ck_assert_str_eq(problems->items[0].message, "nested too deep");
    load_bad(repeated("id: a\nx: [", "a,", 100000));
    ck_assert_str_eq(problems->items[1].message,
                     "more than 1,000 entries in one list or map");
    load_bad(repeated("id: a\n", "x: y\n", 100000));
    ck_assert_uint_ge(problems->count, 1000);
}
END_TEST

START_TEST(a_huge_file_is_not_read)
{
    const struct policy *policy = NULL;
    write_file(path, repeated("id: a\n#", "x", 1100000));
    ck_assert_int_ne(policy_load(arena, path, &policy, problems), OUTCHECK_OK);
    ck_assert_ptr_null(policy);
}
END_TEST

START_TEST(earlier_problems_of_the_caller_do_not_spoil_a_good_policy)
{
    const struct policy *policy = NULL;
    problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file("x.csv"), "", "unreadable");
    ck_assert_int_eq(policy_load(arena, "ons-srs", &policy, problems), OUTCHECK_OK);
    ck_assert_ptr_nonnull(policy);
    policy_release(policy);
}
END_TEST

static Suite *mistakes_suite(void)
{
    Suite *suite = suite_create("policy mistakes");
    TCase *tests = tcase_create("policy mistakes");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, a_mistake_is_said_at_its_place, 0,
                        (int)COUNT_OF(mistakes));
    tcase_add_test(tests, all_mistakes_come_at_once_from_top_to_bottom);
    tcase_add_test(tests, a_mistake_is_shown_with_its_line_and_a_caret);
    tcase_add_test(tests, mistakes_of_a_base_name_the_base);
    tcase_add_test(tests, policies_that_extend_each_other_are_refused);
    tcase_add_test(tests, files_of_unreasonable_shape_are_refused_quickly);
    tcase_add_test(tests, a_huge_file_is_not_read);
    tcase_add_test(tests, earlier_problems_of_the_caller_do_not_spoil_a_good_policy);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    scratch_folder_enter();
    const int status = run_suite(mistakes_suite());
    scratch_folder_leave();
    return status;
}
