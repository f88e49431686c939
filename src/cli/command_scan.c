/*
 * outcheck scan: check tables and write the annotated report.
 */
#include "cli/command.h"
#include "cli/print.h"
#include "cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In the order of the choices of --fail-on. */
enum fail_on { FAIL_ON_REVIEW, FAIL_ON_FAIL, FAIL_ON_NEVER };

static struct outcheck_options scan_options(const struct arguments *arguments)
{
    struct outcheck_options options = outcheck_options_default();
    options.paths = arguments->operands;
    options.path_count = arguments->operand_count;
    options.standard_input_name = arguments->values[OPTION_NAME];
    options.policy = chosen_policy(arguments);
    options.report_folder = arguments->values[OPTION_OUTPUT];
    options.write_report = !arguments_has(arguments, OPTION_NO_REPORT);
    options.overwrite_changed = arguments_has(arguments, OPTION_FORCE);
    options.previous_paths = arguments->repeated;
    options.previous_count = arguments->repeated_count;
    options.register_where = chosen_register(arguments);
    options.totals = (enum outcheck_totals)arguments_choice(arguments, OPTION_TOTALS,
                                                            OUTCHECK_TOTALS_POLICY);
    options.exact_ranges = arguments_has(arguments, OPTION_VERBOSE);
    options.hide_parameters = arguments_has(arguments, OPTION_HIDE_PARAMETERS);
    options.record_time = arguments_has(arguments, OPTION_VERBOSE);
    return options;
}

/* Trouble comes before findings, whatever --fail-on says: what was not read is not clear.
 */
static int exit_status(enum outcheck_status status, enum outcheck_verdict verdict,
                       enum fail_on fail_on)
{
    if (status != OUTCHECK_OK) {
        return (int)status;
    }
    switch (fail_on) {
    case FAIL_ON_NEVER:
        return EXIT_DONE;
    case FAIL_ON_FAIL:
        return verdict == OUTCHECK_FAIL ? EXIT_FINDINGS : EXIT_DONE;
    case FAIL_ON_REVIEW:
    default:
        return verdict == OUTCHECK_PASS ? EXIT_DONE : EXIT_FINDINGS;
    }
}

/* Options whose one value stands on the line; the others are repeated before them. */
static bool is_single(const struct arguments *arguments, int id)
{
    return arguments_has(arguments, (enum option_id)id) &&
           !option_at((enum option_id)id)->is_repeatable;
}

/* A connection string may hold a password: it does not go into the report. */
static const char *shown_value(const struct arguments *arguments, int id)
{
    const char *value = arguments->values[id];
    const bool is_secret = id == OPTION_REGISTER && strncmp(value, "odbc:", 5) == 0;
    return is_secret ? "odbc:..." : value;
}

static size_t length_of_line(const struct arguments *arguments, const char *command)
{
    size_t length = sizeof("outcheck ") + strlen(command);
    for (int id = 0; id < OPTION_COUNT; id++) {
        if (is_single(arguments, id)) {
            length += strlen(option_at((enum option_id)id)->name) + sizeof(" --=") +
                      strlen(shown_value(arguments, id));
        }
    }
    for (size_t i = 0; i < arguments->repeated_count; i++) {
        length += sizeof(" --previous=") + strlen(arguments->repeated[i]);
    }
    for (size_t i = 0; i < arguments->operand_count; i++) {
        length += strlen(arguments->operands[i]) + 1;
    }
    return length;
}

/* "outcheck scan ...", for the report's provenance; NULL when memory is short. */
static char *command_line(const struct arguments *arguments, const char *command)
{
    const size_t length = length_of_line(arguments, command);
    char *line = malloc(length);
    if (!line) {
        return NULL;
    }
    size_t end = (size_t)snprintf(line, length, "outcheck %s", command);
    for (size_t i = 0; i < arguments->repeated_count; i++) {
        end += (size_t)snprintf(line + end, length - end, " --previous=%s",
                                arguments->repeated[i]);
    }
    for (int id = 0; id < OPTION_COUNT; id++) {
        if (is_single(arguments, id)) {
            const char *value = shown_value(arguments, id);
            end += (size_t)snprintf(line + end, length - end, " --%s%s%s",
                                    option_at((enum option_id)id)->name,
                                    *value ? "=" : "", value);
        }
    }
    for (size_t i = 0; i < arguments->operand_count; i++) {
        end += (size_t)snprintf(line + end, length - end, " %s", arguments->operands[i]);
    }
    return line;
}

int scan_and_print(const struct arguments *arguments, const char *command, bool is_audit)
{
    struct progress progress = progress_start();
    char *line = command_line(arguments, command);
    struct outcheck_options options = scan_options(arguments);
    options.command = line;
    options.is_audit = is_audit;
    options.progress = progress_step;
    options.progress_context = &progress;
    struct outcheck_scan *scan = NULL;
    const enum outcheck_status status = outcheck_scan_run(&options, &scan);
    progress_clear(&progress);
    print_problems(scan);
    const struct outcheck_render_options render = render_options(arguments);
    outcheck_scan_render(scan,
                         (enum outcheck_format)arguments_choice(arguments, OPTION_FORMAT,
                                                                OUTCHECK_FORMAT_TEXT),
                         &render, &standard_output);
    const int exit_with = exit_status(
        status, outcheck_scan_verdict(scan),
        (enum fail_on)arguments_choice(arguments, OPTION_FAIL_ON, FAIL_ON_REVIEW));
    outcheck_scan_destroy(scan);
    free(line);
    return exit_with;
}

int command_scan(const struct arguments *arguments)
{
    return scan_and_print(arguments, "scan", false);
}
