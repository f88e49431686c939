/*
 * G109: words that all files of the service share. Ethnicity has standard names of
 * columns and, in the columns for the main and the detailed groups, standard labels (the
 * harmonised groups of the Government Statistical Service); a slash may have blanks
 * around it. A detailed group stands with its own main group. An indicator's name holds
 * no label of a filter, and a filter's is the one that other files use.
 */
#include "base/text.h"
#include "risk/ees_file.h"

#include <string.h>

static const char *const columns[] = {"ethnicity_major", "ethnicity_minor",
                                      "ethnicity_detailed", "minority_ethnic"};

static const char *const everywhere[] = {"total", "unknown", "not known", "z"};

static const char *const major[] = {
    "white",
    "mixed/multiple ethnic groups",
    "mixed or multiple ethnic groups",
    "asian/asian british",
    "asian or asian british",
    "black/african/caribbean/black british",
    "black, african, caribbean or black british",
    "other ethnic group",
};

static const char *const minor[] = {
    "white british",
    "english/welsh/scottish/northern irish/british",
    "irish",
    "gypsy or irish traveller",
    "gypsy/roma",
    "gypsy roma",
    "roma",
    "traveller of irish heritage",
    "any other white background",
    "white and black caribbean",
    "white and black african",
    "white and asian",
    "any other mixed/multiple ethnic background",
    "any other mixed or multiple ethnic background",
    "any other mixed background",
    "indian",
    "pakistani",
    "bangladeshi",
    "chinese",
    "any other asian background",
    "african",
    "black african",
    "caribbean",
    "black caribbean",
    "any other black/african/caribbean background",
    "any other black, african or caribbean background",
    "any other black background",
    "arab",
    "any other ethnic group",
};

/* Which detailed groups belong to which main group: the word that its label begins with.
 */
static const struct {
    const char *major;
    const char *minor;
} belongs[] = {
    {"white", "white british"},
    {"white", "english/welsh/scottish/northern irish/british"},
    {"white", "irish"},
    {"white", "gypsy or irish traveller"},
    {"white", "any other white background"},
    {"mixed", "white and black caribbean"},
    {"mixed", "white and black african"},
    {"mixed", "white and asian"},
    {"mixed", "any other mixed/multiple ethnic background"},
    {"asian", "indian"},
    {"asian", "pakistani"},
    {"asian", "bangladeshi"},
    {"asian", "chinese"},
    {"asian", "any other asian background"},
    {"black", "african"},
    {"black", "caribbean"},
    {"black", "any other black/african/caribbean background"},
    {"other", "arab"},
    {"other", "any other ethnic group"},
};

/* Names that a word in a column's name makes people expect. */
static const struct {
    const char *word;
    const char *names[4];
} usual[] = {
    {"primary_need", {"sen_primary_need"}},
    {"secondary_need", {"sen_secondary_need"}},
    {"sen_", {"sen_status", "sen_primary_need", "sen_secondary_need", "sen_provision"}},
    {"provider_type", {"provider_type"}},
    {"establishment_type", {"establishment_type", "establishment_type_group"}},
    {"school_type", {"establishment_type", "establishment_type_group"}},
    {"phase", {"education_phase"}},
};

/* The key of a label, no blanks around slashes. */
static const char *label_key(struct arena *arena, const char *text)
{
    const char *key = text_key(arena, text);
    char *copy = arena_array(arena, strlen(key) + 1, char);
    size_t used = 0;
    for (const char *at = key; *at; at++) {
        const bool is_beside =
            *at == ' ' && (at[1] == '/' || (used && copy[used - 1] == '/'));
        if (!is_beside) {
            copy[used++] = *at;
        }
    }
    return copy;
}

#define IS_ONE_OF(text, list)                                                            \
    ees_is_one_of((text), (list), sizeof(list) / sizeof((list)[0]))

static bool is_standard(const char *key, bool is_major)
{
    return IS_ONE_OF(key, everywhere) || IS_ONE_OF(key, major) ||
           (!is_major && IS_ONE_OF(key, minor));
}

static void judge_labels(struct rule_run *run, uint32_t column, bool is_major)
{
    const struct table *table = run->table;
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const char *text = ees_text(table, row, column);
        if (!is_standard(label_key(run->desk->scratch, text), is_major)) {
            struct finding *finding = ees_report(run, row, column);
            rule_soften(finding, SEVERITY_REVIEW);
            rule_say(run, finding, "%s has a label that is not standard: %s",
                     ees_heading(table, column), text);
            return;
        }
        rule_empty_scratch(run);
    }
}

/* Is the detailed group known, and another main group's? */
static bool is_misplaced(const char *part, const char *whole)
{
    for (size_t i = 0; i < sizeof(belongs) / sizeof(belongs[0]); i++) {
        if (text_equals(belongs[i].minor, part)) {
            return IS_ONE_OF(whole, major) && !text_starts_with(whole, belongs[i].major);
        }
    }
    return false;
}

/* A detailed group in a row of another main group. */
static void judge_combinations(struct rule_run *run)
{
    const struct table *table = run->table;
    const uint32_t above = ees_column(table, columns[0]);
    const uint32_t below = ees_column(table, columns[1]);
    if (above == UINT32_MAX || below == UINT32_MAX) {
        return;
    }
    for (uint32_t row = table->first_data_row; row <= table->last_row; row++) {
        const char *whole = ees_text(table, row, above);
        const char *part = ees_text(table, row, below);
        if (is_misplaced(label_key(run->desk->scratch, part),
                         label_key(run->desk->scratch, whole))) {
            rule_say(run, ees_report(run, row, below), "%s is no group of %s", part,
                     whole);
            return;
        }
        rule_empty_scratch(run);
    }
}

/* The usual names where a word of the name makes people expect one of them; NULL. */
static const char *const *usual_names(const char *name)
{
    for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
        if (strstr(name, usual[i].word)) {
            return usual[i].names;
        }
    }
    return NULL;
}

/* "school_phase" where files of the service say education_phase. */
static void judge_usual_name(struct rule_run *run, uint32_t column)
{
    const char *name = ees_heading(run->table, column);
    const char *const *names = usual_names(name);
    for (size_t k = 0; names && k < 4 && names[k]; k++) {
        if (text_equals(names[k], name)) {
            return;
        }
    }
    if (names) {
        struct finding *finding = ees_report(run, run->table->first_row, column);
        rule_soften(finding, SEVERITY_REVIEW);
        rule_say(run, finding, "%s has another name in other files: %s", name, names[0]);
    }
}

/* The word stands in the name between underscores or ends. */
static bool has_part(const char *name, const char *word)
{
    const size_t length = strlen(word);
    for (const char *at = strstr(name, word); at; at = strstr(at + 1, word)) {
        const bool begins = at == name || at[-1] == '_';
        if (begins && (at[length] == '_' || at[length] == '\0')) {
            return true;
        }
    }
    return false;
}

/* "male_headcount": the label of a filter inside the name of an indicator. */
static bool holds_label(const char *name)
{
    static const char *const words[] = {"male",  "female", "boys",    "girls",
                                        "asian", "black",  "white",   "mixed",
                                        "fsm",   "sen",    "chinese", "eal"};
    bool holds = false;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        holds = holds || has_part(name, words[i]);
    }
    return holds;
}

static void end_words(struct rule_run *run)
{
    const struct table *table = run->table;
    for (uint32_t c = table->first_column; c <= table->last_column; c++) {
        const char *name = ees_heading(table, c);
        if (strstr(name, "ethnic") && !IS_ONE_OF(name, columns)) {
            rule_say(run, ees_report(run, table->first_row, c),
                     "%s has another name: ethnicity_major, ethnicity_minor, "
                     "ethnicity_detailed or minority_ethnic",
                     name);
        } else if (text_equals(name, columns[0]) || text_equals(name, columns[1])) {
            judge_labels(run, c, text_equals(name, columns[0]));
        } else if (ees_is_indicator(table, c) && holds_label(name)) {
            rule_say(run, ees_report(run, table->first_row, c),
                     "the indicator %s holds a label: make it a filter", name);
        } else if (ees_is_filter(table, c)) {
            judge_usual_name(run, c);
        }
    }
    judge_combinations(run);
}

const struct rule_evaluator ees_word_rules[] = {
    {.kind = "ees-words", .end_table = end_words},
    {.kind = NULL},
};
