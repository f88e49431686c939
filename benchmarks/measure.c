/*
 * Runs a command several times and prints the median of its processor time, wall time and
 * largest memory, as the operating system accounts for the finished process and its
 * children.
 *
 *     measure RUNS COMMAND [ARGUMENT ...]
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_RUNS = 99 };

struct figures {
    double processor[MOST_RUNS];
    double wall[MOST_RUNS];
    double megabytes[MOST_RUNS];
};

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

/* The exit status, or -1 where the command could not be run. */
static int run_once(char **command, int run, struct figures *figures)
{
    struct rusage usage;
    int status = 0;
    const double start = now();
    const pid_t child = fork();
    if (child == 0) {
        const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        (void)dup2(nowhere, STDOUT_FILENO);
        (void)execvp(command[0], command);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status)) {
        return -1;
    }
    figures->wall[run] = now() - start;
    figures->processor[run] = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    figures->megabytes[run] = (double)usage.ru_maxrss / 1024;
    return WEXITSTATUS(status);
}

static int compare(const void *one, const void *other)
{
    const double left = *(const double *)one;
    const double right = *(const double *)other;
    return (left > right) - (left < right);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof(*values), compare);
    return values[count / 2];
}

int main(int argc, char **argv)
{
    const int runs = argc > 2 ? (int)strtol(argv[1], NULL, 10) : 0;
    if (runs < 1 || runs > MOST_RUNS) {
        (void)fprintf(stderr, "usage: measure RUNS COMMAND [ARGUMENT ...]\n");
        return 2;
    }
    static struct figures figures;
    int status = 0;
    for (int run = 0; run < runs && status >= 0 && status != 127; run++) {
        status = run_once(argv + 2, run, &figures);
    }
    if (status < 0 || status == 127) {
        (void)fprintf(stderr, "measure: %s could not be run\n", argv[2]);
        return EXIT_FAILURE;
    }
    (void)printf("%6.2f s processor  %6.2f s wall  %6.0f MB  (exit %d, median of %d)\n",
                 median(figures.processor, runs), median(figures.wall, runs),
                 median(figures.megabytes, runs), status, runs);
    return EXIT_SUCCESS;
}
