#include "ingest/workbook/decimal.h"

#include "base/text.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WRITTEN_OUT = 25, PLACES_LIMIT = 60 };

static void drop_zeros(struct decimal *number)
{
    while (number->digit_count && number->digits[number->digit_count - 1] == '0') {
        number->digit_count--;
    }
    number->digits[number->digit_count] = '\0';
    if (number->digit_count == 0) {
        number->exponent = 0;
        number->is_negative = false;
    }
}

static const double largest_whole = 9007199254740992.0; /* that a double holds for sure */

static struct decimal whole_decimal(double size, bool is_negative)
{
    struct decimal number = {.is_negative = is_negative};
    char backwards[DECIMAL_DIGITS];
    uint64_t rest = (uint64_t)size;
    int count = 0;
    for (; rest; rest /= 10) {
        backwards[count++] = (char)('0' + rest % 10);
    }
    for (int i = 0; i < count; i++) {
        number.digits[i] = backwards[count - 1 - i];
    }
    number.digit_count = count;
    number.exponent = count;
    drop_zeros(&number);
    return number;
}

struct decimal decimal_of(double value)
{
    struct decimal number = {.is_negative = value < 0};
    char text[48];
    const double size = fabs(value);
    if (size < largest_whole && floor(size) == size) {
        return whole_decimal(size, value < 0);
    }
    (void)snprintf(text, sizeof(text), "%.14e", size);
    for (const char *at = text; *at && *at != 'e'; at++) {
        if (*at >= '0' && *at <= '9' && number.digit_count < DECIMAL_DIGITS) {
            number.digits[number.digit_count++] = *at;
        }
    }
    const char *exponent = strchr(text, 'e');
    number.exponent = exponent ? (int)strtol(exponent + 1, NULL, 10) + 1 : 0;
    drop_zeros(&number);
    return number;
}

struct decimal decimal_shifted(struct decimal number, int places)
{
    number.exponent += number.digit_count ? places : 0;
    return number;
}

struct decimal decimal_rounded(struct decimal number, int places)
{
    const int kept = number.exponent + places;
    if (kept >= number.digit_count) {
        return number;
    }
    if (kept < 0) {
        return (struct decimal){.digit_count = 0};
    }
    bool carries = number.digits[kept] >= '5';
    number.digit_count = kept;
    for (int i = kept; carries && i > 0; i--) {
        carries = number.digits[i - 1] == '9';
        number.digits[i - 1] = (char)(carries ? '0' : number.digits[i - 1] + 1);
    }
    if (carries) {
        number.digits[0] = '1';
        number.digit_count = 1;
        number.exponent++;
    }
    drop_zeros(&number);
    return number;
}

int decimal_places(const struct decimal *number)
{
    const int places = number->digit_count - number->exponent;
    return number->digit_count && places > 0 ? places : 0;
}

static const char *scientific(struct arena *arena, const struct decimal *number)
{
    const char *sign = number->is_negative ? "-" : "";
    const char *point = number->digit_count > 1 ? "." : "";
    return text_format(arena, "%s%c%s%se%+03d", sign, number->digits[0], point,
                       number->digits + 1, number->exponent - 1);
}

/* The digit at so many places left of the point (from 1), or right of it (0, -1, ...). */
static char digit_at(const struct decimal *number, int place)
{
    const int index = number->exponent - place;
    return (char)(index >= 0 && index < number->digit_count ? number->digits[index]
                                                            : '0');
}

const char *decimal_text(struct arena *arena, const struct decimal *number,
                         int least_places)
{
    int places = decimal_places(number);
    if (number->digit_count &&
        (number->exponent > WRITTEN_OUT || places > WRITTEN_OUT + DECIMAL_DIGITS)) {
        return scientific(arena, number);
    }
    places = places < least_places && least_places < PLACES_LIMIT ? least_places : places;
    const int whole = number->exponent > 1 ? number->exponent : 1;
    char *text = arena_array(arena, (size_t)(whole + places) + 3, char);
    char *end = text;
    if (number->is_negative) {
        *end++ = '-';
    }
    for (int place = whole; place >= 1; place--) {
        *end++ = digit_at(number, place);
    }
    if (places > 0) {
        *end++ = '.';
    }
    for (int i = 1; i <= places; i++) {
        *end++ = digit_at(number, 1 - i);
    }
    return text;
}
