/*
 * outcheck example: a training submission with planted faults and its answer sheet.
 */
#include "cli/command.h"
#include "cli/print.h"
#include "outcheck/example.h"

int command_example(const struct arguments *arguments)
{
    return (int)outcheck_example(arguments->operands[0], &standard_output,
                                 &standard_error);
}
