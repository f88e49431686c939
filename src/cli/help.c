#include "cli/help.h"

#include <string.h>

enum { OPTION_WIDTH = 22 };

static void print_option(const struct option *option, FILE *file)
{
    char letter[8] = "    ";
    if (option->letter) {
        (void)snprintf(letter, sizeof(letter), "-%c, ", option->letter);
    }
    const int used =
        fprintf(file, "  %s--%s%s%s", letter, option->name, option->value ? " " : "",
                option->value ? option->value : "");
    if (used > OPTION_WIDTH + 2) {
        (void)fprintf(file, "\n%*s%s\n", OPTION_WIDTH + 4, "", option->help);
    } else {
        (void)fprintf(file, "%*s%s\n", OPTION_WIDTH + 4 - used, "", option->help);
    }
}

void help_overview(FILE *file)
{
    (void)fputs(
        "outcheck checks research tables for disclosure before they are released.\n"
        "\n"
        "  outcheck scan destinations.csv\n"
        "  outcheck explain T101\n"
        "\n"
        "Commands:\n",
        file);
    for (size_t i = 0; command_at(i); i++) {
        if (command_at(i)->summary) {
            (void)fprintf(file, "  %-10s %s\n", command_at(i)->name,
                          command_at(i)->summary);
        }
    }
    (void)fputs(
        "\n"
        "outcheck COMMAND --help says more, and man outcheck says all.\n"
        "Nothing is ever sent anywhere; only a register on a server needs a network.\n",
        file);
}

void help_command(const struct command *command, FILE *file)
{
    (void)fprintf(file, "%s\nUsage: outcheck %s%s %s\n", command->examples, command->name,
                  command->options ? " [OPTION...]" : "", command->operands);
    (void)fputs("\nOptions:\n", file);
    for (int id = 0; id < OPTION_COUNT; id++) {
        if ((command->options & OPTION_BIT(id)) || id == OPTION_HELP) {
            print_option(option_at((enum option_id)id), file);
        }
    }
    if (*command->details) {
        (void)fprintf(file, "\n%s", command->details);
    }
}
