/*
 * outcheck release: the pack of a cleared submission.
 */
#include "cli/command.h"
#include "cli/print.h"
#include "outcheck/release.h"

int command_release(const struct arguments *arguments)
{
    const struct outcheck_release_options options = {
        .report_folder = arguments->operand_count ? arguments->operands[0] : NULL,
        .folder = arguments->values[OPTION_PACK],
        .register_where = chosen_register(arguments),
        .confirm = arguments_has(arguments, OPTION_CONFIRM),
        .overwrite = arguments_has(arguments, OPTION_FORCE),
        .format = chosen_list_format(arguments),
    };
    return (int)outcheck_release(&options, &standard_output, &standard_error);
}
