/*
 * One pass per question: which encoding, is it sound, where is the first byte that is
 * not. The usual file (valid UTF-8) is never copied.
 */
#include "ingest/read/encoding.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

#define REPLACEMENT 0xFFFDu

enum { UTF8_LONGEST = 4 };

/* Bytes 0x80 to 0x9F of Windows-1252; 0 where it has none. The rest is as in Latin-1. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static uint32_t windows_1252_point(unsigned char byte)
{
    if (byte < 0x80 || byte >= 0xA0) {
        return byte;
    }
    const uint32_t point = windows_1252[byte - 0x80];
    return point ? point : REPLACEMENT;
}

static size_t put_utf8(char *out, uint32_t point)
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (char)(0xC0 | (point >> 6));
        out[1] = (char)(0x80 | (point & 0x3F));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (char)(0xE0 | (point >> 12));
        out[1] = (char)(0x80 | ((point >> 6) & 0x3F));
        out[2] = (char)(0x80 | (point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | (point >> 18));
    out[1] = (char)(0x80 | ((point >> 12) & 0x3F));
    out[2] = (char)(0x80 | ((point >> 6) & 0x3F));
    out[3] = (char)(0x80 | (point & 0x3F));
    return 4;
}

size_t encoding_characters(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    return count;
}

/* Line and character (both from 1) of a byte in the text; CRLF, LF and CR end lines. */
static void find_place(const char *text, size_t offset, struct refusal *refusal)
{
    size_t line = 1;
    size_t start = 0;
    for (size_t i = 0; i < offset; i++) {
        if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n')) {
            line++;
            start = i + 1;
        }
    }
    refusal->line = line;
    refusal->column = encoding_characters(text + start, offset - start) + 1;
}

static bool refuse_nul(struct arena *arena, const char *text, size_t length, size_t at,
                       struct refusal *refusal)
{
    size_t nul_count = 0;
    for (size_t i = 0; i < length; i++) {
        nul_count += text[i] == '\0';
    }
    find_place(text, at, refusal);
    refusal->sentence = text_format(
        arena, "line %zu, character %zu: a NUL byte, which no text file holds",
        refusal->line, refusal->column);
    refusal->hint = nul_count >= length / 4
                        ? "This looks like UTF-16 without its mark. Save it as UTF-8."
                        : "Is it a text file? Save the table again as CSV in UTF-8.";
    return false;
}

/* Length of the valid sequence at `bytes`; 0 where there is none. */
static size_t utf8_sequence(const char *bytes, size_t left)
{
    const unsigned char first = (unsigned char)bytes[0];
    const size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length > left || !text_is_utf8(bytes, length)) {
        return 0;
    }
    return length;
}

struct tally {
    size_t sequences; /* valid and longer than one byte */
    size_t strays;    /* bytes outside any valid sequence */
};

static struct tally count_sequences(struct bytes bytes)
{
    struct tally tally = {0};
    size_t length = 0;
    for (size_t i = 0; i < bytes.length; i += length ? length : 1) {
        length = utf8_sequence(bytes.data + i, bytes.length - i);
        tally.strays += length == 0;
        tally.sequences += length > 1;
    }
    return tally;
}

/* A file of mostly good UTF-8 keeps it, and only its stray bytes are read as Windows-1252
 * (two exports pasted together); any other file is Windows-1252 throughout. */
static void decode_single_bytes(struct arena *arena, struct bytes bytes,
                                struct decoded *decoded)
{
    const struct tally tally = count_sequences(bytes);
    const bool keeps_sequences = tally.sequences > tally.strays;
    char *out = arena_array(arena, bytes.length * 3 + 1, char);
    size_t used = 0;
    for (size_t i = 0; i < bytes.length;) {
        const size_t length =
            keeps_sequences ? utf8_sequence(bytes.data + i, bytes.length - i) : 0;
        if (length) {
            memcpy(out + used, bytes.data + i, length);
            used += length;
            i += length;
            continue;
        }
        used += put_utf8(out + used, windows_1252_point((unsigned char)bytes.data[i]));
        i++;
    }
    *decoded = (struct decoded){
        .text = out,
        .length = used,
        .encoding =
            keeps_sequences
                ? text_format(arena, "UTF-8 with %zu bytes of Windows-1252", tally.strays)
                : "Windows-1252",
    };
}

static uint32_t utf16_unit(const char *bytes, bool is_big_endian)
{
    const uint32_t first = (unsigned char)bytes[0];
    const uint32_t second = (unsigned char)bytes[1];
    return is_big_endian ? (first << 8) | second : (second << 8) | first;
}

static void decode_utf16(struct arena *arena, struct bytes bytes, bool is_big_endian,
                         struct decoded *decoded)
{
    char *out = arena_array(arena, bytes.length / 2 * 3 + UTF8_LONGEST, char);
    size_t used = 0;
    size_t i = 0;
    for (; i + 1 < bytes.length; i += 2) {
        uint32_t point = utf16_unit(bytes.data + i, is_big_endian);
        const bool has_next = i + 3 < bytes.length;
        const uint32_t next =
            has_next ? utf16_unit(bytes.data + i + 2, is_big_endian) : 0;
        if (point >= 0xD800 && point < 0xDC00 && next >= 0xDC00 && next < 0xE000) {
            point = 0x10000 + ((point - 0xD800) << 10) + (next - 0xDC00);
            i += 2;
        } else if (point >= 0xD800 && point < 0xE000) {
            point = REPLACEMENT;
        }
        used += put_utf8(out + used, point);
    }
    if (i < bytes.length) {
        used += put_utf8(out + used, REPLACEMENT);
    }
    *decoded = (struct decoded){
        .text = out,
        .length = used,
        .encoding = is_big_endian ? "UTF-16 BE" : "UTF-16 LE",
    };
}

static bool starts_with(struct bytes bytes, const char *start, size_t length)
{
    return bytes.length >= length && memcmp(bytes.data, start, length) == 0;
}

static struct bytes without(struct bytes bytes, size_t length)
{
    return (struct bytes){.data = bytes.data + length, .length = bytes.length - length};
}

static bool lines_are_short(struct arena *arena, const struct decoded *decoded,
                            struct refusal *refusal)
{
    size_t line = 1;
    size_t start = 0;
    for (size_t i = 0; i < decoded->length && decoded->length > LINE_BYTE_LIMIT; i++) {
        if (i - start > LINE_BYTE_LIMIT) {
            *refusal = (struct refusal){
                .sentence = text_format(arena, "line %zu is longer than %d MB", line,
                                        LINE_BYTE_LIMIT / 1000000),
                .hint = "Is it a table with one row a line? Save it again as CSV.",
                .line = line,
            };
            return false;
        }
        const char byte = decoded->text[i];
        if (byte == '\n' || (byte == '\r' && decoded->text[i + 1] != '\n')) {
            line++;
            start = i + 1;
        }
    }
    return true;
}

static bool is_utf32(struct bytes bytes)
{
    return starts_with(bytes, "\xFF\xFE\0\0", 4) || starts_with(bytes, "\0\0\xFE\xFF", 4);
}

bool encoding_decode(struct arena *arena, struct bytes bytes, struct decoded *decoded,
                     struct refusal *refusal)
{
    *refusal = (struct refusal){0};
    if (is_utf32(bytes)) {
        *refusal =
            (struct refusal){.sentence = "the text is in UTF-32, which is not read",
                             .hint = "Save it as UTF-8."};
        return false;
    }
    if (starts_with(bytes, "\xFF\xFE", 2) || starts_with(bytes, "\xFE\xFF", 2)) {
        decode_utf16(arena, without(bytes, 2), (unsigned char)bytes.data[0] == 0xFE,
                     decoded);
    } else {
        const bool has_mark = starts_with(bytes, "\xEF\xBB\xBF", 3);
        const struct bytes text = has_mark ? without(bytes, 3) : bytes;
        *decoded = (struct decoded){
            .text = text.data, .length = text.length, .encoding = "UTF-8"};
    }
    const char *nul =
        decoded->length ? memchr(decoded->text, '\0', decoded->length) : NULL;
    if (nul) {
        return refuse_nul(arena, decoded->text, decoded->length,
                          (size_t)(nul - decoded->text), refusal);
    }
    if (!text_is_utf8(decoded->text, decoded->length)) {
        const struct bytes raw = {.data = decoded->text, .length = decoded->length};
        decode_single_bytes(arena, raw, decoded);
    }
    return lines_are_short(arena, decoded, refusal);
}
