/*
 * Where text goes: results to standard output, trouble to standard error.
 */
#ifndef OUTCHECK_CLI_PRINT_H
#define OUTCHECK_CLI_PRINT_H

#include "cli/arguments.h"
#include "outcheck/scan.h"

extern const struct outcheck_sink standard_output;
extern const struct outcheck_sink standard_error;

/* The problems of a scan, to standard error. */
void print_problems(const struct outcheck_scan *scan);

/* Colour, width and what else the options say about printing to standard output. */
struct outcheck_render_options render_options(const struct arguments *arguments);

/* OPTION_LIST_FORMAT: text or JSON. */
enum outcheck_format chosen_list_format(const struct arguments *arguments);

/* `status`, or 3 with a sentence where standard output could not take everything. */
int finish_output(int status);

#endif
