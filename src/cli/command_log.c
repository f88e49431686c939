/*
 * outcheck log: what was done with a submission, and whether its log is whole.
 */
#include "cli/command.h"
#include "cli/print.h"
#include "outcheck/log.h"

#include <string.h>

int command_log(const struct arguments *arguments)
{
    const char *folder = arguments->operand_count > 1 ? arguments->operands[1] : NULL;
    if (strcmp(arguments->operands[0], "show") == 0) {
        return (int)outcheck_log_show(folder, chosen_list_format(arguments),
                                      &standard_output, &standard_error);
    }
    bool is_whole = false;
    const enum outcheck_status status =
        outcheck_log_verify(folder, arguments->values[OPTION_HEAD], &is_whole,
                            &standard_output, &standard_error);
    if (status != OUTCHECK_OK) {
        return (int)status;
    }
    return is_whole ? EXIT_DONE : EXIT_FINDINGS;
}
