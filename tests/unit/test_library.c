/* Libraries that are loaded when they are wanted: all of it, or nothing. */
#include "base/library.h"
#include "support/run_suite.h"

#include <check.h>

struct functions {
    double (*cosine)(double);
    double (*power)(double, double);
};

START_TEST(functions_are_found_by_their_names)
{
    static const char *const names[] = {"cos", "pow"};
    struct functions functions = {0};
    ck_assert(library_open("libm.so.6", names, 2, &functions));
    ck_assert_double_eq(functions.cosine(0), 1);
    ck_assert_double_eq(functions.power(2, 10), 1024);
    ck_assert(library_open("not asked again", names, 2, &functions));
}
END_TEST

START_TEST(a_library_that_is_missing_is_not_there)
{
    static const char *const names[] = {"cos", "pow"};
    struct functions functions = {0};
    ck_assert(!library_open("libno-such-library.so.1", names, 2, &functions));
    ck_assert(!functions.cosine);
}
END_TEST

START_TEST(a_library_that_lacks_a_function_is_not_used)
{
    static const char *const names[] = {"cos", "no_such_function"};
    struct functions functions = {0};
    ck_assert(!library_open("libm.so.6", names, 2, &functions));
    ck_assert(!functions.cosine);
    ck_assert(!functions.power);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("library");
    TCase *tests = tcase_create("library");
    tcase_add_test(tests, functions_are_found_by_their_names);
    tcase_add_test(tests, a_library_that_is_missing_is_not_there);
    tcase_add_test(tests, a_library_that_lacks_a_function_is_not_used);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
