/*
 * Years and other periods as they stand in headings and labels.
 *
 * A period is recognised by its form alone: 1900 to 2100, two of them in a row, quarters
 * and months. Nothing here knows which calendar is meant.
 */
#include "ingest/infer/name_words.h"

#include <ctype.h>
#include <string.h>

static uint32_t digits_at(const char *text)
{
    uint32_t count = 0;
    while (isdigit((unsigned char)text[count])) {
        count++;
    }
    return count;
}

static int number_at(const char *text, uint32_t length)
{
    int number = 0;
    for (uint32_t i = 0; i < length; i++) {
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

static bool is_calendar_year(int year)
{
    return year >= 1900 && year <= 2100;
}

/* Separators between the two years of an academic or a tax year, en dash too. */
static uint32_t separator_length(const char *text)
{
    if (text[0] == '/' || text[0] == '-' || text[0] == '_') {
        return 1;
    }
    return strncmp(text, "\xE2\x80\x93", 3) == 0 ? 3 : 0;
}

/* After "2019": "/20", "-2020", " to 2020", " Q1"; 0 when the year stands alone. */
static uint32_t second_part(const char *text, int year)
{
    uint32_t skip = separator_length(text);
    if (!skip && strncmp(text, " to ", 4) == 0) {
        skip = 4;
    }
    const uint32_t digits = skip ? digits_at(text + skip) : 0;
    const int second = digits <= 4 ? number_at(text + skip, digits) : 0;
    if (digits == 2 && second == (year + 1) % 100) {
        return skip + 2;
    }
    if (digits == 4 && is_calendar_year(second) && second > year) {
        return skip + 4;
    }
    const uint32_t space = text[0] == ' ' || text[0] == '-' ? 1 : 0;
    const bool is_quarter = (text[space] == 'Q' || text[space] == 'q') &&
                            text[space + 1] >= '1' && text[space + 1] <= '4' &&
                            !isalnum((unsigned char)text[space + 2]);
    return is_quarter ? space + 2 : 0;
}

static bool starts_folded(const char *text, const char *start)
{
    while (*start && tolower((unsigned char)*text) == *start) {
        text++;
        start++;
    }
    return *start == '\0';
}

static uint32_t month_length(const char *text)
{
    static const char *const months[] = {
        "january",   "february", "march",    "april",    "may", "june", "july", "august",
        "september", "october",  "november", "december", "jan", "feb",  "mar",  "apr",
        "jun",       "jul",      "aug",      "sep",      "oct", "nov",  "dec",
    };
    for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++) {
        const size_t length = strlen(months[i]);
        if (starts_folded(text, months[i]) && text[length] == ' ') {
            return (uint32_t)length + 1;
        }
    }
    return 0;
}

/* "13/14": the slash and the sequence make it a year, "13" alone is a number. */
static uint32_t short_pair(const char *text)
{
    const uint32_t first = digits_at(text);
    if (first != 2 || text[2] != '/' || digits_at(text + 3) != 2) {
        return 0;
    }
    return number_at(text + 3, 2) == (number_at(text, 2) + 1) % 100 ? 5 : 0;
}

uint32_t name_year_length(const char *text)
{
    const uint32_t month = month_length(text);
    const char *start = text + month;
    const uint32_t digits = digits_at(start);
    if (digits == 2 && !month) {
        return short_pair(text);
    }
    if (digits == 6 && !month) {
        const int year = number_at(start, 4);
        const int second = number_at(start + 4, 2);
        const bool follows = second == (year + 1) % 100 || (second >= 1 && second <= 12);
        return is_calendar_year(year) && follows ? 6 : 0;
    }
    if (digits != 4 || !is_calendar_year(number_at(start, 4))) {
        return 0;
    }
    const uint32_t rest = second_part(start + 4, number_at(start, 4));
    const char after = start[4 + rest];
    return isalpha((unsigned char)after) ? 0 : month + 4 + rest;
}

bool name_is_year(const char *text)
{
    while (*text == ' ') {
        text++;
    }
    const uint32_t length = name_year_length(text);
    return length && text[length + strspn(text + length, " ")] == '\0';
}
