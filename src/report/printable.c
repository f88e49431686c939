#include "report/printable.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

static bool is_control(unsigned char letter)
{
    return letter < 0x20 || letter == 0x7f;
}

/* U+0080 to U+009F */
static bool is_second_control(const unsigned char *at)
{
    return at[0] == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0;
}

/* U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069 */
static bool is_direction_mark(const unsigned char *at)
{
    return at[0] == 0xe2 && ((at[1] == 0x80 && (at[2] == 0x8e || at[2] == 0x8f)) ||
                             (at[1] == 0x80 && at[2] >= 0xaa && at[2] <= 0xae) ||
                             (at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9));
}

const char *text_printable(struct arena *arena, const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    while (*at && !is_control(*at) && !is_second_control(at) && !is_direction_mark(at)) {
        at++;
    }
    if (!*at) {
        return text;
    }
    char *out = arena_array(arena, strlen(text) + 1, char);
    char *end = out;
    for (const char *from = text; *from; from++) {
        at = (const unsigned char *)from;
        if (is_direction_mark(at)) {
            from += 2;
        } else if (is_second_control(at)) {
            *end++ = ' ';
            from++;
        } else if (is_control(*at)) {
            *end++ = ' ';
        } else {
            *end++ = *from;
        }
    }
    return out;
}

void print_wrapped(struct printer *printer, const char *text, size_t column, size_t width)
{
    enum { NARROWEST_ROOM = 20 };
    if (width == 0) {
        printer_text(printer, text);
        return;
    }
    const size_t room = width > column + NARROWEST_ROOM ? width - column : NARROWEST_ROOM;
    size_t used = 0;
    while (*text) {
        const size_t gap = strspn(text, " ");
        const size_t length = strcspn(text + gap, " ");
        if (length == 0) {
            return;
        }
        const char *word =
            text_shortened(printer_scratch(printer),
                           text_copy(printer_scratch(printer), text + gap, length), room);
        const size_t word_width = text_width(word);
        if (used && used + 1 + word_width > room) {
            printer_text(printer, "\n");
            printer_spaces(printer, column);
            used = 0;
        }
        if (used) {
            printer_text(printer, " ");
            used++;
        }
        printer_text(printer, word);
        used += word_width;
        text += gap + length;
    }
}

void print_padded(struct printer *printer, const char *text, size_t width)
{
    const size_t used = text_width(text);
    printer_text(printer, text);
    printer_spaces(printer, used < width ? width - used : 0);
}
