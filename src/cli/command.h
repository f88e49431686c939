/*
 * Commands: one file each, one table (commands.c) that drives dispatch, help and
 * completion.
 *
 * To add a command: write command_<name>.c, add a row to the table, tests/cli/<name>/,
 * the man page.
 */
#ifndef OUTCHECK_CLI_COMMAND_H
#define OUTCHECK_CLI_COMMAND_H

#include "cli/arguments.h"

#include <stddef.h>

/* The contract with scripts; man page, section EXIT STATUS. */
enum exit_status { EXIT_DONE = 0, EXIT_FINDINGS = 1, EXIT_USAGE = 2, EXIT_TROUBLE = 3 };

struct command {
    const char *name;
    const char *operands; /* "PATH..." */
    const char *summary;  /* one line; NULL: not listed */
    const char *examples; /* whole lines */
    const char *details;  /* whole lines; "" */
    uint64_t options;     /* OPTION_BIT set, without help and version */
    size_t least_operands;
    size_t most_operands;
    const char *const *words; /* what its first operand may be, ended by NULL; or NULL */
    int (*run)(const struct arguments *arguments);
};

const struct command *command_at(size_t index); /* NULL past the end */
const struct command *command_find(const char *name);

int command_scan(const struct arguments *arguments);
int command_audit(const struct arguments *arguments);
int command_protect(const struct arguments *arguments);
int command_describe(const struct arguments *arguments);
int command_decide(const struct arguments *arguments);
int command_release(const struct arguments *arguments);
int command_example(const struct arguments *arguments);
int command_explain(const struct arguments *arguments);
int command_policy(const struct arguments *arguments);
int command_notify(const struct arguments *arguments);
int command_register(const struct arguments *arguments);
int command_status(const struct arguments *arguments);
int command_log(const struct arguments *arguments);
int command_completion(const struct arguments *arguments);

/* What scan and audit have in common; `command` is the command's name. */
int scan_and_print(const struct arguments *arguments, const char *command, bool is_audit);

/* --policy, else OUTCHECK_POLICY in the environment, else NULL: the built-in one. */
const char *chosen_policy(const struct arguments *arguments);

/* --register, else OUTCHECK_REGISTER in the environment, else NULL. */
const char *chosen_register(const struct arguments *arguments);

#endif
