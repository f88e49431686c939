/*
 * outcheck explain: what a rule means, its limit and source, and what to do.
 */
#include "cli/command.h"
#include "cli/print.h"
#include "outcheck/rules.h"

int command_explain(const struct arguments *arguments)
{
    return (int)outcheck_explain(arguments->operands[0], chosen_policy(arguments),
                                 &standard_output, &standard_error);
}
