/*
 * outcheck status: where this submission stands, and what comes next.
 */
#include "cli/command.h"
#include "cli/print.h"
#include "outcheck/log.h"

int command_status(const struct arguments *arguments)
{
    bool is_whole = false;
    const enum outcheck_status status = outcheck_status_show(
        arguments->operand_count ? arguments->operands[0] : NULL,
        chosen_list_format(arguments), &is_whole, &standard_output, &standard_error);
    if (status != OUTCHECK_OK) {
        return (int)status;
    }
    return is_whole ? EXIT_DONE : EXIT_FINDINGS;
}
