/*
 * Progress for people who wait: after one second, on a terminal, on standard error; never
 * in logs.
 */
#ifndef OUTCHECK_CLI_PROGRESS_H
#define OUTCHECK_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
    double start;
    bool is_wanted;
    bool is_shown;
    unsigned width;
};

struct progress progress_start(void);

/* As outcheck_options wants it; `context` is a struct progress. */
void progress_step(void *context, const char *path, size_t done, size_t all);

void progress_clear(struct progress *progress);

#endif
