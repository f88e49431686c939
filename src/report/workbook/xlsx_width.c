#include "report/workbook/xlsx_width.h"

#include <stdint.h>
#include <string.h>

/* Advance widths of the printable ASCII characters, in thousandths of the type size. */
static const uint16_t regular_widths[] = {
    278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
};
static const uint16_t bold_widths[] = {
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
};

enum {
    OTHER_LATIN = 667, /* most accented and Greek letters are narrower */
    WIDE = 1000,       /* Chinese, Japanese, Korean, symbols, emoji */
};

/* Programs round each letter to whole pixels in their own way. */
static const double allowance = 1.04;
static const double pixels_per_point = 96.0 / 72.0;
static const double digit_pixels =
    8; /* of the default font, by which columns are measured */
static const double column_padding = 5;
static const double indent_pixels = 10;
static const double first_line_points = 20;
static const double next_line_points = 14.25;
static const double highest_row_points = 409;

static size_t character_bytes(unsigned char first)
{
    return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* Thousandths of the type size of the character at `text`, and its bytes. */
static unsigned character_width(const char *text, bool is_bold, size_t *bytes)
{
    const unsigned char first = (unsigned char)text[0];
    *bytes = 1;
    if (first < 0x80) {
        const uint16_t *widths = is_bold ? bold_widths : regular_widths;
        return first < 0x20 || first == 0x7F ? 0 : widths[first - 0x20];
    }
    const size_t wanted = character_bytes(first);
    while (*bytes < wanted && ((unsigned char)text[*bytes] & 0xC0U) == 0x80) {
        (*bytes)++;
    }
    return first < 0xE1 ? OTHER_LATIN : WIDE;
}

static double in_pixels(double thousandths, struct type_face face)
{
    return thousandths / 1000 * face.points * pixels_per_point * allowance;
}

double xlsx_text_pixels(const char *text, struct type_face face)
{
    double widest = 0;
    double line = 0;
    while (*text) {
        size_t bytes = 1;
        if (*text == '\n') {
            line = 0;
        } else {
            line += character_width(text, face.is_bold, &bytes);
        }
        widest = line > widest ? line : widest;
        text += bytes;
    }
    return in_pixels(widest, face);
}

/* The word at `text` with the spaces after it: bytes, and its width without them. */
struct word {
    size_t bytes;
    double width;
    double space;
};

static struct word next_word(const char *text, bool is_bold)
{
    struct word word = {0};
    while (text[word.bytes] && text[word.bytes] != ' ' && text[word.bytes] != '\n') {
        size_t bytes = 1;
        word.width += character_width(text + word.bytes, is_bold, &bytes);
        word.bytes += bytes;
        if (text[word.bytes - 1] == '-') {
            return word;
        }
    }
    while (text[word.bytes] == ' ') {
        size_t bytes = 1;
        word.space += character_width(text + word.bytes, is_bold, &bytes);
        word.bytes += bytes;
    }
    return word;
}

size_t xlsx_text_lines(const char *text, struct type_face face, double pixels)
{
    size_t lines = 1;
    double used = 0;
    while (*text) {
        if (*text == '\n') {
            lines++;
            used = 0;
            text++;
            continue;
        }
        const struct word word = next_word(text, face.is_bold);
        if (used > 0 && in_pixels(used + word.width, face) > pixels) {
            lines++;
            used = 0;
        }
        used += word.width;
        while (in_pixels(used, face) > pixels && pixels > 0) {
            lines++;
            used -= pixels / in_pixels(1, face);
        }
        used += word.space;
        text += word.bytes;
    }
    return lines;
}

double xlsx_column_room(double width)
{
    const double room = width * digit_pixels + column_padding - indent_pixels - 6;
    return room > digit_pixels ? room : digit_pixels;
}

double xlsx_column_for(double pixels)
{
    return (pixels + indent_pixels + 6 - column_padding) / digit_pixels + 0.5;
}

double xlsx_row_height(size_t lines)
{
    const double more = lines > 1 ? (double)(lines - 1) * next_line_points : 0;
    const double height = first_line_points + more;
    return height < highest_row_points ? height : highest_row_points;
}
