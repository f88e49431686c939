/*
 * The command line as options and operands.
 *
 * Options may stand anywhere, as `--name=value` or `--name value`; a few have a letter.
 * `--` ends them, and `-` is an operand (standard input). One table names every option of
 * every command; help and completion are written from it.
 */
#ifndef OUTCHECK_CLI_ARGUMENTS_H
#define OUTCHECK_CLI_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In the order in which help lists them. */
enum option_id {
    OPTION_POLICY,
    OPTION_PREVIOUS,
    OPTION_OUTPUT,
    OPTION_PROTECTED,
    OPTION_PACK,
    OPTION_FORMAT,
    OPTION_LIST_FORMAT,
    OPTION_FAIL_ON,
    OPTION_NO_REPORT,
    OPTION_FORCE,
    OPTION_WRITE,
    OPTION_SUBMISSION,
    OPTION_FROM,
    OPTION_ASSIGN,
    OPTION_CHECKER,
    OPTION_PUBLIC,
    OPTION_CONFIRM,
    OPTION_NAME,
    OPTION_METHOD,
    OPTION_TOTALS,
    OPTION_OPTIMAL,
    OPTION_TIME_LIMIT,
    OPTION_WISHES,
    OPTION_CONTRIBUTORS,
    OPTION_PROOF,
    OPTION_HEAD,
    OPTION_REGISTER,
    OPTION_RELEASE_NAME,
    OPTION_CLEARANCE,
    OPTION_RELEASE_DATE,
    OPTION_AT,
    OPTION_TITLE,
    OPTION_CALENDAR,
    OPTION_NOTICE,
    OPTION_NOTICE_FOLDER,
    OPTION_REPORT_FOLDER,
    OPTION_RELEASE_FOLDER,
    OPTION_DRY_RUN,
    OPTION_SENT,
    OPTION_ACKNOWLEDGED,
    OPTION_HIDE_PARAMETERS,
    OPTION_REDACT,
    OPTION_COLOR,
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
};

struct option {
    const char *name;           /* "output", given as --output */
    char letter;                /* 'o', given as -o; 0 when there is none */
    const char *value;          /* "DIR"; NULL for a switch */
    const char *const *choices; /* its values, ended by NULL; NULL where anything goes */
    const char *help;
    bool is_repeatable; /* one of them at most: its values are in `repeated` */
};

const struct option *option_at(enum option_id id);

/* A set of options: OPTION_BIT(OPTION_POLICY) | OPTION_BIT(OPTION_QUIET) */
#define OPTION_BIT(id) (UINT64_C(1) << (unsigned)(id))

struct arguments {
    const char *values[OPTION_COUNT]; /* NULL: not given; "" for a switch that is */
    const char **operands;            /* in the order given */
    size_t operand_count;
    const char **repeated; /* the values of the repeatable option, in the order given */
    size_t repeated_count;
};

/*
 * Reads `words` (without program and command) into `arguments`; `operands` and `repeated`
 * must have room for `count`. On a mistake says so on standard error and answers false.
 * `command` is for messages.
 */
bool arguments_read(struct arguments *arguments, const char *command, uint64_t allowed,
                    const char *const *words, size_t count);

static inline bool arguments_has(const struct arguments *arguments, enum option_id id)
{
    return arguments->values[id] != NULL;
}

/* The place of the option's value in its choices; `otherwise` when it is not given. */
size_t arguments_choice(const struct arguments *arguments, enum option_id id,
                        size_t otherwise);

#endif
