/*
 * Words and signs before, behind and between amounts, as tables.
 */
#include "ingest/number/number_band.h"

#include "ingest/number/amount.h"

#include <math.h>
#include <string.h>

struct bound {
    const char *words; /* in lower case */
    bool is_upper;     /* says how large it can be; else how small */
    bool is_open;      /* the number named does not belong to the range */
};

/* Longer ones first, where one starts with another. */
static const struct bound bounds_before[] = {
    {"<=", true, false},
    {"\xE2\x89\xA4", true, false},
    {"<", true, true},
    {">=", false, false},
    {"\xE2\x89\xA5", false, false},
    {">", false, true},
    {"no more than", true, false},
    {"not more than", true, false},
    {"no fewer than", false, false},
    {"no less than", false, false},
    {"not less than", false, false},
    {"fewer than", true, true},
    {"less than", true, true},
    {"lower than", true, true},
    {"smaller than", true, true},
    {"under", true, true},
    {"below", true, true},
    {"up to", true, false},
    {"at most", true, false},
    {"more than", false, true},
    {"greater than", false, true},
    {"over", false, true},
    {"above", false, true},
    {"at least", false, false},
};

static const struct bound bounds_behind[] = {
    {"+", false, false},         {"or more", false, false},  {"and more", false, false},
    {"or over", false, false},   {"and over", false, false}, {"or above", false, false},
    {"and above", false, false}, {"or fewer", true, false},  {"or less", true, false},
    {"and under", true, false},  {"or under", true, false},  {"and below", true, false},
    {"or below", true, false},
};

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

static int lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter;
}

/* How far the words reach into the text, or 0; one space of theirs is any spaces of the
 * text. */
static size_t match_words(const char *text, const char *end, const char *words)
{
    const char *at = text;
    for (; *words; words++) {
        const char *behind = at;
        if (*words == ' ') {
            behind = amount_skip_spaces(at, end);
        } else if (at < end && lower(*at) == *words) {
            behind = at + 1;
        }
        if (behind == at) {
            return 0;
        }
        at = behind;
    }
    return (size_t)(at - text);
}

static bool is_letter(char letter)
{
    return lower(letter) >= 'a' && lower(letter) <= 'z';
}

/* Exactly one amount from `text` to `end`, spaces aside. */
static bool read_amount(const char *text, const char *end, enum number_style style,
                        struct amount *amount)
{
    text = amount_skip_spaces(text, end);
    end = amount_drop_spaces(text, end);
    return text < end && amount_read(text, end, style, amount) == end;
}

static void take_units(const struct amount *amount, struct number *number)
{
    number->is_percent = number->is_percent || amount->is_percent;
    number->is_money = number->is_money || amount->currency;
    number->currency = amount->currency ? amount->currency : number->currency;
    if (amount->decimals > number->decimals) {
        number->decimals = amount->decimals;
    }
}

/* Counts start at 0; only where the bound itself is negative can values be lower. */
static void take_bound(const struct bound *bound, const struct amount *amount,
                       struct number *number)
{
    take_units(amount, number);
    if (bound->is_upper) {
        number->low = amount->value < 0 ? -INFINITY : 0;
        number->high = amount->value;
        number->is_high_open = bound->is_open;
    } else {
        number->low = amount->value;
        number->high = INFINITY;
        number->is_low_open = bound->is_open;
    }
}

static bool read_before(const char *text, const char *end, enum number_style style,
                        struct number *number)
{
    for (size_t i = 0; i < COUNT_OF(bounds_before); i++) {
        const struct bound *bound = &bounds_before[i];
        const size_t length = match_words(text, end, bound->words);
        struct amount amount;
        if (length && read_amount(text + length, end, style, &amount)) {
            take_bound(bound, &amount, number);
            return true;
        }
    }
    return false;
}

static bool read_behind(const char *text, const char *end, enum number_style style,
                        struct number *number)
{
    struct amount amount;
    const char *behind = amount_read(text, end, style, &amount);
    if (!behind) {
        return false;
    }
    behind = amount_skip_spaces(behind, end);
    for (size_t i = 0; i < COUNT_OF(bounds_behind); i++) {
        const size_t length = match_words(behind, end, bounds_behind[i].words);
        if (length && behind + length == end) {
            take_bound(&bounds_behind[i], &amount, number);
            return true;
        }
    }
    return false;
}

/* `end` of the first number and start of the second around a dash or a word, from `at`
 * on. */
static bool find_middle(const char *at, const char *end, const char *word,
                        const char **left, const char **right)
{
    at = amount_skip_spaces(at, end);
    const size_t length =
        word ? match_words(at, end, word) : (size_t)amount_dash(at, end);
    const bool is_word = word && length;
    if (length == 0 || (is_word && at + length < end && is_letter(at[length]))) {
        return false;
    }
    *left = at;
    *right = at + length;
    return true;
}

static bool is_sound_pair(const struct amount *first, const struct amount *second)
{
    return !first->has_sign && !second->has_sign && !first->has_leading_zero &&
           !second->has_leading_zero && first->value < second->value;
}

static bool read_between(const char *text, const char *end, enum number_style style,
                         struct number *number)
{
    const size_t between = match_words(text, end, "between ");
    struct amount first;
    const char *behind = amount_read(text + between, end, style, &first);
    const char *left = NULL;
    const char *right = NULL;
    const bool is_parted =
        behind && (between ? find_middle(behind, end, "and", &left, &right)
                           : find_middle(behind, end, NULL, &left, &right) ||
                                 find_middle(behind, end, "to", &left, &right));
    struct amount second;
    if (!is_parted || !read_amount(right, end, style, &second) ||
        !is_sound_pair(&first, &second)) {
        return false;
    }
    take_units(&first, number);
    take_units(&second, number);
    number->low = first.value;
    number->high = second.value;
    return true;
}

bool number_band_read(const char *text, const char *end, enum number_style style,
                      struct number *number)
{
    if (end - text > 2 && text[0] == '[' && end[-1] == ']') {
        text++;
        end--;
    }
    if (!read_before(text, end, style, number) &&
        !read_behind(text, end, style, number) &&
        !read_between(text, end, style, number)) {
        return false;
    }
    number->state = CELL_BAND;
    return true;
}

void number_close_range(struct number *number)
{
    if (number->state != CELL_BAND) {
        return;
    }
    if (number->is_low_open) {
        number->low = floor(number->low) + 1;
        number->is_low_open = false;
    } else {
        number->low = ceil(number->low);
    }
    if (number->is_high_open) {
        number->high = ceil(number->high) - 1;
        number->is_high_open = false;
    } else {
        number->high = floor(number->high);
    }
}
