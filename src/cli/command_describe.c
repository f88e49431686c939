/*
 * outcheck describe: show how each table is read; draft its description.
 */
#include "cli/command.h"
#include "cli/print.h"
#include "cli/progress.h"

#include <stdio.h>

int command_describe(const struct arguments *arguments)
{
    struct progress progress = progress_start();
    struct outcheck_options options = outcheck_options_default();
    options.paths = arguments->operands;
    options.path_count = arguments->operand_count;
    options.standard_input_name = arguments->values[OPTION_NAME];
    options.policy = chosen_policy(arguments);
    options.described_by = arguments->values[OPTION_FROM];
    options.write_report = false;
    options.progress = progress_step;
    options.progress_context = &progress;
    struct outcheck_scan *scan = NULL;
    enum outcheck_status status = outcheck_scan_read(&options, &scan);
    progress_clear(&progress);
    const struct outcheck_render_options render = render_options(arguments);
    outcheck_scan_describe(scan, chosen_list_format(arguments), &render,
                           &standard_output);
    if (status == OUTCHECK_OK && arguments_has(arguments, OPTION_WRITE)) {
        const char *path = NULL;
        status = outcheck_scan_write_sidecar(scan, &path);
        if (status == OUTCHECK_OK) {
            (void)fprintf(stderr, "Wrote %s\n", path); /* JSON stays JSON */
        }
    }
    if (status == OUTCHECK_OK && arguments_has(arguments, OPTION_SUBMISSION)) {
        const char *path = NULL;
        status = outcheck_scan_write_submission(scan, &path);
        if (status == OUTCHECK_OK) {
            (void)fprintf(stderr, "Wrote %s\n", path);
        }
    }
    print_problems(scan);
    outcheck_scan_destroy(scan);
    return (int)status;
}
