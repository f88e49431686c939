/*
 * A number counts people when the words before its "=" or ":" say so, or the word behind
 * it is a noun for people. All other numbers of a line stay unread, and that is said.
 */
#include "ingest/text/text_counts.h"

#include "base/text.h"
#include "ingest/infer/name_words.h"

#include <ctype.h>
#include <string.h>

static bool is_digit(char byte)
{
    return isdigit((unsigned char)byte) != 0;
}

static bool is_word_byte(char byte)
{
    return isalnum((unsigned char)byte) || byte == '_' || (byte & 0x80);
}

/* Digits, thousands separators and a part behind the point, from `at` on. */
static size_t number_length(const char *text, size_t at)
{
    size_t end = at;
    while (is_digit(text[end]) ||
           ((text[end] == ',' || text[end] == '.') && is_digit(text[end + 1]))) {
        end++;
    }
    return end - at;
}

/* The first number that begins a word at or after `at`; its length in `*length`, 0 for
 * none. */
static size_t next_number(const char *text, size_t at, size_t *length)
{
    for (; text[at]; at++) {
        const bool begins =
            is_digit(text[at]) && (at == 0 || !is_word_byte(text[at - 1]));
        if (begins) {
            *length = number_length(text, at);
            return at;
        }
    }
    *length = 0;
    return at;
}

/* Words that name observations: the last of those before the sign. */
static bool names_observations(struct arena *arena, const char *words)
{
    static const char *const nouns[] = {"obs",      "observations", "n",        "cases",
                                        "subjects", "observed",     "failures", "failed",
                                        "freq",     "frequency",    "valid"};
    const struct name_words found = name_words_of(arena, words);
    if (!found.count) {
        return false;
    }
    const uint32_t last = found.count - 1;
    for (size_t i = 0; i < sizeof(nouns) / sizeof(nouns[0]); i++) {
        if (text_equals_ignoring_case(found.words[last], nouns[i])) {
            return true;
        }
    }
    return name_is_count_noun(&found);
}

/* The words before "=" or ":" in front of the number; "" where there is no sign. */
static const char *words_before(struct arena *arena, const char *text, size_t at)
{
    size_t end = at;
    while (end &&
           (text[end - 1] == ' ' || text[end - 1] == '=' || text[end - 1] == ':')) {
        end--;
    }
    const bool has_sign =
        memchr(text + end, '=', at - end) || memchr(text + end, ':', at - end);
    size_t start = end;
    while (has_sign && start && end - start < 60) {
        const char byte = text[start - 1];
        const bool is_gap = byte == ' ' && start >= 2 && text[start - 2] == ' ';
        if (is_gap || byte == ',' || byte == ';' || byte == '(' || byte == '|' ||
            byte == '.') {
            break;
        }
        start--;
    }
    while (start < end && ((unsigned char)text[start] & 0xC0) == 0x80) {
        start++; /* the middle of a character */
    }
    return has_sign ? text_squeezed(arena, text_copy(arena, text + start, end - start))
                    : "";
}

static bool is_observations(const char *word)
{
    return text_equals(word, "observation") || text_equals(word, "observations");
}

/* "7 learners", "7 young people": the noun among the two words behind the number. */
static const char *noun_behind(struct arena *arena, const char *text, size_t end)
{
    size_t at = end;
    if (text[at] != ' ') {
        return "";
    }
    for (int words = 0; words < 2 && text[at] == ' '; words++) {
        const size_t start = at + 1;
        at = start;
        while (is_word_byte(text[at])) {
            at++;
        }
        const char *word = text_key(arena, text_copy(arena, text + start, at - start));
        const struct name_words found = name_words_of(arena, word);
        if (found.count && (name_is_count_noun(&found) || is_observations(word))) {
            return text_copy(arena, text + end + 1, at - end - 1);
        }
    }
    return "";
}

size_t text_counts_in(struct arena *arena, const char *text, struct text_count *counts)
{
    size_t count = 0;
    size_t length = 0;
    size_t at = next_number(text, 0, &length);
    while (length && count < TEXT_COUNTS_A_LINE) {
        const bool is_part = is_word_byte(text[at + length]) ||
                             text[at + length] == '%' ||
                             (at && (text[at - 1] == '.' || text[at - 1] == '-'));
        const char *words = is_part ? "" : words_before(arena, text, at);
        if (words[0] && !names_observations(arena, words)) {
            words = "";
        }
        if (!is_part && !words[0]) {
            words = noun_behind(arena, text, at + length);
        }
        if (words[0]) {
            counts[count++] = (struct text_count){at, length, words};
        }
        at = next_number(text, at + length, &length);
    }
    return count;
}

/* "Table 3", "version 17", "page 4": a name, no result. */
static bool is_after_name(struct arena *arena, const char *text, size_t at)
{
    static const char *const names[] = {
        "table", "figure", "version", "page", "section", "chapter", "appendix", "model",
        "step",  "level",  "aged",    "age",  "ages",    "year",    "line"};
    size_t end = at;
    while (end && text[end - 1] == ' ') {
        end--;
    }
    size_t start = end;
    while (start && is_word_byte(text[start - 1])) {
        start--;
    }
    const char *word = text_copy(arena, text + start, end - start);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (text_equals_ignoring_case(word, names[i])) {
            return true;
        }
    }
    return false;
}

/* "3 Feb", "February 3". */
static bool is_beside_month(const char *text, size_t at, size_t length)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    char after[4] = "";
    if (text[at + length] == ' ') {
        strncpy(after, text + at + length + 1, 3);
    }
    for (size_t i = 0; i < sizeof(months) / sizeof(months[0]) && length <= 2; i++) {
        if (text_equals_ignoring_case(after, months[i])) {
            return true;
        }
    }
    return false;
}

/* Dates and times, years, "3." or "3)" at the start of a line, numbers inside names. */
static bool is_no_result(struct arena *arena, const char *text, size_t at, size_t length)
{
    const char after = text[at + length];
    const char before = text[at ? at - 1 : at];
    const bool is_name = is_word_byte(after) || before == '/' || after == '/' ||
                         before == '\\' || before == '#' || before == '"' || after == '"';
    const bool is_time = (after == ':' && is_digit(text[at + length + 1])) ||
                         (before == ':' && at >= 2 && is_digit(text[at - 2])) ||
                         (after == '-' && is_digit(text[at + length + 1])) ||
                         (before == '-' && at >= 2 && is_digit(text[at - 2]));
    const bool is_item = text_is_blank(text_copy(arena, text, at)) &&
                         (after == '.' || after == ')') && length <= 3;
    const bool is_year = length == 4 && name_is_year(text_copy(arena, text + at, length));
    return is_name || is_time || is_item || is_year ||
           is_beside_month(text, at, length) || is_after_name(arena, text, at);
}

bool text_has_other_numbers(struct arena *arena, const char *text,
                            const struct text_count *counts, size_t count)
{
    size_t length = 0;
    size_t at = next_number(text, 0, &length);
    while (length) {
        bool is_counted = false;
        for (size_t i = 0; i < count; i++) {
            is_counted = is_counted || counts[i].start == at;
        }
        if (!is_counted && !is_no_result(arena, text, at, length)) {
            return true;
        }
        at = next_number(text, at + length, &length);
    }
    return false;
}
