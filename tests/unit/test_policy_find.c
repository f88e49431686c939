/*
 * Where policies, pages and examples are looked for.
 */
// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-*,readability-identifier-naming)
#define _POSIX_C_SOURCE 200809L /* setenv */

#include "base/text.h"
#include "policy/policy_find.h"
#include "support/run_suite.h"
#include "support/scratch_folder.h"

#include <check.h>

#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static struct arena *arena;
static struct problems *problems;

static void set_up(void)
{
    arena = arena_create(0);
    problems = problems_create(arena);
    scratch_folder_enter();
    ck_assert_int_eq(unsetenv("OUTCHECK_RULES"), 0);
}

static void tear_down(void)
{
    scratch_folder_leave();
    arena_destroy(arena);
}

static const char *find(const char *name, const char *beside)
{
    return policy_find(arena, name, beside, place_of_file("caller.yaml"), problems);
}

static const char *hint(void)
{
    ck_assert_uint_eq(problems->count, 1);
    return problems->items[0].hint;
}

START_TEST(an_id_is_a_file_of_the_folder)
{
    const char *path = find("leo-srs", NULL);
    ck_assert_ptr_nonnull(path);
    ck_assert(text_ends_with(path, "rules/leo-srs.yaml"));
    ck_assert_uint_eq(problems->count, 0);
}
END_TEST

START_TEST(an_id_that_is_nearly_one_is_asked_about)
{
    ck_assert_ptr_null(find("leo-sr", NULL));
    ck_assert_str_eq(hint(), "Did you mean 'leo-srs'?");
}
END_TEST

START_TEST(an_id_like_no_other_is_told_how_to_name_a_file)
{
    ck_assert_ptr_null(find("quite-something-else", NULL));
    ck_assert_ptr_nonnull(strstr(hint(), "policy list"));
}
END_TEST

/* A name with a slash or an ending is a path, and stands beside the file that extends it.
 */
static const struct {
    const char *name;
    const char *beside;
    const char *found; /* NULL: nothing */
} paths[] = {
    {"my.yaml", NULL, "my.yaml"},
    {"my.yml", NULL, NULL},
    {"./my.yaml", NULL, "./my.yaml"},
    {"config.json", NULL, "config.json"},
    {"my.yaml", "deep/other.yaml", NULL},
    {"../my.yaml", "deep/other.yaml", "deep/../my.yaml"},
    {"inner.yaml", "deep/other.yaml", "deep/inner.yaml"},
    {"inner.yaml", NULL, NULL},
    {"/nowhere/my.yaml", "deep/other.yaml", NULL},
    {"deep/", NULL, NULL}, /* a folder is no policy */
};

START_TEST(a_path_is_a_file)
{
    scratch_write(arena, "my.yaml", "id: my\n");
    scratch_write(arena, "config.json", "{}\n");
    ck_assert_int_eq(folder_make(arena, "deep", problems), OUTCHECK_OK);
    scratch_write(arena, "deep/inner.yaml", "id: inner\n");
    const char *found = find(paths[_i].name, paths[_i].beside);
    ck_assert_msg((found != NULL) == (paths[_i].found != NULL), "%s", paths[_i].name);
    ck_assert(!found || text_equals(found, paths[_i].found));
    ck_assert_uint_eq(problems->count, found ? 0 : 1);
}
END_TEST

/* The variable is all there is, even where it is wrong. */
START_TEST(the_environment_names_the_folder)
{
    ck_assert_int_eq(folder_make(arena, "mine", problems), OUTCHECK_OK);
    scratch_write(arena, "mine/one.yaml", "id: one\n");
    ck_assert_int_eq(setenv("OUTCHECK_RULES", "mine", 1), 0);
    ck_assert_str_eq(policy_folder(arena, problems), "mine");
    ck_assert_str_eq(find("one", NULL), "mine/one.yaml");
    ck_assert_ptr_null(find("leo-srs", NULL));
    ck_assert_uint_eq(problems->count, 1);
}
END_TEST

START_TEST(a_wrong_environment_is_said_to_be_wrong)
{
    ck_assert_int_eq(setenv("OUTCHECK_RULES", "nowhere", 1), 0);
    ck_assert_ptr_null(find("leo-srs", NULL));
    ck_assert_ptr_nonnull(strstr(hint(), "OUTCHECK_RULES"));
}
END_TEST

START_TEST(an_empty_environment_is_none)
{
    ck_assert_int_eq(setenv("OUTCHECK_RULES", "", 1), 0);
    ck_assert_ptr_nonnull(find("leo-srs", NULL));
}
END_TEST

START_TEST(pages_and_examples_are_found_beside_the_rules)
{
    ck_assert_ptr_nonnull(policy_find_page(arena, "T101"));
    ck_assert_ptr_null(policy_find_page(arena, "T999"));
    ck_assert_ptr_nonnull(policy_find_example(arena, "leo-destinations"));
    ck_assert_ptr_null(policy_find_example(arena, "no-such-example"));
    ck_assert_int_eq(folder_make(arena, "share", problems), OUTCHECK_OK);
    ck_assert_int_eq(folder_make(arena, "share/rules", problems), OUTCHECK_OK);
    ck_assert_int_eq(folder_make(arena, "share/explain", problems), OUTCHECK_OK);
    ck_assert_int_eq(folder_make(arena, "share/example", problems), OUTCHECK_OK);
    ck_assert_int_eq(folder_make(arena, "share/example/small", problems), OUTCHECK_OK);
    scratch_write(arena, "share/explain/U001.md", "# U001\n");
    ck_assert_int_eq(setenv("OUTCHECK_RULES", "share/rules", 1), 0);
    ck_assert_ptr_nonnull(policy_find_page(arena, "U001"));
    ck_assert_ptr_nonnull(policy_find_example(arena, "small"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("policy_find");
    TCase *tests = tcase_create("policy_find");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, an_id_is_a_file_of_the_folder);
    tcase_add_test(tests, an_id_that_is_nearly_one_is_asked_about);
    tcase_add_test(tests, an_id_like_no_other_is_told_how_to_name_a_file);
    tcase_add_loop_test(tests, a_path_is_a_file, 0, COUNT_OF(paths));
    tcase_add_test(tests, the_environment_names_the_folder);
    tcase_add_test(tests, a_wrong_environment_is_said_to_be_wrong);
    tcase_add_test(tests, an_empty_environment_is_none);
    tcase_add_test(tests, pages_and_examples_are_found_beside_the_rules);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
