/*
 * A first look at rows, character by character; the reading of numbers itself is
 * number.h's.
 */
#include "ingest/infer/row_facts.h"

#include "base/text.h"
#include "ingest/infer/name_words.h"

#include <stdlib.h>
#include <string.h>

enum { SYMBOL_LENGTH = 8 };

static bool is_number_byte(unsigned char byte)
{
    return (byte >= '0' && byte <= '9') || strchr(",.%()+- '<>*", byte) != NULL ||
           byte == 0xC2 || byte == 0xA3 || byte == 0xA0 || byte == 0xE2;
}

/* The length of a digit of any script at the start of a text, in bytes; 0 for none. */
static size_t digit_length(const char *text)
{
    const unsigned char byte = (unsigned char)*text;
    if (byte >= 0x80) {
        return text_wide_digit(text);
    }
    return byte >= '0' && byte <= '9' ? 1 : 0;
}

static bool is_exponent(const char *text)
{
    return (*text == 'e' || *text == 'E') && (text[1] == '+' || text[1] == '-');
}

/* Digits with what goes with them; letters only as the exponent of a number. "5-9" and
 * "2019/20" are labels as often as numbers and do not count. */
static bool has_number_form(const char *text)
{
    bool has_digit = false;
    const char *start = text;
    for (size_t step = 1; *text; text += step) {
        const unsigned char byte = (unsigned char)*text;
        const size_t digit = digit_length(text);
        const bool is_power = has_digit && is_exponent(text);
        step = digit ? digit : is_power ? 2 : 1;
        const bool is_inner_dash = byte == '-' && text != start && has_digit;
        const bool is_plus_end = byte == '+' && has_digit;
        const bool is_part = digit || is_power || byte >= 0x80 || is_number_byte(byte);
        if (is_inner_dash || is_plus_end || !is_part) {
            return false;
        }
        has_digit |= digit > 0;
    }
    return has_digit;
}

static bool is_symbol(const char *text, const struct symbols *symbols)
{
    return strlen(text) <= SYMBOL_LENGTH && symbol_find(symbols, text) != NULL;
}

/* "c (c)": a symbol for a count and one for its percentage. */
static bool is_symbol_pair(const char *text, const struct symbols *symbols)
{
    const size_t length = strlen(text);
    const size_t first = strcspn(text, " (");
    const size_t second = first + strspn(text + first, " (");
    char one[SYMBOL_LENGTH + 1] = "";
    char other[SYMBOL_LENGTH + 1] = "";
    if (!strchr(text, '(') || length < 4 || text[length - 1] != ')' ||
        first > SYMBOL_LENGTH || length - 1 <= second ||
        length - 1 - second > SYMBOL_LENGTH) {
        return false;
    }
    memcpy(one, text, first);
    memcpy(other, text + second, length - 1 - second);
    return symbol_find(symbols, one) && symbol_find(symbols, other);
}

static void look_at_number(struct row_facts *facts, const char *text, double *previous)
{
    facts->starts_with_number |= facts->filled == 1;
    facts->years += name_is_year(text) ? 1 : 0;
    if (facts->counts_up) {
        const double number = strtod(text, NULL);
        facts->counts_up = facts->numbers == 0 || number == *previous + 1;
        *previous = number;
    }
    facts->numbers++;
    facts->is_plain_data =
        facts->filled >= 2 && !facts->counts_up && facts->numbers >= facts->years + 2;
}

struct row_facts row_facts_of(const struct grid *grid, uint32_t row,
                              uint32_t first_column, uint32_t last_column,
                              const struct symbols *symbols)
{
    struct row_facts facts = {.first = grid->column_count, .counts_up = true};
    double previous = 0;
    const uint32_t end = row < grid->row_count ? grid->rows[row].count : 0;
    for (uint32_t column = first_column; column <= last_column && column < end;
         column++) {
        const char *text = grid_text(grid, row, column);
        if (text_is_blank(text)) {
            continue;
        }
        if (facts.filled++ == 0) {
            facts.first = column;
        }
        if (has_number_form(text)) {
            look_at_number(&facts, text, &previous);
        } else if (is_symbol(text, symbols) || is_symbol_pair(text, symbols)) {
            facts.symbols++;
            facts.is_hiding |= text[0] == '[' || text[strlen(text) - 1] == ')';
        }
        if (facts.is_plain_data) {
            break;
        }
    }
    facts.counts_up = facts.counts_up && facts.numbers >= 2;
    return facts;
}

bool row_looks_like_heading(const struct row_facts *facts, bool is_first)
{
    if (facts->filled == 0 || facts->is_plain_data) {
        return false;
    }
    if (is_first && facts->numbers == 0) { /* "x" can be a heading, "[c]" cannot */
        return !facts->is_hiding;
    }
    if (facts->symbols * 2 >= facts->filled || (!is_first && facts->symbols)) {
        return false;
    }
    const bool is_running = facts->counts_up && facts->numbers + 2 >= facts->filled;
    return (facts->numbers == facts->years || is_running) && !facts->starts_with_number;
}
