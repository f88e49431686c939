/*
 * What the operating system refused, as a problem: for the files of base alone.
 */
#ifndef OUTCHECK_BASE_SYSTEM_PROBLEM_H
#define OUTCHECK_BASE_SYSTEM_PROBLEM_H

#include "base/problems.h"

/* Adds "what: reason" with the system's words for its last error (OUTCHECK_ERROR_INPUT).
 */
void system_problem_add(struct problems *problems, const char *path, const char *what,
                        const char *hint);

#endif
