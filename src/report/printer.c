#include "report/printer.h"

#include "base/text.h"

#include <stdarg.h>
#include <string.h>

/* Scratch memory is given back when this much of it has been used. */
enum { SCRATCH_LIMIT = 256 * 1024 };

void printer_start(struct printer *printer, const struct sink *sink)
{
    printer->sink = sink;
    printer->scratch = arena_create(0);
    printer->length = 0;
}

static void send(struct printer *printer)
{
    if (printer->length) {
        printer->sink->write(printer->sink->context, printer->buffer, printer->length);
        printer->length = 0;
    }
}

void printer_finish(struct printer *printer)
{
    send(printer);
    arena_destroy(printer->scratch);
    printer->scratch = NULL;
}

void printer_bytes(struct printer *printer, const char *bytes, size_t length)
{
    while (length) {
        if (printer->length == PRINTER_BUFFER) {
            send(printer);
        }
        const size_t room = PRINTER_BUFFER - printer->length;
        const size_t part = length < room ? length : room;
        memcpy(printer->buffer + printer->length, bytes, part);
        printer->length += part;
        bytes += part;
        length -= part;
    }
}

void printer_text(struct printer *printer, const char *text)
{
    printer_bytes(printer, text, strlen(text));
}

/* By hand, because documents hold millions of them. */
void printer_count(struct printer *printer, uint64_t count)
{
    char digits[20];
    size_t start = sizeof(digits);
    do {
        digits[--start] = "0123456789"[count % 10];
        count /= 10;
    } while (count);
    printer_bytes(printer, digits + start, sizeof(digits) - start);
}

void printer_spaces(struct printer *printer, size_t count)
{
    static const char spaces[] = "                                ";
    while (count) {
        const size_t part = count < sizeof(spaces) - 1 ? count : sizeof(spaces) - 1;
        printer_bytes(printer, spaces, part);
        count -= part;
    }
}

void printer_format(struct printer *printer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    printer_text(printer, text_format_list(printer->scratch, format, arguments));
    va_end(arguments);
}

struct arena *printer_scratch(struct printer *printer)
{
    return printer->scratch;
}

void printer_rest(struct printer *printer)
{
    if (arena_used(printer->scratch) > SCRATCH_LIMIT) {
        arena_destroy(printer->scratch);
        printer->scratch = arena_create(0);
    }
}
