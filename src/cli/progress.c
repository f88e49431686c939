#include "cli/progress.h"

#include "outcheck/console.h"

#include <stdio.h>
#include <string.h>

#define CLEAR_LINE "\r\033[K"

struct progress progress_start(void)
{
    const struct outcheck_console console = outcheck_console_of(OUTCHECK_STANDARD_ERROR);
    return (struct progress){
        .start = outcheck_console_seconds(),
        .is_wanted = console.is_terminal,
        .width = console.width,
    };
}

/* The last part of the path, from the start of a character; control characters as '?'. */
static void print_path(const char *path, size_t limit)
{
    const size_t length = strlen(path);
    if (length > limit) {
        path += length - limit;
        while (((unsigned char)*path & 0xc0) == 0x80) {
            path++;
        }
    }
    for (; *path; path++) {
        const unsigned char letter = (unsigned char)*path;
        const bool is_control = letter < 0x20 || letter == 0x7f ||
                                (letter == 0xc2 && (unsigned char)path[1] >= 0x80 &&
                                 (unsigned char)path[1] < 0xa0);
        (void)fputc(is_control ? '?' : letter, stderr);
        path += is_control && letter == 0xc2;
    }
}

void progress_step(void *context, const char *path, size_t done, size_t all)
{
    enum { COUNTER_WIDTH = 30 };
    struct progress *progress = context;
    if (!progress->is_wanted || outcheck_console_seconds() - progress->start < 1) {
        return;
    }
    (void)fprintf(stderr, CLEAR_LINE "%zu of %zu files  ", done, all);
    print_path(path, progress->width > 2 * COUNTER_WIDTH ? progress->width - COUNTER_WIDTH
                                                         : COUNTER_WIDTH);
    (void)fflush(stderr);
    progress->is_shown = true;
}

void progress_clear(struct progress *progress)
{
    if (progress->is_shown) {
        (void)fputs(CLEAR_LINE, stderr);
        progress->is_shown = false;
    }
}
