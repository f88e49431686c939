#include "report/workbook/xlsx_text.h"

#include "base/text.h"
#include "model/grid.h"

#include <stdbool.h>
#include <string.h>

static const char cut_mark[] = " ... (cut here: too long for a cell)";

enum { REPLACEMENT = 0xFFFD };

/* How many bytes the character takes whose first byte this is; 0 for a byte that starts
 * none. */
static size_t character_length(unsigned char first)
{
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xC2 || first > 0xF4) {
        return 0;
    }
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

static bool is_character(uint32_t character, size_t length)
{
    static const uint32_t lowest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool is_surrogate = character >= 0xD800 && character <= 0xDFFF;
    return character >= lowest[length] && character <= 0x10FFFF && !is_surrogate;
}

/* The next character and how many bytes it takes; U+FFFD for a byte that is no UTF-8. */
static uint32_t next_character(const char *text, size_t *length)
{
    const unsigned char first = (unsigned char)text[0];
    const size_t wanted = character_length(first);
    *length = 1;
    if (wanted <= 1) {
        return wanted ? first : REPLACEMENT;
    }
    uint32_t character = first & (0xFFU >> (wanted + 1));
    for (size_t i = 1; i < wanted; i++) {
        const unsigned char byte = (unsigned char)text[i];
        if ((byte & 0xC0U) != 0x80) {
            return REPLACEMENT;
        }
        character = character << 6 | (byte & 0x3FU);
    }
    if (!is_character(character, wanted)) {
        return REPLACEMENT;
    }
    *length = wanted;
    return character;
}

static char *put_character(char *out, uint32_t character)
{
    if (character < 0x80) {
        *out++ = (char)character;
    } else if (character < 0x800) {
        *out++ = (char)(0xC0 | character >> 6);
        *out++ = (char)(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        *out++ = (char)(0xE0 | character >> 12);
        *out++ = (char)(0x80 | (character >> 6 & 0x3F));
        *out++ = (char)(0x80 | (character & 0x3F));
    } else {
        *out++ = (char)(0xF0 | character >> 18);
        *out++ = (char)(0x80 | (character >> 12 & 0x3F));
        *out++ = (char)(0x80 | (character >> 6 & 0x3F));
        *out++ = (char)(0x80 | (character & 0x3F));
    }
    return out;
}

/* What stands for a character that XML or a spreadsheet does not take. */
static uint32_t allowed_character(uint32_t character)
{
    if (character < 0x20 && character != '\n' && character != '\t') {
        return 0x2400 + character; /* the control pictures: U+2407 for the bell */
    }
    if (character == 0x7F) {
        return 0x2421;
    }
    if (character >= 0x80 && character < 0xA0) {
        return REPLACEMENT;
    }
    return (character & 0xFFFE) == 0xFFFE ? REPLACEMENT : character;
}

static bool is_hexadecimal(char letter)
{
    return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'F') ||
           (letter >= 'a' && letter <= 'f');
}

/* `_x0041_`, which readers would turn into a character. */
static bool is_escape(const char *text)
{
    if (text[0] != '_' || text[1] != 'x') {
        return false;
    }
    for (int i = 2; i < 6; i++) {
        if (!is_hexadecimal(text[i])) {
            return false;
        }
    }
    return text[6] == '_';
}

static bool is_plain(const char *text, size_t limit)
{
    size_t length = 0;
    for (; text[length]; length++) {
        const unsigned char byte = (unsigned char)text[length];
        if (byte >= 0x7F || (byte < 0x20 && byte != '\n') || byte == '_') {
            return false;
        }
    }
    return length <= limit;
}

/* What one character of the text becomes, and how much it takes. */
struct piece {
    char bytes[12];
    size_t length; /* in `bytes` */
    size_t units;  /* UTF-16 */
    size_t taken;  /* bytes of the text */
};

/* A carriage return, with or without its line feed, is one new line. `_x0041_` becomes
 * `_x005F_x0041_`, which reads back as it was. */
static struct piece next_piece(const char *text)
{
    static const char escape[] = {'x', '0', '0', '5', 'F', '_'};
    struct piece piece = {.length = 0};
    uint32_t character = next_character(text, &piece.taken);
    if (character == '\r') {
        piece.taken += text[1] == '\n';
        character = '\n';
    }
    character = allowed_character(character);
    const char *end = put_character(piece.bytes, character);
    piece.length = (size_t)(end - piece.bytes);
    piece.units = character > 0xFFFF ? 2 : 1;
    if (is_escape(text)) {
        memcpy(piece.bytes + piece.length, escape, sizeof(escape));
        piece.length += sizeof(escape);
        piece.units += sizeof(escape);
    }
    return piece;
}

/* Writes what may stand in a cell to `out`, or only measures it when `out` is NULL.
 * Answers the bytes; stops before more than `limit` UTF-16 units. */
static size_t rewrite(const char *text, size_t limit, char *out, bool *is_whole)
{
    size_t bytes = 0;
    size_t units = 0;
    *is_whole = true;
    while (*text) {
        const struct piece piece = next_piece(text);
        if (units + piece.units > limit) {
            *is_whole = false;
            break;
        }
        if (out) {
            memcpy(out + bytes, piece.bytes, piece.length);
        }
        bytes += piece.length;
        units += piece.units;
        text += piece.taken;
    }
    return bytes;
}

const char *xlsx_text(struct arena *arena, const char *text, size_t limit)
{
    if (!text || is_plain(text, limit)) {
        return text ? text : "";
    }
    bool is_whole = true;
    size_t bytes = rewrite(text, limit, NULL, &is_whole);
    const size_t mark_length = sizeof(cut_mark) - 1;
    const bool has_mark = !is_whole && limit > 2 * mark_length;
    const size_t kept = has_mark ? limit - mark_length : limit;
    if (has_mark) {
        bytes = rewrite(text, kept, NULL, &is_whole);
    }
    char *out = arena_array(arena, bytes + mark_length + 1, char);
    (void)rewrite(text, kept, out, &is_whole);
    if (has_mark) {
        memcpy(out + bytes, cut_mark, mark_length);
    }
    return out;
}

/* Letters that a sheet's name may not hold become spaces, and so do apostrophes, which it
 * may not begin or end with. */
static const char *legal_name(struct arena *arena, const char *wanted, size_t limit)
{
    const char *clean = xlsx_text(arena, wanted, limit);
    const size_t length = strlen(clean);
    char *name = arena_array(arena, length + 1, char);
    for (size_t i = 0; i < length; i++) {
        name[i] = clean[i];
        if (strchr("[]:*?/\\'\n\t", clean[i])) {
            name[i] = ' ';
        }
    }
    const char *squeezed = text_squeezed(arena, name);
    const bool is_reserved = text_equals_ignoring_case(squeezed, "history");
    return squeezed[0] == '\0' || is_reserved ? "Sheet" : squeezed;
}

const char *xlsx_sheet_name(struct arena *arena, struct map *taken, const char *wanted)
{
    const char *name = legal_name(arena, wanted, XLSX_NAME_LIMIT);
    for (size_t serial = 2;; serial++) {
        const char *key = text_key(arena, name);
        if (map_find_text(taken, key) == MAP_NONE) {
            (void)map_add_text(taken, key, serial);
            return name;
        }
        const char *end = text_format(arena, " (%zu)", serial);
        const char *start = legal_name(arena, wanted, XLSX_NAME_LIMIT - strlen(end));
        name = text_format(arena, "%s%s", start, end);
    }
}

const char *xlsx_header_text(struct arena *arena, const char *text)
{
    const char *clean = xlsx_text(arena, text, XLSX_HEADER_LIMIT / 2);
    char *out = arena_array(arena, 2 * strlen(clean) + 1, char);
    char *end = out;
    for (const char *at = clean; *at; at++) {
        *end++ = *at;
        if (*at == '&') {
            *end++ = '&';
        }
    }
    return out;
}

/* Text inside a number format stands in quotes; a quote cannot. */
static const char *quoted(struct arena *arena, const char *text)
{
    if (!text[0]) {
        return "";
    }
    char *copy = arena_array(arena, strlen(text) + 3, char);
    size_t length = 0;
    copy[length++] = '"';
    for (const char *at = text; *at; at++) {
        copy[length] = *at;
        if (*at == '"') {
            copy[length] = '\'';
        }
        length++;
    }
    copy[length] = '"';
    return copy;
}

const char *xlsx_number_format(struct arena *arena, int decimals, const char *before,
                               const char *after)
{
    static const char zeros[] = "000000000";
    const int limit = (int)sizeof(zeros) - 1;
    const int places = decimals < 0 ? 0 : decimals > limit ? limit : decimals;
    const char *start = quoted(arena, before);
    const char *end = quoted(arena, after);
    const char *number =
        text_format(arena, "#,##0%s%.*s", places ? "." : "", places, zeros);
    return text_format(arena, "%s%s%s;-%s%s%s;%s%s%s;@%s", start, number, end, start,
                       number, end, start, number, end, end);
}

const char *xlsx_reference(struct arena *arena, const char *sheet, uint32_t row,
                           uint32_t column)
{
    char *name = arena_array(arena, 2 * strlen(sheet) + 1, char);
    char *end = name;
    for (const char *at = sheet; *at; at++) {
        *end++ = *at;
        if (*at == '\'') {
            *end++ = '\'';
        }
    }
    return text_format(arena, "'%s'!%s", name, grid_place(arena, row, column));
}
