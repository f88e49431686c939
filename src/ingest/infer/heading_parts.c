/*
 * Takes one heading apart: statistic, year, count in brackets, and what is left.
 *
 * "Number of learners", "earnings_median", "% sustained", "Female (N = 728)", "Mean: F".
 * Words that may be part of a label ("n", "base") count as a statistic at the ends only.
 */
#include "base/text.h"
#include "ingest/infer/infer_context.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { PHRASE_LIMIT = 4 };

/* A piece of text cut out of its middle, with the seam tidied. */
static const char *without(struct arena *arena, const char *text, size_t first,
                           size_t end)
{
    const size_t length = strlen(text);
    size_t before = first;
    while (before && strchr(" _-:,(|", text[before - 1])) {
        before--;
    }
    size_t after = end;
    while (after < length && strchr(" _-:,)|", text[after])) {
        after++;
    }
    const char *seam = before && after < length ? " " : "";
    if (seam[0] && after == end + 1 && before + 1 == first && text[first - 1] == '_') {
        seam = "_";
    }
    return text_squeezed(
        arena, text_format(arena, "%.*s%s%s", (int)before, text, seam, text + after));
}

/* The length of "n =", "Base:" and the like, with the spaces behind; 0 when it is none.
 */
static size_t count_word_length(const char *text)
{
    static const char *const starts[] = {"number of obs", "unweighted base", "base",
                                         "obs", "n"};
    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
        size_t at = 0;
        while (starts[i][at] && tolower((unsigned char)text[at]) == starts[i][at]) {
            at++;
        }
        const size_t sign = at + strspn(text + at, " ");
        const bool is_long = strlen(starts[i]) > 1; /* "n: 5" may be a label */
        if (!starts[i][at] && (text[sign] == '=' || (text[sign] == ':' && is_long))) {
            return sign + 1 + strspn(text + sign + 1, " ");
        }
    }
    return 0;
}

/* "n = 728", "N=1,204", "Base: 310" at this place; the length in bytes, or 0. */
static size_t count_length(const char *text, double *count)
{
    const size_t first = count_word_length(text);
    size_t at = first;
    double number = 0;
    while (first && (isdigit((unsigned char)text[at]) ||
                     (text[at] == ',' && isdigit((unsigned char)text[at + 1])))) {
        number = text[at] == ',' ? number : number * 10 + (text[at] - '0');
        at++;
    }
    if (at == first) {
        return 0;
    }
    *count = number;
    return at;
}

size_t heading_count_in(const char *text, double *count, size_t *start)
{
    for (size_t at = 0; text[at]; at++) {
        const bool begins_word = at == 0 || !isalnum((unsigned char)text[at - 1]);
        const size_t length = begins_word ? count_length(text + at, count) : 0;
        if (length) {
            *start = at;
            return length;
        }
    }
    return 0;
}

static void cut_count(struct arena *arena, struct heading *heading)
{
    size_t start = 0;
    const size_t length = heading_count_in(heading->rest, &heading->count, &start);
    if (length) {
        heading->has_count = true;
        heading->rest = without(arena, heading->rest, start, start + length);
    }
}

static void cut_year(struct arena *arena, struct heading *heading)
{
    const char *text = heading->rest;
    for (size_t at = 0; text[at]; at++) {
        const bool begins_word = at == 0 || !isalnum((unsigned char)text[at - 1]);
        const uint32_t length = begins_word ? name_year_length(text + at) : 0;
        if (length && !isalnum((unsigned char)text[at + length])) {
            heading->year = text_copy(arena, text + at, length);
            heading->rest = without(arena, text, at, at + length);
            return;
        }
    }
}

static bool whole_text_only(enum role role, const struct name_words *words,
                            uint32_t first, uint32_t count)
{
    static const char *const shy[] = {
        "base",         "schools",       "providers",   "employers",    "firms",
        "institutions", "organisations", "rate",        "rates",        "estimate",
        "counts",       "largest",       "highest",     "lowest",       "enterprises",
        "businesses",   "companies",     "colleges",    "universities", "mode",
        "range",        "events",        "survival",    "hazard",       "ratio",
        "quartile",     "percentile",    "censored",    "failures",     "significance",
        "correlation",  "correlations",  "pearson",     "spearman",     "r2",
        "variance",     "deviance",      "coefficients"};
    if (count == words->count || role == ROLE_UNKNOWN) {
        return false;
    }
    for (size_t i = 0; i < sizeof(shy) / sizeof(shy[0]); i++) {
        const bool is_same = count == 1 && strcmp(words->words[first], shy[i]) == 0;
        const bool is_rate =
            (role == ROLE_RATE || role == ROLE_RATIO || role == ROLE_CORRELATION) &&
            first + count == words->count;
        if (is_same && !is_rate) {
            return true;
        }
    }
    return false;
}

/* The longest statistic that begins at `first`, in words; 0 when there is none. */
static uint32_t phrase_at(const struct name_words *words, uint32_t first, enum role *role)
{
    for (uint32_t count = PHRASE_LIMIT; count > 0; count--) {
        const enum role found = name_statistic(words, first, count);
        if (found != ROLE_UNKNOWN && !whole_text_only(found, words, first, count)) {
            *role = found;
            return count;
        }
    }
    return 0;
}

/* "of", "for" and "the" between a statistic and what it is of. */
static size_t after_connective(const struct name_words *words, uint32_t next, size_t end)
{
    static const char *const connectives[] = {"of", "the", "for", "in"};
    while (next < words->count) {
        bool is_connective = false;
        for (size_t i = 0; i < 4; i++) {
            is_connective |= strcmp(words->words[next], connectives[i]) == 0;
        }
        if (!is_connective || next + 1 == words->count) {
            break;
        }
        end = words->ends[next++];
    }
    return end;
}

static void cut_words(struct arena *arena, struct heading *heading,
                      const struct name_words *words, uint32_t first, uint32_t count)
{
    const size_t start = words->starts[first];
    const size_t end = words->ends[first + count - 1];
    heading->statistic = text_copy(arena, heading->rest + start, end - start);
    heading->rest =
        without(arena, heading->rest, start, after_connective(words, first + count, end));
}

static void cut_statistic(struct arena *arena, struct heading *heading)
{
    const struct name_words words = name_words_of(arena, heading->rest);
    if (words.count == 0) {
        return;
    }
    uint32_t count = phrase_at(&words, 0, &heading->role);
    if (count) {
        cut_words(arena, heading, &words, 0, count);
        return;
    }
    for (uint32_t first = 1; first < words.count; first++) {
        count = phrase_at(&words, first, &heading->role);
        const bool is_at_end = count && first + count == words.count;
        const bool is_clear =
            count && (heading->role == ROLE_PERCENT || heading->role == ROLE_MEDIAN ||
                      heading->role == ROLE_MEAN);
        if (is_at_end || is_clear) {
            cut_words(arena, heading, &words, first, count);
            return;
        }
        heading->role = ROLE_UNKNOWN;
    }
}

struct heading heading_parts(struct arena *arena, const char *text)
{
    struct heading heading = {
        .text = text,
        .rest = text_squeezed(arena, text),
        .statistic = "",
        .year = "",
        .words = name_words_of(arena, text),
    };
    heading.is_money = name_is_money(&heading.words);
    cut_count(arena, &heading);
    cut_year(arena, &heading);
    cut_statistic(arena, &heading);
    if (heading.role == ROLE_UNKNOWN && name_rate_per(arena, text) > 0) {
        heading.role = ROLE_RATE;
        heading.statistic = heading.text;
    }
    return heading;
}
