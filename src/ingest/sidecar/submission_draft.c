/*
 * The draft of submission.yaml: what the tables say of themselves is filled in, the rest
 * is left open with a sentence about it.
 */
#include "base/file.h"
#include "base/text.h"
#include "ingest/sidecar/submission_yaml.h"

#include <string.h>

/* Always in double quotes, so that no text of a table can be anything but a text. */
static const char *quoted(struct arena *arena, const char *text)
{
    char *copy = arena_array(arena, 2 * strlen(text) + 3, char);
    size_t end = 0;
    copy[end++] = '"';
    for (const char *at = text; *at; at++) {
        if (*at == '"' || *at == '\\') {
            copy[end++] = '\\';
        }
        copy[end++] = (char)((unsigned char)*at < ' ' ? ' ' : *at);
    }
    copy[end++] = '"';
    return copy;
}

/* What all tables that say something say alike; "" where they differ. */
static const char *common(const struct submission *submission,
                          const char *(*text_of)(const struct table *table))
{
    const char *found = "";
    for (size_t i = 0; i < submission->table_count; i++) {
        const char *text = text_of(submission->tables[i]);
        if (text_is_blank(text) || text_equals(text, found)) {
            continue;
        }
        if (*found) {
            return "";
        }
        found = text;
    }
    return found;
}

static const char *population_of(const struct table *table)
{
    return table->population;
}

static const char *period_of(const struct table *table)
{
    return table->period;
}

static const char *title_of(const struct submission *submission,
                            const struct output *output)
{
    for (size_t i = 0; i < submission->table_count; i++) {
        const struct table *table = submission->tables[i];
        if (table->output == output && !text_is_blank(table->title)) {
            return table->title;
        }
    }
    return "";
}

/* The output's path as seen from the folder. */
static const char *path_from(struct arena *arena, const struct output *output,
                             const char *folder)
{
    const char *start = text_equals(folder, ".") ? "" : path_join(arena, folder, "");
    const char *location = output->location;
    return *start && text_starts_with(location, start) ? location + strlen(start)
                                                       : location;
}

static const char *draft_outputs(struct arena *arena, const struct submission *submission,
                                 const char *folder)
{
    const char *text = "outputs: # role: output, or supporting (not for release)\n";
    for (size_t i = 0; i < submission->output_count; i++) {
        const struct output *output = submission->outputs[i];
        text = text_format(arena, "%s  - path: %s\n    role: output\n    title: %s\n",
                           text, quoted(arena, path_from(arena, output, folder)),
                           quoted(arena, title_of(submission, output)));
    }
    return text;
}

const char *submission_yaml_draft(struct arena *arena,
                                  const struct submission *submission, const char *folder)
{
    return text_format(
        arena,
        "# What the output checkers need to know beside the tables. Fill in what is "
        "left\n"
        "# open; write [] where there are none.\n"
        "project:   # the number of the project\n"
        "title:     # of the work that these outputs are for\n"
        "author:    # one name, or a list: they cannot check these outputs\n"
        "contact:\n"
        "datasets:  # a list\n"
        "population: %s\n"
        "period: %s\n"
        "%s"
        "controls:  # already applied: [\"counts under 10 hidden\"]\n"
        "earlier-releases: # that count some of the same people\n"
        "# A finding that should stand, with the value that the cell shows now:\n"
        "#   - rule: T101\n"
        "#     output: destinations.csv\n"
        "#     labels: {Region: North East, Destination: Apprenticeship}\n"
        "#     value: 7\n"
        "#     reason: ...\n"
        "exceptions: []\n",
        quoted(arena, common(submission, population_of)),
        quoted(arena, common(submission, period_of)),
        draft_outputs(arena, submission, folder));
}
