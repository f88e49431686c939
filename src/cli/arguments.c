#include "cli/arguments.h"

#include "outcheck/console.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const char *const formats[] = {"text", "concise", "json", "csv", "sarif", NULL};
static const char *const list_formats[] = {"text", "json", NULL};
static const char *const fail_levels[] = {"review", "fail", "never", NULL};
static const char *const methods[] = {"suppress", "round", "merge",
                                      "bound",    "auto",  NULL};
static const char *const totals[] = {"policy", "keep", "recompute", NULL};
static const char *const colour_times[] = {"auto", "always", "never", NULL};

static const char *const description_kinds[] = {"ees", "datapackage", "acro", "tau",
                                                NULL};
static const struct option options[OPTION_COUNT] = {
    [OPTION_POLICY] = {"policy", 0, "NAME|FILE", NULL,
                       "a shipped policy or a YAML file (ons-srs)"},
    [OPTION_PREVIOUS] = {.name = "previous",
                         .value = "PATH",
                         .help = "released before: a file or folder; may be repeated",
                         .is_repeatable = true},
    [OPTION_OUTPUT] = {"output", 'o', "DIR", NULL,
                       "the folder of the report (outcheck-report)"},
    [OPTION_PROTECTED] = {"output", 'o', "DIR", NULL,
                          "the folder of the protected tables (outcheck-protected)"},
    [OPTION_PACK] = {"output", 'o', "DIR", NULL,
                     "the folder of the pack (outcheck-release)"},
    [OPTION_FORMAT] = {"format", 0, "FORMAT", formats,
                       "text, concise, json, csv or sarif (text)"},
    [OPTION_LIST_FORMAT] = {"format", 0, "FORMAT", list_formats, "text or json (text)"},
    [OPTION_FAIL_ON] = {"fail-on", 0, "LEVEL", fail_levels,
                        "exit with 1 from review, fail or never (review)"},
    [OPTION_NO_REPORT] = {"no-report", 0, NULL, NULL, "do not write the workbook"},
    [OPTION_FORCE] = {"force", 0, NULL, NULL,
                      "replace a report that somebody has worked in"},
    [OPTION_WRITE] = {"write", 0, NULL, NULL,
                      "draft the description; never over an existing one"},
    [OPTION_SUBMISSION] = {"submission", 0, NULL, NULL,
                           "draft submission.yaml, the request as a whole"},
    [OPTION_FROM] = {"from", 0, "KIND", description_kinds,
                     "believe one: ees, datapackage, acro or tau"},
    [OPTION_ASSIGN] = {"assign", 0, "NAMES", NULL,
                       "write a copy for each checker: \"A. Okafor,B. Lindqvist\""},
    [OPTION_CHECKER] = {"checker", 0, "NAME", NULL,
                        "who decided in a workbook that names nobody"},
    [OPTION_PUBLIC] = {"public", 0, NULL, NULL,
                       "write the researcher's copy, and give the outputs back"},
    [OPTION_CONFIRM] = {"confirm", 0, NULL, NULL,
                        "the release happens: add it to the register"},
    [OPTION_NAME] = {"name", 0, "FILE", NULL,
                     "name of standard input (standard-input.csv)"},
    [OPTION_METHOD] = {"method", 0, "METHOD", methods,
                       "suppress, round, merge, bound or auto (suppress)"},
    [OPTION_TOTALS] = {"totals", 0, "HOW", totals,
                       "of hidden cells: keep, recompute or policy (policy)"},
    [OPTION_OPTIMAL] = {"optimal", 0, NULL, NULL,
                        "look for the cheapest pattern; print its bound and gap"},
    [OPTION_TIME_LIMIT] = {"time-limit", 0, "S", NULL,
                           "seconds, about, for improving the pattern (by size)"},
    [OPTION_WISHES] = {"wishes", 0, "FILE", NULL,
                       "cells to keep, to hide first, their costs: CSV or .hst"},
    [OPTION_CONTRIBUTORS] = {"contributors", 0, "FILE", NULL,
                             "how many contribute to the cells of a .jj: CSV"},
    [OPTION_PROOF] = {"proof", 0, "FILE", NULL,
                      "where the proof goes (outcheck-report/protection.json)"},
    [OPTION_HEAD] = {"head", 0, "HASH", NULL,
                     "a hash, written down elsewhere, that must be there still"},
    [OPTION_REGISTER] = {"register", 0, "FILE", NULL,
                         "the register of releases, or odbc:DSN"},
    [OPTION_RELEASE_NAME] = {"name", 0, "NAME", NULL,
                             "what the release is called (its folder)"},
    [OPTION_CLEARANCE] = {"clearance", 0, "REF", NULL, "the reference of the clearance"},
    [OPTION_RELEASE_DATE] = {"release-date", 0, "DATE", NULL,
                             "when it was released (today): 2026-11-21"},
    [OPTION_AT] = {"at", 0, "TIME", NULL,
                   "of the publication, UK time: \"2026-12-29 09:30\""},
    [OPTION_TITLE] = {"title", 0, "TITLE", NULL,
                      "of the publication (that of the submission)"},
    [OPTION_CALENDAR] = {"calendar", 0, "FILE", NULL,
                         "bank holidays: GOV.UK's JSON or .ics (shipped)"},
    [OPTION_NOTICE] = {"notice", 0, "ID", NULL, "which notice of the policy (its first)"},
    [OPTION_NOTICE_FOLDER] = {"output", 'o', "DIR", NULL,
                              "the folder of the pack (outcheck-notice)"},
    [OPTION_REPORT_FOLDER] = {"report", 0, "DIR", NULL,
                              "the folder of report and log (outcheck-report)"},
    [OPTION_RELEASE_FOLDER] = {"release", 0, "DIR", NULL,
                               "the folder of the release (outcheck-release)"},
    [OPTION_DRY_RUN] = {"dry-run", 0, NULL, NULL,
                        "work out the dates alone; write nothing"},
    [OPTION_SENT] = {"sent", 0, NULL, NULL, "log that the notice was sent"},
    [OPTION_ACKNOWLEDGED] = {"acknowledged", 0, NULL, NULL,
                             "log that the reply has come"},
    [OPTION_HIDE_PARAMETERS] = {"hide-parameters", 0, NULL, NULL,
                                "leave the dominance numbers out"},
    [OPTION_REDACT] = {"redact", 0, NULL, NULL, "print no values, counts or identifiers"},
    [OPTION_COLOR] = {"color", 0, "WHEN", colour_times,
                      "auto, always or never (auto: on a terminal)"},
    [OPTION_QUIET] = {"quiet", 'q', NULL, NULL, "print the verdict alone"},
    [OPTION_VERBOSE] = {"verbose", 'v', NULL, NULL,
                        "print everything, with dates and timings"},
    [OPTION_HELP] = {"help", 'h', NULL, NULL, "print this help"},
    [OPTION_VERSION] = {"version", 'V', NULL, NULL, "print the version"},
};

const struct option *option_at(enum option_id id)
{
    return &options[id];
}

/* The words still to be read, and for whom. */
struct reading {
    struct arguments *arguments;
    const char *command;
    uint64_t allowed;
    const char *const *words;
    size_t count;
    size_t at; /* the next word */
};

static bool is_allowed(const struct reading *reading, int id)
{
    return (reading->allowed & OPTION_BIT(id)) != 0;
}

static bool say_see_help(const struct reading *reading)
{
    (void)fprintf(stderr, "hint: outcheck %s --help lists the options.\n",
                  reading->command);
    return false;
}

static bool refuse_unknown(const struct reading *reading, const char *word,
                           const char *name)
{
    const char *names[OPTION_COUNT];
    size_t count = 0;
    for (int id = 0; id < OPTION_COUNT; id++) {
        if (is_allowed(reading, id)) {
            names[count++] = options[id].name;
        }
    }
    const char *nearest = name ? outcheck_console_nearest(name, names, count) : NULL;
    (void)fprintf(stderr, "outcheck: error: %s has no option %s", reading->command, word);
    if (nearest) {
        (void)fprintf(stderr, "; did you mean --%s?\n", nearest);
        return false;
    }
    (void)fputs("\n", stderr);
    return say_see_help(reading);
}

static size_t choice_index(const struct option *option, const char *value)
{
    size_t index = 0;
    while (option->choices[index] && strcmp(option->choices[index], value) != 0) {
        index++;
    }
    return index;
}

/* Keeps the value, if it is one that the option takes. */
static bool keep(const struct reading *reading, int id, const char *value)
{
    const struct option *option = &options[id];
    if (option->choices && !option->choices[choice_index(option, value)]) {
        const char *nearest =
            outcheck_console_nearest(value, option->choices, choice_index(option, value));
        (void)fprintf(stderr, "outcheck: error: --%s cannot be '%s'", option->name,
                      value);
        if (nearest) {
            (void)fprintf(stderr, "; did you mean %s?", nearest);
        }
        (void)fputs("\nhint: It takes one of:", stderr);
        for (size_t i = 0; option->choices[i]; i++) {
            (void)fprintf(stderr, " %s", option->choices[i]);
        }
        (void)fputs("\n", stderr);
        return false;
    }
    reading->arguments->values[id] = value;
    if (option->is_repeatable) {
        reading->arguments->repeated[reading->arguments->repeated_count++] = value;
    }
    return true;
}

/* The value of an option: what is joined to it, else the next word. */
static bool keep_value(struct reading *reading, int id, const char *joined)
{
    if (joined) {
        return keep(reading, id, joined);
    }
    if (reading->at == reading->count) {
        (void)fprintf(stderr, "outcheck: error: --%s needs a value: %s\n",
                      options[id].name, options[id].value);
        return say_see_help(reading);
    }
    return keep(reading, id, reading->words[reading->at++]);
}

static bool read_long(struct reading *reading, const char *word)
{
    enum { NAME_LIMIT = 64 };
    const char *start = word + 2;
    const char *equals = strchr(start, '=');
    const size_t length = equals ? (size_t)(equals - start) : strlen(start);
    char name[NAME_LIMIT] = "";
    if (length >= NAME_LIMIT) {
        return refuse_unknown(reading, word, NULL);
    }
    memcpy(name, start, length);
    for (int id = 0; id < OPTION_COUNT; id++) {
        if (!is_allowed(reading, id) || strcmp(options[id].name, name) != 0) {
            continue;
        }
        if (options[id].value) {
            return keep_value(reading, id, equals ? equals + 1 : NULL);
        }
        if (equals) {
            (void)fprintf(stderr, "outcheck: error: --%s takes no value\n", name);
            return false;
        }
        return keep(reading, id, "");
    }
    return refuse_unknown(reading, word, name);
}

static int option_of_letter(const struct reading *reading, char letter)
{
    for (int id = 0; id < OPTION_COUNT; id++) {
        if (is_allowed(reading, id) && options[id].letter == letter) {
            return id;
        }
    }
    return OPTION_COUNT;
}

/* `-q`, `-qv`, `-o DIR`, `-oDIR` */
static bool read_letters(struct reading *reading, const char *word)
{
    for (const char *letter = word + 1; *letter; letter++) {
        const int id = option_of_letter(reading, *letter);
        if (id == OPTION_COUNT) {
            return refuse_unknown(reading, word, NULL);
        }
        if (options[id].value) {
            return keep_value(reading, id, letter[1] ? letter + 1 : NULL);
        }
        if (!keep(reading, id, "")) {
            return false;
        }
    }
    return true;
}

bool arguments_read(struct arguments *arguments, const char *command, uint64_t allowed,
                    const char *const *words, size_t count)
{
    struct reading reading = {
        .arguments = arguments,
        .command = command,
        .allowed = allowed,
        .words = words,
        .count = count,
    };
    bool are_options_over = false;
    while (reading.at < count) {
        const char *word = words[reading.at++];
        if (are_options_over || word[0] != '-' || word[1] == '\0') {
            arguments->operands[arguments->operand_count++] = word;
        } else if (strcmp(word, "--") == 0) {
            are_options_over = true;
        } else if (word[1] == '-' ? !read_long(&reading, word)
                                  : !read_letters(&reading, word)) {
            return false;
        }
    }
    return true;
}

size_t arguments_choice(const struct arguments *arguments, enum option_id id,
                        size_t otherwise)
{
    assert(options[id].choices);
    return arguments_has(arguments, id)
               ? choice_index(&options[id], arguments->values[id])
               : otherwise;
}
