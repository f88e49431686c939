/*
 * outcheck policy: what is in force, where each number comes from, and whether a file is
 * good.
 */
#include "cli/command.h"
#include "cli/print.h"
#include "outcheck/rules.h"

#include <stdio.h>
#include <string.h>

enum action { ACTION_LIST, ACTION_SHOW, ACTION_CHECK, ACTION_DIFF };

/* In the order of enum action: what must follow the word. */
static const struct {
    const char *word;
    const char *operands;
    size_t least;
    size_t most;
} actions[] = {
    [ACTION_LIST] = {"list", "", 0, 0},
    [ACTION_SHOW] = {"show", " [POLICY]", 0, 1},
    [ACTION_CHECK] = {"check", " FILE", 1, 1},
    [ACTION_DIFF] = {"diff", " FROM TO", 2, 2},
};

static enum outcheck_status act(enum action action, const char *const *operands,
                                const struct arguments *arguments)
{
    const enum outcheck_format format = chosen_list_format(arguments);
    switch (action) {
    case ACTION_LIST:
        return outcheck_policy_list(format, &standard_output, &standard_error);
    case ACTION_SHOW:
        return outcheck_policy_show(
            arguments->operand_count > 1 ? operands[0] : chosen_policy(arguments), format,
            &standard_output, &standard_error);
    case ACTION_CHECK:
        return outcheck_policy_check(operands[0], &standard_output, &standard_error);
    case ACTION_DIFF:
    default:
        return outcheck_policy_diff(operands[0], operands[1], &standard_output,
                                    &standard_error);
    }
}

int command_policy(const struct arguments *arguments)
{
    size_t action = 0;
    while (strcmp(actions[action].word, arguments->operands[0]) != 0) {
        action++; /* main() has made sure that it is one of them */
    }
    const size_t count = arguments->operand_count - 1;
    if (count < actions[action].least || count > actions[action].most) {
        (void)fprintf(stderr, "outcheck: error: use it as: outcheck policy %s%s\n",
                      actions[action].word, actions[action].operands);
        return EXIT_USAGE;
    }
    return (int)act((enum action)action, arguments->operands + 1, arguments);
}
