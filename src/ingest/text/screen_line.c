#include "ingest/text/screen_line.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* One screen column: its plain character, and how many bytes it takes. */
static char plain_character(const char *text, size_t *length)
{
    static const struct {
        const char *bytes;
        char plain;
    } characters[] = {
        {"\xC2\xA3", '$'},     {"\xC2\xA0", ' '},     {"\xE2\x94\x82", '|'},
        {"\xE2\x94\x80", '-'}, {"\xE2\x95\x90", '='}, {"\xE2\x95\x91", '|'},
        {"\xE2\x88\x92", '-'}, {"\xE2\x82\xAC", '$'}, {"\xE2\x94\x83", '|'},
    };
    const unsigned char byte = (unsigned char)text[0];
    *length = 1;
    if (byte < 0x80) {
        return text[0];
    }
    for (size_t i = 0; i < sizeof(characters) / sizeof(characters[0]); i++) {
        const size_t size = strlen(characters[i].bytes);
        if (strncmp(text, characters[i].bytes, size) == 0) {
            *length = size;
            return characters[i].plain;
        }
    }
    *length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    /* Corners and crossings of boxes. */
    const bool is_box = byte == 0xE2 && ((unsigned char)text[1] == 0x94 ||
                                         (unsigned char)text[1] == 0x95);
    return is_box ? '+' : 'x';
}

/* "P>|t|" keeps its pipes. */
static bool is_inside_word(const char *shape, uint32_t width, uint32_t at)
{
    const bool opens = at && shape[at - 1] == '>';
    const bool closes = at >= 3 && shape[at - 2] == '|' && shape[at - 3] == '>';
    return (opens || closes) && at < width;
}

static bool is_number_symbol(const char *text, size_t length)
{
    static const char *const symbols[] = {".",   "NA",    "NaN", "nan", "<NA>",
                                          "[c]", "[x]",   "[z]", "c",   "*",
                                          "-",   "[low]", "..",  "s"};
    for (size_t i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++) {
        if (strlen(symbols[i]) == length && strncmp(symbols[i], text, length) == 0) {
            return true;
        }
    }
    return false;
}

/* The exponent of 1.2e+04 at `at`: its length, or 0. */
static size_t exponent_length(const char *text, size_t length, size_t at)
{
    const bool is_letter = text[at] == 'e' || text[at] == 'E';
    return is_letter && at + 2 < length && (text[at + 1] == '+' || text[at + 1] == '-')
               ? 2
               : 0;
}

/* Digits with what goes with them; a dash inside makes a range, a date or a code of it.
 */
static bool is_number_form(const char *text, size_t length)
{
    bool has_digit = false;
    for (size_t i = 0; i < length; i++) {
        const size_t exponent = has_digit ? exponent_length(text, length, i) : 0;
        const bool is_sign = (text[i] == '-' || text[i] == '+') && !has_digit;
        const bool is_digit = isdigit((unsigned char)text[i]) != 0;
        if (!exponent && !is_sign && !is_digit && !strchr(".,%$()<>*[]", text[i])) {
            return false;
        }
        has_digit = has_digit || is_digit;
        i += exponent ? exponent - 1 : 0;
    }
    return has_digit;
}

static bool has_any_digit(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (isdigit((unsigned char)text[i])) {
            return true;
        }
    }
    return false;
}

static void find_words(struct arena *arena, struct screen_line *line)
{
    line->words = arena_array(arena, TEXT_WORD_LIMIT, struct screen_word);
    line->word_count = 0;
    uint32_t at = 0;
    while (at < line->width && line->word_count < TEXT_WORD_LIMIT) {
        while (at < line->width && line->shape[at] == ' ') {
            at++;
        }
        const uint32_t start = at;
        while (at < line->width && line->shape[at] != ' ') {
            at++;
        }
        const char *text = line->shape + start;
        if (at > start) {
            line->words[line->word_count++] = (struct screen_word){
                .start = start,
                .end = at,
                .is_number = is_number_form(text, at - start) ||
                             is_number_symbol(text, at - start),
                .has_digit = has_any_digit(text, at - start),
            };
        }
    }
}

static bool is_rule(const struct screen_line *line)
{
    uint32_t strokes = 0;
    for (uint32_t i = 0; i < line->width; i++) {
        const char byte = line->shape[i];
        if (!byte || !strchr("-=+_~|: ", byte)) {
            return false;
        }
        strokes += byte == '-' || byte == '=' || byte == '_' || byte == '+' ? 1 : 0;
    }
    return strokes >= 3;
}

static bool is_command(const char *text)
{
    static const char *const prompts[] = {". ", "> ", ">>> ", "... ", "In [", "+ "};
    for (size_t i = 0; i < sizeof(prompts) / sizeof(prompts[0]); i++) {
        if (text_starts_with(text, prompts[i]) &&
            !isdigit((unsigned char)text[strlen(prompts[i])])) {
            return true;
        }
    }
    return text_equals(text, ".") || text_equals(text, ">");
}

/* R's "<chr> <int>" below the headings of a tibble. */
static bool names_types(const struct screen_line *line)
{
    for (uint32_t i = 0; i < line->word_count; i++) {
        const struct screen_word *word = &line->words[i];
        if (line->shape[word->start] != '<' || line->shape[word->end - 1] != '>' ||
            word->is_number) {
            return false;
        }
    }
    return line->word_count > 0;
}

/* "MS      Number of obs   =        74": statistics of a model beside a table. */
static uint32_t tail_of(const struct screen_line *line)
{
    const char *sign = NULL;
    for (const char *at = line->shape; *at; at++) {
        sign = at[0] == ' ' && at[1] == '=' && at[2] == ' ' ? at : sign;
    }
    if (!sign) {
        return line->width;
    }
    uint32_t start = (uint32_t)(sign - line->shape);
    while (start && line->shape[start - 1] == ' ') {
        start--;
    }
    while (start >= 2 &&
           !(line->shape[start - 1] == ' ' && line->shape[start - 2] == ' ')) {
        start--;
    }
    for (uint32_t i = 0; start >= 2 && i < start; i++) {
        if (line->shape[i] != ' ') {
            return start;
        }
    }
    return line->width;
}

void screen_line_look(struct arena *arena, struct screen_line *line)
{
    find_words(arena, line);
    bool has_number = false;
    line->number_count = 0;
    while (line->number_count < line->word_count &&
           line->words[line->word_count - 1 - line->number_count].is_number) {
        line->number_count++;
        has_number |= line->words[line->word_count - line->number_count].has_digit;
    }
    line->kind = LINE_TEXT;
    if (line->word_count == 0) {
        line->kind = strchr(line->text, '|') ? LINE_RULE : LINE_BLANK;
    } else if (is_command(line->text)) {
        line->kind = LINE_COMMAND;
    } else if (is_rule(line) || names_types(line)) {
        line->kind = LINE_RULE;
    } else if (has_number && line->text[0] != '#') {
        line->kind = LINE_DATA;
    }
}

struct screen_line screen_line_of(struct arena *arena, const char *text)
{
    const size_t length = strlen(text);
    const size_t limit = length < TEXT_WIDTH_LIMIT ? length : TEXT_WIDTH_LIMIT;
    char *shape = arena_array(arena, limit + 8, char);
    uint32_t *bytes = arena_array(arena, limit + 9, uint32_t);
    struct screen_line line = {.text = text, .first_pipe = UINT32_MAX};
    size_t size = 0;
    bool has_text = false;
    for (size_t at = 0; at < length && line.width < limit; at += size) {
        bytes[line.width] = (uint32_t)at;
        const char plain = plain_character(text + at, &size);
        shape[line.width] = plain;
        if (plain == '|' && !is_inside_word(shape, line.width + 1, line.width)) {
            shape[line.width] = ' ';
            line.first_pipe =
                has_text && line.first_pipe == UINT32_MAX ? line.width : line.first_pipe;
        }
        has_text = has_text || (plain != ' ' && plain != '|');
        line.width++;
        bytes[line.width] = (uint32_t)(at + size);
    }
    line.shape = shape;
    line.bytes = bytes;
    line.tail = tail_of(&line);
    line.width = line.tail;
    screen_line_look(arena, &line);
    return line;
}

const char *text_between(struct arena *arena, const struct screen_line *line,
                         uint32_t start, uint32_t end)
{
    end = end < line->width ? end : line->width;
    while (start < end && line->shape[start] == ' ') {
        start++;
    }
    while (end > start && line->shape[end - 1] == ' ') {
        end--;
    }
    return start < end ? text_copy(arena, line->text + line->bytes[start],
                                   line->bytes[end] - line->bytes[start])
                       : "";
}
