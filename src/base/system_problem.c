#include "base/system_problem.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { SYSTEM_TEXT_LIMIT = 128 };

void system_problem_add(struct problems *problems, const char *path, const char *what,
                        const char *hint)
{
    char reason[SYSTEM_TEXT_LIMIT] = "unknown reason";
    if (strerror_r(errno, reason, sizeof(reason)) != 0) {
        (void)snprintf(reason, sizeof(reason), "system error %d", errno);
    }
    problem_add(problems, OUTCHECK_ERROR_INPUT, place_of_file(path), hint, "%s: %s", what,
                reason);
}
