/*
 * The window's size is none of POSIX's business: hence the wider interface.
 */
#define _DEFAULT_SOURCE // NOLINT

#include "base/terminal.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static int descriptor(enum terminal_stream stream)
{
    return stream == TERMINAL_OUTPUT ? STDOUT_FILENO : STDERR_FILENO;
}

bool terminal_is_interactive(enum terminal_stream stream)
{
    return isatty(descriptor(stream)) == 1;
}

unsigned terminal_columns(enum terminal_stream stream)
{
    struct winsize size = {0};
    if (ioctl(descriptor(stream), TIOCGWINSZ, &size) != 0) {
        return 0;
    }
    return size.ws_col;
}

double clock_seconds(void)
{
    struct timespec now = {0};
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) {
        return 0;
    }
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

long long clock_now(void)
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    if (fixed && *fixed) {
        char *end = NULL;
        const long long seconds = strtoll(fixed, &end, 10);
        if (*end == '\0' && seconds > 0) {
            return seconds;
        }
    }
    return (long long)time(NULL);
}
