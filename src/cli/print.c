#include "cli/print.h"

#include "cli/command.h"
#include "outcheck/console.h"

#include <stdio.h>

enum { COLOUR_AUTO, COLOUR_ALWAYS };

/* Whether all was written is asked once, at the end. */
static void write_output(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)fwrite(bytes, 1, length, stdout);
}

static void write_error(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)fwrite(bytes, 1, length, stderr);
}

const struct outcheck_sink standard_output = {.write = write_output};
const struct outcheck_sink standard_error = {.write = write_error};

void print_problems(const struct outcheck_scan *scan)
{
    for (size_t i = 0; i < outcheck_scan_problem_count(scan); i++) {
        (void)fputs(outcheck_scan_problem_at(scan, i), stderr);
    }
}

struct outcheck_render_options render_options(const struct arguments *arguments)
{
    const struct outcheck_console console = outcheck_console_of(OUTCHECK_STANDARD_OUTPUT);
    const size_t colour = arguments_choice(arguments, OPTION_COLOR, COLOUR_AUTO);
    return (struct outcheck_render_options){
        .use_colour =
            colour == COLOUR_AUTO ? console.takes_colour : colour == COLOUR_ALWAYS,
        .redact = arguments_has(arguments, OPTION_REDACT),
        .verbose = arguments_has(arguments, OPTION_VERBOSE),
        .quiet = arguments_has(arguments, OPTION_QUIET),
        .width = console.width,
    };
}

/* In the order of the option's choices. */
enum outcheck_format chosen_list_format(const struct arguments *arguments)
{
    return arguments_choice(arguments, OPTION_LIST_FORMAT, 0) ? OUTCHECK_FORMAT_JSON
                                                              : OUTCHECK_FORMAT_TEXT;
}

int finish_output(int status)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        (void)fputs("outcheck: error: standard output could not take the whole text\n",
                    stderr);
        return EXIT_TROUBLE;
    }
    return status;
}
