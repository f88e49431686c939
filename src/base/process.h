/*
 * Child processes: work that may abort, hang or eat memory without taking the program
 * with it.
 *
 * A numerical library that fails an assertion kills only the child that called it. The
 * tasks of a job are handed to a few children, one task at a time; whatever a task finds
 * out goes into shared memory. A task that dies or overruns is marked and the others go
 * on.
 *
 * Tasks must not depend on each other: then the results are the same for any number of
 * workers. Nothing here knows what the tasks do. Where no child can be started, every
 * task fails.
 */
#ifndef OUTCHECK_BASE_PROCESS_H
#define OUTCHECK_BASE_PROCESS_H

#include <stddef.h>
#include <stdint.h>

enum process_outcome {
    PROCESS_NOT_RUN, /* the job ended before its turn came */
    PROCESS_DONE,
    PROCESS_FAILED, /* the task aborted, or no child could be started */
    PROCESS_TIMED_OUT,
};

struct process_limits {
    unsigned workers;          /* children at a time; 0 is 1 */
    unsigned seconds_per_task; /* 0: no limit */
    unsigned seconds_in_all;   /* tasks not started by then are not run; 0: no limit */
    size_t
        bytes_per_worker; /* address space beyond what the program has now; 0: no limit */
};

/* Runs task(context, 0 .. count - 1) in children; `outcomes` has `count` entries. Only
 * what the tasks write into memory from process_shared_create() is seen afterwards. */
void process_run(const struct process_limits *limits, size_t count,
                 void (*task)(void *context, size_t index), void *context,
                 enum process_outcome *outcomes);

/* Zeroed memory that children write and the parent reads; NULL when there is none. */
void *process_shared_create(size_t bytes);
void process_shared_destroy(void *memory, size_t bytes); /* accepts NULL */

#endif
