/*
 * outcheck protect: hide the least that makes tables withstand an attack, and prove it.
 */
#include "cli/command.h"
#include "cli/print.h"
#include "outcheck/protect.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_SECONDS = 86400 };

/* Whole seconds; false with a sentence where it is something else. */
static bool read_seconds(const char *text, unsigned *seconds)
{
    if (!text) {
        return true;
    }
    char *end = NULL;
    const long number = strtol(text, &end, 10);
    if (end == text || *end != '\0' || number < 1 || number > MOST_SECONDS) {
        (void)fprintf(stderr,
                      "outcheck: error: --time-limit takes whole seconds, from 1 to %d\n",
                      MOST_SECONDS);
        return false;
    }
    *seconds = (unsigned)number;
    return true;
}

int command_protect(const struct arguments *arguments)
{
    struct outcheck_protect_options options = {
        .paths = arguments->operands,
        .path_count = arguments->operand_count,
        .previous_paths = arguments->repeated,
        .previous_count = arguments->repeated_count,
        .policy = chosen_policy(arguments),
        .folder = arguments->values[OPTION_PROTECTED],
        .proof = arguments->values[OPTION_PROOF],
        .wishes = arguments->values[OPTION_WISHES],
        .contributors = arguments->values[OPTION_CONTRIBUTORS],
        .method = (enum outcheck_protect_method)arguments_choice(arguments, OPTION_METHOD,
                                                                 OUTCHECK_SUPPRESS),
        .totals = (enum outcheck_totals)arguments_choice(arguments, OPTION_TOTALS,
                                                         OUTCHECK_TOTALS_POLICY),
        .format = chosen_list_format(arguments),
        .is_optimal = arguments_has(arguments, OPTION_OPTIMAL),
        .redact = arguments_has(arguments, OPTION_REDACT),
        .record_time = arguments_has(arguments, OPTION_VERBOSE),
    };
    if (!read_seconds(arguments->values[OPTION_TIME_LIMIT], &options.seconds)) {
        return EXIT_USAGE;
    }
    enum outcheck_protect_end end = OUTCHECK_NOT_PROVEN;
    const enum outcheck_status status =
        outcheck_protect(&options, &end, &standard_output, &standard_error);
    if (status != OUTCHECK_OK) {
        return (int)status;
    }
    return end == OUTCHECK_PROTECTED ? EXIT_DONE : EXIT_FINDINGS;
}
