/*
 * outcheck notify: the notice that is due before publication.
 */
#include "cli/command.h"
#include "cli/print.h"
#include "outcheck/notify.h"

#include <stdio.h>

static int record(const struct arguments *arguments)
{
    const bool is_sent = arguments_has(arguments, OPTION_SENT);
    if (arguments_has(arguments, OPTION_AT) || arguments->operand_count ||
        (is_sent && arguments_has(arguments, OPTION_ACKNOWLEDGED))) {
        (void)fputs("outcheck: error: --sent and --acknowledged stand alone\n", stderr);
        return EXIT_USAGE;
    }
    return (int)outcheck_notify_record(arguments->values[OPTION_REPORT_FOLDER],
                                       is_sent ? OUTCHECK_NOTICE_SENT
                                               : OUTCHECK_NOTICE_ACKNOWLEDGED,
                                       &standard_output, &standard_error);
}

int command_notify(const struct arguments *arguments)
{
    if (arguments_has(arguments, OPTION_SENT) ||
        arguments_has(arguments, OPTION_ACKNOWLEDGED)) {
        return record(arguments);
    }
    const struct outcheck_notify_options options = {
        .at = arguments->values[OPTION_AT],
        .title = arguments->values[OPTION_TITLE],
        .clearance = arguments->values[OPTION_CLEARANCE],
        .calendar = arguments->values[OPTION_CALENDAR],
        .policy = chosen_policy(arguments),
        .notice = arguments->values[OPTION_NOTICE],
        .folder = arguments->values[OPTION_NOTICE_FOLDER],
        .report_folder = arguments->values[OPTION_REPORT_FOLDER],
        .release_folder = arguments->values[OPTION_RELEASE_FOLDER],
        .publications = arguments->operands,
        .publication_count = arguments->operand_count,
        .is_dry_run = arguments_has(arguments, OPTION_DRY_RUN),
        .format = chosen_list_format(arguments),
    };
    return (int)outcheck_notify(&options, &standard_output, &standard_error);
}
