/*
 * The part of text.h that needs Unicode tables: the only file that includes utf8proc.
 */
#include "base/text.h"

#include <utf8proc.h>

#include <stdlib.h>
#include <string.h>

/* One code point at `text`, its length in `*length`; -1 where it is not valid UTF-8. */
static int32_t code_point(const char *text, size_t left, size_t *length)
{
    utf8proc_int32_t point = -1;
    const utf8proc_ssize_t used =
        utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)left, &point);
    *length = used > 0 ? (size_t)used : 1;
    return used > 0 ? point : -1;
}

bool text_is_utf8(const char *bytes, size_t length)
{
    if (memchr(bytes, '\0', length)) {
        return false;
    }
    for (size_t i = 0; i < length;) {
        size_t used = 1;
        const bool is_ascii = (unsigned char)bytes[i] < 0x80;
        if (!is_ascii && code_point(bytes + i, length - i, &used) < 0) {
            return false;
        }
        i += used;
    }
    return true;
}

static bool is_space(int32_t point)
{
    return point == ' ' || (point >= '\t' && point <= '\r') || point == 0xA0 ||
           point == 0xFEFF || (point >= 0x2000 && point <= 0x200B) || point == 0x202F ||
           point == 0x205F || point == 0x3000;
}

bool text_is_blank(const char *text)
{
    if (!text) {
        return true;
    }
    size_t length = 0;
    for (const char *at = text; *at; at += length) {
        if (!is_space(code_point(at, strlen(at), &length))) {
            return false;
        }
    }
    return true;
}

const char *text_squeezed(struct arena *arena, const char *text)
{
    const size_t size = strlen(text);
    char *out = arena_array(arena, size + 1, char);
    char *end = out;
    bool space_before = false;
    size_t length = 0;
    for (size_t i = 0; i < size; i += length) {
        if (is_space(code_point(text + i, size - i, &length))) {
            space_before = end != out;
            continue;
        }
        if (space_before) {
            *end++ = ' ';
            space_before = false;
        }
        memcpy(end, text + i, length);
        end += length;
    }
    *end = '\0';
    return out;
}

static bool is_plain_ascii(const char *text)
{
    for (; *text; text++) {
        if ((unsigned char)*text >= 0x80) {
            return false;
        }
    }
    return true;
}

static const char *ascii_in_lower_case(struct arena *arena, const char *text)
{
    char *lower = arena_array(arena, strlen(text) + 1, char);
    for (size_t i = 0; text[i]; i++) {
        lower[i] = text[i];
        if (text[i] >= 'A' && text[i] <= 'Z') {
            lower[i] = (char)(text[i] - 'A' + 'a');
        }
    }
    return lower;
}

const char *text_key(struct arena *arena, const char *text)
{
    const char *squeezed = text_squeezed(arena, text);
    if (is_plain_ascii(squeezed)) {
        return ascii_in_lower_case(arena, squeezed);
    }
    utf8proc_uint8_t *folded = NULL;
    const utf8proc_ssize_t length =
        utf8proc_map((const utf8proc_uint8_t *)squeezed, 0, &folded,
                     UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE |
                         UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    if (length < 0) {
        return squeezed;
    }
    const char *key = text_copy(arena, (const char *)folded, (size_t)length);
    free(folded);
    return key;
}

size_t text_wide_digit(const char *text)
{
    utf8proc_int32_t point = -1;
    const utf8proc_ssize_t used =
        utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &point);
    const bool is_wide = used > 1 && point >= 0;
    const utf8proc_category_t category =
        is_wide ? utf8proc_category(point) : UTF8PROC_CATEGORY_CN;
    return category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_NO
               ? (size_t)used
               : 0;
}

size_t text_width(const char *text)
{
    size_t width = 0;
    size_t length = 0;
    const size_t size = strlen(text);
    for (size_t i = 0; i < size; i += length) {
        const int32_t point = code_point(text + i, size - i, &length);
        width += point < 0 ? 1 : (size_t)utf8proc_charwidth(point);
    }
    return width;
}

const char *text_shortened(struct arena *arena, const char *text, size_t width)
{
    if (text_width(text) <= width || width == 0) {
        return text;
    }
    size_t used = 0;
    size_t length = 0;
    size_t i = 0;
    const size_t size = strlen(text);
    for (; i < size; i += length) {
        const int32_t point = code_point(text + i, size - i, &length);
        const size_t wide = point < 0 ? 1 : (size_t)utf8proc_charwidth(point);
        if (used + wide + 1 > width) {
            break;
        }
        used += wide;
    }
    return text_format(arena, "%.*s\xE2\x80\xA6", (int)i, text);
}
