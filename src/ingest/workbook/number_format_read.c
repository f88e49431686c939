/*
 * Codes of number formats, read once into sections.
 */
#include "base/text.h"
#include "ingest/workbook/number_format.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One section of a code while it is read. */
struct section_reader {
    struct arena *arena;
    const char *at;
    const char *end;
    struct format_section *section;
    bool has_digits;
    bool is_behind_point;
    bool has_general;
    bool has_at_sign;
    bool has_elapsed;
    char literal[32];
    size_t literal_length;
};

static void add_literal(struct section_reader *reader, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (reader->literal_length + 1 < sizeof(reader->literal)) {
            reader->literal[reader->literal_length++] = text[i];
        }
    }
}

static const char *currency_at(const char *at, const char *end, size_t *length)
{
    static const char *const signs[] = {"£", "€", "$"};
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        *length = strlen(signs[i]);
        if ((size_t)(end - at) >= *length && memcmp(at, signs[i], *length) == 0) {
            return signs[i];
        }
    }
    return NULL;
}

/* Literal text, in which a currency sign is more than that. */
static void take_literal(struct section_reader *reader, const char *text, size_t length)
{
    const char *end = text + length;
    for (const char *at = text; at < end; at++) {
        size_t sign = 0;
        const char *currency = currency_at(at, end, &sign);
        if (currency) {
            reader->section->currency = currency;
        }
    }
    add_literal(reader, text, length);
}

static void read_condition(struct section_reader *reader, const char *text)
{
    static const struct {
        const char *sign;
        enum format_condition condition;
    } signs[] = {
        {"<=", WHEN_UP_TO}, {">=", WHEN_FROM}, {"<>", WHEN_OTHER_THAN},
        {"<", WHEN_LESS},   {">", WHEN_MORE},  {"=", WHEN_EQUAL},
    };
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (text_starts_with(text, signs[i].sign)) {
            reader->section->condition = signs[i].condition;
            reader->section->limit = strtod(text + strlen(signs[i].sign), NULL);
            return;
        }
    }
}

/* "[Red]", "[>=100]", "[h]", "[$£-809]": from behind the bracket to its end. */
static void read_bracket(struct section_reader *reader)
{
    const char *start = reader->at;
    const char *close = memchr(start, ']', (size_t)(reader->end - start));
    const char *end = close ? close : reader->end;
    const size_t length = (size_t)(end - start);
    const char *text = text_copy(reader->arena, start, length);
    reader->at = close ? close + 1 : reader->end;
    if (text[0] == '$') {
        const char *dash = strchr(text, '-');
        take_literal(reader, text + 1, dash ? (size_t)(dash - text) - 1 : length - 1);
    } else if (strchr("hHmMsS", text[0]) && text[0] && strspn(text, "hHmMsS") == length) {
        reader->has_elapsed = true;
    } else {
        read_condition(reader, text);
    }
}

static void read_quoted(struct section_reader *reader)
{
    const char *start = reader->at;
    const char *close = memchr(start, '"', (size_t)(reader->end - start));
    const char *end = close ? close : reader->end;
    take_literal(reader, start, (size_t)(end - start));
    reader->at = close ? close + 1 : reader->end;
}

static bool reads_word(struct section_reader *reader, const char *word)
{
    const size_t length = strlen(word);
    if ((size_t)(reader->end - reader->at) < length) {
        return false;
    }
    if (!text_equals_ignoring_case(text_copy(reader->arena, reader->at, length), word)) {
        return false;
    }
    reader->at += length;
    return true;
}

static void add_one(uint8_t *count)
{
    *count = (uint8_t)(*count < UINT8_MAX ? *count + 1 : UINT8_MAX);
}

/* A comma behind the last digit divides by a thousand; between digits it only groups. */
static void read_comma(struct section_reader *reader)
{
    const char *next = reader->at;
    while (next < reader->end && *next == ',') {
        next++;
    }
    const bool is_last = next == reader->end || !strchr("0#?", *next);
    if (reader->has_digits && is_last) {
        add_one(&reader->section->thousands);
    }
}

static void read_digit(struct section_reader *reader)
{
    reader->has_digits = true;
    if (reader->is_behind_point) {
        add_one(&reader->section->decimals);
    }
}

static void read_letter(struct section_reader *reader, char letter)
{
    switch (letter | 0x20) {
    case 'y':
    case 'd':
        reader->section->has_date = true;
        break;
    case 'h':
    case 's':
        reader->section->has_time = true;
        break;
    case 'm': /* months or minutes: what else stands there decides */
        reader->section->kind = FORMAT_DATE;
        break;
    case 'e':
        reader->section->has_exponent = reader->has_digits;
        reader->section->has_date |= !reader->has_digits;
        break;
    default:
        add_literal(reader, &letter, 1);
        break;
    }
}

static void read_sign(struct section_reader *reader, char sign)
{
    size_t length = 0;
    switch (sign) {
    case '.':
        reader->is_behind_point = true;
        break;
    case ',':
        read_comma(reader);
        break;
    case '%':
        add_one(&reader->section->percents);
        break;
    case '/':
        reader->section->has_exponent |= reader->has_digits;
        break;
    case '@':
        reader->has_at_sign = true;
        break;
    default:
        reader->at--;
        if (currency_at(reader->at, reader->end, &length)) {
            take_literal(reader, reader->at, length);
        } else {
            length = 1;
            add_literal(reader, reader->at, length);
        }
        reader->at += length;
        break;
    }
}

/* `\x` is x; `_x` is the space that x would take; `*x` fills the cell with x. */
static void read_escape(struct section_reader *reader, char sign)
{
    if (reader->at == reader->end) {
        return;
    }
    size_t length = 1;
    while (reader->at + length < reader->end &&
           ((unsigned char)reader->at[length] & 0xC0U) == 0x80U) {
        length++;
    }
    if (sign == '\\') {
        take_literal(reader, reader->at, length);
    }
    reader->at += length;
}

static void read_item(struct section_reader *reader)
{
    if (reads_word(reader, "General") || reads_word(reader, "Standard")) {
        reader->has_general = true;
        return;
    }
    if (reads_word(reader, "AM/PM") || reads_word(reader, "A/P")) {
        reader->section->has_time = true;
        return;
    }
    const char item = *reader->at++;
    if (item == '"') {
        read_quoted(reader);
    } else if (item == '[') {
        read_bracket(reader);
    } else if (item == '\\' || item == '_' || item == '*') {
        read_escape(reader, item);
    } else if (strchr("0#?", item)) {
        read_digit(reader);
    } else if ((item >= 'a' && item <= 'z') || (item >= 'A' && item <= 'Z')) {
        read_letter(reader, item);
    } else {
        read_sign(reader, item);
    }
}

/* What the items that were met make together. */
static enum format_kind kind_of(const struct section_reader *reader)
{
    const struct format_section *section = reader->section;
    if (reader->has_elapsed) {
        return FORMAT_ELAPSED;
    }
    if (reader->has_digits && !section->has_time && !section->has_date) {
        return FORMAT_NUMBER; /* letters beside digits are literals: 0 m */
    }
    if (section->has_date || section->has_time || section->kind == FORMAT_DATE) {
        return FORMAT_DATE;
    }
    if (reader->has_general) {
        return FORMAT_GENERAL;
    }
    return reader->literal_length || reader->has_at_sign ? FORMAT_TEXT : FORMAT_NOTHING;
}

/* From `at` to the next semicolon that is no literal. */
static const char *section_end(const char *at)
{
    bool is_quoted = false;
    for (; *at; at++) {
        if (*at == '"') {
            is_quoted = !is_quoted;
        } else if (*at == '\\' && !is_quoted && at[1]) {
            at++;
        } else if (*at == ';' && !is_quoted) {
            break;
        }
    }
    return at;
}

static bool read_section(struct arena *arena, const char *start, const char *end,
                         struct format_section *section)
{
    struct section_reader reader = {
        .arena = arena,
        .at = start,
        .end = end,
        .section = section,
    };
    *section = (struct format_section){.currency = "", .literal = ""};
    while (reader.at < reader.end) {
        read_item(&reader);
    }
    section->kind = kind_of(&reader);
    /* A month alone is a date: mmm, or mm:ss with seconds a time. */
    section->has_date |= section->kind == FORMAT_DATE && !section->has_time;
    section->literal = text_copy(arena, reader.literal, reader.literal_length);
    return reader.has_at_sign && section->kind == FORMAT_TEXT;
}

const struct number_format *number_format_read(struct arena *arena, const char *code)
{
    struct number_format *format = arena_new(arena, struct number_format);
    const char *start = code;
    for (unsigned i = 0; i < FORMAT_SECTION_LIMIT; i++) {
        const char *end = section_end(start);
        struct format_section *section = &format->sections[i];
        const bool is_of_text = read_section(arena, start, end, section);
        const bool is_fourth = i + 1 == FORMAT_SECTION_LIMIT;
        if (is_fourth) {
            format->hides_text = section->kind == FORMAT_NOTHING;
        } else if (is_of_text && i > 0) {
            break; /* General;@ : numbers have one section */
        } else {
            format->section_count = i + 1;
        }
        if (!*end) {
            break;
        }
        start = end + 1;
    }
    if (format->section_count == 1 && format->sections[0].kind == FORMAT_NOTHING) {
        format->sections[0].kind = FORMAT_GENERAL; /* "" is General */
    }
    if (text_equals(code, "@")) {
        format->sections[0].kind = FORMAT_GENERAL; /* a number in a text cell shows */
    }
    return format;
}
