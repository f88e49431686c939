/*
 * Counts that are told in other words than "N =": "7 learners excluded", "of whom 12",
 * "three pupils were removed", "missing: 4" in titles and notes, and "F (7)" in headings.
 * A number of people is published wherever it stands.
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

/* "of whom 12", "excluded: 7", "missing = 3", "learners removed 4". */
static bool is_counted_before(const struct sentence *sentence, uint32_t number)
{
    static const char *const verbs[] = {"excluded", "removed", "dropped",   "missing",
                                        "unknown",  "omitted", "withdrawn", "deleted"};
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
    return is_of || is_one_of(before, verbs, COUNT_OF(verbs));
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
           sentence->text[end] == '/' || sentence->text[end] == '-';
}

/* "7 of them", "12 of whom". */
static bool is_counted_after(const struct sentence *sentence, uint32_t number)
{
    static const char *const whom[] = {"them", "whom", "these", "those", "which"};
    return strcmp(word_at(sentence, number + 1), "of") == 0 &&
           is_one_of(word_at(sentence, number + 2), whom, COUNT_OF(whom));
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
    if (is_counted_before(sentence, first) || is_counted_after(sentence, *index)) {
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

/* ---- "F (7)" ---- */

/* The number in brackets at the end of a text, or -1. */
static double bracket_number(const char *text)
{
    const size_t length = strlen(text);
    if (length < 4 || text[length - 1] != ')') {
        return -1;
    }
    const char *open = strrchr(text, '(');
    if (!open || open == text || !isdigit((unsigned char)open[1])) {
        return -1;
    }
    double value = 0;
    for (const char *digit = open + 1; digit < text + length - 1; digit++) {
        if (!isdigit((unsigned char)*digit) && *digit != ',') {
            return -1;
        }
        value = *digit == ',' ? value : value * 10 + (*digit - '0');
    }
    return value;
}

/* Footnote marks are small and few; numbers of people are not all of that kind. */
struct brackets {
    uint32_t texts;
    uint32_t numbers;
    double largest;
};

static void add_bracket(struct brackets *brackets, const char *text)
{
    const double number = bracket_number(text);
    brackets->texts++;
    brackets->numbers += number >= 0 ? 1 : 0;
    brackets->largest = fmax(brackets->largest, number);
}

static bool are_counts(const struct brackets *brackets)
{
    return brackets->numbers >= 2 && 2 * brackets->numbers > brackets->texts &&
           brackets->largest > fmax(9, brackets->texts) && !is_year(brackets->largest);
}

static void take_bracket(struct inference *at, uint32_t line)
{
    const uint32_t column = grid_column(at, line);
    const uint32_t row = at->block->first_data_row - 1;
    const char *text = grid_text(at->grid, row, column);
    const double value = bracket_number(text);
    const struct plan_line *plan_line = &at->lines[line];
    const struct plan_pair *of = NULL;
    for (uint32_t i = 0; i < plan_line->of_count; i++) {
        of = text_equals(plan_line->of[i].category, text_squeezed(at->arena, text))
                 ? &plan_line->of[i]
                 : of;
    }
    if (value > 0) {
        const struct plan_outside outside = {
            .row = row,
            .column = column,
            .value = value,
            .of = of,
            .of_count = of ? 1 : 0,
            .measure = of ? ""
                          : text_format(at->arena, "count told in %s",
                                        grid_place(at->arena, row, column)),
        };
        infer_add_outside(at, &outside);
    }
}

void infer_bracket_counts(struct inference *at)
{
    struct brackets brackets = {.largest = -1};
    if (at->block->first_data_row == at->block->first_row) {
        return;
    }
    for (uint32_t i = 0; i < at->column_count; i++) {
        if (role_is_number(at->lines[i].role)) {
            add_bracket(&brackets, grid_text(at->grid, at->block->first_data_row - 1,
                                             grid_column(at, i)));
        }
    }
    for (uint32_t i = 0; i < at->column_count && are_counts(&brackets); i++) {
        if (role_is_number(at->lines[i].role)) {
            take_bracket(at, i);
        }
    }
}

static struct brackets brackets_of_labels(const struct inference *at, uint32_t line)
{
    struct brackets brackets = {.largest = -1};
    for (uint32_t row = 0; row < at->values->row_count; row++) {
        if (is_data_row(at, row)) {
            add_bracket(&brackets, grid_text(at->grid, at->values->first_row + row,
                                             grid_column(at, line)));
        }
    }
    return brackets;
}

/* The same in the labels of rows: said, for a person to look at. */
void infer_bracket_labels(struct inference *at)
{
    for (uint32_t i = 0; i < at->column_count; i++) {
        const struct brackets brackets = brackets_of_labels(at, i);
        if (at->lines[i].role == ROLE_DIMENSION && are_counts(&brackets)) {
            infer_doubt(at, UINT32_MAX, grid_column(at, i), 0.12,
                        "labels of column %s end in numbers in brackets, which may be "
                        "counts and were not judged",
                        grid_column_letters(at->arena, grid_column(at, i)));
        }
    }
}
