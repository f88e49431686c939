/*
 * Plain text work; what needs Unicode tables is in text_unicode.c.
 */
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *text_format_list(struct arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0) {
        return "";
    }
    const size_t size = (size_t)length + 1;
    char *text = arena_array(arena, size, char);
    (void)vsnprintf(text, size, format, arguments);
    return text;
}

const char *text_format(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = text_format_list(arena, format, arguments);
    va_end(arguments);
    return text;
}

const char *text_copy(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_array(arena, length + 1, char);
    if (length) {
        memcpy(copy, bytes, length);
    }
    return copy;
}

bool text_equals(const char *one, const char *other)
{
    return one && other && strcmp(one, other) == 0;
}

static char lower(char letter)
{
    if (letter >= 'A' && letter <= 'Z') {
        return (char)(letter - 'A' + 'a');
    }
    return letter;
}

bool text_equals_ignoring_case(const char *one, const char *other)
{
    if (!one || !other) {
        return false;
    }
    while (*one && lower(*one) == lower(*other)) {
        one++;
        other++;
    }
    return *one == *other;
}

bool text_starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

bool text_ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text);
    const size_t end_length = strlen(end);
    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

/* Puts commas between groups of three digits of the whole part. */
static const char *with_commas(struct arena *arena, const char *digits)
{
    const char *start = digits[0] == '-' ? digits + 1 : digits;
    const size_t whole = strcspn(start, ".");
    char *out = arena_array(arena, strlen(digits) + whole / 3 + 1, char);
    char *end = out;
    if (start != digits) {
        *end++ = '-';
    }
    for (size_t i = 0; i < whole; i++) {
        if (i && (whole - i) % 3 == 0) {
            *end++ = ',';
        }
        *end++ = start[i];
    }
    memcpy(end, start + whole, strlen(start + whole));
    return out;
}

const char *text_number(struct arena *arena, double value, int decimals)
{
    if (!isfinite(value)) {
        return isnan(value) ? "not a number" : value > 0 ? "unbounded" : "-unbounded";
    }
    const char *plain = text_format(arena, "%.*f", decimals, value);
    if (fabs(value) >= 1e21) {
        return text_format(arena, "%g", value);
    }
    if (plain[0] == '-' && strspn(plain, "-0.") == strlen(plain)) {
        plain++;
    }
    return with_commas(arena, plain);
}

const char *text_number_short(struct arena *arena, double value)
{
    for (int decimals = 0; decimals < 6; decimals++) {
        const double scale = pow(10, decimals);
        if (fabs(round(value * scale) / scale - value) <= 1e-9 * fmax(1, fabs(value))) {
            return text_number(arena, value, decimals);
        }
    }
    return text_number(arena, value, 6);
}

const char *text_counted(struct arena *arena, double count, const char *one,
                         const char *many)
{
    return text_format(arena, "%s %s", text_number_short(arena, count),
                       count == 1 ? one : many);
}

enum { DISTANCE_LENGTH_LIMIT = 48 };

static size_t smaller(size_t one, size_t other)
{
    return one < other ? one : other;
}

/* Row i of the table of edits; the two rows above it stand in the other two places. */
static void fill_row(const char *one, const char *other, size_t i,
                     size_t rows[3][DISTANCE_LENGTH_LIMIT])
{
    size_t *now = rows[i % 3];
    const size_t *last = rows[(i + 2) % 3];
    const size_t *before = rows[(i + 1) % 3];
    now[0] = i;
    for (size_t j = 1; other[j - 1]; j++) {
        const size_t change = lower(one[i - 1]) != lower(other[j - 1]);
        now[j] = smaller(smaller(last[j] + 1, now[j - 1] + 1), last[j - 1] + change);
        if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) {
            now[j] = smaller(now[j], before[j - 2] + 1);
        }
    }
}

size_t text_distance(const char *one, const char *other, size_t limit)
{
    const size_t n = strlen(one);
    const size_t m = strlen(other);
    if (n >= DISTANCE_LENGTH_LIMIT || m >= DISTANCE_LENGTH_LIMIT) {
        return limit + 1;
    }
    size_t rows[3][DISTANCE_LENGTH_LIMIT] = {0};
    for (size_t j = 0; j <= m; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        fill_row(one, other, i, rows);
    }
    return smaller(rows[n % 3][m], limit + 1);
}

const char *text_nearest(const char *word, const char *const *candidates, size_t count)
{
    const size_t length = strlen(word);
    size_t best = length <= 3 ? 2 : 2 + length / 4;
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        const size_t distance = text_distance(word, candidates[i], best);
        if (distance < best) {
            best = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}

size_t text_whole_characters(const char *bytes, size_t length)
{
    size_t start = length;
    while (start && length - start < 4 &&
           ((unsigned char)bytes[start - 1] & 0xC0) == 0x80) {
        start--;
    }
    if (start == 0) {
        return length;
    }
    const unsigned char lead = (unsigned char)bytes[start - 1];
    const size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return length - (start - 1) >= wanted ? length : start - 1;
}
