/*
 * The end of every test program: run the suite, say how it went, answer the exit status.
 */
#ifndef OUTCHECK_TESTS_RUN_SUITE_H
#define OUTCHECK_TESTS_RUN_SUITE_H

#include <check.h>

#include <stdlib.h>

/* Releases the suite. CK_RUN_SUITE, CK_VERBOSITY and the like are heeded. */
static inline int run_suite(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
