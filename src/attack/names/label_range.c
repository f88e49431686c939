#include "attack/names/label_range.h"

#include <ctype.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

struct reader {
    const char *at;
};

static const char *const noise_words[] = {
    "aged",     "ages", "age",     "years",    "year", "yrs",    "old",
    "\xc2\xa3", "gbp",  "earning", "earnings", "of",   "people", "employees",
};

static bool is_word_end(const char *at)
{
    return !isalpha((unsigned char)*at);
}

/* One word that says what is counted, not how much of it; false where there is none. */
static bool skip_noise_word(struct reader *reader)
{
    for (size_t i = 0; i < sizeof(noise_words) / sizeof(noise_words[0]); i++) {
        const size_t length = strlen(noise_words[i]);
        const bool is_sign = !isalpha((unsigned char)noise_words[i][0]);
        if (strncmp(reader->at, noise_words[i], length) == 0 &&
            (is_sign || is_word_end(reader->at + length))) {
            reader->at += length;
            return true;
        }
    }
    return false;
}

static void skip_noise(struct reader *reader)
{
    do {
        while (*reader->at == ' ' || *reader->at == '(' || *reader->at == ')') {
            reader->at++;
        }
    } while (skip_noise_word(reader));
}

static bool take(struct reader *reader, const char *word)
{
    const size_t length = strlen(word);
    if (strncmp(reader->at, word, length) != 0 ||
        (isalpha((unsigned char)word[length - 1]) && !is_word_end(reader->at + length))) {
        return false;
    }
    reader->at += length;
    skip_noise(reader);
    return true;
}

static bool take_any(struct reader *reader, const char *const *words)
{
    for (; *words; words++) {
        if (take(reader, *words)) {
            return true;
        }
    }
    return false;
}

/* Digits with thousands commas, a decimal point and a "k" for thousands. `digits` is how
 * many stand before the point. */
static bool take_number(struct reader *reader, double *number, int *digits)
{
    if (!isdigit((unsigned char)*reader->at)) {
        return false;
    }
    double value = 0;
    *digits = 0;
    for (; isdigit((unsigned char)*reader->at) ||
           (*reader->at == ',' && isdigit((unsigned char)reader->at[1]));
         reader->at++) {
        if (*reader->at != ',') {
            value = value * 10 + (*reader->at - '0');
            (*digits)++;
        }
    }
    if (*reader->at == '.' && isdigit((unsigned char)reader->at[1])) {
        double unit = 0.1;
        for (reader->at++; isdigit((unsigned char)*reader->at); reader->at++) {
            value += unit * (*reader->at - '0');
            unit /= 10;
        }
    }
    if (*reader->at == 'k' && is_word_end(reader->at + 1)) {
        value *= 1000;
        reader->at++;
    }
    *number = value;
    skip_noise(reader);
    return *digits <= 12;
}

static bool is_at_end(const struct reader *reader)
{
    return *reader->at == '\0';
}

static const char *const below_words[] = {"under",      "below", "less than",
                                          "fewer than", "<",     NULL};
static const char *const at_most_words[] = {"up to", "at most", "<=", "\xe2\x89\xa4",
                                            NULL};
static const char *const above_words[] = {"over", "above", "more than", ">", NULL};
static const char *const at_least_words[] = {"at least", ">=", "\xe2\x89\xa5", "from",
                                             NULL};
static const char *const or_more_words[] = {
    "+",        "and over", "and above", "and older", "or over", "or more",
    "or older", "or above", "plus",      "and more",  NULL};
static const char *const or_less_words[] = {"and under", "or under",  "or less",
                                            "or below",  "and below", "or younger",
                                            "or fewer",  NULL};
static const char *const dash_words[] = {"-",  "\xe2\x80\x93", "\xe2\x80\x94",
                                         "to", "\xe2\x88\x92", NULL};

/* The first number beyond one that belongs to the range. */
static double beyond(double number)
{
    return number == floor(number) ? number + 1 : number + 0.01;
}

static bool read_open_start(struct reader *reader, struct label_range *range)
{
    double number = 0;
    int digits = 0;
    enum { START_BELOW, START_AT_MOST, START_AT_LEAST, START_ABOVE } start;
    if (take_any(reader, at_most_words)) {
        start = START_AT_MOST;
    } else if (take_any(reader, at_least_words)) {
        start = START_AT_LEAST;
    } else if (take_any(reader, below_words)) {
        start = START_BELOW;
    } else if (take_any(reader, above_words)) {
        start = START_ABOVE;
    } else {
        return false;
    }
    if (!take_number(reader, &number, &digits) || !is_at_end(reader)) {
        return false;
    }
    const bool is_upper = start == START_BELOW || start == START_AT_MOST;
    const bool is_beyond = start == START_AT_MOST || start == START_ABOVE;
    const double limit = is_beyond ? beyond(number) : number;
    *range = is_upper ? (struct label_range){-INFINITY, limit}
                      : (struct label_range){limit, INFINITY};
    return true;
}

/* "2019/20" and "2019-20": one academic or financial year. */
static bool is_split_year(double first, int first_digits, double second,
                          int second_digits)
{
    const double next = fmod(first + 1, 100);
    return first_digits == 4 && second_digits == 2 && first >= 1900 && first < 2100 &&
           second == next;
}

static bool read_between(struct reader *reader, double first, int first_digits,
                         struct label_range *range)
{
    const bool is_slash = take(reader, "/");
    double second = 0;
    int digits = 0;
    if ((!is_slash && !take_any(reader, dash_words)) ||
        !take_number(reader, &second, &digits) || !is_at_end(reader)) {
        return false;
    }
    if (is_split_year(first, first_digits, second, digits)) {
        *range = (struct label_range){first, first + 1};
        return true;
    }
    *range = (struct label_range){first, beyond(second)};
    return !is_slash && second >= first;
}

bool label_range_read(const char *key, struct label_range *range)
{
    struct reader reader = {key};
    skip_noise(&reader);
    if (read_open_start(&reader, range)) {
        return true;
    }
    double first = 0;
    int digits = 0;
    reader.at = key;
    skip_noise(&reader);
    if (!take_number(&reader, &first, &digits)) {
        return false;
    }
    if (is_at_end(&reader)) {
        *range = (struct label_range){first, beyond(first)};
        return true;
    }
    if (take_any(&reader, or_more_words)) {
        *range = (struct label_range){first, INFINITY};
        return is_at_end(&reader);
    }
    if (take_any(&reader, or_less_words)) {
        *range = (struct label_range){-INFINITY, beyond(first)};
        return is_at_end(&reader);
    }
    return read_between(&reader, first, digits, range);
}
