/*
 * What a call of the library can answer.
 *
 * A status says whether the work was done, never what was found: findings are data
 * (outcheck/scan.h). Trouble in words is kept beside the result as problems.
 */
#ifndef OUTCHECK_STATUS_H
#define OUTCHECK_STATUS_H

#if defined(__GNUC__)
#define OUTCHECK_MUST_CHECK __attribute__((warn_unused_result))
#define OUTCHECK_API        __attribute__((visibility("default")))
#define OUTCHECK_PRINTF(format_index, first_index)                                       \
    __attribute__((format(printf, format_index, first_index)))
#else
#define OUTCHECK_MUST_CHECK
#define OUTCHECK_API
#define OUTCHECK_PRINTF(format_index, first_index)
#endif

/* The numbers are the exit statuses of the program for the same trouble. */
enum outcheck_status {
    OUTCHECK_OK = 0,
    OUTCHECK_ERROR_USAGE = 2, /* wrong use, a bad policy, a bad sidecar */
    OUTCHECK_ERROR_INPUT = 3, /* could not read or write; out of memory or time */
};

#endif
