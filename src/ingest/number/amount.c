/*
 * Digits are collected as digits and converted once: exactly with one multiplication or
 * division where both sides are exact doubles, else by strtod() of "123e-4", which has no
 * decimal point and so means the same in every locale.
 */
#include "ingest/number/amount.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    DIGIT_LIMIT = 64,  /* more digits are no number that anybody publishes */
    EXACT_DIGITS = 15, /* whole numbers of this length are exact doubles */
    EXACT_POWER = 22,  /* as are powers of ten up to this one */
    EXPONENT_DIGITS = 3,
    GROUP_DIGITS = 3,
    DECIMALS_LIMIT = 127,
};

struct digits {
    char text[DIGIT_LIMIT];
    int count;
    int after_point;
    int exponent;
    bool is_too_long;
};

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

/* `letters` at the start of the text: its length, or 0. */
static int length_at(const char *text, const char *end, const char *letters)
{
    const size_t length = strlen(letters);
    return (size_t)(end - text) >= length && memcmp(text, letters, length) == 0
               ? (int)length
               : 0;
}

static int any_at(const char *text, const char *end, const char *const *list,
                  size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const int length = length_at(text, end, list[i]);
        if (length) {
            return length;
        }
    }
    return 0;
}

int amount_space(const char *text, const char *end)
{
    static const char *const wide[] = {
        "\xC2\xA0",     "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89",
        "\xE2\x80\x8A", "\xE2\x80\xAF", "\xEF\xBB\xBF",
    };
    if (text >= end) {
        return 0;
    }
    if (*text == ' ' || (*text >= '\t' && *text <= '\r')) {
        return 1;
    }
    return (unsigned char)*text < 0x80
               ? 0
               : any_at(text, end, wide, sizeof(wide) / sizeof(wide[0]));
}

const char *amount_skip_spaces(const char *text, const char *end)
{
    for (int length = amount_space(text, end); length; length = amount_space(text, end)) {
        text += length;
    }
    return text;
}

/* The bytes of the space that ends just before `end`, or 0. */
static int space_before(const char *text, const char *end)
{
    for (int length = 1; length <= 3 && end - length >= text; length++) {
        if (amount_space(end - length, end) == length) {
            return length;
        }
    }
    return 0;
}

const char *amount_drop_spaces(const char *text, const char *end)
{
    for (int length = space_before(text, end); length; length = space_before(text, end)) {
        end -= length;
    }
    return end;
}

int amount_dash(const char *text, const char *end)
{
    static const char *const dashes[] = {
        "-",
        "\xE2\x88\x92", /* minus */
        "\xE2\x80\x93", /* en dash */
        "\xE2\x80\x90", /* hyphen */
        "\xE2\x80\x91", /* no-break hyphen */
    };
    return any_at(text, end, dashes, sizeof(dashes) / sizeof(dashes[0]));
}

static const char *read_currency(const char *text, const char *end, const char **currency)
{
    static const struct {
        const char *written;
        const char *name;
    } currencies[] = {
        {"\xC2\xA3", "GBP"}, {"\xE2\x82\xAC", "EUR"}, {"$", "USD"},
        {"GBP", "GBP"},      {"EUR", "EUR"},          {"USD", "USD"},
    };
    for (size_t i = 0; i < sizeof(currencies) / sizeof(currencies[0]); i++) {
        const int length = length_at(text, end, currencies[i].written);
        if (length) {
            *currency = currencies[i].name;
            return text + length;
        }
    }
    return text;
}

static const char *read_run(const char *text, const char *end, struct digits *digits)
{
    for (; text < end && is_digit(*text); text++) {
        if (digits->count == DIGIT_LIMIT) {
            digits->is_too_long = true;
            continue;
        }
        digits->text[digits->count++] = *text;
    }
    return text;
}

/* What may part groups of three digits: its length at `text`, or 0. */
static int group_mark(const char *text, const char *end, enum number_style style)
{
    if (text < end && *text == (style == NUMBER_STYLE_COMMA ? '.' : ',')) {
        return 1;
    }
    const int apostrophe =
        text < end && *text == '\'' ? 1 : length_at(text, end, "\xE2\x80\x99");
    return apostrophe ? apostrophe : amount_space(text, end);
}

static bool is_group(const char *text, const char *end)
{
    if (end - text < GROUP_DIGITS) {
        return false;
    }
    for (int i = 0; i < GROUP_DIGITS; i++) {
        if (!is_digit(text[i])) {
            return false;
        }
    }
    return text + GROUP_DIGITS == end || !is_digit(text[GROUP_DIGITS]);
}

/* The digits before the decimal mark; groups are of three and use one mark throughout. */
static const char *read_whole(const char *text, const char *end, enum number_style style,
                              struct digits *digits)
{
    const char *start = text;
    text = read_run(text, end, digits);
    if (text == start || text - start > GROUP_DIGITS || *start == '0') {
        return text;
    }
    const char *mark = text;
    const int length = group_mark(mark, end, style);
    while (length && end - text > length && memcmp(text, mark, (size_t)length) == 0 &&
           is_group(text + length, end)) {
        text = read_run(text + length, end, digits);
    }
    return text;
}

static const char *read_fraction(const char *text, const char *end,
                                 enum number_style style, struct digits *digits)
{
    if (text == end || *text != (style == NUMBER_STYLE_COMMA ? ',' : '.')) {
        return text;
    }
    const char *start = text + 1;
    text = read_run(start, end, digits);
    digits->after_point = (int)(text - start);
    return text;
}

/* Only with a sign: `12E4` is a code, `1.2e+04` a number. */
static const char *read_exponent(const char *text, const char *end, struct digits *digits)
{
    const bool is_exponent = end - text >= 3 && (text[0] == 'e' || text[0] == 'E') &&
                             (text[1] == '+' || text[1] == '-') && is_digit(text[2]);
    if (!is_exponent) {
        return text;
    }
    const char *at = text + 2;
    int exponent = 0;
    for (int i = 0; i < EXPONENT_DIGITS && at < end && is_digit(*at); i++, at++) {
        exponent = exponent * 10 + (*at - '0');
    }
    digits->exponent = text[1] == '-' ? -exponent : exponent;
    return at;
}

static double value_by_library(const struct digits *digits, int power)
{
    char written[DIGIT_LIMIT + 16];
    memcpy(written, digits->text, (size_t)digits->count);
    char *end = written + digits->count;
    *end++ = 'e';
    *end++ = power < 0 ? '-' : '+';
    const int size = power < 0 ? -power : power;
    *end++ = (char)('0' + size / 1000 % 10);
    *end++ = (char)('0' + size / 100 % 10);
    *end++ = (char)('0' + size / 10 % 10);
    *end++ = (char)('0' + size % 10);
    *end = '\0';
    return strtod(written, NULL);
}

static double value_of(const struct digits *digits)
{
    static const double powers[EXACT_POWER + 1] = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    };
    const int power = digits->exponent - digits->after_point;
    if (digits->count > EXACT_DIGITS || power > EXACT_POWER || power < -EXACT_POWER) {
        return value_by_library(digits, power);
    }
    int64_t whole = 0;
    for (int i = 0; i < digits->count; i++) {
        whole = whole * 10 + (digits->text[i] - '0');
    }
    return power < 0 ? (double)whole / powers[-power] : (double)whole * powers[power];
}

static bool is_zero(const struct digits *digits)
{
    for (int i = 0; i < digits->count; i++) {
        if (digits->text[i] != '0') {
            return false;
        }
    }
    return true;
}

/* Digits, groups, decimals and exponent; NULL where no number starts or none can hold it.
 */
static const char *read_digits(const char *text, const char *end, enum number_style style,
                               struct amount *amount)
{
    struct digits digits = {.count = 0};
    const char *at = read_whole(text, end, style, &digits);
    const int whole = digits.count;
    at = read_fraction(at, end, style, &digits);
    if (digits.count == 0 || digits.is_too_long) {
        return NULL;
    }
    at = read_exponent(at, end, &digits);
    amount->value = value_of(&digits);
    if (!isfinite(amount->value) || (amount->value == 0 && !is_zero(&digits))) {
        return NULL;
    }
    const int decimals = digits.after_point - digits.exponent;
    if (decimals > 0) {
        amount->decimals =
            (int8_t)(decimals < DECIMALS_LIMIT ? decimals : DECIMALS_LIMIT);
    }
    amount->has_leading_zero = whole > 1 && text[0] == '0';
    return at;
}

static const char *read_sign(const char *text, const char *end, bool *is_negative,
                             bool *has_sign)
{
    const int dash = amount_dash(text, end);
    const bool is_plus = text < end && *text == '+';
    *is_negative = *is_negative || dash > 0;
    *has_sign = *has_sign || dash > 0 || is_plus;
    return text + (is_plus ? 1 : dash);
}

/* A percent sign or a currency behind the digits, after a space or none. */
static const char *read_unit(const char *text, const char *end, struct amount *amount)
{
    const char *at = amount_skip_spaces(text, end);
    if (at < end && *at == '%') {
        amount->is_percent = true;
        return at + 1;
    }
    const char *behind =
        amount->currency ? at : read_currency(at, end, &amount->currency);
    return behind == at ? text : behind;
}

const char *amount_read(const char *text, const char *end, enum number_style style,
                        struct amount *amount)
{
    *amount = (struct amount){0};
    bool is_negative = false;
    const char *at = read_sign(text, end, &is_negative, &amount->has_sign);
    const char *behind = read_currency(at, end, &amount->currency);
    if (behind != at) {
        at = amount_skip_spaces(behind, end);
        at = amount->has_sign ? at : read_sign(at, end, &is_negative, &amount->has_sign);
    }
    at = read_digits(at, end, style, amount);
    if (!at) {
        return NULL;
    }
    amount->value = is_negative ? -amount->value : amount->value;
    return read_unit(at, end, amount);
}
