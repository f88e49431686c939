/* Patterns: how names are normalised, what matches, and what happens at the limits. */
#include "base/text.h"
#include "policy/pattern.h"
#include "support/run_suite.h"

#include <check.h>

#include <stdlib.h>
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

static enum pattern_result match(const char *written, enum pattern_scope scope,
                                 const char *text)
{
    struct pattern_mistake mistake = {0};
    const struct pattern *pattern = pattern_compile(arena, written, scope, &mistake);
    ck_assert_msg(pattern, "%s: %s", written, mistake.sentence);
    const enum pattern_result result = pattern_match(pattern, text);
    pattern_release(pattern);
    return result;
}

static const struct {
    const char *name;
    const char *normal;
} names[] = {
    {"PupilMatchingRefAnonymous", "pupil matching ref anonymous"},
    {"PUPILMATCHINGREFANONYMOUS", "pupilmatchingrefanonymous"},
    {"PupilMatchingRefAnonymous_SPR21", "pupil matching ref anonymous"},
    {"Edukey", "edukey"},
    {"EduKey", "edu key"},
    {"AE_ID", "ae id"},
    {"ae.id", "ae id"},
    {" AE  ID ", "ae id"},
    {"LAESTAB_anon", "laestab anon"},
    {"COA_2011", "coa"},
    {"COA_AUT20", "coa"},
    {"LSOA11", "lsoa11"},
    {"Absence_2018_19", "absence"},
    {"tax_year_201920", "tax year"},
    {"ukprn_19", "ukprn"},
    {"URN_9", "urn 9"},
    {"IDACI_ab15", "idaci"},
    {"starts_autumn_term", "starts"},
    {"2019", "2019"},
    {"201920", "201920"},
    {"Ausl\xC3\xA4nder", "ausl\xC3\xA4nder"},
    {"\xC3\x84RZTE", "\xC3\xA4rzte"},
    {"", ""},
    {"___", ""},
};

START_TEST(a_name_becomes_lower_case_words_without_years_and_terms)
{
    ck_assert_str_eq(pattern_normal_name(arena, names[_i].name), names[_i].normal);
}
END_TEST

START_TEST(letters_match_whatever_their_case)
{
    ck_assert_int_eq(match("nino", PATTERN_ANYWHERE, "Their NINO here"), PATTERN_HIT);
    ck_assert_int_eq(match("\xC3\xA4rzte", PATTERN_ANYWHERE, "\xC3\x84RZTE"),
                     PATTERN_HIT);
    ck_assert_int_eq(match("(?-i:NINO)", PATTERN_ANYWHERE, "nino"), PATTERN_MISS);
}
END_TEST

START_TEST(a_whole_pattern_must_match_the_whole_text)
{
    ck_assert_int_eq(match("E01[0-9]{6}", PATTERN_WHOLE, "E01000001"), PATTERN_HIT);
    ck_assert_int_eq(match("E01[0-9]{6}", PATTERN_WHOLE, "E010000012"), PATTERN_MISS);
    ck_assert_int_eq(match("E01[0-9]{6}", PATTERN_WHOLE, "xE01000001"), PATTERN_MISS);
    ck_assert_int_eq(match("E01[0-9]{6}", PATTERN_ANYWHERE, "xE01000001x"), PATTERN_HIT);
    /* Alternatives are tried until one of them reaches the end. */
    ck_assert_int_eq(match("a|ab", PATTERN_WHOLE, "ab"), PATTERN_HIT);
    ck_assert_int_eq(match("a|ab", PATTERN_WHOLE, "abc"), PATTERN_MISS);
}
END_TEST

START_TEST(a_pattern_that_needs_too_many_steps_gives_up)
{
    char text[64];
    memset(text, 'a', sizeof(text) - 2);
    text[sizeof(text) - 2] = '!';
    text[sizeof(text) - 1] = '\0';
    ck_assert_int_eq(match("^(a+)+$", PATTERN_ANYWHERE, text), PATTERN_GAVE_UP);
    ck_assert_int_eq(match("^(a|aa)+$", PATTERN_ANYWHERE, text), PATTERN_GAVE_UP);
}
END_TEST

START_TEST(a_pattern_cannot_raise_its_own_limits)
{
    char text[64];
    memset(text, 'a', sizeof(text) - 2);
    text[sizeof(text) - 2] = '!';
    text[sizeof(text) - 1] = '\0';
    ck_assert_int_eq(match("(*LIMIT_MATCH=4000000000)^(a+)+$", PATTERN_ANYWHERE, text),
                     PATTERN_GAVE_UP);
}
END_TEST

START_TEST(text_that_is_not_utf8_is_not_known_to_miss)
{
    ck_assert_int_eq(match("a", PATTERN_ANYWHERE, "\xFF\xFE"), PATTERN_GAVE_UP);
}
END_TEST

static const struct {
    const char *written;
    const char *sentence;
    size_t offset;
} mistakes[] = {
    {"", "empty: it would match anything", 0},
    {"ab(cd", "missing closing parenthesis", 5},
    {"[z-a]", "range out of order in character class", 3},
    {"*a", "quantifier does not follow a repeatable item", 0},
    {"\\C", "using \\C is disabled by the application", 2},
};

START_TEST(a_wrong_pattern_says_why_and_where)
{
    struct pattern_mistake mistake = {0};
    ck_assert_ptr_null(
        pattern_compile(arena, mistakes[_i].written, PATTERN_ANYWHERE, &mistake));
    ck_assert_str_eq(mistake.sentence, mistakes[_i].sentence);
    ck_assert_uint_eq(mistake.offset, mistakes[_i].offset);
}
END_TEST

START_TEST(a_pattern_of_unreasonable_length_is_refused)
{
    char *long_pattern = arena_array(arena, PATTERN_BYTE_LIMIT + 2, char);
    memset(long_pattern, 'a', PATTERN_BYTE_LIMIT + 1);
    struct pattern_mistake mistake = {0};
    ck_assert_ptr_null(pattern_compile(arena, long_pattern, PATTERN_WHOLE, &mistake));
    ck_assert_str_eq(mistake.sentence, "longer than 4,096 bytes");
    long_pattern[PATTERN_BYTE_LIMIT] = '\0';
    const struct pattern *pattern =
        pattern_compile(arena, long_pattern, PATTERN_WHOLE, &mistake);
    ck_assert_ptr_nonnull(pattern);
    pattern_release(pattern);
}
END_TEST

static Suite *pattern_suite(void)
{
    Suite *suite = suite_create("pattern");
    TCase *tests = tcase_create("pattern");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, a_name_becomes_lower_case_words_without_years_and_terms, 0,
                        (int)COUNT_OF(names));
    tcase_add_test(tests, letters_match_whatever_their_case);
    tcase_add_test(tests, a_whole_pattern_must_match_the_whole_text);
    tcase_add_test(tests, a_pattern_that_needs_too_many_steps_gives_up);
    tcase_add_test(tests, a_pattern_cannot_raise_its_own_limits);
    tcase_add_test(tests, text_that_is_not_utf8_is_not_known_to_miss);
    tcase_add_loop_test(tests, a_wrong_pattern_says_why_and_where, 0,
                        (int)COUNT_OF(mistakes));
    tcase_add_test(tests, a_pattern_of_unreasonable_length_is_refused);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return run_suite(pattern_suite());
}
