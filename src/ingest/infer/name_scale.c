/*
 * "Learners (thousands)", "Deaths per 100,000": how many units a printed 1 stands for.
 */
#include "base/text.h"
#include "ingest/infer/name_words.h"

#include <ctype.h>
#include <string.h>

/* Lower case, without apostrophes, blanks for underscores: "('000s)" is "(000s)". */
static const char *plain(struct arena *arena, const char *text)
{
    char *copy = arena_array(arena, strlen(text) + 1, char);
    size_t length = 0;
    for (const char *at = text; *at; at++) {
        const bool is_curly =
            (unsigned char)at[0] == 0xE2 && (unsigned char)at[1] == 0x80 &&
            ((unsigned char)at[2] == 0x98 || (unsigned char)at[2] == 0x99);
        if (is_curly) {
            at += 2;
        } else if (*at != '\'' && *at != '`') {
            const unsigned char letter = *at == '_' ? ' ' : (unsigned char)*at;
            copy[length++] = (char)tolower(letter);
        }
    }
    copy[length] = '\0';
    return text_squeezed(arena, copy);
}

static bool is_bracketed(const char *text, const char *word)
{
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
        const char end = at[strlen(word)];
        const bool opens = at > text && (at[-1] == '(' || at[-1] == '[');
        const bool is_in = at - text >= 3 && memcmp(at - 3, "in ", 3) == 0;
        if ((opens || is_in) && (end == ')' || end == ']' || end == ',' || end == '\0')) {
            return true;
        }
    }
    return false;
}

/* In brackets, after "in", after a comma or colon, or alone; a plural at the end of a
 * heading, too. "Turnover over 2 million" and "Under 10 000" are bands of something. */
static bool says_unit(const char *text, const char *word, bool is_heading)
{
    if (is_bracketed(text, word) || text_equals(text, word)) {
        return true;
    }
    const size_t length = strlen(text);
    const size_t own = strlen(word);
    if (length <= own + 1 || !text_ends_with(text, word) ||
        text[length - own - 1] != ' ') {
        return false;
    }
    const char before = text[length - own - 2];
    const bool is_plural = word[own - 1] == 's';
    return strchr(",:;", before) ||
           (is_heading && is_plural && isalpha((unsigned char)before));
}

double name_count_scale(struct arena *arena, const char *text, bool is_heading)
{
    static const struct {
        const char *word;
        double scale;
    } units[] = {
        {"thousands", 1000}, {"thousand", 1000},    {"000s", 1000},
        {"000", 1000},       {"millions", 1000000}, {"million", 1000000},
    };
    const char *words = plain(arena, text);
    const struct name_words named = name_words_of(arena, text);
    if (name_is_money(&named)) {
        return 1; /* bands of money, or money: not the counts */
    }
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        if (says_unit(words, units[i].word, is_heading)) {
            return units[i].scale;
        }
    }
    return 1;
}

/* "1,000", "100 000", "100k", "thousand"; 0 where no such number stands. */
static double round_number(const char *text)
{
    static const struct {
        const char *word;
        double number;
    } words[] = {
        {"thousand", 1000},   {"hundred thousand", 100000},
        {"million", 1000000}, {"100k", 100000},
        {"10k", 10000},       {"1k", 1000},
    };
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        const size_t length = strlen(words[i].word);
        if (strncmp(text, words[i].word, length) == 0 &&
            !isalnum((unsigned char)text[length])) {
            return words[i].number;
        }
    }
    if (*text != '1') {
        return 0;
    }
    double number = 1;
    const char *at = text + 1;
    for (; *at == '0' || ((*at == ',' || *at == ' ') && strncmp(at + 1, "000", 3) == 0);
         at++) {
        number *= *at == '0' ? 10 : 1;
    }
    return isalnum((unsigned char)*at) || number < 100 || number > 1e6 ? 0 : number;
}

double name_rate_per(struct arena *arena, const char *text)
{
    const char *words = plain(arena, text);
    for (const char *at = strstr(words, "per "); at; at = strstr(at + 1, "per ")) {
        const bool begins = at == words || !isalnum((unsigned char)at[-1]);
        const double number = begins ? round_number(at + strlen("per ")) : 0;
        if (number > 0) {
            return number;
        }
    }
    return 0;
}
