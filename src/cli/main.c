/*
 * outcheck: the command line. Finds the command, reads its options, runs it.
 */
#include "cli/command.h"
#include "cli/help.h"
#include "cli/print.h"
#include "outcheck/console.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_LIMIT = 32 };

static const char *nearest_command(const char *word)
{
    const char *names[NAME_LIMIT];
    size_t count = 0;
    for (size_t i = 0; command_at(i) && count < NAME_LIMIT; i++) {
        if (command_at(i)->summary) {
            names[count++] = command_at(i)->name;
        }
    }
    return outcheck_console_nearest(word, names, count);
}

static int refuse_command(const char *word)
{
    const char *nearest = nearest_command(word);
    (void)fprintf(stderr, "outcheck: error: there is no command '%s'", word);
    if (nearest) {
        (void)fprintf(stderr, "; did you mean %s?\n", nearest);
    } else {
        (void)fputs("\nhint: outcheck --help lists them.\n", stderr);
    }
    return EXIT_USAGE;
}

static int refuse_operands(const struct command *command, const char *verb)
{
    (void)fprintf(stderr, "outcheck: error: %s %s %s\n", command->name, verb,
                  command->operands);
    (void)fprintf(stderr, "hint: outcheck %s --help shows examples.\n", command->name);
    return EXIT_USAGE;
}

static int refuse_first_operand(const struct command *command, const char *word)
{
    size_t count = 0;
    while (command->words[count]) {
        count++;
    }
    const char *nearest = outcheck_console_nearest(word, command->words, count);
    (void)fprintf(stderr, "outcheck: error: %s cannot '%s'", command->name, word);
    if (nearest) {
        (void)fprintf(stderr, "; did you mean %s?", nearest);
    }
    (void)fprintf(stderr, "\nhint: Use it as: outcheck %s %s\n", command->name,
                  command->operands);
    return EXIT_USAGE;
}

static bool is_known_word(const struct command *command, const char *word)
{
    for (size_t i = 0; command->words[i]; i++) {
        if (strcmp(command->words[i], word) == 0) {
            return true;
        }
    }
    return false;
}

static int run_command(const struct command *command, const struct arguments *arguments)
{
    if (arguments_has(arguments, OPTION_HELP)) {
        help_command(command, stdout);
        return EXIT_DONE;
    }
    if (arguments->operand_count < command->least_operands) {
        return refuse_operands(command, "needs");
    }
    if (arguments->operand_count > command->most_operands) {
        return refuse_operands(command, "takes only");
    }
    if (command->words && !is_known_word(command, arguments->operands[0])) {
        return refuse_first_operand(command, arguments->operands[0]);
    }
    return command->run(arguments);
}

static int read_and_run(const struct command *command, const char *const *words,
                        size_t count)
{
    const char **operands = calloc(2 * (count + 1), sizeof(*operands));
    if (!operands) {
        (void)fputs("outcheck: out of memory\n", stderr);
        return EXIT_TROUBLE;
    }
    struct arguments arguments = {
        .operands = operands,
        .repeated = operands + count + 1,
    };
    const int status =
        arguments_read(&arguments, command->name,
                       command->options | OPTION_BIT(OPTION_HELP), words, count)
            ? run_command(command, &arguments)
            : EXIT_USAGE;
    free(operands);
    return status;
}

/* `outcheck help`, `outcheck help scan` */
static int run_help(const char *const *words, size_t count)
{
    if (count == 0) {
        help_overview(stdout);
        return EXIT_DONE;
    }
    const struct command *command = command_find(words[0]);
    if (!command) {
        return refuse_command(words[0]);
    }
    help_command(command, stdout);
    return EXIT_DONE;
}

static bool is_one_of(const char *word, const char *long_name, const char *letter)
{
    return strcmp(word, long_name) == 0 || strcmp(word, letter) == 0;
}

/* The place of the command among the words: options may stand before it. */
static size_t find_command(const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (command_find(words[i])) {
            return i;
        }
    }
    return count;
}

static int run_words(const char *const *words, size_t count)
{
    if (count == 0) {
        help_overview(stderr);
        return EXIT_USAGE;
    }
    if (is_one_of(words[0], "--version", "-V")) {
        (void)puts("outcheck " OUTCHECK_VERSION);
        return EXIT_DONE;
    }
    if (is_one_of(words[0], "--help", "-h") || strcmp(words[0], "help") == 0) {
        return run_help(words + 1, count - 1);
    }
    const size_t place = words[0][0] == '-' ? find_command(words, count) : 0;
    const struct command *command = place < count ? command_find(words[place]) : NULL;
    if (!command) {
        return refuse_command(words[0]);
    }
    const char **rest = calloc(count, sizeof(*rest));
    if (!rest) {
        (void)fputs("outcheck: out of memory\n", stderr);
        return EXIT_TROUBLE;
    }
    for (size_t i = 0, end = 0; i < count; i++) {
        if (i != place) {
            rest[end++] = words[i];
        }
    }
    const int status = read_and_run(command, rest, count - 1);
    free(rest);
    return status;
}

int main(int argc, char **argv)
{
    const size_t count = argc > 0 ? (size_t)argc - 1 : 0;
    return finish_output(run_words((const char *const *)argv + 1, count));
}
