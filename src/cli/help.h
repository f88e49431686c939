/*
 * Help, written from the tables of commands and options: example first.
 */
#ifndef OUTCHECK_CLI_HELP_H
#define OUTCHECK_CLI_HELP_H

#include "cli/command.h"

#include <stdio.h>

void help_overview(FILE *file);
void help_command(const struct command *command, FILE *file);

#endif
