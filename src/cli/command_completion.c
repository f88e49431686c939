/*
 * outcheck completion bash: the completion script, written from the tables of commands
 * and options, so that it cannot disagree with them. Packagers call it; people need not
 * know it.
 */
#include "cli/command.h"

#include <stdio.h>

static void print_words(const char *const *words)
{
    for (size_t i = 0; words[i]; i++) {
        (void)printf("%s%s", i ? " " : "", words[i]);
    }
}

static void print_option_names(const struct command *command)
{
    (void)fputs("--help", stdout);
    for (int id = 0; id < OPTION_COUNT; id++) {
        if (command->options & OPTION_BIT(id)) {
            (void)printf(" --%s", option_at((enum option_id)id)->name);
        }
    }
}

/* One case for each option that takes one of a few values. */
static void print_choices(const struct command *command)
{
    for (int id = 0; id < OPTION_COUNT; id++) {
        const struct option *option = option_at((enum option_id)id);
        if ((command->options & OPTION_BIT(id)) && option->choices) {
            (void)printf("    %s:--%s) words=\"", command->name, option->name);
            print_words(option->choices);
            (void)fputs("\" ;;\n", stdout);
        }
    }
}

static void print_command(const struct command *command)
{
    print_choices(command);
    (void)printf("    %s:*)\n        words=\"", command->name);
    if (command->words) {
        print_words(command->words);
    }
    (void)fputs("\"\n        [[ $current == -* ]] && words=\"", stdout);
    print_option_names(command);
    (void)fputs("\" ;;\n", stdout);
}

int command_completion(const struct arguments *arguments)
{
    (void)arguments; /* bash is the only shell so far */
    (void)fputs("# bash completion for outcheck, written by: outcheck completion bash\n"
                "_outcheck() {\n"
                "    local current=${COMP_WORDS[COMP_CWORD]}\n"
                "    local before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n"
                "    local words=\"\"\n"
                "    if ((COMP_CWORD == 1)); then\n"
                "        words=\"",
                stdout);
    for (size_t i = 0; command_at(i); i++) {
        if (command_at(i)->summary) {
            (void)printf("%s ", command_at(i)->name);
        }
    }
    (void)fputs("help --help --version\"\n"
                "    else\n"
                "    case $command:$before in\n",
                stdout);
    for (size_t i = 0; command_at(i); i++) {
        if (command_at(i)->summary) {
            print_command(command_at(i));
        }
    }
    (void)fputs("    esac\n"
                "    fi\n"
                "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
                "}\n"
                "complete -o default -F _outcheck outcheck\n",
                stdout);
    return EXIT_DONE;
}
