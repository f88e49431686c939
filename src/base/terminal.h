/*
 * What the operating system knows of the terminal, and the time that has passed.
 *
 * Says facts alone; whether to colour or to wrap is decided by flow/console.c.
 */
#ifndef OUTCHECK_BASE_TERMINAL_H
#define OUTCHECK_BASE_TERMINAL_H

#include <stdbool.h>

enum terminal_stream { TERMINAL_OUTPUT, TERMINAL_ERROR };

bool terminal_is_interactive(enum terminal_stream stream);

/* Columns of the window behind the stream; 0 where there is none or it does not say. */
unsigned terminal_columns(enum terminal_stream stream);

/* Seconds since some fixed moment; never goes back. */
double clock_seconds(void);

/* Seconds since 1970. SOURCE_DATE_EPOCH in the environment, where it is set, stands for
 * now. */
long long clock_now(void);

#endif
