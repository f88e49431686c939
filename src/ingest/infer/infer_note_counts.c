/*
 * Counts that are told in other words than "N =": "7 learners excluded", "of whom 12",
 * "three pupils were removed", "missing: 4" in titles and notes, "n (7 excluded)" in
 * headings and labels. A number of people is published wherever it stands.
 *
 * What a title or note counts is a count of its own, beside the table; only a number
 * close to the table's own total is taken for its N. Limits ("fewer than 5 learners"),
 * years and names with numbers in them ("level 3 learners") are no counts.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <ctype.h>
#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

enum { LEAST_TOTAL = 100, LARGEST_ASIDE = 1000, FIRST_YEAR = 1900, LAST_YEAR = 2100 };

static bool is_one_of(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, list[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- words of a sentence ---- */

struct sentence {
    const char *text;
    struct name_words words;
};

static const char *word_at(const struct sentence *sentence, uint32_t index)
{
    return index < sentence->words.count ? sentence->words.words[index] : "";
}

/* 7, 1,204, "three"; 0 where it is no whole number. */
static double number_of(const char *word)
{
    static const char *const names[] = {"one",  "two", "three",  "four",
                                        "five", "six", "seven",  "eight",
                                        "nine", "ten", "eleven", "twelve"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (strcmp(word, names[i]) == 0) {
            return (double)i + 1;
        }
    }
    double value = 0;
    for (size_t i = 0; word[i]; i++) {
        if (!isdigit((unsigned char)word[i]) || i > 8) {
            return 0;
        }
        value = value * 10 + (word[i] - '0');
    }
    return value;
}

/* Words part at commas: "1,204" is two of them, joined again here. */
static double number_at(const struct sentence *sentence, uint32_t *index)
{
    double value = number_of(word_at(sentence, *index));
    while (value > 0 && *index + 1 < sentence->words.count &&
           sentence->words.starts[*index + 1] == sentence->words.ends[*index] + 1 &&
           sentence->text[sentence->words.ends[*index]] == ',' &&
           strspn(word_at(sentence, *index + 1), "0123456789") == 3 &&
           strlen(word_at(sentence, *index + 1)) == 3) {
        value = value * 1000 + number_of(word_at(sentence, *index + 1));
        (*index)++;
    }
    return value;
}

/* "fewer than 5", "level 3", "1 to 9", "table 2", "groups of 10": no count; "destinations
 * of 360 learners" is one, for limits are small. */
static bool is_limited(const struct sentence *sentence, uint32_t first, double value)
{
    static const char *const before[] = {
        "than",      "under",   "over",    "below",   "above",   "least",   "most",
        "nearest",   "minimum", "maximum", "about",   "around",  "between", "to",
        "or",        "level",   "levels",  "stage",   "year",    "years",   "age",
        "aged",      "ages",    "table",   "figure",  "section", "note",    "grade",
        "quarter",   "phase",   "wave",    "version", "band",    "groups",  "top",
        "multiple",  "every",   "per",     "each",    "any",     "base",    "ks",
        "threshold", "part",    "tier",    "cohort",  "up",      "within"};
    static const char *const signs = "-/.<>=\xe2+#";
    const uint32_t start = sentence->words.starts[first];
    const bool is_signed = start && strchr(signs, sentence->text[start - 1]);
    if (first && value <= LEAST_TOTAL &&
        strcmp(word_at(sentence, first - 1), "of") == 0) {
        return true;
    }
    return is_signed ||
           (first && is_one_of(word_at(sentence, first - 1), before, COUNT_OF(before)));
}

static bool is_limit_after(const struct sentence *sentence, uint32_t noun)
{
    static const char *const after[] = {"fewer", "less",  "more",
                                        "over",  "above", "under"};
    return strcmp(word_at(sentence, noun + 1), "or") == 0 &&
           is_one_of(word_at(sentence, noun + 2), after, COUNT_OF(after));
}

static bool is_noun(struct arena *arena, const char *word)
{
    static const char *const singular[] = {
        "learner",    "pupil",      "person",  "student",  "child", "woman",   "man",
        "apprentice", "girls",      "boys",    "women",    "men",   "females", "males",
        "graduate",   "respondent", "patient", "employee", "girl",  "boy"};
    const struct name_words words = name_words_of(arena, word);
    return name_is_count_noun(&words) || is_one_of(word, singular, COUNT_OF(singular));
}

/* The place of the noun that a number counts: next to it, or after one word more. */
static uint32_t noun_after(struct arena *arena, const struct sentence *sentence,
                           uint32_t number)
{
    static const char *const stops[] = {"to",    "and", "or",    "of",    "year",
                                        "years", "%",   "per",   "in",    "the",
                                        "for",   "by",  "month", "months"};
    for (uint32_t i = number + 1; i <= number + 2 && i < sentence->words.count; i++) {
        const char *word = word_at(sentence, i);
        if (is_noun(arena, word)) {
            return i;
        }
        if (is_one_of(word, stops, COUNT_OF(stops)) || isdigit((unsigned char)word[0])) {
            return UINT32_MAX;
        }
    }
    return UINT32_MAX;
}

/* What is said of people who are not in the table. */
static bool is_left_out(const char *word)
{
    static const char *const verbs[] = {"excluded", "excluding", "removed",
                                        "dropped",  "missing",   "unknown",
                                        "omitted",  "withdrawn", "deleted"};
    return is_one_of(word, verbs, COUNT_OF(verbs));
}

/* "of whom 12", "excluded: 7", "missing = 3", "learners removed 4". */
static bool is_counted_before(const struct sentence *sentence, uint32_t number)
{
    static const char *const asides[] = {"only", "just", "number", "count",
                                         "n",    "were", "was"};
    uint32_t at = number;
    while (at && is_one_of(word_at(sentence, at - 1), asides, COUNT_OF(asides))) {
        at--;
    }
    if (!at) {
        return false;
    }
    const char *before = word_at(sentence, at - 1);
    const bool is_of = at >= 2 && strcmp(word_at(sentence, at - 2), "of") == 0 &&
                       (strcmp(before, "whom") == 0 || strcmp(before, "which") == 0);
    return is_of || is_left_out(before);
}

static bool is_year(double value)
{
    return value >= FIRST_YEAR && value <= LAST_YEAR;
}

static bool is_unit_after(const struct sentence *sentence, uint32_t number)
{
    static const char *const units[] = {
        "%",       "per",        "percent", "year",      "years", "month", "months",
        "decimal", "schools",    "regions", "providers", "days",  "weeks", "areas",
        "tables",  "categories", "columns", "rows",      "cells"};
    const uint32_t end = sentence->words.ends[number];
    return is_one_of(word_at(sentence, number + 1), units, COUNT_OF(units)) ||
           sentence->text[end] == '/' || sentence->text[end] == '-' ||
           sentence->text[end] == '+';
}

/* "7 of them", "12 of whom". */
static bool is_counted_after(const struct sentence *sentence, uint32_t number)
{
    static const char *const whom[] = {"them", "whom", "these", "those", "which"};
    return strcmp(word_at(sentence, number + 1), "of") == 0 &&
           is_one_of(word_at(sentence, number + 2), whom, COUNT_OF(whom));
}

/* "7 excluded", "3 not known". */
static bool is_left_out_after(const struct sentence *sentence, uint32_t number)
{
    return is_left_out(word_at(sentence, number + 1)) ||
           (strcmp(word_at(sentence, number + 1), "not") == 0 &&
            strcmp(word_at(sentence, number + 2), "known") == 0);
}

/* The count that a number of the sentence is, or 0; `index` moves to its last word. */
static double count_in(struct arena *arena, const struct sentence *sentence,
                       uint32_t *index)
{
    const uint32_t first = *index;
    const double value = number_at(sentence, index);
    if (value <= 0 || is_year(value)) {
        return 0;
    }
    if (is_counted_before(sentence, first) || is_counted_after(sentence, *index) ||
        (is_left_out_after(sentence, *index) && !is_limited(sentence, first, value))) {
        return is_unit_after(sentence, *index) ? 0 : value;
    }
    if (is_limited(sentence, first, value) || is_unit_after(sentence, *index)) {
        return 0;
    }
    const uint32_t noun = noun_after(arena, sentence, *index);
    return noun == UINT32_MAX || is_limit_after(sentence, noun) ? 0 : value;
}

/* ---- what the table itself adds up to ---- */

static bool is_near(double value, double total)
{
    return total > 0 && fabs(value - total) <= 0.02 * total;
}

/* Whether a count column adds up to about this, or holds it. */
static bool is_about_the_total(const struct inference *at, double value)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        double sum = 0;
        bool is_held = false;
        for (uint32_t row = 0; row < at->values->row_count; row++) {
            const double number = line_values(at, i)[row].number;
            sum += isnan(number) ? 0 : number;
            is_held |= is_near(value, number);
        }
        if (role_is_count(at->lines[i].role) && (is_near(value, sum) || is_held)) {
            return true;
        }
    }
    return false;
}

static void take_count(struct inference *at, const struct text_line *line, double value)
{
    const bool is_total = value > LEAST_TOTAL && is_about_the_total(at, value);
    if (!is_total && value > LARGEST_ASIDE) {
        return;
    }
    const struct plan_outside outside = {
        .row = line->row,
        .column = line->column,
        .value = value,
        .measure = is_total ? ""
                            : text_format(at->arena, "count told in %s",
                                          grid_place(at->arena, line->row, line->column)),
    };
    infer_add_outside(at, &outside);
}

void infer_note_counts(struct inference *at, const struct text_line *line)
{
    const struct sentence sentence = {
        .text = grid_text(at->grid, line->row, line->column),
        .words = name_words_of(at->arena, grid_text(at->grid, line->row, line->column)),
    };
    for (uint32_t i = 0; i < sentence.words.count; i++) {
        const double value = count_in(at->arena, &sentence, &i);
        if (value > 0) {
            take_count(at, line, value);
        }
    }
}

/* ---- "n (7 excluded)" ---- */

static double left_out_in(const struct sentence *sentence, uint32_t *index,
                          bool is_heading)
{
    const uint32_t first = *index;
    const double value = number_at(sentence, index);
    const bool is_before = is_heading && first > 0 &&
                           strncmp(word_at(sentence, first - 1), "exclud", 6) == 0;
    const bool is_count = is_before || is_left_out_after(sentence, *index);
    return value > 0 && is_count && !is_year(value) &&
                   !is_limited(sentence, first, value) &&
                   !is_unit_after(sentence, *index) && !is_limit_after(sentence, *index)
               ? value
               : 0;
}

void infer_left_out(struct inference *at, const struct text_line *line, bool is_heading)
{
    const char *text = grid_text(at->grid, line->row, line->column);
    const struct sentence sentence = {text, name_words_of(at->arena, text)};
    for (uint32_t i = 0; i < sentence.words.count; i++) {
        const double value = left_out_in(&sentence, &i, is_heading);
        if (value > 0) {
            take_count(at, line, value);
        }
    }
}

bool name_counts_people(struct arena *arena, const char *word)
{
    return is_noun(arena, word);
}
