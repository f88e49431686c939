/*
 * Text: NUL-terminated UTF-8 in an arena, and numbers without locales.
 *
 * Everything that reads bytes from outside makes sure that they are valid UTF-8 without
 * NUL (text_is_utf8) before they become text. Nothing here knows of files or statistics.
 */
#ifndef OUTCHECK_BASE_TEXT_H
#define OUTCHECK_BASE_TEXT_H

#include "base/arena.h"
#include "outcheck/status.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

const char *text_format(struct arena *arena, const char *format, ...)
    OUTCHECK_PRINTF(2, 3);
const char *text_format_list(struct arena *arena, const char *format, va_list arguments)
    OUTCHECK_PRINTF(2, 0);
const char *text_copy(struct arena *arena, const char *bytes, size_t length);

bool text_is_blank(const char *text); /* NULL, empty or white space alone */
bool text_equals(const char *one, const char *other);
bool text_equals_ignoring_case(const char *one, const char *other); /* ASCII letters */
bool text_starts_with(const char *text, const char *start);
bool text_ends_with(const char *text, const char *end);

/* Without white space (no-break and thin spaces too) at both ends, runs inside made one.
 */
const char *text_squeezed(struct arena *arena, const char *text);

/* The key by which labels are compared: squeezed, NFKC, case folded. */
const char *text_key(struct arena *arena, const char *text);

/* The length without a last character of which bytes are missing. */
size_t text_whole_characters(const char *bytes, size_t length);

bool text_is_utf8(const char *bytes, size_t length);

/* The length in bytes of a digit other than 0 to 9 at the start of a text (full-width,
 * Arabic, superscript); 0 where none stands there. */
size_t text_wide_digit(const char *text);

/* Columns that the text takes on a terminal. */
size_t text_width(const char *text);

/* At most `width` terminal columns, with an ellipsis where something was cut. */
const char *text_shortened(struct arena *arena, const char *text, size_t width);

/* "1,412" or "-0.5": thousands separated by commas, `decimals` places. */
const char *text_number(struct arena *arena, double value, int decimals);

/* As text_number with as few decimals (up to 6) as give the number back. */
const char *text_number_short(struct arena *arena, double value);

/* "people" or "person": "1 person", "1,200 people". */
const char *text_counted(struct arena *arena, double count, const char *one,
                         const char *many);

/* Edits (insert, delete, replace, swap neighbours) between two short words, for "did you
 * mean"; at most `limit` + 1 is answered. */
size_t text_distance(const char *one, const char *other, size_t limit);

/* The candidate nearest to `word`, or NULL when none is near enough to be meant. */
const char *text_nearest(const char *word, const char *const *candidates, size_t count);

#endif
