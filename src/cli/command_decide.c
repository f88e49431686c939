/*
 * outcheck decide: a copy of the report for each checker, and their decisions read back.
 */
#include "cli/command.h"
#include "cli/print.h"
#include "outcheck/decide.h"

#include <stdio.h>

static bool refuse(const char *message)
{
    (void)fprintf(stderr, "outcheck: error: %s\n", message);
    return false;
}

static bool check_use(const struct arguments *arguments)
{
    const bool assigns = arguments_has(arguments, OPTION_ASSIGN);
    const bool is_public = arguments_has(arguments, OPTION_PUBLIC);
    if (assigns && is_public) {
        return refuse("--assign and --public are two steps; do one at a time");
    }
    if ((assigns || is_public) && arguments->operand_count > 1) {
        return refuse("one report at a time");
    }
    if ((assigns || is_public) && arguments_has(arguments, OPTION_CHECKER)) {
        return refuse("--checker says who decided in a workbook that is read back");
    }
    if (!assigns && !is_public && !arguments->operand_count) {
        return refuse("decide needs the checkers' workbooks, --assign or --public");
    }
    return true;
}

int command_decide(const struct arguments *arguments)
{
    const struct outcheck_decide_options options = {
        .paths = arguments->operands,
        .path_count = arguments->operand_count,
        .assign = arguments->values[OPTION_ASSIGN],
        .checker = arguments->values[OPTION_CHECKER],
        .register_where = chosen_register(arguments),
        .make_public = arguments_has(arguments, OPTION_PUBLIC),
        .overwrite_changed = arguments_has(arguments, OPTION_FORCE),
        .format = chosen_list_format(arguments),
    };
    bool is_cleared = false;
    if (!check_use(arguments)) {
        return EXIT_USAGE;
    }
    const enum outcheck_status status =
        outcheck_decide(&options, &is_cleared, &standard_output, &standard_error);
    if (status != OUTCHECK_OK) {
        return (int)status;
    }
    const bool reads = !options.assign && !options.make_public;
    return reads && !is_cleared ? EXIT_FINDINGS : EXIT_DONE;
}
