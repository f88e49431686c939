/*
 * What a command line needs beside its work: the terminal, a clock, and a good guess at a
 * mistyped word.
 *
 * Here, and not in each program, because the answers come from the operating system or
 * from the library's own idea of words.
 */
#ifndef OUTCHECK_CONSOLE_H
#define OUTCHECK_CONSOLE_H

#include "outcheck/status.h"

#include <stdbool.h>
#include <stddef.h>

enum outcheck_stream { OUTCHECK_STANDARD_OUTPUT, OUTCHECK_STANDARD_ERROR };

struct outcheck_console {
    bool is_terminal;
    bool takes_colour; /* a terminal; NO_COLOR is unset or empty; TERM is not "dumb" */
    unsigned width;    /* COLUMNS where it is set, else the window's, else 80 */
};

OUTCHECK_API struct outcheck_console outcheck_console_of(enum outcheck_stream stream);

/* Seconds since some fixed moment; never goes back. */
OUTCHECK_API double outcheck_console_seconds(void);

/* The candidate that `word` was probably meant to be, or NULL. */
OUTCHECK_API const char *
outcheck_console_nearest(const char *word, const char *const *candidates, size_t count);

#endif
