/*
 * Decides how a stream is written to: colour and width. Writes nothing itself.
 */
#include "outcheck/console.h"

#include "base/terminal.h"
#include "base/text.h"

#include <stdlib.h>

enum { USUAL_WIDTH = 80, NARROWEST = 40, WIDEST = 1000 };

static unsigned width_of(enum terminal_stream stream)
{
    const char *columns = getenv("COLUMNS");
    unsigned long width = columns ? strtoul(columns, NULL, 10) : 0;
    if (width == 0) {
        width = terminal_columns(stream);
    }
    if (width == 0) {
        return USUAL_WIDTH;
    }
    return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : (unsigned)width;
}

struct outcheck_console outcheck_console_of(enum outcheck_stream stream)
{
    const enum terminal_stream place =
        stream == OUTCHECK_STANDARD_OUTPUT ? TERMINAL_OUTPUT : TERMINAL_ERROR;
    const char *no_colour = getenv("NO_COLOR");
    const bool is_terminal = terminal_is_interactive(place);
    return (struct outcheck_console){
        .is_terminal = is_terminal,
        .takes_colour = is_terminal && !(no_colour && *no_colour) &&
                        !text_equals(getenv("TERM"), "dumb"),
        .width = width_of(place),
    };
}

double outcheck_console_seconds(void)
{
    return clock_seconds();
}

const char *outcheck_console_nearest(const char *word, const char *const *candidates,
                                     size_t count)
{
    return text_nearest(word, candidates, count);
}
