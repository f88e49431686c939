/*
 * outcheck register: what has been released before.
 */
#include "cli/command.h"
#include "cli/print.h"
#include "outcheck/register.h"

#include <stdio.h>
#include <string.h>

static int refuse(const char *sentence)
{
    (void)fprintf(stderr, "outcheck: error: %s\n", sentence);
    return EXIT_USAGE;
}

static int add(const struct arguments *arguments, const char *where)
{
    const struct outcheck_register_options options = {
        .where = where,
        .paths = arguments->operands + 1,
        .path_count = arguments->operand_count - 1,
        .name = arguments->values[OPTION_RELEASE_NAME],
        .clearance = arguments->values[OPTION_CLEARANCE],
        .released = arguments->values[OPTION_RELEASE_DATE],
        .policy = chosen_policy(arguments),
    };
    return options.path_count
               ? (int)outcheck_register_add(&options, &standard_output, &standard_error)
               : refuse("use it as: outcheck register add PATH...");
}

static int verify(const struct arguments *arguments, const char *where)
{
    bool is_whole = false;
    const enum outcheck_status status =
        outcheck_register_verify(where, arguments->values[OPTION_HEAD], &is_whole,
                                 &standard_output, &standard_error);
    if (status != OUTCHECK_OK) {
        return (int)status;
    }
    return is_whole ? EXIT_DONE : EXIT_FINDINGS;
}

int command_register(const struct arguments *arguments)
{
    const char *where = chosen_register(arguments);
    const char *word = arguments->operands[0];
    if (!where) {
        return refuse("name the register with --register FILE");
    }
    if (strcmp(word, "add") == 0) {
        return add(arguments, where);
    }
    if (arguments->operand_count > 1) {
        return refuse("register list and register verify take no path");
    }
    return strcmp(word, "list") == 0
               ? (int)outcheck_register_list(where, chosen_list_format(arguments),
                                             &standard_output, &standard_error)
               : verify(arguments, where);
}
