/*
 * POSIX processes. Each worker draws the next task from a counter in shared memory,
 * writes down which one it has, and marks it done. When a worker ends early, the task it
 * had is the culprit: it is marked, and a new worker goes on behind it.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */ // NOLINT

#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WORKER_LIMIT = 16, NO_TASK = -1 };

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SPACE_IS_RESERVED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SPACE_IS_RESERVED 1
#endif
#endif

struct board {
    atomic_size_t next;
    atomic_long current[WORKER_LIMIT];
    atomic_uchar outcomes[]; /* enum process_outcome, one a task */
};

struct job {
    const struct process_limits *limits;
    size_t count;
    void (*task)(void *context, size_t index);
    void *context;
    struct board *board;
    time_t deadline; /* 0: none */
};

void *process_shared_create(size_t bytes)
{
    void *memory =
        mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

void process_shared_destroy(void *memory, size_t bytes)
{
    if (memory) {
        (void)munmap(memory, bytes);
    }
}

/* Solvers talk on standard output and assertions on standard error: nobody asked them. */
static void silence(void)
{
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) {
        (void)dup2(nowhere, STDOUT_FILENO);
        (void)dup2(nowhere, STDERR_FILENO);
    }
}

/* Address space in use now, in bytes; 0 when it is not known. */
static size_t address_space_in_use(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file) {
        return 0;
    }
    char line[64] = "";
    const bool has_line = fgets(line, sizeof(line), file);
    (void)fclose(file);
    return has_line ? strtoul(line, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

static void limit_resources(const struct process_limits *limits)
{
    const struct rlimit no_core = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &no_core);
#ifndef ADDRESS_SPACE_IS_RESERVED
    const size_t used = address_space_in_use();
    if (limits->bytes_per_worker && used) {
        const struct rlimit space = {used + limits->bytes_per_worker,
                                     used + limits->bytes_per_worker};
        (void)setrlimit(RLIMIT_AS, &space);
    }
#else
    (void)limits;
    (void)address_space_in_use;
#endif
}

_Noreturn static void work(const struct job *job, unsigned worker)
{
    silence();
    limit_resources(job->limits);
    (void)signal(SIGALRM, SIG_DFL);
    (void)signal(SIGABRT, SIG_DFL);
    struct board *board = job->board;
    for (;;) {
        if (job->deadline && time(NULL) >= job->deadline) {
            break;
        }
        const size_t index = atomic_fetch_add(&board->next, 1);
        if (index >= job->count) {
            break;
        }
        atomic_store(&board->current[worker], (long)index);
        (void)alarm(job->limits->seconds_per_task);
        job->task(job->context, index);
        (void)alarm(0);
        atomic_store(&board->outcomes[index], (unsigned char)PROCESS_DONE);
        atomic_store(&board->current[worker], NO_TASK);
    }
    _exit(0);
}

static pid_t start(const struct job *job, unsigned worker)
{
    atomic_store(&job->board->current[worker], NO_TASK);
    (void)fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        work(job, worker);
    }
    return child;
}

/* What the end of a worker says about the task it had in hand. */
static void blame(const struct job *job, unsigned worker, int status)
{
    const long task = atomic_load(&job->board->current[worker]);
    if (task == NO_TASK) {
        return;
    }
    const bool is_late = WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
    atomic_store(&job->board->outcomes[task],
                 (unsigned char)(is_late ? PROCESS_TIMED_OUT : PROCESS_FAILED));
}

/* Waits for a worker and replaces it as long as it leaves tasks behind. A worker that
 * dies without a task in hand would die again: it is not replaced. */
static void attend(const struct job *job, unsigned worker, pid_t child)
{
    while (child > 0) {
        int status = 0;
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
        const bool ended_well = WIFEXITED(status) && WEXITSTATUS(status) == 0;
        const bool has_culprit = atomic_load(&job->board->current[worker]) != NO_TASK;
        blame(job, worker, status);
        child = ended_well || !has_culprit ? 0 : start(job, worker);
    }
}

void process_run(const struct process_limits *limits, size_t count,
                 void (*task)(void *context, size_t index), void *context,
                 enum process_outcome *outcomes)
{
    const size_t bytes = sizeof(struct board) + count * sizeof(atomic_uchar);
    struct board *board = process_shared_create(bytes);
    if (!board) {
        for (size_t i = 0; i < count; i++) {
            outcomes[i] = PROCESS_FAILED;
        }
        return;
    }
    const struct job job = {
        .limits = limits,
        .count = count,
        .task = task,
        .context = context,
        .board = board,
        .deadline = limits->seconds_in_all ? time(NULL) + limits->seconds_in_all : 0,
    };
    size_t workers = limits->workers ? limits->workers : 1;
    workers = workers > WORKER_LIMIT ? WORKER_LIMIT : workers;
    workers = workers > count ? count : workers;
    pid_t children[WORKER_LIMIT] = {0};
    bool is_started = false;
    for (unsigned i = 0; i < workers; i++) {
        children[i] = start(&job, i);
        is_started = is_started || children[i] > 0;
    }
    for (unsigned i = 0; i < workers; i++) {
        attend(&job, i, children[i]);
    }
    for (size_t i = 0; i < count; i++) {
        const enum process_outcome outcome =
            (enum process_outcome)atomic_load(&board->outcomes[i]);
        outcomes[i] = !is_started ? PROCESS_FAILED : outcome;
    }
    process_shared_destroy(board, bytes);
}
